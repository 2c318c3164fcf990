"""Recommender: the guest's verbs.

Four doors, one room: words, a photo, "like this dish" and what a guest liked each become a query;
one method searches.
"""

import logging
import random
import time
from collections.abc import Sequence

from recommender.asked import MAX_WORDS, Asked, Reader, implied
from recommender.catalog import Catalog
from recommender.dish import MAX_ID, Dish, fold
from recommender.engine import Engine
from recommender.errors import NothingAsked, UnknownDish
from recommender.facets import MenuTable
from recommender.filters import Filters
from recommender.logs import event, milliseconds
from recommender.query import Understanding
from recommender.ranking import CHOSEN, Ranking, interleaved
from recommender.request import BALANCE, Match, Query, Result, Sort
from recommender.search import CANDIDATES, Search
from recommender.snapshot import Snapshot

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

    def browse(self, filters: Filters, *, seed: int = 0, courses: Sequence[str] = ()) -> list[Dish]:
        """Return all dishes that ``filters`` let through, in a varied order.

        Neighbours differ in course and cuisine; dishes with a photo come first. The same seed
        gives the same order.

        Args:
            filters: what is required.
            seed: for the order.
            courses: the courses of the hour; they take the first turns.
        """
        dishes = self.table().passing(filters)
        random.Random(seed).shuffle(dishes)  # noqa: S311  an order, not a secret
        dishes.sort(key=lambda d: courses.index(d.course) if d.course in courses else len(courses))
        shown = interleaved(
            [dish for dish in dishes if dish.photo], lambda d: d.course, lambda d: d.cuisine
        )
        return shown + [dish for dish in dishes if not dish.photo]


def _chosen(snapshot: Snapshot, asked: Asked, top: int | None) -> Result:
    """Return the dishes that pass, where filters are all that is asked."""
    found = snapshot.table.passing(*asked.required)
    order = interleaved(found, lambda d: d.course, lambda d: d.cuisine)
    if asked.wish.hot:
        order.sort(key=lambda dish: -dish.spice)
    if asked.wish.cheap:
        order.sort(key=lambda dish: dish.price)
    matches = [Match(dish, 1.0, lambda: asked.why) for dish in order if dish.id not in asked.hidden]
    shown = _sorted(matches, asked.query.sort)[:top]
    return Result(tuple(shown), not matches, asked.understood)


def _sorted(matches: Sequence[Match], sort: Sort) -> list[Match]:
    if sort == "fit":
        return list(matches)
    return sorted(matches, key=lambda m: m.dish.price, reverse=sort == "price_down")
