"""The real app on a copy of a data folder, with visitors and staff in it."""

import json
import os
import re
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
from crowd_guests import Place
from crowd_ledger import Ledger, Where
from crowd_staff import PASSWORD, Shift
from kept import Kept
from kit import chroma_server
from running_app import App, free_port, until

from recommender.people import hash_password

PROBE = Path(__file__).resolve().parent / "probe"
READY_S = 600.0  # an encoder's start, and perhaps a first encoding, on a busy machine
LEAVE_S = 180.0  # until everybody has done what they had begun
PROBED_S = 60.0
APART_S = 0.4  # between two guests who come first; 50 at once would be a coach party
SEEDS = 500  # of guests, before those of the staff
ALARMING = re.compile(r"\b(ERROR|CRITICAL)\b|Traceback \(most recent call last\)")


class House:
    """The app, its catalog, what it wrote, and what it holds."""

    def __init__(self, data: Path, folder: Path, staff: int, **settings: str) -> None:
        """Prepare it in ``folder``, on the data folder ``data``."""
        self._output, self._probe = folder / "output.log", folder / "probe.json"
        self.names = [f"Staff {number + 1}" for number in range(staff)]
        hashed = hash_password(PASSWORD)
        people = {name: {"role": "owner", "password_hash": hashed} for name in self.names}
        named = settings | ({"people": json.dumps(people)} if people else {})
        self.app = App(data, output=self._output, model="built-in", **named)
        probing = {"PYTHONPATH": str(PROBE), "PROBE": str(self._probe)}
        self.app._surroundings = self.app._surroundings | probing
        self.kept = Kept(data)

    def wait(self) -> None:
        """Wait until it can be searched, by photo too."""
        until(lambda: self._health().get("ready"), READY_S, "the search")

    def _health(self) -> dict[str, Any]:
        answer = httpx.get(f"{self.app.address}/health", timeout=READY_S)
        return dict(answer.json()) if answer.status_code == 200 else {}

    def alarms(self) -> list[str]:
        """Return the lines of its log that tell of something wrong."""
        lines = self._output.read_text(errors="replace").splitlines()
        return [line for line in lines if ALARMING.search(line)]

    def held(self) -> dict[str, Any]:
        """Return which objects it holds."""
        self._probe.unlink(missing_ok=True)
        os.kill(self.app.pid, signal.SIGUSR1)
        until(self._probe.exists, PROBED_S, "the probe")
        return dict(json.loads(self._probe.read_text()))

    def plain_dishes(self) -> list[str]:
        """Return dishes that guests can order now, by id."""
        dishes = self.kept.dishes()
        return [dish for dish, fields in dishes.items() if fields["available"]]


@contextmanager
def opened(data: Path, *, staff: int = 0) -> Iterator[House]:
    """Start the app on a copy of a data folder, with so many members of staff."""
    with several(data, 1, staff=staff) as (house,):
        yield house


@contextmanager
def several(data: Path, processes: int, *, staff: int = 0) -> Iterator[list[House]]:
    """Start so many processes on one copy of a data folder; two or more share a Chroma server."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="crowd-")))
        shutil.copytree(data, folder / "data")
        shared: dict[str, str] = {}
        if processes > 1:
            server = chroma_server(folder / "chroma", free_port())
            shared["chroma"] = stack.enter_context(server)
        houses = []
        for number in range(processes):
            (own := folder / str(number)).mkdir()
            houses.append(House(folder / "data", own, staff, **shared))
            stack.enter_context(houses[-1].app)
            houses[-1].wait()  # one after the other: the first fills the index
        yield houses


class Crowd:
    """Visitors and staff, each in a thread, until they are sent home."""

    def __init__(
        self,
        houses: House | Sequence[House],
        ledger: Ledger,
        *,
        visitors: int,
        staff: int,
        seed: int,
    ) -> None:
        """Prepare to come; visitors are spread evenly, and each stays at one of ``houses``."""
        houses = [houses] if isinstance(houses, House) else houses
        self._over = threading.Event()
        at = [Where(one.app.address, one.kept, ledger, self._over) for one in houses]
        dishes = houses[0].plain_dishes() if staff else []
        places = [
            Place(at[n % len(at)], seed * 1_000 + n, comes_s=n * APART_S) for n in range(visitors)
        ]
        shifts = [
            Shift(at[0], name, dishes[number::staff], seed=seed * 1_000 + SEEDS + number)
            for number, name in enumerate(houses[0].names[:staff])
        ]
        runs = [one.run for one in places] + [one.run for one in shifts]
        self._threads = [threading.Thread(target=run, daemon=True) for run in runs]

    def stay(self, seconds: float) -> None:
        """Let everybody come, and send them home after a while."""
        for thread in self._threads:
            thread.start()
        self._over.wait(seconds)
        self._over.set()
        for thread in self._threads:
            thread.join(LEAVE_S)
        left = sum(thread.is_alive() for thread in self._threads)
        assert not left, f"{left} did not come to an end within {LEAVE_S:.0f} s"
