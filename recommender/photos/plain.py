"""Whether a JPEG is nothing but its picture: no notes, no tail, no second file inside.

A file may be a picture to one program and a page or an archive to another. Only a JPEG in the one
layout that :mod:`recommender.photos.kept` makes keeps its bytes; every other is written anew.
"""

import re
from io import BytesIO
from itertools import pairwise

from PIL import Image

START, END = b"\xff\xd8", b"\xff\xd9"
JFIF, QUANTA, FRAME, CODES, SCAN = (bytes((0xFF, kind)) for kind in (0xE0, 0xDB, 0xC0, 0xC4, 0xDA))
LAYOUT = (JFIF, QUANTA, QUANTA, FRAME, CODES, CODES, CODES, CODES, SCAN)
LENGTHS = {JFIF: 16, QUANTA: 67, FRAME: 17, SCAN: 12}  # bytes, of three colours in 8 bits
MARKER = re.compile(rb"\xff[^\x00]")  # a scan's own 0xff is written with a zero behind it
# A scan's last bytes, without the one that may be padding: changing them changes the picture,
# unless decoders never read so far.
TAIL = slice(-5, -1)
CHANGES = (0x55, 0xAA, 0xCC, 0x33, 0x0F, 0x66, 0x99)  # bits; some may mean the same picture


def is_plain(data: bytes) -> bool:
    """Return whether every byte of a JPEG that decodes is needed for its picture.

    A plain one may rarely be doubted, where its last corner is of one colour; never the reverse.
    """
    scan = _scan(data)
    return scan is not None and not _has_surplus(data, scan)


def _scan(data: bytes) -> slice | None:
    """Return where the picture's own data lies; None when anything unusual is in the file."""
    place = len(START)
    for expected in LAYOUT:
        length = int.from_bytes(data[place + 2 : place + 4])
        content = data[place + 4 : place + 2 + length]
        if data[place : place + 2] != expected or not _is_usual(expected, length, content):
            return None
        place += 2 + length
    end = len(data) - len(END)
    usual = data.startswith(START) and data.endswith(END) and not _has_marker(data[place:end])
    return slice(place, end) if usual else None


def _is_usual(kind: bytes, length: int, content: bytes) -> bool:
    if kind == CODES:  # sixteen counts and so many symbols, each of them once: no room for text
        symbols = content[17:]
        return len(symbols) == sum(content[1:17]) == len(set(symbols))
    return length == LENGTHS[kind]


def _has_marker(scan: bytes) -> bool:
    return MARKER.search(scan) is not None


def _has_surplus(data: bytes, scan: slice) -> bool:
    """Return whether a scan goes on after its last pixel, where text could be hidden."""
    picture = _pixels(data)
    return all(_pixels(_disturbed(data, scan, bits)) == picture for bits in CHANGES)


def _disturbed(data: bytes, scan: slice, bits: int) -> bytes:
    tail = data[scan][TAIL]
    kept = scan.stop - len(data[scan][TAIL.start :])
    changed = [
        byte if before == 0xFF or 0xFF in (byte, byte ^ bits) else byte ^ bits  # no new marker
        for before, byte in pairwise(data[kept - 1 : kept] + tail)
    ]
    return data[:kept] + bytes(changed) + data[kept + len(tail) :]


def _pixels(data: bytes) -> bytes | None:
    try:
        return Image.open(BytesIO(data), formats=("JPEG",)).tobytes()
    except OSError:
        return None
