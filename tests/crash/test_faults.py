"""Full disks, locked folders, failing reads, jumping clocks: one sentence, no change, then on."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import chromadb
import pytest
from chromadb.errors import InternalError
from crash_restaurant import assert_nothing_is_lost, found
from crash_rounds import LONGEST_S, Nursery, Rounds
from kit import Clock, TasteEncoder, jpeg

from recommender.config import PROJECT
from recommender.errors import FolderUnusable, NothingToUndo
from recommender.people import Stay
from recommender.people.patience import Patience
from recommender.restaurant import Restaurant

Opening = Callable[..., Restaurant]
LARGE = (1600, 1200)  # a photo that does not fit into what is left of a disk
NOBODY = "65534"
VERBS = (
    ("search", "Demo curry plate"),
    ("add", {"name": "Prawn bowl", "price": 9, "colour": (9, 90, 190)}),
    ("import", ({"name": "Tomato pie", "price": 7, "colour": (190, 9, 90)},)),
    ("edit", "demo-beef-plate", {"price": 31}),
    ("edit", "demo-beef-plate", {"description": "with lemon"}),
    ("sell out", ["demo-curry-plate", "demo-tofu-plate"]),
    ("remove", ["demo-lemon-plate"]),
    ("undo",),
    ("redo",),
)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of some megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=24m", "none", str(disk)]
    if os.geteuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk takes more rights than this machine gives")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def assert_refused_and_done_later(born: Nursery, rounds: Rounds, data: Path, fault: str) -> None:
    """Try all verbs under a fault, and again when it is over."""
    born.order(data, fault=fault, verbs=VERBS)
    before = born.said(LONGEST_S)
    for verb in VERBS:
        answer = born.said(LONGEST_S)
        assert answer["kind"] == ("done" if verb[0] == "search" else "refused"), answer
        assert (
            answer["kind"] == "done"
            or answer["sentence"] in SENTENCES
            or (
                answer["sentence"].startswith("The folder ")
                and answer["sentence"].endswith(" Name another with RECOMMENDER_DATA.")
            )
        )
    after = born.said(LONGEST_S)
    for known in ("number", "history", "menu", "bad_photos", "problems", "not_found"):
        assert after[known] == before[known]
    for verb in VERBS:
        assert born.said(LONGEST_S)["kind"] == "done"
        rounds.ledger.begin(verb)
        rounds.ledger.acknowledged()
    in_the_end = born.said(LONGEST_S)
    assert (in_the_end["menu"], in_the_end["in_memory"]) == (rounds.ledger.menu, False)
    assert [born.said(LONGEST_S)["kind"] for _ in range(2)] == ["bye", "ended"]
    rounds.look()


SENTENCES = ("Nothing was undone: there is no undo to take back.",)


def test_a_limit_on_the_size_of_files_is_a_sentence_and_no_change(
    born: Nursery, tmp_path: Path
) -> None:
    rounds = Rounds(born, tmp_path, seed=1)
    data = rounds.open_house()
    assert_refused_and_done_later(born, rounds, data, "files stay small")


def test_a_full_disk_is_a_sentence_and_no_change(born: Nursery, small_disk: Path) -> None:
    rounds = Rounds(born, small_disk, seed=1)
    data = rounds.open_house()
    assert_refused_and_done_later(born, rounds, data, "the disk is full")


OPENING = """
import os
import sys
from pathlib import Path
import sqlalchemy.dialects.sqlite
from recommender.config import Settings
from recommender.errors import RecommenderError
from recommender.restaurant import Restaurant
if len(sys.argv) > 2:
    os.setgroups([])
    os.setuid(int(sys.argv[2]))
try:
    opened = Restaurant(Settings(data=Path(sys.argv[1]), model="tastes"))
    opened.serve_demo_menu()
except RecommenderError as error:
    print(error)
"""


def opened_by(data: Path, *user: str) -> str:
    """Return what a process says that opens the folder, as another user if that is told."""
    command = [sys.executable, "-c", OPENING, str(data), *user]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout.strip()


@pytest.fixture
def read_only(closed: None, data: Path) -> Iterator[Path]:
    """The data folder where nothing can be written, by whoever it is."""
    mount = ["mount", "--bind", str(data), str(data)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a folder takes more rights than this machine gives")
    subprocess.run(["mount", "-o", "remount,ro,bind", data], check=True)
    yield data
    subprocess.run(["umount", "--lazy", data], check=True)


def test_a_read_only_folder_is_one_sentence(
    read_only: Path, open_restaurant: Opening, tastes: TasteEncoder
) -> None:
    sentence = opened_by(read_only)
    assert sentence.startswith(f"The folder {read_only}")
    assert sentence.endswith("Name another with RECOMMENDER_DATA.")
    assert len(sentence.splitlines()) == 1
    subprocess.run(["mount", "-o", "remount,rw,bind", read_only], check=True)
    assert_nothing_is_lost(open_restaurant())
    assert tastes.encoded == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_a_folder_of_another_user_is_one_sentence() -> None:
    with TemporaryDirectory() as folder:
        data = Path(folder)
        data.chmod(0o755)
        assert opened_by(data, NOBODY) == (
            f"The folder {data} cannot be used: Permission denied. "
            "Name another with RECOMMENDER_DATA."
        )
        assert list(data.iterdir()) == []


def failing_once(name: str, monkeypatch: pytest.MonkeyPatch, error: Exception) -> list[Exception]:
    """Let one call of Chroma's collection fail; the list is empty once it has."""
    real, failures = getattr(chromadb.Collection, name), [error]

    def breaking(self: chromadb.Collection, *args: Any, **named: Any) -> Any:
        if failures:
            raise failures.pop()
        return real(self, *args, **named)

    monkeypatch.setattr(chromadb.Collection, name, breaking)
    return failures


@pytest.mark.parametrize("error", [InternalError("disk I/O error"), OSError(5, "I/O error")])
@pytest.mark.parametrize("call", ["upsert", "delete", "modify", "query"])
def test_an_input_output_error_of_the_index_costs_neither_the_change_nor_the_search(
    closed: None,
    open_restaurant: Opening,
    tastes: TasteEncoder,
    monkeypatch: pytest.MonkeyPatch,
    *,
    call: str,
    error: Exception,
) -> None:
    restaurant = open_restaurant()
    left = failing_once(call, monkeypatch, error)
    restaurant.kitchen.add({"name": "Prawn soup", "price": 9})
    assert found(restaurant, "prawn") == ["prawn-soup"]
    restaurant.kitchen.remove(["prawn-soup"])
    assert left == []
    assert_nothing_is_lost(restaurant)
    assert restaurant.engine.status.index.startswith("Chroma, embedded in ")
    assert tastes.encoded == ["Prawn soup"]


@pytest.mark.parametrize("call", ["peek", "get"])
def test_an_input_output_error_while_the_index_is_opened_costs_no_search(
    closed: None,
    open_restaurant: Opening,
    tastes: TasteEncoder,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
) -> None:
    left = failing_once(call, monkeypatch, InternalError("disk I/O error"))
    assert_nothing_is_lost(open_restaurant())
    assert (left, tastes.encoded) == ([], [])


@pytest.fixture
def clock(closed: None, open_restaurant: Opening) -> tuple[Restaurant, Clock]:
    restaurant, clock = open_restaurant(), Clock()
    restaurant.kitchen._clock = clock
    return restaurant, clock


def test_a_clock_that_jumps_ahead_and_back_brings_dishes_back_once_and_loses_none(
    clock: tuple[Restaurant, Clock],
) -> None:
    restaurant, now = clock
    kitchen = restaurant.kitchen
    tonight = now.now + timedelta(hours=8)
    kitchen.sell_out(["beef-stew"], until=tonight)
    now.turn(days=400)
    assert [dish.id for dish in kitchen.bring_back_due()] == ["beef-stew"]
    now.turn(days=-400)
    assert kitchen.bring_back_due() == []
    kitchen.sell_out(["beef-stew"], until=tonight)
    now.turn(days=-400)
    assert kitchen.bring_back_due() == []
    assert [dish.id for dish in kitchen.off()] == ["beef-stew"]
    now.turn(days=400, hours=8)
    assert [dish.id for dish in kitchen.bring_back_due()] == ["beef-stew"]
    assert_nothing_is_lost(restaurant)


def test_the_history_is_told_and_undone_in_the_order_of_what_was_done_whatever_the_clock_said(
    clock: tuple[Restaurant, Clock],
) -> None:
    restaurant, now = clock
    kitchen = restaurant.kitchen
    before = restaurant.catalog.menu().dishes["beef-stew"]
    for cost, days in ((11, 400), (12, -800), (13, 30)):
        now.turn(days=days)
        kitchen.edit("beef-stew", {"price": cost}, based_on=restaurant.catalog.revision())
    numbers = [done.number for done in kitchen.history()]
    assert numbers == sorted(numbers, reverse=True)
    assert [kitchen.undo() and price(restaurant) for _ in range(3)] == [12, 11, 10]
    assert restaurant.catalog.menu().dishes["beef-stew"] == before
    assert [kitchen.redo() and price(restaurant) for _ in range(3)] == [11, 12, 13]
    with pytest.raises(NothingToUndo):
        kitchen.redo()


def price(restaurant: Restaurant) -> float:
    return restaurant.catalog.menu().dishes["beef-stew"].price


def test_a_sweep_by_a_clock_that_is_years_ahead_leaves_every_photo_of_the_menu(
    clock: tuple[Restaurant, Clock],
) -> None:
    restaurant, now = clock
    now.turn(days=4000)
    restaurant.kitchen.sweep()
    assert_nothing_is_lost(restaurant)


def test_waiting_after_wrong_passwords_does_not_go_by_the_clock_on_the_wall() -> None:
    assert Patience()._clock is time.monotonic


@pytest.mark.parametrize("hours", [-5, 5])
def test_a_sign_in_ends_when_the_clock_jumps_further_than_anybody_may_be_idle(hours: int) -> None:
    began = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
    stay = Stay("ana", "seal", since=began, seen=began)
    assert not stay.is_over(began - timedelta(seconds=3), timedelta(hours=4))
    assert stay.is_over(began + timedelta(hours=hours), timedelta(hours=4))


def test_a_photo_that_does_not_fit_on_the_disk_leaves_nothing_behind(
    closed: None, open_restaurant: Opening, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    restaurant = open_restaurant()
    before = sorted((data / "photos").rglob("*"))
    with monkeypatch.context() as patched:

        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        patched.setattr("recommender.photos.store.os.fsync", full)
        with pytest.raises(FolderUnusable, match="No space left on device"):
            restaurant.kitchen.replace_photo("beef-stew", jpeg((1, 2, 3)), name="stew.jpg")
    assert sorted((data / "photos").rglob("*")) == before
    assert_nothing_is_lost(restaurant)
