"""The words of a menu answer a guest's, in either language, misspelt or as a mood."""

import numpy as np
import pytest
from kit import dish

from recommender.encoder.colours import COLOURS
from recommender.glossary import concepts
from recommender.lexicon import Lexicon, cravings

DISHES = [
    dish("Gazpacho", description="Chilled tomato soup.", ingredients="tomatoes;cucumber;garlic"),
    dish("Prawn paella", ingredients="rice;prawns;saffron"),
    dish("Beef goulash", description="A hearty stew.", ingredients="beef;potatoes;paprika"),
    dish("Chocolate fondant", ingredients="dark chocolate;butter;eggs"),
    dish("Bacon and eggs", ingredients="bacon;eggs"),
]
MENU = Lexicon(DISHES)


def best(words: str) -> str:
    reading = MENU.read(words)
    return DISHES[int(np.argmax(MENU.coverage(reading) + MENU.craved(reading)))].id


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("prawns", "prawn-paella"),
        ("gambas", "prawn-paella"),
        ("paeya", "prawn-paella"),
        ("soup", "gazpacho"),  # which is one, though its name does not say so
        ("sopa", "gazpacho"),
        ("pork", "bacon-and-eggs"),
        ("choclate", "chocolate-fondant"),
        ("patatas", "beef-goulash"),
        ("something hearty for the winter", "beef-goulash"),
        ("algo contundente", "beef-goulash"),
    ],
)
def test_a_dish_answers_words_of_either_language(words: str, found: str) -> None:
    assert best(words) == found


def test_what_no_dish_has_is_named_in_the_guest_s_words() -> None:
    assert MENU.read("ostras con limón").missing == ("ostras", "limon")
    assert MENU.read("prawns").missing == ()


def test_a_look_or_a_mood_is_never_called_missing() -> None:
    assert MENU.read("something round, crispy and romantic").missing == ()


def test_a_known_food_is_not_taken_for_a_misspelt_other() -> None:
    reading = Lexicon([dish("Macaroni with cheese")]).read("macarons")

    assert reading.missing == ("macarons",)


def test_a_dish_that_has_all_of_what_is_wanted_is_covered_whole() -> None:
    covered = MENU.coverage(MENU.read("prawn paella"))

    assert covered[1] == pytest.approx(1.0)
    assert covered.argmax() == 1


def test_words_of_courtesy_say_nothing() -> None:
    assert not MENU.says_something("something for me please")
    assert MENU.says_something("something smoky")


def test_the_places_that_a_reason_names_hold_those_words() -> None:
    assert MENU.places(MENU.read("prawns and saffron"), 1) == {
        "name": ["prawns"],
        "ingredients": ["saffron"],
    }
    assert MENU.places(MENU.read("prawns"), 0) == {}


def test_the_foods_that_a_mood_stands_for_are_those_of_the_dish() -> None:
    foods = MENU.foods_of(MENU.read("something hearty"), 2)

    assert {"potato", "beef"} <= set(foods)
    assert MENU.foods_of(MENU.read("something hearty"), 3) == []


def test_colours_are_read_in_either_language() -> None:
    assert MENU.named_among("bright red soup", COLOURS) == ("red",)
    assert MENU.named_among("sopa verde", COLOURS) == ("green",)


def test_every_craving_is_a_word_that_guests_are_understood_to_say() -> None:
    unknown = [name for name in cravings() if not concepts(name)]

    assert unknown == []


def test_an_empty_menu_answers_nothing() -> None:
    empty = Lexicon([])

    assert empty.coverage(empty.read("soup")).shape == (0,)
