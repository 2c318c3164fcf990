"""What all sessions share is made once, and kept whatever a visitor asks for."""

import threading
from collections.abc import Callable

import pytest
import streamlit as st

from recommender.restaurant import Restaurant
from recommender.ui import resources
from recommender.ui.shared import Shared


def test_a_visitor_who_empties_streamlit_s_caches_closes_nothing(
    ready: Callable[[], Restaurant],
) -> None:
    restaurant, door = ready(), resources.door()
    token = resources.imports().begin([("menu.csv", b"name,price\nTea,2\n")])

    st.cache_data.clear()
    st.cache_resource.clear()

    assert resources.restaurant() is restaurant
    assert restaurant.engine.status.ready
    assert resources.door() is door
    assert resources.imports().get(token)


def test_many_who_ask_at_once_get_the_same_one() -> None:
    together, got = threading.Barrier(8), []
    one = Shared(object)

    def ask() -> None:
        together.wait()
        got.append(one())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert got == [one()] * 8


def test_what_could_not_be_made_is_tried_again() -> None:
    tries = iter([OSError("the disk is full"), None])

    def make() -> str:
        if failure := next(tries):
            raise failure
        return "menu"

    one = Shared(make)
    with pytest.raises(OSError, match="full"):
        one()
    assert one() == "menu"


def test_what_is_given_back_or_too_old_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    now, released = [0.0], []
    monkeypatch.setattr("recommender.ui.shared.time.monotonic", lambda: now[0])
    numbers = iter(range(9))
    one = Shared(lambda: next(numbers), release=released.append, kept_s=10)

    assert (one(), one()) == (0, 0)
    one.clear()
    assert one() == 1
    now[0] = 10.5
    assert one() == 2
    assert released == [0, 1]
