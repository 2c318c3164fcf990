"""Like this dish, but: the intents with which a guest asks for similar dishes."""

from collections.abc import Mapping
from typing import Any, Literal, get_args

from recommender.dish import Dish
from recommender.filters import Filters

Intent = Literal["alike", "look", "vegetarian", "vegan", "cheaper", "milder", "gluten_free"]
INTENTS: tuple[Intent, ...] = get_args(Intent)
CENT = 0.01


def intents_for(dish: Dish) -> tuple[Intent, ...]:
    """Return the intents that make sense for ``dish``: what is vegan cannot become so."""
    senseless = {
        "look": dish.photo is None,
        "vegetarian": dish.vegetarian,
        "vegan": dish.vegan or not dish.vegetarian,
        "cheaper": dish.price <= 0,
        "milder": dish.spice == 0,
        "gluten_free": dish.gluten_free,
    }
    return tuple(intent for intent in INTENTS if not senseless.get(intent, False))


def required_by(intent: Intent, dish: Dish) -> Filters:
    """Return what a dish must satisfy to be like ``dish`` with this intent."""
    made: Mapping[Intent, Mapping[str, Any]] = {
        "vegetarian": {"vegetarian": True},
        "vegan": {"vegan": True},
        "gluten_free": {"gluten_free": True},
        "cheaper": {"max_price": max(0.0, round(dish.price - CENT, 2))},
        "milder": {"max_spice": max(0, dish.spice - 1)},
    }
    return Filters(available=False, **made.get(intent, {}))
