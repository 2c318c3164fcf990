"""Measure what a menu of a given size takes, as a Markdown table: memory, disk, database, time.

    python tests/benchmarks/sizing.py [--dishes N ...] [--catalog postgresql://user@host/database]

The menus are made up, with random vectors of the built-in encoder's size. Each size is measured in
a process of its own; what the program takes with three dishes is taken off its memory. A database
that is named must be empty; it is left as the last menu makes it.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import sqlalchemy as sa
from pydantic import SecretStr
from synthetic_data import fill
from synthetic_menu import synthetic_dishes

from recommender.catalog import Change
from recommender.config import BUILT_IN, read_settings
from recommender.embeddings import Embeddings
from recommender.encoder.built_in import BuiltInEncoder
from recommender.restaurant import Restaurant

SIZES = (1_000, 10_000)
FEW = 3  # dishes of the menu with which nothing but the program takes memory
LOOKS, CHANGES = 300, 7
ROWS = {
    "memory": "memory of a process, beside the program's own, kB a dish",
    "program": "memory of the program with its encoder, MB",
    "catalog": "catalog, kB a dish",
    "index": "Chroma's folder, kB a dish",
    "indexed_s": "filling the index from kept vectors, s",
    "opened_s": "opening again, encoder included, s",
    "look_ms": "has anything changed? (before each search), ms",
    "change_ms": "one dish changed, until searches show it, ms",
}


def main() -> None:
    """Read the command line, measure each size apart, and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--dishes", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--catalog", default="", metavar="ADDRESS")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(measured(chosen.one, chosen.catalog)))
        return
    few = apart(FEW, chosen.catalog)
    columns = [apart(count, chosen.catalog) for count in chosen.dishes]
    for count, column in zip(chosen.dishes, columns, strict=True):
        column["program"] = few["rss"] / 1e6
        column["memory"] = (column["rss"] - few["rss"]) / count / 1e3
    print(f"| | {' | '.join(f'{count:,} dishes' for count in chosen.dishes)} |")
    print(f"| --- |{' ---: |' * len(columns)}")
    for key, title in ROWS.items():
        print(f"| {title} | {' | '.join(f'{column[key]:.1f}' for column in columns)} |")


def apart(count: int, catalog: str) -> dict[str, float]:
    """Return what is measured in a process of its own."""
    command = [sys.executable, __file__, "--one", str(count), "--catalog", catalog]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def measured(count: int, catalog: str) -> dict[str, float]:
    """Make a menu, open it again as the next day does, and return what it takes."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        settings = read_settings(data=data, model=BUILT_IN, catalog=SecretStr(catalog))
        written = subprocess.run(
            [sys.executable, "-c", WRITER, folder, catalog, str(count)],
            cwd=Path(__file__).parent,
            capture_output=True,
            text=True,
            check=True,
        )
        begun = time.monotonic()
        restaurant = Restaurant(settings)
        restaurant.engine.start()
        found = {
            "opened_s": time.monotonic() - begun,
            "indexed_s": float(written.stdout.splitlines()[-1]),
            "rss": resident(),
            "catalog": catalog_bytes(restaurant) / count / 1e3,
            "index": bytes_under(data / "index") / count / 1e3,
            "look_ms": median_ms(restaurant.catalog.revision, LOOKS),
            "change_ms": median_ms(lambda: change(restaurant), CHANGES),
        }
        restaurant.close()
        return found


WRITER = """
import sys, time
from pathlib import Path
sys.path[:0] = ["../..", "."]
from sizing import write
print(write(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
"""


def write(data: Path, catalog: str, count: int) -> float:
    """Write a menu of that size, and return how many seconds the index took."""
    settings = read_settings(data=data, model=BUILT_IN, catalog=SecretStr(catalog))
    restaurant = Restaurant(settings)
    restaurant.engine.start()
    gone = [Change(dish, None) for dish in restaurant.catalog.menu().dishes]
    restaurant.catalog.write(gone, who="benchmark", what="emptied")
    embeddings = Embeddings(restaurant.catalog, restaurant.photos, BuiltInEncoder())
    fill(restaurant.catalog, embeddings, synthetic_dishes(count))
    begun = time.monotonic()
    restaurant.engine.follow()
    taken = time.monotonic() - begun
    restaurant.close()
    return taken


def change(restaurant: Restaurant) -> None:
    """Change the price of a dish, and wait until a search would show it."""
    dish = next(iter(restaurant.catalog.menu().dishes.values()))
    dearer = dish.model_copy(update={"price": dish.price + 0.5})
    restaurant.catalog.write([Change(dish.id, dearer)], who="benchmark", what="dearer")
    restaurant.engine.follow()


def median_ms(call: Callable[[], object], times: int) -> float:
    """Return how many milliseconds a call takes."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        call()
        taken.append((time.perf_counter() - begun) * 1e3)
    return median(taken)


def resident() -> int:
    """Return how many bytes of memory this process holds."""
    lines = Path("/proc/self/status").read_text().splitlines()
    (line,) = [line for line in lines if line.startswith("VmRSS:")]
    return int(line.split()[1]) * 1024


def catalog_bytes(restaurant: Restaurant) -> int:
    """Return how large the catalog's database is."""
    engine = restaurant.catalog._engine
    if engine.dialect.name == "sqlite":
        return bytes_under(restaurant.settings.data, "catalog.db*")
    with engine.connect() as connection:
        size = "SELECT pg_database_size(current_database())"
        return int(connection.execute(sa.text(size)).scalar_one())


def bytes_under(folder: Path, pattern: str = "**/*") -> int:
    """Return how many bytes the files of a folder hold."""
    return sum(file.stat().st_blocks * 512 for file in folder.glob(pattern) if file.is_file())


if __name__ == "__main__":
    main()
