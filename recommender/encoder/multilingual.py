"""Words in other languages, as vectors of CLIP's space: a second model beside CLIP's own.

CLIP learned from English captions: of Spanish ones it finds about half as many photos. The second
model was trained to give a sentence in any of 50 languages the vector that CLIP gives its English
translation (Reimers and Gurevych 2020), so photos and dishes' words keep the vectors they have.
"""

import logging
import threading
from collections.abc import Callable, Sequence

import numpy as np
from sentence_transformers import SentenceTransformer

from recommender.config import MULTILINGUAL, NO_MODEL
from recommender.encoder import Vectors
from recommender.encoder.hub import cached_folder, model_folder
from recommender.encoder.model import encode, load_model
from recommender.encoder.together import Together
from recommender.errors import EncoderUnavailable, MadeForAnotherClip
from recommender.progress import silent

log = logging.getLogger(__name__)

MAX_TOKENS = 128  # what the model was trained with
KNOWN_SIZES = {MULTILINGUAL: 512}  # known before 540 MB are downloaded

# In the space of this CLIP each of these is nearest to itself. Spaces of two CLIPs have nothing to
# do with each other, whatever their sizes: there one in twelve is, by chance.
PROBES = (
    "a bowl of soup with vegetables",
    "a brown dog running on the beach",
    "a red car parked in the street",
    "two people playing football",
    "a pizza with cheese",
    "a cup of black coffee",
    "snow on a high mountain",
    "an old church with a tower",
    "a bunch of yellow flowers",
    "a computer on a desk",
    "an airplane in the sky",
    "a baby sleeping in a bed",
)
AGREEMENT = 0.5  # of the probes; by chance that many agree in one of 5,000 models

MEANWHILE = "CLIP itself reads requests in every language, and finds less for those not in English."
WAITING = "The model {model} is fetched when a guest first writes in another language than English."
LOADING = "The model {model} is being loaded. Until it is there, " + MEANWHILE
CONNECT = (
    "Connect this machine to huggingface.co once and start again, or set "
    "RECOMMENDER_MULTILINGUAL_MODEL to a folder with the model's files, or to none."
)
CHOOSE = "Set RECOMMENDER_MULTILINGUAL_MODEL to one that was made for this CLIP, or to none."


class MultilingualWords:
    """A model of words in many languages. Nobody waits for it: it is loaded in a thread.

    One that is on this machine is loaded at once, any other when :meth:`start` first asks for it.
    One that was made for another CLIP is refused.
    ``notice`` tells staff what keeps it from being used; it is empty once it is used.
    """

    def __init__(
        self, model: str, *, size: int, english: Callable[[Sequence[str]], Vectors]
    ) -> None:
        """Begin to load ``model`` if it is on this machine.

        Args:
            model: a model of the hub, a folder, or ``none``, which never is ready.
            size: numbers in a vector of the CLIP that it must agree with.
            english: how that CLIP reads English words.
        """
        self.model = model
        self.notice = "" if model == NO_MODEL else WAITING.format(model=model)
        self._size = size
        self._english = english
        self._loaded: SentenceTransformer | None = None
        self._together = Together(self._read)
        self._thread: threading.Thread | None = None
        self._once = threading.Lock()
        if model != NO_MODEL and (self._misfit_is_known or cached_folder(model) is not None):
            # No daemon: torch aborts a program that ends in the middle of a load. Downloading is
            # no such moment, and may take too long for a program to wait for it.
            self._begin(daemon=False)

    @property
    def ready(self) -> bool:
        """Whether words can be encoded; once they can, they always can."""
        return self._loaded is not None

    def start(self) -> None:
        """Begin to load, download included, unless that was begun before; returns at once."""
        self._begin(daemon=True)

    def settle(self) -> None:
        """Load, and wait until the model is ready or ``notice`` says why it cannot be."""
        self.start()
        if self._thread is not None:
            self._thread.join()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a unit row for each text, once :attr:`ready`. Words are never opened.

        What several guests ask at the same time is encoded together.
        """
        return self._together.encode(texts)

    def _read(self, texts: Sequence[str]) -> Vectors:
        assert self._loaded is not None
        return encode(self._loaded, [{"text": text} for text in texts])

    @property
    def _misfit_is_known(self) -> bool:
        return KNOWN_SIZES.get(self.model, self._size) != self._size

    def _begin(self, *, daemon: bool) -> None:
        with self._once:
            if self._thread is None and self.model != NO_MODEL:
                self.notice = LOADING.format(model=self.model)
                self._thread = threading.Thread(
                    target=self._load_or_say_why, daemon=daemon, name="load-multilingual"
                )
                self._thread.start()

    def _load_or_say_why(self) -> None:
        try:
            self._loaded = self._load()
            self.notice = ""
        except EncoderUnavailable as error:
            remedy = CHOOSE if isinstance(error, MadeForAnotherClip) else CONNECT
            self.notice = f"{error} {MEANWHILE} {remedy}"
            log.warning("%s", self.notice)
        except Exception as error:  # the thread's end: what is not noted here is lost
            log.exception("The multilingual model could not be loaded")
            failure = EncoderUnavailable(
                model=self.model, reason=f"{type(error).__name__}: {error}"
            )
            self.notice = f"{failure} {MEANWHILE} {CONNECT}"

    def _load(self) -> SentenceTransformer:
        self._refuse_other_size(KNOWN_SIZES.get(self.model, self._size))
        folder = model_folder(self.model, silent)
        model = load_model(folder, name=self.model, reads={"text"}, max_tokens=MAX_TOKENS)
        own = encode(model, [{"text": text} for text in PROBES])
        self._refuse_other_size(own.shape[1])
        nearest = (own @ self._english(PROBES).T).argmax(axis=1)
        if np.mean(nearest == np.arange(len(PROBES))) < AGREEMENT:
            reason = "the two give the same words other vectors"
            raise MadeForAnotherClip(model=self.model, reason=reason)
        return model

    def _refuse_other_size(self, own: int) -> None:
        if own != self._size:
            reason = f"its vectors have {own} numbers, not {self._size}"
            raise MadeForAnotherClip(model=self.model, reason=reason)
