"""How good answers are, in numbers: ranking, "nothing matches", understanding, time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any, TypeAlias

import ir_measures
import numpy as np
from ir_measures import RR, P, nDCG

from recommender.evaluation.asking import Answer
from recommender.evaluation.judgements import ASKED_FOR, JudgedFilters, JudgedQuery

DEPTH = 10  # the first page; nobody scores what stands on the second
# The gain of a grade is 2^grade - 1. The library takes grades as they are, so 2 has to be told.
NDCG = nDCG(gains={1: 1, 2: 3}) @ DEPTH
PRECISION = P(rel=ASKED_FOR) @ DEPTH
FIRST = RR(rel=ASKED_FOR) @ DEPTH

Figures: TypeAlias = dict[str, float | int | None]  # None: there was nothing to count


def ranking(answers: Sequence[Answer[Any]]) -> Figures:
    """Return the means over the queries that something on the menu answers.

    All look at the first ten matches: ``ndcg@10`` for both grades; ``recall@10`` (at most ten
    dishes count) and ``mrr`` for dishes of grade 2, over the queries that have one.
    """
    judged = [answer for answer in answers if answer.asked.relevant]
    meant = [answer for answer in judged if _asked_for(answer)]
    values = _values(judged)
    found = [
        values[answer.asked.id, PRECISION] * DEPTH / min(DEPTH, _asked_for(answer))
        for answer in meant
    ]
    return {
        "queries": len(judged),
        "ndcg@10": _mean(values[answer.asked.id, NDCG] for answer in judged),
        "recall@10": _mean(found),
        "mrr": _mean(values[answer.asked.id, FIRST] for answer in meant),
    }


def _asked_for(answer: Answer[Any]) -> int:
    return sum(grade == ASKED_FOR for grade in answer.asked.relevant.values())


def _values(judged: Sequence[Answer[Any]]) -> dict[tuple[str, Any], float]:
    if not judged:
        return {}
    grades = {answer.asked.id: answer.asked.relevant for answer in judged}
    run = {
        # The library sorts by score; the order of the matches is all that counts.
        answer.asked.id: {dish.id: -float(place) for place, dish in enumerate(answer.matches)}
        for answer in judged
    }
    metrics = ir_measures.iter_calc([NDCG, PRECISION, FIRST], grades, run)
    return {(metric.query_id, metric.measure): metric.value for metric in metrics}


def by(
    answers: Iterable[Answer[JudgedQuery]], key: Callable[[JudgedQuery], str]
) -> dict[str, list[Answer[JudgedQuery]]]:
    """Return the answers in groups, in the order in which the groups first come."""
    groups: dict[str, list[Answer[JudgedQuery]]] = {}
    for answer in answers:
        groups.setdefault(key(answer.asked), []).append(answer)
    return groups


def agreement(pairs: Iterable[tuple[bool, bool, bool]]) -> Figures:
    """Return precision and recall of something that was said, meant, and said rightly."""
    said, meant, right = np.array([(0, 0, 0), *pairs], dtype=int).sum(axis=0).tolist()
    return {
        "precision": right / said if said else None,
        "recall": right / meant if meant else None,
        "said": said,
        "meant": meant,
        "right": right,
    }


def no_match(answers: Iterable[Answer[Any]]) -> Figures:
    """Return how well "nothing matches" is said of what no dish of the menu answers."""
    pairs = [(answer.no_match, not answer.asked.relevant) for answer in answers]
    return agreement((said, meant, said and meant) for said, meant in pairs)


def exactly_understood(answers: Sequence[Answer[JudgedQuery]]) -> Figures:
    """Return the share of the queries whose filters were all read, and no other."""
    exact = [float(answer.understood == _implied(answer)) for answer in answers]
    return {"queries": len(exact), "exact": _mean(exact)}


def understood_keys(answers: Sequence[Answer[JudgedQuery]]) -> dict[str, Figures]:
    """Return how well each key of filters is read from the words, with its very value."""
    figures = {}
    for key in JudgedFilters.model_fields:
        pairs = [(answer.understood.get(key), _implied(answer).get(key)) for answer in answers]
        figures[key] = agreement(
            (read is not None, implied is not None, implied is not None and read == implied)
            for read, implied in pairs
        )
    return figures


def _implied(answer: Answer[JudgedQuery]) -> Mapping[str, Any]:
    return answer.asked.implied_filters.stated()


def milliseconds(answers: Sequence[Answer[Any]]) -> Figures:
    """Return the time that half of the queries, and 95 in 100, stay below."""
    if not answers:
        return {"p50": None, "p95": None}
    half, most = np.percentile([answer.milliseconds for answer in answers], [50, 95])
    return {"p50": round(float(half), 2), "p95": round(float(most), 2)}


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return fmean(listed) if listed else None
