"""When a dish satisfies judged filters, and how these translate to and from a search.

``satisfies`` is written apart from ``recommender.filters`` on purpose: it measures whether that
keeps its word, so the two must not share a mistake.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from recommender.dish import Dish, fold
from recommender.evaluation.judgements import JudgedFilters
from recommender.filters import Filters
from recommender.recommend import Result

# Judgement files and Filters call these differently; all other keys are the same.
FIELDS = {"exclude_allergens": "without", "exclude_ingredients": "without_ingredients"}
KEYS = {FIELDS.get(key, key): key for key in JudgedFilters.model_fields}


def _free_of(dish: Dish, allergens: Collection[str]) -> bool:
    """Undeclared is never free of anything."""
    return dish.allergens is not None and set(allergens).isdisjoint(dish.allergens)


def _lacks(dish: Dish, ingredients: Collection[str]) -> bool:
    """An ingredient is there when a word of the list starts with it: "nut" is in "nuts"."""
    listed = [fold(item) for item in dish.ingredients]
    begins = [re.compile(rf"\b{re.escape(name)}") for name in ingredients]
    return not any(pattern.search(item) for pattern in begins for item in listed)


_HOLDS: Mapping[str, Callable[[Dish, Any], bool]] = {
    "vegetarian": lambda dish, _: dish.vegetarian,
    "vegan": lambda dish, _: dish.vegan,
    "gluten_free": lambda dish, _: dish.gluten_free,
    "max_price": lambda dish, bound: dish.price <= bound,
    "min_price": lambda dish, bound: dish.price >= bound,
    "max_spice": lambda dish, bound: dish.spice <= bound,
    "min_spice": lambda dish, bound: dish.spice >= bound,
    "cuisine": lambda dish, chosen: dish.cuisine in chosen,
    "course": lambda dish, chosen: dish.course in chosen,
    "exclude_allergens": _free_of,
    "exclude_ingredients": _lacks,
}


def satisfies(dish: Dish, required: JudgedFilters) -> bool:
    """Return whether ``dish`` keeps every one of the filters; bounds are allowed themselves."""
    return all(_HOLDS[key](dish, value) for key, value in required.stated().items())


def search_filters(required: JudgedFilters) -> Filters:
    """Return the filters of a search that a guest would set for ``required``."""
    return Filters(**{FIELDS.get(key, key): value for key, value in required.stated().items()})


def understood_filters(result: Result) -> dict[str, Any]:
    """Return what a search read from the words, in the keys of judgement files."""
    return judged_keys(result.understood.filters)


def judged_keys(filters: Mapping[str, Any]) -> dict[str, Any]:
    """Return set filters, named as ``Filters`` names them, in the keys of judgement files."""
    named = {
        KEYS[key]: value for key, value in filters.items() if key in KEYS and value is not False
    }
    return JudgedFilters.model_validate(named).stated()
