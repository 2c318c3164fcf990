"""Measure what a guest waits for, on menus of several sizes, as Markdown tables.

    python tests/benchmarks/search_speed.py [--dishes N ...] [--data FOLDER]

The menus and the requests are made up, with the built-in encoder reading the words. No request
comes twice, so nothing of an answer is kept from before. Writing 10,000 dishes into Chroma takes a
minute: with ``--data`` they are kept there and used again.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from synthetic_data import serving
from synthetic_menu import synthetic_requests

from recommender.catalog import Change
from recommender.filters import Filters, where
from recommender.lexicon import Lexicon
from recommender.recommend import CANDIDATES, Query
from recommender.restaurant import Restaurant

SIZES = (300, 1_000, 10_000)
REQUESTS = 60
WARMING = 12  # requests before those that count
CHANGES = 7  # sold-out taps
FILTERS = {
    "none": Filters(available=False),
    "real": Filters(course=("main", "starter"), max_price=25, without=("nuts",)),
}
Times = dict[str, list[float]]  # milliseconds, by step


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--dishes", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="keep the menus here")
    chosen = parser.parse_args()
    searches, changes = [], []
    with tempfile.TemporaryDirectory() as temporary:
        for count in chosen.dishes:
            folder = (chosen.data or Path(temporary)) / f"{count}-dishes"
            with serving(folder, count) as restaurant:
                requests = synthetic_requests()
                for _ in islice(requests, WARMING):
                    restaurant.recommender.search(Query(next(requests)))
                for name, filters in FILTERS.items():
                    asked = list(islice(requests, REQUESTS))
                    searches.append((count, name, searched(restaurant, asked, filters)))
                changes.append((count, changed(restaurant)))
    print("\n".join([*searches_table(searches), "", *changes_table(changes)]))


def searched(restaurant: Restaurant, asked: Sequence[str], filters: Filters) -> Times:
    """Ask every request once and return how long each step took."""
    engine, recommender = restaurant.engine, restaurant.recommender
    steps = {
        "embed": (engine.serving.encoder, "encode_query_words"),
        "understand": (recommender, "understand"),
        "read": (Lexicon, "read"),
        "index": (engine, "find"),
    }
    times: Times = {name: [] for name in (*steps, "ranking", "whole", "chroma", "memory")}
    for words in asked:
        query = Query(words, filters=filters)
        with ExitStack() as stack:
            spent = {name: stack.enter_context(timed(*place)) for name, place in steps.items()}
            whole = milliseconds(lambda: recommender.search(query))  # noqa: B023  called here
        for name, parts in spent.items():
            times[name].append(sum(parts))
        times["whole"].append(whole)
        times["ranking"].append(whole - sum(sum(parts) for parts in spent.values()))
        found_by(restaurant, query, times)
    return times


def found_by(restaurant: Restaurant, query: Query, times: Times) -> None:
    """Find the candidates by Chroma and in memory, whichever the search itself prefers."""
    serving, snapshot = restaurant.engine.serving, restaurant.engine.snapshot()
    understood = restaurant.recommender.understand(query)
    halves = serving.query_words(understood.words or query.words)
    vector = serving.embeddings.query(halves.photo, halves.words)
    clause = where(query.filters, Filters(available=False, **understood.filters))
    index = serving.index
    assert index is not None
    times["chroma"].append(milliseconds(lambda: index.find(vector, clause, CANDIDATES)))
    times["memory"].append(milliseconds(lambda: snapshot.find(vector, clause, CANDIDATES)))


def changed(restaurant: Restaurant) -> Times:
    """Sell dishes out, one by one, and return how long the next guest's page takes."""
    recommender = restaurant.recommender
    times: Times = {"table": [], "search": [], "page": []}
    for dish in list(restaurant.catalog.menu().dishes.values())[:CHANGES]:
        now = dish.model_copy(update={"available": not dish.available})
        restaurant.catalog.write([Change(dish.id, now)], who="benchmark", what="a tap")
        times["table"].append(milliseconds(recommender.table))
        times["search"].append(milliseconds(lambda: recommender.search(Query("tomato soup"))))
        times["page"].append(milliseconds(lambda: counted(restaurant)))
    return times


def counted(restaurant: Restaurant) -> None:
    """Count what a page of results counts: each option, what is left, what would help most."""
    table, implied = restaurant.recommender.table(), Filters(available=False, vegetarian=True)
    table.facets(FILTERS["real"], implied)
    table.count(FILTERS["real"], implied)
    table.relaxation(FILTERS["real"], implied)


@contextmanager
def timed(owner: Any, name: str) -> Iterator[list[float]]:
    """Collect how long each call of ``owner.name`` takes."""
    called, spent = getattr(owner, name), list[float]()

    def timing(*args: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return called(*args, **named)
        finally:
            spent.append(1_000 * (time.perf_counter() - start))

    with patch.object(owner, name, timing):
        yield spent


def milliseconds(call: Callable[[], Any]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    call()
    return 1_000 * (time.perf_counter() - start)


def searches_table(measured: Sequence[tuple[int, str, Times]]) -> Iterator[str]:
    """Yield a row for each menu and filter; milliseconds, median and 95th percentile."""
    yield line(
        [
            *("dishes", "filters", "embed the words", "understand them", "read them on the menu"),
            *("index: Chroma", "index: memory", "score, rank, reasons", "whole search"),
            "index and ranking, of embedding",
        ]
    )
    yield line(["---:", "---", *["---:"] * 8])
    for count, name, times in measured:
        steps = ("embed", "understand", "read", "chroma", "memory", "ranking", "whole")
        pairs = zip(times["index"], times["ranking"], strict=True)
        share = median(map(sum, pairs)) / median([t for t in times["embed"] if t])
        yield line([f"{count:,}", name, *(shown(times[s]) for s in steps), f"{share:.2f}"])


def changes_table(measured: Sequence[tuple[int, Times]]) -> Iterator[str]:
    """Yield a row for each menu: what the first guest after a sold-out tap waits for."""
    yield line(["dishes", "filters of the page", "first search", "facets and relaxation"])
    yield line(["---:"] * 4)
    for count, times in measured:
        yield line([f"{count:,}", *map(shown, times.values())])


def shown(times: Sequence[float]) -> str:
    """Return median and 95th percentile."""
    return f"{median(times):.1f} / {quantiles(times, n=20)[-1]:.1f}"


def line(cells: Sequence[str]) -> str:
    """Return a row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
