"""How many dishes each filter would leave, and which filter to lift when none is left.

The menu as columns: a clause is read for all dishes at once, as :func:`recommender.filters.holds`
reads it for one. A test holds that the two, and Chroma, agree.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.dish import ALLERGENS, COURSES, DIETS, Dish, fold
from recommender.filters import LISTED, Filters, Metadata, Where, metadata, where

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

    def __init__(self, dishes: Iterable[Dish]) -> None:
        self.dishes: tuple[Dish, ...] = tuple(dishes)
        self.rows: Mapping[str, int] = {dish.id: row for row, dish in enumerate(self.dishes)}
        records = [metadata(dish) for dish in self.dishes]
        self._columns = _columns(records)
        self._listing = _listing(records)
        self.names = frozenset(fold(dish.name) for dish in self.dishes)
        self.cuisines = frozenset(dish.cuisine for dish in self.dishes) - {""}

    def column(self, name: str) -> NDArray[Any]:
        """Return one value of each dish's record, such as its price."""
        return self._columns[name]

    def mask(self, clause: Where | None) -> Mask:
        """Return for each dish whether it satisfies ``clause``."""
        if clause is None:
            return np.ones(len(self.dishes), np.bool_)
        ((key, condition),) = clause.items()
        if key == "$and":
            return np.asarray(np.logical_and.reduce([self.mask(part) for part in condition]))
        ((name, wanted),) = condition.items()
        if key == LISTED:
            without = np.ones(len(self.dishes), np.bool_)
            without[self._listing.get(wanted, [])] = False
            return without
        return np.asarray(_COMPARISONS[name](self._columns[key], wanted), np.bool_)

    def passing(self, *required: Filters) -> list[Dish]:
        """Return the dishes that satisfy all of ``required``, in the order of the menu."""
        return [self.dishes[row] for row in np.flatnonzero(self.mask(where(*required)))]

    def count(self, *required: Filters) -> int:
        """Return how many dishes satisfy all of ``required``."""
        return int(self.mask(where(*required)).sum())

    def facets(self, filters: Filters, *also: Filters) -> Facets:
        """Return what each option of ``filters`` would leave beside the others and ``also``.

        A cuisine or course counts what it has itself, whatever others of its kind are chosen; a
        diet or allergen counts what is left when it is required too.
        """
        return Facets(
            cuisine=self._values("cuisine", filters, also),
            course=self._values("course", filters, also),
            diet={diet: self._with(filters, also, **{diet: True}) for diet in DIETS},
            without={
                name: self._with(filters, also, without=(*filters.without, name))
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
        values, counts = np.unique(self._columns[key][others], return_counts=True)
        found = dict(zip(values.tolist(), counts.tolist(), strict=True))
        known = sorted(set(self._columns[key].tolist()))
        if key == "course":
            known = [course for course in COURSES if course in known]
        return {value: found.get(value, 0) for value in known if value}

    def _with(self, filters: Filters, also: Sequence[Filters], **more: Any) -> int:
        return self.count(filters.model_copy(update=more), *also)


def lifted(filters: Filters, name: str) -> Filters:
    """Return ``filters`` without the one that :data:`LIFTABLE` calls ``name``."""
    return filters.model_copy(update={field: getattr(_UNSET, field) for field in LIFTABLE[name]})


_COMPARISONS: Mapping[str, Callable[[NDArray[Any], Any], Any]] = {
    "$eq": np.equal,
    "$gte": np.greater_equal,
    "$lte": np.less_equal,
    "$in": np.isin,
}


def _columns(records: Sequence[Metadata]) -> dict[str, NDArray[Any]]:
    keys = [key for key in metadata(_ANY) if key != LISTED]
    return {key: np.array([record[key] for record in records]) for key in keys}


_ANY = Dish(id="any", name="Any", price=0)


def _listing(records: Sequence[Metadata]) -> dict[str, list[int]]:
    """Return for each term the rows of the dishes that list it."""
    rows: dict[str, list[int]] = {}
    for row, record in enumerate(records):
        terms = record[LISTED]
        assert isinstance(terms, list)
        for term in terms:
            rows.setdefault(term, []).append(row)
    return rows
