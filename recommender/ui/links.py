"""Links between guests' pages, as plain HTML: the one place for it, its style and its script.

st.page_link would do, but the browser's Back then shows the page before with the parameters of
the page after (https://github.com/streamlit/streamlit/issues/13963), so a guest who looked at a
dish would lose the search; st.image opens its link in a new tab. A link that the browser follows
by itself does neither, and ``links.js`` lets it be followed without loading the app anew.
"""

from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from pathlib import Path

import streamlit as st

from recommender.dish import DIETS, Dish
from recommender.house import CLAY, DARK_PAGE, LIGHT_PAGE, House
from recommender.recommend import Query
from recommender.ui import address, i18n, names, resources
from recommender.ui.i18n import t

HERE = Path(__file__).parent
STYLE, SCRIPT = HERE / "style.css", HERE / "links.js"
LOGO = HERE / "logo.svg"


def style(house: House) -> None:
    """Load the style, in the house's colour, and the script of links; once a page."""
    st.html(STYLE)
    st.html(f"<style>:root {{{_colours(house)}}}</style>")
    language = f'document.documentElement.lang = "{i18n.language()}";'
    st.html(f"<script>{language}{SCRIPT.read_text()}</script>", unsafe_allow_javascript=True)


def _colours(house: House) -> str:
    """Return the house's colour, and that of what is written on it, for light and dark pages."""
    light, dark = house.shades
    on_it = f"light-dark({LIGHT_PAGE[0]}, {DARK_PAGE[0]})"
    return f"--accent: light-dark({light}, {dark}); --on-accent: {on_it};"


def header(house: House, pages: Iterable[tuple[str, str, bool]], *, line: str) -> None:
    """Show the head of every page: the restaurant, its pages, the other languages.

    Args:
        house: with the restaurant's name and logo.
        pages: path, name, and whether it is this one.
        line: what guests are told of today; may be empty.
    """
    home = _anchor(_sign(house, _logo_file(house)), address.link("./"), "home")
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
        f'<div class="languages">{"".join(languages)}</div>{_today(line)}</header>'
    )


def sign(house: House, logo: bytes | None, *, line: str) -> None:
    """Show what the head of every page would look like; None: with its own logo."""
    inner = _sign(house, logo or _logo_file(house))
    grounds = ((t("Light pages"), LIGHT_PAGE[0]), (t("Dark pages"), DARK_PAGE[0]))
    shades = "".join(
        f'<span class="shade" style="background: {shade}; color: {page}">{escape(name)}</span>'
        for shade, (name, page) in zip(house.shades, grounds, strict=True)
    )
    st.html(
        f'<div class="head sign"><span class="home">{inner}</span>{_today(line)}</div>'
        f'<p class="shades">{shades}</p>'
    )


def tint(key: str, house: House) -> None:
    """Let the container of this key be in the house's colour, before that is settled."""
    st.html(f"<style>.st-key-{key} {{{_colours(house)}}}</style>")


def _sign(house: House, logo: bytes | None) -> str:
    name = escape(names.house(house.name))
    return f"{_logo(logo, house.accent)}<span>{name}</span>"


def _today(line: str) -> str:
    return f'<p class="today">{escape(line)}</p>' if line else ""


def _logo_file(house: House) -> bytes | None:
    file = resources.logo(house)
    return file.read_bytes() if file else None


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


def steps(label: str, found: Iterable[tuple[str, str, bool]]) -> None:
    """Show steps that lead to their pages: path, name, and whether it is done."""
    lines = []
    for path, name, done in found:
        tick = f'<span class="tick" aria-hidden="true">{"✓" if done else "○"}</span>'
        spoken = t("Done: {step}", step=name) if done else name
        inner = f"{tick}<span>{escape(name)}</span>"
        kind = "done" if done else "step"
        lines.append(f"<li>{_anchor(inner, address.link(path), kind, label=spoken)}</li>")
    spoken = escape(label, quote=True)
    st.html(f'<ol class="steps" aria-label="{spoken}">{"".join(lines)}</ol>')


def inside(path: str, name: str, *parameters: tuple[str, str]) -> None:
    """Link to a page of ours."""
    st.html(_anchor(escape(name), address.link(path, parameters), "back-link"))


class CardLinks:
    """The links of a page's cards; what goes along with all of them is read once for all."""

    def __init__(self) -> None:
        """Read it from the page's address."""
        words = address.text(address.WORDS)
        asked = [(address.FOUND_BY, words)] if words else []
        needs = _needs(words)
        others = (name for name in address.FILTERS if name not in address.NEEDS)
        self._with_dish = [*asked, *needs, *address.carried()]
        self._with_similar = [*needs, *address.carried(*others)]

    def to_dish(self, dish: Dish) -> str:
        """Return a dish's own address, with what the guest does not eat."""
        return address.written("dish", [("id", dish.id), *self._with_dish])

    def to_similar(self, dish: Dish) -> str:
        """Return the address of dishes like this one, under the filters that are set."""
        return address.written("similar", [(address.LIKE, dish.id), *self._with_similar])


def _needs(words: str) -> list[tuple[str, str]]:
    """Return as parameters what the guest does not eat, whether ticked or said in ``words``."""
    query = Query(words, restored=address.texts(address.PLAIN))
    said = resources.restaurant().recommender.understand(query).filters if words else {}
    diets = [diet for diet in DIETS if said.get(diet)]
    needs = {address.DIET: diets, address.WITHOUT: said.get(address.WITHOUT, [])}
    return [
        (name, value)
        for name, found in needs.items()
        for value in dict.fromkeys([*address.texts(name), *found])
    ]


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


@lru_cache(maxsize=8)
def _logo(logo: bytes | None, accent: str) -> str:
    # As a picture: Streamlit takes drawings out of a page's HTML.
    kind = "webp" if logo else "svg+xml"
    data = logo or LOGO.read_text().replace(CLAY, accent).encode()
    drawing = b64encode(data).decode()
    return f'<img src="data:image/{kind};base64,{drawing}" alt="" height="40">'


def _anchor(inner: str, target: str, kind: str, *, label: str = "", current: bool = False) -> str:
    spoken = f' aria-label="{escape(label, quote=True)}"' if label else ""
    state = ' aria-current="page"' if current else ""
    href = escape(target, quote=True)
    return f'<a class="inside {kind}" href="{href}" target="_self"{spoken}{state}>{inner}</a>'
