"""Files that come as photos: each is a picture or one clear sentence, soon and in little memory."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from guard import safely
from kit import BLUE, RED, encoded, jpeg, picture
from PIL import Image

from recommender.errors import UnusablePhoto
from recommender.photos import PhotoStore, check_photo, read_photo
from recommender.photos.store import logo_picture

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
REFUSED = "cannot be used as a photo: it"
REFUSED_FILE = "cannot be used as a photo: its file"


@pytest.fixture
def store(data: Path) -> PhotoStore:
    return PhotoStore(data / "photos")


def noise(size: tuple[int, int] = (120, 90)) -> Image.Image:
    return Image.effect_noise(size, 80).convert("RGB")


WHOLE = {kind: encoded(noise(), kind) for kind in FORMATS}


def taken_or_refused(store: PhotoStore, data: bytes) -> bool:
    """Hand a file in at every place that takes one; return whether it was taken."""
    taken = []
    with safely(store.path("x").parent):
        for use in (read_photo, check_photo, store.add, logo_picture):
            try:
                use(data, name="curry")
                taken.append(True)
            except UnusablePhoto as refused:
                told = str(refused)
                assert told.startswith((f"curry {REFUSED} ", f"curry {REFUSED_FILE} "))
                assert told.endswith(".")
                taken.append(False)
    return all(taken)


def chunk(kind: bytes, body: bytes, *, length: int | None = None, good: bool = True) -> bytes:
    checksum = zlib.crc32(kind + body) ^ (0 if good else 1)
    size = len(body) if length is None else length
    return struct.pack(">I", size) + kind + body + struct.pack(">I", checksum)


SIGNATURE = b"\x89PNG\r\n\x1a\n"


def png(
    *before: bytes,
    width: int = 64,
    height: int = 48,
    bits: int = 8,
    colours: int = 2,
    rows: bytes | None = None,
    interlaced: int = 0,
) -> bytes:
    """Return a PNG with chunks ``before`` its picture, whatever they and its header say."""
    header = struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, interlaced)
    rows = (b"\0" + bytes(3 * 64)) * 48 if rows is None else rows
    body = chunk(b"IDAT", zlib.compress(rows))
    return SIGNATURE + chunk(b"IHDR", header) + b"".join(before) + body + chunk(b"IEND", b"")


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("menu.csv", "name,price\nTea,2\n")
    return buffer.getvalue()


def segment(kind: int, content: bytes) -> bytes:
    return bytes((0xFF, kind)) + (len(content) + 2).to_bytes(2) + content


def with_notes(notes: bytes) -> bytes:
    whole = WHOLE["JPEG"]
    return whole[:2] + segment(0xE1, b"Exif\0\0" + notes) + whole[2:]


def webp(kind: bytes, body: bytes) -> bytes:
    part = kind + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(part) + 4) + b"WEBP" + part


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


NO_PHOTOS = {
    "nothing": b"",
    "a nought": b"\0",
    "only noughts": bytes(10_000),
    "a line break": b"\n",
    "a text": b"Green curry, 12.50",
    "a web page": b"<!doctype html><script>alert(1)</script>",
    "a drawing": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "a drawing with a head": b"<?xml version='1.0'?><svg onload='alert(1)'/>",
    "a drawing with laughs": b"<!DOCTYPE svg [<!ENTITY a 'ha'>]><svg>&a;</svg>",
    "a packed drawing": b"\x1f\x8b\x08\0" + bytes(100),
    "a program": b"MZ" + bytes(500),
    "a program of Linux": b"\x7fELF" + bytes(500),
    "a script": b"#!/bin/sh\nrm -rf /\n",
    "a ZIP": archive(),
    "a document": b"%PDF-1.7\n1 0 obj",
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n(a) run\n",
    "a Photoshop file": b"8BPS\0\1" + bytes(500),
    "a font": b"\0\1\0\0\0\x0c" + bytes(500),
    "an icon": encoded(picture(), "ICO"),
    "a GIF": encoded(picture(), "GIF"),
    "an animated GIF": encoded(picture(), "GIF", save_all=True, append_images=[picture(BLUE)]),
    "a BMP": encoded(picture(), "BMP"),
    "a TIFF": encoded(picture(), "TIFF"),
    "a PPM": encoded(picture(), "PPM"),
    "a TGA": encoded(picture(), "TGA"),
    "a PCX": encoded(picture(), "PCX"),
    "a JPEG 2000": b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(500),
    "a film": b"\0\0\0\x20ftypisom" + bytes(500),
    "a film of a phone": b"\0\0\0\x14ftypqt  " + bytes(500),
    "a sound": b"ID3\4" + bytes(500),
    "a raw photo": b"II*\0\x10\0\0\0CR\2\0" + bytes(500),
    "a pickle": b"\x80\x04\x95\x0c\0\0\0\0\0\0\0\x8c\x02os\x94.",
    "an array": b"\x93NUMPY\1\0v\0{'descr': '|O'}",
}
DAMAGED = {
    **{f"the first {n} bytes of a {kind}": WHOLE[kind][:n] for kind in FORMATS for n in (4, 16, 40, 400)},
    **{f"a {kind} without its end": WHOLE[kind][: len(WHOLE[kind]) * 2 // 3] for kind in FORMATS},
    **{f"a {kind} of noughts": WHOLE[kind][:24] + bytes(5_000) for kind in FORMATS},
    "a JPEG without a frame": b"\xff\xd8" + segment(0xDB, bytes(65)) + b"\xff\xd9",
    "a JPEG of comments": b"\xff\xd8" + segment(0xFE, b"x" * 60_000) * 100 + b"\xff\xd9",
    "a JPEG of no size": b"\xff\xd8" + segment(0xC0, b"\x08\0\0\0\0\3\1\x11\0\2\x11\1\3\x11\1") + b"\xff\xd9",
    "a JPEG of 65,535 sides": b"\xff\xd8" + segment(0xC0, b"\x08\xff\xff\xff\xff\3\1\x11\0\2\x11\1\3\x11\1") + b"\xff\xd9",
    "a JPEG with a short segment": b"\xff\xd8\xff\xe0\0\0" + bytes(100),
    "a PNG without a picture": SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 48, 8, 2, 0, 0, 0)) + chunk(b"IEND", b""),
    "a PNG without a header": SIGNATURE + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b""),
    "a PNG with a wrong checksum": SIGNATURE + chunk(b"IHDR", bytes(13), good=False),
    "a PNG of no size": png(width=0, height=0),
    "a PNG of negative size": png(width=0xFFFFFFFF, height=0xFFFFFFFF),
    "a PNG of unknown colours": png(colours=5),
    "a PNG of 7 bits": png(bits=7),
    "a PNG with too few rows": png(rows=b"\0\0\0"),
    "a PNG with a chunk longer than the file": SIGNATURE + chunk(b"IHDR", bytes(13), length=2**31 - 1),
    "a PNG whose rows cannot be unpacked": SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 48, 8, 2, 0, 0, 0)) + chunk(b"IDAT", b"no zlib"),
    "a PNG palette without colours": png(colours=3, rows=(b"\0" + bytes(64)) * 48, bits=8)[:60],
    "a WebP of an unknown kind": webp(b"VP8?", bytes(100)),
    "a WebP with an empty picture": webp(b"VP8 ", b""),
    "a WebP of noughts losslessly": webp(b"VP8L", b"\x2f" + bytes(100)),
    "a WebP that says it is longer": b"RIFF\xff\xff\xff\xffWEBPVP8 " + bytes(50),
    "a HEIC of empty boxes": box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", b""),
    "a HEIC of nested boxes": box(b"ftyp", b"heic\0\0\0\0heic") + box(b"meta", box(b"meta", box(b"meta", bytes(4)))),
    "a HEIC whose box has no end": box(b"ftyp", b"heic\0\0\0\0heic") + struct.pack(">I", 0xFFFFFFFF) + b"meta",
    "an AVIF of empty boxes": box(b"ftyp", b"avif\0\0\0\0avif") + box(b"meta", bytes(4)),
}  # fmt: skip
BOMBS = {
    "a text chunk of 5 MB": png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(5_000_000)))),
    "a profile that unpacks to 5 MB": png(
        chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(5_000_000)))
    ),
    "50,000 by 50,000 pixels": png(width=50_000, height=50_000, rows=bytes(1000)),
    "2 billion pixels a side": png(width=2**31 - 1, height=2**31 - 1, rows=bytes(1000)),
    "30,000 by 1 pixels": png(width=30_000, height=1, rows=b"\0" + bytes(90_000)),
    "1 by 30,000 pixels": png(width=1, height=30_000, rows=bytes(4) * 30_000),
    "30,000 by 40 pixels": jpeg(size=(30_000, 40)),
    "7,100 by 7,100 grey pixels": encoded(Image.new("L", (7_100, 7_100)), "PNG"),
    "a picture of 1 bit that is large": encoded(Image.new("1", (20_000, 20_000)), "PNG"),
    "a WebP of 16,383 by 16,383": encoded(
        Image.new("L", (16_383, 3_100)), "WEBP", quality=1, method=0
    ),
}
BEARABLE = {
    "a thousand texts": png(*[chunk(b"tEXt", b"Comment\0x")] * 1_000),
    "notes that are noughts": png(chunk(b"eXIf", bytes(1_000))),
    "rows after the last": png(rows=(b"\0" + bytes(192)) * 4_000),
    "turned seven ways": with_notes(b"II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\7\0\0\0\0\0\0\0"),
    "turned in no known way": with_notes(b"II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\xff\0\0\0\0\0\0\0"),
    "turned by a text": with_notes(b"II*\0\x08\0\0\0\1\0\x12\1\2\0\4\0\0\0abc\0\0\0\0\0"),
    "turned by many": with_notes(b"II*\0\x08\0\0\0\1\0\x12\1\3\0\xff\xff\xff\xff\x08\0\0\0\0\0\0\0"),
    "notes that refer to themselves": with_notes(b"II*\0\x08\0\0\0\1\0\x69\x87\4\0\1\0\0\0\x08\0\0\0\x08\0\0\0"),
    "65,535 notes": with_notes(b"II*\0\x08\0\0\0\xff\xff" + b"\x12\1\3\0\1\0\0\0\1\0\0\0" * 5_000),
    "notes beyond the end": with_notes(b"MM\0*\xff\xff\xff\xff"),
    "notes divided by nought": with_notes(b"II*\0\x08\0\0\0\1\0\x1a\1\5\0\1\0\0\0\x1a\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0"),
    "a colour profile of noughts": encoded(picture(), icc_profile=bytes(3_000)),
    "a colour profile for printing": encoded(picture(mode="CMYK"), icc_profile=b"x" * 128),
    "two pictures one behind the other": WHOLE["JPEG"] + WHOLE["JPEG"],
    "a ZIP behind": WHOLE["JPEG"] + archive(),
    "a ZIP behind a PNG": WHOLE["PNG"] + archive(),
    "a page behind": WHOLE["WEBP"] + b"<script>alert(1)</script>",
    "four hundred frames": encoded(picture(size=(32, 32)), "PNG", save_all=True, append_images=[picture(c, (32, 32)) for c in (RED, BLUE) * 200]),
    "four hundred frames of WebP": encoded(picture(size=(32, 32)), "WEBP", save_all=True, append_images=[picture(c, (32, 32)) for c in (RED, BLUE) * 200]),
    "16 bits a colour": png(bits=16, rows=(b"\0" + bytes(6 * 64)) * 48),
    "16 bits of grey": png(bits=16, colours=0, rows=(b"\0" + bytes(2 * 64)) * 48),
    "16 bits of grey, half clear": png(bits=16, colours=4, rows=(b"\0" + bytes(4 * 64)) * 48),
    "1 bit": encoded(Image.new("1", (64, 48)), "PNG"),
    "woven rows": png(interlaced=1, rows=bytes(64 * 48 * 4)),
    "a palette with some clear colours": encoded(picture().quantize(), "PNG", transparency=bytes([0, 128])),
    "grey with one clear shade": png(chunk(b"tRNS", b"\0\0"), colours=0, rows=(b"\0" + bytes(64)) * 48),
    "printing colours turned round": encoded(picture(mode="CMYK"), quality=60),
    "progressive": encoded(noise(), progressive=True),
    "colours of a luminous kind": encoded(picture(mode="YCbCr"), "JPEG"),
    "a HEIC of low quality": encoded(noise(), "HEIF", quality=20),
}  # fmt: skip


@pytest.mark.parametrize("data_of_it", NO_PHOTOS.values(), ids=NO_PHOTOS)
def test_what_is_no_photo_is_refused(store: PhotoStore, data_of_it: bytes) -> None:
    assert not taken_or_refused(store, data_of_it)
    assert not any(file.is_file() for file in store.path("x").parent.rglob("*"))


@pytest.mark.parametrize("data_of_it", DAMAGED.values(), ids=DAMAGED)
def test_what_is_damaged_is_refused(store: PhotoStore, data_of_it: bytes) -> None:
    assert not taken_or_refused(store, data_of_it)


@pytest.mark.parametrize("data_of_it", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_unopened(store: PhotoStore, data_of_it: bytes) -> None:
    assert not taken_or_refused(store, data_of_it)


@pytest.mark.filterwarnings("ignore:.*EXIF.*")
@pytest.mark.parametrize("data_of_it", BEARABLE.values(), ids=BEARABLE)
def test_what_is_odd_but_a_picture_is_taken(store: PhotoStore, data_of_it: bytes) -> None:
    assert taken_or_refused(store, data_of_it)


def spoilt(seed: int) -> Iterator[bytes]:
    """Yield files that were pictures: some bytes changed, lost, doubled or swapped."""
    chance = random.Random(seed)
    for _ in range(12):
        data = bytearray(WHOLE[chance.choice(FORMATS)])
        for _ in range(chance.choice((1, 3, 10, 100))):
            at, length = chance.randrange(len(data)), chance.randint(1, 40)
            part = data[at : at + length]
            data[at : at + length] = chance.choice(
                (bytes(length), b"", part * 3, bytes(reversed(part)), chance.randbytes(length))
            )
        yield bytes(data)


@pytest.mark.filterwarnings("ignore:.*EXIF.*")
@pytest.mark.parametrize("seed", range(25))
def test_a_spoilt_picture_is_a_picture_or_a_sentence(store: PhotoStore, seed: int) -> None:
    for data in spoilt(seed):
        taken_or_refused(store, data)
