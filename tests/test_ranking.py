"""The arithmetic behind a ranking, worked out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.encoder import Calibration
from recommender.ranking import (
    NEAR_IDENTICAL,
    best_first,
    best_score,
    certainty,
    either,
    fuse,
    interleaved,
    logit,
    mean_of_known,
    name_likeness,
    sigmoid,
    varied,
)

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
    course, cuisine = np.array([0, 0, 0, 1, 0]), np.array([0, 0, 1, 1, 0])
    varied = [dishes[place] for place in interleaved(course, cuisine)]
    assert varied == ["main thai", "dessert greek", "main greek", "main thai", "main thai"]
    assert interleaved(np.empty(0, np.intp)).tolist() == []
    assert interleaved(np.array([0, 0, 0])).tolist() == [0, 1, 2]


def taking_turns(places: list[int], *keys: list[int]) -> list[int]:
    """The same rule, as one would do it with cards on a table."""
    if not keys:
        return places
    groups: dict[int, list[int]] = {}
    for place in places:
        groups.setdefault(keys[0][place], []).append(place)
    turns = [taking_turns(group, *keys[1:]) for group in groups.values()]
    longest = max(map(len, turns), default=0)
    return [turn[at] for at in range(longest) for turn in turns if at < len(turn)]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(groups=st.lists(st.tuples(*[st.integers(0, 4)] * 3), max_size=40))
def test_many_dishes_take_turns_as_a_few_do_on_a_table(groups: list[tuple[int, ...]]) -> None:
    for depth in (1, 2, 3):
        keys = [[group[level] for group in groups] for level in range(depth)]
        found = interleaved(*(np.array(key, np.intp) for key in keys))
        assert found.tolist() == taking_turns(list(range(len(groups))), *keys)


def test_evidence_adds_up_and_certainties_come_back() -> None:
    sure = np.array([0.1, 0.5, 0.9])
    assert sigmoid(logit(sure)).tolist() == pytest.approx([0.1, 0.5, 0.9])
    assert sigmoid(logit(sure) + logit(sure)).tolist() == pytest.approx([1 / 82, 0.5, 81 / 82])


def test_nothing_is_so_certain_that_no_evidence_could_change_it() -> None:
    assert np.isfinite(logit(np.array([0.0, 1.0]))).all()


def test_the_best_come_first_and_equal_ones_in_their_order() -> None:
    scores = row(0.2, 0.9, 0.5, 0.9, 0.1, 0.5)
    assert best_first(scores, 4).tolist() == [1, 3, 2, 5]
    assert best_first(scores, 1).tolist() == [1]
    assert best_first(scores, 3).tolist() == [1, 3, 2]  # only the first of two equal ones
    assert best_first(scores, 99).tolist() == [1, 3, 2, 5, 0, 4]
    assert best_first(scores, 0).tolist() == []
    assert best_first(row(), 3).tolist() == []


def test_a_taste_is_near_any_liked_dish_and_far_from_all_disliked() -> None:
    liked = np.array([[0.9, 0.1, 0.4], [0.2, 0.8, 0.3]], np.float32)
    disliked = np.array([[0.1, 0.2, 0.7]], np.float32)
    # The third is nearer to what is disliked (0.7) than to anything liked (0.4).
    assert best_score(liked, disliked).tolist() == pytest.approx([0.9, 0.8, -0.7])
    nothing = np.empty((0, 3), np.float32)
    assert best_score(liked, nothing).tolist() == pytest.approx([0.9, 0.8, 0.4])
    assert best_score(nothing, disliked).tolist() == pytest.approx([-0.1, -0.2, -0.7])


ALL_DIFFER = np.eye(4, dtype=np.float32)


def alike(
    *pairs: tuple[int, int], cosine: float = 1.0
) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    """Return the likenesses of four dishes of which ``pairs`` are alike."""
    likeness = ALL_DIFFER.copy()
    for one, other in pairs:
        likeness[one, other] = likeness[other, one] = cosine
    return likeness


def test_of_two_dishes_that_are_one_the_second_gives_way_to_others() -> None:
    scores = row(0.9, 0.8, 0.7, 0.1)
    # Beside its twin, the second is worth 0.8 - 0.3 = 0.5: less than 0.7, more than 0.1.
    assert varied([0, 1, 2, 3], alike((0, 1)), scores, 0.3) == [0, 2, 1, 3]
    assert varied([0, 1, 2, 3], ALL_DIFFER, scores, 0.3) == [0, 1, 2, 3]
    assert varied([0, 1, 2, 3], alike((0, 1)), scores, 0.0) == [0, 1, 2, 3]


def test_two_variants_lose_a_part_of_what_twins_lose() -> None:
    halfway = (1 + NEAR_IDENTICAL) / 2
    scores = row(0.9, 0.8, 0.7, 0.1)
    assert varied([0, 1, 2, 3], alike((0, 1), cosine=halfway), scores, 0.3) == [0, 2, 1, 3]  # 0.65
    assert varied([0, 1, 2, 3], alike((0, 1), cosine=halfway), scores, 0.1) == [0, 1, 2, 3]  # 0.75
    assert varied([0, 1, 2, 3], alike((0, 1), cosine=NEAR_IDENTICAL), scores, 0.3) == [0, 1, 2, 3]


def test_the_best_dish_stays_first_whatever_it_is_like() -> None:
    scores = row(0.9, 0.89, 0.88, 0.87)
    order = varied([0, 1, 2, 3], alike((0, 1), (0, 2), (1, 2)), scores, 0.3)
    assert order == [0, 3, 1, 2]


def test_variety_shows_every_dish_once_and_speaks_of_places_not_ranks() -> None:
    scores = row(0.1, 0.8, 0.7, 0.9)
    # In the order given: 3 (0.9), 1 (0.8), 2 (0.7), 0 (0.1); the first two are twins.
    assert varied([3, 1, 2, 0], alike((0, 1)), scores, 0.3) == [3, 2, 1, 0]
    assert varied([], np.empty((0, 0), np.float32), scores, 0.3) == []
