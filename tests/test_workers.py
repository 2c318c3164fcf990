"""Work that is shared out comes back in order, and never more of it is begun than is wanted."""

import os
import sys
import threading

import pytest

from recommender.workers import LOWEST, YIELDING, batches, in_order


def test_results_come_in_the_order_of_their_pieces_whichever_is_done_first() -> None:
    second_is_done = threading.Event()

    def work(piece: str) -> str:
        if piece == "soup":
            second_is_done.wait()
        if piece == "curry":
            second_is_done.set()
        return piece.upper()

    assert list(in_order(work, ["soup", "curry", "tart"], at_once=2)) == ["SOUP", "CURRY", "TART"]


def test_two_pieces_are_worked_on_at_the_same_time() -> None:
    both = threading.Barrier(2, timeout=10)  # neither gets past it alone

    assert len(list(in_order(lambda _: both.wait(), [1, 2], at_once=2))) == 2


def test_a_single_piece_is_done_where_it_is_asked_for() -> None:
    (thread,) = in_order(lambda _: threading.current_thread(), ["curry"])

    assert thread is threading.current_thread()


def test_nothing_is_nothing() -> None:
    assert list(in_order(str, [])) == []


def test_only_as_much_is_begun_as_is_wanted_soon() -> None:
    begun: list[int] = []
    results = in_order(begun.append, range(100), at_once=2)

    next(results)
    results.close()

    assert len(begun) <= 3


def test_a_damaged_piece_is_told_at_its_place() -> None:
    def work(piece: str) -> str:
        if piece == "damaged":
            raise ValueError(piece)
        return piece

    results = in_order(work, ["curry", "damaged", "tart", "soup"], at_once=2)

    assert next(results) == "curry"
    with pytest.raises(ValueError, match="damaged"):
        next(results)
    assert list(results) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a priority for each thread")
def test_a_guest_s_search_comes_before_what_is_shared_out() -> None:
    def priority(_: int) -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    own = priority(0)

    assert set(in_order(priority, range(4))) == {min(LOWEST, own + YIELDING)}
    assert priority(0) == own


def test_batches_keep_order_and_leave_nothing_out() -> None:
    assert list(batches("abcde", 2)) == ["ab", "cd", "e"]
    assert list(batches([], 2)) == []
