"""Whoever waits is told how fast it goes and how long it takes, by numbers that can be checked."""

import pytest
from kit import Stopwatch

from recommender.progress import Pace


@pytest.fixture
def watch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def pace(watch: Stopwatch) -> Pace:
    return Pace(watch)


def told(pace: Pace) -> tuple[float | None, float | None]:
    return pace.per_second, pace.seconds_left


def test_twelve_photos_in_four_seconds_are_three_a_second_and_the_rest_takes_as_long(
    pace: Pace, watch: Stopwatch
) -> None:
    pace("Looking at photos", 0, 24)
    watch.now += 4
    pace("Looking at photos", 12, 24)
    assert (pace.stage, pace.done, pace.total) == ("Looking at photos", 12, 24)
    assert told(pace) == (3.0, 4.0)


def test_nothing_is_said_before_anything_is_done(pace: Pace, watch: Stopwatch) -> None:
    assert told(pace) == (None, None)
    pace("Looking at photos", 0, 24)
    assert told(pace) == (None, None)
    watch.now += 4
    pace("Looking at photos", 0, 24)
    assert told(pace) == (None, None)


def test_each_stage_has_a_pace_of_its_own(pace: Pace, watch: Stopwatch) -> None:
    pace("Storing photos", 0, 10)
    watch.now += 1
    pace("Storing photos", 10, 10)
    assert told(pace) == (10.0, 0.0)
    pace("Looking at photos", 0, 10)
    watch.now += 10
    pace("Looking at photos", 5, 10)
    assert told(pace) == (0.5, 10.0)


def test_what_was_done_before_does_not_count_as_fast_work(pace: Pace, watch: Stopwatch) -> None:
    pace("Looking at photos", 90, 100)
    watch.now += 2
    pace("Looking at photos", 94, 100)
    assert told(pace) == (2.0, 3.0)


def test_no_time_is_promised_where_the_amount_is_not_known(pace: Pace, watch: Stopwatch) -> None:
    pace("Looking at photos", 0, 0)
    watch.now += 2
    pace("Looking at photos", 4, 0)
    assert told(pace) == (2.0, None)
