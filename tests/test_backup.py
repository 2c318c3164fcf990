"""A backup is one consistent file, taken while others write; it comes back whole or not at all."""

import json
import random
import re
import sqlite3
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from kit import BLUE, GREEN, RED, TasteEncoder, dish, jpeg

from recommender.__main__ import main
from recommender.backup import backup, restore
from recommender.backup.workplace import workplace
from recommender.catalog import Catalog, Change, tables
from recommender.check import look_at_folder
from recommender.command import LOOK_AT_IT
from recommender.config import PROJECT
from recommender.errors import FolderUnusable, UnusableBackup
from recommender.recommend import Query
from recommender.restaurant import Restaurant

Opening = Callable[..., Restaurant]

# Writes change sets until it is killed, and says the number of each once it is acknowledged. What
# number n leaves can be computed: the dish of its number modulo 20 costs n euros.
WRITER = """
import sys
from pathlib import Path
from kit import dish
from recommender.backup.workplace import workplace
from recommender.catalog import Catalog, Change
catalog = Catalog.open(Path(sys.argv[1]))
for number in range(1, 1_000_000):
    one = dish(f"Curry {number % 20}", price=float(number))
    print(catalog.write([Change(one.id, one)], who="Ana", what="price").number, flush=True)
"""
RESTORER = """
import sys
from pathlib import Path
from recommender.backup import restore
print("ready", flush=True)
sys.stdin.readline()
restore(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def python(code: str, *arguments: object) -> "subprocess.Popen[str]":
    """Run code in a process of its own that knows the tests' kit."""
    path = f"import sys; sys.path[:0] = [{str(PROJECT / 'tests')!r}, {str(PROJECT)!r}]\n"
    command = [sys.executable, "-c", path + code, *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=PROJECT)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backups" / "menu.zip"


@pytest.fixture
def running(restaurant: Restaurant, file: Path) -> Restaurant:
    """A restaurant at work: three dishes with photos, one of them removed, and a logo."""
    file.parent.mkdir()
    kitchen = restaurant.kitchen
    for name, colour in (("Green curry", GREEN), ("Tomato soup", RED), ("Lemon tart", BLUE)):
        kitchen.add({"name": name, "price": "9"}, photo=jpeg(colour), photo_name="photo.jpg")
    kitchen.remove(["lemon-tart"], who="Luis")
    kitchen.furnish({"name": "Casa Ana"}, logo=jpeg(RED), logo_name="logo.jpg")
    return restaurant


def files(folder: Path) -> set[str]:
    """Return the files of a data folder that cannot be made again."""
    found = [file.relative_to(folder) for file in folder.rglob("*") if file.is_file()]
    kept = [name for name in found if name.parts[0] == "photos" or name.name == "catalog.db"]
    return {name.as_posix() for name in kept}


def test_what_a_backup_holds_comes_back_and_nothing_is_encoded_again(
    running: Restaurant, file: Path, tmp_path: Path, open_restaurant: Opening, tastes: TasteEncoder
) -> None:
    taken = backup(running.settings.data, file)
    tastes.encoded.clear()

    restore(file, tmp_path / "restored")

    assert (taken.manifest.dishes, taken.manifest.photos, taken.manifest.lost) == (2, 2, ())
    assert files(tmp_path / "restored") == files(running.settings.data)
    back = open_restaurant(tmp_path / "restored")
    assert tastes.encoded == []
    assert back.catalog.menu() == running.catalog.menu()
    assert back.kitchen.house() == running.kitchen.house()
    assert back.engine.disagreements() == []
    assert back.recommender.search(Query("green curry")).matches[0].dish.id == "green-curry"
    back.kitchen.undo()  # the removed dish, with its photo
    assert back.photos.open(back.recommender.dish("lemon-tart").photo or "").size == (64, 48)


def test_a_backup_taken_amid_changes_is_a_state_that_was_acknowledged(tmp_path: Path) -> None:
    data, acknowledged = tmp_path / "data", [0]
    writer = python(WRITER, data / "catalog.db")

    def listen() -> None:
        for line in writer.stdout or ():
            acknowledged.append(int(line))

    ear = threading.Thread(target=listen)
    ear.start()
    try:
        for number in range(5):
            while acknowledged[-1] < 40 * (number + 1):
                ear.join(0.01)
                assert writer.poll() is None
            before = acknowledged[-1]
            backup(data, tmp_path / f"{number}.zip")
            held = restore(tmp_path / f"{number}.zip", tmp_path / f"restored-{number}")
            assert held.revision >= before
            assert_state(tmp_path / f"restored-{number}", held.revision)
    finally:
        writer.kill()
        writer.wait()
        ear.join()


def assert_state(data: Path, revision: int) -> None:
    """Hold a catalog against what the writer's changes up to a revision leave."""
    assert look_at_folder(data).state == "healthy"
    catalog = Catalog.open(data / "catalog.db")
    prices = {f"curry-{n % 20}": float(n) for n in range(1, revision + 1)}
    assert catalog.revision().number == revision
    assert {d.id: d.price for d in catalog.menu().dishes.values()} == prices
    assert len(catalog.history.change_sets(limit=revision + 1)) == revision
    catalog.close()


def test_a_restore_killed_at_any_moment_leaves_an_empty_or_a_complete_folder(
    running: Restaurant, file: Path, tmp_path: Path
) -> None:
    backup(running.settings.data, file)
    data, random_delays = tmp_path / "restored", random.Random(6)
    for _ in range(6):
        child = python(RESTORER, file, data)
        assert child.stdout
        assert child.stdin
        child.stdout.readline()
        child.stdin.write("\n")
        child.stdin.flush()
        threading.Event().wait(random_delays.uniform(0, 0.08))
        child.kill()
        child.communicate()
        if data.exists():
            assert files(data) == files(running.settings.data)
            data.rename(tmp_path / f"complete-{random_delays.random()}")

    restore(file, data)

    assert files(data) == files(running.settings.data)
    assert [f.name for f in tmp_path.iterdir() if f.name.startswith(".")] == []


def test_a_backup_appears_when_it_is_complete_and_leaves_no_half_file(
    running: Restaurant, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(running.settings.data, file)
    whole = file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("recommender.backup.taking._put", full)
    with pytest.raises(FolderUnusable, match="No space left on device"):
        backup(running.settings.data, file)

    assert [f.name for f in file.parent.iterdir()] == ["menu.zip"]
    assert file.read_bytes() == whole


def test_what_a_killed_backup_left_behind_is_thrown_away(running: Restaurant, file: Path) -> None:
    left = file.parent / ".backup-under-way"
    left.mkdir()
    (left / "menu.zip").write_bytes(b"half")
    backup(running.settings.data, file)
    assert [f.name for f in file.parent.iterdir()] == ["menu.zip"]


def test_two_backups_do_not_write_into_one_folder_at_once(running: Restaurant, file: Path) -> None:
    with (
        workplace(file.parent / ".backup-under-way"),
        pytest.raises(FolderUnusable, match="another process is writing or restoring a backup"),
    ):
        backup(running.settings.data, file)
    backup(running.settings.data, file)


def test_nobody_else_may_read_a_backup_or_what_is_restored(
    running: Restaurant, file: Path, tmp_path: Path
) -> None:
    backup(running.settings.data, file)
    restore(file, tmp_path / "restored")

    assert file.stat().st_mode & 0o077 == 0
    assert (tmp_path / "restored").stat().st_mode & 0o077 == 0


def changed(file: Path, **members: bytes | None) -> Path:
    """Return a copy of a backup with members replaced, added, or taken away."""
    target = file.with_name("changed.zip")
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            data = members.pop(name, source.read(name))
            if data is not None:
                copy.writestr(name, data)
        for name, data in members.items():
            copy.writestr(name, data or b"")
    return target


def manifest(file: Path, **changes: object) -> bytes:
    with zipfile.ZipFile(file) as archive:
        said = json.loads(archive.read("manifest.json"))
    return json.dumps(said | changes).encode()


def turned(file: Path) -> Path:
    """Turn one bit of a photo, as an old disk does."""
    with zipfile.ZipFile(file) as archive:
        name = next(n for n in archive.namelist() if n.startswith("photos/"))
        place = archive.getinfo(name).header_offset + 200
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)
    return file


ESCAPING = "../escaped.txt"
EMPTY = {"bytes": 0, "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda file: file.with_name("none.zip"), "there is no such file"),
        (lambda file: cut(file, 0.0), "it is no backup, or it is cut off"),
        (lambda file: cut(file, 0.5), "it is no backup, or it is cut off"),
        (lambda file: cut(file, 0.999), "it is no backup, or it is cut off"),
        (lambda file: changed(file, **{"manifest.json": None}), "it has no manifest.json"),
        (
            lambda file: changed(file, **{"manifest.json": b"{}"}),
            "its manifest.json cannot be read",
        ),
        (lambda file: changed(file, **{"catalog.db": None}), "'catalog.db' is missing in it"),
        (lambda file: changed(file, **{"catalog.db": b"SQL"}), "catalog.db in it is damaged"),
        (
            lambda file: changed(file, **{ESCAPING: b""}),
            "'../escaped.txt' is missing in it, or there",
        ),
        (lambda file: listed(file, ESCAPING), "no backup holds a file named '../escaped.txt'"),
        (
            lambda file: listed(file, "/etc/cron.d/x"),
            "no backup holds a file named '/etc/cron.d/x'",
        ),
        (lambda file: listed(file, "photos/../../x.jpg"), "no backup holds a file named"),
        (turned, " in it is damaged"),
        (
            lambda file: changed(
                file, **{"manifest.json": manifest(file, format=9, program="7.0")}
            ),
            "version 7.0 of this program made it, which is newer",
        ),
        (
            lambda file: changed(file, **{"manifest.json": manifest(file, revision=99)}),
            "its manifest.json tells of another catalog",
        ),
    ],
)
def test_a_file_that_is_no_whole_backup_is_refused_and_nothing_is_written(
    running: Restaurant,
    file: Path,
    tmp_path: Path,
    spoil: Callable[[Path], Path],
    sentence: str,
) -> None:
    backup(running.settings.data, file)
    spoilt = spoil(file)
    there = set(tmp_path.rglob("*"))

    with pytest.raises(UnusableBackup) as refused:
        restore(spoilt, tmp_path / "restored")

    assert sentence in str(refused.value)
    assert str(refused.value).endswith("Nothing was changed.")
    assert set(tmp_path.rglob("*")) == there


def cut(file: Path, part: float) -> Path:
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * part)])
    return file


def listed(file: Path, name: str) -> Path:
    """Return a backup whose manifest tells of a file that leads elsewhere."""
    with zipfile.ZipFile(file) as archive:
        known = json.loads(archive.read("manifest.json"))["files"]
    return changed(
        file, **{"manifest.json": manifest(file, files=known | {name: EMPTY}), name: b""}
    )


def test_a_folder_that_holds_something_is_left_alone(
    running: Restaurant, file: Path, tmp_path: Path
) -> None:
    backup(running.settings.data, file)
    before = files(running.settings.data)

    with pytest.raises(FolderUnusable, match="restored into an empty folder, and this one is not"):
        restore(file, running.settings.data)

    assert files(running.settings.data) == before


def test_an_empty_folder_that_waits_for_a_backup_takes_it(
    running: Restaurant, file: Path, tmp_path: Path
) -> None:
    backup(running.settings.data, file)
    (tmp_path / "restored").mkdir()
    restore(file, tmp_path / "restored")
    assert files(tmp_path / "restored") == files(running.settings.data)


def test_a_backup_of_a_newer_catalog_is_refused(
    running: Restaurant, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(running.settings.data, file)
    monkeypatch.setattr(tables, "SCHEMA_VERSION", 1)

    with pytest.raises(UnusableBackup, match="needs a newer version of this program"):
        restore(file, tmp_path / "restored")

    assert not (tmp_path / "restored").exists()


def test_a_lost_photo_is_named_and_the_rest_is_backed_up(
    running: Restaurant, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = running.recommender.dish("green-curry").photo or ""
    running.photos.path(photo).unlink()

    assert main(["backup", str(file), "--json"]) == 3

    said = capsys.readouterr()
    assert "The photo of Green curry is lost, so it is not in the backup." in said.err
    assert json.loads(said.out)["photos"] == 1


def write(folder: Path, statement: str) -> None:
    """Write into the catalog by hand."""
    with closing(sqlite3.connect(folder / "catalog.db")) as connection, connection:
        connection.execute(statement)


@pytest.mark.parametrize("damage", ['\'{"id": "ra\'', "CAST(x'22ff22' AS TEXT)", "'[1]'"])
def test_a_damaged_entry_of_the_history_is_told_and_the_backup_taken(
    damage: str, running: Restaurant, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(running.settings.data, f"UPDATE changes SET after = {damage} WHERE revision = 1")

    status = main(["backup", str(file), "--data", str(running.settings.data)])

    assert status == LOOK_AT_IT
    assert "Entries of the history that cannot be read: 1." in capsys.readouterr().err
    assert main(["restore", str(file), "--data", str(file.parent / "restored")]) == 0


def test_a_dish_that_cannot_be_read_is_not_passed_off_as_a_backup(
    running: Restaurant, file: Path
) -> None:
    write(running.settings.data, "UPDATE dishes SET body = '{' WHERE id = 'green-curry'")

    with pytest.raises(FolderUnusable, match="cannot be read; restore"):
        backup(running.settings.data, file)

    assert not file.exists()


def test_photos_that_are_swept_while_a_backup_is_taken_are_left_out(
    running: Restaurant, file: Path, tmp_path: Path
) -> None:
    def swept(*_: object) -> None:
        for photo in (running.settings.data / "photos").rglob("*.jpg"):
            photo.unlink()

    taken = backup(running.settings.data, file, swept)

    assert len([name for name in taken.manifest.files if name.endswith(".jpg")]) == 1
    restore(file, tmp_path / "restored")
    assert files(tmp_path / "restored") == set(taken.manifest.files)


def test_the_commands_say_what_was_kept_and_what_came_back(
    running: Restaurant, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(file)]) == 0
    assert capsys.readouterr().out.startswith("2 dishes and 2 photos at revision 4 are in ")
    assert main(["restore", str(file), "--data", str(tmp_path / "restored")]) == 0
    assert capsys.readouterr().out.startswith("2 dishes and 2 photos at revision 4, as they were ")
    assert main(["restore", str(file)]) == 1
    assert "and this one is not" in capsys.readouterr().err


def test_in_a_folder_a_backup_is_named_by_the_minute(running: Restaurant, file: Path) -> None:
    taken = backup(running.settings.data, file.parent)
    assert re.fullmatch(r"backup-\d{4}-\d{2}-\d{2}-\d{4}\.zip", taken.file.name)
    assert list(file.parent.iterdir()) == [taken.file]


def test_a_folder_without_a_catalog_has_nothing_to_back_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(tmp_path / "menu.zip"), "--data", str(tmp_path / "none")]) == 1
    assert "there is no such folder" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_a_damaged_catalog_is_not_passed_off_as_a_backup(tmp_path: Path) -> None:
    data = tmp_path / "data"
    catalog = Catalog.open(data / "catalog.db")
    for number in range(200):
        catalog.write([Change(f"curry-{number}", dish(f"Curry {number}"))], who="Ana", what="add")
    catalog.close()
    with (data / "catalog.db").open("r+b") as file:
        file.seek(4096 * 12)
        file.write(b"\xff" * 4096 * 4)

    with pytest.raises(FolderUnusable, match=r"catalog\.db"):
        backup(data, tmp_path / "menu.zip")

    assert not (tmp_path / "menu.zip").exists()
