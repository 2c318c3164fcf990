"""Let more and more guests into the real app at once, and say what each of them waits for.

    python tests/benchmarks/many_guests.py DATA [--visitors 1 10 50] [--minutes 2]
        [--import 0 100] [--processes 1 2] [--pace 1] [--seed N]

The app runs on a copy of the data folder DATA, with the built-in encoder, anew for each row: nobody
profits from what was kept for others. Guests do what they do in ``soak.py``; each figure is the
median and the 95th percentile in milliseconds, from what was done to the last message of its
answer. Memory a session is what the processes take at the end beyond what they took after a first
guest, by all who are in or whose session Streamlit still keeps.

With ``--import N`` staff bring in N new dishes with photos, again and again, all the while.
``--processes 2`` starts two on one catalog and one Chroma server; each guest stays at one of them.
``--pace 3`` lets guests think a third as long. Each row takes its minutes and one more.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "browser"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hostile"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import crowd_guests
from crowd import Crowd, House, several
from crowd_import import importing
from crowd_ledger import Ledger, p95
from crowd_watch import Watch
from machine import machine, row

SHOWN = (
    *("first page", "search", "filter", "page turned", "dish", "similar", "asked by photo"),
    *("back", "page follows the menu", "photo"),
)
PLEASANT_MS = 1_000  # 95th percentile of everything that guests do, but of following the menu
WARMING_S = 20.0  # one guest, so that what all share is there


@dataclass(frozen=True)
class Load:
    """What a row is about."""

    processes: int
    imported: int  # dishes at a time, all the while; 0 for none
    visitors: int


@dataclass
class Served:
    """How so many guests were served."""

    load: Load
    ledger: Ledger
    seconds: float
    cpu_s: float
    grown_mb: float
    sessions: int
    alarms: list[str]

    @property
    def all_waits(self) -> list[float]:
        """Every wait of a guest for a page that they asked for."""
        waits = self.ledger.waits
        asked = [one for one in SHOWN if one not in {"photo", "page follows the menu"}]
        return [wait for what in asked for wait in waits.get(what, ())]

    def cells(self) -> Iterator[str]:
        """Yield the row's cells."""
        yield from (str(self.load.processes), str(self.load.imported), str(self.load.visitors))
        yield _both(self.all_waits)
        yield from (_both(self.ledger.waits.get(what, ())) for what in SHOWN)
        yield f"{self.ledger.done / self.seconds:.1f}"
        yield f"{self.cpu_s / self.seconds:.2f}"
        yield f"{self.grown_mb / max(1, self.sessions):.1f}"
        yield f"{sum(self.ledger.failures.values()) + len(self.alarms)}"


def served(data: Path, load: Load, seconds: float, seed: int) -> Served:
    """Let so many guests use the app for a while."""
    ledger = Ledger()
    with several(data, load.processes, staff=1 if load.imported else 0) as houses:
        watches = [Watch(one.app.pid) for one in houses]
        Crowd(houses, Ledger(), visitors=len(houses), staff=0, seed=seed + 1).stay(WARMING_S)
        before, cpu_s = [one.now() for one in watches], _cpu_s(watches)
        busy = importing(houses[0], ledger, load.imported) if load.imported else nullcontext()
        with busy:
            Crowd(houses, ledger, visitors=load.visitors, staff=0, seed=seed).stay(seconds)
            after = [one.now() for one in watches]
            spent_s = _cpu_s(watches) - cpu_s
        return Served(
            load,
            ledger,
            after[0].at_s - before[0].at_s,
            spent_s,
            sum(one.memory_mb for one in after) - sum(one.memory_mb for one in before),
            sum(map(_sessions, houses)),
            [line for house in houses for line in house.alarms()],
        )


def _cpu_s(watches: Iterable[Watch]) -> float:
    return sum(one.cpu_s() for one in watches)


def _sessions(house: House) -> int:
    return int(house.held()["sessions_held"])


def _both(waits: Sequence[float]) -> str:
    return f"{median(waits):,.0f} / {p95(waits):,.0f}" if waits else ""


def main() -> int:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("data", type=Path, metavar="DATA", help="a data folder; it is copied")
    parser.add_argument("--visitors", type=int, nargs="+", default=(1, 10, 50), metavar="N")
    parser.add_argument("--import", type=int, nargs="+", default=(0,), metavar="N", dest="imported")
    parser.add_argument("--processes", type=int, nargs="+", default=(1,), metavar="N")
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--pace", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    least, most = crowd_guests.THINK_S
    crowd_guests.THINK_S = (least / chosen.pace, most / chosen.pace)
    titles = ("processes", "dishes imported meanwhile", "guests", "all", *SHOWN)
    titles += ("doings a second", "cores", "MB a session", "failures")
    print(f"Median / p95, ms. {machine()}\n\n{row(titles)}\n{row(['---:'] * len(titles))}")
    rows = []
    for load in product(chosen.processes, chosen.imported, chosen.visitors):
        rows.append(served(chosen.data, Load(*load), 60 * chosen.minutes, chosen.seed))
        print(row(list(rows[-1].cells())), flush=True)
    print("\n".join(["", *_told(rows)]))
    return 1 if any(one.ledger.failures or one.alarms for one in rows) else 0


def _told(rows: Iterable[Served]) -> Iterator[str]:
    """Yield what stopped being pleasant, how long imports took, and what failed."""
    for one in rows:
        load, ledger = one.load, one.ledger
        if one.all_waits and p95(one.all_waits) > PLEASANT_MS:
            yield f"No longer pleasant: {load.visitors} guests, {load.processes} process(es)."
        for what, waits in ledger.waits.items():
            if what.startswith("import"):
                yield f"{what} beside {load.visitors} guests: {median(waits) / 1_000:.0f} s."
        yield from (*ledger.failed(), *one.alarms)


if __name__ == "__main__":
    sys.exit(main())
