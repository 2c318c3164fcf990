"""The answers to a search, each state of them."""

from dataclasses import replace

import streamlit as st

from recommender.recommend import EVEN, Result
from recommender.ui import filter_panel, preparing, resources
from recommender.ui.dish_grid import cards, dish_grid
from recommender.ui.words import plain

CLOSEST = 4  # dishes shown when nothing matches
FEW = 6  # fewer good matches than this are filled up with those that come close


def show(result: Result, *, asked: str) -> None:
    """Show a search's result; ``asked`` is what was asked, for the sentence."""
    fitting = [match for match in result.matches if match.score >= EVEN]
    close = [
        replace(match, reasons=("comes close", *match.reasons))
        for match in result.matches[len(fitting) :]
    ]
    if not result.matches:
        filters_too_tight()
    elif result.no_match:
        st.info(
            f"Nothing on the menu matches **{plain(asked)}**. This comes closest, but is not it:",
            icon=":material/search_off:",
        )
        cards([replace(match, reasons=()) for match in close[:CLOSEST]])
    else:
        dish_grid(fitting + close[: max(0, FEW - len(fitting))])


def filters_too_tight() -> None:
    """Say that no dish passes the filters."""
    st.info("No dish on the menu fits all of these filters.", icon=":material/filter_alt_off:")
    filter_panel.clear_button(key="clear_from_results")


def empty_menu() -> None:
    """Say that there are no dishes, or that they are just being brought in."""
    if resources.restaurant().catalog.revision().number == 0:
        preparing.wait_for_menu()
    else:
        st.info("There is no dish on the menu yet. Staff can add the first one on their page.")
