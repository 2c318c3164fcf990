"""CLIP through sentence-transformers: words and photos in one space."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL.Image import Image
from sentence_transformers import SentenceTransformer

from recommender.dish import WORDS_VERSION
from recommender.encoder import Calibration, Halves, Vectors
from recommender.encoder.threads import for_bulk, for_one_query
from recommender.errors import EncoderUnavailable

MAX_TOKENS = 77  # CLIP's context; what is longer is cut at the tail
BATCH = 16  # 8-16 reach most of the processor's limit; 32 gains nothing and holds more memory
FINGERPRINT_BYTES = 1_000_000  # of each end of a file: weights differ in more than their middle

# From published figures, as ViT-B/32 scores them: words with a photo that they describe 0.24-0.32,
# with any other about 0.18; texts with texts, and photos with photos, far higher.
SCALES = {
    ("words", "photo"): Calibration(even=0.24, spread=0.015),
    ("words", "words"): Calibration(even=0.75, spread=0.04),
    ("photo", "photo"): Calibration(even=0.75, spread=0.05),
    ("photo", "words"): Calibration(even=0.24, spread=0.015),
    ("dish", "photo"): Calibration(even=0.75, spread=0.05),
    ("dish", "words"): Calibration(even=0.80, spread=0.04),
}


class ClipEncoder:
    """A CLIP model in a folder of the hub's layout, legacy or current."""

    scales = SCALES

    def __init__(self, folder: Path, *, name: str) -> None:
        """Load the model.

        Raises:
            EncoderUnavailable: the folder does not hold a model of words and photos.
        """
        try:
            # An absolute folder and local_files_only: the hub is never asked.
            self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except (OSError, ValueError, KeyError, RuntimeError, ImportError, AttributeError) as error:
            reason = f"{folder} does not hold a model that can be read ({_brief(error)})"
            raise EncoderUnavailable(model=name, reason=reason) from None
        if not {"text", "image"} <= set(self._model.modalities):
            raise EncoderUnavailable(model=name, reason="it does not read both words and photos")
        self._model.eval()
        self._model.max_seq_length = MAX_TOKENS
        self._identity = f"clip:{name}@{_fingerprint(folder)}:{WORDS_VERSION}"
        self._name = name
        self._size: int = self.encode_dish_words(["food"]).shape[1]

    @property
    def identity(self) -> str:
        """The model's name, a hash of its files, and how a dish is put into words."""
        return self._identity

    @property
    def title(self) -> str:
        """What staff and operator are told."""
        return f"CLIP ({self._name}): words find photos, photos find words"

    @property
    def photo_size(self) -> int:
        """Numbers in the photo half."""
        return self._size

    @property
    def words_size(self) -> int:
        """Numbers in the words half."""
        return self._size

    def encode_dish_photos(self, photos: Sequence[Image]) -> Vectors:
        """Return the photo halves of dishes, one row for each upright RGB photo."""
        for_bulk()
        return self._encode([{"image": photo} for photo in photos])

    def encode_dish_words(self, texts: Sequence[str]) -> Vectors:
        """Return the words halves of dishes, one row for each text."""
        for_bulk()
        return self._encode([{"text": text} for text in texts])

    def encode_query_words(self, text: str) -> Halves:
        """Return the words as a caption for the photo half, and as they are for the words half."""
        for_one_query()
        caption, plain = self._encode([{"text": as_caption(text)}, {"text": text}])
        return Halves(photo=caption, words=plain)

    def encode_query_photo(self, photo: Image) -> Halves:
        """Return the photo for both halves."""
        for_one_query()
        (vector,) = self._encode([{"image": photo}])
        return Halves(photo=vector, words=vector)

    def _encode(self, inputs: Sequence[Mapping[str, Any]]) -> Vectors:
        # Inputs name their modality: the library guesses that of a plain string, and would open
        # a path and fetch an address that a guest types.
        if not inputs:
            return np.empty((0, self._size), np.float32)
        with torch.inference_mode():
            rows = self._model.encode(
                list(inputs),
                batch_size=BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        vectors = np.asarray(rows, dtype=np.float32)
        assert len(vectors) == len(inputs)
        return vectors


CAPTION_WORDS = 4  # a longer request is a sentence of its own rather than the name of a dish


def as_caption(text: str) -> str:
    """Return short nouns in CLIP's own template for food, longer text as it is.

    The template is that of the CLIP paper for Food-101 (Radford et al. 2021).
    """
    return f"a photo of {text}, a type of food." if len(text.split()) <= CAPTION_WORDS else text


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


def _brief(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
