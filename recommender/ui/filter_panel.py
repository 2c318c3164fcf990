"""The filters beside the results; all of them live in the address."""

from collections.abc import Collection
from math import ceil, floor

import streamlit as st

from recommender.dish import ALLERGENS, COURSES, DIETS, Dish
from recommender.filters import Filters
from recommender.ui import resources, state, words


def filter_panel(dishes: Collection[Dish]) -> Filters:
    """Show the filters that make sense for ``dishes`` and return what the guest requires."""
    with st.sidebar:
        courses = _choice("Course", "course", [c for c in COURSES if _any_has(dishes, c)])
        cuisines = _choice("Cuisine", "cuisine", sorted({d.cuisine for d in dishes if d.cuisine}))
        low, high = _price_range(dishes)
        diets = {diet: _toggle(words.DIET_LABELS[diet], diet) for diet in DIETS}
        without = st.multiselect(
            "Without",
            ALLERGENS,
            key="without",
            format_func=str.capitalize,
            placeholder="Choose allergens",
            help="Dishes whose allergens are not declared are left out too.",
            bind="query-params",
            on_change=state.to_first_page,
        )
        available = _toggle("Available now", "available", on=True)
        clear_button(key="clear")
    return Filters(
        cuisine=tuple(cuisines),
        course=tuple(courses),
        min_price=low,
        max_price=high,
        without=tuple(without),
        available=available,
        **diets,
    )


def clear_button(key: str) -> None:
    """Show the button that sets every filter back to what it is on a first visit."""
    dishes = resources.restaurant().catalog.menu().dishes.values()
    first: dict[str, object] = dict.fromkeys(DIETS, False)
    first |= {"cuisine": [], "course": [], "without": [], "available": True}
    first |= {"price": _price_bounds(dishes)}
    st.button(
        "Clear filters",
        key=key,
        on_click=state.set_filters,
        args=(first,),
        icon=":material/filter_alt_off:",
    )


def carried() -> list[tuple[str, str]]:
    """Return the filters as they stand in the address, for a link that keeps them."""
    return [(key, value) for key in state.FILTER_KEYS for value in st.query_params.get_all(key)]


def _any_has(dishes: Collection[Dish], course: str) -> bool:
    return any(dish.course == course for dish in dishes)


def _toggle(label: str, key: str, *, on: bool = False) -> bool:
    return st.toggle(label, value=on, key=key, bind="query-params", on_change=state.to_first_page)


def _choice(label: str, key: str, options: list[str]) -> list[str]:
    return st.pills(
        label,
        options,
        selection_mode="multi",
        format_func=words.course if key == "course" else words.cuisine,
        key=key,
        bind="query-params",
        on_change=state.to_first_page,
    )


def _price_range(dishes: Collection[Dish]) -> tuple[float | None, float | None]:
    """Return the least and the greatest price wanted; None where the guest left it open."""
    lowest, highest = _price_bounds(dishes)
    if lowest >= highest:
        return None, None
    low, high = st.slider(
        "Price",
        lowest,
        highest,
        (lowest, highest),
        key="price",
        bind="query-params",
        on_change=state.to_first_page,
    )
    return (low if low > lowest else None), (high if high < highest else None)


def _price_bounds(dishes: Collection[Dish]) -> tuple[int, int]:
    """Return the whole amounts of money between which all prices lie."""
    prices = [dish.price for dish in dishes]
    return floor(min(prices, default=0)), ceil(max(prices, default=0))
