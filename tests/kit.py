"""Builders that many tests share: dishes, photos, menu files, and an encoder worked by hand."""

import csv
import io
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pillow_heif
from PIL import Image

from recommender.background import UNRELATED
from recommender.dish import Dish, dish_id
from recommender.encoder import Calibration, Halves, Vector, Vectors
from recommender.pictures import unrelated_pictures

DATABASES = ("SQLite", "PostgreSQL")  # what ``database_kind`` may be
RED, GREEN, BLUE = (230, 0, 0), (0, 230, 0), (0, 0, 230)


def dish(name: str, **changes: Any) -> Dish:
    """Return a valid dish of this name for 10 euros, with ``changes``."""
    return Dish(**{"id": dish_id(name), "name": name, "price": 10.0} | changes)


def picture(
    colour: tuple[int, int, int] = RED, size: tuple[int, int] = (64, 48), mode: str = "RGB"
) -> Image.Image:
    return Image.new("RGB", size, colour).convert(mode)


def encoded(image: Image.Image, file_format: str = "JPEG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    if file_format == "HEIF":  # not by Pillow: it learns the format from the code under test
        file = pillow_heif.from_pillow(image)
        if "exif" in options:  # as the picture's own, so that it is written as a turn, too
            file[0].info["exif"] = options.pop("exif").tobytes()
        file.save(buffer, **options)
    else:
        image.save(buffer, file_format, **options)
    return buffer.getvalue()


def jpeg(colour: tuple[int, int, int] = RED, size: tuple[int, int] = (64, 48)) -> bytes:
    """Return the bytes of a JPEG of one colour."""
    return encoded(picture(colour, size), quality=95)


def menu_csv(file: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    """Write ``rows`` with the columns that the first of them names."""
    listed = list(rows)
    with file.open("w", newline="", encoding="utf-8") as target:
        writer = csv.DictWriter(target, list(listed[0]))
        writer.writeheader()
        writer.writerows(listed)
    return file


class Clock:
    """Stands still until it is turned."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


class Stopwatch:
    """Seconds, which stand still until they are moved."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


TASTES = ("curry", "coconut", "tofu", "beef", "chocolate", "lemon", "prawn", "tomato")


UNRELATED_PICTURES = frozenset(picture.tobytes() for _, picture in unrelated_pictures())


class TasteEncoder:
    """Words are the tastes they name, in equal parts; a photo is its mean colour.

    "Beef curry" is the direction (1, 0, 0, 1, 0, ...), so its cosine with "curry" is 1 / sqrt(2);
    a dish without a taste has a direction of its own, and words without one are like no dish.
    ``encoded`` lists what was encoded for
    the menu.
    """

    scales = {
        ("words", "words"): Calibration(even=0.5, spread=0.1),
        ("photo", "photo"): Calibration(even=0.5, spread=0.1),
        ("dish", "words"): Calibration(even=0.5, spread=0.1),
        ("dish", "photo"): Calibration(even=0.5, spread=0.1),
    }
    photo_size = 3
    photo_side = 48  # all of what ``jpeg`` makes
    notices: tuple[str, ...] = ()
    query_version = 0

    def __init__(self, name: str = "tastes", tastes: Sequence[str] = TASTES) -> None:
        self.identity = f"{name}@1"
        self.title = f"the {name} encoder"
        self.words_size = len(tastes) + 1
        self.encoded: list[str] = []
        self.looked_at: list[tuple[int, int]] = []
        self.asked: list[str] = []
        self._tastes = tastes

    def settle(self) -> None:
        pass

    def encode_dish_photos(self, photos: Sequence[Image.Image]) -> Vectors:
        self.encoded += ["photo"] * len(photos)
        self.looked_at += [photo.size for photo in photos]
        rows = [self._colour(photo) for photo in photos]
        return np.array(rows, np.float32).reshape(len(photos), self.photo_size)

    def encode_dish_words(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        rows = [self._taste(text) for text in texts]
        return np.array(rows, np.float32).reshape(len(texts), self.words_size)

    def encode_query_words(self, text: str) -> Halves:
        self.asked += [] if text in UNRELATED else [text]
        return Halves(photo=None, words=self._taste(text, asked=True))

    def encode_query_photo(self, photo: Image.Image) -> Halves:
        self.asked += [] if photo.tobytes() in UNRELATED_PICTURES else ["photo"]
        return Halves(photo=self._colour(photo), words=None)

    def _taste(self, text: str, *, asked: bool = False) -> Vector:
        named = [float(taste in text.lower()) for taste in self._tastes]
        return unit([*named, 0.0 if any(named) else -1.0 if asked else 1.0])

    @staticmethod
    def _colour(photo: Image.Image) -> Vector:
        return unit(np.asarray(photo, np.float32).mean(axis=(0, 1)))


def unit(numbers: Any) -> Vector:
    row = np.asarray(numbers, np.float32)
    return row / np.linalg.norm(row)


SERVER_START_S = 30  # a Chroma server answers after one or two


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def chroma_server(folder: Path, port: int) -> Iterator[str]:
    """Run a real Chroma server on ``folder`` and yield its address once it answers."""
    program = Path(sys.executable).with_name("chroma")
    command = [program, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, stdout=quiet, stderr=quiet)
    address = f"http://127.0.0.1:{port}"
    try:
        _until_it_answers(f"{address}/api/v2/heartbeat", server)
        yield address
    finally:
        server.kill()
        server.wait()


def _until_it_answers(address: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + SERVER_START_S
    pause = threading.Event()
    while time.monotonic() < deadline:
        assert server.poll() is None, "the Chroma server ended before it answered"
        try:
            if httpx.get(address).is_success:
                return
        except httpx.TransportError:
            pause.wait(0.05)
    raise AssertionError(f"the Chroma server did not answer within {SERVER_START_S} s")
