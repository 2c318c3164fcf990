"""Measure what importing a menu again costs when nothing in it changed, as a Markdown table.

    python tests/benchmarks/reimport.py [--dishes N] [--data FOLDER] [--profile]

The menu is made up, with a small photo of its own for each dish. Vectors are made up too, as
encoding is measured elsewhere: what counts here is that a second import asks for none. Making and
importing 10,000 dishes takes some ten minutes; with ``--data`` they are kept there.
"""

import argparse
import cProfile
import csv
import hashlib
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from full_size import large_photos
from measuring import machine
from PIL import Image
from synthetic_menu import synthetic_dishes

from recommender.config import read_settings
from recommender.dish import Dish
from recommender.encoder import Calibration, Halves, Loaded, Vectors
from recommender.kitchen import Plan
from recommender.menu_file import read_menu_file
from recommender.restaurant import Restaurant

PHOTO = (640, 480)
ROUNDS = 5
COLUMNS = ("id", "name", "description", "price", "cuisine", "course", "ingredients", "photo")
SCALE = Calibration(even=0.5, spread=0.1)


class MadeUpEncoder:
    """Gives everything a vector at once, and counts how often it is asked."""

    identity = title = "made up"
    notices: tuple[str, ...] = ()
    query_version = 0
    scales = {("words", "words"): SCALE, ("photo", "photo"): SCALE}
    photo_size = words_size = photo_side = 64

    def __init__(self) -> None:
        self.asked = 0

    def settle(self) -> None:
        """Return at once."""

    def encode_dish_words(self, inputs: Sequence[Any]) -> Vectors:
        """Return a vector for each."""
        self.asked += len(inputs)
        rows = np.random.default_rng(self.asked).normal(size=(len(inputs), 64))
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)

    encode_dish_photos = encode_dish_words

    def encode_query_words(self, text: str) -> Halves:
        """Return a vector for the words half."""
        return Halves(photo=None, words=self.encode_dish_words([text])[0])

    def encode_query_photo(self, photo: Image.Image) -> Halves:
        """Return a vector for the photo half."""
        return Halves(photo=self.encode_dish_words([photo])[0], words=None)


def main() -> None:
    """Read the command line, import twice, and print what that takes the next times."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--dishes", type=int, default=10_000, metavar="N")
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="keep menu and data here")
    parser.add_argument("--profile", action="store_true", help="print the dearest functions")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (chosen.data or Path(temporary)) / f"{chosen.dishes}-dishes"
        menu, photos = folder / "menu.csv", folder / "photos"
        files = large_photos(photos, chosen.dishes, PHOTO)
        write_menu(menu, synthetic_dishes(chosen.dishes), files)
        encoder = MadeUpEncoder()
        with patch("recommender.starting.load_encoder", lambda *_, **__: Loaded(encoder)):
            restaurant = Restaurant(read_settings(data=folder / "data"))
            restaurant.engine.start()
            imported(restaurant, menu, photos)
            restaurant.engine.settle()
            measure(restaurant, encoder, menu, files, profiled=chosen.profile)
            restaurant.close()


def write_menu(file: Path, dishes: Sequence[Dish], photos: Sequence[Path]) -> None:
    """Write the menu file of ``dishes``, each with the photo at its place."""
    with file.open("w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target)
        writer.writerow(COLUMNS)
        for dish, photo in zip(dishes, photos, strict=True):
            values = dish.model_dump() | {"photo": photo.name}
            values["ingredients"] = ";".join(dish.ingredients)
            writer.writerow([values[column] for column in COLUMNS])


def measure(
    restaurant: Restaurant,
    encoder: MadeUpEncoder,
    menu: Path,
    files: Sequence[Path],
    *,
    profiled: bool,
) -> None:
    """Import again, in turns with reading and hashing alone, and print both."""
    encoder.asked, profile = 0, cProfile.Profile()
    alone, again, plan = [], [], Plan(read_menu_file(menu))
    with patch("PIL.Image.open", side_effect=Image.open) as opened:
        for _ in range(ROUNDS):
            alone.append(timed(lambda: read_and_hashed(menu, files))[0])
            if profiled:
                profile.enable()
            took, plan = timed(lambda: imported(restaurant, menu, files[0].parent))
            profile.disable()
            again.append(took)
    reading, whole = median(alone), median(again)
    print(f"{machine()}\n")
    print("| step | s, median |\n| --- | ---: |")
    print(
        f"| reading the menu file and reading and hashing {len(files):,} photos | {reading:.1f} |"
    )
    print(f"| importing it again: {len(plan.unchanged):,} unchanged | {whole:.1f} |")
    print(f"\n{whole / reading:.2f} times as long; in {ROUNDS} imports {opened.call_count} photos")
    print(f"were opened and {encoder.asked} things encoded.")
    if profiled:
        pstats.Stats(profile).sort_stats("cumtime").print_stats(45)


def read_and_hashed(menu: Path, files: Sequence[Path]) -> None:
    """Do what no import can do without, by one thread."""
    read_menu_file(menu)
    for file in files:
        hashlib.sha256(file.read_bytes()).digest()


def imported(restaurant: Restaurant, menu: Path, photos: Path) -> Plan:
    """Import ``menu`` and return what was planned."""
    plan = restaurant.kitchen.plan(menu, photos)
    restaurant.kitchen.apply(plan)
    return plan


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return how long ``work`` took, and what it returned."""
    began = time.perf_counter()
    made = work()
    return time.perf_counter() - began, made


if __name__ == "__main__":
    main()
