"""Let more and more guests into the real app at once, and say what each of them waits for.

    python tests/benchmarks/many_guests.py DATA [--visitors 1 10 50] [--minutes 2] [--seed N]

The app runs on a copy of the data folder DATA, with the built-in encoder, anew for each number of
guests: nobody profits from what was kept for others. Guests do what they do in ``soak.py``; each
figure is the 95th percentile, from what was done to the last message of its answer. Memory a guest
is what the process takes at the end beyond what it took after a first few, by all who are in or
whose session Streamlit still keeps.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "browser"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hostile"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from crowd import Crowd, House, opened
from crowd_ledger import Ledger, p95
from crowd_watch import Watch

SHOWN = ("first page", "search", "filter", "page turned", "dish", "back", "photo")
WARMING_S = 30.0  # one guest, so that what all share is there


@dataclass
class Served:
    """How so many guests were served."""

    visitors: int
    ledger: Ledger
    seconds: float
    cpu_s: float
    grown_mb: float
    sessions: int
    alarms: list[str]

    def cells(self) -> Iterator[str]:
        """Yield the row's cells."""
        yield f"{self.visitors}"
        for what in SHOWN:
            waits = self.ledger.waits.get(what)
            yield f"{p95(waits):,.0f}" if waits else ""
        yield f"{self.ledger.done / self.seconds:.1f}"
        yield f"{100 * self.cpu_s / self.seconds:.0f}%"
        yield f"{self.grown_mb / max(1, self.sessions):.1f}"
        yield f"{sum(self.ledger.failures.values()) + len(self.alarms)}"


def served(data: Path, visitors: int, seconds: float, seed: int) -> Served:
    """Let so many guests use the app for a while."""
    ledger = Ledger()
    with opened(data) as house, Watch(house.app.pid) as watch:
        Crowd(house, Ledger(), visitors=1, staff=0, seed=seed + 1).stay(WARMING_S)
        before, cpu_s = watch.now(), watch.cpu_s()
        Crowd(house, ledger, visitors=visitors, staff=0, seed=seed).stay(seconds)
        after = watch.now()
        return Served(
            visitors,
            ledger,
            after.at_s - before.at_s,
            watch.cpu_s() - cpu_s,
            after.memory_mb - before.memory_mb,
            _sessions(house),
            house.alarms(),
        )


def _sessions(house: House) -> int:
    return int(house.held()["sessions_held"])


def main() -> int:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("data", type=Path, metavar="DATA", help="a data folder; it is copied")
    parser.add_argument("--visitors", type=int, nargs="+", default=(1, 10, 50), metavar="N")
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    all_served = [
        served(chosen.data, visitors, 60 * chosen.minutes, chosen.seed)
        for visitors in chosen.visitors
    ]
    titles = ("guests", *(f"{what}, p95 ms" for what in SHOWN))
    titles += ("doings a second", "of one processor", "MB a session", "failures")
    print("\n".join([_row(titles), _row(["---:"] * len(titles))]))
    print("\n".join(_row(one.cells()) for one in all_served))
    failed = [line for one in all_served for line in (*one.ledger.failed(), *one.alarms)]
    print("\n".join(failed))
    return 1 if failed else 0


def _row(cells: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
