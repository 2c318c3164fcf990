"""A row of numbers for each dish, of which a change writes only what it brings.

The vectors of a hundred thousand dishes are 260 MB: while they were copied, whoever asked for a
dish that just came or went waited for up to half a second.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.carried import Carried, Places

Numbers = NDArray[np.float32]

WORTH_COPYING = 0.3  # of all dishes: fewer are picked out before they are multiplied
# What changes bring finds room for so many rows and an eighth of all; memory that nothing is
# written to is not taken from the machine.
ROOM = 1_000
WASTE = 1.5  # rows held for each dish: with more, every search would read too many


class _Held:
    """Rows that the revisions of a menu share: one that was written stays as it is."""

    def __init__(self, rows: Numbers, count: int) -> None:
        self._rows, self._count = rows, count
        self._lock = threading.Lock()
        self.width = rows.shape[1]

    @property
    def written(self) -> Numbers:
        """All rows that were written; not to be written to."""
        rows = self._rows[: self._count]
        rows.flags.writeable = False
        return rows

    def take(self, more: Numbers) -> Places | None:
        """Write rows after the others, and return where; None where there is no room for them."""
        with self._lock:
            start, end = self._count, self._count + len(more)
            if end > len(self._rows):
                return None
            self._rows[start:end] = more
            self._count = end  # last: whoever multiplies all that is written meanwhile
            return np.arange(start, end)


@dataclass(frozen=True, eq=False)
class DishRows:
    """One row for each dish of a revision, in the order of the menu; immutable."""

    _held: _Held
    _places: Places  # where each dish's row is held

    @classmethod
    def of(cls, rows: Numbers, count: int | None = None) -> "DishRows":
        """Hold ``rows``, which nobody else may write to; those beyond ``count`` are room."""
        count = len(rows) if count is None else count
        return cls(_Held(rows, count), np.arange(count))

    def after(self, carried: Carried, read: Numbers) -> "DishRows":
        """Return the rows after a change; ``read`` are those of the fresh dishes."""
        size = len(carried.places)
        written = self._held.written
        is_wasteful = len(written) > WASTE * size + ROOM
        taken = None if is_wasteful or not len(self) else self._held.take(read)
        if taken is not None:
            return DishRows(self._held, carried.column(self._places, taken))
        rows = np.zeros((size + room(size), self._held.width), np.float32)
        if len(self):  # GONE picks the last row, which is then written over
            kept = self._places[carried.places]
            np.take(written, kept, axis=0, out=rows[:size], mode="clip")
        rows[carried.fresh] = read
        return DishRows.of(rows, size)

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, places: int | Sequence[int] | Places) -> Numbers:
        """Return the row of the dish at a place of the menu, or a copy of the rows of several."""
        return np.asarray(self._held.written[self._places[places]])

    def whole(self, part: slice = slice(None)) -> Numbers:
        """Return all rows, or a part of each, shape (dishes, width); not to be written to.

        That is a copy once a dish that was there before has changed or left.
        """
        written, count = self._held.written[:, part], len(self)
        in_order = np.array_equal(self._places, np.arange(count))
        return written[:count] if in_order else written[self._places]

    def columns(self, which: Sequence[int]) -> Numbers:
        """Return these columns of all rows, shape (dishes, columns)."""
        return np.asarray(self._held.written[:, which][self._places])

    def products(self, query: Numbers, places: Places) -> Numbers:
        """Return the dot products of the dishes at ``places``; what ``query`` lacks is not read.

        Args:
            query: shape (width,), or (width, queries) for several, which fill the same part.
            places: of dishes on the menu.
        """
        part, written = slice(*filled(query)), self._held.written
        # OpenBLAS may flag as invalid what it reads beside finite numbers, and does not use.
        with np.errstate(invalid="ignore"):
            if len(places) < len(written) * WORTH_COPYING:
                return np.asarray(written[:, part][self._places[places]] @ query[part])
            return np.asarray((written[:, part] @ query[part])[self._places[places]])


def room(count: int) -> int:
    """Return for how many rows there should be room beside those of so many dishes."""
    return ROOM + count // 8


def filled(query: Numbers) -> tuple[int, int]:
    """Return between which numbers a query, or several, are filled."""
    places = np.flatnonzero(query if query.ndim == 1 else query.any(axis=1))
    return (int(places[0]), int(places[-1]) + 1) if len(places) else (0, 0)
