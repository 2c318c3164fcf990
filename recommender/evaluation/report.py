"""The figures of an evaluation, as data."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from recommender.evaluation import scoring
from recommender.evaluation.asking import Answer
from recommender.evaluation.judgements import JudgedPhoto, JudgedQuery
from recommender.evaluation.rules import satisfies
from recommender.evaluation.scoring import Figures


class Ranking(BaseModel):
    """nDCG@10, recall@10 and MRR, over all queries and in groups."""

    overall: Figures
    kinds: dict[str, Figures]
    languages: dict[str, Figures]
    kinds_and_languages: dict[str, dict[str, Figures]]
    photos: Figures


class NoMatch(BaseModel):
    """Precision and recall of "nothing matches"."""

    queries: Figures
    photos: Figures
    together: Figures


class Understanding(BaseModel):
    """How well filters are read from the words."""

    overall: Figures
    languages: dict[str, Figures]
    keys: dict[str, Figures]


class Violations(BaseModel):
    """How many matches break what the guest set, and what their words ask for."""

    filters: int
    implied_filters: int


class Report(BaseModel):
    """Everything that an evaluation found; ``queries`` and ``photos`` let anybody score again."""

    dishes: int
    encoder: str
    ranking: Ranking
    no_match: NoMatch
    understanding: Understanding
    violations: Violations
    milliseconds: dict[str, Figures]
    queries: list[dict[str, Any]]
    photos: list[dict[str, Any]]


def report(
    queries: Sequence[Answer[JudgedQuery]],
    photos: Sequence[Answer[JudgedPhoto]] = (),
    *,
    dishes: int,
    encoder: str,
) -> Report:
    """Return the figures of these answers, of a menu of ``dishes`` dishes."""
    data = [_query_data(answer) for answer in queries]
    return Report(
        dishes=dishes,
        encoder=encoder,
        ranking=_ranking(queries, photos),
        no_match=NoMatch(
            queries=scoring.no_match(queries),
            photos=scoring.no_match(photos),
            together=scoring.no_match([*queries, *photos]),
        ),
        understanding=_understanding(queries),
        violations=Violations(
            **{key: sum(len(row["violations"][key]) for row in data) for key in _FILTER_COLUMNS}
        ),
        milliseconds={
            "queries": scoring.milliseconds(queries),
            "photos": scoring.milliseconds(photos),
        },
        queries=data,
        photos=[{"query_photo": answer.asked.id, **_answer_data(answer)} for answer in photos],
    )


def _ranking(
    queries: Sequence[Answer[JudgedQuery]], photos: Sequence[Answer[JudgedPhoto]]
) -> Ranking:
    answered = [answer for answer in queries if answer.asked.relevant]
    kinds = scoring.by(answered, lambda query: query.kind)
    languages = scoring.by(answered, lambda query: query.language)
    return Ranking(
        overall=scoring.ranking(answered),
        kinds={kind: scoring.ranking(group) for kind, group in kinds.items()},
        languages={language: scoring.ranking(group) for language, group in languages.items()},
        kinds_and_languages={
            kind: {
                language: scoring.ranking(part)
                for language, part in scoring.by(group, lambda query: query.language).items()
            }
            for kind, group in kinds.items()
        },
        photos=scoring.ranking(photos),
    )


def _understanding(queries: Sequence[Answer[JudgedQuery]]) -> Understanding:
    languages = scoring.by(queries, lambda query: query.language)
    return Understanding(
        overall=scoring.exactly_understood(queries),
        languages={name: scoring.exactly_understood(group) for name, group in languages.items()},
        keys=scoring.understood_keys(queries),
    )


_FILTER_COLUMNS = ("filters", "implied_filters")


def _query_data(answer: Answer[JudgedQuery]) -> dict[str, Any]:
    broken = {
        column: [
            dish.id for dish in answer.matches if not satisfies(dish, getattr(answer.asked, column))
        ]
        for column in _FILTER_COLUMNS
    }
    return {
        "query_id": answer.asked.id,
        "text": answer.asked.text,
        **_answer_data(answer),
        "filters": answer.understood,
        "violations": broken,
    }


def _answer_data(answer: Answer[Any]) -> dict[str, Any]:
    return {
        "no_match": answer.no_match,
        "matches": [dish.id for dish in answer.matches],
        "milliseconds": round(answer.milliseconds, 2),
    }
