"""What was understood of a guest's words, each to be taken back with one click."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from recommender.dish import ALLERGENS, DIETS
from recommender.query import Chip, Understanding
from recommender.ui import address, i18n, names
from recommender.ui.i18n import t
from recommender.ui.words import inside, plain


def chips(understood: Understanding, *, currency: str) -> None:
    """Show each chip, and the words that the guest took back."""
    restored = address.texts(address.PLAIN)
    if not understood.chips and not restored:
        return
    with st.container(horizontal=True, key="chips", gap="xsmall", vertical_alignment="center"):
        st.caption(t("Understood:"), width="content")
        for place, chip in enumerate(understood.chips):
            _chip(chip, place, currency)
        for place, words in enumerate(restored):
            _taken_back(words, place)
    if doubtful := [chip for chip in understood.chips if not chip.guaranteed]:
        _not_guaranteed([name for chip in doubtful for name in _unlisted(chip)])


def label(chip: Chip, *, currency: str) -> str:
    """Return what a chip means, in the reader's language."""
    parts = [part for key, value in chip.filters.items() for part in _meant(key, value, currency)]
    if chip.cheap:
        parts.append(t("Rather cheap"))
    if chip.unwanted and not parts:
        parts.append(t("Rather without {words}", words=i18n.listed(list(chip.unwanted))))
    return " · ".join(dict.fromkeys(parts)) or chip.text


def _meant(key: str, value: Any, currency: str) -> list[str]:
    """Return in words what one filter that was understood requires."""
    if key in DIETS:
        return [names.diet(key)]
    if key == "course":
        return [names.course(one) for one in value]
    if key == "cuisine":
        return [names.cuisine(one) for one in value]
    if key == "without":
        return [_without(one) for one in value if one in ALLERGENS]
    if key == "without_ingredients":
        return [_without(one) for one in value]
    return [_bound(key, value, currency)]


def _without(what: str) -> str:
    name = inside(names.allergen(what)) if what in ALLERGENS else what
    return t("Without {words}", words=name)


def _bound(key: str, value: float, currency: str) -> str:
    if key == "max_price":
        return t("Up to {price}", price=i18n.money(value, currency))
    if key == "min_price":
        return t("From {price}", price=i18n.money(value, currency))
    if key == "min_spice":
        return t("Spicy")
    if key == "max_spice":
        return t("Not too spicy") if value else t("Not spicy")
    return t("Sold out too")


def _chip(chip: Chip, place: int, currency: str) -> None:
    st.button(
        plain(label(chip, currency=currency)),
        key=f"chip-{place}",
        icon=":material/close:",
        icon_position="right",
        help=t(
            "Understood from “{words}”. Take it back, and search for the words instead.",
            words=plain(chip.text),
        ),
        on_click=address.add,
        args=(address.PLAIN, chip.text),
    )


def _taken_back(words: str, place: int) -> None:
    st.button(
        t("“{words}” as mere words", words=plain(words)),
        key=f"plain-{place}",
        type="tertiary",
        icon=":material/undo:",
        help=t("Understand “{words}” as a filter again.", words=plain(words)),
        on_click=address.remove,
        args=(address.PLAIN, words),
    )


def _unlisted(chip: Chip) -> list[str]:
    filters: Mapping[str, Any] = chip.filters
    return list(filters.get("without_ingredients", ())) or [chip.text]


def _not_guaranteed(words: list[str]) -> None:
    st.caption(
        t(
            "Dishes that list {words} are left out. Whether the others are free of it is not "
            "guaranteed: please ask us.",
            words=plain(i18n.listed(list(dict.fromkeys(words)))),
        )
    )
