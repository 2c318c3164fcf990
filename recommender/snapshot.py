"""The menu at one revision, ready to be searched without a database.

2.6 KB a dish with the built-in encoder, 4.1 with CLIP. Whatever the index proposes is scored from
here, and where the index may not be opened, or would be slower, the search runs on it alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from recommender.catalog import Menu, Revision
from recommender.dish import Dish
from recommender.embeddings import Embeddings
from recommender.encoder import Vector, Vectors
from recommender.errors import UnknownDish
from recommender.facets import MenuTable
from recommender.filters import Where
from recommender.lexicon import Lexicon
from recommender.ranking import best_first

Rows = NDArray[np.intp]  # places of dishes in a snapshot
WORTH_COPYING = 0.3  # of all dishes: fewer are picked out before they are multiplied


def _part(query: NDArray[np.float32]) -> tuple[int, int]:
    """Return between which numbers a query, or several, are filled."""
    filled = np.flatnonzero(query if query.ndim == 1 else query.any(axis=1))
    return (int(filled[0]), int(filled[-1]) + 1) if len(filled) else (0, 0)


@dataclass(frozen=True)
class Snapshot:
    """Filters as columns, words as terms, embeddings and colours as rows, one for each dish."""

    revision: Revision
    table: MenuTable
    lexicon: Lexicon
    vectors: Vectors
    colours: Vectors

    @classmethod
    def of(
        cls,
        menu: Menu,
        table: MenuTable,
        embeddings: Embeddings,
        before: "Snapshot | None" = None,
    ) -> "Snapshot":
        """Read the menu, whose columns are ``table``, and encode what of it is not kept yet.

        What stayed as it was ``before`` is taken from there: a tap on "sold out" costs next to
        nothing among ten thousand dishes.
        """
        dishes = table.dishes
        known = _unchanged(dishes, before) if before else {}
        if before and _in_place(known, dishes, before):
            return replace(before, revision=menu.revision, table=table)
        new = [dish for row, dish in enumerate(dishes) if row not in known]
        embeddings.fill(new)
        vectors, colours = embeddings.of(new), embeddings.colours(new)
        if before:
            vectors = _merged(vectors, before.vectors, known, len(dishes))
            colours = _merged(colours, before.colours, known, len(dishes))
        lexicon = Lexicon(dishes, before.lexicon if before else None)
        return cls(menu.revision, table, lexicon, vectors, colours)

    @property
    def dishes(self) -> Sequence[Dish]:
        """All dishes, in the order of the menu."""
        return self.table.dishes

    def dish(self, dish: str) -> Dish:
        """Return the dish with this id.

        Raises:
            UnknownDish: there is none.
        """
        if dish not in self.table.rows:
            raise UnknownDish(id=dish)
        return self.dishes[self.table.rows[dish]]

    def rows_of(self, ids: Iterable[str]) -> Rows:
        """Return the places of the dishes with these ids; unknown ones are left out."""
        rows = self.table.rows
        return np.array([rows[dish] for dish in ids if dish in rows], np.intp)

    def count(self, clause: Where | None) -> int:
        """Return how many dishes satisfy ``clause``."""
        return int(np.count_nonzero(self.table.mask(clause)))

    def find(self, query: Vector, clause: Where | None, top: int) -> Rows:
        """Return the ``top`` dishes that satisfy ``clause``, the greatest dot product first."""
        rows = np.flatnonzero(self.table.mask(clause))
        return np.asarray(rows[best_first(self._products(query, rows), top)])

    def find_any(self, queries: Sequence[Vector], clause: Where | None, top: int) -> Rows:
        """Return the dishes that :meth:`find` returns for any of ``queries``, in no order."""
        rows = np.flatnonzero(self.table.mask(clause))
        of_part: dict[tuple[int, int], list[Vector]] = {}
        for query in queries:
            of_part.setdefault(_part(query), []).append(query)
        # Reading the vectors is what takes time: those of one half are multiplied together.
        together = (self._products(np.stack(some, axis=1), rows) for some in of_part.values())
        found = [rows[best_first(one, top)] for products in together for one in products.T]
        return np.unique(np.concatenate([np.empty(0, np.intp), *found]))

    def _products(self, query: NDArray[np.float32], rows: Rows) -> NDArray[np.float32]:
        """Return the dot products of ``rows``; a half that ``query`` leaves out is not read.

        Of several queries, the columns of ``query``, which fill the same half, one column each.
        """
        part = slice(*_part(query))
        vectors = self.vectors[:, part]
        if len(rows) < len(vectors) * WORTH_COPYING:
            return np.asarray(vectors[rows] @ query[part])
        return np.asarray((vectors @ query[part])[rows])


def _unchanged(dishes: Sequence[Dish], before: Snapshot) -> dict[int, int]:
    """Return, by the place of each dish whose embeddings stay, where they stand in ``before``."""
    found = {}
    for row, dish in enumerate(dishes):
        old = before.table.rows.get(dish.id)
        if old is not None and _reads_as(before.dishes[old], dish):
            found[row] = old
    return found


def _in_place(known: Mapping[int, int], dishes: Sequence[Dish], before: Snapshot) -> bool:
    """Return whether all dishes are known and stand where they stood."""
    same = len(known) == len(dishes) == len(before.dishes)
    return same and all(row == old for row, old in known.items())


def _reads_as(one: Dish, other: Dish) -> bool:
    return one is other or _encoded(one) == _encoded(other)


def _encoded(dish: Dish) -> tuple[object, ...]:
    """Return what the embeddings of a dish are made of."""
    return (
        *(dish.name, dish.description, dish.cuisine, dish.course),
        *(dish.ingredients, dish.photo),
    )


def _merged(new: Vectors, before: Vectors, known: dict[int, int], count: int) -> Vectors:
    rows = np.empty((count, new.shape[1]), np.float32)
    fresh = np.ones(count, np.bool_)
    fresh[list(known)] = False
    rows[fresh] = new
    rows[list(known)] = before[list(known.values())]
    return rows
