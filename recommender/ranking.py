"""Arithmetic only: likenesses on a common scale, fused, and varied."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from recommender.dish import fold
from recommender.encoder import Calibration

T = TypeVar("T")


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


def either(first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how sure it is that at least one of two independent readings is right."""
    return np.asarray(1 - (1 - first) * (1 - second), dtype=np.float32)


def fuse(certainties: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Return the geometric mean, dish by dish: all parts of a query must be satisfied.

    On five public sets of composed queries the product beats the sum.
    """
    product = np.prod(np.stack(certainties), axis=0)
    return np.asarray(product ** (1 / len(certainties)), dtype=np.float32)


# Below, two names share letters rather than meaning: "car tyre" and "carrot tart" have 0.59.
NAME_FLOOR = 0.7


def name_likeness(words: str, name: str) -> float:
    """Return how much ``words`` are this dish's name, 0 to 1, forgiving typing errors.

    1 is the very name. Words are compared in any order; a name that merely contains all the words
    counts almost as much ("paella" is "Paella de marisco").
    """
    asked, known = fold(words), fold(name)
    if asked == known:
        return 1.0
    whole = fuzz.token_sort_ratio(asked, known) / 100
    contained = 0.9 * _contained(asked.split(), known.split())
    return max(0.0, (max(whole, contained) - NAME_FLOOR) / (1 - NAME_FLOOR))


def _contained(asked: Sequence[str], known: Sequence[str]) -> float:
    """Return how well the worst of the asked words is found among the known ones, 0 to 1."""
    if not asked or not known:
        return 0.0
    return min(max(fuzz.ratio(word, other) for other in known) for word in asked) / 100


def interleaved(items: Iterable[T], *keys: Callable[[T], Hashable]) -> list[T]:
    """Return ``items`` so that neighbours differ in the first key, then in the second, and so on.

    The groups take turns, each in the order in which it came.
    """
    if not keys:
        return list(items)
    groups: dict[Hashable, list[T]] = {}
    for item in items:
        groups.setdefault(keys[0](item), []).append(item)
    turns = [interleaved(group, *keys[1:]) for group in groups.values()]
    longest = max(map(len, turns), default=0)
    return [turn[place] for place in range(longest) for turn in turns if place < len(turn)]
