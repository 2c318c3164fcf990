"""What of a menu stayed as it was, so that only the rest is read again.

A tap on "sold out" must cost about the same among a hundred thousand dishes as among a thousand.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, count, islice
from operator import is_not
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from recommender.dish import Dish

T = TypeVar("T")
Places = NDArray[np.intp]
GONE = -1  # instead of a place
FEW = 50  # differences between two menus that are looked for one after the other


@dataclass(frozen=True)
class Carried:
    """What of a menu was there before, as the same object, and where."""

    places: Places  # for each dish where it stood; GONE for one that is to be read
    count: int  # dishes that there were before

    @classmethod
    def over(cls, dishes: Sequence[Dish], before: Sequence[Dish]) -> "Carried":
        """Compare the menu as it is with the menu as it was."""
        return cls(_places(dishes, before), len(before))

    @cached_property
    def fresh(self) -> list[int]:
        """Where the dishes stand that are to be read."""
        return np.flatnonzero(self.places == GONE).tolist()

    @cached_property
    def in_place(self) -> bool:
        """Whether there are as many dishes as before, and those that stayed stand as they stood."""
        if len(self.places) != self.count:
            return False
        moved = self.places != np.arange(self.count)
        return int(np.count_nonzero(moved)) == len(self.fresh)

    @cached_property
    def only_came(self) -> bool:
        """Whether all dishes that there were stand where they stood, and fresh ones after them."""
        return np.array_equal(self.places[: self.count], np.arange(self.count))

    def column(self, before: NDArray[Any], read: Any) -> NDArray[Any]:
        """Return a column of numbers, or rows of them, with what was read of the fresh dishes."""
        found = before.copy() if self.in_place else before[self.places]
        found[self.fresh] = read
        return found

    def values(self, before: Sequence[T], read: Sequence[T]) -> list[T]:
        """Return a column of any values, with what was read of the fresh dishes."""
        kept = before if self.in_place else map(before.__getitem__, self.places.tolist())
        found = list(kept)
        for row, value in zip(self.fresh, read, strict=True):
            found[row] = value
        return found

    def knowing(self, known: Mapping[int, int]) -> "Carried":
        """Return the same for a column in which the dishes ``known`` are as they were, too.

        Args:
            known: where they stand, and where they stood.
        """
        places = self.places.copy()
        places[list(known)] = list(known.values())
        return Carried(places, self.count)

    @cached_property
    def moves(self) -> Places:
        """For each dish that there was, where it stands now; GONE where it left."""
        found = np.full(self.count, GONE, np.intp)
        kept = np.flatnonzero(self.places != GONE)
        found[self.places[kept]] = kept
        return found


def _places(dishes: Sequence[Dish], before: Sequence[Dish]) -> Places:
    places = np.full(len(dishes), GONE, np.intp)
    for number, (new, old, length) in enumerate(_runs(dishes, before)):
        if number == FEW:
            return _looked_up(dishes, before)
        places[new : new + length] = np.arange(old, old + length)
    return places


def _runs(dishes: Sequence[Dish], before: Sequence[Dish]) -> Iterator[tuple[int, int, int]]:
    """Yield where the same dishes stand in both, one after the other, and how many they are."""
    new = old = 0
    while new < len(dishes) and old < len(before):
        rest = min(len(dishes) - new, len(before) - old)
        pairs = map(is_not, islice(dishes, new, None), islice(before, old, None))
        length = next(compress(count(), pairs), rest)
        yield new, old, length
        new, old = new + length, old + length
        added, removed = _step(dishes[new : new + 2], before[old : old + 2])
        new, old = new + added, old + removed


def _step(now: Sequence[Dish], then: Sequence[Dish]) -> tuple[int, int]:
    """Return how far to go in both menus from where they differ: past one dish in either, or both.

    Where that is the wrong guess, dishes are read again that need not be.
    """
    if len(now) > 1 and then and now[1] is then[0]:
        return 1, 0
    if len(then) > 1 and now and then[1] is now[0]:
        return 0, 1
    return 1, 1


def _looked_up(dishes: Sequence[Dish], before: Sequence[Dish]) -> Places:
    rows = {dish.id: row for row, dish in enumerate(before)}
    stood = [rows.get(dish.id, GONE) for dish in dishes]
    pairs = zip(dishes, stood, strict=True)
    same = (old if old != GONE and before[old] is dish else GONE for dish, old in pairs)
    return np.fromiter(same, np.intp, len(dishes))
