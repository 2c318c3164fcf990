"""What was measured on the stored photos of a menu, kept so that each is decoded once."""

import logging
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL.Image import Image

from recommender.catalog import Catalog
from recommender.encoder import Encoder
from recommender.encoder.food import food_likeness
from recommender.errors import UnusablePhoto
from recommender.photo_desk.duplicates import BYTES, Fingerprint, fingerprint
from recommender.photo_desk.quality import Figures, measure
from recommender.photos import PhotoStore
from recommender.progress import Progress, silent

log = logging.getLogger(__name__)

# Kept in the catalog beside the photos' vectors, under this name in place of an encoder's
# identity. Raise the number when the measuring changes.
MEASURING = "photo-desk@1"
FIGURES = len(Figures._fields)
NUMBERS = FIGURES + 1 + BYTES  # of a photo, as they are kept
BATCH = 16  # photos measured before they are kept: what a crash can cost


class Measured(NamedTuple):
    """What is known of one photo; ``food`` is None where nobody could tell."""

    figures: Figures
    fingerprint: Fingerprint
    food: float | None = None


def measured(picture: Image, food: float | None = None) -> Measured:
    """Measure one photo."""
    return Measured(measure(picture), fingerprint(picture), food)


class Measurements:
    """Measures stored photos, each once for each encoder."""

    def __init__(self, catalog: Catalog, photos: PhotoStore, encoder: Encoder | None) -> None:
        self._catalog = catalog
        self._photos = photos
        self._encoder = encoder
        # Whether a photo looks like food is the encoder's to tell; all else is not.
        self._name = f"{MEASURING}:{encoder.identity}" if encoder else MEASURING

    def of(self, photos: Sequence[str], progress: Progress = silent) -> dict[str, Measured]:
        """Return what is known of the stored ``photos``; a lost or damaged one is left out."""
        wanted = {f"photo:{photo}": photo for photo in photos}
        kept = self._catalog.kept(self._name, list(wanted))
        if damaged := [content for content, numbers in kept.items() if len(numbers) != NUMBERS]:
            self._catalog.forget(self._name, damaged)
        kept = {content: numbers for content, numbers in kept.items() if content not in damaged}
        missing = [content for content in wanted if content not in kept]
        for start in range(0, len(missing), BATCH):
            progress("Checking photos", start, len(missing))
            new = {content: self._look(wanted[content]) for content in missing[start:][:BATCH]}
            found = {content: _packed(known) for content, known in new.items() if known}
            self._catalog.keep(self._name, found)
            kept |= found
        return {wanted[content]: _unpacked(numbers) for content, numbers in kept.items()}

    def _look(self, photo: str) -> Measured | None:
        try:
            picture = self._photos.open(photo)
        except UnusablePhoto as error:
            log.error("%s", error)
            return None
        return measured(picture, food_likeness(self._encoder, picture) if self._encoder else None)


def _packed(known: Measured) -> NDArray[np.float32]:
    food = np.nan if known.food is None else known.food
    return np.array([*known.figures, food, *known.fingerprint], np.float32)


def _unpacked(numbers: NDArray[np.float32]) -> Measured:
    food = float(numbers[FIGURES])
    return Measured(
        Figures(*numbers[:FIGURES].tolist()),
        numbers[FIGURES + 1 :].astype(np.uint8),
        None if np.isnan(food) else food,
    )
