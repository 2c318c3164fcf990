"""What a restaurant hands in: a menu, photos, a ZIP; and ZIPs that are up to no good."""

import io
import random
import stat
import struct
import time
import warnings
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from kit import jpeg

from recommender.errors import UnusableDelivery, UnusableMenuFile
from recommender.menu_file import Delivery, open_delivery, read_menu_file

SOON_S = 10  # seconds of computing; five on a machine that nobody else keeps busy
MENU = b"name,price,photo\nTea,2,tea.jpg\n"
Entry = str | zipfile.ZipInfo


def zipped(files: Mapping[Entry, bytes] | list[tuple[Entry, bytes]]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a name is there twice
        for name, content in files.items() if isinstance(files, Mapping) else files:
            archive.writestr(name, content)
    return target.getvalue()


def delivered(folder: Path, **files: bytes) -> Delivery:
    return open_delivery(list(files.items()), folder)


def opened(folder: Path, archive: bytes) -> Delivery:
    return open_delivery([("menu.zip", archive)], folder)


def everything(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*"))


def test_a_menu_alone_is_a_delivery(tmp_path: Path) -> None:
    delivery = open_delivery([("carta de verano.csv", MENU)], tmp_path)
    assert delivery == Delivery(tmp_path / "menu" / "carta de verano.csv")
    assert delivery.menu.read_bytes() == MENU


def test_a_menu_and_photos_dropped_together_are_a_delivery(tmp_path: Path) -> None:
    photo = tmp_path / "Cake.HEIC"
    photo.write_bytes(b"cake")
    files = [("tea.jpg", jpeg()), ("menu.xlsx", b"menu"), ("Cake.HEIC", photo), ("note.doc", b"")]
    delivery = open_delivery(files, tmp_path / "in")
    assert delivery == Delivery(
        tmp_path / "in/menu/menu.xlsx",
        tmp_path / "in/photos",
        ("tea.jpg", "Cake.HEIC"),
        ("note.doc",),
    )
    assert (tmp_path / "in/photos/Cake.HEIC").read_bytes() == b"cake"


def test_a_zip_is_taken_apart_whatever_its_folders(tmp_path: Path) -> None:
    archive = zipped(
        {
            "Carta 2026/menu.csv": MENU,
            "Carta 2026/fotos/postres/tea.jpg": b"tea",
            "Carta 2026/fotos/Crème.webp": b"creme",
            "Carta 2026/LICENCE": b"words",
            "__MACOSX/Carta 2026/._menu.csv": b"mac",
            "Carta 2026/.DS_Store": b"mac",
            "Carta 2026/Thumbs.db": b"windows",
            "Carta 2026/.hidden/secret.jpg": b"hidden",
        }
    )
    delivery = opened(tmp_path, archive)
    assert delivery.photo_names == ("tea.jpg", "Crème.webp")
    assert delivery.ignored == ("Carta 2026/LICENCE",)
    assert everything(tmp_path) == [
        "menu", "menu/menu.csv", "photos", "photos/Crème.webp", "photos/tea.jpg"
    ]  # fmt: skip
    assert [row.photo for row in read_menu_file(delivery.menu).rows] == ["tea.jpg"]


def test_photos_in_a_zip_beside_the_menu_are_a_delivery(tmp_path: Path) -> None:
    archive = tmp_path / "photos.zip"
    archive.write_bytes(zipped({"tea.jpg": b"tea"}))
    delivery = open_delivery([("menu.csv", MENU), ("photos.zip", archive)], tmp_path / "in")
    assert (delivery.menu.name, delivery.photo_names) == ("menu.csv", ("tea.jpg",))


def test_a_note_beside_the_menu_is_not_taken_for_it(tmp_path: Path) -> None:
    delivery = opened(tmp_path, zipped({"menu.csv": MENU, "README.txt": b"Hello"}))
    assert (delivery.menu.name, delivery.ignored) == ("menu.csv", ("README.txt",))


def test_a_text_is_the_menu_where_nothing_else_is(tmp_path: Path) -> None:
    assert opened(tmp_path, zipped({"menu.txt": MENU})).menu.name == "menu.txt"


def test_names_that_a_mac_wrote_in_its_own_way_are_read(tmp_path: Path) -> None:
    # UTF-8 without its flag, and accents apart from their letters.
    content = zipped({"menu.csv": MENU, "Cr_me.jpg": b"creme"})
    content = content.replace(b"Cr_me.jpg", "Cre\u0300.jpg".encode().ljust(9, b"_")[:9])
    assert opened(tmp_path, content).photo_names == ("Crè.jpg",)


def test_folders_are_parted_by_either_slash(tmp_path: Path) -> None:
    archive = zipped({"menu.csv": MENU, "photos\\tea.jpg": b"tea"})
    assert opened(tmp_path, archive).photo_names == ("tea.jpg",)


def entry(name: str, *, mode: int = 0, packing: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    info.compress_type = packing
    return info


def locked() -> bytes:
    """Return a ZIP that says its photo is locked with a password, as its reader sees it."""
    content = bytearray(zipped({"menu.csv": MENU, "tea.jpg": b"tea"}))
    for at in (content.rfind(b"PK\1\2") + 8, content.rfind(b"PK\3\4") + 6):
        content[at] |= 1
    return bytes(content)


def lying(*fields: tuple[int, int]) -> bytes:
    """Return a ZIP whose list of files says something untrue of its photo."""
    content = bytearray(zipped({"menu.csv": MENU, "tea.jpg": b"tea" * 100}))
    for field, value in fields:
        at = content.rfind(b"PK\1\2") + field
        content[at : at + 4] = struct.pack("<L", value)
    return bytes(content)


SIZE, PACKED_SIZE, CHECKSUM, PLACE = 24, 20, 16, 42  # where a list of files says them


def spoilt() -> bytes:
    content = bytearray(zipped({"menu.csv": MENU, entry("tea.jpg", packing=0): b"tea" * 100}))
    content[content.find(b"teatea") + 3] ^= 1
    return bytes(content)


def in_chinese_boxes() -> bytes:
    return zipped({"menu.csv": MENU, "more.zip": zipped({"tea.jpg": b"tea"})})


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: b"", "it is no ZIP archive or is damaged; make it anew"),
        (lambda: b"PK\3\4 and no more", "it is no ZIP archive or is damaged; make it anew"),
        (lambda: zipped({"menu.csv": MENU})[:-30], "it is no ZIP archive or is damaged; make it anew"),
        (lambda: zipped({"menu.csv": MENU})[50:], '"menu.csv" in it is damaged; make the ZIP anew'),
        (lambda: zipped({}), "there is no menu file in it; add one as CSV or .xlsx"),
        (lambda: zipped({"tea.jpg": b"tea"}), "there is no menu file in it; add one as CSV or .xlsx"),
        (lambda: zipped({".menu.csv": MENU}), "there is no menu file in it; add one as CSV or .xlsx"),
        (lambda: zipped({"menu.csv": MENU, "old/menu.xlsx": b""}), '"menu.csv" and "old/menu.xlsx" may both be the menu; hand in one of them'),
        *(
            (lambda path=path: zipped({"menu.csv": MENU, path: b"x"}), f'"{shown}" in it would be written outside its folder; make the ZIP anew from one folder')
            for path, shown in [
                ("../../etc/tea.jpg", "../../etc/tea.jpg"),
                ("photos/../../tea.jpg", "photos/../../tea.jpg"),
                ("..\\..\\tea.jpg", "../../tea.jpg"),
                ("/etc/cron.d/tea.jpg", "/etc/cron.d/tea.jpg"),
                ("\\\\server\\tea.jpg", "//server/tea.jpg"),
                ("C:\\Windows\\tea.jpg", "C:/Windows/tea.jpg"),
                ("c:tea.jpg", "c:tea.jpg"),
            ]
        ),
        (lambda: zipped({"menu.csv": MENU, entry("tea.jpg", mode=stat.S_IFLNK | 0o777): b"/etc/passwd"}), '"tea.jpg" in it is a link or a device; put the file itself in'),
        (lambda: zipped({"menu.csv": MENU, entry("fotos", mode=stat.S_IFLNK | 0o777): b"/etc"}), '"fotos" in it is a link or a device; put the file itself in'),
        (lambda: zipped({"menu.csv": MENU, entry("tea.jpg", mode=stat.S_IFIFO): b""}), '"tea.jpg" in it is a link or a device; put the file itself in'),
        (locked, '"tea.jpg" in it is locked with a password; make the ZIP without one'),
        (lambda: zipped({"menu.csv": MENU, entry("tea.jpg", packing=zipfile.ZIP_LZMA): b"tea"}), '"tea.jpg" in it is packed in an unusual way; make a plain ZIP'),
        (lambda: zipped({"menu.csv": MENU, entry("tea.jpg", packing=zipfile.ZIP_BZIP2): b"tea"}), '"tea.jpg" in it is packed in an unusual way; make a plain ZIP'),
        (in_chinese_boxes, '"more.zip" in it is packed itself; unpack it first'),
        (lambda: zipped({"menu.csv": MENU, "more.7z": b"7z"}), '"more.7z" in it is packed itself; unpack it first'),
        (lambda: zipped({"menu.csv": MENU, "a/tea.jpg": b"1", "b/tea.jpg": b"2"}), '"a/tea.jpg" and "b/tea.jpg" have one name; rename one of them'),
        (lambda: zipped({"menu.csv": MENU, "tea.jpg": b"1", "TEA.JPG": b"2"}), '"tea.jpg" and "TEA.JPG" have one name; rename one of them'),
        (lambda: zipped({"menu.csv": MENU, "t\u00e9.jpg": b"1", "te\u0301.jpg": b"2"}), '"té.jpg" and "té.jpg" have one name; rename one of them'),
        (lambda: zipped([("menu.csv", MENU), ("menu.csv", b"")]), '"menu.csv" and "menu.csv" may both be the menu; hand in one of them'),
        (lambda: zipped({"menu.csv": MENU, "x" * 201 + ".jpg": b"x"}), f'"{"x" * 200}" in it has too long a name; shorten it'),
        (lambda: lying((SIZE, 4_200_000_000)), "it unpacks to 4,200 MB, more than 4,000; split it"),
        (lambda: lying((SIZE, 299)), '"tea.jpg" in it is damaged; make the ZIP anew'),
        (lambda: lying((CHECKSUM, 7)), '"tea.jpg" in it is damaged; make the ZIP anew'),
        (lambda: lying((PLACE, 10_000)), '"tea.jpg" in it is damaged; make the ZIP anew'),
        (spoilt, '"tea.jpg" in it is damaged; make the ZIP anew'),
    ],
)  # fmt: skip
def test_a_zip_that_is_not_safe_is_refused_in_one_sentence_and_leaves_nothing_outside(
    tmp_path: Path, make: Callable[[], bytes], reason: str
) -> None:
    content, folder = make(), tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    began = time.process_time()
    with pytest.raises(UnusableDelivery) as raised:
        opened(folder, content)
    assert time.process_time() - began < SOON_S
    assert str(raised.value) == f"menu.zip cannot be taken: {reason}."
    assert {name.split("/")[0] for name in everything(tmp_path)} == {"a"}
    assert everything(tmp_path / "a") == ["b", *(f"b/{name}" for name in everything(folder))]


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: zipped({"menu.csv": MENU, "tea.jpg": bytes(101_000_000)}), r"it unpacks to \d+ times"),
        (lambda: zipped({"menu.csv": MENU, "tea.jpg": bytes(2_000_000)}), r'"tea.jpg" in it is packed [\d,]+ times'),
        (lambda: lying((SIZE, 3_000_000_000), (PACKED_SIZE, 0)), r"it unpacks to \d+ times"),
        (lambda: lying((SIZE, 3_000_000_000)), r"it unpacks to \d+ times its size, as no photos can"),
    ],
)  # fmt: skip
def test_a_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, make: Callable[[], bytes], reason: str
) -> None:
    with pytest.raises(UnusableDelivery, match=reason):
        opened(tmp_path, make())
    assert everything(tmp_path) == []


def test_a_zip_that_lists_more_files_than_can_be_read_is_refused_unread(tmp_path: Path) -> None:
    listed = b"PK\1\2".ljust(46, b"\0") * 120_000
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(listed), 0, 0)
    began = time.process_time()
    with pytest.raises(UnusableDelivery, match="it lists more than 20,000 files; split it"):
        opened(tmp_path, listed + end)
    assert time.process_time() - began < 1


def test_a_long_list_cannot_hide_behind_a_short_one(tmp_path: Path) -> None:
    listed = b"PK\1\2".ljust(46, b"\0") * 120_000
    long = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, len(listed), 0)
    pointer = struct.pack("<4sLQL", b"PK\6\7", 0, len(listed), 1)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 46, 0, 0)
    with pytest.raises(UnusableDelivery, match="it lists more than 20,000 files; split it"):
        opened(tmp_path, listed + long + pointer + end)


def test_more_files_than_a_menu_has_photos_are_refused(tmp_path: Path) -> None:
    archive = zipped({f"{n}.jpg": b"" for n in range(20_001)})
    with pytest.raises(UnusableDelivery, match="it holds 20,001 files, more than 20,000; split it"):
        opened(tmp_path, archive)


@pytest.mark.parametrize("name", ["", ".", "..", "a/", "a/..", "\\"])
def test_a_file_without_a_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnusableDelivery, match="a file in it has no name; name it"):
        open_delivery([("menu.csv", MENU), (name, b"")], tmp_path)


@pytest.mark.parametrize(
    "name", ["../../menu.csv", "/etc/menu.csv", "C:\\menu.csv", "a\0/menu.csv"]
)
def test_what_a_browser_calls_a_file_never_leads_out_of_the_folder(
    tmp_path: Path, name: str
) -> None:
    delivery = open_delivery([(name, MENU)], tmp_path / "in")
    assert delivery.menu == tmp_path / "in" / "menu" / "menu.csv"
    assert everything(tmp_path) == ["in", "in/menu", "in/menu/menu.csv"]


def test_nothing_handed_in_is_no_delivery(tmp_path: Path) -> None:
    with pytest.raises(UnusableDelivery) as raised:
        open_delivery([], tmp_path)
    assert str(raised.value) == (
        "a delivery of 0 files cannot be taken: "
        "there is no menu file in it; add one as CSV or .xlsx."
    )


def test_a_full_disk_is_said_to_be_full(tmp_path: Path) -> None:
    (tmp_path / "menu").write_bytes(b"in the way")
    with pytest.raises(UnusableDelivery, match="it cannot be unpacked"):
        open_delivery([("menu.csv", MENU)], tmp_path)


@pytest.mark.parametrize("seed", range(40))
def test_a_zip_with_spoilt_bytes_never_breaks_the_reading(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(zipped({"menu.csv": MENU, "photos/tea.jpg": jpeg(), "note.md": b"x"}))
    for _ in range(chance.randint(1, 10)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    with suppress(UnusableMenuFile):
        opened(folder, bytes(content))
    assert [name for name in everything(tmp_path) if not name.startswith("a")] == []
    assert [name for name in everything(tmp_path / "a") if not name.startswith("b")] == []


def test_a_damaged_workbook_is_called_a_workbook(tmp_path: Path) -> None:
    workbook = tmp_path / "menu.xlsx"
    workbook.write_bytes(b"PK\3\4 and no more")

    with pytest.raises(UnusableDelivery) as raised:
        read_menu_file(workbook)

    assert str(raised.value) == (
        "menu.xlsx cannot be taken: it is no workbook or is damaged; save it again as .xlsx."
    )
