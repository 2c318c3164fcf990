"""The menu at one revision, ready to be searched without a database.

2.6 KB a dish with the built-in encoder, 4.1 with CLIP. Whatever the index proposes is scored from
here, and where the index may not be opened, or would be slower, the search runs on it alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.catalog import Menu, Revision
from recommender.dish import Dish
from recommender.embeddings import Embeddings
from recommender.encoder import Vector, Vectors
from recommender.facets import MenuTable
from recommender.filters import Where
from recommender.lexicon import Lexicon

Rows = NDArray[np.intp]  # places of dishes in a snapshot


@dataclass(frozen=True)
class Snapshot:
    """Filters as columns, words as terms, embeddings and colours as rows, one for each dish."""

    revision: Revision
    table: MenuTable
    lexicon: Lexicon
    vectors: Vectors
    colours: Vectors

    @classmethod
    def of(cls, menu: Menu, embeddings: Embeddings, before: "Snapshot | None" = None) -> "Snapshot":
        """Read the menu whole; what stayed the same since ``before`` is taken from there."""
        dishes = list(menu.dishes.values())
        known = _unchanged(dishes, before) if before else {}
        new = [dish for row, dish in enumerate(dishes) if row not in known]
        vectors, colours = embeddings.of(new), embeddings.colours(new)
        if before:
            vectors = _merged(vectors, before.vectors, known, len(dishes))
            colours = _merged(colours, before.colours, known, len(dishes))
        return cls(menu.revision, MenuTable(dishes), Lexicon(dishes), vectors, colours)

    @property
    def dishes(self) -> Sequence[Dish]:
        """All dishes, in the order of the menu."""
        return self.table.dishes

    def rows_of(self, ids: Iterable[str]) -> Rows:
        """Return the places of the dishes with these ids; unknown ones are left out."""
        rows = self.table.rows
        return np.array([rows[dish] for dish in ids if dish in rows], np.intp)

    def find(self, query: Vector, clause: Where | None, top: int) -> Rows:
        """Return the ``top`` dishes that satisfy ``clause``, the greatest dot product first."""
        rows = np.flatnonzero(self.table.mask(clause))
        scores = self.vectors[rows] @ query
        return rows[np.argsort(-scores, kind="stable")[:top]]


def _unchanged(dishes: Sequence[Dish], before: Snapshot) -> dict[int, int]:
    """Return, by the place of each dish whose embeddings stay, where they stand in ``before``."""
    found = {}
    for row, dish in enumerate(dishes):
        old = before.table.rows.get(dish.id)
        if old is not None and _encoded(before.dishes[old]) == _encoded(dish):
            found[row] = old
    return found


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
