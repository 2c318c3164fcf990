"""Counts beside filters are right to the dish, and what is offered to be lifted is harmless."""

import pytest
from kit import dish

from recommender.facets import MenuTable, Relaxation
from recommender.filters import Filters

MENU = MenuTable(
    [
        dish("Green curry", cuisine="thai", course="main", vegan=True, price=12, spice=3, allergens="soybeans"),
        dish("Pad thai", cuisine="thai", course="main", price=14, spice=1, allergens="peanuts;eggs"),
        dish("Margherita", cuisine="italian", course="main", vegetarian=True, price=11, allergens="gluten;milk"),
        dish("Tiramisu", cuisine="italian", course="dessert", vegetarian=True, price=6, allergens="gluten;eggs;milk"),
        dish("Lemon sorbet", cuisine="italian", course="dessert", vegan=True, gluten_free=True, price=5, allergens="none"),
        dish("Soup of the day", course="starter", price=7),
        dish("Sangria", course="drink", vegan=True, price=6, available=False, allergens="sulphites"),
    ]
)  # fmt: skip


def test_an_option_counts_what_it_would_show_beside_the_other_filters() -> None:
    facets = MENU.facets(Filters(course=("dessert",)))

    assert facets.cuisine == {"italian": 2, "thai": 0}
    assert facets.diet == {"vegetarian": 2, "vegan": 1, "gluten_free": 1}


def test_a_chosen_course_does_not_empty_the_counts_of_the_others() -> None:
    facets = MENU.facets(Filters(course=("dessert",), cuisine=("italian",)))

    assert facets.course == {"starter": 0, "main": 1, "dessert": 2, "drink": 0}


def test_an_allergen_counts_what_is_left_without_it_and_undeclared_dishes_never_are() -> None:
    facets = MENU.facets(Filters())

    assert facets.without["peanuts"] == 4  # all but pad thai, the undeclared soup, the sold-out
    assert facets.without["gluten"] == 3
    assert MENU.facets(Filters(without=("gluten",))).without["eggs"] == 2


def test_what_is_read_from_words_counts_too() -> None:
    facets = MENU.facets(Filters(), Filters(available=False, vegan=True))

    assert facets.course == {"starter": 0, "main": 1, "dessert": 1, "drink": 0}


def test_the_filter_whose_lifting_helps_most_is_named_with_what_it_brings() -> None:
    required = Filters(cuisine=("thai",), course=("dessert",), max_price=6)

    assert MENU.count(required) == 0
    assert MENU.relaxation(required) == Relaxation("cuisine", 2)


def test_a_filter_that_words_set_can_be_lifted_too() -> None:
    words = Filters(available=False, max_price=4.0)

    assert MENU.relaxation(Filters(course=("main",)), words) == Relaxation("price", 3)


@pytest.mark.parametrize(
    "required",
    [
        {"vegan": True, "without": ("soybeans",), "course": ("starter",), "max_price": 1},
        {"without": ("eggs", "milk", "soybeans"), "vegetarian": True, "gluten_free": True},
        {
            "without_ingredients": ("curry",),
            "vegan": True,
            "cuisine": ("thai",),
            "course": ("main",),
        },
    ],
)
def test_a_diet_an_allergen_or_an_ingredient_is_never_offered(required: dict[str, object]) -> None:
    found = MENU.relaxation(Filters(**required))

    assert found is None or found.name in {"price", "course", "cuisine", "spice"}


def test_nothing_is_offered_where_no_single_filter_helps() -> None:
    required = Filters(cuisine=("thai",), course=("dessert",), max_price=1.0)

    assert MENU.relaxation(required) is None


def test_the_price_range_is_that_of_the_menu() -> None:
    assert MENU.price_bounds() == (5.0, 14.0)
    assert MenuTable([]).price_bounds() == (0.0, 0.0)


def test_an_empty_menu_has_counts_of_nothing() -> None:
    facets = MenuTable([]).facets(Filters())

    assert (dict(facets.cuisine), set(facets.diet.values())) == ({}, {0})
