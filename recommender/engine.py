"""The encoder and the index that answer searches: how they get ready, and what stands in."""

import gc
import logging
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from recommender.background import Background
from recommender.because import Because, sentence
from recommender.catalog import Catalog
from recommender.chroma import Access
from recommender.config import Settings
from recommender.dish import Dish
from recommender.embeddings import Embeddings
from recommender.encoder import Encoder, Vector, encoder_of, load_encoder
from recommender.errors import IndexUnavailable, NotReady, RecommenderError
from recommender.facets import MenuTable
from recommender.filters import Where
from recommender.glossary import menu_texts
from recommender.index import ChromaIndex, collection_name
from recommender.index_folder import OwnedFolder
from recommender.logs import event, failure, milliseconds, steps
from recommender.photos import PhotoStore
from recommender.progress import Progress, silent
from recommender.serving import CHROMA_UP_TO, Following, Serving
from recommender.snapshot import Rows, Snapshot

log = logging.getLogger(__name__)

SERVER_RETRY_S = 10.0  # how long the exact search stands in before a lost server is asked again


class _MenuChanged(Exception):
    """What is being encoded is not the menu any more."""


IN_MEMORY = Because("in memory, exact")


@dataclass(frozen=True)
class Status:
    """How far the engine is, and what staff and operator must know about it.

    ``done`` of ``total`` counts the running stage; ``total`` is 0 where it is not known. Words may
    be searched before photos: reading a menu takes seconds, looking at it half a minute.
    """

    words_ready: bool = False
    ready: bool = False
    stage: str = "Starting"
    done: int = 0
    total: int = 0
    failure: str = ""
    encoder: str = ""
    instead_because: str = ""
    index: str = ""
    index_notice: str = ""


class Engine:
    """Follows the catalog and finds candidates. Safe to share between threads."""

    def __init__(self, settings: Settings, catalog: Catalog, photos: PhotoStore) -> None:
        self._settings = settings
        self._catalog = catalog
        self._photos = photos
        self._serving: Serving | None = None
        self._installing = threading.Lock()  # whoever replaces what serves, one after the other
        self._owned = OwnedFolder(settings.data / "index")
        self._texts = settings.data / "index" / "texts.jsonl"
        menu_texts.load(self._texts)
        turns = settings.data / "index" / "server.lock"
        self._following = Following(catalog, lambda: catalog.turn_at_index(turns))
        self._server_retry_at = float("inf")
        self.status = Status()

    @property
    def serving(self) -> Serving:
        """What answers searches now.

        Raises:
            NotReady: nothing does yet.
        """
        if self._serving is None:
            status = self.status
            raise NotReady(stage=status.failure or status.stage.lower())
        return self._serving

    @property
    def notices(self) -> tuple[str, ...]:
        """What staff and operator must know of the encoder now, a sentence each."""
        return self._serving.encoder.notices if self._serving else ()

    @property
    def encoder_title(self) -> str:
        """Which encoder answers searches, as it is now; empty while none does."""
        return self._serving.encoder.title if self._serving else self.status.encoder

    def settle(self) -> None:
        """Wait for everything that is still done in the background: before measuring only."""
        self.serving.encoder.settle()
        self._following.settle()

    def start(self, progress: Progress = silent) -> None:
        """Load the encoder, encode what is not kept, and bring the index up to date.

        A menu encoded by another encoder is encoded again; until that is done, searches run on
        the other one's index if it is whole and its encoder can be had.
        """
        began = time.monotonic()
        report = steps(log, self._reporting(progress))
        report("Loading the encoder", 0, 0)
        loaded = load_encoder(
            self._settings.model, report, multilingual=self._settings.multilingual_model
        )
        self._set(encoder=loaded.encoder.title, instead_because=loaded.instead_because)
        dishes = list(self._catalog.menu().dishes.values())
        new = self._embeddings(loaded.encoder)
        if new.missing(dishes):
            self._serve_meanwhile(loaded.encoder, dishes)
            self._serve_words(loaded.encoder, report)
            self._fill(new, report)
        report("Bringing the index up to date", 0, 0)
        with self._installing:
            self._serving = self._serve(loaded.encoder, new)
        self.follow()
        if len(dishes) > CHROMA_UP_TO:
            _keep_from_garbage()
        self._note_encoder(loaded.encoder.identity)
        self._set(words_ready=True, ready=True, stage="Ready", done=0, total=0)
        seconds = round(time.monotonic() - began, 1)
        status = self.status
        menu_texts.save(self._texts)
        event(log, "ready", encoder=status.encoder, index=status.index, seconds=seconds)

    def _note_encoder(self, identity: str) -> None:
        before = self._catalog.noted("encoder")
        if before and before != identity:
            event(log, "encoder replaced", before=before, now=identity)
        self._catalog.note("encoder", identity)

    def start_in_background(self, first: Callable[[], None]) -> threading.Thread:
        """Do ``first``, then :meth:`start`, in a thread; ``status`` tells how far it is."""
        thread = threading.Thread(
            target=self._start_or_say_why, args=(first,), daemon=True, name="engine-start"
        )
        thread.start()
        return thread

    def _start_or_say_why(self, first: Callable[[], None]) -> None:
        try:
            first()
            self.start()
        except BaseException as error:  # noqa: BLE001  the thread ends: what is not noted here is lost
            self._set(failure=_failed_by(error))

    def prepare(self, dishes: Sequence[Dish], progress: Progress = silent) -> int:
        """Encode ``dishes`` before they enter the menu, so that no search waits for it.

        While no encoder is ready nothing is done: the start will encode them.
        """
        if self._serving is None:
            return 0
        return self._serving.embeddings.fill(dishes, progress)

    def follow(self) -> None:
        """Bring the index up to the catalog's revision; nothing happens while none is ready."""
        if self._serving is not None:
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
        self._return_to_server()
        serving = self.serving
        try:
            return serving, self._following.follow(serving)
        except IndexUnavailable as error:
            log.error("%s", error)
            serving = self._replace_lost(serving, error)
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
            self._replace_lost(serving, error)
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

    def _serve_meanwhile(self, encoder: Encoder, dishes: Sequence[Dish]) -> None:
        identity = self._catalog.noted("encoder")
        other = encoder_of(identity) if identity and identity != encoder.identity else None
        if other is None:
            return
        embeddings = self._embeddings(other)
        if not embeddings.missing(dishes):
            log.info("Searching with %s until the menu is encoded again", other.title)
            with self._installing:
                self._serving = self._serve(other, embeddings)
            self._set(words_ready=True, ready=True)

    def _serve_words(self, encoder: Encoder, report: Progress) -> None:
        """Answer words as soon as the menu is read, in memory, while its photos are looked at."""
        if self._serving is None:
            embeddings = Embeddings(self._catalog, self._photos, encoder, looks=False)
            self._fill(embeddings, report)
            self._serving = Serving(encoder, embeddings, None, Background(self._catalog, encoder))
            self.follow()
            self._set(words_ready=True, index=IN_MEMORY)

    def _fill(self, embeddings: Embeddings, report: Progress) -> None:
        """Encode the menu as it is; where it changes meanwhile, what it is by then."""

        def report_unless_changed(stage: str, done: int, total: int) -> None:
            if self._catalog.revision() != menu.revision:
                raise _MenuChanged
            report(stage, done, total)

        while True:
            menu = self._catalog.menu()
            with suppress(_MenuChanged):
                embeddings.fill(list(menu.dishes.values()), report_unless_changed)
                return

    def _embeddings(self, encoder: Encoder) -> Embeddings:
        return Embeddings(self._catalog, self._photos, encoder)

    def _serve(self, encoder: Encoder, embeddings: Embeddings) -> Serving:
        index, notice = self._open_index(encoder)
        self._set(index=index.title if index else IN_MEMORY, index_notice=notice)
        return Serving(encoder, embeddings, index, Background(self._catalog, encoder))

    def _open_index(self, encoder: Encoder) -> tuple[ChromaIndex | None, str]:
        name = collection_name(self._catalog.uid, encoder.identity)
        if self._settings.chroma:
            try:
                return ChromaIndex.on_server(self._settings.chroma, name, self._access()), ""
            except IndexUnavailable as error:
                self._server_retry_at = time.monotonic() + SERVER_RETRY_S
                return None, Because(
                    "{error} Searches run in memory until it answers again.", error=sentence(error)
                )
        try:
            if self._owned.own():
                return ChromaIndex.in_folder(self._owned, name), ""
        except IndexUnavailable as error:
            log.error("%s", error)
            return None, _in_memory_after(error)
        notice = Because(
            "{owner} holds the index of this data folder; this process searches in memory, with "
            "the same results.",
            owner=self._owned.owner(),
        )
        return None, notice

    def _access(self) -> Access | None:
        chosen = self._settings
        key = chosen.chroma_api_key.get_secret_value()
        return Access(key, chosen.chroma_tenant, chosen.chroma_database) if key else None

    def _replace_lost(self, serving: Serving, error: IndexUnavailable) -> Serving:
        """Return what serves instead: what does already, or the index opened anew."""
        with self._installing:
            if self._serving is serving:
                self._serving = self._anew(serving, error)
        return self.serving

    def _anew(self, serving: Serving, error: IndexUnavailable) -> Serving:
        """Open the index anew; in memory when that fails too."""
        if serving.index is not None:
            serving.index.abandon()
        try:
            fresh = self._serve(serving.encoder, serving.embeddings)
            fresh.snapshot = serving.snapshot
            self._following.follow(fresh)
        except IndexUnavailable:
            self._set(index=IN_MEMORY, index_notice=_in_memory_after(error))
            fresh = Serving(serving.encoder, serving.embeddings, None, serving.background)
            fresh.snapshot = serving.snapshot
        return fresh

    def _return_to_server(self) -> None:
        serving = self._serving
        if serving is None or time.monotonic() < self._server_retry_at:
            return
        self._server_retry_at = float("inf")  # others go on in memory while this one tries
        with self._installing:
            if self._serving is serving:
                self._serving = self._serve(serving.encoder, serving.embeddings)

    def _reporting(self, progress: Progress) -> Progress:
        def report(stage: str, done: int, total: int) -> None:
            self._set(stage=stage, done=done, total=total)
            progress(stage, done, total)

        return report

    def _set(self, **changes: object) -> None:
        self.status = replace(self.status, **changes)  # type: ignore[arg-type]

    def close(self) -> None:
        """Let go of the index, so that another process may own it."""
        self._following.close()
        menu_texts.save(self._texts)
        if self._serving is not None and self._serving.index is not None:
            self._serving.index.close()
        self._serving = None
        self._owned.release()


def _keep_from_garbage() -> None:
    """Let a large menu not be looked through for garbage again: its objects stay.

    There are 1.5 million at 100,000 dishes; while they were looked through a search stood still
    for more than a second.
    """
    gc.collect()
    gc.freeze()


def _failed_by(error: BaseException) -> Because:
    if isinstance(error, RecommenderError):
        log.error("The engine could not start: %s", error)
        return Because("the start failed ({problem})", problem=sentence(error))
    reference = failure(log, error)
    return Because("the start failed (see {reference} in the log)", reference=reference)


def _in_memory_after(error: IndexUnavailable) -> Because:
    return Because("{error} Searches run in memory.", error=sentence(error))
