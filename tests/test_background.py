"""The even point of words and photos is found on the menu itself, and within an encoder's scale."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from kit import TasteEncoder

from recommender.background import LEEWAY, Background
from recommender.catalog import Catalog
from recommender.encoder import Calibration, Comparison, Halves, Vectors
from recommender.pictures import unrelated_pictures

SCALE = Calibration(even=0.5, spread=0.1)
NOTHING = np.zeros((12, 9), np.float32)


class FlatEncoder(TasteEncoder):
    """Sees every picture as the first direction, and counts what it saw."""

    seen = 0
    photo_size = 3

    def encode_query_photo(self, photo: object) -> Halves:
        self.seen += 1
        return Halves(photo=np.array([1, 0, 0], np.float32), words=None)


def even(tmp_path: Path, photos: Vectors, kind: Comparison = ("photo", "photo")) -> float:
    encoder = FlatEncoder()
    catalog = Catalog.open(tmp_path / "catalog.db")
    found = Background(catalog, encoder).scales(photos, NOTHING[: len(photos)])
    catalog.close()
    return found[kind].even


def rows(*cosines: float) -> Vectors:
    """Return unit vectors with these cosines to every unrelated picture, unlike one another."""
    return np.array([[c, *(np.sqrt(1 - c * c) * _round(n))] for n, c in enumerate(cosines)], "f4")


def _round(number: int) -> np.ndarray:
    return np.array([np.cos(number * 2.4), np.sin(number * 2.4)])


def test_a_photo_must_look_more_like_a_dish_than_unrelated_pictures_do(tmp_path: Path) -> None:
    assert np.isclose(even(tmp_path, rows(0.1, 0.45, 0.2)), 0.45)


def test_on_a_menu_of_look_alikes_a_photo_must_look_more_like_a_dish(tmp_path: Path) -> None:
    alike = np.tile(np.array([[0.1, 0.995, 0]], "f4"), (12, 1))
    assert np.isclose(even(tmp_path, alike), SCALE.even + LEEWAY * SCALE.spread)


def test_a_menu_like_nothing_stays_within_the_encoder_s_own_scale(tmp_path: Path) -> None:
    assert np.isclose(even(tmp_path, rows(0.0)), SCALE.even - LEEWAY * SCALE.spread)


def test_a_menu_without_photos_keeps_the_encoder_s_scale(tmp_path: Path) -> None:
    assert even(tmp_path, np.zeros((3, 3), np.float32)) == SCALE.even


def test_unrelated_pictures_are_encoded_only_the_first_time(tmp_path: Path) -> None:
    catalog, encoder = Catalog.open(tmp_path / "catalog.db"), FlatEncoder()
    Background(catalog, encoder)
    assert encoder.seen == len(dict(unrelated_pictures()))
    again = FlatEncoder()
    Background(catalog, again)
    assert again.seen == 0
    catalog.close()


@pytest.mark.parametrize("damage", ["cut", "shorter", "no number"])
def test_unrelated_pictures_whose_vectors_are_damaged_are_encoded_again(
    tmp_path: Path, damage: str
) -> None:
    catalog, photos = Catalog.open(tmp_path / "catalog.db"), rows(0.1, 0.45, 0.2)
    sound = Background(catalog, FlatEncoder()).scales(photos, NOTHING[: len(photos)])
    vector = {"cut": b"12345", "shorter": b"1234", "no number": np.full(3, np.nan, "f4").tobytes()}
    with closing(sqlite3.connect(tmp_path / "catalog.db")) as by_hand, by_hand:
        every = by_hand.execute(
            "SELECT content FROM embeddings WHERE content LIKE 'photo:%'"
        ).fetchall()
        by_hand.execute(
            "UPDATE embeddings SET vector = ? WHERE content = ?", [vector[damage], *every[0]]
        )

    again = FlatEncoder()
    assert Background(catalog, again).scales(photos, NOTHING[: len(photos)]) == sound
    assert again.seen == (0 if damage == "cut" else len(dict(unrelated_pictures())))
    catalog.close()


def test_the_drawings_are_the_same_each_time_and_unlike_each_other() -> None:
    first, second = dict(unrelated_pictures()), dict(unrelated_pictures())
    assert {n: p.tobytes() for n, p in first.items()} == {n: p.tobytes() for n, p in second.items()}
    assert len({p.tobytes() for p in first.values()}) == len(first)
