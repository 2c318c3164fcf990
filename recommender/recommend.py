"""Recommender: the guest's verbs.

Four doors, one room: words, a photo, "like this dish" and what a guest liked each become a query;
one method searches.
"""

import logging
import time
from collections.abc import Iterable, Sequence

import numpy as np

from recommender.asked import MAX_WORDS, Asked, Reader, implied
from recommender.catalog import Catalog
from recommender.dish import MAX_ID, Dish, fold
from recommender.engine import Engine
from recommender.errors import NothingAsked, UnknownDish
from recommender.facets import MenuTable
from recommender.filters import Filters, where
from recommender.lazy import Lazy
from recommender.logs import event, milliseconds
from recommender.query import Understanding
from recommender.ranking import CHOSEN, Ranking, interleaved
from recommender.request import BALANCE, Match, Query, Result, Sort
from recommender.search import CANDIDATES, Search
from recommender.snapshot import Rows, Snapshot

__all__ = ["BALANCE", "CANDIDATES", "MAX_WORDS", "Match", "Query", "Recommender", "Result", "Sort"]
__all__ += ["implied"]

log = logging.getLogger(__name__)


class Recommender:
    """Finds dishes. Safe to share between threads."""

    def __init__(self, catalog: Catalog, engine: Engine, ranking: Ranking = CHOSEN) -> None:
        self._catalog = catalog
        self._engine = engine
        self._ranking = ranking
        self._reader = Reader(MenuTable(()))

    def dish(self, dish: str) -> Dish:
        """Return the dish with this id.

        Raises:
            UnknownDish: there is none.
        """
        try:
            return self._catalog.menu().dishes[dish]
        except KeyError:
            raise UnknownDish(id=dish[:MAX_ID]) from None

    def table(self) -> MenuTable:
        """Return the menu as it is now, for facets and bounds; needs no encoder."""
        return self._engine.table()

    def understand(self, query: Query) -> Understanding:
        """Return what of a guest's words are filters, on this menu; needs no encoder."""
        return self._understood(query, self.table())

    def _understood(self, query: Query, table: MenuTable) -> Understanding:
        reader = self._reader
        if reader.table is not table:
            reader = self._reader = Reader(table, reader)
        return reader.understand(query)

    def search(self, query: Query, *, top: int | None = None) -> Result:
        """Return the dishes that fit ``query`` best, none of which breaks a filter.

        Args:
            query: what is asked.
            top: how many at most; unless told, as many as are worth paging through, and where
                nothing is asked but filters, all that pass.

        Raises:
            NothingAsked: the query has neither words nor photo nor dish nor anything liked.
            NotReady: the encoder or the index is still being prepared.
            UnknownDish: the dish to be like is not on the menu.
        """
        began = time.monotonic()
        result = self._found(query, top)
        event(
            log,
            "search",
            kind=query.kind,
            filters=sorted({*query.filters.set_names, *result.understood.filters}),
            count=len(result.matches),
            no_match=result.no_match,
            ms=milliseconds(began),
            private={"words": query.words},
        )
        return result

    def _found(self, query: Query, top: int | None) -> Result:
        if not (fold(query.words) or query.photo or query.like or query.liked):
            raise NothingAsked
        serving, snapshot = self._engine.searchable()
        asked = Asked.of(query, self._understood(query, snapshot.table), snapshot)
        if asked.is_choice:
            return _chosen(snapshot, asked, top)
        search = Search(self._engine, self._ranking, serving, snapshot, asked)
        return search.result(CANDIDATES if top is None else top)

    def browse(
        self,
        *required: Filters,
        seed: int = 0,
        courses: Sequence[str] = (),
        hidden: Iterable[str] = (),
        sort: Sort = "fit",
    ) -> Lazy[Dish]:
        """Return all dishes that ``required`` let through, in a varied order.

        Neighbours differ in course and cuisine; dishes with a photo come first. The same seed
        gives the same order.

        Args:
            required: what is.
            seed: for the order.
            courses: the courses of the hour; they take the first turns.
            hidden: ids of dishes that are left out.
            sort: by price, where that is what is wanted.
        """
        table = self.table()
        rows = np.random.default_rng(seed).permutation(_passing(table, required, hidden))
        rows = rows[_turns_of_the_hour(table, rows, courses).argsort(kind="stable")]
        seen = table.with_photo[rows]
        rows = np.concatenate([_varied(table, rows[seen]), rows[~seen]])
        return Lazy(_sorted(table, rows, sort), table.dishes.__getitem__)


def _chosen(snapshot: Snapshot, asked: Asked, top: int | None) -> Result:
    """Return the dishes that pass, where filters are all that is asked."""
    table = snapshot.table
    rows = _varied(table, _passing(table, asked.required, asked.hidden))
    if asked.wish.hot:
        rows = rows[(-table.column("spice")[rows]).argsort(kind="stable")]
    if asked.wish.cheap:
        rows = _sorted(table, rows, "price_up")
    rows = _sorted(table, rows, asked.query.sort)[:top]
    matches = tuple(Match(table.dishes[row], 1.0, lambda: asked.why) for row in rows)
    return Result(matches, not matches, asked.understood)


def _passing(table: MenuTable, required: Sequence[Filters], hidden: Iterable[str]) -> Rows:
    mask = table.mask(where(*required))
    mask[[table.rows[dish] for dish in hidden if dish in table.rows]] = False
    return np.flatnonzero(mask)


def _turns_of_the_hour(table: MenuTable, rows: Rows, courses: Sequence[str]) -> Rows:
    """Return for each row which turn its course takes."""
    turns = np.array(
        [courses.index(c) if c in courses else len(courses) for c in table.names_of("course")],
        np.intp,
    )
    return turns[table.groups("course")[rows]]


def _varied(table: MenuTable, rows: Rows) -> Rows:
    """Return ``rows`` so that neighbours differ in course and cuisine."""
    return rows[interleaved(table.groups("course")[rows], table.groups("cuisine")[rows])]


def _sorted(table: MenuTable, rows: Rows, sort: Sort) -> Rows:
    if sort == "fit":
        return rows
    prices = table.column("price")[rows]
    return rows[(prices if sort == "price_up" else -prices).argsort(kind="stable")]
