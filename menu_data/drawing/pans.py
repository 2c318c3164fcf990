"""Dishes that come to the table in the pan or clay dish they were cooked in."""

from __future__ import annotations

import math

from drawing.card import dish
from drawing.greens import (
    chilli_ring,
    citrus_wedge,
    droplets,
    frond,
    herbs,
    peas,
    sliced_pepper,
)
from drawing.kit import SAUCE, SHADE, Finish, Picture, lighter
from drawing.pantry import (
    chunk,
    dough_scorch,
    fried_egg,
    grains,
    mussel,
    prawn,
    whole_prawn,
)
from drawing.shapes import Spot, arc_points, blob, ellipse, smooth, strew
from drawing.table import (
    CLAY,
    IRONWARE,
    Ware,
    board,
    bowl,
    fork,
    lay_table,
    napkin,
    pan,
    plate,
    pour,
    rim_shadow,
)

STEEL_PAN = Ware("#8c8a84", "#5c5852")
SHINY = Finish(edge=14, tall=20, gloss=0.4, shine=18, drop=9)


@dish("paella-de-marisco")
def paella(pic: Picture) -> None:
    """Draw a wide pan of saffron rice with prawns, mussels, peas and lemon."""
    lay_table(pic, "terracotta")
    floor = pan(pic, Spot(600, 450, -24), 410, STEEL_PAN)
    with pic.inside(floor):
        pic.fill(floor, pic.glow("#f0a526", "#e08a1c", "#a8560f", r=0.6))
        grains(pic, strew(pic.rng, 600, 452, 358, 1900), "#f2a81f", 22, 10)
        dough_scorch(pic, strew(pic.rng, 600, 452, 350, 16), 24, 0.2)
        grains(pic, strew(pic.rng, 600, 452, 345, 900), "#fbc340", 22, 10)
    for _ in range(11):
        x, y = strew(pic.rng, 600, 450, 300, 1)[0]
        sliced_pepper(pic, Spot(x, y, pic.rng.uniform(0, 360)), 66)
    for x, y in strew(pic.rng, 600, 450, 310, 10, 110):
        ring = Spot(x, y).place(arc_points(24, 0, 340, 12))
        pic.stroke(ring, "#f6e9dc", 15, finish=Finish(edge=5, tall=9, gloss=0.5))
    peas(pic, strew(pic.rng, 600, 450, 335, 46, 34), 12)
    for i in range(8):
        turn = i * 45 + 10
        place = Spot(600, 450, turn).on(262, 0, 90 + pic.rng.uniform(-30, 30))
        mussel(pic, place, 72)
    for i in range(6):
        place = Spot(600, 450, i * 60 + 28).on(150, 0, pic.rng.uniform(60, 120))
        whole_prawn(pic, place, 78)
    for turn, reach in ((-60, 330), (60, 330), (180, 330)):
        citrus_wedge(pic, Spot(600, 450, turn - 90).on(0, reach, 180), 128)
    herbs(pic, strew(pic.rng, 600, 450, 330, 120), 7)
    rim_shadow(pic, floor, 26, 0.4)


@dish("gambas-al-ajillo")
def gambas(pic: Picture) -> None:
    """Draw prawns sizzling in garlic oil in a clay dish."""
    lay_table(pic, "oak")
    napkin(pic, Spot(1050, 180, 24), "#c7553b", 380)
    for x, y, turn in ((1010, 640, -20), (1060, 730, 15)):
        bulb = Spot(x, y, turn)
        clove = smooth(bulb.place([(-62, 0), (-20, -40), (40, -26), (72, 4), (36, 32), (-22, 36)]))
        pic.fill(clove, pic.ramp("#fffaf0", "#f0e2cc", "#c7a9a0"), SHINY)
    frond(pic, Spot(1030, 820, 60), 80)
    held = bowl(pic, Spot(510, 440), 385, CLAY, 0.13)
    oil = Finish(edge=9, tall=10, grain=0.014, rough=0.45, gloss=1.0, shine=36, drop=0)
    pour(pic, held, "#eda53a", "#b55a16", oil)
    for ring, count in ((225, 9), (95, 4)):
        for i in range(count):
            spin = pic.rng.uniform(-25, 25)
            place = Spot(510, 440, i * 360 / count + ring).on(ring, 0, 80 + spin)
            prawn(pic, place, 92, "#ef8350")
    garlic = Finish(edge=4, tall=7, gloss=0.4, drop=5)
    for px, py in strew(pic.rng, 510, 440, 280, 34, 40):
        slice_of = blob(pic.rng, Spot(px, py, pic.rng.uniform(0, 180)), 25, 16, 0.1, 8)
        pic.fill(slice_of, pic.glow("#fff0c8", "#f3d58c", "#c98a35"), garlic)
    for px, py in strew(pic.rng, 510, 440, 270, 14, 60):
        chilli_ring(pic, Spot(px, py), 18, "#c41f14")
    herbs(pic, strew(pic.rng, 510, 440, 290, 150), 8)
    droplets(pic, strew(pic.rng, 510, 440, 315, 90), "#f5c35a", 8)


@dish("shakshuka")
def shakshuka(pic: Picture) -> None:
    """Draw eggs baked in tomato and pepper in an iron pan."""
    lay_table(pic, "linen")
    board(pic, Spot(545, 480, 4), 900, 800, "#a8713f")
    floor = pan(pic, Spot(540, 450, 22), 372, IRONWARE, 1)
    stew = Finish(edge=10, tall=22, grain=0.035, rough=0.5, gloss=0.8, shine=26, drop=0)
    pour(pic, floor, "#dc4420", "#a3240e", stew)
    for _ in range(26):
        x, y = strew(pic.rng, 540, 450, 270, 1)[0]
        tone = pic.rng.choice(["#cf2c14", "#e2581f", "#b8200f", "#e88a2a"])
        sliced_pepper(pic, Spot(x, y, pic.rng.uniform(0, 360)), 80, tone)
    for x, y in strew(pic.rng, 540, 450, 285, 24, 40):
        chunk(pic, Spot(x, y, pic.rng.uniform(0, 180)), 66, 54, "#d23a1a", SAUCE, 0.2)
    for x, y in ((430, 345), (660, 370), (415, 560), (630, 590)):
        fried_egg(pic, Spot(x, y, pic.rng.uniform(0, 90)), 104)
    pic.flecks(strew(pic.rng, 540, 450, 300, 160), ("#2b160d", "#7c1d0c"), 2.6)
    herbs(pic, strew(pic.rng, 540, 450, 290, 110), 9)
    for x, y, turn in ((540, 455, 0), (530, 320, 60), (690, 480, 150), (350, 450, -40)):
        frond(pic, Spot(x, y, turn), 48)
    frond(pic, Spot(1100, 760, -35), 80)
    rim_shadow(pic, floor, 26, 0.45)


@dish("tortilla-espanola")
def tortilla(pic: Picture) -> None:
    """Draw a thick golden potato omelette with a wedge cut out."""
    lay_table(pic, "terracotta")
    plate(pic, Spot(590, 450), 415, Ware("#f3ead6", "#ece0c6"), 0.84)
    fork(pic, Spot(1105, 330, 8))
    cut_from, cut_to = 20, 62
    centre = Spot(580, 440)
    rim = centre.place([(0, 0), *arc_points(305, cut_to, 360 + cut_from, 40)])
    wall = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in rim) + "Z"
    pic.haze(ellipse(600, 470, 310, 310), SHADE, 16, 0.5)
    for lift, tone in ((34, "#b97a1f"), (24, "#e3b041"), (12, "#f0c65a")):
        pic.add(f'<path d="{wall}" transform="translate(0 {lift})" fill="{tone}"/>')
    _tortilla_top(pic, wall, 580, 440, 300)
    wedge = Spot(680, 520)
    tip = wedge.place([(0, 0), *arc_points(285, cut_from + 4, cut_to - 4, 14)])
    slice_of = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in tip) + "Z"
    low = Spot(wedge.x + 14, wedge.y + 52)
    shadow = low.place([(0, 0), *arc_points(285, cut_from + 4, cut_to - 4, 14)])
    pic.haze("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in shadow) + "Z", SHADE, 9, 0.4)
    for lift, tone in ((40, "#b97a1f"), (30, "#f3d477"), (14, "#f7dd8a")):
        pic.add(f'<path d="{slice_of}" transform="translate(0 {lift})" fill="{tone}"/>')
    _tortilla_top(pic, slice_of, 840, 620, 200)
    for turn in (cut_from, cut_to):
        for i in range(6):
            layer = centre.on(0, 0, turn).at(50 + i * 42, 0)
            potato = blob(pic.rng, Spot(layer[0], layer[1] + 18, turn), 24, 7, 0.1, 8)
            pic.fill(potato, "#fbeab4", veil=0.9)
    for x, y, turn in ((420, 330, -20), (450, 350, 50)):
        frond(pic, Spot(x, y, turn), 56)
    herbs(pic, strew(pic.rng, 560, 440, 380, 26), 6)


def _tortilla_top(pic: Picture, outline: str, x: float, y: float, radius: float) -> None:
    eggy = Finish(edge=16, tall=24, grain=0.02, rough=0.3, gloss=0.35, shine=16, drop=0)
    with pic.group(eggy):
        pic.fill(outline, pic.glow("#fbdb72", "#efb83a", "#cf8a1d"))
        with pic.inside(outline):
            for px, py in strew(pic.rng, x, y, radius, 30, 44):
                patch = blob(pic.rng, Spot(px, py, pic.rng.uniform(0, 180)), 48, 32, 0.2)
                tone = pic.rng.choice(["#b56a15", "#ffe9a0", "#a85c12", "#f6cf62", "#8f4a0e"])
                pic.haze(patch, tone, 9, 0.5)
            for px, py in strew(pic.rng, x, y, radius, 22, 56):
                disc = blob(pic.rng, Spot(px, py, pic.rng.uniform(0, 180)), 38, 30, 0.08)
                pic.fill(disc, pic.glow("#fbe9a9", "#eec867"), veil=0.42)
    turn = math.radians(225)
    shine = (x + radius * 0.5 * math.cos(turn), y + radius * 0.5 * math.sin(turn))
    pic.haze(ellipse(*shine, radius * 0.3, radius * 0.2), lighter("#fbe9a9", 0.8), 26, 0.28)
