"""Guests' words that come at the same time, encoded together.

A core that encodes one request spends most of its time fetching the model's weights from memory,
and may as well encode several with them. Nobody waits for company: who finds no other encoded
encodes at once, and what comes meanwhile goes together with the next.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from threading import Condition
from typing import TypeAlias

import numpy as np

from recommender.encoder import Vector, Vectors
from recommender.workers import CORES

MOST = 32  # texts at once: of 16 requests, each as it is and as a caption; 64 gain nothing more
# On two cores one call of many texts does more than two of half as many, by a fifth with 16 guests,
# and pages are drawn beside it.
AT_ONCE = max(1, CORES // 2)

Batch: TypeAlias = Mapping[str, "Future[Vector]"]


class Together:
    """Encodes texts of many threads. Safe to share between them.

    How many may wait is for the callers to bound: each waits for what was asked before it.
    """

    def __init__(
        self,
        encode: Callable[[Sequence[str]], Vectors],
        *,
        most: int = MOST,
        at_once: int = AT_ONCE,
    ) -> None:
        """Read texts with ``encode``.

        Args:
            encode: texts, all of them different, to a row for each; called by several threads.
            most: of texts that are encoded in one call.
            at_once: calls at the same time, each of which takes a core.
        """
        self._encode = encode
        self._most = most
        self._free = at_once
        self._changed = Condition()
        self._asked: dict[str, Future[Vector]] = {}  # waiting or being encoded
        self._waiting: deque[str] = deque()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row for each of ``texts``, of which there is at least one.

        Raises:
            Exception: what ``encode`` raises of one of these texts alone.
        """
        own = self._ask(texts)
        while batch := self._turn(own):
            self._lead(batch)
        return np.stack([one.result() for one in own])

    def _ask(self, texts: Sequence[str]) -> "list[Future[Vector]]":
        """Let texts wait that nobody asks for yet; return where the row of each will be."""
        with self._changed:
            for text in texts:
                if text not in self._asked:
                    self._asked[text] = Future()
                    self._waiting.append(text)
            return [self._asked[text] for text in texts]

    def _turn(self, own: "Sequence[Future[Vector]]") -> Batch:
        """Wait for a free place and return who waited longest; nothing once all of ``own`` is done.

        Whoever leads may encode what others asked for before; they do as much for those after them.
        """
        with self._changed:
            self._changed.wait_for(lambda: _done(own) or (self._free and self._waiting))
            if _done(own):
                return {}
            self._free -= 1
            count = min(self._most, len(self._waiting))
            first = [self._waiting.popleft() for _ in range(count)]
            return {text: self._asked[text] for text in first}

    def _lead(self, batch: Batch) -> None:
        try:
            self._fill(batch)
        finally:
            with self._changed:
                self._free += 1
                for text in batch:
                    del self._asked[text]
                self._changed.notify_all()

    def _fill(self, batch: Batch) -> None:
        """Put a row, or what went wrong, where each of ``batch`` is waited for.

        A text that cannot be encoded must not fail those of others: then each goes alone.
        """
        try:
            rows = dict(zip(batch, self._encode(list(batch)), strict=True))
        except BaseException as error:  # noqa: BLE001 - who waits is told, whatever it is
            if len(batch) > 1 and isinstance(error, Exception):
                for text, one in batch.items():
                    self._fill({text: one})
                return
            for one in batch.values():
                one.set_exception(error)
            return
        for text, one in batch.items():
            one.set_result(rows[text])


def _done(asked: "Sequence[Future[Vector]]") -> bool:
    return all(one.done() for one in asked)
