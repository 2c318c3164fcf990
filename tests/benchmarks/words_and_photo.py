"""Does a photo with words multiply or add? nDCG@10 of composed queries, as a Markdown table.

    python tests/benchmarks/words_and_photo.py MENU_FOLDER --data FOLDER

Each judged photo is asked together with each judged request that has dishes in common with it and
narrows it down: relevant is what both mean, with the lesser of the two grades.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from ranking_variants import judged, line, serving

from recommender.evaluation import DEPTH, read_photo_pairs, read_queries
from recommender.photos import read_photo
from recommender.ranking import CHOSEN
from recommender.recommend import Query, Recommender
from recommender.restaurant import Restaurant

Judged = tuple[Query, dict[str, int]]


def main() -> None:
    """Measure and print."""
    menu, data = Path(sys.argv[1]), Path(sys.argv[3])
    with serving(menu, data, "built-in") as restaurant:
        composed = list(compositions(restaurant, menu))
        print(f"{len(composed)} composed queries.\n")
        print(line(["", *(f"photo's weight {balance}" for balance in BALANCES)]))
        print(line(["---", *["---:"] * len(BALANCES)]))
        for name, multiplied in (("product", True), ("sum", False)):
            ranking = replace(CHOSEN, product=multiplied)
            recommender = Recommender(restaurant.catalog, restaurant.engine, ranking)
            print(line([name, *(f"{quality(recommender, composed, b):.3f}" for b in BALANCES)]))


BALANCES = (0.3, 0.5, 0.7)


def compositions(restaurant: Restaurant, menu: Path) -> Iterator[Judged]:
    """Yield each composed query with the grades of what it means."""
    dishes = restaurant.catalog.menu().dishes
    photos = read_photo_pairs(judged(menu, "photo_pairs"), dishes)
    queries = read_queries(judged(menu, "queries"), dishes)
    pictures = {p.file: read_photo(p.file.read_bytes(), name=p.file.name) for p in photos}
    for photo, query in product(photos, queries):
        both = {
            dish: min(grade, query.relevant[dish])
            for dish, grade in photo.relevant.items()
            if dish in query.relevant
        }
        if both and len(both) < min(len(photo.relevant), len(query.relevant)):
            yield Query(query.text, pictures[photo.file]), both


def quality(recommender: Recommender, composed: list[Judged], balance: float) -> float:
    """Return the mean nDCG@10, with a gain of 2^grade - 1."""
    return float(np.mean([_ndcg(recommender, query, balance, both) for query, both in composed]))


def _ndcg(recommender: Recommender, query: Query, balance: float, grades: dict[str, int]) -> float:
    found = recommender.search(replace(query, balance=balance), top=DEPTH).matches
    gains = [2 ** grades.get(match.dish.id, 0) - 1 for match in found]
    ideal = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:DEPTH]
    return _discounted(gains) / _discounted(ideal)


def _discounted(gains: list[int]) -> float:
    return float(sum(gain / np.log2(place + 2) for place, gain in enumerate(gains)))


if __name__ == "__main__":
    main()
