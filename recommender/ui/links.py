"""Links between guests' pages, as plain HTML: the one place for it, its style and its script.

st.page_link would do, but the browser's Back then shows the page before with the parameters of
the page after (https://github.com/streamlit/streamlit/issues/13963), so a guest who looked at a
dish would lose the search; st.image opens its link in a new tab. A link that the browser follows
by itself does neither, and ``links.js`` lets it be followed without loading the app anew.
"""

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from recommender.dish import Dish
from recommender.ui import address, i18n, names
from recommender.ui.i18n import t

HERE = Path(__file__).parent
STYLE, SCRIPT = HERE / "style.css", HERE / "links.js"
LOGO = HERE / "logo.svg"


def style() -> None:
    """Load the style and the script of links; once a page."""
    st.html(STYLE)
    language = f'document.documentElement.lang = "{i18n.language()}";'
    st.html(f"<script>{language}{SCRIPT.read_text()}</script>", unsafe_allow_javascript=True)


def header(title: str, pages: Iterable[tuple[str, str, bool]]) -> None:
    """Show the head of every page: the restaurant, its pages, the other languages.

    Args:
        title: name of the restaurant.
        pages: path, name, and whether it is this one.
    """
    home = _anchor(f"{_logo()}<span>{escape(title)}</span>", address.link("./"), "home")
    links = [
        _anchor(escape(name), address.link(path), "page", current=here)
        for path, name, here in pages
    ]
    languages = [
        _anchor(
            f'<span lang="{code}">{escape(i18n.own_name(code))}</span>',
            address.here(**{i18n.PARAMETER: code}),
            "language",
        )
        for code in i18n.languages()
        if code != i18n.language()
    ]
    label = escape(t("Pages"), quote=True)
    st.html(
        f'<header class="head">{home}<nav aria-label="{label}">{"".join(links)}</nav>'
        f'<div class="languages">{"".join(languages)}</div></header>'
    )


def footer(pages: Iterable[tuple[str, str]]) -> None:
    """Show links at the end of every page: path and name."""
    links = [_anchor(escape(name), address.link(path), "page") for path, name in pages]
    st.html(f'<footer class="foot">{"".join(links)}</footer>')


def rail(label: str, pages: Iterable[tuple[str, str, bool]]) -> None:
    """Show the pages of the staff: path, name, and whether it is this one."""
    links = [
        _anchor(escape(name), address.link(path), "page", current=here)
        for path, name, here in pages
    ]
    spoken = escape(label, quote=True)
    st.html(f'<nav class="rail" aria-label="{spoken}">{"".join(links)}</nav>')


def inside(path: str, name: str, *parameters: tuple[str, str]) -> None:
    """Link to a page of ours."""
    st.html(_anchor(escape(name), address.link(path, parameters), "back-link"))


def link_to_dish(dish: Dish) -> None:
    """Link to a dish's own address; in a card the link covers the whole of it."""
    words = address.text(address.WORDS)
    asked = [(address.FOUND_BY, words)] if words else []
    target = address.link("dish", [("id", dish.id), *asked])
    st.html(_anchor(escape(names.dish(dish)), target, "dish-link"))


def link_to_similar(dish: Dish) -> None:
    """Link to dishes like this one, under the filters that are set."""
    target = address.link("similar", [(address.LIKE, dish.id)], *address.FILTERS)
    label = t("More dishes like {name}", name=names.dish(dish))
    st.html(_anchor(escape(t("More like this")), target, "similar-link", label=label))


def link_to_menu() -> None:
    """Link to the first page."""
    name = escape(t("The whole menu"))
    st.html(_anchor(f"← {name}", address.link("./"), "back-link"))


def examples(label: str, cravings: Iterable[str]) -> None:
    """Offer searches to begin with."""
    links = [
        _anchor(escape(words), address.link("./", [(address.WORDS, words)]), "example")
        for words in cravings
    ]
    st.html(f'<p class="examples"><span>{escape(label)}</span> {" ".join(links)}</p>')


@cache
def _logo() -> str:
    # As a picture: Streamlit takes drawings out of a page's HTML.
    drawing = b64encode(LOGO.read_bytes()).decode()
    return f'<img src="data:image/svg+xml;base64,{drawing}" alt="" width="36" height="36">'


def _anchor(inner: str, target: str, kind: str, *, label: str = "", current: bool = False) -> str:
    spoken = f' aria-label="{escape(label, quote=True)}"' if label else ""
    state = ' aria-current="page"' if current else ""
    href = escape(target, quote=True)
    return f'<a class="inside {kind}" href="{href}" target="_self"{spoken}{state}>{inner}</a>'
