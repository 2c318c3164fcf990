"""How long one has to wait after wrong passwords."""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

from recommender.errors import TryLater

Kept = TypeVar("Kept")

FORGOTTEN_AFTER_S = 3600  # without another try
MAX_KEPT = 10_000  # names and addresses; the one that was quiet longest goes first


@dataclass(frozen=True)
class Bound:
    """After ``free`` tries each one doubles the wait, from one second to ``most_s``."""

    free: int
    most_s: int

    def wait(self, tries: int) -> float:
        """Return the seconds to wait after so many tries."""
        over = min(tries - self.free, 30)
        return 0.0 if over < 0 else float(min(2**over, self.most_s))


# Guesses at one name, from anywhere: 30 an hour. Well below the wait of an address, so that nobody
# keeps a person out for ever from one place: the name is free again before the guesser is.
NAME = Bound(free=5, most_s=120)
# Behind a proxy that names nobody, all share one address: staff mistype more often than one does.
ADDRESS = Bound(free=10, most_s=300)
# Many addresses and many names together; short, as everybody waits.
EVERYBODY = Bound(free=50, most_s=10)


@dataclass
class _Tries:
    count: int = 0
    next_at: float = 0.0
    last_at: float = 0.0


class Patience:
    """Counts tries by name, by address and together. Shared by all sessions, in the process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._tries: OrderedDict[Hashable, _Tries] = OrderedDict()
        self._known: OrderedDict[Hashable, None] = OrderedDict()

    def begin(self, name: str, address: str) -> None:
        """Count a try before it is verified, so that many at once are not free.

        Where a name was right before, guesses from elsewhere keep nobody out: from that address
        only its own tries count.

        Raises:
            TryLater: it is too early; nothing was counted.
        """
        with self._lock:
            now = self._clock()
            counted = [(self._of(key, now), bound) for key, bound in self._bounds(name, address)]
            wait = max(tries.next_at - now for tries, _ in counted)
            if wait > 0:
                raise TryLater(seconds=math.ceil(wait))
            for tries, bound in counted:
                tries.count += 1
                tries.last_at, tries.next_at = now, now + bound.wait(tries.count)

    def succeeded(self, name: str, address: str) -> None:
        """Take the try that was begun back: it was right.

        Only this one: whoever knows one password must not buy free tries at another.
        """
        with self._lock:
            now = self._clock()
            for key, bound in self._bounds(name, address):
                tries = self._of(key, now)
                tries.count = max(0, tries.count - 1)
                tries.next_at = min(tries.next_at, now + bound.wait(tries.count))
            touch(self._known, (name, address), None)

    def _bounds(self, name: str, address: str) -> list[tuple[Hashable, Bound]]:
        if (name, address) in self._known:
            return [(("known", name, address), NAME)]
        return [(("name", name), NAME), (("address", address), ADDRESS), ("everybody", EVERYBODY)]

    def _of(self, key: Hashable, now: float) -> _Tries:
        found = self._tries.get(key, _Tries())
        if now - found.last_at > FORGOTTEN_AFTER_S:
            found = _Tries()
        touch(self._tries, key, found)
        return found


def touch(kept: OrderedDict[Hashable, Kept], key: Hashable, value: Kept) -> None:
    """Keep ``value`` as the newest; what was quiet longest goes when there are too many."""
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > MAX_KEPT:
        kept.popitem(last=False)
