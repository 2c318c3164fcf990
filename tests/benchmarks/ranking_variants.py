"""Compare variants of the ranking on a menu with judged queries, as a Markdown table.

    python tests/benchmarks/ranking_variants.py MENU_FOLDER [--data FOLDER] [VARIANT ...]

MENU_FOLDER has ``menu.csv`` and ``photos/``, judged queries in ``queries_dev.csv`` or
``queries.csv``, and judged photos in ``photo_pairs_dev.csv`` or ``photo_pairs.csv``. Encoding a
menu takes minutes: with ``--data`` it is kept there and used again.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from recommender.config import BUILT_IN, read_settings
from recommender.evaluation import DEPTH, Report, answers, read_photo_pairs, read_queries, report
from recommender.evaluation.scoring import Figures
from recommender.ranking import Ranking
from recommender.recommend import Recommender
from recommender.restaurant import Restaurant

CHOSEN = "as it is"
NOTHING: dict[str, Any] = {
    **dict.fromkeys(("vectors", "lexical", "soft", "craving", "colour", "spice", "cheap"), 0.0),
    **dict.fromkeys(("unwanted", "missing", "variety"), 0.0),
    "names": False,
}
# What each variant changes in the fields of ``recommender.ranking.Ranking``.
VARIANTS: dict[str, dict[str, Any]] = {
    CHOSEN: {},
    "descriptions' vectors only": {**NOTHING, "vectors": 1.0},
    "words only": {**NOTHING, "lexical": 8.0},
    "names only": {**NOTHING, "names": True},
    "vectors and words, added": {**NOTHING, "vectors": 1.0, "lexical": 8.0},
    "without vectors": {"vectors": 0.0},
    "without words": {"lexical": 0.0},
    "without names": {"names": False},
    "without soft words": {"soft": 0.0},
    "without cravings": {"craving": 0.0},
    "without colours": {"colour": 0.0},
    "without what is missing": {"missing": 0.0},
    "vectors fully against": {"against": 1.0},
    "words half as much": {"lexical": 4.0},
    "words twice as much": {"lexical": 16.0},
    "without variety": {"variety": 0.0},
}


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("menu", type=Path, metavar="MENU_FOLDER")
    parser.add_argument("variants", nargs="*", metavar="VARIANT", help="all unless told")
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="keep the encoded menu here")
    parser.add_argument("--model", default=BUILT_IN, help="the encoder, built in unless told")
    chosen = parser.parse_args()
    if unknown := set(chosen.variants) - set(VARIANTS):
        parser.error(f"no such variant: {', '.join(unknown)}; there are {', '.join(VARIANTS)}")
    with tempfile.TemporaryDirectory() as temporary:
        data = chosen.data or Path(temporary) / "data"
        with serving(chosen.menu, data, chosen.model) as restaurant:
            names = list(dict.fromkeys([CHOSEN, *(chosen.variants or VARIANTS)]))
            reports = [measure(restaurant, chosen.menu, VARIANTS[name]) for name in names]
    print("\n".join(table(dict(zip(names, reports, strict=True)))))


@contextmanager
def serving(menu: Path, data: Path, model: str) -> Iterator[Restaurant]:
    """Open an installation that serves the menu of a folder, encoded once."""
    restaurant = Restaurant(read_settings(data=data, model=model))
    try:
        plan = restaurant.kitchen.plan(menu / "menu.csv", menu / "photos")
        restaurant.engine.start(progress)
        restaurant.kitchen.apply(plan, who="benchmark", progress=progress)
        yield restaurant
    finally:
        restaurant.close()


def varied(restaurant: Restaurant, changes: dict[str, Any]) -> Recommender:
    """Return a recommender whose ranking has these fields changed; the engine is shared."""
    return Recommender(restaurant.catalog, restaurant.engine, Ranking(**changes))


def measure(restaurant: Restaurant, menu: Path, changes: dict[str, Any]) -> Report:
    """Ask all judged queries and photos of a folder."""
    dishes = restaurant.catalog.menu().dishes
    queries = read_queries(judged(menu, "queries"), dishes)
    photos = read_photo_pairs(judged(menu, "photo_pairs"), dishes)
    recommender = varied(restaurant, changes)
    return report(
        answers(recommender, queries, top=DEPTH, progress=progress),
        answers(recommender, photos, top=DEPTH, progress=progress),
        dishes=len(dishes),
        encoder=restaurant.engine.status.encoder,
    )


def judged(menu: Path, name: str) -> Path:
    """Return the file of judgements that a folder has."""
    development = menu / f"{name}_dev.csv"
    return development if development.exists() else menu / f"{name}.csv"


def table(reports: dict[str, Report]) -> Iterator[str]:
    """Yield the lines of the table: a row for each variant, the chosen one first."""
    first = reports[CHOSEN]
    kinds, languages = list(first.ranking.kinds), list(first.ranking.languages)
    yield f"nDCG@10 on {first.dishes} dishes; {first.encoder}.\n"
    header = ["variant", "all", *languages, *kinds, "photos", "kinds behind"]
    header += ["nothing matches: P", "R", "photos: P", "R", "broken filters", "implied"]
    yield line(header)
    yield line(["---", *["---:"] * (len(header) - 1)])
    for name, found in reports.items():
        yield line([name, *row(found, first, kinds, languages)])


def row(
    found: Report, first: Report, kinds: Sequence[str], languages: Sequence[str]
) -> Iterator[str]:
    """Yield the figures of one variant."""
    ranking = found.ranking
    groups = [ranking.overall, *(ranking.languages[language] for language in languages)]
    groups += [*(ranking.kinds[kind] for kind in kinds), ranking.photos]
    yield from (share(group, "ndcg@10") for group in groups)
    behind = sum(
        (ranking.kinds[kind]["ndcg@10"] or 0) < (first.ranking.kinds[kind]["ndcg@10"] or 0)
        for kind in kinds
    )
    yield f"{behind} of {len(kinds)}"
    for agreement in (found.no_match.queries, found.no_match.photos):
        yield from (share(agreement, key) for key in ("precision", "recall"))
    yield str(found.violations.filters)
    yield str(found.violations.implied_filters)


def share(figures: Figures, key: str) -> str:
    """Return a share with three decimals, or a dash where there was nothing to count."""
    value = figures[key]
    return "-" if value is None else f"{value:.3f}"


def line(cells: Sequence[str]) -> str:
    """Return a row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def progress(stage: str, done: int, total: int) -> None:
    """Tell a terminal how far it is."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r{stage} {done} of {total}\033[K", end=end, file=sys.stderr)


if __name__ == "__main__":
    main()
