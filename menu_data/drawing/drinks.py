"""Drinks, seen from the front: glasses, cups, ice and garnish."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from drawing.card import dish
from drawing.greens import LEMON, LIME, ORANGE, citrus_wedge, citrus_wheel, leaf, mint
from drawing.kit import SHADE, Finish, Picture, darker, lighter, mix
from drawing.shapes import (
    Spot,
    arc_points,
    box_points,
    cornered,
    ellipse,
    smooth,
    strew,
)
from drawing.table import lay_table


@dataclass(frozen=True)
class Glass:
    """The outline of a glass standing upright."""

    x: float
    top: float
    bottom: float
    mouth: float
    foot: float
    full: float = 0.1

    def half(self, y: float) -> float:
        """Return half the width of the glass at a height."""
        share = (y - self.top) / (self.bottom - self.top)
        return self.mouth + (self.foot - self.mouth) * share

    def wall(self, start: float, shrink: float = 0.0, lift: float = 0.0) -> str:
        """Return the outline of the glass from a height down to its foot."""
        low = self.bottom - lift
        wide, narrow = self.half(start) - shrink, self.half(low) - shrink
        x, dip, sag = self.x, (self.half(start) - shrink) * 0.2, narrow * 0.2
        return (
            f"M{x - wide} {start}L{x - narrow} {low - sag}"
            f"A{narrow} {sag} 0 0 0 {x + narrow} {low - sag}L{x + wide} {start}"
            f"Q{x} {start + dip * 2} {x - wide} {start}Z"
        )


def set_scene(pic: Picture, table: str, wall: str) -> None:
    """Set a table before a softly blurred wall."""
    lay_table(pic, table)
    pic.add(f'<rect width="1200" height="560" fill="{wall}"/>')
    pic.haze("M-50 -50H1250V566H-50Z", pic.ramp(lighter(wall, 0.3), wall, darker(wall, 0.35)), 7, 1)
    for _ in range(9):
        x, y = pic.rng.uniform(0, 1200), pic.rng.uniform(20, 440)
        light = ellipse(x, y, pic.rng.uniform(30, 80), pic.rng.uniform(30, 80))
        pic.haze(light, lighter(wall, 0.65), 16, 0.22)
    pic.add(f'<rect y="556" width="1200" height="46" fill="{SHADE}" opacity="0.3"{pic.blur(16)}/>')


@contextmanager
def fill_glass(pic: Picture, glass: Glass, *liquid: str, veil: float = 0.93) -> Iterator[float]:
    """Stand a glass, pour the drink, let its contents be drawn, then light the glass."""
    height = glass.bottom - glass.top
    level = glass.top + height * glass.full
    shadow = ellipse(glass.x + 120, glass.bottom + 12, glass.foot * 2.1, glass.foot * 0.36)
    pic.haze(shadow, SHADE, 18, 0.55)
    glint = ellipse(glass.x + 150, glass.bottom + 14, glass.foot * 1.1, glass.foot * 0.17)
    pic.haze(glint, liquid[0], 14, 0.5)
    pic.fill(glass.wall(glass.top), pic.ramp("#ffffff/0.34", "#dfe8ea/0.14", "#5d6468/0.3"))
    pic.fill(
        ellipse(glass.x, glass.top, glass.mouth, glass.mouth * 0.2),
        pic.ramp("#ffffff/0.15", "#ffffff/0.4"),
    )
    drink = glass.wall(level, 13, 26)
    pic.fill(drink, pic.ramp(*liquid, start=(0.2, 0), to=(0.6, 1)), veil=veil)
    wide = glass.half(level) - 13
    surface = ellipse(glass.x, level, wide, wide * 0.2)
    pic.fill(surface, pic.ramp(lighter(liquid[0], 0.45), liquid[0]), veil=veil)
    yield level
    with pic.inside(drink):
        for side, tone, share in ((-1, "#ffffff", 0.25), (1, SHADE, 0.34)):
            edge = glass.x + side * wide
            pic.haze(ellipse(edge, (level + glass.bottom) / 2, 46, height * 0.6), tone, 18, share)
    _light_glass(pic, glass)


def _light_glass(pic: Picture, glass: Glass) -> None:
    height = glass.bottom - glass.top
    base = ellipse(glass.x, glass.bottom - glass.foot * 0.2, glass.foot * 0.93, glass.foot * 0.17)
    pic.fill(base, pic.ramp("#ffffff/0.7", "#d7e2e4/0.2", "#ffffff/0.55"))
    for shift, wide, veil in ((-0.74, 20, 0.75), (-0.56, 7, 0.5), (0.8, 9, 0.5)):
        ends = []
        for share in (0.1, 0.5, 0.9):
            y = glass.top + height * share
            ends.append((glass.x + glass.half(y) * shift, y))
        pic.stroke(ends, "#ffffff", wide, veil, soft=3.5)
    rim = Spot(glass.x, glass.top, squash=0.2)
    pic.stroke(rim.place(arc_points(glass.mouth, 0, 360, 30)), "#ffffff", 5, 0.75)
    pic.stroke(rim.place(arc_points(glass.mouth - 5, 10, 170, 16)), "#7f8a8c", 3, 0.5)
    outline = glass.wall(glass.top)
    pic.add(f'<path d="{outline}" fill="none" stroke="#ffffff" stroke-width="4" opacity="0.45"/>')


def ice(
    pic: Picture, spot: Spot, size: float = 90, tint: str = "#ffffff", veil: float = 0.62
) -> None:
    """Drop in an ice cube."""
    cube = cornered(spot.place(box_points(pic.rng, size, size * 0.92, 6)), 18)
    clear = Finish(edge=9, tall=13, gloss=0.8, shine=20, drop=5, dark=0.3)
    pale = mix("#f4fafa", tint, 0.35)
    with pic.group(clear, veil):
        pic.fill(cube, pic.ramp("#ffffff", pale, mix(pale, tint, 0.5)))
    inner = cornered(spot.on(4, 4).place(box_points(pic.rng, size * 0.6, size * 0.55, 6)), 14)
    pic.haze(inner, mix(tint, "#51686c", 0.3), 7, 0.3)
    pic.stroke(
        spot.place([(-size * 0.4, -size * 0.38), (size * 0.32, -size * 0.4)]),
        "#ffffff",
        6,
        veil * 1.3,
        soft=1.5,
    )
    pic.stroke(
        spot.place([(-size * 0.42, -size * 0.3), (-size * 0.4, size * 0.3)]),
        "#ffffff",
        5,
        veil,
        soft=1.5,
    )


def beads(pic: Picture, glass: Glass, count: int = 90) -> None:
    """Bead the outside of a cold glass with drops."""
    for _ in range(count):
        y = pic.rng.uniform(glass.top + 60, glass.bottom - 30)
        x = glass.x + pic.rng.uniform(-0.95, 0.95) * glass.half(y)
        size = pic.rng.uniform(2, 6)
        pic.fill(ellipse(x + 1, y + 1.5, size, size * 1.2), SHADE, veil=0.16)
        pic.fill(ellipse(x, y, size, size * 1.2), "#ffffff", veil=0.26)
        pic.fill(ellipse(x - size * 0.3, y - size * 0.4, size * 0.3, size * 0.3), "#fff", veil=0.9)


def straw(pic: Picture, foot: tuple[float, float], head: tuple[float, float], colour: str) -> None:
    """Stand a straw in the glass."""
    pic.stroke([foot, head], colour, 19, finish=Finish(edge=5, tall=9, gloss=0.5, drop=3))


@dish("sangria-de-la-casa")
def sangria(pic: Picture) -> None:
    """Draw a glass of red wine punch with fruit, ice and cinnamon."""
    set_scene(pic, "terracotta", "#c98a55")
    glass = Glass(570, 170, 800, 215, 165, 0.16)
    with (
        fill_glass(pic, glass, "#b3121f", "#860b18", "#43040c", veil=0.98) as level,
        pic.inside(glass.wall(level - 70, 14, 26)),
    ):
        for x, y in ((460, 430), (660, 520), (520, 640)):
            ice(pic, Spot(x, y, pic.rng.uniform(-30, 30)), 112, "#b31a24", 0.34)
        with pic.group(veil=0.9):
            citrus_wheel(pic, Spot(655, 390, 10, squash=0.95), 92, ORANGE)
            citrus_wheel(pic, Spot(470, 560, 30), 86, LEMON)
            citrus_wheel(pic, Spot(640, 680, 60), 84, ORANGE)
        for x, y, turn in ((560, 490, 20), (455, 690, -30), (690, 590, 60)):
            skin = Spot(x, y, turn)
            peel = smooth(skin.place([(-58, -6), (0, -34), (58, -6), (40, 22), (0, 34), (-40, 22)]))
            pic.fill(peel, "#b3261c", Finish(edge=4, tall=6, drop=5))
            flesh = smooth(
                skin.place([(-52, -9), (0, -34), (52, -9), (34, 14), (0, 22), (-34, 14)])
            )
            pic.fill(flesh, pic.ramp("#fdf3c4", "#ecd488"))
        for x, y in ((430, 300), (560, 320), (690, 290)):
            ice(pic, Spot(x, y, pic.rng.uniform(-20, 20)), 108, "#c8303a", 0.45)
    citrus_wheel(pic, Spot(745, 200, 12), 104, ORANGE)
    stick = Finish(edge=7, tall=12, grain=0.05, rough=0.4, drop=6)
    pic.stroke([(500, 330), (405, 70)], "#8a4a22", 32, finish=stick)
    mint(pic, Spot(565, 205), 84)
    beads(pic, glass)
    citrus_wedge(pic, Spot(985, 760, -8), 210, ORANGE)
    citrus_wheel(pic, Spot(210, 770, squash=0.5), 110, LEMON)


@dish("mojito-sin-alcohol")
def mojito(pic: Picture) -> None:
    """Draw a tall glass of lime, mint, soda and ice."""
    set_scene(pic, "oak", "#7f9a7a")
    glass = Glass(580, 130, 820, 175, 138, 0.12)
    with (
        fill_glass(pic, glass, "#e6f2cf", "#cfe6a8", "#9cc862", veil=0.75) as level,
        pic.inside(glass.wall(level - 60, 14, 26)),
    ):
        for x, y, turn in ((520, 690, 20), (640, 640, 70), (560, 760, 10), (640, 760, -30)):
            leaf(pic, Spot(x - 40, y, turn), 100, 56, "#3f8f3a")
        for x, y in ((510, 580), (650, 480), (530, 380), (660, 300)):
            ice(pic, Spot(x, y, pic.rng.uniform(-30, 30)), 118, "#d6e8b8")
        for x, y, turn in ((650, 700, 150), (500, 480, 20), (640, 400, 200)):
            citrus_wedge(pic, Spot(x, y, turn), 135, LIME)
        for x, y in ((470, 330), (500, 700), (660, 580)):
            leaf(pic, Spot(x, y, pic.rng.uniform(-60, 60)), 92, 52, "#4a9a42")
        ice(pic, Spot(520, 250, 12), 112, "#d6e8b8")
        ice(pic, Spot(640, 235, -16), 108, "#d6e8b8")
        for px, py in strew(pic.rng, 580, 500, 280, 130, 0, 1.2):
            pic.fill(ellipse(px, py, 4, 4), "#ffffff", veil=0.6)
    straw(pic, (640, 300), (735, 20), "#d9c39a")
    mint(pic, Spot(520, 130, -10), 118)
    mint(pic, Spot(585, 165, 25), 92)
    citrus_wheel(pic, Spot(745, 180, 20), 88, LIME)
    beads(pic, glass)
    citrus_wheel(pic, Spot(935, 770, squash=0.5), 105, LIME)
    citrus_wedge(pic, Spot(235, 770, 10), 180, LIME)
    mint(pic, Spot(1060, 810, 40), 70)


@dish("mint-lemonade")
def lemonade(pic: Picture) -> None:
    """Draw cloudy lemonade with lemon slices, mint and ice."""
    set_scene(pic, "linen", "#8fb0b5")
    glass = Glass(570, 190, 810, 195, 158, 0.13)
    with (
        fill_glass(pic, glass, "#fbf0a0", "#f6e06a", "#e5bf3c", veil=0.94) as level,
        pic.inside(glass.wall(level - 60, 14, 26)),
    ):
        ice(pic, Spot(490, 480, 20), 125, "#f8eaa0")
        ice(pic, Spot(650, 600, -18), 120, "#f8eaa0")
        with pic.group(veil=0.92):
            citrus_wheel(pic, Spot(640, 440, 10), 98)
            citrus_wheel(pic, Spot(490, 640, 40), 94)
        for x, y, turn in ((600, 520, 30), (520, 740, -20), (640, 720, 60)):
            leaf(pic, Spot(x - 40, y, turn), 96, 52, "#4a9a42")
        for x, y in ((450, 320), (570, 335), (680, 310)):
            ice(pic, Spot(x, y, pic.rng.uniform(-22, 22)), 116, "#faf0b8")
    straw(pic, (480, 340), (395, 40), "#e8e0cc")
    citrus_wheel(pic, Spot(742, 215, 14), 104)
    mint(pic, Spot(560, 205), 112)
    beads(pic, glass)
    _lemon(pic, Spot(985, 740, -14))
    citrus_wedge(pic, Spot(220, 770, 8), 200)
    mint(pic, Spot(850, 830, 20), 66)


def _lemon(pic: Picture, spot: Spot) -> None:
    pic.haze(ellipse(spot.x + 30, spot.y + 78, 150, 30), SHADE, 14, 0.6)
    body = [
        (-150, 0),
        (-118, -44),
        (-50, -92),
        (50, -92),
        (118, -40),
        (152, 0),
        (118, 44),
        (50, 90),
        (-50, 92),
        (-118, 46),
    ]
    zest = Finish(edge=24, tall=34, grain=0.09, rough=0.16, gloss=0.4, shine=18, drop=0)
    pic.fill(smooth(spot.place(body)), pic.glow("#fde35a", "#f6c927", "#d99a12"), zest)


@dish("mango-lassi")
def lassi(pic: Picture) -> None:
    """Draw a thick orange yoghurt drink with mango and cardamom."""
    set_scene(pic, "oak", "#b06f52")
    glass = Glass(570, 170, 810, 190, 132, 0.1)
    with fill_glass(pic, glass, "#fcc45a", "#f8a92f", "#e88a1c", veil=1) as level:
        wide = glass.half(level) - 14
        froth = Finish(edge=9, tall=10, grain=0.03, rough=0.4, gloss=0.3, drop=0)
        top = ellipse(glass.x, level, wide, wide * 0.22)
        pic.fill(top, pic.glow("#ffe3a0", "#fbc766", "#f3a93c"), froth)
        swirl = Spot(glass.x, level, squash=0.22).place(arc_points(95, -40, 240, 12))
        pic.stroke(swirl, "#fff4d8", 13, 0.8, soft=2)
        dust = strew(pic.rng, glass.x + 10, level, 90, 70, 0, 0.2)
        pic.flecks(dust, ("#7d8f3a", "#a9b45c", "#8a4a1a"), 4)
        with pic.inside(glass.wall(level + 30, 13, 26)):
            for x, y in ((470, 420), (650, 560), (560, 690)):
                streak = Spot(x, y).place([(-60, -70), (0, 0), (40, 80)])
                pic.stroke(streak, "#ffdf9a", 32, 0.5, soft=14)
    straw(pic, (620, 245), (690, 30), "#f2e7d0")
    mint(pic, Spot(510, 225, -10), 84)
    beads(pic, glass, 60)
    mango = [
        (-190, 20),
        (-150, -70),
        (-20, -110),
        (120, -80),
        (185, 10),
        (120, 82),
        (-40, 96),
        (-150, 76),
    ]
    spot = Spot(985, 735, -10)
    pic.haze(ellipse(1010, 815, 185, 34), SHADE, 14, 0.6)
    skin = Finish(edge=26, tall=36, gloss=0.45, shine=16, drop=0)
    pic.fill(smooth(spot.place(mango)), pic.glow("#fbc93a", "#f08a25", "#b8371f", "#7d8a2a"), skin)
    for x, y in ((190, 770), (270, 800), (240, 730), (330, 770)):
        cube = Spot(x, y, pic.rng.uniform(-20, 20))
        path = cornered(cube.place(box_points(pic.rng, 82, 68, 6)), 14)
        pic.fill(
            path, pic.ramp("#ffcf55", "#f6a722", "#dc8412"), Finish(edge=9, tall=14, gloss=0.5)
        )
