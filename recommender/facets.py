"""How many dishes each filter would leave, and which filter to lift when none is left.

The menu as columns: a clause is read for all dishes at once, as :func:`recommender.filters.holds`
reads it for one. A test holds that the two, and Chroma, agree.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from weakref import ReferenceType, ref

import numpy as np
from numpy.typing import NDArray

from recommender.carried import Carried
from recommender.columns import Columns
from recommender.dish import ALLERGENS, COURSES, DIETS, Dish
from recommender.filters import LISTED, Filters, Metadata, Where, where

Mask = NDArray[np.bool_]  # shape (dishes,)

# What may be offered to be lifted. Never a diet, an allergen or an ingredient: a guest who left
# one out may have a reason that no result outweighs.
LIFTABLE: Mapping[str, tuple[str, ...]] = {
    "cuisine": ("cuisine",),
    "course": ("course",),
    "price": ("min_price", "max_price"),
    "spice": ("min_spice", "max_spice"),
}
_UNSET = Filters()


@dataclass(frozen=True)
class Relaxation:
    """The filter whose lifting helps most, and how many dishes there are without it."""

    name: str  # a key of LIFTABLE
    count: int


@dataclass(frozen=True)
class Facets:
    """The number of dishes each option would leave, beside the other filters that are set."""

    cuisine: Mapping[str, int]
    course: Mapping[str, int]
    diet: Mapping[str, int]
    without: Mapping[str, int]


class MenuTable:
    """The dishes of one revision as columns; immutable."""

    def __init__(self, dishes: Iterable[Dish], before: "MenuTable | None" = None) -> None:
        """Read the dishes; of those that are the same objects ``before``, nothing is read again."""
        self.dishes: tuple[Dish, ...] = tuple(dishes)
        self._since: tuple[ReferenceType[MenuTable], Carried] | None = None
        if before is None or not before.dishes:
            self._read = Columns.of(self.dishes)
        else:
            carried = Carried.over(self.dishes, before.dishes)
            self._since = (ref(before), carried)
            self._read = before._read.after(self.dishes, carried)  # noqa: SLF001
        self.rows: Mapping[str, int] = self._read.rows
        self.records: Sequence[Metadata] = self._read.records
        self._columns, self._labels = self._read.numbers, self._read.labels
        self.names = self._read.names
        self.cuisines = frozenset(self._labels["cuisine"].names) - {""}

    def carried_over(self, before: "MenuTable") -> Carried:
        """Return what stayed of another menu; known already of the one this was read after."""
        if self._since is not None and self._since[0]() is before:
            return self._since[1]
        return Carried.over(self.dishes, before.dishes)

    def column(self, name: str) -> NDArray[Any]:
        """Return one number of each dish's record, such as its price."""
        return self._columns[name]

    def groups(self, name: str) -> NDArray[np.intp]:
        """Return for each dish the number of its cuisine or course."""
        return self._labels[name].places

    def names_of(self, name: str) -> Sequence[str]:
        """Return the cuisines or courses by the numbers that :meth:`groups` gives."""
        return self._labels[name].names

    @cached_property
    def with_photo(self) -> Mask:
        """Which dishes have a photo."""
        return np.fromiter((dish.photo is not None for dish in self.dishes), np.bool_)

    def mask(self, clause: Where | None) -> Mask:
        """Return for each dish whether it satisfies ``clause``."""
        mask = np.ones(len(self.dishes), np.bool_)
        if clause is None:
            return mask
        ((key, condition),) = clause.items()
        for part in condition if key == "$and" else [clause]:
            mask &= self._satisfying(part)
        return mask

    def _satisfying(self, part: Where) -> Mask:
        ((key, condition),) = part.items()
        ((name, wanted),) = condition.items()
        if key in self._labels:
            return self._labels[key].among(wanted)
        if key == LISTED:
            without = np.ones(len(self.dishes), np.bool_)
            without[self._read.listing(wanted)] = False
            return without
        return np.asarray(_COMPARISONS[name](self._columns[key], wanted), np.bool_)

    def passing(self, *required: Filters) -> list[Dish]:
        """Return the dishes that satisfy all of ``required``, in the order of the menu."""
        return [self.dishes[row] for row in np.flatnonzero(self.mask(where(*required)))]

    def count(self, *required: Filters) -> int:
        """Return how many dishes satisfy all of ``required``."""
        return _count(self.mask(where(*required)))

    def facets(self, filters: Filters, *also: Filters) -> Facets:
        """Return what each option of ``filters`` would leave beside the others and ``also``.

        A cuisine or course counts what it has itself, whatever others of its kind are chosen; a
        diet or allergen counts what is left when it is required too.
        """
        left = self.mask(where(filters, *also))
        undeclared = ~self._columns["allergens_declared"]
        return Facets(
            cuisine=self._values("cuisine", filters, also),
            course=self._values("course", filters, also),
            diet={diet: _count(left & self._columns[diet]) for diet in DIETS},
            without={
                name: _count(left & ~(undeclared | self._columns[f"contains_{name}"]))
                for name in ALLERGENS
            },
        )

    def relaxation(self, *required: Filters) -> Relaxation | None:
        """Return the filter whose lifting leaves the most dishes; None when none alone helps."""
        set_ = [
            name
            for name, fields in LIFTABLE.items()
            if any(getattr(one, f) != getattr(_UNSET, f) for one in required for f in fields)
        ]
        counts = [
            Relaxation(name, self.count(*(lifted(r, name) for r in required))) for name in set_
        ]
        best = max(counts, key=lambda found: found.count, default=None)
        return best if best and best.count else None

    def price_bounds(self) -> tuple[float, float]:
        """Return the least and the greatest price on the menu; zeros when it is empty."""
        prices = self._columns["price"]
        return (float(prices.min()), float(prices.max())) if len(prices) else (0.0, 0.0)

    def _values(self, key: str, filters: Filters, also: Sequence[Filters]) -> dict[str, int]:
        others = self.mask(where(filters.model_copy(update={key: ()}), *also))
        counts = self._labels[key].counts(others)
        order = COURSES if key == "course" else sorted(self.cuisines)
        return {value: counts[value] for value in order if value in counts}


def _count(mask: Mask) -> int:
    return int(np.count_nonzero(mask))


def lifted(filters: Filters, name: str) -> Filters:
    """Return ``filters`` without the one that :data:`LIFTABLE` calls ``name``."""
    return filters.model_copy(update={field: getattr(_UNSET, field) for field in LIFTABLE[name]})


_COMPARISONS: Mapping[str, Callable[[NDArray[Any], Any], Any]] = {
    "$eq": np.equal,
    "$gte": np.greater_equal,
    "$lte": np.less_equal,
}
