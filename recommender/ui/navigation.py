"""Which pages there are, and the head of each."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from recommender.config import PROJECT
from recommender.ui import address, links
from recommender.ui.i18n import t

_PAGES = PROJECT / "recommender" / "ui" / "pages"
DISCOVER = _PAGES / "discover.py"
SIMILAR = _PAGES / "similar.py"
DISH = _PAGES / "dish.py"
STAFF = _PAGES / "staff.py"


def current_page() -> StreamlitPage:
    """Return the page that the address names."""
    # Made anew in each run: a page object at module level would be shared by all sessions.
    return st.navigation(
        [
            st.Page(DISCOVER, title=t("Menu"), default=True),
            st.Page(SIMILAR, title=t("Find by photo"), url_path="similar"),
            st.Page(DISH, title=t("Dish"), url_path="dish"),
            st.Page(STAFF, title=t("Staff"), url_path="staff"),
        ],
        position="hidden",  # our own head keeps the language and the taste in the address
    )


def head(restaurant: str, page: StreamlitPage) -> None:
    """Show the restaurant's name, the pages for everybody, and the languages."""
    here = "" if address.text(address.LIKE) else page.url_path
    pages = (("./", t("Menu"), ""), ("similar", t("Find by photo"), "similar"))
    links.header(
        restaurant,
        [(path, name, here == url and here == page.url_path) for path, name, url in pages],
    )


def foot() -> None:
    """Show what only few look for."""
    links.footer([("staff", t("For staff"))])
