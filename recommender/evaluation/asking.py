"""Judged queries and photos put to the search, and what it answered."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic

from recommender.dish import Dish
from recommender.errors import UnusablePhoto
from recommender.evaluation.judgements import JudgedPhoto, Row
from recommender.evaluation.rules import search_filters, understood_filters
from recommender.photos import read_photo
from recommender.progress import Progress, silent
from recommender.recommend import Query, Recommender


@dataclass(frozen=True)
class Answer(Generic[Row]):
    """What the search answered to one judged row."""

    asked: Row
    matches: tuple[Dish, ...] = ()  # the best first; the closest when nothing matches
    no_match: bool = False
    understood: dict[str, Any] = field(default_factory=dict)  # in the keys of judgement files
    milliseconds: float = 0.0


def answers(
    recommender: Recommender, rows: Sequence[Row], *, top: int, progress: Progress = silent
) -> list[Answer[Row]]:
    """Ask the search every row, and keep its best ``top`` matches.

    Raises:
        UnusablePhoto: a judged photo cannot be read.
    """
    given = []
    for row, query in _queries(rows):
        given.append(_answer(recommender, row, query, top))
        progress("Asking", len(given), len(rows))
    return given


def _queries(rows: Sequence[Row]) -> Iterator[tuple[Row, Query]]:
    for row in rows:
        if isinstance(row, JudgedPhoto):
            yield row, Query(photo=_photo(row))
        else:
            yield row, Query(row.text, filters=search_filters(row.filters))


def _photo(row: JudgedPhoto) -> Any:
    try:
        return read_photo(row.file.read_bytes(), name=row.query_photo)
    except OSError as error:
        raise UnusablePhoto(file=row.query_photo, reason=error.strerror) from None


def _answer(recommender: Recommender, row: Row, query: Query, top: int) -> Answer[Row]:
    start = time.perf_counter()
    result = recommender.search(query, top=top)
    took = 1_000 * (time.perf_counter() - start)
    return Answer(
        row,
        tuple(match.dish for match in result.matches),
        result.no_match,
        understood_filters(result),
        took,
    )
