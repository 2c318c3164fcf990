"""How the engine gets ready: its encoder, the menu encoded, its index; and what stands in."""

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from recommender import garbage
from recommender.because import Because, sentence
from recommender.catalog import Catalog
from recommender.config import Settings
from recommender.dish import Dish
from recommender.embeddings import Embeddings
from recommender.encoder import Encoder, encoder_of, load_encoder
from recommender.errors import RecommenderError
from recommender.installing import IN_MEMORY, Installed
from recommender.logs import event, failure, steps
from recommender.photos import PhotoStore
from recommender.progress import Progress
from recommender.serving import CHROMA_UP_TO

log = logging.getLogger(__name__)


class _MenuChanged(Exception):
    """What is being encoded is not the menu any more."""


class Start:
    """Puts in place what answers searches."""

    def __init__(
        self,
        settings: Settings,
        catalog: Catalog,
        photos: PhotoStore,
        installed: Installed,
        follow: Callable[[], None],
    ) -> None:
        """Prepare to start; what is ``installed`` is brought up to the menu by ``follow``."""
        self._settings = settings
        self._catalog = catalog
        self._photos = photos
        self._installed = installed
        self._follow = follow

    def run(self, progress: Progress) -> None:
        """Load the encoder, encode what is not kept, and bring the index up to date."""
        began = time.monotonic()
        report = steps(log, self._reporting(progress))
        report("Loading the encoder", 0, 0)
        loaded = load_encoder(
            self._settings.model, report, multilingual=self._settings.multilingual_model
        )
        self._installed.note(encoder=loaded.encoder.title, instead_because=loaded.instead_because)
        self._install(loaded.encoder, report)
        self._note_encoder(loaded.encoder.identity)
        self._installed.note(words_ready=True, ready=True, stage="Ready", done=0, total=0)
        seconds = round(time.monotonic() - began, 1)
        status = self._installed.status
        event(log, "ready", encoder=status.encoder, index=status.index, seconds=seconds)

    def run_or_say_why(self, first: Callable[[], None], start: Callable[[], None]) -> None:
        """Do both; whatever they fail by becomes part of the status."""
        try:
            first()
            start()
        except BaseException as error:  # noqa: BLE001  the thread ends: what is not noted here is lost
            self._installed.note(failure=_failed_by(error))

    def _install(self, encoder: Encoder, report: Progress) -> None:
        dishes = list(self._catalog.menu().dishes.values())
        new = self._embeddings(encoder)
        if new.missing(dishes):
            self._serve_meanwhile(encoder, dishes)
            self._serve_words(encoder, report)
            self._fill(new, report)
        report("Bringing the index up to date", 0, 0)
        self._installed.install(encoder, new)
        self._follow()
        if len(dishes) > CHROMA_UP_TO:
            garbage.keep()

    def _serve_meanwhile(self, encoder: Encoder, dishes: Sequence[Dish]) -> None:
        identity = self._catalog.noted("encoder")
        other = encoder_of(identity) if identity and identity != encoder.identity else None
        if other is None:
            return
        embeddings = self._embeddings(other)
        if not embeddings.missing(dishes):
            log.info("Searching with %s until the menu is encoded again", other.title)
            self._installed.install(other, embeddings)
            self._installed.note(words_ready=True, ready=True)

    def _serve_words(self, encoder: Encoder, report: Progress) -> None:
        """Answer words as soon as the menu is read, in memory, while its photos are looked at."""
        if self._installed.now is None:
            embeddings = Embeddings(self._catalog, self._photos, encoder, looks=False)
            self._fill(embeddings, report)
            self._installed.install_in_memory(encoder, embeddings)
            self._follow()
            self._installed.note(words_ready=True, index=IN_MEMORY)

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

    def _note_encoder(self, identity: str) -> None:
        before = self._catalog.noted("encoder")
        if before and before != identity:
            event(log, "encoder replaced", before=before, now=identity)
        self._catalog.note("encoder", identity)

    def _reporting(self, progress: Progress) -> Progress:
        def report(stage: str, done: int, total: int) -> None:
            self._installed.note(stage=stage, done=done, total=total)
            progress(stage, done, total)

        return report


def _failed_by(error: BaseException) -> Because:
    if isinstance(error, RecommenderError):
        log.error("The engine could not start: %s", error)
        return Because("the start failed ({problem})", problem=sentence(error))
    reference = failure(log, error)
    return Because("the start failed (see {reference} in the log)", reference=reference)
