"""Which pages there are, and links between them."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from recommender.config import PROJECT

_PAGES = PROJECT / "recommender" / "ui" / "pages"
DISCOVER = _PAGES / "discover.py"
SIMILAR = _PAGES / "similar.py"
DISH = _PAGES / "dish.py"
STAFF = _PAGES / "staff.py"


def current_page() -> StreamlitPage:
    """Show the navigation and return the page that the address names."""
    # Made anew in each run: a page object at module level would be shared by all sessions.
    return st.navigation(
        [
            st.Page(DISCOVER, title="Discover", icon=":material/restaurant_menu:", default=True),
            st.Page(
                SIMILAR,
                title="Find similar",
                icon=":material/photo_camera:",
                url_path="similar",
            ),
            st.Page(DISH, title="Dish", url_path="dish", visibility="hidden"),
            st.Page(STAFF, title="Staff", icon=":material/skillet:", url_path="staff"),
        ],
        position="top",
    )


def link_to_menu(label: str) -> None:
    """Link to the first page."""
    st.page_link(DISCOVER, label=label, icon=":material/arrow_back:")
