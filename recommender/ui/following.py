"""A guest's open page follows the menu by itself: what is sold out goes, a new price comes."""

import streamlit as st

from recommender.ui import resources

LOOK_S = 3.0  # how old an open page may be; looking costs the machine some 3 ms


def follow_the_menu() -> None:
    """Draw the page anew once the menu is another than the one it is drawn from."""
    _look(resources.restaurant().catalog.revision().number)


@st.fragment(run_every=LOOK_S)
def _look(drawn: int) -> None:
    if resources.restaurant().catalog.revision().number != drawn:
        st.rerun()
