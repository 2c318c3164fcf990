"""Like this one, but: only what makes sense is offered, and what is asked is required."""

from typing import Any

import pytest
from kit import dish

from recommender.filters import Filters
from recommender.similar import INTENTS, Intent, intents_for, required_by

PHOTO = "a" * 64
RICH: dict[str, Any] = {"photo": PHOTO, "price": 12, "spice": 2}


def test_a_hot_meat_dish_with_a_photo_can_be_asked_for_in_every_way_but_vegan() -> None:
    offered = intents_for(dish("Vindaloo", **RICH))
    assert set(offered) == set(INTENTS) - {"vegan"}
    assert offered[0] == "alike"


@pytest.mark.parametrize(
    ("changes", "senseless"),
    [
        ({"photo": None}, {"look"}),
        ({"vegetarian": True}, {"vegetarian"}),
        ({"vegan": True}, {"vegetarian", "vegan"}),
        ({"gluten_free": True}, {"gluten_free"}),
        ({"spice": 0}, {"milder"}),
        ({"price": 0}, {"cheaper"}),
    ],
)
def test_what_a_dish_already_is_is_not_offered(
    changes: dict[str, Any], senseless: set[Intent]
) -> None:
    assert not senseless & set(intents_for(dish("Plate", **(RICH | changes))))


def test_a_vegetarian_dish_can_be_asked_for_vegan() -> None:
    assert "vegan" in intents_for(dish("Cheese pie", vegetarian=True))


@pytest.mark.parametrize(
    ("intent", "required"),
    [
        ("alike", {}),
        ("look", {}),
        ("vegetarian", {"vegetarian": True}),
        ("vegan", {"vegan": True}),
        ("gluten_free", {"gluten_free": True}),
        ("cheaper", {"max_price": 11.99}),
        ("milder", {"max_spice": 1}),
    ],
)
def test_an_intent_requires_what_it_says_and_nothing_else(
    intent: Intent, required: dict[str, Any]
) -> None:
    assert required_by(intent, dish("Vindaloo", **RICH)) == Filters(available=False, **required)


def test_cheaper_and_milder_than_the_least_are_still_filters() -> None:
    free = dish("Tap water", price=0, spice=0)
    assert required_by("cheaper", free).max_price == 0.0
    assert required_by("milder", free).max_spice == 0


def test_every_offered_intent_leaves_the_dish_itself_out_or_asks_for_likeness_alone() -> None:
    from recommender.facets import MenuTable

    plate = dish("Vindaloo", **RICH)
    for intent in intents_for(plate):
        passes = MenuTable([plate]).count(required_by(intent, plate))
        assert passes == (intent in ("alike", "look")), intent
