"""What answers searches, and how it follows the catalog: in memory, and in the index.

The index says which revision it has reached. Whatever happened since then is applied before a
search is answered, by whoever comes first.
"""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import lru_cache

from recommender.background import Background
from recommender.because import Because
from recommender.catalog import Catalog, Menu, Revision
from recommender.dish import Dish, words
from recommender.embeddings import Embeddings
from recommender.encoder import Calibration, Comparison, Encoder, Halves
from recommender.errors import IndexUnavailable
from recommender.facets import MenuTable
from recommender.index import ChromaIndex, Record
from recommender.snapshot import Snapshot

KEPT_QUERIES = 512  # embeddings of words: 2 MB
# Above this many dishes Chroma's metadata filter costs more than exact scores in memory: 60 ms
# against 3 at 10,000 dishes, 800 against 30 at 100,000; at 1,000 it is 7 ms, below what is felt.
CHROMA_UP_TO = 2_000


@dataclass
class Serving:
    """What answers searches: vectors of one encoder, in memory and, unless it is lost, an index."""

    encoder: Encoder
    embeddings: Embeddings
    index: ChromaIndex | None
    background: Background
    snapshot: Snapshot | None = None
    scales: Mapping[Comparison, Calibration] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Keep the vectors of the latest words: paging and filtering must not encode again."""
        self._kept = lru_cache(maxsize=KEPT_QUERIES)(
            lambda text, _version: self.encoder.encode_query_words(text)
        )

    def query_words(self, text: str) -> Halves:
        """Return what a guest's words are compared with."""
        return self._kept(text, self.encoder.query_version)


class Following:
    """Brings what serves up to the catalog. Safe to share between threads."""

    def __init__(
        self, catalog: Catalog, turns: Callable[[], AbstractContextManager[object]]
    ) -> None:
        """Follow ``catalog``; who writes to an index holds a turn, one process at a time."""
        self._catalog = catalog
        self._turns = turns
        self._held = (Menu(), MenuTable(()))
        self._table_lock = threading.Lock()

    def table(self) -> MenuTable:
        """Return the menu as it is now, for facets and bounds; needs no encoder."""
        return self._tabled()[1]

    def write_all(self, serving: Serving, snapshot: Snapshot) -> None:
        """Write every dish into the index again, if there is one."""
        if serving.index is not None:
            with serving.lock, self._turn(serving):
                gone = sorted(serving.index.ids() - snapshot.table.rows.keys())
                everything = _records(snapshot, snapshot.dishes)
                serving.index.apply(everything, gone, reached=snapshot.revision)

    def _tabled(self) -> tuple[Menu, MenuTable]:
        with self._table_lock:
            menu, (held, table) = self._catalog.menu(), self._held
            if held is not menu:
                self._held = (menu, MenuTable(menu.dishes.values(), table))
            return self._held

    def follow(self, serving: Serving) -> Snapshot:
        """Apply what happened in the catalog since the snapshot's and the index's revision."""
        held = serving.snapshot
        if held is not None and held.revision == self._catalog.revision():
            return held
        with serving.lock, self._turn(serving):
            menu, table = self._tabled()
            snapshot = Snapshot.of(menu, table, serving.embeddings, serving.snapshot)
            if serving.index is not None:
                self._bring_up(serving.index, snapshot, opened=serving.snapshot is None)
            if serving.snapshot is None or serving.snapshot.vectors is not snapshot.vectors:
                halves = serving.embeddings.split(snapshot.vectors)
                serving.scales = serving.background.scales(*halves)
            serving.snapshot = snapshot
            return snapshot

    def _turn(self, serving: Serving) -> AbstractContextManager[object]:
        """Return what one process at a time holds while it writes to the index, if there is one."""
        return nullcontext() if serving.index is None else self._turns()

    def _bring_up(self, index: ChromaIndex, snapshot: Snapshot, *, opened: bool) -> None:
        """Make the index hold what the catalog does; one just ``opened`` may lack any record."""
        held = index.revision()
        if held == snapshot.revision and not opened:
            return
        upserts, deletes = self._difference(index, held, snapshot, opened=opened)
        if upserts or deletes or held != snapshot.revision:
            index.apply(_records(snapshot, upserts), deletes, reached=snapshot.revision)

    def _difference(
        self, index: ChromaIndex, held: Revision | None, snapshot: Snapshot, *, opened: bool
    ) -> tuple[Sequence[Dish], list[str]]:
        """Return the dishes to write and the ids to remove, all of them without a shared past."""
        known = snapshot.table.rows.keys()
        if held is None or not self._catalog.knows(held):
            return snapshot.dishes, sorted(index.ids() - known)
        changed = self._catalog.changed_since(held.number)
        if opened:
            changed |= known ^ index.ids()
            changed |= self._damaged(index, snapshot, known - changed)
        return [d for d in snapshot.dishes if d.id in changed], sorted(changed - known)

    def _damaged(
        self, index: ChromaIndex, snapshot: Snapshot, unchanged: Iterable[str]
    ) -> set[str]:
        """Return the dishes whose record in the index is not what was written there.

        A larger index is not searched, and not read either.

        Raises:
            IndexUnavailable: there are any in files of our own, which are better filled anew.
        """
        if len(snapshot.dishes) > CHROMA_UP_TO:
            return set()
        rows = snapshot.table.rows
        damaged = index.differing({dish: snapshot.vectors[rows[dish]] for dish in unchanged})
        if damaged and index.is_disposable:
            reason = Because("{count} of its vectors are damaged", count=str(len(damaged)))
            raise IndexUnavailable(place=index.title, reason=reason)
        return damaged


def _records(snapshot: Snapshot, dishes: Sequence[Dish]) -> list[Record]:
    rows, records = snapshot.table.rows, snapshot.table.records
    return [
        Record(dish.id, snapshot.vectors[row], words(dish), records[row])
        for dish, row in ((dish, rows[dish.id]) for dish in dishes)
    ]
