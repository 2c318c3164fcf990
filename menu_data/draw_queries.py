"""Draw the photos that measure photo search: `python draw_queries.py` draws all of them.

They show dishes of the menu drawn anew, on another table, from another side and in another light,
and a few things that are no food. `photo_pairs.csv` says what each should find.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from drawing.dishes import DISHES
from drawing.oddments import ODDMENTS
from drawing.snapshot import Shot, take

PHOTOS = Path(__file__).parent / "query_photos"
SHOTS = {
    "margherita-pizza": Shot("slate", turn=40, zoom=1.15, light=0.85, warmth=0.06),
    "smoky-cheeseburger": Shot("oak", turn=-4, zoom=1.3, light=1.1, warmth=-0.05),
    "salmon-maki": Shot("terracotta", turn=25, tilt=0.15, zoom=1.1, light=0.8),
    "shoyu-ramen": Shot("oak", turn=-70, zoom=1.2, warmth=0.1, blur=0.8),
    "paella-de-marisco": Shot("linen", turn=110, tilt=0.2, light=1.15),
    "gazpacho-andaluz": Shot("oak", turn=15, zoom=1.25, light=0.9, upright=True),
    "tom-yum-soup": Shot("slate", turn=-35, zoom=1.1, warmth=0.08, blur=0.6),
    "green-curry-with-tofu": Shot("linen", turn=160, zoom=1.2, light=1.1),
    "guacamole-with-totopos": Shot("terracotta", turn=60, tilt=0.12, light=0.85),
    "tacos-al-pastor": Shot("oak", turn=-20, zoom=1.25, shift=(0.05, 0.04)),
    "buttermilk-pancakes": Shot("slate", turn=5, zoom=1.3, light=0.9, upright=True),
    "tiramisu": Shot("oak", turn=-6, zoom=1.4, warmth=0.08),
    "matcha-ice-cream": Shot("terracotta", turn=80, zoom=1.1, light=1.1, warmth=-0.06),
    "shakshuka": Shot("slate", turn=-50, tilt=0.15, zoom=1.2),
    "tortilla-espanola": Shot("linen", turn=135, zoom=1.2, light=0.85, warmth=0.08),
    "insalata-caprese": Shot("slate", turn=30, tilt=0.2, light=1.1),
    "steak-frites": Shot("terracotta", turn=-25, zoom=1.3, blur=0.7),
    "sangria-de-la-casa": Shot("linen", turn=4, zoom=1.3, light=0.9, upright=True),
    "espresso": Shot("slate", turn=-8, zoom=1.5, warmth=0.1),
    "vegetable-samosas": Shot("linen", turn=70, tilt=0.1, zoom=1.1, light=0.85),
}
NO_FOOD = {
    "shoe": Shot(turn=6, zoom=1.05, light=0.95),
    "car": Shot(turn=-3, zoom=1.05),
    "house": Shot(light=1.05, warmth=0.04),
    "wall": Shot(zoom=1.4, blur=1.0),
}


def main() -> None:
    """Read the command line and draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=PHOTOS, help="where to put the pictures")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for painters, shots in ((DISHES, SHOTS), (ODDMENTS, NO_FOOD)):
        for name, shot in shots.items():
            packed = take(painters[name], name, shot)
            (folder / f"{name}.webp").write_bytes(packed)
            print(f"{name}: {len(packed) / 1000:.1f} kB")


if __name__ == "__main__":
    main()
