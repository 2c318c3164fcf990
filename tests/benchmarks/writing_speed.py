"""Measure what a change of the menu costs until guests see it, as Markdown tables.

    python tests/benchmarks/writing_speed.py [--dishes N ...] [--rounds N] [--data FOLDER]

The menus are made up, with random vectors; new words are encoded by the built-in encoder. Making a
menu of 100,000 dishes and writing its index takes a quarter of an hour: with ``--data`` menus are
kept there, and copied before they are changed. With the menus kept, it takes some five minutes.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import copytree
from statistics import median
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from bulk_writing import bulk_table, imported, plain_table
from measuring import line as row
from measuring import machine, milliseconds, shown, timed
from synthetic_data import fill
from synthetic_menu import synthetic_dishes

from recommender import serving
from recommender.catalog import Catalog
from recommender.config import BUILT_IN, read_settings
from recommender.embeddings import Embeddings
from recommender.encoder.built_in import BuiltInEncoder
from recommender.index import ChromaIndex
from recommender.recommend import Query
from recommender.restaurant import Restaurant
from recommender.snapshot import Snapshot

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 9
REST_S = 1.0  # between two changes of one's staff: what processor and memory had ready is gone
TAPS = 100
Verb = Callable[[Restaurant, int], object]
Times = dict[str, list[float]]  # milliseconds, by step
Measured = dict[int, dict[str, Times]]  # by dishes and verb


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--dishes", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="keep the menus here")
    chosen = parser.parse_args()
    verbs: dict[float, Measured] = {0.0: {}, REST_S: {}}
    bulk: dict[int, dict[str, float]] = {}
    encoded: dict[int, int] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for count in chosen.dishes:
            kept = menu_of(chosen.data or Path(temporary) / "kept", count)
            with served_copy(kept, Path(temporary)) as restaurant:
                for rest_s, found in verbs.items():
                    found[count] = {
                        name: measured(restaurant, name, chosen.rounds, rest_s) for name in VERBS
                    }
                encoded[count] = encoded_by_taps(restaurant)
                bulk[count] = imported(restaurant)
    taps = f"Encoded by {TAPS} sold-out taps: {', '.join(map(str, encoded.values()))}."
    seen = [
        f"{rest_s:.0f} s of rest before each:\n\n{verbs_table(verbs[rest_s])}" for rest_s in verbs
    ]
    tables = [*seen, split_table(verbs[0.0]), taps, bulk_table(bulk), plain_table()]
    print(
        "\n\n".join([machine("streamlit", "chromadb", "torch", "sentence-transformers"), *tables])
    )


def menu_of(folder: Path, count: int) -> Path:
    """Return the data folder of a menu of this size, made and indexed where it is not there yet."""
    data = folder / f"{count}-dishes"
    if not (data / "catalog.db").exists():
        data.mkdir(parents=True)
        restaurant = Restaurant(read_settings(data=data, model=BUILT_IN))
        fill_with(restaurant, count)
        restaurant.close()
    # Its index is whole when it is copied; nobody is served meanwhile, so it is written in one go.
    with (
        patch.object(serving, "POLITE_BATCH", serving.WRITE_BATCH),
        patch.object(serving._Pauses, "goes_on", lambda _: True),
        served(data) as restaurant,
    ):
        restaurant.engine.settle()
    return data


def fill_with(restaurant: Restaurant, count: int) -> None:
    """Lay a synthetic menu, as if it had been encoded."""
    catalog: Catalog = restaurant.catalog
    embeddings = Embeddings(catalog, restaurant.photos, BuiltInEncoder())
    fill(catalog, embeddings, synthetic_dishes(count))


@contextmanager
def served(data: Path) -> Iterator[Restaurant]:
    """Open an installation and let it serve."""
    restaurant = Restaurant(read_settings(data=data, model=BUILT_IN))
    try:
        restaurant.engine.start()
        yield restaurant
    finally:
        restaurant.close()


@contextmanager
def served_copy(kept: Path, into: Path) -> Iterator[Restaurant]:
    """Serve a copy that may be changed."""
    with (
        tempfile.TemporaryDirectory(dir=into) as folder,
        served(Path(copytree(kept, Path(folder) / "data"))) as restaurant,
    ):
        restaurant.engine.settle()
        restaurant.recommender.search(Query("quince pie"))  # the first reads what all need
        yield restaurant


def edited(restaurant: Restaurant, place: int, **changes: object) -> None:
    """Change a dish as its form does."""
    dish = dish_at(restaurant, place)
    restaurant.kitchen.edit(
        dish, changes, based_on=restaurant.catalog.menu().dishes[dish], who="benchmark"
    )


def dish_at(restaurant: Restaurant, place: int) -> str:
    """Return the dish at a place from the end of the menu."""
    return restaurant.engine.table().dishes[-1 - place].id


# Places far from each other, so that no verb meets a dish that another one changed.
VERBS: Mapping[str, Verb] = {
    "sold out": lambda r, n: r.kitchen.sell_out([dish_at(r, 100 + n)]),
    "back": lambda r, n: r.kitchen.back([dish_at(r, 100 + n)]),
    "another price": lambda r, n: edited(r, 200 + n, price=f"{50 + n}.50"),
    "other words": lambda r, n: edited(r, 300 + n, description=f"Freshly smoked, number {n}."),
    "undo": lambda r, _: r.kitchen.undo(),
    "add": lambda r, n: r.kitchen.add({"name": f"Smoked quince pie {n}", "price": 9}),
    "remove": lambda r, n: r.kitchen.remove([dish_at(r, 500 + n)]),
}
STEPS = ("encode", "transaction", "menu in memory", "index")


def measured(restaurant: Restaurant, name: str, rounds: int, rest_s: float) -> Times:
    """Do a verb several times, and return how long its steps took and the next search."""
    times: Times = {step: [] for step in (*STEPS, "search", "seen", "index later")}
    first = 50 if rest_s else 0  # dishes that nobody changed before
    VERBS[name](restaurant, first + rounds)  # warms up
    for number in range(first, first + rounds):
        time.sleep(rest_s)
        with ExitStack() as stack:
            places = {
                "encode": (restaurant.engine, "prepare"),
                "transaction": (restaurant.catalog, "write"),
                "menu in memory": (Snapshot, "of"),
                "index": (ChromaIndex, "apply"),
            }
            spent = {step: stack.enter_context(timed(*place)) for step, place in places.items()}
            verb = milliseconds(lambda: VERBS[name](restaurant, number))  # noqa: B023  called here
            direct = {step: sum(parts) for step, parts in spent.items()}
            search = milliseconds(lambda: restaurant.recommender.search(Query("quince pie")))
            restaurant.engine.settle()
        for step in STEPS:
            times[step].append(direct[step])
        times["search"].append(search)
        times["seen"].append(verb + search)
        times["index later"].append(sum(spent["index"]) - direct["index"])
    return times


def encoded_by_taps(restaurant: Restaurant) -> int:
    """Sell a hundred dishes out, one after the other, and return how much was encoded for it."""
    encoder = restaurant.engine.serving.encoder
    with timed(encoder, "encode_dish_words") as words, timed(encoder, "encode_dish_photos") as seen:
        for number in range(TAPS):
            restaurant.kitchen.sell_out([dish_at(restaurant, 600 + number)])
        restaurant.engine.settle()
    return len(words) + len(seen)


def verbs_table(verbs: Measured) -> str:
    """Return how long each verb takes until a search shows it, on each menu."""
    sizes = list(verbs)
    heads = [f"{count:,} dishes, ms" for count in sizes]
    lines = [row(["until a search answers with it", *heads, f"{sizes[-1]:,} to {sizes[0]:,}"])]
    lines.append(row(["---", *["---:"] * (len(sizes) + 1)]))
    for name in VERBS:
        seen = [verbs[count][name]["seen"] for count in sizes]
        ratio = f"{median(seen[-1]) / median(seen[0]):.1f}"
        lines.append(row([name, *map(shown, seen), ratio]))
    return "\n".join(lines)


def split_table(verbs: Measured) -> str:
    """Return the steps of each verb on each menu, medians in milliseconds."""
    steps = (*STEPS, "search", "index later")
    lines = [row(["dishes", "verb", *steps]), row(["---:", "---", *["---:"] * len(steps)])]
    for count, by_verb in verbs.items():
        for name, times in by_verb.items():
            cells = [f"{median(times[step]):.1f}" for step in steps]
            lines.append(row([f"{count:,}", name, *cells]))
    return "\n".join(lines)


if __name__ == "__main__":
    main()
