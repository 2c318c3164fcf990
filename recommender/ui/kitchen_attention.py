"""What needs attention, as counts that lead to evidence, and the evidence that leads to a cure."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from recommender.catalog import SearchCount
from recommender.dish import Dish
from recommender.kitchen import Attention, Kitchen, OddPrice
from recommender.photo_desk import Remark
from recommender.ui import i18n, kitchen_declaring, kitchen_words, links, names
from recommender.ui.i18n import n, t

DECLARED_AT_ONCE = 50  # dishes with a button; the next ones move up


def titles() -> dict[str, str]:
    """Return what each list of :class:`Attention` is called, the most urgent first."""
    return {
        "undeclared": t("Allergens not declared"),
        "odd_prices": t("Prices far from their course"),
        "photo_findings": t("Remarks on photos"),
        "without_photo": t("Without a photo"),
        "without_alt": t("Photos without a description"),
        "without_description": t("Without a description"),
        "without_spanish_name": t("Without a Spanish name"),
        "unmatched": t("Searches that found nothing"),
        "unopened": t("Searches after which no dish was opened"),
        "never_shown": t("Dishes that no guest was shown"),
    }


def counts(found: Attention) -> None:
    """Show how many there are of each, each leading to where it is put right."""
    summary = found.summary()
    wanting = {name: title for name, title in titles().items() if summary[name]}
    if not wanting:
        st.caption(t("Nothing. The menu is complete."))
    for name, title in wanting.items():
        told = t("{title}: {count}", title=title, count=i18n.number(summary[name]))
        links.inside("staff_attention", told, ("show", name))


def evidence(kitchen: Kitchen, found: Attention, first: str) -> None:
    """Show every list but that of photos where it is not empty; ``first`` is unfolded."""
    showing: dict[str, Callable[[Sequence[Any]], None]] = {
        "undeclared": partial(_undeclared, kitchen),
        "odd_prices": _prices,
        "unmatched": _searches,
        "unopened": _searches,
    }
    for name in titles():
        if name != "photo_findings":
            _list(found, name, first, showing.get(name, _dishes))


def photo_evidence(found: Attention, first: str) -> None:
    """Show the remarks on photos, if there are any."""
    _list(found, "photo_findings", first, _remarks)


def _list(found: Attention, name: str, first: str, show: Callable[[Sequence[Any]], None]) -> None:
    if entries := getattr(found, name):
        count = i18n.number(len(entries))
        told = t("{title}: {count}", title=titles()[name], count=count)
        with st.expander(told, expanded=name == first):
            show(entries)


def _dishes(entries: Sequence[Dish]) -> None:
    for dish in entries:
        _to_form(dish)


def _undeclared(kitchen: Kitchen, entries: Sequence[Dish]) -> None:
    for dish in entries[:DECLARED_AT_ONCE]:
        with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
            with st.container():
                _to_form(dish)
            kitchen_declaring.button(kitchen, dish)
    if (more := len(entries) - DECLARED_AT_ONCE) > 0:
        st.caption(n("and {count} dish more", "and {count} dishes more", more))


def _to_form(dish: Dish, beside: str = "") -> None:
    name = names.dish(dish)
    told = t("{name}: {remark}", name=name, remark=beside) if beside else name
    links.inside("staff_menu", told, ("edit", dish.id))


def _prices(entries: Sequence[OddPrice]) -> None:
    for odd in entries:
        facts = {
            "price": i18n.money(odd.dish.price, odd.dish.currency),
            "median": i18n.money(odd.median, odd.dish.currency),
        }
        _to_form(odd.dish, t("{price}, where dishes of its course cost {median}", **facts))


def _remarks(entries: Sequence[tuple[Dish, Sequence[Remark]]]) -> None:
    for dish, remarks in entries:
        for remark in remarks:
            _to_form(dish, kitchen_words.remark(remark))


def _searches(entries: Sequence[SearchCount]) -> None:
    for count in entries:
        times = n("asked {count} time", "asked {count} times", count.asked)
        links.inside(
            "./", t("“{words}”, {times}", words=count.words, times=times), ("q", count.words)
        )
