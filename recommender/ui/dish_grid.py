"""Dishes as a responsive grid, a page at a time."""

from collections.abc import Sequence

import streamlit as st

from recommender.recommend import Match
from recommender.ui import state
from recommender.ui.dish_card import dish_card

PAGE_SIZE = 12  # three rows of four on a desktop; twelve thumbnails on a phone
CARD_WIDTH = 216  # pixels at least: one column on a phone, four beside the filters


def dish_grid(matches: Sequence[Match]) -> None:
    """Show ``matches``, twelve at a time."""
    pages = -(-len(matches) // PAGE_SIZE)
    page = _current_page(pages) if pages > 1 else 1
    cards(matches[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    if pages > 1:
        st.pagination(pages, key=state.PAGE, bind="query-params")


def cards(matches: Sequence[Match]) -> None:
    """Show all of ``matches``."""
    with st.grid(min_column_width=CARD_WIDTH, border=True) as grid:
        for match in matches:
            with grid.cell():
                dish_card(match.dish, match.reasons)


def _current_page(pages: int) -> int:
    """Return the page to draw before its widget is drawn below the cards."""
    return min(max(1, state.page()), pages)
