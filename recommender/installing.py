"""What answers searches now, and how another takes its place: opened, lost, opened anew."""

import logging
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
        self._server_retry_at = float("inf")
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

    def return_to_server(self) -> None:
        """Ask a server that was lost once more, when its time has come."""
        serving = self.now
        if serving is None or time.monotonic() < self._server_retry_at:
            return
        self._server_retry_at = float("inf")  # others go on in memory while this one tries
        with self._replacing:
            if self.now is serving:
                self.now = self._opened(serving.encoder, serving.embeddings)

    def close(self) -> None:
        """Let go of the index, so that another process may own it."""
        if self.now is not None and self.now.index is not None:
            self.now.index.close()
        self.now = None
        self._owned.release()

    def _opened(self, encoder: Encoder, embeddings: Embeddings) -> Serving:
        index, notice = self._open_index(encoder)
        self.note(index=index.title if index else IN_MEMORY, index_notice=notice)
        return Serving(encoder, embeddings, index, Background(self._catalog, encoder))

    def _anew(self, lost: Serving, error: IndexUnavailable) -> Serving:
        """Open the index anew; in memory when that fails too."""
        if lost.index is not None:
            lost.index.abandon()
        try:
            fresh = self._opened(lost.encoder, lost.embeddings)
            fresh.snapshot = lost.snapshot
            self._following.follow(fresh)
        except IndexUnavailable:
            self.note(index=IN_MEMORY, index_notice=_in_memory_after(error))
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
            self._server_retry_at = time.monotonic() + SERVER_RETRY_S
            return None, Because(
                "{error} Searches run in memory until it answers again.", error=sentence(error)
            )

    def _in_folder(self, name: str) -> tuple[ChromaIndex | None, str]:
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


def _in_memory_after(error: IndexUnavailable) -> Because:
    return Because("{error} Searches run in memory.", error=sentence(error))
