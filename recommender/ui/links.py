"""Links between guests' pages, as plain HTML: the one place for it, and its style.

st.page_link would be quicker, but the browser's Back then shows the page before with the
parameters of the page after (https://github.com/streamlit/streamlit/issues/13963), so a guest who
looked at a dish would lose the search. st.image opens its link in a new tab. A link that the
browser follows by itself does neither.
"""

from collections.abc import Iterable
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

STYLE = Path(__file__).with_name("style.css")


def style() -> None:
    """Load the style of links and cards; once a page."""
    st.html(STYLE)


def link_to_dish(dish: str, name: str) -> None:
    """Link to a dish's own address; in a card the link covers the whole of it."""
    _link(name, "dish", [("id", dish)], "dish-link")


def link_to_similar(dish: str, name: str, carried: Iterable[tuple[str, str]] = ()) -> None:
    """Link to dishes like this one, with the filters of ``carried``."""
    label = f"More dishes like {name}"
    _link("More like this", "similar", [("like", dish), *carried], "similar-link", label)


def _link(
    text: str, path: str, parameters: list[tuple[str, str]], kind: str, label: str = ""
) -> None:
    address = escape(f"{path}?{urlencode(parameters)}", quote=True)
    spoken = f' aria-label="{escape(label, quote=True)}"' if label else ""
    st.html(f'<a class="{kind}" href="{address}" target="_self"{spoken}>{escape(text)}</a>')
