"""What answers searches, and how it follows the catalog: in memory, and in the index.

The index says which revision it has reached. Whatever happened since then is applied before a
search is answered, by whoever comes first. The index of a larger menu, which is not searched, and
what is reckoned over all its dishes follow a moment later: nobody waits for that.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from recommender.background import Background
from recommender.because import Because
from recommender.catalog import Catalog, Menu, Revision
from recommender.dish import Dish, words
from recommender.dish_rows import DishRows
from recommender.embeddings import Embeddings
from recommender.encoder import Calibration, Comparison, Encoder, Halves
from recommender.errors import IndexUnavailable
from recommender.facets import MenuTable
from recommender.index import WRITE_BATCH, ChromaIndex, Record
from recommender.lagging import Lagging
from recommender.lexicon import Lexicon
from recommender.snapshot import Snapshot

KEPT_QUERIES = 512  # embeddings of words: 2 MB
# Above this many dishes Chroma's metadata filter costs more than exact scores in memory: 60 ms
# against 3 at 10,000 dishes, 800 against 30 at 100,000; at 1,000 it is 7 ms, below what is felt.
CHROMA_UP_TO = 2_000
# Embedded, Chroma lets no other thread of the process run while it writes: 250 records kept every
# page waiting for half a second. In batches of 20 it still does 0.8 of its best.
POLITE_BATCH = 20
# Embedded, Chroma takes 90 ms for one record among 100,000, in which no page is drawn: first let
# those look who come because something changed.
REST_S = 0.3
MUCH = 50  # changed dishes that are not written while somebody waits


@dataclass
class Serving:
    """What answers searches: vectors of one encoder, in memory and, unless it is lost, an index."""

    encoder: Encoder
    embeddings: Embeddings
    index: ChromaIndex | None
    background: Background
    snapshot: Snapshot | None = None
    followed: Revision | None = None  # where the snapshot is, and where the index goes
    scales: Mapping[Comparison, Calibration] = field(default_factory=dict)
    scaled: DishRows | None = None  # the vectors of the menu that ``scales`` are reckoned from
    indexed: Revision | None = None  # what the index holds, where this process brought it there
    lost: IndexUnavailable | None = None  # why it could not, for the next one who comes
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
        self._lexicon: Lexicon | None = None  # of what is served, whatever encoder made its vectors
        self._table_lock = threading.Lock()
        self._lagging = Lagging(self._catch_up, name="index-follows", rest=REST_S)

    def table(self) -> MenuTable:
        """Return the menu as it is now, for facets and bounds; needs no encoder."""
        return self._tabled()[1]

    def write_all(self, serving: Serving, snapshot: Snapshot) -> None:
        """Write every dish into the index again, if there is one."""
        if serving.index is not None:
            with serving.lock:
                self.settle()
                with self._turn(serving):
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
        if held is not None and serving.followed == self._catalog.revision():
            return held
        with serving.lock:
            if serving.lost is not None:
                raise serving.lost
            menu, table = self._tabled()
            held, known = serving.snapshot, self._lexicon
            snapshot = Snapshot.of(menu, table, serving.embeddings, held, known=known)
            self._lexicon = snapshot.lexicon
            if self._may_lag(serving, snapshot):
                self._lag(serving, snapshot)
            else:
                self._bring_up(serving, snapshot)
                self._reckon(serving, snapshot)
            serving.snapshot, serving.followed = snapshot, snapshot.revision
            return snapshot

    def _may_lag(self, serving: Serving, snapshot: Snapshot) -> bool:
        """Return whether the index follows later, or is on its way already."""
        if len(snapshot.dishes) > CHROMA_UP_TO or not self._lagging.is_idle:
            return True
        if serving.index is None or serving.followed is None:
            return False
        return len(self._catalog.changed_since(serving.followed.number)) > MUCH

    def settle(self) -> None:
        """Wait until all that follows a moment later has followed."""
        self._lagging.settle()

    def close(self) -> None:
        """Leave the index where it is; whoever opens it next goes on from there."""
        self._lagging.close()

    def _lag(self, serving: Serving, snapshot: Snapshot) -> None:
        if not serving.scales:
            self._reckon(serving, snapshot)
        self._lagging.show((serving, snapshot))

    def _catch_up(self, state: tuple[Serving, Snapshot]) -> None:
        """Do for a snapshot what nobody waits for."""
        serving, snapshot = state
        self._reckon(serving, snapshot)
        try:
            self._bring_up(serving, snapshot)
        except IndexUnavailable as error:
            serving.lost = error

    def _reckon(self, serving: Serving, snapshot: Snapshot) -> None:
        """Reckon what the menu scores for what has nothing to do with it."""
        if serving.scaled is not snapshot.vectors:
            # Copies 260 MB of 100,000 dishes once one has changed, while nobody waits for it.
            photos, words = (snapshot.vectors.whole(part) for part in serving.embeddings.parts)
            serving.scales = serving.background.scales(photos, words)
            serving.scaled = snapshot.vectors

    def _turn(self, serving: Serving) -> AbstractContextManager[object]:
        """Return what one process at a time holds while it writes to the index, if there is one."""
        return nullcontext() if serving.index is None else self._turns()

    def _bring_up(self, serving: Serving, snapshot: Snapshot) -> None:
        """Make the index, if there is one, hold what the catalog does.

        One that was just opened may lack any record.
        """
        if serving.index is None:
            return
        with self._turn(serving):
            if self._written(serving.index, snapshot, opened=serving.indexed is None):
                serving.indexed = snapshot.revision

    def _written(self, index: ChromaIndex, snapshot: Snapshot, *, opened: bool) -> bool:
        """Write what the index lacks; False where this process closes meanwhile."""
        held = index.revision()
        if held == snapshot.revision and not opened:
            return True
        upserts, deletes = self._difference(index, held, snapshot, opened=opened)
        if not (upserts or deletes or held != snapshot.revision):
            return True
        records = _records(snapshot, upserts)
        if self._lagging.is_idle:
            return index.apply(records, deletes, reached=snapshot.revision)
        pauses = _Pauses(self._lagging)
        polite = POLITE_BATCH if index.is_disposable else WRITE_BATCH
        return index.apply(
            records, deletes, reached=snapshot.revision, goes_on=pauses.goes_on, at_once=polite
        )

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


class _Pauses:
    """Lets writing rest for as long as it took, so that guests are served in the other half."""

    def __init__(self, lagging: Lagging[Any]) -> None:
        self._lagging = lagging
        self._resumed = time.monotonic()

    def goes_on(self) -> bool:
        """Pause for as long as was written; return whether to go on."""
        if not self._lagging.is_closed:
            time.sleep(time.monotonic() - self._resumed)
        self._resumed = time.monotonic()
        return not self._lagging.is_closed


def _records(snapshot: Snapshot, dishes: Sequence[Dish]) -> Iterator[Record]:
    rows, records = snapshot.table.rows, snapshot.table.records
    for dish in dishes:
        row = rows[dish.id]
        yield Record(dish.id, snapshot.vectors[row], words(dish), records[row])
