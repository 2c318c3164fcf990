"""What was changed, by whom and when; what can be taken back; dishes that can come back."""

from datetime import UTC, datetime, timedelta

import streamlit as st

from recommender.catalog import ChangeSet, Deleted, DishChange
from recommender.errors import HistoryDamaged, RecommenderError, TimeDamaged
from recommender.kitchen import Kitchen
from recommender.ui import kitchen_words, names, state, words
from recommender.ui.i18n import n, t
from recommender.ui.kitchen_frame import doing, done, telling
from recommender.ui.words import plain

SHOWN = 20  # change sets
SHOWN_DISHES = 50  # of one change set
KEPT_DAYS = 30


def back_and_forth(kitchen: Kitchen) -> None:
    """Offer to take back the newest change that is in force, and the latest undo."""
    newest, undo = kitchen.undoable(), kitchen.redoable()
    if newest is None:
        st.caption(t("Nothing is left to undo."))
    with st.container(horizontal=True, key="undo_line"):
        if newest:
            # By its number: a second click on one that is undone already must not undo the next.
            with st.container(key="undo_newest", width="content"):
                st.button(
                    plain(t("Undo: {what}", what=_what(kitchen, newest))),
                    type="primary",
                    icon=":material/undo:",
                    key=f"undo_newest_{newest.number}",
                    on_click=_undo,
                    args=(kitchen, newest.number),
                )
        if undo and (undone := _undone_by(kitchen, undo)):
            with st.container(key="redo", width="content"):
                st.button(
                    plain(t("Redo: {what}", what=_what(kitchen, undone))),
                    icon=":material/redo:",
                    key=f"redo_{undo.number}",
                    on_click=_redo,
                    args=(kitchen, undo.number),
                )


def _what(kitchen: Kitchen, one: ChangeSet) -> str:
    facts = {"deed": kitchen_words.deed(one), "about": _about(kitchen, one)}
    return t("{deed}, {about}", **facts)


def _about(kitchen: Kitchen, one: ChangeSet) -> str:
    """Return what a change set was about; one of many dishes is told without reading them all."""
    single = one.new + one.changed + one.removed == 1
    changes = kitchen.changes(one.number) if single else []
    readable = [change for change in changes if isinstance(change, DishChange)]
    return kitchen_words.about(one, readable)


def _undone_by(kitchen: Kitchen, undo: ChangeSet) -> ChangeSet | None:
    number = undo.undoes or 0
    return next(iter(kitchen.history(limit=1, before=number + 1)), None)


def _can_be_undone(what: ChangeSet) -> bool:
    return what.undone_by is None and what.undoes is None and what.verb != "clock"


def change_sets(kitchen: Kitchen, sets: list[ChangeSet]) -> None:
    """Show change sets, each to be opened."""
    if not sets:
        st.caption(t("Nothing has been changed yet."))
    for one in sets:
        with st.expander(plain(_line(kitchen, one))):
            _opened(kitchen, one)


def _line(kitchen: Kitchen, one: ChangeSet) -> str:
    facts = {
        "when": kitchen_words.moment(one.at),
        "who": kitchen_words.who(one.who),
        "what": _what(kitchen, one),
    }
    if one.undone_by:
        return t("{when} · {who} · {what} (undone)", **facts)
    return t("{when} · {who} · {what}", **facts)


def _opened(kitchen: Kitchen, one: ChangeSet) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(t("Change {number}", number=one.number), width="stretch")
        if _can_be_undone(one):
            st.button(
                t("Undo this alone"),
                icon=":material/undo:",
                key=f"undo_{one.number}",
                on_click=_undo,
                args=(kitchen, one.number),
            )
    if one.at is None:
        _say(TimeDamaged(number=one.number))
    _dish_by_dish(kitchen.changes(one.number))


def _say(damage: RecommenderError) -> None:
    st.error(plain(words.error(damage)), icon=":material/error:")


def _dish_by_dish(changes: list[DishChange | HistoryDamaged]) -> None:
    for change in changes[:SHOWN_DISHES]:
        if isinstance(change, DishChange):
            st.markdown(_change(change))
        else:
            _say(change)
    if (more := len(changes) - SHOWN_DISHES) > 0:
        st.caption(n("and {count} dish more", "and {count} dishes more", more))


def _change(change: DishChange) -> str:
    name = plain(change.name)
    if change.before is None:
        return t("**{name}** is new.", name=name)
    if change.after is None:
        return t("**{name}** was deleted.", name=name)
    return f"**{name}**  \n{kitchen_words.fields(change.fields)}"


def deleted(kitchen: Kitchen) -> None:
    """Show the dishes that were deleted lately, each with its way back."""
    gone = kitchen.deleted()
    st.header(t("Deleted in the last {days} days", days=KEPT_DAYS))
    if not gone:
        st.caption(t("No dish."))
    for one in gone:
        with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
            st.markdown(plain(_deleted_line(one)), width="stretch")
            st.button(
                t("Bring back"),
                key=f"bring_back_{one.dish.id}",
                icon=":material/restore_from_trash:",
                on_click=_bring_back,
                args=(kitchen, one),
            )


def _deleted_line(one: Deleted) -> str:
    left = one.at + timedelta(days=KEPT_DAYS) - datetime.now(UTC)
    days = n("for {count} more day", "for {count} more days", max(0, left.days))
    facts = {
        "name": names.dish(one.dish),
        "who": kitchen_words.who(one.who),
        "when": kitchen_words.moment(one.at),
    }
    return t("{name}: deleted by {who}, {when}; kept {days}", days=days, **facts)


def _undo(kitchen: Kitchen, number: int) -> None:
    def work() -> str:
        undone = kitchen.undo(number, who=state.who())
        return t("Change {number} is undone.", number=undone.number)

    doing(work)


def _redo(kitchen: Kitchen, number: int) -> None:
    with telling():
        latest = kitchen.redoable()
        if latest and latest.number == number:  # else a second click: the page shows what is left
            undo = kitchen.redo(who=state.who())
            done(t("Change {number} is made again.", number=undo.undoes or 0))


def _bring_back(kitchen: Kitchen, one: Deleted) -> None:
    def work() -> str:
        kitchen.bring_back(one.dish.id, who=state.who())
        return t("{name} is back on the menu.", name=plain(names.dish(one.dish)))

    doing(work)
