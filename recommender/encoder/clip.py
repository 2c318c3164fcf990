"""CLIP through sentence-transformers: words and photos in one space.

Dishes' words are read by CLIP's own model, whatever their language, so their vectors are kept
under one identity. A guest's words are read by the model that knows their language.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from PIL.Image import Image

from recommender.because import Because
from recommender.config import NO_MODEL
from recommender.dish import WORDS_VERSION
from recommender.encoder import Calibration, Halves, Vector, Vectors
from recommender.encoder.language import ENGLISH, UNCERTAIN, language_of
from recommender.encoder.model import encode, load_model, looked_at
from recommender.encoder.multilingual import MultilingualWords
from recommender.encoder.prompts import TEMPLATES, Templates, captions
from recommender.encoder.threads import on_one_core
from recommender.encoder.together import Together

MAX_TOKENS = 77  # CLIP's context; what is longer is cut at the tail
# Times the side that is looked at: a JPEG decoded to no more than that is blurred otherwise than a
# large one that is shrunk (cosines of 276 photos fall to 0.9999). With half as much again 12
# megapixels are decoded at an eighth of their sides, in 0.8 to 0.9 of the time and with 0.999998.
ENOUGH = 1.5
FINGERPRINT_BYTES = 1_000_000  # of each end of a file: weights differ in more than their middle

# None is measured with the real weights yet.
# Words with photos, from published figures for ViT-B/32: people who looked at pairs drew the line
# of what fits at a cosine of 0.28-0.30 (LAION-400M, Schuhmann et al. 2021) and unrelated pairs have
# about 0.18; 0.24 lies between. CLIP ends its training with a temperature of 0.01, a difference of
# 0.01 being a factor of e (Radford et al. 2021); 0.015 is somewhat more careful.
# The others are assumed: words lie in one narrow cone of the space and photos in another, so that
# unrelated ones are alike too (the modality gap, Liang et al. 2022); how much so on menus is not
# published.
SCALES = {
    ("words", "photo"): Calibration(even=0.24, spread=0.015),
    ("words", "words"): Calibration(even=0.75, spread=0.04),
    ("photo", "photo"): Calibration(even=0.75, spread=0.05),
    ("photo", "words"): Calibration(even=0.24, spread=0.015),
    ("dish", "photo"): Calibration(even=0.75, spread=0.05),
    ("dish", "words"): Calibration(even=0.80, spread=0.04),
}

Reading: TypeAlias = Callable[[Sequence[str]], Vectors]  # texts to unit rows, by one model


class ClipEncoder:
    """A CLIP model in a folder of the hub's layout, legacy or current.

    Beside it, if wanted, a model for the words of guests who do not write English.
    """

    scales = SCALES

    def __init__(
        self,
        folder: Path,
        *,
        name: str,
        multilingual: str = NO_MODEL,
        language_of: Callable[[str], str] = language_of,
        templates: Templates = TEMPLATES,
    ) -> None:
        """Load the model.

        Args:
            folder: where its files are.
            name: what it is called in its identity.
            multilingual: a model of the hub or a folder, made for this CLIP; or ``none``.
            language_of: returns "en", "uncertain", or another language ("es" has its captions).
            templates: captions for short requests; of several the vectors are averaged.

        Raises:
            EncoderUnavailable: the folder does not hold a model of words and photos.
        """
        self._model = load_model(folder, name=name, reads={"text", "image"}, max_tokens=MAX_TOKENS)
        self._identity = f"clip:{name}@{_fingerprint(folder)}:{WORDS_VERSION}"
        self._name = name
        self._language_of = language_of
        self._templates = templates
        self._size: int = self._encode_words(["food"]).shape[1]
        self._asked_together = Together(self._encode_words)
        self._others = MultilingualWords(multilingual, size=self._size, english=self._encode_words)

    @property
    def identity(self) -> str:
        """The model's name, a hash of its files, and how a dish is put into words."""
        return self._identity

    @property
    def title(self) -> str:
        """What staff and operator are told."""
        if self._others.ready:
            return Because(
                "CLIP ({name}): words find photos, photos find words; other languages by {others}",
                name=self._name,
                others=self._others.model,
            )
        return Because("CLIP ({name}): words find photos, photos find words", name=self._name)

    @property
    def notices(self) -> tuple[str, ...]:
        """Why guests' words in other languages are read by CLIP itself, if so."""
        return (self._others.notice,) if self._others.notice else ()

    @property
    def query_version(self) -> int:
        """1 once other languages are read by a model of their own, 0 before."""
        return int(self._others.ready)

    @property
    def photo_size(self) -> int:
        """Numbers in the photo half."""
        return self._size

    @property
    def photo_side(self) -> int:
        """Pixels of a photo's short side at which it is seen as a larger one would be."""
        return round(ENOUGH * looked_at(self._model))

    @property
    def words_size(self) -> int:
        """Numbers in the words half."""
        return self._size

    def settle(self) -> None:
        """Wait until guests' words are read as they will be from then on."""
        self._others.settle()

    def encode_dish_photos(self, photos: Sequence[Image]) -> Vectors:
        """Return the photo halves of dishes, one row for each upright RGB photo."""
        on_one_core()
        return self._encode_photos(photos)

    def encode_dish_words(self, texts: Sequence[str]) -> Vectors:
        """Return the words halves of dishes, one row for each text."""
        on_one_core()
        return self._encode_words(texts)

    def encode_query_words(self, text: str) -> Halves:
        """Return the words as captions for the photo half, and as they are for the words half.

        English is read by CLIP itself, another language by the multilingual model, and what may be
        either by both, whose vectors are averaged; all by CLIP while there is no other.
        """
        on_one_core()
        language = self._language_of(text)
        others = self._reader_of(language)
        if others is None:
            caption, plain = self._asked(text, ENGLISH, self._asked_together.encode)
        elif language != UNCERTAIN:
            caption, plain = self._asked(text, language, others.encode)
        else:
            reads = (self._asked_together.encode, others.encode)
            either = [self._asked(text, ENGLISH, read) for read in reads]
            caption, plain = (_middle(half) for half in zip(*either, strict=True))
        return Halves(photo=caption, words=plain)

    def encode_query_photo(self, photo: Image) -> Halves:
        """Return the photo for both halves."""
        on_one_core()
        (vector,) = self._encode_photos([photo])
        return Halves(photo=vector, words=vector)

    def _reader_of(self, language: str) -> MultilingualWords | None:
        """Return what reads ``language`` instead of or beside CLIP, if it is there.

        Only words that are surely not English make it load: it may have to be downloaded.
        """
        if language == ENGLISH:
            return None
        if language != UNCERTAIN:
            self._others.start()
        return self._others if self._others.ready else None

    def _asked(self, text: str, language: str, read: Reading) -> tuple[Vector, Vector]:
        """Return ``text`` as captions and as it is, as ``read`` encodes them."""
        *framed, plain = read([*captions(text, self._templates, language), text])
        return _middle(framed), plain

    def _encode_words(self, texts: Sequence[str]) -> Vectors:
        return self._encode([{"text": text} for text in texts])

    def _encode_photos(self, photos: Sequence[Image]) -> Vectors:
        return self._encode([{"image": photo} for photo in photos])

    def _encode(self, inputs: Sequence[Mapping[str, Any]]) -> Vectors:
        return encode(self._model, inputs) if inputs else np.empty((0, self._size), np.float32)


def _middle(vectors: Sequence[Vector]) -> Vector:
    """Return the unit vector between unit vectors."""
    total = np.sum(vectors, axis=0, dtype=np.float32)
    return np.asarray(total / np.linalg.norm(total), dtype=np.float32)


def _fingerprint(folder: Path) -> str:
    """Hash names, sizes and both ends of the model's files; 600 MB are not read in full."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix not in (".json", ".safetensors", ".bin", ".txt"):
            continue
        digest.update(f"{file.relative_to(folder).as_posix()} {file.stat().st_size}".encode())
        with file.open("rb") as content:
            digest.update(content.read(FINGERPRINT_BYTES))
            content.seek(max(0, file.stat().st_size - FINGERPRINT_BYTES))
            digest.update(content.read())
    return digest.hexdigest()[:16]
