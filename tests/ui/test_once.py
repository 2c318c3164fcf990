"""Two clicks that are served at the same moment do one thing."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from recommender.ui.once import Once


def test_who_asks_while_it_is_done_gets_what_was_made() -> None:
    once, begun, goes_on, made = Once(), threading.Event(), threading.Event(), list[int]()

    def work() -> int:
        begun.set()
        goes_on.wait(5)
        made.append(len(made))
        return made[-1]

    with ThreadPoolExecutor(2) as clicks:
        first = clicks.submit(once.do, work)
        begun.wait(5)
        second = clicks.submit(once.do, work)
        goes_on.set()

    assert (first.result(), second.result(), made) == (0, 0, [0])


def test_what_failed_can_be_tried_again() -> None:
    once = Once()

    def fail() -> None:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011  of our own
        once.do(fail)

    assert once.do(lambda: "made") == "made"
