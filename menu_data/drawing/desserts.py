"""Desserts: custard, tiramisu, fondant, sorbet and ice cream."""

from __future__ import annotations

from drawing.card import dish
from drawing.greens import LEMON, berry, citrus_wheel, leaf, mint
from drawing.kit import SHADE, Finish, Picture, darker, lighter
from drawing.pantry import scoop
from drawing.shapes import Point, Spot, blob, cornered, ellipse, smooth, strew
from drawing.table import (
    CHARCOAL,
    CHINA,
    CLAY,
    SEA,
    bowl,
    fork,
    lay_table,
    napkin,
    plate,
    pour,
    rim_shadow,
    spoon,
)


def cylinder(
    pic: Picture, spot: Spot, radius: float, high: float, side: str, finish: Finish
) -> str:
    """Stand a round cake (side view from above) and return the outline of its top."""
    x, y, flat = spot.x, spot.y, spot.squash
    wall = (
        f"M{x - radius} {y - high}A{radius} {radius * flat} 0 0 1 {x + radius} {y - high}"
        f"L{x + radius * 0.98} {y}A{radius * 0.98} {radius * flat} 0 0 1 {x - radius * 0.98} {y}Z"
    )
    pic.haze(ellipse(x + 34, y + 22, radius * 1.08, radius * flat), SHADE, 18, 0.6)
    tones = (lighter(side, 0.25), side, darker(side, 0.6))
    pic.fill(wall, pic.ramp(*tones, start=(0, 0.4), to=(1, 0.6)), finish)
    return ellipse(x, y - high, radius, radius * flat)


@dish("crema-catalana")
def crema_catalana(pic: Picture) -> None:
    """Draw custard under burnt sugar in a clay dish, cracked by a spoon."""
    lay_table(pic, "linen")
    napkin(pic, Spot(1010, 230, 16), "#c98f5a", 400)
    held = bowl(pic, Spot(540, 450), 385, CLAY, 0.14)
    pour(pic, held, "#fbe29a", "#e9bb58", Finish(edge=10, tall=10, gloss=0.4, drop=0), 26)
    caramel = Finish(edge=9, tall=12, grain=0.012, rough=0.36, gloss=0.9, shine=40, drop=0)
    with pic.inside(held):
        with pic.group(caramel):
            pic.fill(held, pic.glow("#e8a03a", "#c66f1c", "#8a3d0c", r=0.66))
            for x, y in strew(pic.rng, 540, 450, 310, 44, 30):
                patch = blob(pic.rng, Spot(x, y, pic.rng.uniform(0, 180)), 54, 36, 0.3)
                pic.haze(
                    patch, pic.rng.choice(["#5a1f06", "#f6bf55", "#7a2f08", "#ffd476"]), 13, 0.5
                )
        for x, y in strew(pic.rng, 540, 450, 310, 46):
            pic.fill(blob(pic.rng, Spot(x, y), 6, 5, 0.2, 6), "#ffdf9a", veil=0.5)
    hole = smooth(
        [(560, 470), (640, 410), (760, 440), (810, 560), (730, 670), (600, 640), (520, 570)],
        tension=22,
    )
    pic.fill(hole, "#7a3208", Finish(edge=3, tall=5, drop=0))
    inner = smooth(
        [(574, 484), (644, 432), (744, 456), (788, 558), (722, 648), (610, 620), (540, 566)],
        tension=18,
    )
    creamy = Finish(edge=14, tall=22, grain=0.02, rough=0.4, gloss=0.45, drop=0)
    pic.fill(inner, pic.glow("#fdecb0", "#f6d27a", "#dda643"), creamy)
    shard = Finish(edge=3, tall=6, gloss=1.0, shine=26, drop=7)
    for x, y, turn in ((570, 650, 20), (800, 470, -40)):
        outline = cornered(Spot(x, y, turn).place([(-60, -26), (30, -40), (62, 20), (-30, 36)]), 4)
        pic.fill(outline, pic.ramp("#f0ab42", "#b8601a"), shard, 0.92)
    for start in ((562, 475), (530, 590), (790, 500)):
        crack: list[Point] = [start]
        for _ in range(4):
            x, y = crack[-1]
            crack.append((x - pic.rng.uniform(10, 40), y + pic.rng.uniform(-36, 30)))
        pic.stroke(crack, "#4f1a05", 4, 0.6)
    spoon(pic, Spot(710, 570, -38))
    cinnamon = Finish(edge=6, tall=10, grain=0.06, rough=0.4, drop=8)
    for shift in (0, 34):
        stick = Spot(1040, 690 + shift, 24)
        pic.stroke(stick.place([(-110, 0), (110, 0)]), "#8a4a22", 26, finish=cinnamon)
    rim_shadow(pic, held, 24, 0.4)
    citrus_wheel(pic, Spot(110, 790, 10), 84, LEMON)


@dish("tiramisu")
def tiramisu(pic: Picture) -> None:
    """Draw a square of tiramisu in layers under cocoa."""
    lay_table(pic, "slate")
    plate(pic, Spot(590, 530, squash=0.66), 470, CHINA, 0.8)
    pic.haze("M260 600L620 740L960 560L900 640L640 790L300 690Z", SHADE, 20, 0.65)
    left, near, right, far = (290, 400), (600, 505), (900, 365), (600, 280)
    layers = (
        (0, 34, "#fdf0d3"),
        (34, 62, "#a8713c"),
        (96, 52, "#fdf0d3"),
        (148, 66, "#96602f"),
        (214, 22, "#f8e6c2"),
    )
    for start, thick, tone in layers:
        sponge = tone.startswith(("#a", "#9"))
        grain = (
            Finish(edge=6, tall=14, grain=0.06, rough=0.7, drop=0)
            if sponge
            else Finish(edge=8, tall=12, grain=0.02, rough=0.4, gloss=0.2, drop=0)
        )
        for a, b, shade in ((left, near, 0.0), (near, right, 0.3)):
            wave = [pic.rng.uniform(-5, 5) for _ in range(4)]
            steps = [(a[0] + (b[0] - a[0]) * i / 3, a[1] + (b[1] - a[1]) * i / 3) for i in range(4)]
            brow = [(x, y + start + w) for (x, y), w in zip(steps, wave, strict=True)]
            base = [(x, y + start + thick + 9) for x, y in reversed(steps)]
            face = "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in brow + base) + "Z"
            pic.fill(face, darker(tone, shade), grain)
            if sponge:
                with pic.inside(face):
                    soaked = ellipse((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + start + thick, 180, 40)
                    pic.haze(soaked, "#3a1a08", 14, 0.5)
    pic.stroke([(600, 510), (600, 738)], "#fff3da", 5, 0.5, soft=3)
    cocoa = Finish(edge=8, tall=12, grain=0.16, rough=0.75, drop=4)
    top = cornered([left, near, right, far], 16)
    pic.fill(top, pic.ramp("#7a4524", "#5a2d14", "#3f1c0b"), cocoa)
    edge = []
    for _ in range(70):
        share = pic.rng.random()
        a, b = pic.rng.choice([(left, near), (near, right)])
        x, y = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
        edge.append((x, y + pic.rng.uniform(0, 14)))
    pic.flecks(edge, ("#5a2d14", "#7a4524"), 5)
    dust = strew(pic.rng, 590, 560, 400, 130, 0, 0.6)
    with pic.inside(ellipse(590, 530, 370, 240)):
        pic.flecks([p for p in dust if p[1] > 600], ("#6a3a1c", "#4a2410"), 3.6)
    mint(pic, Spot(590, 375), 76)
    fork(pic, Spot(1090, 420, 8))
    for x, y in ((250, 690), (310, 735), (880, 700)):
        pic.fill(
            blob(pic.rng, Spot(x, y, x), 34, 24, 0.03),
            pic.glow("#6d3a1b", "#2a1106"),
            Finish(gloss=0.6),
        )


@dish("chocolate-fondant")
def fondant(pic: Picture) -> None:
    """Draw a small chocolate cake with its centre running out."""
    lay_table(pic, "terracotta")
    plate(pic, Spot(590, 520, squash=0.68), 470, CHINA, 0.82)
    molten = Finish(edge=12, tall=18, gloss=0.8, shine=30, drop=4)
    pool = [
        (500, 600),
        (620, 570),
        (760, 590),
        (860, 650),
        (840, 720),
        (700, 740),
        (560, 720),
        (470, 670),
    ]
    pic.fill(smooth(pool), pic.glow("#6d3214", "#46190a", "#2a0c04"), molten)
    crumb = Finish(edge=14, tall=22, grain=0.06, rough=0.75, gloss=0.15, shine=12, drop=10)
    top = cylinder(pic, Spot(560, 590, squash=0.5), 222, 190, "#5a2b14", crumb)
    pic.fill(top, pic.glow("#7d4423", "#56290f", "#3a1808"), crumb)
    cut = [(600, 420), (690, 440), (770, 420), (772, 560), (720, 660), (640, 690), (600, 640)]
    pic.fill(
        smooth(cut, tension=12),
        pic.ramp("#4a200c", "#2b0e04"),
        Finish(edge=6, tall=10, grain=0.07, rough=0.6, drop=0),
    )
    flow = [
        (632, 452),
        (690, 466),
        (742, 452),
        (748, 560),
        (770, 640),
        (830, 690),
        (700, 724),
        (610, 690),
        (640, 610),
    ]
    pic.fill(smooth(flow, tension=8), pic.ramp("#7a3a18", "#54210c", "#3a1206"), molten)
    for shine in ([(668, 480), (676, 560), (690, 640)], [(720, 690), (760, 700), (800, 690)]):
        pic.stroke(shine, "#d99a6a", 9, 0.6, soft=4)
    with pic.inside(top):
        pic.flecks(strew(pic.rng, 530, 400, 190, 420, 0, 0.46), ("#fffdf8", "#f7efe4"), 3.2, 1.1)
        pic.haze(ellipse(500, 390, 120, 50), "#ffffff", 22, 0.35)
    for x, y in ((500, 366), (560, 350), (535, 400)):
        berry(pic, Spot(x, y, 20), 38)
    mint(pic, Spot(590, 385, 20), 66)
    for x, y in ((300, 640), (360, 690), (900, 520)):
        berry(pic, Spot(x, y, pic.rng.uniform(0, 90)), 42)
    leaf(pic, Spot(330, 640, -30), 70, 36, "#4f9f45")
    spoon(pic, Spot(1100, 430, 10))
    pic.flecks(strew(pic.rng, 590, 560, 330, 60, 0, 0.6), ("#fffdf8",), 3)


@dish("lemon-sorbet")
def sorbet(pic: Picture) -> None:
    """Draw pale yellow scoops with grated peel, mint and lemon."""
    lay_table(pic, "slate")
    napkin(pic, Spot(1050, 690, -14), "#d9d2c0", 380)
    spoon(pic, Spot(1060, 440, -12))
    held = bowl(pic, Spot(540, 470), 370, SEA, 0.11)
    rim_shadow(pic, held, 40, 0.55)
    for x, y in ((430, 400), (650, 405), (545, 565)):
        scoop(pic, Spot(x, y), 158, "#f9e98a")
    pic.flecks(strew(pic.rng, 540, 450, 220, 110), ("#f2b90f", "#e8a40a", "#f7cf3a"), 6, 3.2)
    citrus_wheel(pic, Spot(735, 575, 20), 92)
    citrus_wheel(pic, Spot(330, 590, 50), 86)
    mint(pic, Spot(545, 430), 100)
    rim_shadow(pic, held, 22, 0.3)
    citrus_wheel(pic, Spot(1060, 160, 10), 100)
    pic.flecks(strew(pic.rng, 985, 290, 90, 16), ("#f2b90f",), 6, 3)


@dish("matcha-ice-cream")
def matcha(pic: Picture) -> None:
    """Draw deep green scoops in a dark bowl with matcha powder."""
    lay_table(pic, "oak")
    spoon(pic, Spot(1070, 400, 8), "#8a6a48")
    held = bowl(pic, Spot(550, 470), 375, CHARCOAL, 0.11)
    rim_shadow(pic, held, 40, 0.6)
    for x, y in ((430, 410), (660, 410), (548, 575)):
        scoop(pic, Spot(x, y), 160, "#9fb84e")
    pic.flecks(strew(pic.rng, 560, 440, 210, 420), ("#557a1f", "#6d9430", "#47691a"), 3)
    mint(pic, Spot(430, 420, -10), 78, "#5fa03c")
    rim_shadow(pic, held, 22, 0.3)
    powder = blob(pic.rng, Spot(150, 190), 92, 78, 0.14)
    pic.fill(
        powder,
        pic.glow("#a9c254", "#7a9a30"),
        Finish(edge=22, tall=30, grain=0.1, rough=0.4, drop=6),
    )
    pic.flecks(strew(pic.rng, 160, 200, 150, 90), ("#8aa83c", "#6d8f2c"), 3.4)
