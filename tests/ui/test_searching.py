"""One visitor who searches all the time does not keep the others waiting."""

import math
from collections.abc import Callable

import pytest
from kit import Stopwatch
from streamlit.testing.v1 import AppTest

from recommender.errors import ManySearches
from recommender.ui import searching
from recommender.ui.searching import A_SECOND, BURST, KNOWN, Pace, Room

GUEST, ANOTHER = "session-of-a-guest", "session-of-another"


@pytest.fixture
def clock() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def pace(clock: Stopwatch) -> Pace:
    return Pace(BURST, A_SECOND, clock)


def asked(pace: Pace, times: int, visitor: str = GUEST) -> list[bool]:
    return [pace.wait_s(visitor) == 0 for _ in range(times)]


def test_a_guest_may_click_around_quickly(pace: Pace) -> None:
    assert all(asked(pace, 60))


def test_a_guest_who_asks_without_end_waits_and_others_do_not(pace: Pace) -> None:
    assert asked(pace, 62) == [True] * 60 + [False] * 2
    assert pace.wait_s(GUEST) == pytest.approx(0.25)
    assert asked(pace, 1, ANOTHER) == [True]


def test_who_waited_may_search_on_at_four_a_second(pace: Pace, clock: Stopwatch) -> None:
    asked(pace, 60)

    clock.now += 3

    assert asked(pace, 13) == [True] * 12 + [False]


def test_who_asks_four_times_a_second_never_waits(pace: Pace, clock: Stopwatch) -> None:
    for _ in range(500):
        assert asked(pace, 1) == [True]
        clock.now += 0.25


def test_rest_is_not_saved_up_for_a_flood(pace: Pace, clock: Stopwatch) -> None:
    asked(pace, 1)

    clock.now += 86_400

    assert asked(pace, 61) == [True] * 60 + [False]


def test_visitors_without_number_fill_no_memory(pace: Pace) -> None:
    for number in range(KNOWN + 50):
        pace.wait_s(number)

    assert len(pace._left) == KNOWN


def test_only_so_many_search_at_once_and_the_next_may_once_one_is_done() -> None:
    room = Room(1)

    with room.taken(), pytest.raises(ManySearches), room.taken():
        pass
    with room.taken():
        pass


def test_a_search_that_fails_gives_its_place_back() -> None:
    room = Room(1)

    for _ in range(2):
        with pytest.raises(ZeroDivisionError), room.taken():
            raise ZeroDivisionError


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SESSIONS", Pace(0, 0.25), "That was a lot of searches in a short time. Please wait 5 s"),
        ("ROOM", Room(0), "Many guests are searching right now."),
    ],
)
def test_a_guest_who_has_to_wait_is_told_so_calmly(
    visit: Callable[..., AppTest],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: object,
    sentence: str,
) -> None:
    visit()
    monkeypatch.setattr(searching, name, value)

    page = visit(q="soup")

    assert [one.value for one in page.info if one.value.startswith(sentence)]
    assert not page.error
    assert not page.exception


def test_who_looks_at_the_menu_without_searching_is_never_told_to_wait(
    visit: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "SESSIONS", Pace(0, 1))

    assert not visit().info


def test_turns_that_are_kept_come_one_after_the_other(pace: Pace, clock: Stopwatch) -> None:
    asked(pace, 60)

    assert [pace.turn_s(GUEST, at_most_s=1) for _ in range(5)] == pytest.approx(
        [0.25, 0.5, 0.75, 1.0, math.inf]
    )
    clock.now += 0.5
    assert pace.turn_s(GUEST, at_most_s=1) == pytest.approx(0.75)
