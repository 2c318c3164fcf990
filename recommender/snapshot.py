"""The menu at one revision, ready to be searched without a database.

2.6 KB a dish with the built-in encoder, 4.1 with CLIP; after many left, up to half as much again.
Whatever the index proposes is scored from here, and where the index may not be opened, or would be
slower, the search runs on it alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from recommender.carried import Carried
from recommender.catalog import Menu, Revision
from recommender.dish import Dish
from recommender.dish_rows import DishRows, filled, room
from recommender.embeddings import Embeddings
from recommender.encoder import Vector
from recommender.errors import UnknownDish
from recommender.facets import MenuTable
from recommender.filters import Where
from recommender.lexicon import Lexicon
from recommender.ranking import best_first

Rows = NDArray[np.intp]  # places of dishes in a snapshot


@dataclass(frozen=True)
class Snapshot:
    """Filters as columns, words as terms, embeddings and colours as rows, one for each dish."""

    revision: Revision
    table: MenuTable
    lexicon: Lexicon
    vectors: DishRows
    colours: DishRows

    @classmethod
    def of(
        cls,
        menu: Menu,
        table: MenuTable,
        embeddings: Embeddings,
        before: "Snapshot | None" = None,
        *,
        known: Lexicon | None = None,
    ) -> "Snapshot":
        """Read the menu, whose columns are ``table``, and encode what of it is not kept yet.

        What stayed as it was ``before`` is taken from there: a tap on "sold out" costs next to
        nothing among a hundred thousand dishes. What another lexicon knows, such as that of
        another encoder's vectors, is not read again either.
        """
        dishes = table.dishes
        if before is None or not before.dishes:
            count, spare = len(dishes), room(len(dishes))
            vectors = DishRows.of(embeddings.of(dishes, fill=True, spare=spare), count)
            colours = DishRows.of(embeddings.colours(dishes, fill=True, spare=spare), count)
            return cls(menu.revision, table, Lexicon(dishes, known), vectors, colours)
        carried = _reading_the_same(table, before)
        if carried.in_place and not carried.fresh:
            return replace(before, revision=menu.revision, table=table)
        new = [dishes[row] for row in carried.fresh]
        rows, shares = embeddings.of(new, fill=True), embeddings.colours(new, fill=True)
        vectors = before.vectors.after(carried, rows)
        colours = before.colours.after(carried, shares)
        lexicon = Lexicon(dishes, before.lexicon, carried)
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
        return np.asarray(rows[best_first(self.vectors.products(query, rows), top)])

    def find_any(self, queries: Sequence[Vector], clause: Where | None, top: int) -> Rows:
        """Return the dishes that :meth:`find` returns for any of ``queries``, in no order."""
        rows = np.flatnonzero(self.table.mask(clause))
        of_part: dict[tuple[int, int], list[Vector]] = {}
        for query in queries:
            of_part.setdefault(filled(query), []).append(query)
        # Reading the vectors is what takes time: those of one half are multiplied together.
        asked = (np.stack(some, axis=1) for some in of_part.values())
        together = (self.vectors.products(queries_of_part, rows) for queries_of_part in asked)
        found = [rows[best_first(one, top)] for products in together for one in products.T]
        return np.unique(np.concatenate([np.empty(0, np.intp), *found]))


def _reading_the_same(table: MenuTable, before: Snapshot) -> Carried:
    """Return what is carried over, also of dishes that changed only beside what is encoded."""
    dishes, rows = table.dishes, before.table.rows
    stayed = table.carried_over(before.table)
    stood = ((row, rows.get(dishes[row].id)) for row in stayed.fresh)
    return stayed.knowing(
        {
            row: old
            for row, old in stood
            if old is not None and _encoded(before.dishes[old]) == _encoded(dishes[row])
        }
    )


def _encoded(dish: Dish) -> tuple[object, ...]:
    """Return what the embeddings of a dish are made of."""
    return (
        *(dish.name, dish.description, dish.cuisine, dish.course),
        *(dish.ingredients, dish.photo),
    )
