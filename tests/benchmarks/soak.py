"""Let guests and staff use the real app for long, and hold that nothing fails and memory is flat.

    python tests/benchmarks/soak.py DATA [--minutes 30] [--visitors 20] [--staff 2] [--warm 600]

First so many requests are asked as the caches of requests hold, one after the other: what is kept
for later is memory well spent and no growth.

The app runs on a copy of the data folder DATA, with the built-in encoder. Guests search, filter,
turn pages, open dishes and leave, and others come; their open pages follow the menu as a browser's
do. Staff sign in and work in their pages: they sell dishes out and bring them back, edit and undo,
import a small file and undo that. Sessions are real ones, over the protocol that browsers speak;
each time is from what was done to the last message of its answer. After a third of the time, and
at its end, the app gives back what the C library keeps for later, so that what is in use can be
told from what is merely not given back. Exits with 1 when anything failed or, in a run of at least
JUDGED_MIN minutes, what is in use grows faster than MAX_GROWTH_MB an hour.
"""

import argparse
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "browser"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hostile"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from crowd import Crowd, House, opened
from crowd_ledger import Ledger
from crowd_session import Session
from crowd_watch import Sample, Watch, slope_per_hour
from synthetic_menu import synthetic_requests

JUDGED_MIN = 15.0  # a shorter run is all warming up
MAX_GROWTH_MB = 60.0  # an hour; a night of opening hours would be half a GB
KEPT_S = (
    120.0  # for which Streamlit keeps the session of who is gone (server.disconnectedSessionTTL)
)
MAX_SESSIONS_LEFT = 2  # the one that lets Streamlit look, and the one before
BEFORE_END_S = 5.0  # of the last look at what is held while guests are in
ROWS = 12  # samples shown
WARMING = 600  # requests: the caches of whole requests hold 512
OF_ONE = 15  # requests of one visitor without a pause; more, and the visitor has to wait
WARMING_SEED = 999  # other requests than the guests'


@dataclass
class Soaked:
    """What a soak showed."""

    minutes: float
    ledger: Ledger
    samples: list[Sample]
    cpu_s: float
    in_use: tuple[float, float]  # MB, after the first third and at the end
    alarms: list[str] = field(default_factory=list)  # in the log
    grown: Counter[str] = field(default_factory=Counter)  # objects, after the first third
    filled: list[str] = field(default_factory=list)  # caches that were filled further, in words
    emptied: Sample | None = None  # once everybody's session has ended
    held: Mapping[str, Any] = field(default_factory=dict)  # and what is held then

    @property
    def growth(self) -> float:
        """MB an hour that more is in use after the first third."""
        early, late = self.in_use
        return (late - early) / (self.minutes * 2 / 3) * 60

    def wrong(self) -> list[str]:
        """Return what must not be, in sentences."""
        found = list(self.ledger.failed())
        found += [f"- in the log: {line}" for line in self.alarms]
        if self.minutes >= JUDGED_MIN and self.growth > MAX_GROWTH_MB:
            found.append(f"- memory grows by {self.growth:.0f} MB an hour")
        if self.held and self.held["sessions_held"] > MAX_SESSIONS_LEFT:
            found.append(f"- {self.held['sessions_held']} sessions are held after all have left")
        return found


def soak(
    data: Path, *, minutes: float, visitors: int, staff: int, seed: int, warm: int, leave: bool
) -> Soaked:
    """Let people use the app; with ``leave`` also see what is left once they are gone.

    Before, ``warm`` requests are asked.
    """
    ledger = Ledger()
    with opened(data, staff=staff) as house, _warmed(house, warm), Watch(house.app.pid) as watch:
        cpu_s = watch.cpu_s()
        crowd = Crowd(house, ledger, visitors=visitors, staff=staff, seed=seed)
        early, late = _probed(house, 20 * minutes), _probed(house, 60 * minutes - BEFORE_END_S)
        crowd.stay(60 * minutes)
        # The last look at what is held takes memory of its own.
        samples = [one for one in watch.samples if one.at_s < 60 * minutes - BEFORE_END_S]
        in_use = (early["in_use_mb"], late["in_use_mb"])
        done = Soaked(minutes, ledger, samples, watch.cpu_s() - cpu_s, in_use)
        done.grown = Counter(late["types"]) - Counter(early["types"])
        done.filled = _filled(early["caches"], late["caches"])
        if leave:
            _wait_for_the_end_of_sessions(house)
            done.held, done.emptied = house.held(), watch.now()
        done.alarms = house.alarms()
        return done


@contextmanager
def _warmed(house: House, requests: int) -> Iterator[None]:
    """Ask so many different requests before the block."""
    asked = synthetic_requests(WARMING_SEED)
    for _ in range(-(-requests // OF_ONE)):
        with Session(house.app.address) as session:
            for request in islice(asked, OF_ONE):
                session.ask("", urlencode({"q": request}))
    yield


def _filled(early: dict[str, list[int]], late: dict[str, list[int]]) -> list[str]:
    grown = {name: late[name][0] - early.get(name, [0])[0] for name in late}
    most = sorted(grown, key=grown.__getitem__, reverse=True)
    return [
        f"{name} +{grown[name]:,} to {late[name][0]:,} of {late[name][1]:,}"
        for name in most
        if grown[name] > 0
    ]


def _probed(house: House, after_s: float) -> dict[str, Any]:
    """Return a place for what the app holds after a while."""
    found: dict[str, Any] = {}
    later = threading.Timer(after_s, lambda: found.update(house.held()))
    later.daemon = True
    later.start()
    return found


def _wait_for_the_end_of_sessions(house: House) -> None:
    """Wait until Streamlit keeps none of those who are gone any more."""
    time.sleep(KEPT_S + 5)
    for _ in range(2):  # it looks which have ended when the next visitor leaves
        with Session(house.app.address) as session:
            session.ask()
        time.sleep(1)


def report(done: Soaked) -> Iterator[str]:
    """Yield what a soak showed, as Markdown."""
    ledger, last = done.ledger, done.samples[-1]
    yield (
        f"{done.minutes:g} minutes, {ledger.visits} visits, {ledger.done:,} doings, "
        f"{ledger.bytes / 1e6:,.0f} MB sent, {100 * done.cpu_s / last.at_s:.0f}% of one processor"
    )
    yield from ("", *ledger.table(), "")
    yield "| minute | memory, MB | open files | threads |"
    yield "|---:|---:|---:|---:|"
    for one in done.samples[:: max(1, len(done.samples) // ROWS)]:
        yield f"| {one.at_s / 60:.1f} | {one.memory_mb:,.0f} | {one.files} | {one.threads} |"
    if done.emptied:
        end = done.emptied
        yield f"| all gone | {end.memory_mb:,.0f} | {end.files} | {end.threads} |"
    yield ""
    yield (
        f"In use {done.in_use[0]:,.0f} MB after a third and {done.in_use[1]:,.0f} MB at the end: "
        f"{done.growth:+.0f} MB an hour. Resident: {slope_per_hour(done.samples):+.0f}, at most "
        f"{max(one.memory_mb for one in done.samples):,.0f} MB."
    )
    grown = (f"{name} +{count:,}" for name, count in done.grown.most_common(ROWS))
    yield f"Objects that there are more of since: {', '.join(grown) or 'none'}."
    yield f"Caches that were filled further: {', '.join(done.filled[:ROWS]) or 'none'}."
    if done.held:
        yield (
            f"Sessions when all are gone: {done.held['sessions']}, "
            f"{done.held['sessions_held']} after a look for garbage."
        )
    yield ""
    yield from done.wrong() or ["Nothing failed."]


def main() -> int:
    """Read the command line, soak, and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("data", type=Path, metavar="DATA", help="a data folder; it is copied")
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--visitors", type=int, default=20)
    parser.add_argument("--staff", type=int, default=2)
    parser.add_argument("--warm", type=int, default=WARMING, metavar="REQUESTS")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stay", action="store_true", help="do not wait until all sessions ended")
    chosen = parser.parse_args()
    done = soak(
        chosen.data,
        minutes=chosen.minutes,
        visitors=chosen.visitors,
        staff=chosen.staff,
        seed=chosen.seed,
        warm=chosen.warm,
        leave=not chosen.stay,
    )
    print("\n".join(report(done)))
    return 1 if done.wrong() else 0


if __name__ == "__main__":
    sys.exit(main())
