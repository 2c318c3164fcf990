"""Guests who ask at the same time are answered together, and nobody pays for another."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from random import Random

import numpy as np
import pytest
from checkpoint import legacy_checkpoint

from recommender.encoder.clip import ClipEncoder
from recommender.encoder.together import Together

LIMIT_S = 20.0  # the machine may be busy; nothing here takes a tenth of a second
FOODS = ("green curry", "lemon tart", "onion soup", "fried rice", "warm bread", "tea")


def row(text: str) -> list[float]:
    """Return what a text is encoded to here: its length, and its first letter."""
    return [float(len(text)), float(ord(text[0]))]


class Kitchen:
    """An encoder that begins when it is let, and notes what it was given at a time."""

    def __init__(self) -> None:
        self.given: list[list[str]] = []
        self.begun, self.may = threading.Semaphore(0), threading.Semaphore(0)

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        self.given.append(list(texts))
        self.begun.release()
        assert self.may.acquire(timeout=LIMIT_S)
        if "spoilt" in texts:
            raise ValueError("spoilt")
        return np.array([row(text) for text in texts], np.float32)

    def let(self, times: int = 1) -> None:
        self.may.release(times)

    def until_begun(self) -> None:
        assert self.begun.acquire(timeout=LIMIT_S)


@pytest.fixture
def kitchen() -> Kitchen:
    return Kitchen()


@pytest.fixture
def guests() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(32) as pool:
        yield pool


class Waiting(Together):
    """Tells when texts have come in, so that tests need not guess."""

    def __init__(self, encode: Kitchen, *, most: int = 32, at_once: int = 1) -> None:
        super().__init__(encode, most=most, at_once=at_once)
        self.come = threading.Semaphore(0)

    def _ask(self, texts: Sequence[str]) -> "list[Future[np.ndarray]]":
        asked = super()._ask(texts)
        self.come.release()
        return asked


Ask = Callable[..., "Future[np.ndarray]"]


@pytest.fixture
def ask(guests: ThreadPoolExecutor) -> Ask:
    def asking(together: Waiting, *texts: str) -> "Future[np.ndarray]":
        asked = guests.submit(together.encode, texts)
        assert together.come.acquire(timeout=LIMIT_S)
        return asked

    return asking


def answer(asked: "Future[np.ndarray]") -> list[list[float]]:
    return asked.result(timeout=LIMIT_S).tolist()


def test_a_guest_alone_is_encoded_at_once_and_gets_a_row_for_each_text(kitchen: Kitchen) -> None:
    kitchen.let()

    rows = Together(kitchen).encode(["green curry", "tea", "green curry"])

    assert rows.tolist() == [row("green curry"), row("tea"), row("green curry")]
    assert kitchen.given == [["green curry", "tea"]]


def test_nobody_waits_while_there_is_a_free_place(kitchen: Kitchen, ask: Ask) -> None:
    together = Waiting(kitchen, at_once=2)

    first = ask(together, "tea")
    kitchen.until_begun()
    second = ask(together, "soup")
    kitchen.until_begun()
    kitchen.let(2)

    assert answer(first) == [row("tea")]
    assert answer(second) == [row("soup")]


def test_those_who_come_while_one_is_encoded_go_together(kitchen: Kitchen, ask: Ask) -> None:
    together = Waiting(kitchen)
    first = ask(together, "tea")
    kitchen.until_begun()

    others = [ask(together, food) for food in FOODS[:5]]
    kitchen.let(2)

    assert answer(first) == [row("tea")]
    assert [answer(one) for one in others] == [[row(food)] for food in FOODS[:5]]
    assert kitchen.given == [["tea"], list(FOODS[:5])]


def test_no_more_go_together_than_may_and_who_came_first_goes_first(
    kitchen: Kitchen, ask: Ask
) -> None:
    together = Waiting(kitchen, most=2)
    asked = [ask(together, "tea")]
    kitchen.until_begun()

    asked += [ask(together, food) for food in FOODS[:5]]
    kitchen.let(4)

    assert [answer(one) for one in asked] == [[row("tea")], *([row(food)] for food in FOODS[:5])]
    assert kitchen.given == [["tea"], *map(list, (FOODS[:2], FOODS[2:4], FOODS[4:5]))]


def test_what_several_ask_at_once_is_encoded_once(kitchen: Kitchen, ask: Ask) -> None:
    together = Waiting(kitchen)
    asked = [ask(together, "tea")]
    kitchen.until_begun()

    asked += [ask(together, "tea"), ask(together, "soup"), ask(together, "soup", "tea")]
    kitchen.let(2)

    tea, soup = row("tea"), row("soup")
    assert [answer(one) for one in asked] == [[tea], [tea], [soup], [soup, tea]]
    assert kitchen.given == [["tea"], ["soup"]]


def test_words_that_cannot_be_encoded_fail_for_who_asked_them_alone(
    kitchen: Kitchen, ask: Ask
) -> None:
    together = Waiting(kitchen)
    first = ask(together, "tea")
    kitchen.until_begun()

    bad, good = ask(together, "spoilt"), ask(together, "soup")
    kitchen.let(4)

    assert answer(first) == [row("tea")]
    assert answer(good) == [row("soup")]
    with pytest.raises(ValueError, match="spoilt"):
        bad.result(timeout=LIMIT_S)


@pytest.mark.parametrize("failure", [MemoryError, KeyboardInterrupt, SystemExit])
def test_an_encoder_that_fails_leaves_nobody_waiting_and_may_be_asked_again(
    guests: ThreadPoolExecutor, failure: type[BaseException]
) -> None:
    works = threading.Event()

    def encode(texts: Sequence[str]) -> np.ndarray:
        if not works.is_set():
            raise failure
        return np.array([row(text) for text in texts], np.float32)

    together = Together(encode, at_once=1)
    asked = [guests.submit(together.encode, [food]) for food in FOODS]
    assert {type(one.exception(timeout=LIMIT_S)) for one in asked} == {failure}

    works.set()
    assert together.encode(["tea"]).tolist() == [row("tea")]


def test_too_few_rows_are_an_error_and_leave_nobody_waiting() -> None:
    together = Together(lambda _: np.zeros((0, 2), np.float32))

    for _ in range(3):
        with pytest.raises(ValueError, match="shorter"):
            together.encode(["tea"])


@pytest.mark.parametrize("seed", range(10))
def test_everybody_gets_their_own_row_however_they_come(
    guests: ThreadPoolExecutor, seed: int
) -> None:
    chance = Random(seed)
    given: list[int] = []

    def encode(texts: Sequence[str]) -> np.ndarray:
        given.append(len(texts))
        assert len(set(texts)) == len(texts)
        return np.array([row(text) for text in texts], np.float32)

    together = Together(encode, most=chance.randint(1, 8), at_once=chance.randint(1, 3))
    start = threading.Barrier(8)

    def visit(order: Sequence[str]) -> list[list[list[float]]]:
        start.wait(LIMIT_S)
        return [together.encode([food, f"a photo of {food}"]).tolist() for food in order]

    orders = [chance.choices(FOODS, k=20) for _ in range(8)]
    for order, rows in zip(orders, guests.map(visit, orders), strict=True):
        assert rows == [[row(food), row(f"a photo of {food}")] for food in order]
    assert max(given) <= together._most
    assert not together._asked
    assert not together._waiting


def test_a_search_finds_the_same_whoever_else_searches(
    guests: ThreadPoolExecutor, tmp_path: Path
) -> None:
    clip = ClipEncoder(legacy_checkpoint(tmp_path), name="tiny")
    asked = [*FOODS, "something warm for a rainy evening after a long walk", "curry " * 40]
    alone = {text: clip.encode_dish_words([text])[0] for text in asked}
    start = threading.Barrier(len(asked))

    def visit(text: str) -> np.ndarray | None:
        start.wait(LIMIT_S)
        return clip.encode_query_words(text).words

    for text, words in zip(asked, guests.map(visit, asked), strict=True):
        assert words == pytest.approx(alone[text], abs=1e-5)
