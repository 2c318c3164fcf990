"""A dish as a guest's phone sees it: drawn anew, turned, tilted, cropped, in another light."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

import numpy as np
import resvg_py
from drawing.camera import add_grain
from drawing.card import Painter
from drawing.kit import HEIGHT, WIDTH, Picture
from drawing.table import light_room
from PIL import Image, ImageEnhance, ImageFilter

LONG_SIDE, SHORT_SIDE = 480, 360
LARGEST_BYTES = 25_000
MARGIN = 600  # pixels of table mirrored around the picture, so that turning shows no corner


@dataclass(frozen=True)
class Shot:
    """How a photo is taken. The defaults are the menu's own: straight from above, in its light."""

    table: str = ""
    turn: float = 0.0  # degrees
    tilt: float = 0.0  # 0 from above, 0.3 from a chair
    zoom: float = 1.0
    shift: tuple[float, float] = (0.0, 0.0)  # shares of the picture
    light: float = 1.0
    warmth: float = 0.0  # 0.1 under a lamp, -0.1 by a window
    blur: float = 0.0  # pixels
    upright: bool = False


def take(painter: Painter, name: str, shot: Shot) -> bytes:
    """Return a photo of what the painter draws as a small WebP."""
    pic = Picture(f"another {name}", shot.table)
    painter(pic)
    light_room(pic)
    drawn = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=pic.svg()))))
    framed = _framed(drawn.convert("RGB"), shot)
    return _packed(add_grain(_lit(framed, shot), name))


def _framed(image: Image.Image, shot: Shot) -> Image.Image:
    edge = [(MARGIN, MARGIN), (MARGIN, MARGIN), (0, 0)]
    wide = Image.fromarray(np.pad(np.asarray(image), edge, mode="reflect"))
    size = (SHORT_SIDE, LONG_SIDE) if shot.upright else (LONG_SIDE, SHORT_SIDE)
    corners = _corners(size[0] / size[1], shot)
    where = [number for corner in corners for number in corner]
    whole = (2 * size[0], 2 * size[1])  # twice the size, for smooth edges
    seen = wide.transform(
        whole, Image.Transform.PERSPECTIVE, _perspective(whole, where), Image.Resampling.BICUBIC
    )
    return seen.resize(size, Image.Resampling.LANCZOS)


def _corners(shape: float, shot: Shot) -> list[tuple[float, float]]:
    """Return where the corners of the photo lie in the picture, from the top left, clockwise."""
    half_height = min(HEIGHT, WIDTH / shape) / 2 / shot.zoom
    half_width = half_height * shape
    turn = math.radians(shot.turn)
    x = MARGIN + WIDTH * (0.5 + shot.shift[0])
    y = MARGIN + HEIGHT * (0.5 + shot.shift[1])
    corners = []
    for east, south in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        reach = 1 - south * shot.tilt  # the far edge of a tilted table takes in more
        dx, dy = east * half_width * reach, south * half_height * (1 + shot.tilt)
        corners.append(
            (
                x + dx * math.cos(turn) - dy * math.sin(turn),
                y + dx * math.sin(turn) + dy * math.cos(turn),
            )
        )
    return corners


def _perspective(size: tuple[int, int], where: list[float]) -> list[float]:
    """Return the eight numbers that map the corners of the photo to those in the picture."""
    width, height = size
    rows = []
    corners = ((0, 0), (width, 0), (width, height), (0, height))
    for (x, y), u, v in zip(corners, where[::2], where[1::2], strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    return np.linalg.solve(np.array(rows, float), np.array(where)).tolist()


def _lit(image: Image.Image, shot: Shot) -> Image.Image:
    image = ImageEnhance.Brightness(image).enhance(shot.light)
    tint = np.array([1 + shot.warmth, 1, 1 - shot.warmth])
    warm = np.clip(np.asarray(image, dtype=np.float32) * tint, 0, 255).astype(np.uint8)
    lit = Image.fromarray(warm)
    return lit.filter(ImageFilter.GaussianBlur(shot.blur)) if shot.blur else lit


def _packed(image: Image.Image) -> bytes:
    for quality in range(80, 20, -6):
        packed = io.BytesIO()
        image.save(packed, "WEBP", quality=quality, method=6)
        if packed.tell() < LARGEST_BYTES:
            break
    return packed.getvalue()
