"""Cuisine and course of a dish as its name and its neighbours on the menu suggest them."""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from recommender.dish import COURSES, Dish
from recommender.suggestions.phrases import Stems, find, stems

KIND_WORDS = Path(__file__).with_name("kind_words.csv")
NEIGHBOURS = 10  # dishes that vote, the nearer the louder; 5 and 20 measured no better

# How often each rule was right on a menu of 290 dishes, each asked with itself left out. What is
# right less often than four times in five is "unsure".
CUISINE_BY_NAME = 0.88  # 128 dishes
CUISINE_BY_NEIGHBOURS = 0.82  # 18 dishes
COURSE_BY_NAME = 0.85  # 210 dishes; alone, where the menu has no neighbours to ask
COURSE_BY_BOTH = 0.93  # 165 dishes
COURSE_BY_NEIGHBOURS = 0.86  # 28 dishes
# Shares of the neighbours' votes from which these hold; below, two in five are wrong.
CUISINE_SHARE = 0.7
COURSE_SHARE = 0.8
COURSE_AGREEMENT = 0.4
# What follows is beside the dish rather than the dish: "chicken with rice", "pollo con arroz".
BESIDE = re.compile(r"\s(?:with|in|on|and|con|de|del|al|a la|en|y|&)\s|[,(]", re.IGNORECASE)


class Neighbour(NamedTuple):
    """A dish of the menu and the cosine of its words with those of the dish that is asked for."""

    dish: Dish
    cosine: float


@dataclass(frozen=True)
class Suggestion:
    """A value for a field of a dish; an empty one is "unsure"."""

    field: Literal["cuisine", "course"]
    value: str = ""
    confidence: float = 0.0  # how often such suggestions are right
    because: tuple[str, ...] = ()  # the word of the name, or the names of like dishes


def nearest(cosines: NDArray[np.float32], dishes: Sequence[Dish]) -> list[Neighbour]:
    """Return the dishes whose words are nearest to a dish's own, the nearest first.

    Args:
        cosines: of each of ``dishes``' words with the dish's own, encoded without cuisine and
            course.
        dishes: the menu without that dish.
    """
    order = np.argsort(-cosines, kind="stable")[:NEIGHBOURS]
    return [Neighbour(dishes[index], float(cosines[index])) for index in order]


def suggest_cuisine(name: str, near: Sequence[Neighbour], *, spread: float) -> Suggestion:
    """Return the cuisine that the name tells, else the one most neighbours have.

    Args:
        name: the dish's.
        near: what :func:`nearest` returned; none on an empty menu.
        spread: of the encoder's scale for the words of two dishes; a cosine that much nearer
            votes 2.7 times as loud.
    """
    told = {found.meaning: found.words for found in find(name, kind_words("cuisine"))}
    if len(told) == 1:
        ((cuisine, word),) = told.items()
        return Suggestion("cuisine", cuisine, CUISINE_BY_NAME, (word,))
    value, share = _most(_votes("cuisine", near, spread))
    if value and share >= CUISINE_SHARE:
        return Suggestion("cuisine", value, CUISINE_BY_NEIGHBOURS, _like("cuisine", value, near))
    return Suggestion("cuisine")


def suggest_course(name: str, near: Sequence[Neighbour], *, spread: float) -> Suggestion:
    """Return the course that name and neighbours agree on; arguments as for the cuisine."""
    told, word = _course_by_name(name)
    votes = _votes("course", near, spread)
    if told and not votes:
        return Suggestion("course", told, COURSE_BY_NAME, (word,))
    if told and votes.get(told, 0) >= COURSE_AGREEMENT:
        return Suggestion("course", told, COURSE_BY_BOTH, (word,))
    value, share = _most(votes)
    if value and not told and share >= COURSE_SHARE:
        return Suggestion("course", value, COURSE_BY_NEIGHBOURS, _like("course", value, near))
    return Suggestion("course")


def _course_by_name(name: str) -> tuple[str, str]:
    """Return the course and the word that tells it: the last one of the dish itself."""
    for part in (BESIDE.split(name)[0], name):
        if told := find(part, kind_words("course")):
            return told[-1].meaning, told[-1].words
    return "", ""


def _votes(
    field: Literal["cuisine", "course"], near: Sequence[Neighbour], spread: float
) -> Mapping[str, float]:
    """Return the share of the vote that each value has."""
    if not near:
        return {}
    loudest = max(neighbour.cosine for neighbour in near)
    votes: defaultdict[str, float] = defaultdict(float)
    for dish, cosine in near:
        votes[getattr(dish, field)] += float(np.exp((cosine - loudest) / spread))
    total = sum(votes.values())
    return {value: vote / total for value, vote in votes.items()}


def _most(votes: Mapping[str, float]) -> tuple[str, float]:
    return max(votes.items(), key=lambda vote: vote[1], default=("", 0.0))


def _like(field: str, value: str, near: Sequence[Neighbour]) -> tuple[str, ...]:
    return tuple(n.dish.name for n in near if getattr(n.dish, field) == value)[:3]


@cache
def kind_words(field: Literal["cuisine", "course"]) -> dict[Stems, str]:
    """Return the words of names that tell a cuisine, or those that tell a course."""
    with KIND_WORDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["course"] for row in rows} <= {"", *COURSES}
    return {stems(row["words"]): row[field] for row in rows if row[field]}
