"""Cuisine and course as name and neighbours suggest them."""

import math

import numpy as np
import pytest
from kit import dish, unit

from recommender.suggestions import Neighbour, Suggestion, nearest, suggest
from recommender.suggestions.kinds import suggest_course, suggest_cuisine


def near(*dishes: tuple[str, str, str, float]) -> list[Neighbour]:
    return [
        Neighbour(dish(name, cuisine=cuisine, course=course), cosine)
        for name, cuisine, course, cosine in dishes
    ]


@pytest.mark.parametrize(
    ("name", "course"),
    [
        ("Apple cake", "dessert"),
        ("Tarta de queso", "dessert"),
        ("Tomato soup with cream", "starter"),
        ("Sopa de pescado", "starter"),
        ("Chicken curry with rice", "main"),
        ("Pollo con arroz", "main"),
        ("Café con leche", "drink"),
        ("Chocolate sauce", "sauce"),
        ("French toast", "breakfast"),
        ("Chef's surprise", ""),
    ],
)
def test_a_telling_name_suggests_the_course_on_an_empty_menu(name: str, course: str) -> None:
    assert suggest_course(name, [], spread=0.1).value == course


@pytest.mark.parametrize(
    ("name", "cuisine"),
    [
        ("Spaghetti carbonara", "italian"),
        ("Paella de marisco", "spanish"),
        ("Chicken tikka masala", "indian"),
        ("Mexican pizza", ""),  # two cuisines are told
        ("Grilled vegetables", ""),
    ],
)
def test_a_telling_name_suggests_the_cuisine(name: str, cuisine: str) -> None:
    assert suggest_cuisine(name, [], spread=0.1).value == cuisine


def test_neighbours_that_agree_suggest_what_they_are_and_are_named() -> None:
    like = near(("Tofu larb", "thai", "main", 0.9), ("Laab moo", "thai", "main", 0.9))

    assert suggest_cuisine("House special", like, spread=0.1) == Suggestion(
        "cuisine", "thai", 0.82, ("Tofu larb", "Laab moo")
    )
    assert suggest_course("House special", like, spread=0.1).value == "main"


def test_neighbours_that_disagree_leave_it_unsure() -> None:
    like = near(("Tofu larb", "thai", "main", 0.9), ("Nem", "vietnamese", "starter", 0.9))

    assert suggest_cuisine("House special", like, spread=0.1) == Suggestion("cuisine")
    assert suggest_course("House special", like, spread=0.1) == Suggestion("course")


def test_neighbours_without_a_cuisine_suggest_none() -> None:
    like = near(("House plate", "", "main", 0.9), ("House bowl", "", "main", 0.9))

    assert suggest_cuisine("House special", like, spread=0.1) == Suggestion("cuisine")


def test_a_nearer_neighbour_votes_louder() -> None:
    # A spread nearer is e times as loud: e against 1 is a share of 0.73.
    like = near(("Tofu larb", "thai", "main", 0.9), ("Nem", "vietnamese", "main", 0.8))
    assert math.e / (math.e + 1) > 0.7

    assert suggest_cuisine("House special", like, spread=0.1).value == "thai"


def test_a_name_that_the_menu_contradicts_leaves_the_course_unsure() -> None:
    like = near(("Cheese soup", "", "main", 0.9), ("Pea soup", "", "main", 0.9))

    assert suggest_course("Onion soup", like, spread=0.1) == Suggestion("course")


def test_a_name_that_the_menu_bears_out_is_the_surest() -> None:
    like = near(("Cheese soup", "", "starter", 0.9), ("Pea soup", "", "main", 0.9))

    assert suggest_course("Onion soup", like, spread=0.1) == Suggestion(
        "course", "starter", 0.93, ("soup",)
    )


def test_the_nearest_dishes_come_first() -> None:
    dishes = [dish("Bread"), dish("Curry"), dish("Curry soup")]
    vectors = np.stack([unit([1, 0]), unit([0, 1]), unit([1, 1])])

    found = nearest(vectors @ unit([0, 1]), dishes)

    assert [neighbour.dish.name for neighbour in found] == ["Curry", "Curry soup", "Bread"]
    assert [round(neighbour.cosine, 2) for neighbour in found] == [1, 0.71, 0]


def test_all_suggestions_for_a_dish_come_together_and_change_nothing() -> None:
    found = suggest("Spaghetti carbonara", ["spaghetti", "guanciale", "egg", "pecorino"])

    assert (found.cuisine.value, found.course.value) == ("italian", "main")
    assert [p.answer for p in found.diets] == ["no", "no"]
    assert [p.allergen for p in found.allergens] == ["gluten", "eggs", "milk"]
