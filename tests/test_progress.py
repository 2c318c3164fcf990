"""Whoever waits is told how fast it goes and how long it takes, by numbers that can be checked."""

import pytest
from kit import Stopwatch

from recommender.progress import Speedometer


@pytest.fixture
def watch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def speed(watch: Stopwatch) -> Speedometer:
    return Speedometer(watch)


def told(speed: Speedometer) -> tuple[float | None, float | None]:
    return speed.per_second, speed.seconds_left


def test_twelve_photos_in_four_seconds_are_three_a_second_and_the_rest_takes_as_long(
    speed: Speedometer, watch: Stopwatch
) -> None:
    speed("Looking at photos", 0, 24)
    watch.now += 4
    speed("Looking at photos", 12, 24)
    assert (speed.stage, speed.done, speed.total) == ("Looking at photos", 12, 24)
    assert told(speed) == (3.0, 4.0)


def test_nothing_is_said_before_anything_is_done(speed: Speedometer, watch: Stopwatch) -> None:
    assert told(speed) == (None, None)
    speed("Looking at photos", 0, 24)
    assert told(speed) == (None, None)
    watch.now += 4
    speed("Looking at photos", 0, 24)
    assert told(speed) == (None, None)


def test_each_stage_has_a_speed_of_its_own(speed: Speedometer, watch: Stopwatch) -> None:
    speed("Storing photos", 0, 10)
    watch.now += 1
    speed("Storing photos", 10, 10)
    assert told(speed) == (10.0, 0.0)
    speed("Looking at photos", 0, 10)
    watch.now += 10
    speed("Looking at photos", 5, 10)
    assert told(speed) == (0.5, 10.0)


def test_what_was_done_before_does_not_count_as_fast_work(
    speed: Speedometer, watch: Stopwatch
) -> None:
    speed("Looking at photos", 90, 100)
    watch.now += 2
    speed("Looking at photos", 94, 100)
    assert told(speed) == (2.0, 3.0)


def test_no_time_is_promised_where_the_amount_is_not_known(
    speed: Speedometer, watch: Stopwatch
) -> None:
    speed("Looking at photos", 0, 0)
    watch.now += 2
    speed("Looking at photos", 4, 0)
    assert told(speed) == (2.0, None)
