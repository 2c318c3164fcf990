"""Dishes as a responsive grid, a page at a time."""

from collections.abc import Sequence
from typing import get_args

import streamlit as st

from recommender.recommend import Match, Sort
from recommender.ui import address, state
from recommender.ui.cards import cards
from recommender.ui.i18n import n, t

PAGE_SIZE = 12  # three rows of four on a desktop; twelve thumbnails on a phone
COLUMNS = 4  # at most: more would make the photos too small to crave
CARD_WIDTH = 216  # pixels at least: one column on a phone, four beside the filters
CARD_HEIGHT = 380  # pixels of a card that is still to come
SORTS: tuple[Sort, ...] = get_args(Sort)


def dish_grid(matches: Sequence[Match]) -> None:
    """Show ``matches``, twelve at a time."""
    pages = -(-len(matches) // PAGE_SIZE)
    page = min(address.page(), max(pages, 1))
    cards(matches[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    if pages > 1:
        state.show(address.PAGE, page)
        st.pagination(pages, key=address.PAGE, on_change=_turned)


def _turned() -> None:
    page = int(state.shown(address.PAGE))
    address.change(**{address.PAGE: str(page) if page > 1 else None})


def card_skeletons(count: int) -> None:
    """Show the shape of what is still to come."""
    with st.grid(COLUMNS, min_column_width=CARD_WIDTH):
        for _ in range(count):
            st.skeleton(CARD_HEIGHT)


def counted(count: int) -> None:
    """Say how many dishes there are, and offer orders for them."""
    dishes = n("{count} dish", "{count} dishes", count)
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.markdown(f"**{dishes}**", width="content")
        _sorting()


def chosen_sort() -> Sort:
    """Return the order that the address asks for."""
    return next((sort for sort in SORTS if sort == address.text(address.SORT)), "fit")


def _sorting() -> None:
    names = {
        "fit": t("Best fit"),
        "price_up": t("Lowest price"),
        "price_down": t("Highest price"),
    }
    state.show(address.SORT, chosen_sort())
    st.selectbox(
        t("Order"),
        SORTS,
        format_func=names.__getitem__,
        key=address.SORT,
        label_visibility="collapsed",
        width=220,
        on_change=_sorted,
    )


def _sorted() -> None:
    sort = state.shown(address.SORT)
    address.change(**{address.SORT: None if sort == "fit" else sort})
