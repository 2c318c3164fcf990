"""What a card says of a dish is so: facts, told in the same words wherever they are shown."""

from string import Formatter
from typing import Any

import pytest
from kit import dish

from recommender.dish import DIETS
from recommender.filters import Filters
from recommender.reasons import TEMPLATES, Reason, differences, of_words, required

CURRY = dish("Green curry", price=12.5, spice=2, allergens="milk;nuts")


def told(reasons: Any) -> list[str]:
    return [str(reason) for reason in reasons]


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (Reason("name"), "the name matches"),
        (of_words("ingredients", "basil", "mint"), "basil, mint among the ingredients"),
        (of_words("name_words", "curry"), "curry in the name"),
        (of_words("taste", "Pad thai"), "like Pad thai, which you liked"),
        (Reason("cheaper", {"price": "2.50"}), "2.50 cheaper"),
        (of_words("without", "nuts"), "declared without nuts"),
    ],
)
def test_a_reason_is_a_sentence(reason: Reason, sentence: str) -> None:
    assert str(reason) == sentence


def test_facts_are_only_facts_and_never_a_template() -> None:
    assert str(of_words("name_words", "{words}", "%s")) == "{words}, %s in the name"


def test_every_template_needs_words_or_a_price_or_nothing() -> None:
    for kind, template in TEMPLATES.items():
        facts = {name for _, name, _, _ in Formatter().parse(template) if name}
        assert facts in (set(), {"words"}, {"price"}), kind


def test_what_was_required_is_told_once_wherever_it_was_required() -> None:
    chosen = Filters(vegetarian=True, without=["nuts", "milk"], without_ingredients=["pork"])
    implied = Filters(vegan=True, vegetarian=True, without=["nuts"], max_price=9)
    assert told(required(chosen, implied)) == [
        "vegetarian",
        "vegan",
        "declared without milk",
        "declared without nuts",
        "pork not listed among the ingredients",
    ]
    assert told(required(Filters(course=["main"], min_spice=1))) == []
    assert told(required()) == []


@pytest.mark.parametrize(
    ("other", "sentences"),
    [
        ({}, []),
        ({"price": 10}, ["2.50 cheaper"]),
        ({"price": 13}, ["0.50 dearer"]),
        ({"price": 10, "currency": "USD"}, []),  # prices of two currencies have no difference
        ({"spice": 1}, ["milder"]),
        ({"spice": 3}, ["hotter"]),
        ({"vegetarian": True}, ["vegetarian"]),
        ({"allergens": "none", "vegan": True}, ["vegetarian", "vegan"]),
        ({"gluten_free": True}, ["gluten-free"]),
        ({"allergens": "milk;nuts;sesame;fish"}, ["contains fish, sesame"]),
        ({"allergens": "milk"}, []),
        ({"allergens": None}, ["allergens not declared"]),
        (
            {"price": 11, "spice": 0, "allergens": "eggs", "vegetarian": True},
            ["contains eggs", "1.50 cheaper", "milder", "vegetarian"],
        ),
    ],
)
def test_a_similar_dish_says_what_is_different_about_it(
    other: dict[str, Any], sentences: list[str]
) -> None:
    plate = dish("Red curry", **({"price": 12.5, "spice": 2, "allergens": "milk;nuts"} | other))
    assert told(differences(CURRY, plate)) == sentences


def test_beside_an_undeclared_dish_no_allergen_is_called_new() -> None:
    undeclared = dish("Soup of the day", price=12.5, spice=2)
    assert told(differences(undeclared, CURRY)) == []
    assert told(differences(undeclared, undeclared)) == []


def test_a_difference_is_never_told_of_a_dish_beside_itself() -> None:
    for diet in DIETS:
        plate = dish("Plate", **{diet: True})
        assert told(differences(plate, plate)) == []
