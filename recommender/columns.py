"""The records of a menu as columns, of which a change reads only what it changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender import garbage
from recommender.carried import GONE, Carried, Places
from recommender.dish import Dish, fold
from recommender.filters import LISTED, NOTHING, Metadata, facts, listing, metadata
from recommender.glossary import terms_of
from recommender.inverted import Inverted, Numbering
from recommender.lazy import Lazy

Mask = NDArray[np.bool_]  # shape (dishes,)

LABELS = ("cuisine", "course")


@cache
def _kinds() -> Mapping[str, type]:
    """Return the numbers of a record with their types."""
    record = facts(Dish(id="any", name="Any", price=0))
    kinds = {key: type(value) for key, value in record.items()}
    return {key: kind for key, kind in kinds.items() if kind in (bool, int, float)}


@dataclass(frozen=True)
class Labels:
    """A column of words: each dish's place among the different ones, which are sorted."""

    names: Sequence[str]
    places: NDArray[np.intp]

    @classmethod
    def of(cls, values: Sequence[str]) -> "Labels":
        """Read one word for each dish."""
        names = sorted(set(values))
        place = {name: number for number, name in enumerate(names)}
        return cls(names, np.array([place[value] for value in values], np.intp))

    def after(self, carried: Carried, values: Sequence[str]) -> "Labels":
        """Return the column after a change; ``values`` are those of the fresh dishes."""
        names = sorted({*self.names, *values})
        number = {name: at for at, name in enumerate(names)}
        before = np.array([number[name] for name in self.names], np.intp)[self.places]
        found = carried.column(before, [number[value] for value in values])
        used = np.bincount(found, minlength=len(names)) > 0
        left = [name for name, is_used in zip(names, used, strict=True) if is_used]
        return Labels(left, (np.cumsum(used) - 1)[found])

    def among(self, wanted: Sequence[str]) -> Mask:
        """Return which dishes have any of these words."""
        chosen = np.array([name in wanted for name in self.names], np.bool_)
        return np.asarray(chosen[self.places], np.bool_)

    def counts(self, mask: Mask) -> dict[str, int]:
        """Return how often each word stands in the rows of ``mask``, 0 where it never does."""
        found = np.bincount(self.places[mask], minlength=len(self.names))
        return dict(zip(self.names, found.tolist(), strict=True))


@dataclass(frozen=True)
class Columns:
    """What filters and facets read of the dishes of one revision; immutable."""

    dishes: Sequence[Dish]
    rows: Mapping[str, int]
    records: Sequence[Metadata]
    numbers: Mapping[str, NDArray[Any]]
    labels: Mapping[str, Labels]
    folded: Sequence[str]  # the dishes' names
    names: frozenset[str]
    listed: Inverted
    terms: dict[str, int]  # the numbers of listed terms

    @classmethod
    def of(cls, dishes: Sequence[Dish]) -> "Columns":
        """Read the dishes."""
        with garbage.none_made():
            return _whole(dishes)

    def after(self, dishes: Sequence[Dish], carried: Carried) -> "Columns":
        """Return the columns after a change, of which only the fresh dishes are read."""
        return _changed(dishes, self, carried)

    def listing(self, term: str) -> Places:
        """Return the rows of the dishes that list a term."""
        number = self.terms.get(term)
        return np.empty(0, np.intp) if number is None else self.listed.having(number)[0]


def _whole(dishes: Sequence[Dish]) -> Columns:
    records = [facts(dish) for dish in dishes]
    folded, terms = [fold(dish.name) for dish in dishes], dict[str, int]()
    return Columns(
        dishes=dishes,
        rows=_rows(dishes),
        records=Lazy(dishes, metadata),
        numbers={key: _column(records, key) for key in _kinds()},
        labels={key: Labels.of(_words(records, key)) for key in LABELS},
        folded=folded,
        names=frozenset(folded),
        listed=_all_listed(dishes, terms),
        terms=terms,
    )


def _changed(dishes: Sequence[Dish], before: Columns, carried: Carried) -> Columns:
    fresh = [dishes[row] for row in carried.fresh]
    records, folded = [metadata(dish) for dish in fresh], [fold(dish.name) for dish in fresh]
    named = _named_the_same(before, carried, folded)
    listed = carried.knowing(_listing_the_same(before, carried, fresh, records))
    read = dict(zip(carried.fresh, records, strict=True))
    names = before.folded if named else carried.values(before.folded, folded)
    return Columns(
        dishes=dishes,
        rows=_rows_after(dishes, before, carried),
        records=Lazy(dishes, metadata),
        numbers={
            key: carried.column(column, _column(records, key))
            for key, column in before.numbers.items()
        },
        labels={
            key: column.after(carried, _words(records, key))
            for key, column in before.labels.items()
        },
        folded=names,
        names=before.names if named else frozenset(names),
        listed=before.listed.after(
            listed, _listed([read[row] for row in listed.fresh], before.terms)
        ),
        terms=before.terms,
    )


def _rows_after(dishes: Sequence[Dish], before: Columns, carried: Carried) -> Mapping[str, int]:
    """Return where each id stands, which copies what it can.

    Of 100,000, to look into each dish takes 100 ms, to number the ids anew 12, to copy them 2.
    """
    stood = ((before.dishes[row].id, dishes[row].id) for row in carried.fresh if carried.in_place)
    if carried.in_place and all(was == now for was, now in stood):
        return before.rows
    if carried.only_came:
        return {**before.rows, **{dishes[row].id: row for row in carried.fresh}}
    ids = carried.values(list(before.rows), [dishes[row].id for row in carried.fresh])
    return dict(zip(ids, range(len(ids)), strict=True))


def _named_the_same(before: Columns, carried: Carried, folded: Sequence[str]) -> bool:
    pairs = zip(carried.fresh, folded, strict=True)
    return carried.in_place and all(before.folded[row] == name for row, name in pairs)


def _listing_the_same(
    before: Columns, carried: Carried, fresh: Sequence[Dish], records: Sequence[Metadata]
) -> dict[int, int]:
    """Return where fresh dishes stand and stood that list what they listed."""
    stood = [before.rows.get(dish.id, GONE) for dish in fresh]
    return {
        row: old
        for row, old, record in zip(carried.fresh, stood, records, strict=True)
        if old != GONE and before.records[old][LISTED] == record[LISTED]
    }


def _rows(dishes: Sequence[Dish]) -> dict[str, int]:
    return {dish.id: row for row, dish in enumerate(dishes)}


def _column(records: Sequence[Metadata], key: str) -> NDArray[Any]:
    return np.array([record[key] for record in records], _kinds()[key])


def _words(records: Sequence[Metadata], key: str) -> list[str]:
    return [str(record[key]) for record in records]


def _all_listed(dishes: Sequence[Dish], terms: dict[str, int]) -> Inverted:
    """Return what all dishes list, as :func:`_listed` reads it of records."""
    read, owners = Numbering(terms, terms_of).entries(map(listing, dishes))
    nothing = np.setdiff1d(np.arange(len(dishes), dtype=np.int32), owners)
    if len(nothing):
        number = terms.setdefault(NOTHING, len(terms))
        read = np.append(read, np.full(len(nothing), number, np.int32))
        owners = np.append(owners, nothing)
    return Inverted.whole(read, owners, np.ones(len(read), np.float32), len(dishes))


def _listed(
    records: Sequence[Metadata], terms: dict[str, int]
) -> list[tuple[NDArray[np.int32], NDArray[np.float32]]]:
    """Return the numbers of what each dish lists, as far as a number can be told by ``terms``.

    New terms get the next number there.
    """
    found = []
    for record in records:
        listed = record[LISTED]
        assert isinstance(listed, list)
        numbers = [terms.setdefault(term, len(terms)) for term in listed]
        found.append((np.array(numbers, np.int32), np.ones(len(numbers), np.float32)))
    return found
