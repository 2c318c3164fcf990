"""The filters beside the results, each option with the dishes it would leave."""

from collections.abc import Callable, Mapping
from math import ceil, floor

import streamlit as st

from recommender.facets import MenuTable
from recommender.filters import Filters
from recommender.ui import address, i18n, names, state
from recommender.ui.i18n import n, t
from recommender.ui.words import plain


def folding_button() -> None:
    """Show what unfolds the filters, where the screen is too narrow to have them always in view."""
    count = address.set_count()
    label = t("Filters ({count})", count=count) if count else t("Filters")
    st.button(
        t("Hide filters") if state.filters_open() else label,
        key="fold_filters",
        icon=":material/tune:",
        on_click=state.unfold_filters,
        kwargs={"unfolded": not state.filters_open()},
        width="stretch",
    )


def filter_panel(table: MenuTable, filters: Filters, implied: Filters, *, currency: str) -> None:
    """Show the filters that make sense on this menu.

    Args:
        table: the menu.
        filters: what the address requires.
        implied: what the guest's words require beside them.
        currency: of the prices.
    """
    facets = table.facets(filters, implied)
    with st.container(key="filters-open" if state.filters_open() else "filters-shut"):
        _options(t("Course"), address.COURSE, facets.course, names.course)
        _options(t("Cuisine"), address.CUISINE, facets.cuisine, _cuisine)
        _price_range(table, currency)
        _options(t("Diet"), address.DIET, facets.diet, names.diet)
        _options(
            t("Without"),
            address.WITHOUT,
            facets.without,
            names.allergen,
            help_=t("Dishes whose allergens are not declared are left out too."),
        )
        _sold_out()
        _actions(left=table.count(filters, implied))


def _actions(left: int) -> None:
    """Offer to clear the filters, and to go to the dishes that they leave."""
    with st.container(horizontal=True, key="filter-actions"):
        if address.set_count():
            clear_button(key="clear")
        st.button(
            n("Show {count} dish", "Show {count} dishes", left),
            key="show_dishes",
            icon=":material/arrow_downward:",
            on_click=state.unfold_filters,
            kwargs={"unfolded": False},
        )


def _cuisine(name: str) -> str:
    return plain(names.cuisine(name))  # a menu may call its cuisines anything


def clear_button(key: str) -> None:
    """Show the button that takes all filters back."""
    st.button(
        t("Clear filters"),
        key=key,
        on_click=address.change,
        kwargs=dict.fromkeys(address.FILTERS),
        icon=":material/filter_alt_off:",
    )


def _options(
    label: str,
    key: str,
    counts: Mapping[str, int],
    name: Callable[[str], str],
    *,
    help_: str | None = None,
) -> None:
    """Show the options of one filter; one that would leave nothing is shown with its 0."""
    if not counts:
        return
    state.show(key, address.chosen(key, list(counts)))
    labels = {one: f"{name(one)} · {i18n.number(count)}" for one, count in counts.items()}
    st.pills(
        label,
        list(counts),
        selection_mode="multi",
        format_func=labels.__getitem__,  # asked several times for each option
        key=key,
        help=help_,
        on_change=address.take,
        args=(key,),
    )


def _price_range(table: MenuTable, currency: str) -> None:
    least, greatest = price_bounds(table)
    if least >= greatest:
        return
    low, high = address.prices()
    low = min(max(low if low is not None else least, least), greatest)
    high = max(min(high if high is not None else greatest, greatest), low)
    state.show(address.PRICE, (low, high))
    st.slider(
        t("Price"),
        least,
        greatest,
        key=address.PRICE,
        format=i18n.whole_money(currency),
        on_change=_priced,
        args=(least, greatest),
    )


def price_bounds(table: MenuTable) -> tuple[int, int]:
    """Return the whole amounts of money between which all prices lie."""
    least, greatest = table.price_bounds()
    return floor(least), ceil(greatest)


def _priced(least: int, greatest: int) -> None:
    low, high = state.shown(address.PRICE)
    bounds = (low if low > least else "", high if high < greatest else "")
    address.change(**{address.PRICE: "{}-{}".format(*bounds) if any(map(str, bounds)) else None})


def _sold_out() -> None:
    state.show(address.SOLD_OUT, bool(address.text(address.SOLD_OUT)))
    st.toggle(t("Show what is sold out"), key=address.SOLD_OUT, on_change=_sold_out_changed)


def _sold_out_changed() -> None:
    shown = bool(state.shown(address.SOLD_OUT))
    address.change(**{address.SOLD_OUT: "true" if shown else None})
