"""What nobody waits for is done all the same: the index of a large menu follows what guests see."""

import gc
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from kit import TasteEncoder

from recommender.errors import IndexUnavailable
from recommender.index import ChromaIndex
from recommender.lagging import Lagging
from recommender.recommend import Query
from recommender.restaurant import Restaurant

Opening = Callable[..., Restaurant]
WAIT_S = 30.0


class Gate:
    """Lets writing to the index through unless somebody closed it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self._opened = threading.Event(), threading.Event()
        self._opened.set()
        self.failing: list[IndexUnavailable] = []
        apply = ChromaIndex.apply

        def gated(index: ChromaIndex, *args: Any, **named: Any) -> bool:
            self.reached.set()
            assert self._opened.wait(WAIT_S)
            if self.failing:
                raise self.failing.pop()
            return apply(index, *args, **named)

        monkeypatch.setattr(ChromaIndex, "apply", gated)

    def open(self) -> None:
        self._opened.set()

    def shut(self) -> None:
        self._opened.clear()
        self.reached.clear()


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three dishes are many."""
    monkeypatch.setattr("recommender.serving.CHROMA_UP_TO", 2)
    monkeypatch.setattr("recommender.engine.CHROMA_UP_TO", 2)
    yield
    gc.unfreeze()


@pytest.fixture
def gate(large: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate(monkeypatch)
    yield gate
    gate.open()


def serve(restaurant: Restaurant, names: Sequence[str]) -> None:
    for name in names:
        restaurant.kitchen.add({"name": name, "price": 10})


def found(restaurant: Restaurant, words: str) -> list[str]:
    result = restaurant.recommender.search(Query(words))
    return [match.dish.id for match in result.matches if match.score >= 0.5]


NAMES = ("Tofu curry", "Beef stew", "Lemon tart", "Prawn soup")


@pytest.mark.usefixtures("large")
def test_the_index_of_a_large_menu_holds_what_the_catalog_does_a_moment_later(
    restaurant: Restaurant,
) -> None:
    serve(restaurant, NAMES)
    restaurant.kitchen.remove(["beef-stew"])
    restaurant.kitchen.undo()
    restaurant.kitchen.remove(["lemon-tart"])
    assert restaurant.engine.disagreements() == []
    index = restaurant.engine.serving.index
    assert index is not None
    assert index.revision() == restaurant.catalog.revision()
    assert index.ids() == {"tofu-curry", "beef-stew", "prawn-soup"}


def test_a_guest_finds_a_new_dish_before_it_is_in_the_index(
    restaurant: Restaurant, gate: Gate
) -> None:
    serve(restaurant, NAMES[:2])
    gate.shut()
    serve(restaurant, NAMES[2:])  # the third makes it a large menu
    assert gate.reached.wait(WAIT_S)
    assert found(restaurant, "prawn") == ["prawn-soup"]
    assert found(restaurant, "lemon") == ["lemon-tart"]
    gate.open()
    assert restaurant.engine.disagreements() == []


def test_a_large_menu_is_searched_while_its_lost_index_is_filled_again(
    open_restaurant: Opening, gate: Gate, tastes: TasteEncoder, tmp_path: Any
) -> None:
    first = open_restaurant()
    serve(first, NAMES)
    first.close()
    tastes.encoded.clear()
    (generation,) = (tmp_path / "data" / "index").glob("menu-*.000001")
    generation.with_name(f"{generation.name}.busy").touch()  # killed while it wrote
    gate.shut()
    restaurant = open_restaurant()
    assert restaurant.engine.status.ready
    assert found(restaurant, "tofu") == ["tofu-curry"]
    gate.open()
    assert restaurant.engine.disagreements() == []
    assert tastes.encoded == []


def test_an_index_that_fails_behind_the_guests_is_opened_anew_and_filled(
    restaurant: Restaurant, gate: Gate
) -> None:
    serve(restaurant, NAMES)
    restaurant.engine.settle()
    gate.failing = [IndexUnavailable(place="Chroma", reason="the disk is gone")]
    restaurant.kitchen.sell_out(["tofu-curry"])
    restaurant.engine.settle()
    assert found(restaurant, "beef") == ["beef-stew"]
    assert restaurant.engine.disagreements() == []


def test_closing_does_not_wait_for_a_whole_menu_to_be_written(
    open_restaurant: Opening, large: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recommender.index.WRITE_BATCH", 1)
    monkeypatch.setattr("recommender.serving.REST_S", 0)
    restaurant = open_restaurant()
    serve(restaurant, NAMES)
    restaurant.close()
    again = open_restaurant()
    assert again.engine.disagreements() == []
    assert found(again, "lemon") == ["lemon-tart"]


def test_of_many_states_the_newest_is_done_and_none_twice() -> None:
    began, go_on, done = threading.Event(), threading.Event(), list[str]()

    def do(state: str) -> None:
        began.set()
        assert go_on.wait(WAIT_S)
        done.append(state)

    lagging = Lagging(do, name="test")
    lagging.show("first")
    assert began.wait(WAIT_S)
    for state in ("second", "third", "last"):
        lagging.show(state)
    go_on.set()
    lagging.settle()
    assert done == ["first", "last"]
    assert lagging.is_idle


def test_what_fails_once_is_tried_again_with_the_next_state() -> None:
    done = list[int]()

    def do(state: int) -> None:
        done.append(10 // state)

    lagging = Lagging(do, name="test")
    for state in (0, 5):
        lagging.show(state)
        lagging.settle()
    assert done == [2]


def test_those_who_come_first_are_not_kept_waiting_and_whoever_settles_does_not_rest() -> None:
    done = list[int]()
    lagging = Lagging(done.append, name="test", rest=WAIT_S)
    lagging.show(1)
    lagging.show(2)
    assert done == []
    lagging.settle()
    assert (done, lagging.is_idle) == ([2], True)
    lagging.show(3)
    lagging.close()
    assert done == [2]


def test_nothing_is_begun_after_closing() -> None:
    done = list[int]()
    lagging = Lagging(done.append, name="test")
    lagging.close()
    lagging.show(1)
    assert (done, lagging.is_idle, lagging.is_closed) == ([], True, True)
