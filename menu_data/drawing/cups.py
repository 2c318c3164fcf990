"""Hot drinks in cups."""

from __future__ import annotations

from drawing.card import dish
from drawing.kit import SHADE, Finish, Picture
from drawing.shapes import (
    Spot,
    arc_points,
    blob,
    box_points,
    cornered,
    ellipse,
    smooth,
    strew,
)
from drawing.table import lay_table, plate


@dish("espresso")
def espresso(pic: Picture) -> None:
    """Draw a small white cup of coffee with thick crema on its saucer."""
    lay_table(pic, "oak")
    saucer = Spot(580, 560, squash=0.62)
    plate(pic, saucer, 410)
    pic.haze(ellipse(620, 600, 235, 110), SHADE, 22, 0.55)
    body = smooth(
        [
            (340, 350),
            (356, 480),
            (420, 590),
            (520, 628),
            (640, 628),
            (740, 590),
            (804, 480),
            (820, 350),
            (580, 250),
        ],
        tension=7,
    )
    porcelain = Finish(edge=22, tall=18, gloss=0.35, shine=18, drop=0)
    handle = [(806, 400), (900, 390), (925, 460), (870, 520), (775, 520)]
    with pic.group(Finish(edge=9, tall=14, gloss=0.6, drop=10)):
        pic.stroke(handle, "#f3ebdc", 36)
    pic.fill(
        body, pic.ramp("#fffdf8", "#f6efe2", "#b9ab95", start=(0, 0.3), to=(1, 0.7)), porcelain
    )
    pic.fill(ellipse(580, 350, 241, 140), pic.ramp("#fffefb", "#efe6d6", "#d9ccb6"))
    pic.fill(ellipse(580, 354, 222, 126), pic.ramp("#a89a84", "#efe6d8"))
    inside = ellipse(580, 372, 205, 108)
    with pic.inside(ellipse(580, 354, 222, 126)):
        pic.fill(inside, pic.glow("#c98a45", "#a3622a", "#5a2a0d", r=0.6))
        crema = Finish(edge=5, tall=8, grain=0.05, rough=0.5, gloss=0.3, drop=0)
        pic.fill(ellipse(580, 372, 192, 98), pic.glow("#e0ad6c", "#c48442", "#8a4c1c"), crema)
        for i in range(4):
            arc = Spot(580, 372, 30 * i, squash=0.5).place(
                arc_points(50 + i * 34, i * 40, i * 40 + 200)
            )
            pic.stroke(arc, "#7a3f14", 13, 0.5, soft=5)
            pic.stroke(arc, "#f0cb90", 5, 0.4, soft=3)
        for x, y in strew(pic.rng, 580, 372, 170, 70, 0, 0.5):
            pic.fill(ellipse(x, y, 3.5, 2.4), "#f3d6a3", veil=0.7)
    twist = Spot(400, 690).place([(-60, 20), (-20, -20), (20, 16), (60, -14)])
    pic.stroke(twist, "#f4c62a", 20, finish=Finish(edge=5, tall=8, gloss=0.4, drop=6))
    sugar = Finish(edge=6, tall=14, grain=0.16, rough=0.6, drop=8)
    for x, y, turn in ((735, 690, 12), (790, 660, -24)):
        pic.fill(
            cornered(Spot(x, y, turn).place(box_points(pic.rng, 64, 56, 3)), 8), "#c98f4c", sugar
        )
    for x, y in ((1060, 260), (1105, 320), (1020, 330), (140, 200), (190, 250)):
        _bean(pic, Spot(x, y, pic.rng.uniform(0, 180)))


def _bean(pic: Picture, spot: Spot) -> None:
    roast = Finish(edge=9, tall=14, gloss=0.6, shine=20, drop=7)
    pic.fill(blob(pic.rng, spot, 38, 27, 0.03), pic.glow("#7d4522", "#4a230d", "#2a1106"), roast)
    pic.stroke(spot.place([(-30, 3), (-8, -4), (10, 5), (31, -2)]), "#1d0a03", 5, 0.9)
