"""STUB until the glossary branch is merged."""

import re
from dataclasses import dataclass
from recommender.dish import fold

STOP_WORDS = frozenset(
    "a an the with of and or in on for to some something any dish dishes food please as is that i my you have not no but from at style type very day good".split()
)


@dataclass(frozen=True)
class Found:
    concept: str
    start: int
    end: int


def tokens(t):
    return re.findall(r"[a-z0-9]+", fold(t))


def singular(w):
    if len(w) > 4 and w.endswith("ies"):
        return w[:-3] + "y"
    if len(w) > 4 and w.endswith(("oes", "shes", "ches", "sses")):
        return w[:-2]
    if len(w) > 3 and w.endswith("s") and not w.endswith(("ss", "us")):
        return w[:-1]
    return w


def concepts(t):
    return []


def terms_of(t):
    return frozenset(singular(w) for w in tokens(t))


def to_english(t):
    return t
