"""The house's colour, and how it can be read on light and on dark pages.

No colour reads well on both: it would have to be dark and light. So the owner chooses one, and it
is shown in two shades, each as near to it as the contrast allows.
"""

from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from functools import lru_cache
from typing import NamedTuple

READABLE = 4.5  # contrast that WCAG 2.2 AA asks of text
LIGHT_PAGE = ("#fdfaf5", "#f3ece0")  # linen, and linen in the shade, as in .streamlit/config.toml
DARK_PAGE = ("#1b1815", "#282420")  # slate, and slate in the light
CLAY = "#a8431f"
# Those that fit linen and slate; an owner may choose any other.
PALETTES: Mapping[str, str] = {
    "clay": CLAY,
    "saffron": "#b3720c",
    "olive": "#5f7136",
    "sea": "#1d6a7a",
    "plum": "#7a3b63",
    "ink": "#4a4038",
}
_STEPS = 255  # lightness is tried in as many steps as a colour has


class Shades(NamedTuple):
    """A colour as it is shown on light and on dark pages; the page's own colour is read on it."""

    light: str
    dark: str


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, as WCAG defines it."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG defines it: 1 for equal ones, 21 at most."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def weakest(colour: str, page: tuple[str, ...]) -> float:
    """Return the contrast of a colour where it is least on a page."""
    return min(contrast(colour, ground) for ground in page)


@lru_cache(maxsize=64)
def shades(colour: str) -> Shades:
    """Return the shades of a colour that can be read, itself where it can."""
    return Shades(_readable(colour, LIGHT_PAGE, -1), _readable(colour, DARK_PAGE, 1))


def _readable(colour: str, page: tuple[str, ...], direction: int) -> str:
    """Return the colour made darker or lighter, step by step, until it can be read."""
    hue, lightness, saturation = rgb_to_hls(*_parts(colour))
    shown = colour
    for step in range(1, _STEPS + 1):
        if weakest(shown, page) >= READABLE:
            break
        moved = min(1.0, max(0.0, lightness + direction * step / _STEPS))
        shown = _written(hls_to_rgb(hue, moved, saturation))
    return shown


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
