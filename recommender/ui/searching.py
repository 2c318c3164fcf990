"""Searches for guests, none of whom keeps the others waiting.

A search takes the machine as long as hundreds of photos do. Who asks faster than a person can
read waits; so do those who come while more are searching than can be answered soon.
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager

from streamlit.runtime.scriptrunner import get_script_run_ctx

from recommender.errors import ManySearches, TooFast
from recommender.recommend import Query, Result
from recommender.ui import resources, sign_in

# A visitor who tries filters as fast as pages come clicks twice a second, and pages draw up to two
# searches: that is never slowed down. Drawings of a page because the menu changed come on top.
BURST, A_SECOND = 60.0, 4.0
# Guests of one restaurant share its address, and so do all who come through a mobile provider.
BURST_OF_ADDRESS, A_SECOND_OF_ADDRESS = 400.0, 20.0
KNOWN = 10_000  # visitors; who was quiet longest is forgotten first, and had waited by then
# A search takes 15 to 60 ms: who is the last of so many waits a second or two.
AT_ONCE = 32


class Pace:
    """How fast each visitor may search: a bucket that fills with time. Safe to share."""

    def __init__(
        self, burst: float, a_second: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin with full buckets; ``now`` gives seconds."""
        self._burst, self._a_second, self._now = burst, a_second, now
        self._lock = threading.Lock()
        self._left: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def wait_s(self, visitor: Hashable) -> float:
        """Return how long a visitor has to wait until a search; 0: not at all, and it counts."""
        with self._lock:
            left = self._filled(visitor)
            granted = left >= 1
            self._keep(visitor, left - granted)
            return 0.0 if granted else (1 - left) / self._a_second

    def turn_s(self, visitor: Hashable, *, at_most_s: float) -> float:
        """Return in how many seconds a visitor's turn is, which is kept for them, after all others.

        Where that is later than ``at_most_s``, no turn is kept and it is infinite.
        """
        with self._lock:
            left = self._filled(visitor)
            turn_s = max(0.0, (1 - left) / self._a_second)
            is_kept = turn_s <= at_most_s
            self._keep(visitor, left - is_kept)
            return turn_s if is_kept else math.inf

    def _filled(self, visitor: Hashable) -> float:
        """Return what a visitor has left; less than nothing where turns to come are kept."""
        left, at = self._left.pop(visitor, (self._burst, self._now()))
        return min(self._burst, left + (self._now() - at) * self._a_second)

    def _keep(self, visitor: Hashable, left: float) -> None:
        self._left[visitor] = (left, self._now())
        if len(self._left) > KNOWN:
            self._left.popitem(last=False)


class Room:
    """How many may search at once. Safe to share between threads."""

    def __init__(self, places: int) -> None:
        self._free = threading.BoundedSemaphore(places)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Take a place for the length of the block.

        Raises:
            ManySearches: all are taken.
        """
        if not self._free.acquire(blocking=False):
            raise ManySearches
        try:
            yield
        finally:
            self._free.release()


SESSIONS, ADDRESSES = Pace(BURST, A_SECOND), Pace(BURST_OF_ADDRESS, A_SECOND_OF_ADDRESS)
ROOM = Room(AT_ONCE)


def search(query: Query, *, top: int | None = None) -> Result:
    """Return what is found for this page's visitor, as :meth:`Recommender.search` does.

    Raises:
        TooFast: this visitor searches faster than a person does.
        ManySearches: too many others search at this moment.
        NothingAsked, NotReady, UnknownDish: as there.
    """
    _keep_pace()
    with ROOM.taken():
        return resources.restaurant().recommender.search(query, top=top)


def _keep_pace() -> None:
    context = get_script_run_ctx()
    session = context.session_id if context else ""
    waits = [SESSIONS.wait_s(session)]
    # Without a proxy that says for whom it asks, all would be one: the machine itself.
    if (visitor := sign_in.visitor()) != sign_in.UNKNOWN:
        waits.append(ADDRESSES.wait_s(visitor))
    if wait_s := max(waits):
        raise TooFast(seconds=int(wait_s) + 1)
