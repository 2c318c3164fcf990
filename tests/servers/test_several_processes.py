"""Several app processes on one database, one Chroma server and one bucket are one restaurant."""

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from kit import BLUE, GREEN, RED, chroma_server, free_port
from servers.buckets import bucket
from servers.postgres import Cluster

from recommender.config import PROJECT

SOON_S = 1.0  # between one process's "done" and the other one showing it


class Process:
    """One of the processes; asked from one thread at a time."""

    def __init__(self, number: int, *places: str, **surroundings: str) -> None:
        paths = {"PYTHONPATH": f"{PROJECT}{os.pathsep}{PROJECT / 'tests'}"}
        self._child = subprocess.Popen(
            [sys.executable, PROJECT / "tests" / "servers" / "one_process.py", *places],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | paths | surroundings,
        )
        self.name = f"process {number}"

    def ready(self) -> "Process":
        assert self._answer() == "ready"
        return self

    def ask(self, *told: Any) -> Any:
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps(told) + "\n")
        self._child.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self._child.stdout is not None
        line = self._child.stdout.readline()
        assert line, f"{self.name} ended"
        return json.loads(line)

    def kill(self) -> None:
        self._child.kill()
        self._child.communicate()


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("chroma"), free_port()) as address:
        yield address


@pytest.fixture(scope="module")
def shared(
    postgres: Cluster, chroma: str
) -> Iterator[tuple[Callable[[Path, int], Process], list[Process]]]:
    """Start a process on a data folder of its own, and everything that the processes share."""
    database, started = postgres.lend(), []
    with bucket() as photos:

        def start(data: Path, number: int) -> Process:
            places = (str(data), postgres.address(database), chroma, "s3://photos/mesa")
            started.append(Process(number, *places, **photos.surroundings))
            return started[-1]

        yield start, started
        for process in started:
            process.kill()
    postgres.give_back(database)


@pytest.fixture(scope="module")
def two(shared: Any, tmp_path_factory: pytest.TempPathFactory) -> list[Process]:
    start, _ = shared
    both = [start(tmp_path_factory.mktemp("machine"), number) for number in (1, 2)]
    return [process.ready() for process in both]


def soon(process: Process, asked: tuple[Any, ...], expected: Any) -> float:
    """Return after how long a process answers as expected; it must be within a second."""
    begun = time.monotonic()
    while (answer := process.ask(*asked)) != expected:
        assert time.monotonic() - begun < SOON_S, f"{process.name}: {asked} is {answer}"
    return time.monotonic() - begun


def test_what_one_process_changes_the_other_shows_at_its_next_look(two: list[Process]) -> None:
    here, there = two
    here.ask("add", "Lemon tart", RED)
    soon(there, ("find", "lemon"), ["lemon-tart"])
    assert there.ask("thumbnail", "lemon-tart") == pytest.approx(RED, abs=4)
    there.ask("edit", "lemon-tart", "name", "Chocolate tart")
    soon(here, ("find", "lemon"), [])
    soon(here, ("find", "chocolate"), ["lemon-tart"])
    here.ask("edit", "lemon-tart", "price", 12.5)
    assert there.ask("menu") == {"lemon-tart": 12.5}
    there.ask("remove", "lemon-tart")
    soon(here, ("find", "chocolate"), [])
    assert [process.ask("menu") for process in two] == [{}, {}]


def test_the_index_is_the_server_s_and_nothing_is_encoded_twice(
    two: list[Process], chroma: str
) -> None:
    here, there = two
    before = [process.ask("state")[3] for process in two]
    here.ask("add", "Prawn soup", GREEN)
    assert there.ask("find", "prawn") == ["prawn-soup"]
    here_now, there_now = (process.ask("state") for process in two)
    assert [here_now[:3], there_now[:3]] == [[f"Chroma server at {chroma}", "", []]] * 2
    assert (here_now[3] - before[0], there_now[3] - before[1]) == (2, 0)  # words and photo
    here.ask("remove", "prawn-soup")


def test_many_changes_by_both_at_once_are_all_there_and_both_agree(two: list[Process]) -> None:
    tastes = ("curry", "coconut", "tofu", "beef")
    for taste in tastes:
        two[0].ask("add", f"{taste} stew", BLUE)
    refused: list[Any] = []

    def cook(process: Process, seed: int) -> None:
        chance = random.Random(seed)
        for number in range(12):
            refused.append(process.ask("add", f"{chance.choice(tastes)} {seed} {number}"))
            process.ask("edit", f"{chance.choice(tastes)}-stew", "price", seed + number)
            process.ask("find", chance.choice(tastes))

    cooks = [threading.Thread(target=cook, args=(p, 100 * n)) for n, p in enumerate(two, 1)]
    for each in cooks:
        each.start()
    for each in cooks:
        each.join()
    assert [answer for answer in refused if not isinstance(answer, str)] == []
    menus = [process.ask("menu") for process in two]
    assert menus[0] == menus[1]
    assert len(menus[0]) == 4 + 24
    for taste in tastes:
        expected = sorted(dish for dish in menus[0] if dish.startswith(taste))
        assert [process.ask("find", taste) for process in two] == [expected, expected]
    assert [process.ask("state")[2] for process in two] == [[], []]


def test_a_process_killed_at_its_turn_keeps_nobody_from_going_on(
    two: list[Process], shared: Any, tmp_path: Path, postgres: Cluster
) -> None:
    start, _ = shared
    third = start(tmp_path / "third", 3).ready()
    third.ask("turn")
    added = threading.Thread(target=two[0].ask, args=("add", "Tomato salad"))
    added.start()
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    with postgres.connection("postgres") as connection:
        while connection.execute(waiting).fetchone() == (0,):
            assert added.is_alive(), "the index was changed out of turn"
    third.kill()
    added.join()
    soon(two[1], ("find", "tomato"), ["tomato-salad"])
    assert two[1].ask("state")[2] == []
