"""The arithmetic behind a ranking, worked out by hand."""

import numpy as np
import pytest

from recommender.encoder import Calibration
from recommender.ranking import certainty, either, fuse, interleaved, mean_of_known, name_likeness

NAN = float("nan")


def row(*numbers: float) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    return np.array(numbers, np.float32)


def test_a_cosine_at_the_even_point_is_as_likely_meant_as_not() -> None:
    scale = Calibration(even=0.4, spread=0.1)
    sure = certainty(row(0.4, 0.5, 0.3, 1.0, -1.0), scale)
    assert sure == pytest.approx([0.5, 0.7311, 0.2689, 0.9975, 0.0], abs=1e-4)


def test_readings_that_are_not_to_be_had_do_not_count() -> None:
    signals = [row(0.8, NAN, NAN), row(0.4, 0.6, NAN)]
    assert mean_of_known(signals, 3).tolist() == pytest.approx([0.6, 0.6, 0.0])
    assert mean_of_known([], 2).tolist() == [0.0, 0.0]


def test_one_right_reading_is_enough_for_either() -> None:
    assert either(row(0.5, 1.0, 0.0), row(0.5, 0.0, 0.0)).tolist() == [0.75, 1.0, 0.0]


def test_words_and_photo_must_both_be_satisfied() -> None:
    words, photo = row(0.9, 1.0), row(0.4, 0.0)
    assert fuse(words, photo).tolist() == pytest.approx([0.6, 0.0])
    assert fuse(words, photo, product=False).tolist() == pytest.approx([0.65, 0.5])


def test_the_slider_decides_how_much_the_photo_counts() -> None:
    words, photo = row(0.9), row(0.4)
    assert fuse(words, photo, balance=0.0).tolist() == pytest.approx([0.9])
    assert fuse(words, photo, balance=1.0).tolist() == pytest.approx([0.4])


@pytest.mark.parametrize(
    ("asked", "name", "likeness"),
    [
        ("Tiramisu", "Tiramisu", 1.0),
        ("TIRAMISÙ", "tiramisu", 1.0),
        ("jalapenos rellenos", "Jalapeños rellenos", 1.0),
        ("curry green", "Green curry", 1.0),
        ("paella", "Paella de marisco", 0.6667),  # 0.9 of the way: (0.9 - 0.7) / 0.3
        ("car tyre", "Carrot tart", 0.0),
        ("soup", "Tiramisu", 0.0),
        ("", "Tiramisu", 0.0),
    ],
)
def test_how_much_words_are_a_dish_s_name(asked: str, name: str, likeness: float) -> None:
    assert name_likeness(asked, name) == pytest.approx(likeness, abs=1e-4)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("tiramsu", "Tiramisu"),
        ("spagetti carbonara", "Spaghetti carbonara"),
        ("gren cury", "Green curry"),
        ("margarita pizza", "Margherita pizza"),
    ],
)
def test_a_misspelt_name_is_still_rather_that_name(typed: str, name: str) -> None:
    assert 0.5 < name_likeness(typed, name) < 1.0


def test_neighbours_differ_while_they_can() -> None:
    dishes = ["main thai", "main thai", "main greek", "dessert greek", "main thai"]
    varied = interleaved(dishes, lambda d: d.split()[0], lambda d: d.split()[1])
    assert varied == ["main thai", "dessert greek", "main greek", "main thai", "main thai"]
    assert interleaved([]) == []
    assert interleaved([3, 1, 2]) == [3, 1, 2]
