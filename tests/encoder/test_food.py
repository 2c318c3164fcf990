"""Whether a photo shows food, by the built-in encoder and by words and photos in one space."""

import numpy as np
import pytest
from kit import BLUE, RED, TasteEncoder, picture, unit
from PIL import Image, ImageDraw

from recommender.config import BUILT_IN, DEMO_PHOTOS
from recommender.encoder import Encoder, Halves, load_encoder
from recommender.encoder.food import FOOD, food_in, food_likeness, food_of_classes
from recommender.photos import read_photo

PIZZA, TABBY = 963, 281  # of ImageNet's classes


@pytest.fixture(scope="session")
def built_in() -> Encoder:
    return load_encoder(BUILT_IN).encoder


@pytest.mark.parametrize("dish", ["margherita-pizza", "shoyu-ramen", "espresso"])
def test_dishes_look_like_food(built_in: Encoder, dish: str) -> None:
    file = DEMO_PHOTOS / f"{dish}.webp"
    assert food_likeness(built_in, read_photo(file.read_bytes(), name=file.name)) > 0.5


def page_of_text() -> Image.Image:
    page = Image.new("RGB", (600, 800), "white")
    for line in range(40):
        ImageDraw.Draw(page).text((30, 20 + 18 * line), "Gazpacho andaluz 7.50 EUR", fill="black")
    return page


@pytest.mark.parametrize(
    "shown", [page_of_text(), picture(RED, (400, 300)), Image.linear_gradient("L").convert("RGB")]
)
def test_a_page_of_text_and_plain_surfaces_do_not_look_like_food(
    built_in: Encoder, shown: Image.Image
) -> None:
    assert food_likeness(built_in, shown) < 0.1


def test_the_guess_shared_among_a_thousand_classes_is_no_food() -> None:
    assert food_of_classes(np.zeros((1, 1000), np.float32))[0] < 0.2  # 82 in a thousand are food


def test_the_share_on_food_decides() -> None:
    logits = np.full((3, 1000), -50, np.float32)
    logits[0, PIZZA] = logits[1, TABBY] = 0
    logits[2, PIZZA], logits[2, TABBY] = np.log([0.18, 0.82])

    assert food_of_classes(logits).round(2).tolist() == [1.0, 0.0, 0.5]


class OneSpace(TasteEncoder):
    """A photo points where its red and blue point; food is red, everything else is blue."""

    def encode_query_words(self, text: str) -> Halves:
        self.asked.append(text)
        return Halves(photo=unit([1, 0, 0] if text in FOOD else [0, 0, 1]), words=None)


def test_words_and_photos_in_one_space_tell_food_from_other_things() -> None:
    encoder = OneSpace()

    assert food_likeness(encoder, picture(RED)) > 0.99
    assert food_likeness(encoder, picture(BLUE)) < 0.01


def test_the_words_are_encoded_once_for_all_photos() -> None:
    encoder = OneSpace()
    for _ in range(3):
        food_likeness(encoder, picture(RED))

    assert len([asked for asked in encoder.asked if asked != "photo"]) == 14


def test_a_photo_that_a_guest_searches_with_is_not_encoded_again() -> None:
    encoder = OneSpace()
    seen = encoder.encode_query_photo(picture(RED))
    food_in(encoder, seen)

    assert encoder.asked.count("photo") == 1


def test_an_encoder_that_cannot_tell_says_so() -> None:
    assert food_likeness(TasteEncoder(), picture(RED)) is None
