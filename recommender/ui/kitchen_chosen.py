"""What can be done with the dishes that are chosen in the table of the menu."""

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

import streamlit as st

from recommender.dish import Dish
from recommender.kitchen import Kitchen
from recommender.ui import address, kitchen_service, kitchen_table, names, state
from recommender.ui.i18n import listed, n, t
from recommender.ui.kitchen_frame import ask_first, doing
from recommender.ui.once import Once
from recommender.ui.words import plain

EDIT, NEW = "edit", "new"
ASKED = "asked_about"
ANSWERED_S = 10.0  # who has gone elsewhere since then is not asked any more
NAMED = 5  # dishes; more are counted


class Asked(NamedTuple):
    """A button that was pressed and asks first."""

    ask: Callable[..., None]
    about: Sequence[Dish]
    at: float  # seconds of the monotonic clock


def actions(kitchen: Kitchen, chosen: Sequence[Dish], *, locked: bool) -> None:
    """Offer to add a dish, and what can be done with the chosen ones."""
    with st.container(horizontal=True, key="chosen_line"):
        st.button(
            t("Add a dish"),
            on_click=open_form,
            args=(NEW,),
            key="add",
            icon=":material/add:",
            disabled=locked,
        )
        asked = state.taken(ASKED)
        if asked and not locked and time.monotonic() - asked.at < ANSWERED_S:
            asked.ask(kitchen, asked.about)
        if not chosen or locked:
            return
        if len(chosen) == 1:
            _edit_button(chosen[0])
        _service_buttons(kitchen, chosen)
        st.button(
            t("Duplicate"),
            on_click=_duplicate,
            args=(kitchen, chosen, Once()),
            key="duplicate",
            icon=":material/content_copy:",
        )
        _asking_button(t("Delete"), "delete", ":material/delete:", _ask_whether, chosen)


def _asking_button(
    label: str, key: str, icon: str, ask: Callable[..., None], dishes: Sequence[Dish]
) -> None:
    """Offer what is asked about first, for the dishes that were chosen when it was pressed.

    The menu may be another one by then, of which nothing is chosen yet.
    """
    st.button(label, key=key, icon=icon, on_click=_note_asked, args=(ask, dishes))


def _note_asked(ask: Callable[..., None], dishes: Sequence[Dish]) -> None:
    state.keep(ASKED, Asked(ask, dishes, time.monotonic()))


def _edit_button(dish: Dish) -> None:
    st.button(
        t("Edit"),
        on_click=open_form,
        args=(dish.id,),
        key="edit_chosen",
        icon=":material/edit:",
    )


def _service_buttons(kitchen: Kitchen, chosen: Sequence[Dish]) -> None:
    """Offer to take off those of the chosen dishes that are on sale, and to bring back the rest."""
    on_sale = [dish for dish in chosen if dish.available]
    off = [dish for dish in chosen if not dish.available]
    if on_sale:
        label, icon = t("Sold out"), ":material/block:"
        _asking_button(label, "sell_out_chosen", icon, _ask_how_long, on_sale)
    if off:
        st.button(
            t("Back"),
            on_click=_bring_back,
            args=(kitchen, off),
            key="back_chosen",
            icon=":material/undo:",
        )


def open_form(dish: str) -> None:
    """Go to the form of a dish; ``NEW`` for one that is to be added."""
    address.change(**{EDIT: dish})


def close_form() -> None:
    """Go back to the table."""
    address.change(**{EDIT: None})


def _duplicate(kitchen: Kitchen, chosen: Sequence[Dish], once: Once) -> None:
    def work() -> str:
        who, copy = state.who(), kitchen.duplicate
        copies = once.do(lambda: [copy(dish.id, who=who) for dish in chosen])
        kitchen_table.forget()
        if len(copies) == 1:
            open_form(copies[0].id)
        return n(
            "{count} dish is copied, and off the menu until you say that it can be ordered.",
            "{count} dishes are copied, and off the menu until you say that they can be ordered.",
            len(copies),
        )

    doing(work)


def _ask_how_long(kitchen: Kitchen, chosen: Sequence[Dish]) -> None:
    def about() -> None:
        st.markdown(_named(chosen))
        kitchen_service.until_when("chosen")

    ask_first(
        t("Sold out"),
        about,
        label=n("Take {count} dish off", "Take {count} dishes off", len(chosen)),
        key="sell_out_now",
        icon=":material/block:",
        then=_sell_out,
        args=(kitchen, chosen),
    )


def _sell_out(kitchen: Kitchen, chosen: Sequence[Dish]) -> None:
    def work() -> str:
        until = kitchen_service.chosen_moment("chosen")
        off = kitchen.sell_out([dish.id for dish in chosen], until=until, who=state.who())
        kitchen_table.forget()
        return n(
            "{count} dish is off. Guests do not see it any more.",
            "{count} dishes are off. Guests do not see them any more.",
            len(off),
        )

    doing(work)


def _bring_back(kitchen: Kitchen, chosen: Sequence[Dish]) -> None:
    def work() -> str:
        back = kitchen.back([dish.id for dish in chosen], who=state.who())
        kitchen_table.forget()
        return n(
            "{count} dish is back on the menu.", "{count} dishes are back on the menu.", len(back)
        )

    doing(work)


def _named(chosen: Sequence[Dish]) -> str:
    """Return the names of the first dishes and how many more there are."""
    shown = [plain(names.dish(dish)) for dish in chosen[:NAMED]]
    if (more := len(chosen) - NAMED) > 0:
        shown.append(n("{count} more", "{count} more", more))
    return f"**{listed(shown)}**"


def _ask_whether(kitchen: Kitchen, chosen: Sequence[Dish]) -> None:
    def about() -> None:
        st.markdown(_named(chosen))
        st.caption(t("It can be undone, and brought back for 30 days, under History."))

    ask_first(
        t("Delete from the menu?"),
        about,
        label=t("Delete"),
        key="delete_now",
        icon=":material/delete:",
        then=_delete,
        args=(kitchen, chosen),
    )


def _delete(kitchen: Kitchen, chosen: Sequence[Dish]) -> None:
    def work() -> str:
        gone = kitchen.remove([dish.id for dish in chosen], who=state.who())
        kitchen_table.forget()
        return n("{count} dish is deleted.", "{count} dishes are deleted.", len(gone))

    doing(work)
