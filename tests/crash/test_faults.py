"""Full disks, locked folders, failing reads, jumping clocks: one sentence, no change, then on."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import chromadb
import pytest
from chromadb.errors import InternalError
from crash_ledger import DEMO_ROWS
from crash_restaurant import MENU, assert_nothing_is_lost, found
from crash_rounds import LONGEST_S, MUST_BE, Nursery, Rounds
from kit import Clock, TasteEncoder, jpeg

from recommender.config import PROJECT
from recommender.errors import FolderUnusable, NothingToUndo
from recommender.people import Stay
from recommender.people.patience import Patience
from recommender.recommend import Query
from recommender.restaurant import Restaurant

Opening = Callable[..., Restaurant]
LARGE = (1600, 1200)  # a photo that does not fit into what is left of a disk
NOBODY = 65534
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
    assert born.said(LONGEST_S)["menu"] == rounds.ledger.menu
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
