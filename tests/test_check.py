"""A check says how the installation is, whatever became of it, and never with a traceback."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from kit import GREEN, RED, TasteEncoder, jpeg

from recommender.__main__ import main
from recommender.check import FREE_BYTES
from recommender.restaurant import Restaurant

Opening = Callable[..., Restaurant]
Said = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def data(restaurant: Restaurant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a restaurant that was closed for the night: two dishes, one with a photo."""
    monkeypatch.setenv("RECOMMENDER_MODEL", "tastes")
    kitchen = restaurant.kitchen
    kitchen.add({"name": "Green curry", "price": "9"}, photo=jpeg(GREEN), photo_name="curry.jpg")
    kitchen.add({"name": "Tomato soup", "price": "5", "allergens": "none"})
    kitchen.sell_out(["tomato-soup"])
    restaurant.close()
    return tmp_path / "data"


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Return what checks: its exit status and what it says as data."""

    def checking(*arguments: str) -> tuple[int, dict[str, Any]]:
        capsys.readouterr()
        status = main(["check", "--json", *arguments])
        return status, json.loads(capsys.readouterr().out)

    return checking


def test_a_healthy_restaurant_is_told_in_words(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 0
    lines = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert lines["state"] == "healthy"
    assert lines["menu"] == "2 dishes, 1 sold out"
    assert lines["missing"] == "1 photos, allergens of 1 dishes"
    assert lines["catalog"] == "at revision 3, in format 3"
    assert lines["encoder"] == "the tastes encoder"
    assert lines["index"].startswith("Chroma, embedded in ")
    assert "MB free" in lines["disk"]


def test_a_quick_look_loads_no_encoder_and_changes_nothing(
    data: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recommender.starting.load_encoder", None)  # loading it would fail
    there = {file: file.stat().st_mtime_ns for file in data.rglob("*") if file.is_file()}

    status, report = said("--quick")

    assert (status, report["state"], report["quick"]) == (0, "healthy", True)
    assert (report["dishes"], report["revision"], report["encoder"]) == (2, 3, "tastes@1")
    assert {f: f.stat().st_mtime_ns for f in data.rglob("*") if f in there} == there


def missing(data: Path) -> None:
    shutil.rmtree(data)


def no_folder(data: Path) -> None:
    shutil.rmtree(data)
    data.write_text("a note")


def no_catalog(data: Path) -> None:
    (data / "catalog.db").unlink()


def no_database(data: Path) -> None:
    clear_log(data)
    (data / "catalog.db").write_bytes(b"%PDF-1.7 " * 1000)


def empty_database(data: Path) -> None:
    clear_log(data)
    (data / "catalog.db").write_bytes(b"")


def folder_for_database(data: Path) -> None:
    (data / "catalog.db").unlink()
    (data / "catalog.db").mkdir()


def newer(data: Path) -> None:
    with sqlite3.connect(data / "catalog.db") as connection:
        connection.execute("UPDATE about SET value = '99' WHERE key = 'schema'")
    connection.close()


def clear_log(data: Path) -> None:
    for name in ("catalog.db-wal", "catalog.db-shm"):
        (data / name).unlink(missing_ok=True)


@pytest.mark.parametrize("arguments", [(), ("--quick",)])
@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (missing, "there is no such folder"),
        (no_folder, "it is no folder"),
        (no_catalog, "there is no catalog.db in it"),
        (no_database, "catalog.db: file is not a database"),
        (empty_database, "catalog.db is no catalog of this program"),
        (folder_for_database, "Is a directory"),
        (newer, "a newer version of this program made it"),
    ],
)
def test_a_folder_that_cannot_be_used_is_one_sentence_and_status_1(
    data: Path, said: Said, spoil: Callable[[Path], None], sentence: str, arguments: tuple[str, ...]
) -> None:
    spoil(data)

    status, report = said(*arguments)

    assert (status, report["state"], report["dishes"]) == (1, "problems", None)
    (problem,) = report["problems"]
    assert problem.startswith(f"The folder {data} cannot be used: ")
    assert sentence in problem


def test_looking_at_a_missing_folder_does_not_make_one(data: Path, said: Said) -> None:
    missing(data)
    assert said()[0] == 1
    assert not data.exists()


def test_a_folder_that_may_not_be_read_is_told(
    data: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path) -> Iterator[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refused)  # root may read whatever its mode is
    status, report = said("--quick")
    assert status == 1
    assert "Permission denied" in report["problems"][0]


def test_a_folder_that_may_not_be_written_can_be_looked_at(data: Path, said: Said) -> None:
    if os.geteuid() == 0:
        pytest.skip("root writes wherever it likes")
    clear_log(data)
    data.chmod(0o500)
    try:
        assert said("--quick")[0] == 0
    finally:
        data.chmod(0o700)


def test_a_catalog_that_another_process_holds_is_told(
    data: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recommender.catalog_file.WAIT_S", 0.1)
    holding = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('PRAGMA locking_mode = EXCLUSIVE'); c.execute('BEGIN EXCLUSIVE');"
        "print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", holding, str(data / "catalog.db")]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout
    holder.stdout.readline()
    try:
        status, report = said("--quick")
    finally:
        holder.communicate(b"")

    assert status == 1
    assert "another process holds catalog.db" in report["problems"][0]


def test_a_damaged_catalog_is_told_with_the_way_out(data: Path, said: Said) -> None:
    with sqlite3.connect(data / "catalog.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'dishes'"
        ).fetchone()
    connection.close()
    clear_log(data)
    with (data / "catalog.db").open("r+b") as file:
        file.seek(4096 * (page - 1))
        file.write(b"\xff" * 4096)

    status, report = said()

    assert status == 1
    (problem,) = report["problems"]
    assert problem.startswith("The catalog is damaged (")
    assert problem.endswith("Restore a backup into an empty folder.")


def test_a_dish_that_cannot_be_read_is_told_with_the_way_out(data: Path, said: Said) -> None:
    with sqlite3.connect(data / "catalog.db") as by_hand:
        by_hand.execute("UPDATE dishes SET body = '{' WHERE id = 'tomato-soup'")
    by_hand.close()

    status, report = said()

    (problem,) = report["problems"]
    assert status == 1
    assert problem == (
        "The catalog is damaged (the dish tomato-soup in it cannot be read). Restore a backup "
        "into an empty folder."
    )


@pytest.mark.parametrize(
    "damage", ["UPDATE changes SET after = '{' WHERE", "UPDATE revisions SET at = 'noon' WHERE"]
)
def test_a_damaged_history_is_told_while_a_backup_may_still_hold_it(
    data: Path, said: Said, damage: str
) -> None:
    named = "revision" if "changes" in damage else "number"
    with sqlite3.connect(data / "catalog.db") as by_hand:
        by_hand.execute(f"{damage} {named} = 2")
    by_hand.close()

    status, report = said()

    assert (status, report["problems"]) == (3, [])
    (warning,) = report["warnings"]
    assert warning == (
        "The history is damaged at change 2; a backup from before may still hold it. The menu is "
        "as it was."
    )


def test_damaged_settings_are_told_and_those_before_are_in_force(
    data: Path, said: Said, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["settings", "set", "name=La Parra"])
    main(["settings", "set", "name=La Vid"])
    with sqlite3.connect(data / "catalog.db") as by_hand:
        by_hand.execute("UPDATE houses SET body = '{' WHERE number = 2")
    by_hand.close()

    status, report = said()

    assert (status, report["problems"]) == (
        1,
        ["The settings of the restaurant were damaged; look at those in force and save them."],
    )
    assert main(["settings", "show", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "La Parra"


def test_a_lost_photo_is_seen_in_a_quick_look_and_a_damaged_one_in_a_close_look(
    data: Path, said: Said
) -> None:
    (photo,) = (data / "photos").glob("*.jpg")
    photo.write_bytes(jpeg(RED))
    assert said("--quick")[1]["problems"] == []
    assert said()[1]["problems"] == ["The photo of Green curry is damaged; add it again."]
    photo.unlink()
    assert said("--quick")[1]["problems"] == ["The photo of Green curry is lost; add it again."]


def test_a_lost_card_picture_and_a_lost_logo_are_told(
    data: Path, open_restaurant: Opening, said: Said
) -> None:
    restaurant = open_restaurant(start=False)
    house = restaurant.kitchen.furnish({}, logo=jpeg(RED), logo_name="logo.jpg")
    restaurant.photos.logo(house.logo or "").unlink()
    (card,) = (data / "photos" / "thumbnails").glob("*.jpg")
    card.unlink()

    assert said("--quick")[1]["problems"] == [
        "The picture of Green curry for its card is lost; add its photo again.",
        "The logo of the restaurant is lost; add it again.",
    ]


def test_a_disk_that_is_nearly_full_is_a_warning_and_status_3(
    data: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(data)._replace(free=FREE_BYTES - 600_000_000)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)

    status, report = said("--quick")

    assert (status, report["state"], report["problems"]) == (3, "warnings", [])
    assert report["warnings"][0].startswith("Only 400 MB are free; below 1,000 MB")


def test_a_chroma_server_that_is_away_is_a_warning(
    data: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECOMMENDER_CHROMA", "http://127.0.0.1:9")

    status, report = said()

    assert (status, report["index"]) == (3, "in memory, exact")
    assert "Searches run in memory until it answers again." in report["warnings"][0]


def test_beside_the_running_app_a_check_is_healthy_and_says_who_owns_the_index(
    data: Path, open_restaurant: Opening, said: Said, tastes: TasteEncoder
) -> None:
    open_restaurant()
    # The app and the check are one process here, but each has its own lock on the index.
    status, report = said()

    assert (status, report["state"]) == (0, "healthy")
    assert f"process {os.getpid()} holds the index" in report["index_notice"]


def test_wrong_usage_is_told_apart_from_a_sick_restaurant(data: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", "--slow"])
    assert ended.value.code == 2
