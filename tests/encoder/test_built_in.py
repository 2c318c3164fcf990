"""The built-in encoder, on the demo menu."""

from pathlib import Path

import numpy as np
import pytest
from kit import jpeg

from recommender.config import BUILT_IN, DEMO_MENU, DEMO_PHOTOS
from recommender.dish import words
from recommender.encoder import Encoder, load_encoder
from recommender.menu_file import read_menu_file
from recommender.photos import read_photo

DISHES = {row.dish.id: row.dish for row in read_menu_file(DEMO_MENU).rows if row.dish}
SEEN = ("margherita-pizza", "shoyu-ramen", "espresso", "buttermilk-pancakes")


@pytest.fixture(scope="session")
def built_in() -> Encoder:
    return load_encoder(BUILT_IN).encoder


@pytest.fixture(scope="session")
def described(built_in: Encoder) -> np.ndarray:
    return built_in.encode_dish_words([words(dish) for dish in DISHES.values()])


@pytest.mark.parametrize(
    ("asked", "dish"),
    [
        ("omelette with potatoes", "tortilla-espanola"),
        ("chickpea dip with bread", "hummus-with-warm-pita"),
        ("molten chocolate cake", "chocolate-fondant"),
        ("cold tomato soup", "gazpacho-andaluz"),
        ("sushi rolls", "salmon-maki"),
    ],
)
def test_words_find_the_dish_that_they_describe(
    built_in: Encoder, described: np.ndarray, asked: str, dish: str
) -> None:
    vector = built_in.encode_query_words(asked).words

    assert list(DISHES)[int(np.argmax(described @ vector))] == dish


def test_a_photo_is_nearest_to_itself(built_in: Encoder) -> None:
    files = [DEMO_PHOTOS / f"{dish}.webp" for dish in SEEN]
    photos = [read_photo(file.read_bytes(), name=file.name) for file in files]
    shown = built_in.encode_dish_photos(photos)

    nearest = [int(np.argmax(shown @ built_in.encode_query_photo(p).photo)) for p in photos]

    assert nearest == [0, 1, 2, 3]


def test_each_query_fills_the_half_that_it_can(built_in: Encoder) -> None:
    photo = read_photo((DEMO_PHOTOS / "espresso.webp").read_bytes(), name="espresso")

    assert built_in.encode_query_words("soup").photo is None
    assert built_in.encode_query_photo(photo).words is None


def test_vectors_are_unit_float32_rows(built_in: Encoder, described: np.ndarray) -> None:
    assert (described.dtype, described.shape) == (np.float32, (48, built_in.words_size))
    assert np.allclose(np.linalg.norm(described, axis=1), 1, atol=1e-6)
    assert built_in.encode_dish_photos([]).shape == (0, built_in.photo_size)


def test_words_that_are_the_path_of_a_picture_are_read_as_words(
    built_in: Encoder, tmp_path: Path
) -> None:
    path = tmp_path / "curry.jpg"
    before = built_in.encode_query_words(str(path)).words
    path.write_bytes(jpeg())

    assert before is not None
    assert np.array_equal(built_in.encode_query_words(str(path)).words, before)
