"""Damaged data folders: what Chroma loses is built again, and lost truth is said in a sentence."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from crash_ledger import Ledger
from crash_restaurant import MENU, assert_nothing_is_lost
from crash_rounds import Nursery, Rounds
from kit import RED, TasteEncoder, jpeg

from recommender.check import look_closely
from recommender.errors import CatalogDamaged
from recommender.restaurant import Restaurant

Opening = Callable[..., Restaurant]
SPARSE = 40 << 30  # bytes: what a killed persist has left behind


def flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for place in np.random.default_rng(3).integers(0, len(content), len(content) // 200 + 3):
        content[place] ^= 0xFF
    file.write_bytes(bytes(content))


def filled(part: bytes) -> Callable[[Path], None]:
    def fill(file: Path) -> None:
        size = file.stat().st_size
        file.write_bytes((part * (size // len(part) + 1))[:size])

    return fill


DAMAGES: dict[str, Callable[[Path], None]] = {
    "missing": Path.unlink,
    "empty": lambda file: file.write_bytes(b"") and None,
    "cut in half": lambda file: os.truncate(file, file.stat().st_size // 2),
    "cut near its end": lambda file: os.truncate(file, file.stat().st_size * 97 // 100),
    "zeroed": filled(b"\0"),
    "all ones": filled(b"\xff"),
    "scribbled over": filled(b"soup"),
    "flipped here and there": flipped,
}
HNSW_FILES = ("header.bin", "length.bin", "link_lists.bin", "data_level0.bin")
FILES = (*HNSW_FILES, "index_metadata.pickle", "chroma.sqlite3")

# In a few of these Chroma's core ends the process; the other pairs are tried by the long form.
SOON = {
    *(("header.bin", "flipped here and there"), ("data_level0.bin", "flipped here and there")),
    *(("data_level0.bin", "cut in half"), ("data_level0.bin", "missing")),
    *(("link_lists.bin", "scribbled over"), ("length.bin", "empty")),
    *(("index_metadata.pickle", "zeroed"), ("chroma.sqlite3", "missing")),
    *(("chroma.sqlite3", "cut in half"), ("chroma.sqlite3", "scribbled over")),
}


@pytest.fixture(scope="module")
def whole(born: Nursery, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ledger]:
    """A data folder whose index has persisted HNSW files, and what its menu is."""
    rounds = Rounds(born, tmp_path_factory.mktemp("whole"), seed=1)
    data = rounds.open_house()
    assert {file.name for file in data.glob("index/*/*/*.bin")} == set(HNSW_FILES)
    return data, rounds.ledger


@pytest.fixture
def rounds(born: Nursery, whole: tuple[Path, Ledger], tmp_path: Path) -> Rounds:
    """The same in a copy, to be damaged and looked at."""
    data, ledger = whole
    shutil.copytree(data, tmp_path / "copy")
    rounds = Rounds(born, tmp_path, seed=1)
    rounds.move_to(tmp_path / "copy", ledger)
    return rounds


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        pytest.param(name, damage, marks=[] if (name, damage) in SOON else pytest.mark.long)
        for name in FILES
        for damage in DAMAGES
    ],
)
def test_a_damaged_index_is_built_again_though_it_ends_the_process_once(
    rounds: Rounds, tmp_path: Path, name: str, damage: str
) -> None:
    for file in (tmp_path / "copy").rglob(name):
        DAMAGES[damage](file)
    rounds.look()


def test_a_file_of_forty_gigabytes_without_content_harms_nobody(
    rounds: Rounds, tmp_path: Path
) -> None:
    for file in (tmp_path / "copy").rglob("link_lists.bin"):
        os.truncate(file, SPARSE)
    rounds.look()


def test_locks_and_names_that_a_dead_process_left_keep_nobody_out(
    closed: None, open_restaurant: Opening, data: Path, tastes: TasteEncoder
) -> None:
    for name in ("index/owner.lock", "index/server.lock", "catalog.lock"):
        (data / name).write_text("4194303\n")
    (data / "index" / "owner.txt").write_text("process 4194303\n")
    restaurant = open_restaurant()
    assert restaurant.engine.status.index_notice == ""
    assert_nothing_is_lost(restaurant)
    assert tastes.encoded == []


def test_a_marker_without_files_and_files_of_old_generations_are_no_obstacle(
    closed: None, open_restaurant: Opening, data: Path, tastes: TasteEncoder
) -> None:
    (newest,) = (data / "index").glob("menu-*.000001")
    shutil.copytree(newest, newest.with_suffix(".000000"))
    newest.with_name(f"{newest.stem}.000007.busy").touch()
    restaurant = open_restaurant()
    assert_nothing_is_lost(restaurant)
    assert tastes.encoded == []
    assert [p.name for p in (data / "index").glob("menu-*.00000?")] == [newest.name]


def test_an_index_that_lost_one_dish_is_whole_again_at_the_next_start(
    closed: None, open_restaurant: Opening, tastes: TasteEncoder
) -> None:
    before = open_restaurant()
    before.engine.serving.index.apply([], ["tofu-curry"], reached=before.catalog.revision())
    before.close()
    assert_nothing_is_lost(open_restaurant())
    assert tastes.encoded == []


def test_a_dish_whose_photo_is_lost_stays_on_the_menu_and_is_told(
    closed: None, open_restaurant: Opening, tastes: TasteEncoder
) -> None:
    restaurant = open_restaurant()
    photo = restaurant.catalog.menu().dishes["beef-stew"].photo or ""
    restaurant.photos.path(photo).unlink()
    restaurant.photos.thumbnail(photo).unlink()
    assert look_closely(restaurant).problems == ["The photo of Beef stew is lost; add it again."]
    assert list(restaurant.catalog.menu().dishes) == [
        *("tofu-curry", "beef-stew", "lemon-tart", "chocolate-cake")
    ]
    restaurant.kitchen.replace_photo("beef-stew", jpeg(MENU["Beef stew"]), name="stew.jpg")
    assert_nothing_is_lost(restaurant)


@pytest.mark.parametrize("damage", ["empty", "cut in half", "scribbled over"])
def test_a_damaged_photo_is_whole_again_when_it_is_added_again(
    closed: None, open_restaurant: Opening, damage: str
) -> None:
    restaurant = open_restaurant()
    photo = restaurant.catalog.menu().dishes["beef-stew"].photo or ""
    DAMAGES[damage](restaurant.photos.path(photo))
    restaurant.kitchen.replace_photo("beef-stew", jpeg(MENU["Beef stew"]), name="stew.jpg")
    assert restaurant.photos.path(photo).read_bytes() == jpeg(MENU["Beef stew"])
    assert_nothing_is_lost(restaurant)


@pytest.mark.parametrize("damage", ["missing", "empty", "cut in half"])
def test_a_damaged_thumbnail_is_made_again_by_the_daily_sweep(
    closed: None, open_restaurant: Opening, damage: str
) -> None:
    restaurant = open_restaurant()
    photo = restaurant.catalog.menu().dishes["beef-stew"].photo or ""
    whole = restaurant.photos.thumbnail(photo).read_bytes()
    DAMAGES[damage](restaurant.photos.thumbnail(photo))
    restaurant.kitchen.sweep()
    assert restaurant.photos.thumbnail(photo).read_bytes() == whole


def test_a_photo_without_a_dish_and_half_a_file_are_no_problem(
    closed: None, open_restaurant: Opening, data: Path
) -> None:
    (data / "photos" / f"{'0' * 64}.jpg").write_bytes(jpeg(RED))
    (data / "photos" / "left.part").write_bytes(jpeg(RED)[:99])
    assert_nothing_is_lost(open_restaurant())


def test_a_folder_copied_while_staff_work_opens_with_what_was_acknowledged_before(
    closed: None, open_restaurant: Opening, data: Path, tmp_path: Path, tastes: TasteEncoder
) -> None:
    running = open_restaurant()
    running.kitchen.edit("beef-stew", {"price": 12}, based_on=running.catalog.revision())
    copy = tmp_path / "copy"
    copy.mkdir()
    for part in ("index", "photos", "catalog.db-shm", "catalog.db-wal", "catalog.db"):
        copying = shutil.copytree if (data / part).is_dir() else shutil.copyfile
        copying(data / part, copy / part)
        running.kitchen.sell_out(["lemon-tart"])  # between one file and the next
        running.kitchen.back(["lemon-tart"])
    tastes.encoded.clear()
    restaurant = open_restaurant(copy)
    assert_nothing_is_lost(restaurant)
    assert restaurant.catalog.menu().dishes["beef-stew"].price == 12
    assert tastes.encoded == []


CATALOG_DAMAGES = {
    "cut in half": DAMAGES["cut in half"],
    "zeroed": DAMAGES["zeroed"],
    "scribbled over": DAMAGES["scribbled over"],
    "its pages shuffled": lambda file: file.write_bytes(
        file.read_bytes()[:4096] + bytes(reversed(file.read_bytes()[4096:]))
    ),
    "empty": DAMAGES["empty"],
    "missing": Path.unlink,
}


@pytest.mark.parametrize("damage", CATALOG_DAMAGES)
def test_a_damaged_catalog_is_one_sentence_that_says_to_restore_a_backup(
    closed: None, open_restaurant: Opening, data: Path, damage: str
) -> None:
    CATALOG_DAMAGES[damage](data / "catalog.db")
    before = (data / "catalog.db").read_bytes() if damage != "missing" else None
    with pytest.raises(CatalogDamaged) as raised:
        open_restaurant().serve_demo_menu()
    sentence = str(raised.value)
    assert sentence.startswith(f"The catalog {data / 'catalog.db'} is damaged: ")
    assert sentence.endswith("Restore a backup of the data folder, then start again.")
    assert (data / "catalog.db").exists() == (before is not None)
    assert before is None or (data / "catalog.db").read_bytes() == before


def test_a_dish_that_somebody_wrote_into_the_catalog_by_hand_is_one_sentence(
    closed: None, open_restaurant: Opening, data: Path
) -> None:
    with sqlite3.connect(data / "catalog.db") as by_hand:
        by_hand.execute("UPDATE dishes SET body = '{' WHERE id = 'beef-stew'")
    by_hand.close()
    with pytest.raises(CatalogDamaged, match="a dish in it cannot be read"):
        open_restaurant()


def test_the_command_line_tells_a_damaged_catalog_without_a_traceback(
    closed: None, data: Path
) -> None:
    DAMAGES["cut in half"](data / "catalog.db")
    command = [sys.executable, "-m", "recommender", "off", "--data", str(data)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("The catalog ")
    assert len(run.stderr.splitlines()) == 1
