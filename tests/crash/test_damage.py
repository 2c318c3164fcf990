"""Damaged data folders: what Chroma loses is built again, and lost truth is said in a sentence."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from crash_ledger import DEMO_ROWS, Ledger
from crash_rounds import Rounds, nursery
from kit import RED, TasteEncoder, jpeg

from recommender.check import check
from recommender.errors import CatalogDamaged
from recommender.restaurant import Restaurant

Opening = Callable[..., Restaurant]
Lost = Callable[[Restaurant], None]
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
