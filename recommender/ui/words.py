"""Sentences about dishes, filters, reasons and errors, and how stored text is shown."""

import re
from collections.abc import Iterable
from typing import Any

from recommender.because import Because
from recommender.dish import ALLERGENS, COURSES, Dish
from recommender.errors import RecommenderError
from recommender.glossary import called
from recommender.reasons import TEMPLATES, Reason
from recommender.ui import i18n, names, resources
from recommender.ui.i18n import t

_LINES = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])")
# What a page makes links, icons and arrows of once the escapes are read: addresses, ":material/",
# "->". A word joiner in it shows as nothing and makes it mere letters.
_JOINER = "\N{WORD JOINER}"
_FOUND_LATER = re.compile(
    r"(?<=:)(?=[a-z/])|(?<=www)(?=\.)|(?<=@)|(?<=[<>~-])(?=[->=])", re.IGNORECASE
)


def plain(text: str) -> str:
    """Return ``text`` so that Markdown shows it letter by letter: stored text is never markup."""
    return _MARKDOWN.sub(r"\\\1", _FOUND_LATER.sub(_JOINER, _LINES.sub(" ", text)))


def price(dish: Dish) -> str:
    """Return the price as the reader writes it."""
    return i18n.money(dish.price, dish.currency)


def alternative(dish: Dish) -> str:
    """Return what stands for a dish's photo where it is not seen: staff's words, if there are."""
    if dish.alt:
        return dish.alt
    description = names.description(dish)
    name = names.dish(dish)
    return t("{name}: {description}", name=name, description=description) if description else name


def inside(term: str) -> str:
    """Return a name as it stands inside a sentence."""
    return term[:1].lower() + term[1:]


def allergens(dish: Dish) -> str:
    """Return what is known of a dish's allergens, plainly."""
    if dish.allergens is None:
        return t("Allergens are not declared for this dish. Please ask before ordering.")
    if not dish.allergens:
        return t("Declared to contain none of the 14 allergens of EU law.")
    return t("Contains {allergens}.", allergens=_allergens_inside(dish.allergens))


def declaration(dish: Dish) -> str:
    """Return who declared the allergens and when, where it is kept."""
    if dish.declared_at is None:
        return ""
    day = i18n.day(dish.declared_at.astimezone(resources.house().zone))
    if not dish.declared_by:
        return t("Declared on {day}.", day=day)
    return t("Declared by {who} on {day}.", who=dish.declared_by, day=day)


def reason(one: Reason, dish: Dish) -> str:
    """Return why ``dish`` is shown, from the facts of the reason."""
    facts = dict(one.facts)
    if "price" in facts:
        facts["price"] = i18n.money(float(facts["price"]), dish.currency)
    if "dish" in facts:
        facts["words"] = names.dish(facts["dish"])
    elif "words" in facts:
        facts["words"] = _named(str(facts["words"]).split(", "), one.kind)
    return t(TEMPLATES[one.kind], **facts)


def _named(words: list[str], kind: str) -> str:
    if kind == "colour":
        return i18n.listed([names.colour(word) for word in words])
    if kind in {"without", "contains"}:
        return _allergens_inside(words)
    if kind == "craving":
        return i18n.listed([called(word, i18n.language()) for word in words])
    return i18n.listed(words)


def _allergens_inside(found: Iterable[str]) -> str:
    return i18n.listed([inside(names.allergen(one)) for one in found if one in ALLERGENS])


def error(problem: RecommenderError) -> str:
    """Return what is wrong and what to do, from the facts of the error."""
    facts = {name: _told(fact) for name, fact in problem.facts.items()}
    return t(problem.template, **facts)


def unforeseen(reference: str) -> str:
    """Return what a person is told of something that nobody foresaw; the log has the rest."""
    return t(
        "Something went wrong, and it was not you. Try again; if it stays so, tell the restaurant "
        "this reference: {reference}.",
        reference=reference,
    )


def because(reason: str) -> str:
    """Return a reason from below in the reader's language; any other text stays as it is."""
    if not isinstance(reason, Because):
        return reason
    return t(reason.template, **{name: _told(fact) for name, fact in reason.facts.items()})


def _told(fact: Any) -> Any:
    if isinstance(fact, str):
        return because(fact)
    if isinstance(fact, tuple):
        return i18n.listed([_own_name(one) for one in fact])
    return i18n.number(fact) if isinstance(fact, int) else fact


def _own_name(name: Any) -> str:
    if name in COURSES:
        return inside(names.course(name))
    return inside(names.allergen(name) if name in ALLERGENS else names.field(str(name)))


def stage(name: str) -> str:
    """Return what is being done, in the reader's language."""
    return t(name)


def stages() -> tuple[str, ...]:
    """Return the stages that lower modules tell of, for the catalogs."""
    return (
        t("Starting"),
        t("Loading the encoder"),
        t("Looking at photos"),
        t("Storing photos"),
        t("Reading descriptions"),
        t("Looking at colours"),
        t("Bringing the index up to date"),
        t("Ready"),
    )
