"""Many pieces of work, one core for each: results in order, few in memory, guests first.

Each piece keeps to one core. Two cores that share one multiplication wait for each other after
every step, and for long where anything else runs; two that have a piece each never do.
"""

import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from typing import TypeVar

CORES = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
YIELDING = 5  # steps down: a guest's search gets three quarters of a core that both want
LOWEST = 19

T = TypeVar("T")
R = TypeVar("R")


def in_order(
    work: Callable[[T], R], pieces: Sequence[T], *, at_once: int = CORES
) -> Generator[R, None, None]:
    """Yield what ``work`` makes of each of ``pieces``, in their order.

    What a piece raises is raised at its place. Whoever closes this stops the work: pieces that were
    begun are finished and dropped, the others never begin.

    Args:
        work: done in other threads, unless there is a single piece.
        pieces: of which one more than ``at_once`` is begun before it is asked for.
        at_once: how many are worked on at the same time.
    """
    if len(pieces) < 2:
        yield from map(work, pieces)
        return
    rest = iter(pieces)
    with ThreadPoolExecutor(at_once, "worker", initializer=_let_guests_pass) as pool:
        begun = deque(pool.submit(work, piece) for piece in islice(rest, at_once + 1))
        try:
            while begun:
                yield begun.popleft().result()
                begun.extend(pool.submit(work, piece) for piece in islice(rest, 1))
        finally:
            _forget(begun)


def batches(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Yield ``values`` in order, at most ``size`` at a time."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def _forget(begun: deque[Future[R]]) -> None:
    for future in begun:
        future.cancel()


def _let_guests_pass() -> None:
    """Give this thread a lower priority than others: only Linux has one for each thread."""
    if sys.platform == "linux":
        lower = min(LOWEST, os.getpriority(os.PRIO_PROCESS, 0) + YIELDING)
        with suppress(OSError):  # a container may forbid it: then guests wait a little longer
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), lower)
