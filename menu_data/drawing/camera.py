"""From SVG to the picture file: rendering, colour, grain and packing."""

from __future__ import annotations

import io
from zlib import crc32

import numpy as np
import resvg_py
from PIL import Image, ImageEnhance

LARGEST_BYTES = 60_000


def develop(svg: str, dish: str) -> bytes:
    """Return the finished picture of a dish as WebP."""
    raw = bytes(resvg_py.svg_to_bytes(svg_string=svg))
    return pack(add_grain(Image.open(io.BytesIO(raw)), dish))


def add_grain(image: Image.Image, dish: str) -> Image.Image:
    """Return the picture in fuller colours, with a faint, seeded film grain."""
    vivid = ImageEnhance.Color(image.convert("RGB")).enhance(1.14)
    pixels = np.asarray(vivid, dtype=np.float32)
    grain = np.random.default_rng(crc32(dish.encode())).normal(0, 1.4, pixels.shape[:2])
    return Image.fromarray(np.clip(pixels + grain[..., None], 0, 255).astype(np.uint8))


def pack(image: Image.Image) -> bytes:
    """Return the picture as WebP, in the best quality that stays small enough."""
    for quality in range(86, 20, -4):
        packed = io.BytesIO()
        image.save(packed, "WEBP", quality=quality, method=5)
        if packed.tell() < LARGEST_BYTES:
            break
    return packed.getvalue()
