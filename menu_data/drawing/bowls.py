"""Soups and curries in deep bowls."""

from __future__ import annotations

import math

from drawing.card import dish
from drawing.greens import (
    LIME,
    basil,
    bean_pod,
    cherry_tomato,
    chilli_ring,
    citrus_wedge,
    dice,
    droplets,
    frond,
    herbs,
    leaf,
    mushroom,
)
from drawing.kit import BREAD, CREAM, MEAT, SAUCE, SOFT, Finish, Picture
from drawing.pantry import bread_slice, chunk, cream_line, dough_scorch, grains, prawn
from drawing.shapes import (
    Spot,
    blob,
    box_points,
    cornered,
    ellipse,
    ring_points,
    smooth,
    strew,
)
from drawing.table import (
    CHARCOAL,
    CHINA,
    COPPER,
    INK,
    SEA,
    STONE,
    bowl,
    lay_table,
    napkin,
    pour,
    rim_shadow,
    spoon,
)

BROTH = Finish(edge=8, tall=10, grain=0.011, rough=0.4, gloss=0.75, shine=40, drop=0)


@dish("gazpacho-andaluz")
def gazpacho(pic: Picture) -> None:
    """Draw chilled red tomato soup with diced vegetables."""
    lay_table(pic, "terracotta")
    napkin(pic, Spot(1010, 720, -18), "#e9dfca")
    spoon(pic, Spot(1010, 470, -14))
    held = bowl(pic, Spot(540, 450), 385, CHINA)
    pour(pic, held, "#ee5a30", "#c8331a", BROTH)
    oil = Spot(540, 455)
    for turn in (20, 140, 255):
        points = [
            (
                190 * math.cos(math.radians(turn + i * 16)),
                190 * math.sin(math.radians(turn + i * 16)),
            )
            for i in range(5)
        ]
        pic.stroke(oil.place(points), "#e9b53a", 12, 0.75, finish=Finish(gloss=0.9, drop=0))
    droplets(pic, strew(pic.rng, 540, 450, 290, 44), "#f1c24c", 9)
    pic.haze(ellipse(550, 470, 180, 165), "#6e1408", 18, 0.5)
    colours = ("#5f9a35", "#dff0b6", "#e23a22", "#8fbf4d", "#f0d9e4", "#d8321f", "#a9cf6a")
    dice(pic, strew(pic.rng, 540, 450, 165, 150, 11), colours, 33, 0.6)
    dice(pic, strew(pic.rng, 540, 435, 100, 60, 11), colours, 33, 0.6)
    basil(pic, Spot(540, 425), 70)


@dish("tom-yum-soup")
def tom_yum(pic: Picture) -> None:
    """Draw hot and sour prawn soup."""
    lay_table(pic, "slate")
    citrus_wedge(pic, Spot(1075, 190, 20), 120, LIME)
    spoon(pic, Spot(1040, 430, -10), "#c6b08a")
    held = bowl(pic, Spot(540, 450), 395, STONE)
    pour(pic, held, "#f08a35", "#c2401a", BROTH)
    droplets(pic, strew(pic.rng, 540, 450, 320, 70), "#e2521c", 11)
    for x, y, turn in ((330, 330, -40), (360, 360, -48), (735, 620, 30)):
        stalk = Spot(x, y, turn)
        pic.stroke(stalk.place([(-95, 0), (95, 4)]), "#d5cf86", 24, finish=SOFT)
        pic.stroke(stalk.place([(-92, -3), (92, 0)]), "#8fa552", 6, 0.7)
    for x, y, turn in ((400, 570, 12), (690, 330, -30), (560, 640, 70), (760, 480, 10)):
        mushroom(pic, Spot(x, y, turn), 54)
    for x, y, turn in ((450, 420, 10), (600, 530, 150), (560, 310, -70)):
        prawn(pic, Spot(x, y, turn), 92, "#f08a5a")
    for x, y in ((345, 480), (690, 430), (480, 685)):
        cherry_tomato(pic, Spot(x, y, 30), 42)
    for px, py in strew(pic.rng, 540, 450, 270, 10, 70):
        chilli_ring(pic, Spot(px, py), 17)
    leaf(pic, Spot(600, 690, -20), 130, 62, "#2f6d2c")
    leaf(pic, Spot(300, 440, -75), 110, 55, "#2f6d2c")
    for x, y, turn in ((530, 440, 10), (480, 500, -60), (640, 420, 50)):
        frond(pic, Spot(x, y, turn), 62)


@dish("french-onion-soup")
def onion_soup(pic: Picture) -> None:
    """Draw onion soup under toast and browned cheese."""
    lay_table(pic, "oak")
    napkin(pic, Spot(1000, 690, -20), "#cfd6d8")
    spoon(pic, Spot(1000, 420, -12))
    held = bowl(pic, Spot(540, 450), 375, CHARCOAL, 0.11)
    pour(pic, held, "#9a5520", "#4a1f0a", BROTH)
    strip = Finish(edge=4, tall=7, gloss=0.6, drop=4)
    with pic.inside(held):
        for x, y in strew(pic.rng, 540, 450, 320, 90):
            onion = Spot(x, y, pic.rng.uniform(0, 360))
            curve = onion.place([(-46, 12), (-16, -12), (22, -12), (50, 12)])
            pic.stroke(curve, pic.vary("#e0a95c", 0.06), 19, 0.6, finish=strip)
    for x, y, turn in ((410, 400, 24), (665, 380, -32), (560, 600, 86), (500, 330, -8)):
        bread_slice(pic, Spot(x, y, turn), 250, 176)
    melted = Finish(edge=16, tall=24, grain=0.03, rough=0.35, gloss=0.55, shine=22, drop=8)
    lid = smooth(Spot(545, 455).place(ring_points(pic.rng, 205, 190, 0.2, 13)))
    with pic.group(melted):
        pic.fill(lid, pic.glow("#fbd67c", "#f0b345", "#d98a27"))
        with pic.inside(lid):
            for x, y in strew(pic.rng, 545, 455, 230, 26, 30):
                scorch = blob(pic.rng, Spot(x, y), 44, 32, 0.3)
                pic.haze(scorch, pic.rng.choice(["#a6551a", "#8a3d10", "#c97a26"]), 9, 0.6)
            dough_scorch(pic, strew(pic.rng, 545, 455, 220, 26, 20), 15, 0.55)
            for x, y in strew(pic.rng, 545, 455, 230, 26, 30):
                pic.haze(blob(pic.rng, Spot(x, y), 26, 20, 0.3), "#ffe9a6", 6, 0.75)
    for x, y, turn in ((500, 400, -30), (590, 480, 50)):
        sprig = Spot(x, y, turn)
        pic.stroke(sprig.place([(-70, 0), (0, 5), (70, -4)]), "#6b6a3a", 4)
        for i in range(6):
            for side in (-1, 1):
                leaf(pic, sprig.on(-56 + i * 23, 0, side * 58), 25, 13, "#5f8a3f", 0)


@dish("green-curry-with-tofu")
def green_curry(pic: Picture) -> None:
    """Draw green coconut curry with tofu, aubergine and beans."""
    lay_table(pic, "slate")
    spoon(pic, Spot(1045, 400, -10), "#c6b08a")
    basil(pic, Spot(110, 130, 40), 100)
    held = bowl(pic, Spot(530, 450), 395, INK)
    pour(pic, held, "#c9d68a", "#86a548", SAUCE)
    droplets(pic, strew(pic.rng, 530, 450, 320, 46), "#5d8a2a", 10)
    for x, y in strew(pic.rng, 530, 450, 300, 9, 90):
        milky = blob(pic.rng, Spot(x, y, pic.rng.uniform(0, 180)), 44, 9, 0.3)
        pic.haze(milky, "#fbf8e2", 4, 0.8)
    for _ in range(9):
        x, y = strew(pic.rng, 530, 450, 230, 1)[0]
        turn = Spot(x, y, pic.rng.uniform(0, 180))
        bean_pod(pic, turn.place([(-75, 8), (0, -9), (75, 6)]), "#4e8f34", 21)
    for x, y in strew(pic.rng, 530, 450, 280, 11, 105):
        slab = Spot(x, y, pic.rng.uniform(0, 90))
        pic.fill(blob(pic.rng, slab, 60, 52, 0.06), "#4b2a54", SOFT)
        pic.fill(blob(pic.rng, slab, 53, 45, 0.06), pic.glow("#efe6b9", "#c9c183"), MEAT)
    for x, y in strew(pic.rng, 530, 450, 240, 13, 100):
        _tofu(pic, Spot(x, y, pic.rng.uniform(-45, 45)))
    for x, y in strew(pic.rng, 530, 450, 260, 11, 70):
        chilli_ring(pic, Spot(x, y), 16)
    basil(pic, Spot(540, 430, 20), 100)
    leaf(pic, Spot(690, 300, -40), 110, 48, "#2c6a33")


def _tofu(pic: Picture, spot: Spot) -> None:
    fried = Finish(edge=9, tall=16, grain=0.05, rough=0.4, gloss=0.3, shine=16, drop=10)
    side = cornered(spot.on(5, 16).place(box_points(pic.rng, 108, 92, 5)), 14)
    pic.fill(side, "#b9772c", fried)
    top = cornered(spot.place(box_points(pic.rng, 108, 92, 5)), 14)
    with pic.group(fried):
        pic.fill(top, pic.ramp("#fbe0a0", "#f0c06a", "#d9983f"))
        with pic.inside(top):
            dough_scorch(pic, [spot.at(*p) for p in box_points(pic.rng, 104, 88, 8)], 34, 0.28)
            dough_scorch(pic, strew(pic.rng, spot.x, spot.y, 50, 6), 12, 0.25)


@dish("butter-chicken")
def butter_chicken(pic: Picture) -> None:
    """Draw chicken in a velvety orange sauce with cream."""
    lay_table(pic, "terracotta")
    napkin(pic, Spot(1050, 690, -16), "#e6d8bd")
    spoon(pic, Spot(1060, 420, -10))
    held = bowl(pic, Spot(520, 440), 390, COPPER, 0.09)
    pour(pic, held, "#f3933b", "#d8601a", SAUCE)
    saucy = Finish(edge=12, tall=22, grain=0.03, rough=0.35, gloss=0.8, shine=26, drop=7)
    for x, y in strew(pic.rng, 520, 440, 250, 15, 105):
        chunk(pic, Spot(x, y, pic.rng.uniform(0, 180)), 165, 125, "#e2742a", saucy, 0.5)
    for x, y in strew(pic.rng, 520, 440, 270, 12, 90):
        pool = blob(pic.rng, Spot(x, y, pic.rng.uniform(0, 180)), 76, 34, 0.3)
        pic.fill(pool, pic.glow("#ee8430", "#e06a1c"), Finish(edge=12, tall=7, gloss=0.4, drop=0))
    swirl = []
    for i in range(22):
        turn, reach = math.radians(i * 32), 30 + i * 9.5
        swirl.append((520 + reach * math.cos(turn), 440 + reach * math.sin(turn)))
    cream_line(pic, swirl, "#fff3dc", 13)
    droplets(pic, strew(pic.rng, 520, 440, 310, 30), "#f3a63a", 8)
    for x, y, turn in ((510, 420, -10), (555, 455, 70), (470, 460, -80)):
        frond(pic, Spot(x, y, turn), 66)
    rim_shadow(pic, held, 26, 0.4)


@dish("hummus-with-warm-pita")
def hummus(pic: Picture) -> None:
    """Draw swirled chickpea dip with oil, paprika and pita."""
    lay_table(pic, "linen")
    for x, y, turn in ((1010, 250, 12), (1050, 560, -25), (960, 790, 30)):
        bread = Spot(x, y, turn)
        wedge = [(-140, 110), (-150, 40), (0, -150), (150, 40), (140, 110), (0, 140)]
        path = smooth(bread.place(wedge), tension=9)
        with pic.group(BREAD):
            pic.fill(path, pic.glow("#fae6bf", "#e9c48a", "#c38d4e"))
            with pic.inside(path):
                dough_scorch(pic, strew(pic.rng, x, y, 110, 12, 20), 20, 0.5)
    held = bowl(pic, Spot(480, 450), 390, SEA, 0.07)
    whipped = Finish(edge=14, tall=14, grain=0.02, rough=0.25, gloss=0.2, drop=3)
    with pic.inside(held):
        pic.fill(held, pic.glow("#f5e0b4", "#e8cb95", "#cda66a"), whipped)
    spiral = []
    for i in range(52):
        angle, out = math.radians(i * 20), 310 - i * 4.2
        spiral.append((480 + out * math.cos(angle), 450 + out * math.sin(angle)))
    with pic.inside(held):
        pic.stroke([(x + 7, y + 9) for x, y in spiral], "#a87a3c", 30, 0.6, soft=9)
        pic.stroke([(x - 5, y - 7) for x, y in spiral], "#fff1d0", 26, 0.85, soft=9)
    oil = blob(pic.rng, Spot(485, 455), 118, 108, 0.12)
    golden = Finish(edge=8, tall=8, gloss=1.0, shine=44, drop=0)
    pic.fill(oil, pic.glow("#e3bb3c", "#b98d1c"), golden)
    groove = [(x + 4, y + 5) for x, y in spiral[12:38]]
    pic.stroke(groove, "#c08f1a", 20, 0.75, soft=2.5)
    pic.stroke([(x - 2, y - 3) for x, y in groove], "#f6d764", 6, 0.8, soft=1.5)
    pic.flecks(strew(pic.rng, 480, 450, 270, 420), ("#b5391a", "#d2571f"), 3.2)
    for px, py in strew(pic.rng, 485, 450, 88, 16, 38):
        pea = blob(pic.rng, Spot(px, py), 25, 23, 0.05)
        pic.fill(pea, pic.glow("#fbe3a6", "#e3b25c", "#b37c31"), Finish(edge=8, tall=13, gloss=0.5))
    herbs(pic, strew(pic.rng, 480, 450, 240, 60), 7)
    frond(pic, Spot(520, 430, 20), 56)
    rim_shadow(pic, held, 26, 0.4)


@dish("chicken-katsu-curry")
def katsu_curry(pic: Picture) -> None:
    """Draw a sliced crumbed cutlet between rice and brown curry."""
    lay_table(pic, "oak")
    held = bowl(pic, Spot(590, 450), 415, CHINA, 0.07)
    pour(pic, held, "#a8662a", "#6d3812", SAUCE, 26)
    with pic.inside(held):
        pic.haze(ellipse(380, 420, 250, 330), "#3a1a08", 14, 0.5)
        pic.fill(blob(pic.rng, Spot(335, 420), 262, 300, 0.05), "#d9c9a8")
        grains(pic, strew(pic.rng, 350, 420, 265, 900), "#f3ecdc", 24, 11)
        grains(pic, strew(pic.rng, 340, 410, 225, 600), "#fbf6ea", 24, 11)
    for x, y in ((800, 300), (860, 420), (760, 640), (640, 720), (880, 560), (690, 220)):
        disc = blob(pic.rng, Spot(x, y, 30), 46, 38, 0.1)
        pic.fill(disc, pic.glow("#f9a54a", "#e87a1e", "#b95510"), SOFT)
    for x, y in ((730, 740), (900, 480), (790, 210)):
        chunk(pic, Spot(x, y, 40), 84, 66, "#e0b458", SOFT, 0.3)
    fried = Finish(edge=14, tall=24, grain=0.11, rough=0.7, gloss=0.2, shine=14, drop=9)
    for i in range(6):
        piece = Spot(430 + i * 62, 640 - i * 74, 36 + pic.rng.uniform(-3, 3))
        long = 370 - abs(i - 2.5) * 30
        meat = [(-0.46, 30), (0, 40), (0.46, 28), (0.44, 52), (0, 64), (-0.44, 54)]
        path = smooth(piece.place([(x * long, y) for x, y in meat]))
        pic.fill(path, pic.ramp("#fdf0da", "#e8cba3"), CREAM)
        crust = [(-0.5, -34), (0, -44), (0.5, -32), (0.51, 34), (0, 46), (-0.51, 36)]
        path = smooth(piece.place([(x * long, y) for x, y in crust]), True, 8)
        with pic.group(fried):
            pic.fill(path, pic.ramp("#f2b455", "#d98a2d", "#a85c18"))
            with pic.inside(path):
                dough_scorch(pic, strew(pic.rng, piece.x, piece.y, 150, 10), 22, 0.3)
    herbs(pic, strew(pic.rng, 330, 380, 130, 40), 7)
    rim_shadow(pic, held, 24, 0.4)
    pic.flecks(strew(pic.rng, 340, 400, 150, 30), ("#33291f", "#f1e0b8"), 5)
