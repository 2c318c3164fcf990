"""The answers to a search, each state of them."""

import streamlit as st

from recommender.recommend import EVEN, Result
from recommender.ui import preparing, resources, state
from recommender.ui.dish_grid import cards, dish_grid
from recommender.ui.words import plain

CLOSEST = 4  # dishes shown when nothing matches: one row
FEW = 4  # fewer good matches than this are followed by those that come close


def show(result: Result, *, asked: str) -> None:
    """Show a search's result; ``asked`` is what the guest asked, for the sentence."""
    fitting = [match for match in result.matches if match.score >= EVEN]
    close = [match for match in result.matches if match.score < EVEN]
    if not result.matches:
        filters_too_tight()
    elif result.no_match:
        st.info(
            f"Nothing on the menu matches **{plain(asked)}**. This comes closest, but is not it:",
            icon=":material/search_off:",
        )
        cards(close[:CLOSEST])
    else:
        dish_grid(fitting)
        if len(fitting) < FEW and close:
            st.subheader("Close to it")
            cards(close[:CLOSEST])


def filters_too_tight() -> None:
    """Say that no dish passes the filters."""
    st.info("No dish on the menu fits all of these filters.", icon=":material/filter_alt_off:")
    st.button("Show the whole menu", on_click=state.clear_filters, key="clear_from_results")


def empty_menu() -> None:
    """Say that there are no dishes, or that they are just being brought in."""
    if resources.restaurant().catalog.revision().number == 0:
        preparing.wait_for_menu()
    else:
        st.info("There is no dish on the menu yet. Staff can add the first one on their page.")
