"""The engine of searches: what answers them, kept up to the catalog, and what it finds."""

import logging
import threading
import time
from collections.abc import Callable, Sequence

from recommender import garbage
from recommender.catalog import Catalog
from recommender.config import Settings
from recommender.dish import Dish
from recommender.encoder import Vector
from recommender.errors import IndexUnavailable
from recommender.facets import MenuTable
from recommender.filters import Where
from recommender.glossary import menu_texts
from recommender.installing import Installed, Status
from recommender.logs import event, milliseconds
from recommender.photos import PhotoStore
from recommender.progress import Progress, silent
from recommender.serving import CHROMA_UP_TO, Following, Serving
from recommender.snapshot import Rows, Snapshot
from recommender.starting import Start

__all__ = ["Engine", "Status"]

log = logging.getLogger(__name__)


class Engine:
    """Follows the catalog and finds candidates. Safe to share between threads."""

    def __init__(self, settings: Settings, catalog: Catalog, photos: PhotoStore) -> None:
        self._texts = settings.data / "index" / "texts.jsonl"
        turns = settings.data / "index" / "server.lock"
        self._following = Following(catalog, lambda: catalog.turn_at_index(turns))
        self._installed = Installed(settings, catalog, self._following)
        self._start = Start(settings, catalog, photos, self._installed, self.follow)
        with garbage.none_made():
            menu_texts.load(self._texts)

    @property
    def status(self) -> Status:
        """How far the engine is, and what staff and operator must know about it."""
        return self._installed.status

    @property
    def serving(self) -> Serving:
        """What answers searches now.

        Raises:
            NotReady: nothing does yet.
        """
        return self._installed.serving

    @property
    def notices(self) -> tuple[str, ...]:
        """What staff and operator must know of the encoder now, a sentence each."""
        serving = self._installed.now
        return serving.encoder.notices if serving else ()

    @property
    def encoder_title(self) -> str:
        """Which encoder answers searches, as it is now; empty while none does."""
        serving = self._installed.now
        return serving.encoder.title if serving else self.status.encoder

    def start(self, progress: Progress = silent) -> None:
        """Load the encoder, encode what is not kept, and bring the index up to date.

        A menu encoded by another encoder is encoded again; until that is done, searches run on
        the other one's index if it is whole and its encoder can be had.
        """
        # Before the encoder, whose import keeps all else waiting: guests browse by it.
        if len(self.table().dishes) > CHROMA_UP_TO:
            garbage.keep()  # looking through 100,000 dishes lengthens that import by a third
        self._start.run(progress)
        menu_texts.save(self._texts)

    def start_in_background(self, first: Callable[[], None]) -> threading.Thread:
        """Do ``first``, then :meth:`start`, in a thread; ``status`` tells how far it is."""
        thread = threading.Thread(
            target=self._start.run_or_say_why,
            args=(first, self.start),
            daemon=True,
            name="engine-start",
        )
        thread.start()
        return thread

    def settle(self) -> None:
        """Wait for everything that is still done in the background: before measuring only."""
        self.serving.encoder.settle()
        self._following.settle()

    def prepare(self, dishes: Sequence[Dish], progress: Progress = silent) -> int:
        """Encode ``dishes`` before they enter the menu, so that no search waits for it.

        While no encoder is ready nothing is done: the start will encode them.
        """
        serving = self._installed.now
        return serving.embeddings.fill(dishes, progress) if serving else 0

    def follow(self) -> None:
        """Bring the index up to the catalog's revision; nothing happens while none is ready."""
        if self._installed.now is not None:
            self.snapshot()

    def table(self) -> MenuTable:
        """Return the menu as it is now, for facets and bounds; needs no encoder."""
        return self._following.table()

    def snapshot(self) -> Snapshot:
        """Return the menu as the catalog has it now, ready to be searched.

        Raises:
            NotReady: no encoder is ready yet.
        """
        return self.searchable()[1]

    def searchable(self) -> tuple[Serving, Snapshot]:
        """Return what answers a search, and the menu as the catalog has it now: of one encoder.

        Raises:
            NotReady: no encoder is ready yet.
        """
        self._installed.return_to_index()
        serving = self.serving
        try:
            return serving, self._following.follow(serving)
        except IndexUnavailable as error:
            log.error("%s", error)
            serving = self._installed.instead_of(serving, error)
            return serving, self._following.follow(serving)

    def find(
        self, serving: Serving, snapshot: Snapshot, query: Vector, clause: Where | None, top: int
    ) -> Rows:
        """Return the ``top`` dishes that satisfy ``clause``, the greatest dot product first."""
        index = serving.index
        worth_it = len(snapshot.dishes) <= CHROMA_UP_TO and serving.indexed == snapshot.revision
        if index is None or not worth_it or not index.takes(clause, top):
            return snapshot.find(query, clause, top)
        try:
            rows = snapshot.rows_of(index.find(query, clause, top))
        except IndexUnavailable as error:
            log.error("%s", error)
            self._installed.instead_of(serving, error)
            return snapshot.find(query, clause, top)
        # Its graph loses a dish among many whose vectors are one, now and then: seen with 90.
        is_whole = len(rows) >= min(top, snapshot.count(clause))
        return rows if is_whole else snapshot.find(query, clause, top)

    def rebuild(self) -> int:
        """Write every dish into the index again, and return how many there are.

        Kept embeddings are used: nothing is encoded.
        """
        serving, snapshot = self.searchable()
        began = time.monotonic()
        self._following.write_all(serving, snapshot)
        event(log, "index rebuilt", dishes=len(snapshot.dishes), ms=milliseconds(began))
        return len(snapshot.dishes)

    def disagreements(self) -> list[str]:
        """Return a sentence for each way in which the index is not what the catalog says."""
        serving, snapshot = self.searchable()
        self._following.settle()
        known, index = snapshot.table.rows.keys(), serving.index
        if index is None:
            return []
        indexed = index.ids()
        found = []
        if lacking := known - indexed:
            found.append(f"The index lacks {len(lacking)} dishes; run rebuild.")
        if surplus := indexed - known:
            found.append(f"The index holds {len(surplus)} dishes that are gone; run rebuild.")
        return found

    def close(self) -> None:
        """Let go of the index, so that another process may own it."""
        self._following.close()
        menu_texts.save(self._texts)
        self._installed.close()
