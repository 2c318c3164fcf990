"""Arithmetic only: likenesses on a common scale, fused, and varied."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from recommender.dish import fold
from recommender.encoder import Calibration

Scores = NDArray[np.floating]  # shape (dishes,)
Mask = NDArray[np.bool_]  # shape (dishes,)


@dataclass(frozen=True)
class Ranking:
    """Every weight of the ranking.

    Chosen by ``tests/benchmarks/ranking_variants.py``, whose table the README quotes; there each is
    switched off in turn. Where a range of values measured alike, the middle of it was taken.
    """

    # How sure a dish is meant by words, in logits: what the encoder says, and on top of it
    vectors: float = 1.0
    against: float = 0.5  # of it, where it speaks against a dish: words may be all that fits
    lexical: float = 8.0  # all of the foods that the guest names are in the dish's own words
    soft: float = 2.0  # so are all of the looks, moods and tastes
    craving: float = 15.0  # it is wholly of the foods that a mood stands for
    colour: float = 5.0  # its photo is wholly of the colour that is asked for
    spice: float = 3.0  # it is as hot as a dish can be, where heat is asked for
    cheap: float = 3.0  # it is the cheapest, where cheap is asked for
    unwanted: float = 6.0  # taken off: it is what the guest would rather not have
    taste: float = 2.0  # it is like what the guest liked, and unlike what they did not
    doubt: float = 1.0  # what must be overcome before a dish is rather meant than not
    missing: float = 10.0  # taken off for words that no dish of the menu has, by their weight
    names: bool = True  # an exact or nearly exact name comes first
    product: bool = True  # words and photo multiply; otherwise they are added
    variety: float = 0.3  # what a dish loses beside one that is nearly the same


CHOSEN = Ranking()
COLOUR_HALF = 0.15  # of the photo: with this share of a colour a dish is as likely meant as not


def certainty(cosines: NDArray[np.float32], scale: Calibration) -> NDArray[np.float32]:
    """Return how sure it is, 0 to 1, that each dish is meant, from raw cosines.

    The logistic curve puts cosines of different kinds on one scale: 0.5 is where ``scale`` says
    that a dish is as likely meant as not.
    """
    return np.asarray(1 / (1 + np.exp(-(cosines - scale.even) / scale.spread)), dtype=np.float32)


def mean_of_known(signals: Sequence[NDArray[np.float32]], rows: int) -> NDArray[np.float32]:
    """Return the mean of several readings of one thing, shape (rows,).

    A reading that is not to be had is NaN and does not count; where none is, the result is 0.
    """
    readings = np.stack([np.full(rows, np.nan, np.float32), *signals])
    known = np.maximum(np.isfinite(readings).sum(axis=0), 1)
    return np.asarray(np.nansum(readings, axis=0) / known, dtype=np.float32)


def logit(certainties: Scores) -> Scores:
    """Return log-odds, in which independent evidence adds up; certainties are kept off 0 and 1."""
    bounded = np.clip(np.asarray(certainties, np.float64), 1e-4, 1 - 1e-4)
    return np.log(bounded / (1 - bounded))


def sigmoid(logits: Scores) -> Scores:
    """Return certainties, 0 to 1, from log-odds; float64, as much evidence comes close to 1."""
    return np.asarray(1 / (1 + np.exp(-np.asarray(logits, np.float64))))


def either(first: Scores, second: Scores) -> Scores:
    """Return how sure it is that at least one of two independent readings is right."""
    return np.asarray(1 - (1 - first) * (1 - second))


def fuse(first: Scores, second: Scores, *, balance: float = 0.5, product: bool = True) -> Scores:
    """Return how well both parts of a query are satisfied.

    Args:
        first: certainties, 0 to 1.
        second: certainties, 0 to 1.
        balance: weight of ``second``, 0 to 1; of ``first`` the rest.
        product: the weighted geometric mean, to which a dish that misses one part is little; the
            weighted sum otherwise. On five public sets of composed queries the product won.
    """
    if product:
        return np.asarray(first ** (1 - balance) * second**balance)
    return np.asarray(first * (1 - balance) + second * balance)


def best_score(liked: NDArray[np.float32], disliked: NDArray[np.float32]) -> Scores:
    """Return, -1 to 1, how near each dish is to any liked one and how far from all disliked.

    Args:
        liked: likenesses 0 to 1 with each liked dish, shape (liked, dishes).
        disliked: the same with each disliked one, shape (disliked, dishes).
    """
    nearest = liked.max(axis=0, initial=0)
    feared = disliked.max(axis=0, initial=0)
    return np.asarray(np.where(nearest > feared, nearest, -feared), dtype=np.float32)


def best_first(scores: Scores, top: int) -> NDArray[np.intp]:
    """Return the places of the ``top`` greatest, the greatest first, equal ones in their order."""
    places = np.arange(len(scores))
    if 0 < top < len(scores):  # a menu is searched whole, and few of it are shown
        places = np.flatnonzero(scores >= np.partition(scores, -top)[-top])
    return np.asarray(places[np.argsort(-scores[places], kind="stable")][:top], np.intp)


NEAR_IDENTICAL = 0.92  # cosine above which two dishes are variants of one; at 0.97 they are one


def varied(
    order: Sequence[int], likeness: NDArray[np.float32], scores: Scores, loss: float
) -> list[int]:
    """Return ``order`` so that near-identical dishes do not stand together (MMR).

    Args:
        order: places in ``scores``, the best first.
        likeness: cosines of the dishes in ``order``, shape (n, n).
        scores: certainties, 0 to 1.
        loss: what a dish loses beside an identical one that stands before it.
    """
    near = loss * np.clip((likeness - NEAR_IDENTICAL) / (1 - NEAR_IDENTICAL), 0, 1)
    if not np.triu(near, 1).any():  # as on most pages: all differ
        return list(order)
    left = np.asarray(scores, np.float32)[list(order)]
    penalty = np.zeros(len(order), np.float32)
    chosen: list[int] = []
    for _ in order:
        best = int(np.argmax(left - penalty))  # of equal ones the first
        chosen.append(order[best])
        left[best] = -np.inf
        np.maximum(penalty, near[best], out=penalty)
    return chosen


# Below, two names share letters rather than meaning: "car tyre" and "carrot tart" have 0.59.
NAME_FLOOR = 0.7
CONTAINED = 0.9  # of a likeness: the words of "paella" are all in "Paella de marisco"
LEAST_CONTAINED = 100 * NAME_FLOOR / CONTAINED  # percent of equal letters


def name_likeness(words: str, name: str) -> float:
    """Return how much ``words`` are this dish's name, 0 to 1, forgiving typing errors.

    1 is the very name. Words are compared in any order; a name that merely contains all the words
    counts almost as much ("paella" is "Paella de marisco").
    """
    asked, known = _spelling(words), _spelling(name)
    if asked.whole == known.whole:
        return 1.0
    whole = fuzz.ratio(asked.in_order, known.in_order) / 100
    contained = CONTAINED * _contained(asked.words, known.words)
    return max(0.0, (max(whole, contained) - NAME_FLOOR) / (1 - NAME_FLOOR))


class _Spelling(NamedTuple):
    """A folded text, its words, and these in the order of the alphabet."""

    whole: str
    words: Sequence[str]
    in_order: str


@lru_cache(maxsize=65_536)  # the names of a large menu
def _spelling(text: str) -> _Spelling:
    folded = fold(text)
    return _Spelling(folded, folded.split(), " ".join(sorted(folded.split())))


def _contained(asked: Sequence[str], known: Sequence[str]) -> float:
    """Return how well the worst of the asked words is found among the known ones, 0 to 1.

    What would be below the floor is 0.
    """
    worst = 100.0 if asked else 0.0
    for word in asked:
        found = (fuzz.ratio(word, other, score_cutoff=LEAST_CONTAINED) for other in known)
        worst = min(worst, max(found, default=0.0))
        if not worst:
            break
    return worst / 100


def interleaved(*keys: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return an order in which neighbours differ in the first key, then in the second, and so on.

    The groups take turns, each in the order in which it came.

    Args:
        keys: of each item the number of its group, by several groupings.
    """
    turn = np.arange(len(keys[0]))
    for depth in range(len(keys), 0, -1):
        within, group = _numbered(keys[: depth - 1], len(turn)), _numbered(keys[:depth], len(turn))
        if depth == len(keys):
            turn = _ranked(group, turn)
        turn = _ranked(within, np.lexsort((group, turn)).argsort())
    return turn.argsort()


def _numbered(keys: Sequence[NDArray[np.intp]], count: int) -> NDArray[np.intp]:
    """Return of each item the number of its group by all ``keys``, in the order they come."""
    group = np.zeros(count, np.intp)
    for key in keys:
        both = group * (int(key.max(initial=0)) + 1) + key
        _, first, group = np.unique(both, return_index=True, return_inverse=True)
        group = first.argsort().argsort()[group]
    return group


def _ranked(group: NDArray[np.intp], by: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return how many of its group come before each item by ``by``, whose values all differ."""
    order = np.lexsort((by, group))
    starts = np.searchsorted(group[order], group[order])
    ranks = np.empty_like(order)
    ranks[order] = np.arange(len(order)) - starts
    return ranks
