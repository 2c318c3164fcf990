"""Measure what a guest waits for, on menus of several sizes, as Markdown tables.

    python tests/benchmarks/search_speed.py [--dishes N ...] [--data FOLDER] [--requests N]

The menus and the requests are made up, with the built-in encoder reading words and photos. No
request comes twice, so nothing of an answer is kept from before. With ``--data`` the menus are kept
there and used again. Making and opening 100,000 dishes takes some minutes, measuring three sizes
ten more.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from measuring import line, machine, milliseconds, shown, timed
from synthetic_data import served, sizes_and_requests
from synthetic_guests import KINDS, SHARES, queries

from recommender.catalog import Change
from recommender.filters import Filters
from recommender.recommend import Query, Result
from recommender.restaurant import Restaurant
from recommender.search import Search
from recommender.snapshot import Snapshot

SIZES = (1_000, 10_000, 100_000)
WARMING = 12  # requests before those that count
CHANGES = 7  # sold-out taps
CARDS = 12  # on a page
NEAREST = 10  # what recall is counted on
STEPS = ("embed", "index", "rank", "draw", "whole")
Times = dict[str, list[float]]  # milliseconds, by step; and recall


def main() -> None:
    """Read the command line, measure and print."""
    chosen = sizes_and_requests(__doc__.split("\n\n")[0], SIZES)
    changes = []
    print(f"{machine()}\n\n" + "\n".join(searches_head()), flush=True)
    for count, restaurant in served(chosen.dishes, chosen.data):
        for row in searches(restaurant, chosen.requests):
            print(row, flush=True)
        changes.append((count, changed(restaurant)))
    print("\n".join(["", *changes_table(changes)]))


def searches(restaurant: Restaurant, count: int) -> Iterator[str]:
    """Yield a row for each way of asking and each share of the menu that filters leave."""
    dishes = len(restaurant.recommender.table().dishes)
    for kind in KINDS:
        warming = queries(restaurant.recommender, kind, Filters(available=False), WARMING, seed=2)
        searched(restaurant, warming)
        for seed, (share, filters) in enumerate(SHARES.items(), start=3):
            left = restaurant.recommender.table().count(filters)
            asked = queries(restaurant.recommender, kind, filters, count, seed=seed)
            times = searched(restaurant, asked)
            cells = [f"{dishes:,}", f"{share}: {left:,}", kind, *(shown(times[s]) for s in STEPS)]
            yield line([*cells, f"{min(times['recall']):.2f}"])


def searched(restaurant: Restaurant, asked: Sequence[Query]) -> Times:
    """Ask every request once and return how long each step took, and how much was found."""
    times: Times = {name: [] for name in (*STEPS, "recall")}
    for query in asked:
        found: list[float] = []
        with ExitStack() as stack:
            spent = steps(restaurant, stack)
            recalling(restaurant, found, stack)
            results: list[Result] = []
            whole = milliseconds(lambda: results.append(restaurant.recommender.search(query)))  # noqa: B023  called here
        parts = {name: sum(map(sum, calls)) for name, calls in spent.items()}
        counted = parts.pop("counting")
        draw = milliseconds(lambda: drawn(restaurant, query, results[0]))  # noqa: B023  called here
        parts |= {"rank": whole - counted - sum(parts.values()), "draw": draw}
        for name, value in (parts | {"whole": whole - counted + draw}).items():
            times[name].append(value)
        times["recall"] += found
    return times


def steps(restaurant: Restaurant, stack: ExitStack) -> dict[str, list[list[float]]]:
    """Let the calls of each step be timed; what this benchmark itself counts is told apart."""
    engine, watched = restaurant.engine, sys.modules[__name__]
    places: dict[str, list[tuple[Any, str]]] = {
        "embed": [
            (engine.serving.encoder, "encode_query_words"),
            (engine.serving.encoder, "encode_query_photo"),
        ],
        "index": [(engine, "find"), (Search, "_answering")],
        "counting": [(watched, "recall")],
    }
    return {
        name: [stack.enter_context(timed(*place)) for place in some]
        for name, some in places.items()
    }


def recalling(restaurant: Restaurant, found: list[float], stack: ExitStack) -> None:
    """Let each answer of the index be compared with the exact one."""
    find = restaurant.engine.find

    def comparing(*asked: Any) -> Any:
        rows = find(*asked)
        found.append(recall(asked[1], asked[2], asked[3], rows))
        return rows

    stack.enter_context(patch.object(restaurant.engine, "find", comparing))


def recall(snapshot: Snapshot, vector: Any, clause: Any, rows: Any) -> float:
    """Return which part of the nearest dishes that satisfy ``clause`` are first among ``rows``."""
    allowed = np.flatnonzero(snapshot.table.mask(clause))
    exact = np.sort(snapshot.vectors.whole()[allowed] @ vector)[::-1][:NEAREST]
    if not len(exact):
        return 1.0
    given = snapshot.vectors[rows[:NEAREST]] @ vector
    return float(np.count_nonzero(given >= exact[-1] - 1e-6) / len(exact))


def drawn(restaurant: Restaurant, query: Query, result: Result) -> None:
    """Reckon what a page of results shows: each filter's counts, and why twelve dishes are here."""
    table, implied = restaurant.recommender.table(), Filters(available=False)
    table.facets(query.filters, implied)
    table.count(query.filters, implied)
    table.price_bounds()
    for match in result.matches[:CARDS]:
        _ = [str(reason) for reason in match.reasons]


def changed(restaurant: Restaurant) -> Times:
    """Sell dishes out, one by one, and return how long the next guest's page takes."""
    recommender, panel = restaurant.recommender, SHARES["10%"]
    times: Times = {"table": [], "search": [], "page": [], "menu": []}
    for dish in list(restaurant.catalog.menu().dishes.values())[:CHANGES]:
        now = dish.model_copy(update={"available": not dish.available})
        restaurant.catalog.write([Change(dish.id, now)], who="benchmark", what="a tap")
        times["table"].append(milliseconds(recommender.table))
        times["search"].append(milliseconds(lambda: recommender.search(Query("tomato soup"))))
        times["page"].append(milliseconds(lambda: recommender.table().facets(panel)))
        times["menu"].append(milliseconds(lambda: list(recommender.browse(panel)[:CARDS])))
    return times


def searches_head() -> Iterator[str]:
    """Yield the head of the first table; milliseconds, median and 95th percentile."""
    yield line(["dishes", "filters leave", "asked by", *STEPS, "least recall@10"])
    yield line(["---:", "---:", "---", *["---:"] * 6])


def changes_table(measured: Sequence[tuple[int, Times]]) -> Iterator[str]:
    """Yield a row for each menu: what the first guest after a sold-out tap waits for."""
    yield line(
        ["dishes", "filters of the page", "first search", "facets", "first page of the menu"]
    )
    yield line(["---:"] * 5)
    for count, times in measured:
        yield line([f"{count:,}", *map(shown, times.values())])


if __name__ == "__main__":
    main()
