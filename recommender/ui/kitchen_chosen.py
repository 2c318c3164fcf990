"""What can be done with the dishes that are chosen in the table of the menu."""

from collections.abc import Sequence

import streamlit as st

from recommender.dish import Dish
from recommender.kitchen import Kitchen
from recommender.ui import address, kitchen_table, names, state
from recommender.ui.i18n import listed, n, t
from recommender.ui.kitchen_frame import doing
from recommender.ui.words import plain

EDIT, NEW = "edit", "new"
NAMED = 5  # dishes; more are counted


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
        if not chosen or locked:
            return
        if len(chosen) == 1:
            st.button(
                t("Edit"),
                on_click=open_form,
                args=(chosen[0].id,),
                key="edit_chosen",
                icon=":material/edit:",
            )
        st.button(
            t("Duplicate"),
            on_click=_duplicate,
            args=(kitchen, chosen),
            key="duplicate",
            icon=":material/content_copy:",
        )
        if st.button(t("Delete"), key="delete", icon=":material/delete:"):
            _ask(kitchen, chosen)


def open_form(dish: str) -> None:
    """Go to the form of a dish; ``NEW`` for one that is to be added."""
    address.change(**{EDIT: dish})


def close_form() -> None:
    """Go back to the table."""
    address.change(**{EDIT: None})


def _duplicate(kitchen: Kitchen, chosen: Sequence[Dish]) -> None:
    def work() -> str:
        copies = [kitchen.duplicate(dish.id, who=state.who()) for dish in chosen]
        kitchen_table.forget()
        if len(copies) == 1:
            open_form(copies[0].id)
        return n(
            "{count} dish is copied, and off the menu until you say that it can be ordered.",
            "{count} dishes are copied, and off the menu until you say that they can be ordered.",
            len(copies),
        )

    doing(work)


def _ask(kitchen: Kitchen, chosen: Sequence[Dish]) -> None:
    @st.dialog(t("Delete from the menu?"))
    def asking() -> None:
        shown = [plain(names.dish(dish)) for dish in chosen[:NAMED]]
        if (more := len(chosen) - NAMED) > 0:
            shown.append(n("{count} more", "{count} more", more))
        st.markdown(f"**{listed(shown)}**")
        st.caption(t("It can be undone, and brought back for 30 days, under History."))
        if st.button(
            t("Delete"),
            type="primary",
            key="delete_now",
            icon=":material/delete:",
            on_click=_delete,
            args=(kitchen, chosen),
        ):
            st.rerun()

    asking()


def _delete(kitchen: Kitchen, chosen: Sequence[Dish]) -> None:
    def work() -> str:
        gone = kitchen.remove([dish.id for dish in chosen], who=state.who())
        kitchen_table.forget()
        return n("{count} dish is deleted.", "{count} dishes are deleted.", len(gone))

    doing(work)
