"""What answers searches now, and how another takes its place: opened, lost, opened anew."""

import logging
import shutil
import threading
import time
from dataclasses import dataclass, replace

from recommender.background import Background
from recommender.because import Because, sentence
from recommender.catalog import Catalog
from recommender.chroma import Access
from recommender.config import Settings
from recommender.embeddings import Embeddings
from recommender.encoder import Encoder
from recommender.errors import IndexUnavailable, NotReady
from recommender.index import ChromaIndex, collection_name
from recommender.index_folder import OwnedFolder
from recommender.serving import Following, Serving

log = logging.getLogger(__name__)

SERVER_RETRY_S = 10.0  # how long the exact search stands in before a lost server is asked again
# The same of an index of our own, such as after a full disk; it doubles each time that this fails,
# as whoever searches then waits for the attempt.
FOLDER_RETRY_S, LONGEST_RETRY_S = 60.0, 3600.0
# What is free before an attempt: it must not take the last of a disk from the catalog. An index of
# 100,000 dishes takes 430 MB.
ROOM_BYTES, ROOM_OF_A_DISH = 8_000_000, 8_000
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


class Installed:
    """The place of what answers searches. Safe to share between threads."""

    def __init__(self, settings: Settings, catalog: Catalog, following: Following) -> None:
        self._settings = settings
        self._catalog = catalog
        self._following = following
        self._owned = OwnedFolder(settings.data / "index")
        self._replacing = threading.Lock()  # whoever replaces what serves, one after the other
        self._retry_at = float("inf")
        self._patience = FOLDER_RETRY_S
        self.now: Serving | None = None
        self.status = Status()

    @property
    def serving(self) -> Serving:
        """What answers searches now.

        Raises:
            NotReady: nothing does yet.
        """
        if self.now is None:
            raise NotReady(stage=self.status.failure or self.status.stage.lower())
        return self.now

    def note(self, **changes: object) -> None:
        """Change the status."""
        self.status = replace(self.status, **changes)  # type: ignore[arg-type]

    def install(self, encoder: Encoder, embeddings: Embeddings) -> None:
        """Let these answer, with an index if one can be had."""
        with self._replacing:
            self.now = self._opened(encoder, embeddings)

    def install_in_memory(self, encoder: Encoder, embeddings: Embeddings) -> None:
        """Let these answer without an index."""
        self.now = Serving(encoder, embeddings, None, Background(self._catalog, encoder))

    def instead_of(self, lost: Serving, error: IndexUnavailable) -> Serving:
        """Return what serves instead: what does already, or the index opened anew."""
        with self._replacing:
            if self.now is lost:
                self.now = self._anew(lost, error)
        return self.serving

    def return_to_index(self) -> None:
        """Ask a server, or open an index of our own, that was lost once more: when its time is."""
        serving = self.now
        if serving is None or time.monotonic() < self._retry_at:
            return
        # Others go on in memory while this one tries, and it is tried again should this break off.
        self._retry_at = again = time.monotonic() + FOLDER_RETRY_S
        with self._replacing:
            if self.now is not serving or not self._has_room(serving):
                return
            fresh = self._opened(serving.encoder, serving.embeddings)
            fresh.snapshot = serving.snapshot  # before anybody else follows the menu with it
            self.now = fresh
            if self._retry_at == again:
                self._retry_at = float("inf")

    def _has_room(self, serving: Serving) -> bool:
        """Return whether an index may be filled beside the catalog, as far as the disk goes."""
        if self._settings.chroma:
            return True
        dishes = len(serving.snapshot.dishes) if serving.snapshot else 0
        try:
            free = shutil.disk_usage(self._settings.data).free
        except OSError:
            return False
        return free > ROOM_BYTES + ROOM_OF_A_DISH * dishes

    def close(self) -> None:
        """Let go of the index, so that another process may own it."""
        with self._replacing:  # a search that fails from now on is no reason to open it anew
            closing, self.now = self.now, None
            if closing is not None and closing.index is not None:
                closing.index.close()
            self._owned.release()

    def _opened(self, encoder: Encoder, embeddings: Embeddings) -> Serving:
        index, notice = self._open_index(encoder)
        self.note(index=index.title if index else IN_MEMORY, index_notice=notice)
        return Serving(encoder, embeddings, index, Background(self._catalog, encoder))

    def _anew(self, lost: Serving, error: IndexUnavailable) -> Serving:
        """Open the index anew; in memory when that fails too."""
        if lost.index is not None:
            lost.index.abandon()
        if lost.indexed is not None:  # it was of use: what went wrong is new
            self._patience = FOLDER_RETRY_S
        fresh = self._opened(lost.encoder, lost.embeddings)
        fresh.snapshot = lost.snapshot
        try:
            self._following.follow(fresh)
        except IndexUnavailable:
            if fresh.index is not None:
                fresh.index.throw_away()  # it must not keep the disk full
            self.note(index=IN_MEMORY, index_notice=self._in_memory_after(error))
            fresh = Serving(lost.encoder, lost.embeddings, None, lost.background)
            fresh.snapshot = lost.snapshot
        return fresh

    def _open_index(self, encoder: Encoder) -> tuple[ChromaIndex | None, str]:
        name = collection_name(self._catalog.uid, encoder.identity)
        return self._on_server(name) if self._settings.chroma else self._in_folder(name)

    def _on_server(self, name: str) -> tuple[ChromaIndex | None, str]:
        try:
            return ChromaIndex.on_server(self._settings.chroma, name, self._access()), ""
        except IndexUnavailable as error:
            self._retry_at = time.monotonic() + SERVER_RETRY_S
            return None, Because(
                "{error} Searches run in memory until it answers again.", error=sentence(error)
            )

    def _in_folder(self, name: str) -> tuple[ChromaIndex | None, str]:
        try:
            if self._owned.own():
                return ChromaIndex.in_folder(self._owned, name), ""
        except IndexUnavailable as error:
            log.error("%s", error)
            return None, self._in_memory_after(error)
        notice = Because(
            "{owner} holds the index of this data folder; this process searches in memory, with "
            "the same results.",
            owner=self._owned.owner(),
        )
        return None, notice

    def _in_memory_after(self, error: IndexUnavailable) -> Because:
        """Return what to say of an index that cannot be filled; it is tried again ever later."""
        self._retry_at = time.monotonic() + self._patience
        self._patience = min(2 * self._patience, LONGEST_RETRY_S)
        if self._settings.chroma:
            return Because(
                "{error} Searches run in memory until it answers again.", error=sentence(error)
            )
        return Because(
            "{error} Searches run in memory until it can be opened again.", error=sentence(error)
        )

    def _access(self) -> Access | None:
        chosen = self._settings
        key = chosen.chroma_api_key.get_secret_value()
        return Access(key, chosen.chroma_tenant, chosen.chroma_database) if key else None
