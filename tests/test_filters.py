"""Filters are hard: no dish that breaks one passes, in Chroma and in memory alike."""

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kit import dish
from pydantic import ValidationError

from recommender.catalog import Revision
from recommender.dish import ALLERGENS, COURSES, DIETS, NEVER_VEGAN, NEVER_VEGETARIAN, Dish
from recommender.facets import MenuTable
from recommender.filters import Filters, holds, metadata, where
from recommender.index import ChromaIndex, OwnedFolder, Record

QUERY = np.ones(1, np.float32)
MENU = [
    dish("Green curry", cuisine="thai", course="main", vegan=True, price=12.5, allergens="soybeans"),
    dish("Pad thai", cuisine="thai", course="main", price=13.0, spice=2,
         allergens="peanuts;eggs;crustaceans", ingredients="rice noodles;mushrooms;egg"),
    dish("Tiramisu", cuisine="italian", course="dessert", vegetarian=True, price=6.5,
         allergens="milk;eggs;gluten"),
    dish("Lemon sorbet", course="dessert", vegan=True, gluten_free=True, price=4.0, allergens="none"),
    dish("Soup of the day", price=5.0, gluten_free=True),
    dish("Minestrone", cuisine="italian", vegetarian=True, price=7.0, available=False,
         allergens="celery"),
    dish("Bread", course="side", price=0.0, vegan=True),
]  # fmt: skip
# One dish with each allergen and nothing else.
BEARERS = [dish(f"Plate with {name}", allergens=name, available=True) for name in ALLERGENS]


def allowed(dish: Dish, filters: Filters) -> bool:
    """Say what the filters mean, straight from the dish."""
    return (
        (not filters.cuisine or dish.cuisine in filters.cuisine)
        and (not filters.course or dish.course in filters.course)
        and (filters.min_price is None or dish.price >= filters.min_price)
        and (filters.max_price is None or dish.price <= filters.max_price)
        and all(getattr(dish, diet) for diet in DIETS if getattr(filters, diet))
        and (not filters.without or dish.allergens is not None)
        and not set(filters.without) & set(dish.allergens or ())
        and (filters.min_spice is None or dish.spice >= filters.min_spice)
        and (filters.max_spice is None or dish.spice <= filters.max_spice)
        and not any(
            word in f"{dish.name} {' '.join(dish.ingredients)}".lower()
            for word in filters.without_ingredients
        )
        and (dish.available or not filters.available)
    )


def records(dishes: Sequence[Dish]) -> list[Record]:
    return [Record(d.id, QUERY, d.name, metadata(d)) for d in dishes]


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaIndex]:
    owned = OwnedFolder(tmp_path_factory.mktemp("filters"))
    assert owned.own()
    index = ChromaIndex.in_folder(owned, "filters")
    yield index
    index.close()
    owned.release()


def shown_by_chroma(index: ChromaIndex, dishes: Sequence[Dish], filters: Filters) -> set[str]:
    gone = sorted(index.ids() - {dish.id for dish in dishes})
    index.apply(records(dishes), gone, reached=Revision(1, "menu"))
    return set(index.find(QUERY, where(filters), max(1, len(dishes))))


def shown_in_memory(dishes: Sequence[Dish], filters: Filters) -> set[str]:
    return {dish.id for dish in MenuTable(dishes).passing(filters)}


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ({}, "green-curry pad-thai tiramisu lemon-sorbet soup-of-the-day bread"),
        (
            {"available": False},
            "green-curry pad-thai tiramisu lemon-sorbet soup-of-the-day minestrone bread",
        ),
        ({"cuisine": ["Thai"]}, "green-curry pad-thai"),
        ({"cuisine": ["thai", "ITALIAN"]}, "green-curry pad-thai tiramisu"),
        ({"cuisine": ["peruvian"]}, ""),
        ({"course": ["dessert"]}, "tiramisu lemon-sorbet"),
        ({"course": ["dessert", "side"]}, "tiramisu lemon-sorbet bread"),
        ({"min_price": 12.5}, "green-curry pad-thai"),
        ({"max_price": 5}, "lemon-sorbet soup-of-the-day bread"),
        ({"max_price": 4.99}, "lemon-sorbet bread"),
        ({"min_price": 4, "max_price": 6.5}, "tiramisu lemon-sorbet soup-of-the-day"),
        ({"max_price": 0}, "bread"),
        ({"min_price": 9, "max_price": 8}, ""),
        ({"min_spice": 1}, "pad-thai"),
        ({"max_spice": 0, "cuisine": ["thai"]}, "green-curry"),
        ({"without_ingredients": ["mushroom"]}, "green-curry tiramisu lemon-sorbet soup-of-the-day bread"),
        ({"without_ingredients": ["bread", "curry"], "course": ["side", "main"]}, "pad-thai"),
        ({"vegetarian": True}, "green-curry tiramisu lemon-sorbet bread"),
        ({"vegan": True}, "green-curry lemon-sorbet bread"),
        ({"gluten_free": True}, "lemon-sorbet soup-of-the-day"),
        ({"without": ["eggs"]}, "green-curry lemon-sorbet"),
        ({"without": ["soybeans", "milk"]}, "pad-thai lemon-sorbet"),
        ({"without": ["lupin"]}, "green-curry pad-thai tiramisu lemon-sorbet"),
        ({"without": ["celery"], "available": False}, "green-curry pad-thai tiramisu lemon-sorbet"),
        (
            {"cuisine": ["thai"], "course": ["main"], "vegan": True, "max_price": 12.5,
             "without": ["peanuts"]},
            "green-curry",
        ),
        ({"course": ["dessert"], "gluten_free": True, "without": list(ALLERGENS)}, "lemon-sorbet"),
    ],
)  # fmt: skip
def test_each_filter_shows_exactly_the_dishes_that_satisfy_it(
    chroma: ChromaIndex, filters: dict[str, Any], shown: str
) -> None:
    required = Filters(**filters)
    expected = set(shown.split())
    assert shown_by_chroma(chroma, MENU, required) == expected
    assert shown_in_memory(MENU, required) == expected
    assert {d.id for d in MENU if allowed(d, required)} == expected


@pytest.mark.parametrize("allergen", ALLERGENS)
def test_a_dish_with_an_allergen_never_passes_the_filter_against_it(
    chroma: ChromaIndex, allergen: str
) -> None:
    undeclared = dish("Chef's surprise")
    shown = shown_by_chroma(chroma, [*BEARERS, undeclared], Filters(without=[allergen]))
    assert shown == {f"plate-with-{name}" for name in ALLERGENS if name != allergen}


def test_undeclared_allergens_never_pass_an_allergen_filter(chroma: ChromaIndex) -> None:
    undeclared = dish("Chef's surprise", vegan=True, gluten_free=True)
    for allergen in ALLERGENS:
        filters = Filters(without=[allergen])
        assert shown_by_chroma(chroma, [undeclared], filters) == set()
        assert shown_in_memory([undeclared], filters) == set()


def test_dishes_pass_in_the_order_of_the_menu() -> None:
    found = MenuTable(MENU).passing(Filters(vegan=True))
    assert [d.id for d in found] == ["green-curry", "lemon-sorbet", "bread"]


def test_every_record_has_every_key() -> None:
    keys = {"price", "cuisine", "course", "spice", "available", "allergens_declared", *DIETS}
    keys |= {f"contains_{name}" for name in ALLERGENS} | {"listed"}
    for each in (*MENU, *BEARERS):
        assert metadata(each).keys() == keys


def test_a_whole_price_is_still_a_float() -> None:
    record = metadata(dish("Espresso", price=2))
    assert (record["price"], type(record["price"])) == (2.0, float)


def test_no_filters_exclude_nothing() -> None:
    assert where(Filters(available=False)) is None


def test_a_clause_needs_what_the_guest_requires_and_nothing_by_negation() -> None:
    assert where(Filters(cuisine=["Thai"], without=["nuts"], max_price=12)) == {
        "$and": [
            {"cuisine": {"$in": ["thai"]}},
            {"price": {"$lte": 12.0}},
            {"allergens_declared": {"$eq": True}},
            {"contains_nuts": {"$eq": False}},
            {"available": {"$eq": True}},
        ]
    }


def test_the_same_requirements_in_another_order_are_the_same_filters() -> None:
    one = Filters(cuisine=["thai", "italian"], without=["nuts", "milk"])
    other = Filters(cuisine=["Italian", "THAI", "thai"], without=["milk", "nuts", "milk"])
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize(
    "bad",
    [
        {"without": ["pollen"]},
        {"course": ["soup"]},
        {"min_price": -1},
        {"max_price": float("nan")},
        {"max_price": float("inf")},
        {"halal": True},
    ],
)
def test_a_filter_that_is_not_known_is_refused_instead_of_ignored(bad: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Filters(**bad)


CUISINES = ("thai", "italian", "")
LARDER = ("rice", "tofu", "saffron", "lime")
PRICES = [halves / 2 for halves in range(41)]


T = TypeVar("T")


class Lot:
    """Chooses by bytes: Hypothesis draws a few dozen at once, and takes its time for each draw."""

    BYTES = 24  # enough for a dish, and for filters

    def __init__(self, drawn: bytes) -> None:
        self._left = iter(drawn)

    def one(self, options: Sequence[T]) -> T:
        return options[next(self._left) % len(options)]

    def some(self, options: Sequence[T], most: int) -> list[T]:
        return [self.one(options) for _ in range(self.one(range(most + 1)))]

    def yes(self) -> bool:
        return self.one((False, True))

    def seldom(self) -> bool:
        return self.one((False, False, False, True))


LOTS = st.binary(min_size=Lot.BYTES, max_size=Lot.BYTES).map(Lot)


def drawn_dish(lot: Lot, place: int) -> Dish:
    vegan, vegetarian, gluten_free = lot.yes(), lot.yes(), lot.yes()
    impossible = NEVER_VEGAN if vegan else NEVER_VEGETARIAN if vegetarian else frozenset()
    possible = [
        name
        for name in ALLERGENS
        if name not in impossible and not (gluten_free and name == "gluten")
    ]
    number = f"{lot.one(range(256))}-{place}"  # ids are in no order
    return Dish(
        id=f"dish-{number}",
        name=f"Dish {number}",
        price=lot.one(PRICES),
        cuisine=lot.one(CUISINES),
        course=lot.one(("", *COURSES)),
        vegan=vegan,
        vegetarian=vegan or vegetarian,
        gluten_free=gluten_free,
        allergens=lot.one((None, sorted(set(lot.some(possible, 6))))),
        available=lot.yes(),
        spice=lot.one(range(4)),
        ingredients=sorted(set(lot.some(LARDER, 3))),
    )


def drawn_filters(lot: Lot) -> Filters:
    """Set each filter in one case of four: where more are set, hardly any dish passes."""
    return Filters(
        cuisine=lot.some(CUISINES, 2) if lot.seldom() else (),
        course=lot.some(COURSES, 3) if lot.seldom() else (),
        min_price=lot.one(PRICES) if lot.seldom() else None,
        max_price=lot.one(PRICES) if lot.seldom() else None,
        vegetarian=lot.seldom(),
        vegan=lot.seldom(),
        gluten_free=lot.seldom(),
        min_spice=lot.one(range(4)) if lot.seldom() else None,
        max_spice=lot.one(range(4)) if lot.seldom() else None,
        without=lot.some(ALLERGENS, 3),
        without_ingredients=lot.some(LARDER, 2) if lot.seldom() else (),
        available=lot.yes(),
    )


MENUS = st.lists(LOTS, max_size=12).map(lambda lots: [*map(drawn_dish, lots, count())])
FILTERS = LOTS.map(drawn_filters)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(menu=MENUS, filters=FILTERS)
def test_on_any_menu_the_clause_means_what_the_filters_say(
    menu: list[Dish], filters: Filters
) -> None:
    clause = where(filters)
    assert [holds(clause, metadata(d)) for d in menu] == [allowed(d, filters) for d in menu]


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(menu=MENUS, filters=FILTERS)
def test_on_any_menu_chroma_shows_what_the_filters_say(
    chroma: ChromaIndex, tmp_path: Path, menu: list[Dish], filters: Filters
) -> None:
    expected = {d.id for d in menu if allowed(d, filters)}
    assert shown_by_chroma(chroma, menu, filters) == expected
