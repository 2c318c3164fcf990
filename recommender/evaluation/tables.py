"""The figures of an evaluation as tables for a terminal."""

from collections.abc import Iterable, Sequence

from recommender.evaluation.report import NoMatch, Ranking, Report, Understanding
from recommender.evaluation.scoring import Figures

Cell = str | float | int | None


def in_words(report: Report) -> str:
    """Return the whole report but the single answers."""
    parts = (
        [f"{report.dishes} dishes; {report.encoder}"],
        _table(["Ranking", "queries", "nDCG@10", "recall@10", "MRR"], _ranking(report.ranking)),
        _table(
            ["Nothing matches", "precision", "recall", "said", "meant", "right"],
            _no_match(report.no_match),
        ),
        _table(["Words understood exactly", "queries", "share"], _exact(report.understanding)),
        _table(["Filters read from words", "precision", "recall"], _keys(report.understanding)),
        _table(["Matches that break a filter", "matches"], list(report.violations)),
        _table(["Milliseconds", "p50", "p95"], _times(report.milliseconds)),
    )
    return "\n\n".join("\n".join(part) for part in parts)


def _ranking(ranking: Ranking) -> Iterable[Sequence[Cell]]:
    yield "all", *ranking.overall.values()
    for language, figures in ranking.languages.items():
        yield f"  {language}", *figures.values()
    for kind, figures in ranking.kinds.items():
        yield kind, *figures.values()
        for language, part in ranking.kinds_and_languages[kind].items():
            yield f"  {language}", *part.values()
    if ranking.photos["queries"]:
        yield "photos", *ranking.photos.values()


def _no_match(no_match: NoMatch) -> Iterable[Sequence[Cell]]:
    yield "queries", *no_match.queries.values()
    if no_match.photos["said"] or no_match.photos["meant"]:
        yield "photos", *no_match.photos.values()
        yield "together", *no_match.together.values()


def _exact(understanding: Understanding) -> Iterable[Sequence[Cell]]:
    yield "all", *understanding.overall.values()
    for language, figures in understanding.languages.items():
        yield f"  {language}", *figures.values()


def _keys(understanding: Understanding) -> Iterable[Sequence[Cell]]:
    for key, figures in understanding.keys.items():
        if figures["said"] or figures["meant"]:
            yield key, figures["precision"], figures["recall"]


def _times(milliseconds: dict[str, Figures]) -> Iterable[Sequence[Cell]]:
    for asked, figures in milliseconds.items():
        if figures["p50"] is not None:
            yield asked, *(round(value or 0) for value in figures.values())


def _table(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> list[str]:
    """Return lines with the first column to the left and the others to the right."""
    written = [list(header), *([_written(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*written, strict=True)]
    return [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])])
        for row in written
    ]


def _written(cell: Cell) -> str:
    return "-" if cell is None else f"{cell:.3f}" if isinstance(cell, float) else str(cell)
