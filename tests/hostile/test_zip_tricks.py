"""ZIPs of people who know the format: what is in them stays in them, and is taken whole or not."""

import io
import random
import stat
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable

import pytest
from handing_in import hand_in
from kit import jpeg

from recommender.kitchen import Plan
from recommender.restaurant import Restaurant

MENU = b"name,price,photo\nTea,2,tea.jpg\n"
Entry = str | zipfile.ZipInfo


def zipped(*files: tuple[Entry, bytes], menu: bytes | None = MENU) -> bytes:
    """Return a ZIP of a menu and these files, in this order, twice the same name or not."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a name is there twice
        for name, content in [*([("menu.csv", menu)] if menu is not None else []), *files]:
            archive.writestr(name, content)
    return target.getvalue()


def of_kind(name: str, mode: int, *, system: int = 3) -> zipfile.ZipInfo:
    """Return an entry that says it is a link, a device or the like."""
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = system, mode << 16
    return info


def patched(content: bytes, *places: tuple[bytes, int, bytes]) -> bytes:
    """Return a ZIP with bytes replaced, counted from the last place of a mark."""
    data = bytearray(content)
    for mark, at, new in places:
        place = data.rfind(mark) + at
        data[place : place + len(new)] = new
    return bytes(data)


LISTED, LOCAL, END = b"PK\1\2", b"PK\3\4", b"PK\5\6"


def renamed(before: bytes, after: bytes) -> bytes:
    """Return a ZIP whose list calls the photo otherwise than its entry does."""
    return patched(zipped((before.decode(), jpeg())), (LISTED, 46, after))


def nested(depth: int) -> bytes:
    inside = zipped()
    for _ in range(depth):
        inside = zipped(("more.zip", inside), menu=None)
    return inside


def overlapping(count: int) -> bytes:
    """Return a ZIP whose list names one packed body again and again: a bomb without repetition."""
    packed = zlib.compress(bytes(900_000))[2:-4]
    checksum = zlib.crc32(bytes(900_000))
    local = struct.pack("<4s5H3L2H", LOCAL, 20, 0, 8, 0, 0, checksum, len(packed), 900_000, 5, 0)
    body = local + b"a.jpg" + packed
    entries = [
        struct.pack(
            "<4s6H3L5H2L", LISTED, 20, 20, 0, 8, 0, 0, checksum, len(packed), 900_000, 9, 0, 0, 0, 0, 0, 0
        )
        + b"%05d.jpg" % number
        for number in range(count)
    ]  # fmt: skip
    listed = b"".join(entries)
    end = struct.pack("<4s4H2LH", END, 0, 0, count, count, len(listed), len(body), 0)
    return body + listed + end


def many(names: Iterable[str]) -> bytes:
    return zipped(*((name, b"x") for name in names))


LINK, FIFO, SOCKET = stat.S_IFLNK | 0o777, stat.S_IFIFO | 0o666, stat.S_IFSOCK | 0o666
BLOCK, CHARACTERS = stat.S_IFBLK | 0o666, stat.S_IFCHR | 0o666
UNSAFE: dict[str, Callable[[], bytes]] = {
    **{
        f"a file called {name}": lambda name=name: zipped((name, jpeg()))  # type: ignore[misc]
        for name in (
            "../tea.jpg", "a/../../tea.jpg", "a/b/c/../../../../tea.jpg", "..\\tea.jpg", "a\\..\\..\\tea.jpg",
            "/tea.jpg", "//server/share/tea.jpg", "\\tea.jpg", "C:/tea.jpg", "c:\\tea.jpg", "D:tea.jpg",
            "../", "..", "photos/..", "photos/../../../../../../../../etc/cron.d/tea.jpg", "./../tea.jpg",
        )
    },
    "a path in other slashes": lambda: zipped(("photos\\..\\..\\tea.jpg", jpeg())),
    "a path that leads out in its list alone": lambda: renamed(b"photos/tea.jpg", b"../../../a.jpg"),
    "a link to a file": lambda: zipped((of_kind("tea.jpg", LINK), b"/etc/passwd")),
    "a link to a folder": lambda: zipped((of_kind("photos", LINK), b"/etc"), ("photos/tea.jpg", jpeg())),
    "a link that says it comes from a Mac": lambda: zipped((of_kind("tea.jpg", LINK, system=19), b"/etc/passwd")),
    "a link as the menu": lambda: zipped((of_kind("menu.csv", LINK), b"/etc/passwd"), menu=None),
    "a pipe": lambda: zipped((of_kind("tea.jpg", FIFO), b"")),
    "a socket": lambda: zipped((of_kind("tea.jpg", SOCKET), b"")),
    "a disk": lambda: zipped((of_kind("tea.jpg", BLOCK), b"")),
    "a terminal": lambda: zipped((of_kind("tea.jpg", CHARACTERS), b"")),
    "locked": lambda: patched(zipped(("tea.jpg", jpeg())), (LISTED, 8, b"\1"), (LOCAL, 6, b"\1")),
    "locked in its list alone": lambda: patched(zipped(("tea.jpg", jpeg())), (LISTED, 8, b"\1")),
    "locked strongly": lambda: patched(zipped(("tea.jpg", jpeg())), (LISTED, 8, b"\x41"), (LOCAL, 6, b"\x41")),
    "locked as WinZip does": lambda: patched(zipped(("tea.jpg", jpeg())), (LISTED, 10, b"\x63"), (LOCAL, 8, b"\x63")),
    "packed in an unknown way": lambda: patched(zipped(("tea.jpg", jpeg())), (LISTED, 10, b"\x5d"), (LOCAL, 8, b"\x5d")),
    "a ZIP in it": lambda: nested(1),
    "ZIPs in ZIPs": lambda: nested(20),
    **{f"a {kind} in it": lambda kind=kind: zipped((f"more.{kind}", b"x")) for kind in ("rar", "7z", "tar", "tgz", "gz", "bz2", "xz", "ZIP")},  # type: ignore[misc]
    "a thousand noughts a byte": lambda: zipped(("tea.jpg", bytes(30_000_000))),
    "small ones, very many": lambda: zipped(*((f"{n}.jpg", bytes(900_000)) for n in range(130))),
    "one body listed a thousand times": lambda: overlapping(1_000),
    "one body listed a hundred times": lambda: overlapping(100),
    "a menu of noughts": lambda: zipped(menu=bytes(60_000_000)),
    "names that differ in case": lambda: many(["Tea.jpg", "tea.JPG"]),
    "names that differ in accents": lambda: many(["té.jpg", "te\u0301.jpg"]),
    "names that differ in a sharp s": lambda: many(["straße.jpg", "STRASSE.jpg"]),
    "names that differ in spaces": lambda: many(["green tea.jpg", "green  tea.jpg"]),
    "names that differ in a bell": lambda: many(["tea.jpg", "tea.jpg\x07"]),
    "one name in two folders": lambda: many(["a/tea.jpg", "b/tea.jpg"]),
    "one name twice": lambda: many(["tea.jpg", "tea.jpg"]),
    "two menus": lambda: many(["menu2.csv"]),
    "two menus that differ in case": lambda: many(["MENU.CSV"]),
    "no menu": lambda: zipped(("tea.jpg", jpeg()), menu=None),
    "nothing": lambda: zipped(menu=None),
    "folders alone": lambda: zipped(("a/", b""), ("a/b/", b""), menu=None),
    "a name of 60,000 letters": lambda: many(["x" * 60_000 + ".jpg"]),
    "folders of 60,000 letters": lambda: many(["x/" * 30_000 + "tea.jpg"]),
    "a menu that is a folder": lambda: zipped(("menu.csv/", b""), menu=None),
    "a menu that is a photo": lambda: zipped(menu=jpeg()),
    "a menu that is a ZIP": lambda: zipped(menu=zipped()),
    "an empty menu": lambda: zipped(menu=b""),
    "cut off": lambda: zipped(("tea.jpg", jpeg()))[:-10],
    "without its list": lambda: zipped(("tea.jpg", jpeg())).split(LISTED)[0],
    "a list without files": lambda: LISTED + zipped(("tea.jpg", jpeg())).split(LISTED, 1)[1],
    "a size that is not true": lambda: patched(zipped(("tea.jpg", jpeg())), (LISTED, 24, b"\1\0\0\0")),
    "a size of 4 GB": lambda: patched(zipped(("tea.jpg", jpeg())), (LISTED, 24, b"\xfe\xff\xff\xff")),
    "a checksum that is not true": lambda: patched(zipped(("tea.jpg", jpeg())), (LISTED, 16, b"\0\0\0\0")),
    "a place behind the end": lambda: patched(zipped(("tea.jpg", jpeg())), (LISTED, 42, b"\xff\xff\xff\x7f")),
    "a place that is another file's": lambda: patched(zipped(("tea.jpg", jpeg())), (LISTED, 42, b"\0\0\0\0")),
    "a list that begins nowhere": lambda: patched(zipped(), (END, 16, b"\xff\xff\xff\x7f")),
    "an end alone": lambda: END + bytes(18),
    "a name that is no UTF-8": lambda: patched(zipped(("t\u00e9.jpg", jpeg())), (LISTED, 46, b"\xff\xff")),
}  # fmt: skip
ODD: dict[str, Callable[[], bytes]] = {
    "packed otherwise than listed": lambda: patched(zipped(("tea.jpg", jpeg())), (LOCAL, 8, b"\x0c")),
    "a list of 65,535 files": lambda: patched(zipped(), (END, 8, b"\xff\xff\xff\xff")),
    "on two disks": lambda: patched(zipped(), (END, 4, b"\1\0\1\0")),
    "a page before it": lambda: b"<html><script>alert(1)</script></html>" + zipped(("tea.jpg", jpeg())),
    "a photo before it": lambda: jpeg() + zipped(("tea.jpg", jpeg())),
    "a comment behind it": lambda: patched(zipped(("tea.jpg", jpeg())), (END, 20, b"\5\0")) + b"hello",
    "photos that are none": lambda: zipped(("tea.jpg", b"<svg onload=alert(1)>")),
    "a program beside": lambda: zipped(("tea.jpg", jpeg()), ("install.exe", b"MZ"), ("run.sh", b"#!/bin/sh")),
    "names of devices": lambda: many(["CON.jpg", "nul.jpg", "aux.png"]),
    "names of signs": lambda: many(["'; rm -rf ~.jpg", "$(reboot).jpg", "<b>.jpg", "%00.jpg", "-rf.jpg", "~.jpg"]),
    "names the other way round": lambda: many(["\u202egpj.aet.jpg"]),
    "names with noughts": lambda: many(["tea\0.jpg"]),
    "hidden files that lead nowhere": lambda: zipped((".htaccess", b"x"), (".git/config", b"x"), ("tea.jpg", jpeg())),
    "five thousand notes": lambda: many(f"notes/{n}.txt.md" for n in range(5_000)),
    "many folders": lambda: zipped(*((f"{n}/", b"") for n in range(5_000))),
    "folders in folders": lambda: many(["/".join("abcdefgh" * 20) + "/tea.jpg"]),
}  # fmt: skip


@pytest.mark.parametrize("make", UNSAFE.values(), ids=[ascii(name) for name in UNSAFE])
def test_a_zip_that_is_up_to_no_good_is_refused_whole(
    served: Restaurant, make: Callable[[], bytes]
) -> None:
    assert isinstance(hand_in(served, ("menu.zip", make())), str)


@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
def test_what_is_odd_but_harmless_is_taken(served: Restaurant, make: Callable[[], bytes]) -> None:
    plan = hand_in(served, ("menu.zip", make()))
    assert isinstance(plan, Plan), plan
    assert plan.file.rows[0].values["name"] == "Tea"


@pytest.mark.parametrize(
    "name",
    ["x" * 100_000 + ".csv", "x" * 100_000 + ".zip", "é" * 150 + ".csv", "\0.csv", "\x1b[2J.csv", "a/" * 900 + "menu.csv", "menu.csv/", "CON.csv", ".csv", "menu.csv."],
    ids=lambda name: ascii(name[:20]),
)  # fmt: skip
def test_whatever_a_browser_calls_a_file_is_answered(served: Restaurant, name: str) -> None:
    hand_in(served, (name, zipped() if ".zip" in name else MENU))


@pytest.mark.parametrize("seed", range(40))
def test_a_zip_with_any_fields_is_answered(served: Restaurant, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(zipped(("photos/tea.jpg", jpeg()), ("note.md", b"x" * 500)))
    for _ in range(chance.randint(1, 4)):
        marks = [at for at in range(len(content) - 4) if content[at : at + 2] == b"PK"]
        at = chance.choice(marks) + chance.randrange(2, 46)
        new = chance.choice([b"\0\0", b"\xff\xff", b"\xff\xff\xff\xff", b"\1", b"\x7f", b"PK\1\2"])
        content[at : at + len(new)] = new
    hand_in(served, ("menu.zip", bytes(content)))
