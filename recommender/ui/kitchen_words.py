"""Sentences for staff: what was changed, what changed meanwhile, when a dish is back."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from recommender.catalog import ChangeSet, DishChange, Meanwhile
from recommender.dish import ALLERGENS, Problem
from recommender.errors import (
    ChangedLater,
    ChangedMeanwhile,
    PhotoGone,
    RecommenderError,
    UnusableDish,
)
from recommender.kitchen import CLOCK, FIRST_START
from recommender.photo_desk import Remark
from recommender.ui import i18n, names, resources, words
from recommender.ui.i18n import n, t


def value(name: str, shown: Any) -> str:
    """Return the value of a field as staff read it."""
    if name == "allergens" and shown is not None:
        return allergens(shown)
    if shown in ("", None, ()):
        return t("empty")
    if name == "price":
        return i18n.decimals(shown)
    own = {"photo": photo, "course": names.course, "cuisine": names.cuisine}
    return own[name](str(shown)) if name in own else _by_kind(shown)


def _by_kind(shown: Any) -> str:
    if isinstance(shown, bool):
        return t("yes") if shown else t("no")
    if isinstance(shown, datetime):
        return moment(shown)
    if isinstance(shown, tuple):
        return i18n.listed(shown)
    return i18n.number(shown) if isinstance(shown, (int, float)) else str(shown)


def moment(when: datetime | None) -> str:
    """Return a moment on the house's clock; None is one that is damaged in the history."""
    return i18n.moment(when, resources.house().zone) if when else t("nobody knows when")


def allergens(declared: tuple[str, ...]) -> str:
    """Return declared allergens."""
    known = [names.allergen(one) for one in declared if one in ALLERGENS]
    return i18n.listed(known) if known else t("None of them")


def photo(name: str) -> str:
    """Return a photo's file name; a stored one's is a long number that tells nobody anything."""
    return t("a photo") if re.fullmatch("[0-9a-f]{64}", name) else name


def fields(changed: Mapping[str, tuple[Any, Any]]) -> str:
    """Return changed fields, old beside new, as Markdown."""
    told = [
        t(
            "{field}: {old} → **{new}**",
            field=words.plain(names.field(name)),
            old=words.plain(value(name, old)),
            new=words.plain(value(name, new)),
        )
        for name, (old, new) in changed.items()
    ]
    return "  \n".join(told)


def error(problem: RecommenderError) -> str:
    """Return what is wrong and what to do, for staff."""
    if isinstance(problem, ChangedMeanwhile) and problem.facts.get("dishes"):
        told = " ".join(meanwhile(one) for one in problem.facts["dishes"])
        return t("Nothing was saved. {told} Look at it again, then save.", told=told)
    if isinstance(problem, UnusableDish):
        return t("The dish cannot be taken: {problems}", problems=problems(problem))
    if isinstance(problem, ChangedLater):
        return _changed_later(problem)
    if isinstance(problem, PhotoGone):
        return _photo_gone(problem)
    return words.error(problem)


def problems(of: UnusableDish) -> str:
    """Return what is wrong with dishes, a sentence each."""
    return " ".join(
        t("{name}: {remark}", name=name, remark=told) if name else told
        for name, found in of.facts["found"].items()
        for told in map(_problem, found)
    )


def _problem(what: Problem) -> str:
    facts = {"field": words.inside(names.field(what.field)), "reason": words.because(what.reason)}
    if not what.value_shown:
        return t("{field} {reason}.", **facts)
    return t('{field} "{value}" {reason}.', value=what.value_shown, **facts)


def _changed_later(problem: ChangedLater) -> str:
    wanted, later = problem.facts["sets"]
    return t(
        "Change {number} ({deed}) cannot be undone: {dish} was changed again by {who} in change "
        "{later} ({later_deed}). Undo that first.",
        number=wanted.number,
        deed=deed(wanted),
        dish=problem.facts["dish"],
        who=who(later.who),
        later=later.number,
        later_deed=deed(later),
    )


def _photo_gone(problem: PhotoGone) -> str:
    (wanted,) = problem.facts["sets"]
    return t(
        "Change {number} ({deed}) cannot be undone: the photo of {dish} from before is kept no "
        "longer. Edit the dish instead.",
        number=wanted.number,
        deed=deed(wanted),
        dish=problem.facts["dish"],
    )


def who(name: str) -> str:
    """Return who did something: a person's name, or what did it by itself."""
    own = {CLOCK: t("the clock"), FIRST_START: t("the first start")}
    return own.get(name, name)


def meanwhile(what: Meanwhile) -> str:
    """Return what somebody else did to a dish."""
    facts = {"name": what.name, "who": who(what.who)}
    if what.removed:
        return t("{name} was removed by {who} meanwhile.", **facts)
    if not what.fields:
        return t("{name} was added by {who} meanwhile.", **facts)
    now = i18n.listed(
        [
            t("{field} is now {value}", field=names.field(name), value=value(name, new))
            for name, new in what.fields.items()
        ]
    )
    return t("{name} was changed by {who} meanwhile: {now}.", now=now, **facts)


def deed(what: ChangeSet) -> str:
    """Return what a change set was."""
    called = {
        "add": t("Added"),
        "edit": t("Edited"),
        "duplicate": t("Copied"),
        "remove": t("Deleted"),
        "import": t("Imported"),
        "sell out": t("Sold out"),
        "back": t("Back on the menu"),
        "bring back": t("Brought back"),
        "clock": t("Back, as its time had come"),
        "undo": t("Undid change {number}", number=what.undoes or 0),
        "redo": t("Redid change {number}", number=what.undoes or 0),
    }
    return called.get(what.verb) or what.what


def about(what: ChangeSet, changes: list[DishChange]) -> str:
    """Return what a change set was about: a dish by its name, more by their numbers."""
    if file := re.match(r"imported (.+?)(?: and removed \d+ that it lacks)?$", what.what):
        return t("{file}: {counts}", file=file[1], counts=_counts(what))
    return changes[0].name if len(changes) == 1 else _counts(what)


def _counts(what: ChangeSet) -> str:
    parts = (
        (what.new, n("{count} new", "{count} new", what.new)),
        (what.changed, n("{count} changed", "{count} changed", what.changed)),
        (what.removed, n("{count} deleted", "{count} deleted", what.removed)),
    )
    return i18n.listed([told for count, told in parts if count]) or t("nothing")


def dishes(count: int) -> str:
    """Return a number of dishes."""
    return n("{count} dish", "{count} dishes", count)


def remark(what: Remark) -> str:
    """Return a remark on a photo."""
    return t(what.template, figure=what.figure, limit=what.limit, **what.facts)
