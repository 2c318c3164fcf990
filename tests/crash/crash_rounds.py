"""Kill a working installation again and again, and hold what is left against the ledger."""

import json
import os
import random
import selectors
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crash_ledger import DEMO_ROWS, Ledger
from crash_points import POINTS

LONGEST_S = 60.0  # a round takes a second or two
RANDOM, PERSISTING = "at a random moment", "while Chroma persists its HNSW files"
PLACES = (RANDOM, PERSISTING, *POINTS)
ENCODERS = ("tastes", "others", "thirds")
USUALLY = (RANDOM,) * 8 + (PERSISTING,) * 4 + tuple(POINTS)
# Places by which a life comes once, if at all.
PASSED_ONCE = {"while the index is opened", "while an old index is thrown away"}
# What a child is to do beside opening the data folder and saying what is there.
DEFAULTS: dict[str, Any] = {
    "demo": (),
    "verbs": (),
    "meanwhile": False,
    "point": "",
    "times": 0,
    "fault": "",
}
NEVER = 1_000_000  # lines that nobody says
SEGFAULTS = {-signal.SIGSEGV, -signal.SIGBUS, -signal.SIGABRT}


class Nursery:
    """The loaded program that bears children to be killed."""

    def __init__(self) -> None:
        program = Path(__file__).with_name("crash_child.py")
        pipe = subprocess.PIPE
        ours = os.pathsep.join(str(folder) for folder in program.parents[:3])
        self._process = subprocess.Popen(
            [sys.executable, program],
            stdin=pipe,
            stdout=pipe,
            env=os.environ | {"PYTHONPATH": ours},
        )
        assert self._process.stdout is not None
        self._out = self._process.stdout.fileno()
        os.set_blocking(self._out, False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._out, selectors.EVENT_READ)
        self._read = b""
        assert self.said(LONGEST_S)["kind"] == "loaded"

    def order(self, data: Path, encoder: str = ENCODERS[0], **chosen: Any) -> int:
        """Let a child begin, and return its process id."""
        order = DEFAULTS | {"data": str(data), "encoder": encoder} | chosen
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()
        return int(self.said(LONGEST_S)["pid"])

    def said(self, within_s: float) -> dict[str, Any]:
        """Return the next line that a child said; nothing when it said none so long."""
        until = time.monotonic() + within_s
        while True:
            line, found, rest = self._read.partition(b"\n")
            if found:
                self._read = rest
                if line.endswith(b"}"):
                    return dict(json.loads(line))
                continue
            if not self._selector.select(max(0.0, until - time.monotonic())):
                return {}
            self._read += os.read(self._out, 1 << 20)

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(LONGEST_S)


@contextmanager
def nursery() -> Iterator[Nursery]:
    opened = Nursery()
    try:
        yield opened
    finally:
        opened.close()


@dataclass
class Round:
    """One life of the process."""

    place: str
    encoder: str
    verbs: Sequence[tuple[Any, ...]]
    demo: bool = False
    meanwhile: bool = False
    times: int = 1
    acknowledged: int = 0  # how much is said before a kill at a random moment
    delay_s: float = 0.0


@dataclass
class Tally:
    """What was tried and how it ended."""

    tried: Counter[str] = field(default_factory=Counter)
    killed: Counter[str] = field(default_factory=Counter)
    under_way: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    crashed_opening: int = 0

    def in_words(self) -> str:
        rows = [f"{'place of the kill':<40}{'tried':>7}{'killed':>7}"]
        rows += [f"{p:<40}{self.tried[p]:>7}{self.killed[p]:>7}" for p in PLACES if self.tried[p]]
        rows += [f"{'all':<40}{self.tried.total():>7}{self.killed.total():>7}"]
        rows += ["", f"{'what was under way':<40}{'killed':>14}"]
        rows += [f"{verb:<40}{times:>14}" for verb, times in self.under_way.most_common()]
        rows += ["", f"{self.acknowledged} acknowledged changes; lost 0, half 0"]
        rows += [f"{self.crashed_opening} starts crashed on damaged files and came back"]
        return "\n".join(rows)


class Rounds:
    """A series of lives and deaths of one installation after another, by one seed."""

    def __init__(self, nursery: Nursery, folder: Path, seed: int) -> None:
        self._nursery = nursery
        self._folder = folder
        self._chance = random.Random(seed)
        self._seed = seed
        self._encoder = ENCODERS[0]
        self._encodes = True  # whether the next whole start may have something to encode
        self._houses = 0
        self._data = folder
        self._told: list[str] = []
        self.ledger = Ledger()
        self.tally = Tally()

    def run(self, kills: int, places: Sequence[str] = ()) -> Tally:
        """Go on until so many lives were ended by a kill; then look once more."""
        self._move()
        while self.tally.killed.total() < kills:
            self._live(self._next(places))
            if self._chance.random() > 0.2:  # else the next life is killed before anyone looks
                self.look()
        self.look()
        return self.tally

    def open_house(self) -> Path:
        """Let a first start come to its end undisturbed, and return the data folder."""
        self._move()
        life = Round(RANDOM, self._encoder, verbs=(), demo=True, acknowledged=NEVER)
        self._live(life)
        return self._data

    def move_to(self, data: Path, ledger: Ledger) -> None:
        """Go on with a data folder that must hold what ``ledger`` says."""
        self._data, self.ledger, self._encodes = data, deepcopy(ledger), False

    def _next(self, places: Sequence[str]) -> Round:
        chance = self._chance
        fresh = chance.random() < 0.08
        if fresh:
            self._move()
        place = chance.choice(places or USUALLY)
        unsettled = self.ledger.under_way is not None
        meanwhile = not unsettled and not fresh and chance.random() < 0.15
        if chance.random() < 0.2 or (meanwhile and chance.random() < 0.6):
            self._encoder = chance.choice(ENCODERS)
            self._encodes = True
        self._encodes |= meanwhile
        count = 0 if unsettled else chance.randint(1, 7)
        verbs = self._verbs(count, fresh=fresh, ready=not meanwhile)
        first = place in {RANDOM, PERSISTING}
        return Round(
            place=place,
            encoder=self._encoder,
            verbs=verbs,
            demo=fresh,
            meanwhile=meanwhile,
            times=1 if place in PASSED_ONCE else chance.choice((1, 1, 2, 3, 5)),
            acknowledged=chance.randint(0, len(verbs) + 1) if first else 0,
            delay_s=chance.uniform(0, 0.1 if place == RANDOM else 0.001),
        )

    def _verbs(self, count: int, *, fresh: bool, ready: bool) -> list[tuple[Any, ...]]:
        planned = deepcopy(self.ledger)
        if fresh:
            planned.begin(("first start", DEMO_ROWS))
            planned.acknowledged()
        verbs: list[tuple[Any, ...]] = []
        while len(verbs) < count:
            verb = planned.next_verb(self._chance)
            if verb[0] == "rebuild" and not ready:
                continue
            planned.begin(verb)
            planned.acknowledged()
            verbs.append(verb)
        self.ledger.named = planned.named
        return verbs

    def _move(self) -> None:
        """Begin with an empty data folder; the one before is looked at a last time."""
        if self._houses:
            self.look()
        self._houses += 1
        self._data = self._folder / f"house-{self._houses}"
        self._encodes = True
        named = self.ledger.named
        self.ledger = Ledger(named=named)

    def _live(self, life: Round) -> None:
        """Let a process live until it is killed or done."""
        self.tally.tried[life.place] += 1
        self._told.append(f"{life}")
        asked = [("first start", DEMO_ROWS)] * life.demo + list(life.verbs)
        todo: Iterator[tuple[Any, ...]] = iter(asked)
        pid = self._nursery.order(
            self._data,
            life.encoder,
            demo=DEMO_ROWS if life.demo else (),
            meanwhile=life.meanwhile,
            verbs=life.verbs,
            point=life.place if life.place in POINTS else "",
            times=life.times,
        )
        if life.demo or life.meanwhile:  # nobody says hello before these begin
            self._begin(todo)
        status = self._watch(pid, life, todo)
        self._told.append(f"ended {status}, under way {self.ledger.under_way}")
        if status == -signal.SIGKILL:
            self.tally.killed[life.place] += 1
            verb = self.ledger.under_way
            self.tally.under_way[verb[0] if verb else "start or end"] += 1
        elif status in SEGFAULTS:
            self.tally.crashed_opening += 1
        else:
            assert status == 0, self._report(f"a process ended with {status}")

    def _begin(self, todo: Iterator[tuple[Any, ...]]) -> None:
        verb = next(todo, None)
        if verb is not None:
            self.ledger.begin(verb)

    def _watch(self, pid: int, life: Round, todo: Iterator[tuple[Any, ...]]) -> int:
        """Listen to a process, kill it when its time has come, and return how it ended."""
        killing = self._reaper(pid, life)
        said, until = 0, time.monotonic() + LONGEST_S
        while time.monotonic() < until:
            line = self._nursery.said(0.0 if life.place == PERSISTING else 0.0005)
            said += line.get("kind") in {"hello", "done"}
            if line.get("kind") == "hello":
                self._check(line)
                self._begin(todo)
            elif line.get("kind") == "done":
                self.tally.acknowledged += 1
                if self.ledger.acknowledged() != "first start":  # after which comes a hello
                    self._begin(todo)
            elif line.get("kind") == "ended":
                return int(line["status"])
            killing(said)
        raise AssertionError(self._report("a process hung"))

    def _reaper(self, pid: int, life: Round) -> Callable[[int], None]:
        """Return what kills the process when its time has come, and does nothing before."""
        moment = {RANDOM: self._said_enough, PERSISTING: self._persisting}.get(life.place)
        began: list[float] = []
        before = self._files()

        def killing(said: int) -> None:
            if moment is None or said < life.acknowledged:
                return
            if not began and moment(before):
                began.append(time.monotonic())
            if len(began) == 1 and time.monotonic() - began[0] >= life.delay_s:
                began.append(time.monotonic())  # once: the number may be another process's soon
                with suppress(ProcessLookupError):  # it came to its end by itself
                    os.kill(pid, signal.SIGKILL)

        return killing

    def _said_enough(self, _: dict[Path, int]) -> bool:
        return True

    def _persisting(self, before: dict[Path, int]) -> bool:
        return self._files() != before

    def _files(self) -> dict[Path, int]:
        """Return when each HNSW file was written last; some where they are being thrown away."""
        found: dict[Path, int] = {}
        with suppress(FileNotFoundError):
            for file in self._data.glob("index/*/*/*.bin"):
                found[file] = file.stat().st_mtime_ns
        return found

    def look(self) -> None:
        """Start once more, undisturbed, and hold what is there against the ledger."""
        for again in (True, False):
            self._nursery.order(self._data, self._encoder)
            hello = self._nursery.said(LONGEST_S)
            if hello.get("kind") == "hello":
                break
            status = hello.get("status")
            came_back = again and status in SEGFAULTS
            assert came_back, self._report(f"the start after a kill: {hello}")
            self.tally.crashed_opening += 1
        self._check(hello)
        assert self._nursery.said(LONGEST_S)["kind"] == "bye"
        assert self._nursery.said(LONGEST_S)["status"] == 0

    def _check(self, hello: dict[str, Any]) -> None:
        self.ledger.settle(hello["number"])
        found = {name: hello[name] for name in MUST_BE}
        assert found == MUST_BE, self._report(f"found {found}")
        assert hello["history"] == hello["number"] == self.ledger.number, self._report(
            f"{hello['history']} of history at {hello['number']}, {self.ledger.number} acknowledged"
        )
        known = {**hello["menu"], **self.ledger.menu}
        other = {
            dish: (hello["menu"].get(dish), self.ledger.menu.get(dish))
            for dish in known
            if hello["menu"].get(dish) != self.ledger.menu.get(dish)
        }
        assert not other, self._report(f"found and expected: {other}")
        assert self._encodes or hello["encoded"] == 0, self._report(f"{hello['encoded']} encoded")
        self._encodes = False

    def _report(self, what: str) -> str:
        lives = "\n".join(self._told[-6:])
        return f"{what}\nseed {self._seed}, data {self._data}\n{lives}"


MUST_BE: dict[str, Any] = {
    **{name: [] for name in ("bad_photos", "problems", "wrong_vectors", "not_found")},
    **dict.fromkeys(("in_memory", "lagging"), False),
}
