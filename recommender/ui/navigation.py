"""Which pages there are, and the head of each."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from recommender.config import PROJECT
from recommender.house import House
from recommender.people import Role
from recommender.ui import address, links, opening
from recommender.ui.i18n import t

_PAGES = PROJECT / "recommender" / "ui" / "pages"
DISCOVER = _PAGES / "discover.py"
SIMILAR = _PAGES / "similar.py"
DISH = _PAGES / "dish.py"
STAFF = _PAGES / "staff.py"
STAFF_MENU = _PAGES / "staff_menu.py"
STAFF_IMPORT = _PAGES / "staff_import.py"
STAFF_ATTENTION = _PAGES / "staff_attention.py"
STAFF_HISTORY = _PAGES / "staff_history.py"
STAFF_EXPORT = _PAGES / "staff_export.py"
STAFF_PEOPLE = _PAGES / "staff_people.py"
STAFF_SETTINGS = _PAGES / "staff_settings.py"
HELP = _PAGES / "help.py"


def current_page() -> StreamlitPage:
    """Return the page that the address names."""
    # Made anew in each run: a page object at module level would be shared by all sessions.
    return st.navigation(
        [
            st.Page(DISCOVER, title=t("Menu"), default=True),
            st.Page(SIMILAR, title=t("Find by photo"), url_path="similar"),
            st.Page(DISH, title=t("Dish"), url_path="dish"),
            st.Page(STAFF, title=t("Kitchen"), url_path="staff"),
            st.Page(STAFF_MENU, title=t("Edit the menu"), url_path="staff_menu"),
            st.Page(STAFF_IMPORT, title=t("Import"), url_path="staff_import"),
            st.Page(STAFF_ATTENTION, title=t("What needs attention"), url_path="staff_attention"),
            st.Page(STAFF_HISTORY, title=t("History"), url_path="staff_history"),
            st.Page(STAFF_EXPORT, title=t("Export and print"), url_path="staff_export"),
            st.Page(STAFF_PEOPLE, title=t("People"), url_path="staff_people"),
            st.Page(STAFF_SETTINGS, title=t("Settings"), url_path="staff_settings"),
            st.Page(HELP, title=t("Help"), url_path="help"),
        ],
        position="hidden",  # our own head keeps the language and the taste in the address
    )


def head(house: House, page: StreamlitPage) -> None:
    """Show the restaurant, whether it is open, the pages for everybody, and the languages."""
    here = "" if address.text(address.LIKE) else page.url_path
    pages = (("./", t("Menu"), ""), ("similar", t("Find by photo"), "similar"))
    links.header(
        house,
        [(path, name, here == url and here == page.url_path) for path, name, url in pages],
        line="" if page.url_path.startswith("staff") else opening.line(house),
    )


def staff_line(here: str, role: Role) -> None:
    """Show the pages that ``role`` may open; ``here`` is the address of this one."""
    pages = [
        ("staff", t("Kitchen")),
        ("staff_menu", t("Edit the menu")),
        ("staff_import", t("Import")),
        ("staff_attention", t("What needs attention")),
        ("staff_history", t("History")),
        ("staff_export", t("Export and print")),
    ]
    if role >= Role.OWNER:
        pages += [("staff_people", t("People")), ("staff_settings", t("Settings"))]
    links.rail(t("Staff pages"), [(path, name, path == here) for path, name in pages])


def foot() -> None:
    """Show what only few look for."""
    links.footer([("staff", t("For staff")), ("help", t("Help"))])
