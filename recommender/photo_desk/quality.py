"""How good a photo is as a picture: measured on its light, with limits read off real menus.

The limits were read off 311 photos of dishes as cooks publish them, and the same photos spoilt on
purpose. Of the photos as they are, 1.6% are remarked on for more than their size.
"""

from math import ceil, floor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL.Image import Image

from recommender.photo_desk.remarks import Kind, Remark

SIDE = 512  # pixels of the long side that photos are measured at, so that figures compare
TILES = 4  # a side; a dish in focus before a soft background is sharp in some of the sixteen

CARD = 4 / 3
WHITE = 250  # levels from here on hold no drawing

# The limits, each with how many good photos it remarks on, and how many spoilt ones. Blurring is
# in thousandths of the long side: 2 can hardly be seen on a card, 4 plainly.
SMALL = 640  # pixels, the width of a card on a double-density screen; 4.5% are smaller
SHOWN = 40  # percent that a card shows, as of 16 by 9 upright; none
SHARP = 100  # 0.6%; blurred by 2: 61%, by 3: 98%, by 4: all; moved by 15: 18%, by 50: 73%
BRIGHT = 120  # level of the brightest twentieth; 0.6%; with half the light: 94%, a third: all
GLARE = 15  # percent of the middle; none; with 1.8 times the light: 64%, 2.5 times: 84%
CONTRAST = 80  # levels; 0.6%; with half of it: 40%, with a third: 99%


class Figures(NamedTuple):
    """What was measured on one photo."""

    width: float
    height: float
    sharpness: float
    bright: float
    glare: float
    contrast: float


def look(photo: Image) -> tuple[Remark, ...]:
    """Return what there is to remark on an upright RGB photo as a picture."""
    return judge(measure(photo))


def measure(photo: Image) -> Figures:
    """Measure an upright RGB photo; what :func:`judge` judges."""
    light = _light(photo)
    dark, bright = np.percentile(light, [5, 95])
    return Figures(
        width=photo.width,
        height=photo.height,
        sharpness=_sharpness(light),
        bright=float(bright),
        glare=100 * float((_middle(light) >= WHITE).mean()),
        contrast=float(bright - dark),
    )


def _light(photo: Image) -> NDArray[np.float32]:
    """Return the grey levels at the size that photos are compared at, shape (height, width)."""
    grey = photo.convert("L")
    scale = min(1.0, SIDE / max(grey.size))
    size = (max(8, round(grey.width * scale)), max(8, round(grey.height * scale)))
    return np.asarray(grey.resize(size), np.float32)


def _middle(light: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the middle half each way: a white table around the dish is no fault."""
    height, width = light.shape
    return light[height // 4 : height - height // 4, width // 4 : width - width // 4]


def _sharpness(light: NDArray[np.float32]) -> float:
    """Return the variance of the Laplacian in the third sharpest tile, at full contrast.

    Without stretching, a dark photo would be taken for a blurred one.
    """
    low, high = np.percentile(light, [1, 99])
    stretched = (light - low) * (255 / max(high - low, 16))
    edges = (
        4 * stretched[1:-1, 1:-1]
        - (stretched[:-2, 1:-1] + stretched[2:, 1:-1])
        - (stretched[1:-1, :-2] + stretched[1:-1, 2:])
    )
    rows = np.array_split(edges, TILES, axis=0)
    tiles = [tile for row in rows for tile in np.array_split(row, TILES, axis=1) if tile.size]
    return float(sorted(tile.var() for tile in tiles)[-3:][0])


def judge(figures: Figures) -> tuple[Remark, ...]:
    """Return what there is to remark on these figures."""
    size = {"width": round(figures.width), "height": round(figures.height)}
    found = (
        _below("small", max(figures.width, figures.height), SMALL, **size),
        _below("narrow", _shown(figures), SHOWN, **size),
        _light_remark(figures),
        _below("blurred", figures.sharpness, SHARP),
    )
    return tuple(remark for remark in found if remark)


def _below(kind: Kind, figure: float, limit: float, **facts: float) -> Remark | None:
    return Remark(kind, floor(figure), limit, facts) if figure < limit else None


def _shown(figures: Figures) -> float:
    """Return the percentage of the photo that a card of 4 by 3 shows."""
    ratio = figures.width / figures.height / CARD
    return 100 * min(ratio, 1 / ratio)


def _light_remark(figures: Figures) -> Remark | None:
    """Return one remark at most: a dark photo has little contrast, which goes without saying."""
    if figures.glare > GLARE:
        return Remark("glaring", ceil(figures.glare), GLARE)
    return _below("dark", figures.bright, BRIGHT) or _below("flat", figures.contrast, CONTRAST)
