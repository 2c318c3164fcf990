"""Every number beside a filter is the number of dishes it leaves, correct to the dish."""

from typing import Any

import pytest
from kit import dish

from recommender.dish import ALLERGENS, COURSES, DIETS
from recommender.facets import LIFTABLE, MenuTable, Relaxation, lifted
from recommender.filters import NOTHING, Filters, where

CURRY = dish("Green curry", cuisine="thai", course="main", vegan=True, price=12.5, spice=2,
             allergens="soybeans", ingredients="coconut milk;aubergine")  # fmt: skip
PAD_THAI = dish("Pad thai", cuisine="thai", course="main", price=13, spice=1,
                allergens="peanuts;eggs", ingredients="rice noodles;egg")  # fmt: skip
TIRAMISU = dish("Tiramisu", cuisine="italian", course="dessert", vegetarian=True, price=6.5,
                allergens="milk;eggs;gluten")  # fmt: skip
SORBET = dish("Lemon sorbet", course="dessert", vegan=True, gluten_free=True, price=4,
              allergens="none")  # fmt: skip
SURPRISE = dish("Chef's surprise", course="dessert", vegetarian=True, price=9)
MINESTRONE = dish("Minestrone", cuisine="italian", vegetarian=True, price=7, available=False,
                  allergens="celery")  # fmt: skip
MENU = (CURRY, PAD_THAI, TIRAMISU, SORBET, SURPRISE, MINESTRONE)


@pytest.fixture(scope="module")
def table() -> MenuTable:
    return MenuTable(MENU)


def test_without_filters_each_option_counts_its_own_dishes(table: MenuTable) -> None:
    facets = table.facets(Filters())
    assert facets.cuisine == {"italian": 1, "thai": 2}  # Minestrone is sold out
    assert facets.course == {"main": 2, "dessert": 3}
    assert facets.diet == {"vegetarian": 4, "vegan": 2, "gluten_free": 1}
    declared = 4  # of five available ones nobody has declared the surprise
    assert facets.without == dict.fromkeys(ALLERGENS, declared) | {
        "soybeans": 3, "peanuts": 3, "eggs": 2, "milk": 3, "gluten": 3
    }  # fmt: skip


def test_sold_out_dishes_count_only_where_they_are_shown(table: MenuTable) -> None:
    facets = table.facets(Filters(available=False))
    assert facets.cuisine == {"italian": 2, "thai": 2}
    assert facets.diet["vegetarian"] == 5
    assert facets.without["celery"] == 4


def test_a_cuisine_counts_what_it_has_itself_beside_the_other_filters(table: MenuTable) -> None:
    chosen = Filters(cuisine=["thai"], max_price=12.5)
    assert table.facets(chosen).cuisine == {"italian": 1, "thai": 1}
    assert table.facets(chosen).course == {"main": 1, "dessert": 0}


def test_a_diet_or_allergen_counts_what_is_left_when_it_is_required_too(table: MenuTable) -> None:
    chosen = Filters(vegetarian=True, without=["eggs"])
    facets = table.facets(chosen)
    assert facets.diet == {"vegetarian": 2, "vegan": 2, "gluten_free": 1}
    assert (facets.without["eggs"], facets.without["soybeans"]) == (2, 1)


def test_what_the_words_require_counts_beside_the_chosen_filters(table: MenuTable) -> None:
    chosen, implied = Filters(course=["dessert"]), Filters(available=False, vegan=True)
    facets = table.facets(chosen, implied)
    assert facets.course == {"main": 1, "dessert": 1}
    assert facets.diet == {"vegetarian": 1, "vegan": 1, "gluten_free": 1}


def test_undeclared_dishes_count_for_no_allergen(table: MenuTable) -> None:
    alone = MenuTable([SURPRISE])
    assert set(alone.facets(Filters()).without.values()) == {0}
    assert table.count(Filters(without=["lupin"])) == 4


def test_courses_stand_in_the_order_of_a_menu_card_and_cuisines_by_the_alphabet() -> None:
    courses = [dish(f"Some {course}", course=course) for course in reversed(COURSES)]
    cuisines = [dish(f"A {name} plate", cuisine=name) for name in ("thai", "basque", "greek")]
    facets = MenuTable([*courses, *cuisines]).facets(Filters())
    assert list(facets.course) == list(COURSES)
    assert list(facets.cuisine) == ["basque", "greek", "thai"]


def test_only_what_the_menu_has_is_offered(table: MenuTable) -> None:
    facets = table.facets(Filters())
    assert set(facets.course) == {"main", "dessert"}
    assert table.cuisines == {"thai", "italian"}


def test_an_empty_menu_has_nothing_to_offer() -> None:
    empty = MenuTable([])
    facets = empty.facets(Filters(vegan=True, without=["nuts"], cuisine=["thai"]))
    assert (facets.cuisine, facets.course) == ({}, {})
    assert set(facets.diet.values()) | set(facets.without.values()) == {0}
    assert empty.price_bounds() == (0.0, 0.0)
    assert empty.relaxation(Filters(max_price=3)) is None


@pytest.mark.parametrize(
    ("required", "offered"),
    [
        ({"cuisine": ["italian"], "course": ["main"]}, Relaxation("cuisine", 2)),
        ({"cuisine": ["thai"], "max_price": 5}, Relaxation("price", 2)),
        ({"cuisine": ["thai"], "max_price": 12}, Relaxation("cuisine", 3)),
        ({"course": ["main"], "min_price": 13.5}, Relaxation("price", 2)),
        ({"min_price": 9, "max_price": 8}, Relaxation("price", 5)),
        ({"course": ["dessert"], "min_spice": 1}, Relaxation("spice", 3)),
        ({"course": ["dessert"], "cuisine": ["thai"]}, Relaxation("cuisine", 3)),
        ({"course": ["main"], "cuisine": ["italian"], "max_price": 8}, Relaxation("course", 1)),
        # Only the cuisine may be lifted, however much the diet keeps away.
        ({"cuisine": ["thai"], "gluten_free": True}, Relaxation("cuisine", 1)),
        # Two would have to be lifted: no single one helps.
        ({"cuisine": ["italian"], "course": ["main"], "max_price": 3}, None),
        ({"vegan": True, "without": ["soybeans"], "without_ingredients": ["lemon"]}, None),
        ({}, None),
    ],
)
def test_the_one_filter_whose_lifting_helps_most_is_offered(
    table: MenuTable, required: dict[str, Any], offered: Relaxation | None
) -> None:
    assert table.relaxation(Filters(**required)) == offered


def test_a_filter_in_the_words_and_on_the_panel_is_lifted_from_both(table: MenuTable) -> None:
    chosen, implied = Filters(max_price=3), Filters(available=False, max_price=2)
    assert table.relaxation(chosen, implied) == Relaxation("price", 5)


def test_a_diet_an_allergen_or_an_ingredient_is_never_offered_to_be_lifted() -> None:
    may_be_lifted = {field for fields in LIFTABLE.values() for field in fields}
    assert may_be_lifted.isdisjoint({*DIETS, "without", "without_ingredients", "available"})
    strict = Filters(
        vegan=True, gluten_free=True, without=["nuts"], without_ingredients=["pork"],
        cuisine=["thai"], course=["main"], min_price=1, max_price=2, min_spice=1, max_spice=2,
    )  # fmt: skip
    for name in LIFTABLE:
        kept = lifted(strict, name)
        assert (kept.vegan, kept.gluten_free) == (True, True)
        assert (kept.without, kept.without_ingredients) == (("nuts",), ("pork",))


def test_price_bounds_are_those_of_the_menu(table: MenuTable) -> None:
    assert table.price_bounds() == (4.0, 13.0)


def test_a_dish_is_left_out_for_what_it_lists_by_any_name() -> None:
    table = MenuTable([dish("Carbonara", ingredients="guanciale;egg"), CURRY])
    assert table.passing(Filters(without_ingredients=["pork"])) == [CURRY]
    assert table.passing(Filters(without_ingredients=["berenjena"])) == [table.dishes[0]]


CHANGES: dict[str, list[Any]] = {
    "a dish sells out": [CURRY.model_copy(update={"available": False}), *MENU[1:]],
    "a dish lists something else": [
        CURRY.model_copy(update={"ingredients": ("shrimp paste",)}),
        *MENU[1:],
    ],
    "its allergens are declared": [
        *MENU[:4],
        SURPRISE.model_copy(update={"allergens": ("nuts",)}),
        MINESTRONE,
    ],
    "a dish moves to another cuisine": [
        CURRY.model_copy(update={"cuisine": "lao"}),
        *MENU[1:],
    ],
    "a dish is new": [*MENU, dish("Bread", course="side", price=2)],
    "a dish is gone": list(MENU[1:]),
    "the order changes": list(reversed(MENU)),
    "all dishes are gone": [],
    "nothing changes": list(MENU),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(available=False, cuisine=["thai", "lao"]),
        Filters(without=["nuts"], course=["main", "dessert"]),
        Filters(without_ingredients=["aubergine"], available=False),
        Filters(without_ingredients=["shrimp"]),
    ],
)
def test_a_menu_that_changed_counts_as_if_it_were_read_for_the_first_time(
    table: MenuTable, change: str, filters: Filters
) -> None:
    after, fresh = MenuTable(CHANGES[change], table), MenuTable(CHANGES[change])
    assert after.passing(filters) == fresh.passing(filters)
    assert after.facets(filters) == fresh.facets(filters)
    assert after.mask(where(filters)).tolist() == fresh.mask(where(filters)).tolist()
    assert ([*after.records], after.names) == ([*fresh.records], fresh.names)


def test_a_dish_whose_name_says_nothing_lists_nothing() -> None:
    table = MenuTable([dish("!?", id="signs"), CURRY])
    assert table.records[0]["listed"] == [NOTHING]
    assert table.mask({"listed": {"$not_contains": NOTHING}}).tolist() == [False, True]
