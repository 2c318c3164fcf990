"""Which dishes the table of the menu shows."""

from collections.abc import Callable, Sequence

import streamlit as st

from recommender.dish import Dish, fold
from recommender.ui.i18n import n, t

LACKING: dict[str, Callable[[Dish], bool]] = {
    "photo": lambda dish: not dish.photo,
    "declared": lambda dish: not dish.declared,
    "available": lambda dish: not dish.available,
    "spanish": lambda dish: not dish.name_es,
}


def filtered(dishes: Sequence[Dish], *, locked: bool) -> list[Dish]:
    """Show a search line and filters, and return the dishes that satisfy them.

    Args:
        dishes: the menu.
        locked: whether they stay as they are, as unsaved edits would be lost.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        asked = st.text_input(
            t("Search the menu"),
            key="menu_search",
            icon=":material/search:",
            disabled=locked,
            width=320,
        )
        wanted = st.pills(
            t("Only dishes"),
            list(LACKING),
            selection_mode="multi",
            key="menu_lacking",
            format_func=_called,
            disabled=locked,
        )
    if locked:
        st.caption(t("Save or drop your edits to search and filter again."))
    found = [dish for dish in dishes if _holds(dish, asked, wanted)]
    if len(found) < len(dishes):
        st.caption(n("{count} dish", "{count} dishes", len(found)))
    return found


def _holds(dish: Dish, asked: str, wanted: Sequence[str]) -> bool:
    text = fold(f"{dish.name} {dish.name_es} {dish.description} {dish.cuisine} {dish.id}")
    named = all(part in text for part in fold(asked).split())
    return named and all(LACKING[name](dish) for name in wanted)


def _called(name: str) -> str:
    called = {
        "photo": t("without a photo"),
        "declared": t("with undeclared allergens"),
        "available": t("that are sold out"),
        "spanish": t("without a Spanish name"),
    }
    return called[name]
