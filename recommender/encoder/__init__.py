"""Words and photos to unit vectors: one small interface, two encoders behind it.

An encoder gives each dish and each query up to two unit vectors, the photo half and the words
half. CLIP has one space for words and photos, so each query fills both halves. The built-in
encoder has a space for each: words meet words, photos meet photos.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL.Image import Image

from recommender.because import sentence
from recommender.config import BUILT_IN, NO_MODEL
from recommender.encoder.language import language_of
from recommender.errors import EncoderUnavailable
from recommender.progress import Progress, silent

log = logging.getLogger(__name__)

Vector: TypeAlias = NDArray[np.float32]  # shape (size,), length 1
Vectors: TypeAlias = NDArray[np.float32]  # shape (n, size), each row of length 1


@dataclass(frozen=True)
class Halves:
    """What a query is compared with: dishes' photos, dishes' words, or both.

    None is a half that this encoder cannot fill for this query.
    """

    photo: Vector | None
    words: Vector | None
    # How likely a query's photo shows food, 0 to 1, where that fell off while encoding it.
    food: float | None = None


@dataclass(frozen=True)
class Calibration:
    """How one kind of cosine is read: a logistic curve through ``even`` with width ``spread``.

    Cosines of different kinds are not comparable: CLIP's words and photos that belong together
    have 0.3, two unrelated texts 0.7.
    """

    even: float  # a dish with this cosine is as likely meant as not
    spread: float  # this much above ``even`` it is meant with a certainty of 0.73


# What is compared with which half of a dish: ("words", "photo") is a guest's words with dishes'
# photos; "dish" is a dish's own half with the same half of another.
Comparison: TypeAlias = tuple[str, str]


class Encoder(Protocol):
    """Turns words and photos into vectors. Implementations may be shared between threads."""

    @property
    def identity(self) -> str:
        """What made a vector: vectors of two identities are never compared."""

    @property
    def title(self) -> str:
        """What staff and operator are told."""

    @property
    def notices(self) -> tuple[str, ...]:
        """A sentence for staff for each thing that reads guests' words worse than it could now."""

    @property
    def query_version(self) -> int:
        """Another number once guests' words are read in another way: vectors kept are stale."""

    @property
    def scales(self) -> Mapping[Comparison, Calibration]:
        """How the cosines of each comparison that this encoder can make are read."""

    @property
    def photo_size(self) -> int:
        """Numbers in the photo half."""

    @property
    def photo_side(self) -> int:
        """Pixels of a photo's short side at which it is seen as a larger one would be."""

    @property
    def words_size(self) -> int:
        """Numbers in the words half."""

    def settle(self) -> None:
        """Wait until ``query_version`` changes no more: for measuring, never before a guest."""

    def encode_dish_photos(self, photos: Sequence[Image]) -> Vectors:
        """Return the photo halves of dishes, one row for each upright RGB photo."""

    def encode_dish_words(self, texts: Sequence[str]) -> Vectors:
        """Return the words halves of dishes, one row for each text."""

    def encode_query_words(self, text: str) -> Halves:
        """Return what a guest's words are compared with. Words are never opened or fetched."""

    def encode_query_photo(self, photo: Image) -> Halves:
        """Return what a guest's photo is compared with."""


@dataclass(frozen=True)
class Loaded:
    """An encoder and, when it is not the one that was asked for, the sentence that says why."""

    encoder: Encoder
    instead_because: str = ""


def load_encoder(
    model: str,
    progress: Progress = silent,
    *,
    multilingual: str = NO_MODEL,
    language_of: Callable[[str], str] = language_of,
) -> Loaded:
    """Load the encoder that ``model`` names; when it cannot be had, the built-in one.

    Args:
        model: a model of the hub, a folder, or ``built-in``.
        progress: told about a download.
        multilingual: what reads words that are not English beside a CLIP, or ``none``.
        language_of: returns "en", "uncertain", or another language for a guest's words.
    """
    # Imported here: these libraries cost 6-15 s, and a menu is browsed without them.
    from recommender.encoder.built_in import BuiltInEncoder

    if model == BUILT_IN:
        return Loaded(BuiltInEncoder())
    from recommender.encoder.clip import ClipEncoder
    from recommender.encoder.hub import model_folder

    try:
        folder = model_folder(model, progress)
        clip = ClipEncoder(folder, name=model, multilingual=multilingual, language_of=language_of)
        return Loaded(clip)
    except EncoderUnavailable as error:
        log.warning("%s The built-in encoder is used instead.", error)
        return Loaded(BuiltInEncoder(), instead_because=sentence(error))


def encoder_of(identity: str) -> Encoder | None:
    """Return the encoder that made vectors of ``identity``, if it is on this machine.

    It stands in while the menu is encoded again; a CLIP reads words in every language itself then.
    """
    from recommender.encoder.built_in import BuiltInEncoder
    from recommender.encoder.clip import ClipEncoder
    from recommender.encoder.hub import cached_folder

    if identity == BuiltInEncoder.identity:
        return BuiltInEncoder()
    model = identity.removeprefix("clip:").split("@", maxsplit=1)[0]
    folder = cached_folder(model)
    if folder is None:
        return None
    try:
        encoder = ClipEncoder(folder, name=model)
    except EncoderUnavailable:
        return None
    return encoder if encoder.identity == identity else None
