"""How fast many dishes enter a menu, beside what Chroma takes by itself."""

import csv
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings
from measuring import line as row
from measuring import timed
from synthetic_menu import synthetic_dishes

from recommender.catalog import Revision
from recommender.chroma import embedded
from recommender.dish import Dish, words
from recommender.filters import metadata
from recommender.index import HNSW, ChromaIndex, Record
from recommender.restaurant import Restaurant

COUNT = 2_000  # dishes that are imported at once
BATCHES = (100, 250, 1_000, COUNT)
ROUNDS = 5  # in which all ways of filling a collection take turns
SEED = 7
T = TypeVar("T")


def imported(restaurant: Restaurant) -> dict[str, float]:
    """Import dishes whose vectors are kept already, and return seconds by step."""
    dishes = [_renamed(dish) for dish in synthetic_dishes(COUNT, SEED)]
    _keep_vectors(restaurant, dishes)
    with tempfile.TemporaryDirectory() as folder:
        file = _file(Path(folder) / "menu.csv", dishes)
        with (
            timed(restaurant.catalog, "write") as written,
            timed(ChromaIndex, "apply") as indexed,
        ):
            plan_s, plan = _seconds(lambda: restaurant.kitchen.plan(file))
            applied_s, _ = _seconds(lambda: restaurant.kitchen.apply(plan, who="benchmark"))
            restaurant.engine.settle()
    in_index = sum(indexed) / 1e3
    return {"plan": plan_s, "write": sum(written) / 1e3, "apply": applied_s, "index": in_index}


def bulk_table(measured: dict[int, dict[str, float]]) -> str:
    """Return the rates of imports into menus of several sizes."""
    steps = {
        "plan": "reading and planning",
        "write": "the transaction",
        "apply": "all until it is searched",
        "index": "the index",
    }
    lines = [row(["dishes a second, into", *steps.values()]), row(["---", *["---:"] * len(steps)])]
    for count, seconds in measured.items():
        rates = [f"{COUNT / seconds[step]:,.0f}" if seconds[step] else "-" for step in steps]
        lines.append(row([f"{count:,} dishes", *rates]))
    return "\n".join(lines)


def plain_table() -> str:
    """Return how fast an empty collection is filled by plain Chroma and by our index, in turns."""
    dishes = synthetic_dishes(COUNT, SEED)
    chance = np.random.default_rng(SEED).standard_normal((COUNT, 640)).astype(np.float32)
    vectors = chance / np.linalg.norm(chance, axis=1, keepdims=True)
    records = [
        Record(dish.id, vector, words(dish), metadata(dish))
        for dish, vector in zip(dishes, vectors, strict=True)
    ]
    ways: dict[str, Callable[[Sequence[Record]], float]] = {
        f"plain `add`, {size:,} a batch": partial(_plain, size=size) for size in BATCHES
    }
    ways["our index"] = _ours
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, fill in ways.items():
            rates[name].append(fill(records))
    best = max(map(median, rates.values()))
    lines = [row(["filling an empty collection", "dishes a second (least, most)", "of the best"])]
    lines.append(row(["---", "---:", "---:"]))
    for name, found in rates.items():
        told = f"{median(found):,.0f} ({min(found):,.0f}, {max(found):,.0f})"
        lines.append(row([name, told, f"{median(found) / best:.2f}"]))
    return "\n".join(lines)


def _plain(records: Sequence[Record], size: int) -> float:
    with _folder() as folder:
        client = chromadb.PersistentClient(str(folder), settings=_quiet())
        collection = client.create_collection(
            "plain", embedding_function=None, configuration={"hnsw": HNSW}
        )
        began = time.perf_counter()
        for start in range(0, len(records), size):
            some = records[start : start + size]
            collection.add(
                ids=[record.id for record in some],
                embeddings=np.stack([record.embedding for record in some]),
                documents=[record.document for record in some],
                metadatas=[record.metadata for record in some],
            )
        seconds = time.perf_counter() - began
        client.close()
        return len(records) / seconds


def _ours(records: Sequence[Record]) -> float:
    with _folder() as folder:
        index = ChromaIndex(embedded(folder), "ours")
        seconds, _ = _seconds(lambda: index.apply(records, [], reached=Revision(1, "token")))
        index.close()
        return len(records) / seconds


def _renamed(dish: Dish) -> Dish:
    return dish.model_copy(update={"id": f"new-{dish.id}", "photo": None})


def _keep_vectors(restaurant: Restaurant, dishes: Sequence[Dish]) -> None:
    half = restaurant.engine.serving.embeddings._words
    chance = np.random.default_rng(SEED).standard_normal((len(dishes), half.size))
    rows = (chance / np.linalg.norm(chance, axis=1, keepdims=True)).astype(np.float32)
    contents = [str(half.content(dish)) for dish in dishes]
    restaurant.catalog.keep(half.made_by, dict(zip(contents, rows, strict=True)))


def _file(file: Path, dishes: Sequence[Dish]) -> Path:
    with file.open("w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target)
        writer.writerow(["id", "name", "description", "price", "cuisine", "course", "ingredients"])
        for dish in dishes:
            texts = (dish.id, dish.name, dish.description, dish.price, dish.cuisine, dish.course)
            writer.writerow([*texts, ";".join(dish.ingredients)])
    return file


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def _seconds(call: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    found = call()
    return time.perf_counter() - began, found


def _quiet() -> ChromaSettings:
    return ChromaSettings(anonymized_telemetry=False)
