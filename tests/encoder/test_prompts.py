"""Captions that CLIP is asked with, and which language they are in."""

import pytest

from recommender.encoder.language import ENGLISH, SPANISH, language_of
from recommender.encoder.prompts import ENSEMBLE, SINGLE, captions


@pytest.mark.parametrize(
    ("words", "language", "asked"),
    [
        ("green curry", "en", ["a photo of green curry, a type of food."]),
        ("sopa de tomate", "es", ["una foto de sopa de tomate, un tipo de comida."]),
        ("spätzle", "other", ["a photo of spätzle, a type of food."]),
        ("{} {0}", "en", ["a photo of {} {0}, a type of food."]),
        ("something warm for a rainy evening", "en", ["something warm for a rainy evening"]),
        ("algo caliente para una tarde fría", "es", ["algo caliente para una tarde fría"]),
    ],
)
def test_short_nouns_become_a_caption_in_their_language_and_sentences_stay(
    words: str, language: str, asked: list[str]
) -> None:
    assert captions(words, SINGLE, language) == asked


def test_an_ensemble_asks_with_each_of_its_captions() -> None:
    assert captions("bread", ENSEMBLE) == [
        "a photo of bread, a type of food.",
        "a close-up photo of bread, a type of food.",
        "a good photo of bread, a type of food.",
        "a bright photo of bread, a type of food.",
    ]


@pytest.mark.parametrize("templates", [SINGLE, ENSEMBLE])
def test_every_caption_has_room_for_a_dish_and_both_languages_have_as_many(templates: dict) -> None:
    assert len(templates[ENGLISH]) == len(templates[SPANISH])
    for template in (*templates[ENGLISH], *templates[SPANISH]):
        assert template.count("{}") == 1


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("soup with noodles", "en"),
        ("crème brûlée with berries", "en"),
        ("sopa de tomate", "es"),
        ("algo picante con arroz", "es"),
        ("jalapeños rellenos", "es"),
        ("ラーメン", "other"),
        ("tapas", "uncertain"),
        ("green curry", "en"),
        ("chili con carne with rice", "en"),
        ("noodles 🍜", "en"),
        ("", "uncertain"),
    ],
)
def test_small_words_and_letters_give_a_language_away(words: str, language: str) -> None:
    assert language_of(words) == language
