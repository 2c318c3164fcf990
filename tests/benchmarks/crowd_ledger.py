"""What a crowd's doings took and what went wrong, told by many threads at once."""

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TypeVar

from kept import Kept

T = TypeVar("T")
SHOWN = 20  # different failures that are told; the rest is counted


class Ledger:
    """Waits by what was done, in milliseconds, and failures."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.waits: dict[str, list[float]] = defaultdict(list)
        self.failures: Counter[str] = Counter()
        self.visits = 0
        self.bytes = 0

    def timed(self, what: str, do: Callable[[], T]) -> T:
        """Do something, note how long it took, and return what came of it."""
        began = time.perf_counter()
        done = do()
        self.took(what, time.perf_counter() - began)
        return done

    def took(self, what: str, seconds: float) -> None:
        """Note how long something took."""
        with self._lock:
            self.waits[what].append(1_000 * seconds)

    def fail(self, what: str, how: str) -> None:
        """Note that something went wrong."""
        with self._lock:
            self.failures[f"{what}: {how}"] += 1

    def came(self, count: int = 1) -> None:
        """Note that a visitor came."""
        with self._lock:
            self.visits += count

    def sent(self, count: int) -> None:
        """Note how many bytes the app sent."""
        with self._lock:
            self.bytes += count

    @property
    def done(self) -> int:
        """How many things were done."""
        return sum(map(len, self.waits.values()))

    def table(self) -> Iterator[str]:
        """Yield the lines of a Markdown table: each kind of doing with its waits."""
        yield "| what | times | p50, ms | p95, ms | longest, ms |"
        yield "|---|---:|---:|---:|---:|"
        for what, waits in sorted(self.waits.items()):
            told = (f"{one:,.0f}" for one in (median(waits), p95(waits), max(waits)))
            yield f"| {what} | {len(waits):,} | {' | '.join(told)} |"

    def failed(self) -> Iterator[str]:
        """Yield the failures, the most frequent first."""
        for how, count in self.failures.most_common(SHOWN):
            yield f"- {count} x {how}"
        if (more := len(self.failures) - SHOWN) > 0:
            yield f"- and {more} of other kinds"


@dataclass(frozen=True)
class Where:
    """Where people of a crowd are, who writes down what they do, and until when they stay."""

    address: str
    kept: Kept
    ledger: Ledger
    over: threading.Event


def p95(values: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]
