"""Draw the pictures of the menu: `python draw.py` draws all, `python draw.py ID...` some."""

from __future__ import annotations

import argparse
from pathlib import Path

from drawing.camera import develop
from drawing.dishes import DISHES
from drawing.kit import Picture
from drawing.table import light_room

PHOTOS = Path(__file__).parent / "photos"


def compose(dish: str) -> str:
    """Return the SVG of a dish."""
    pic = Picture(dish)
    DISHES[dish](pic)
    light_room(pic)
    return pic.svg()


def main() -> None:
    """Read the command line and draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dish", nargs="*", help="ids of the dishes to draw (default: all)")
    parser.add_argument("--folder", type=Path, default=PHOTOS, help="where to put the pictures")
    wanted = parser.parse_args()
    unknown = sorted(set(wanted.dish) - set(DISHES))
    if unknown:
        parser.error(f"no such dish: {', '.join(unknown)}")
    wanted.folder.mkdir(parents=True, exist_ok=True)
    for dish in wanted.dish or DISHES:
        packed = develop(compose(dish), dish)
        (wanted.folder / f"{dish}.webp").write_bytes(packed)
        print(f"{dish}: {len(packed) / 1000:.1f} kB")


if __name__ == "__main__":
    main()
