"""From the grill: fish, steak, ribs, corn, peppers."""

from __future__ import annotations

import math

from drawing.card import dish
from drawing.greens import (
    LIME,
    cherry_tomato,
    citrus_wedge,
    citrus_wheel,
    frond,
    herbs,
    leaf,
)
from drawing.kit import CRUST, SHADE, Finish, Picture, darker, lighter
from drawing.pantry import chips, chunk, crumble, cutlet_shadow, dough_scorch, grill_marks
from drawing.shapes import (
    Point,
    Spot,
    arc_points,
    blob,
    box_points,
    cornered,
    ellipse,
    smooth,
    strew,
)
from drawing.table import (
    CHARCOAL,
    CHINA,
    STONE,
    board,
    cast,
    fork,
    lay_table,
    napkin,
    plate,
    small_bowl,
)


@dish("pimientos-de-padron")
def padron(pic: Picture) -> None:
    """Draw blistered small green peppers with sea salt."""
    lay_table(pic, "terracotta")
    plate(pic, Spot(580, 450), 410, STONE, 0.84)
    cutlet_shadow(pic, 580, 450, 270, 250)
    for radius, count, gap in ((270, 16, 110), (190, 12, 90), (90, 5, 70)):
        for x, y in strew(pic.rng, 580, 450, radius, count, gap):
            _padron(pic, Spot(x, y, pic.rng.uniform(0, 360)))
    salt = strew(pic.rng, 580, 450, 300, 110)
    pic.flecks(salt, ("#fffefa", "#f4f1ea"), 4.6, 1.2)
    citrus_wedge(pic, Spot(1090, 720, -20), 150)


def _padron(pic: Picture, spot: Spot) -> None:
    bend = pic.rng.uniform(-26, 26)
    body = [
        (-88, 0),
        (-78, -34),
        (-20, -46),
        (50, -30),
        (112, bend - 6),
        (118, bend + 6),
        (50, 34),
        (-20, 46),
        (-78, 34),
    ]
    tone = pic.vary(pic.rng.choice(["#6fa83c", "#55902f", "#82b548"]), 0.04)
    path = smooth(spot.place([(x * 1.1, y) for x, y in body]))
    skin = Finish(edge=13, tall=24, grain=0.028, rough=0.35, gloss=0.5, shine=30, drop=10)
    with pic.group(skin):
        pic.fill(path, pic.ramp(lighter(tone, 0.25), tone, darker(tone, 0.35)))
        with pic.inside(path):
            for x, y in strew(pic.rng, spot.x, spot.y, 80, 6):
                scorch = blob(pic.rng, Spot(x, y, pic.rng.uniform(0, 180)), 26, 15, 0.3)
                pic.haze(scorch, pic.rng.choice(["#e9dca0", "#22180a", "#2c1c0a"]), 5, 0.6)
    stalk = spot.place([(-92, 0), (-112, -4), (-134, 8)])
    pic.stroke(stalk, "#7c8f3c", 13, finish=Finish(edge=4, tall=7, drop=5))


@dish("lubina-a-la-plancha")
def sea_bass(pic: Picture) -> None:
    """Draw a whole grilled fish with lemon, tomatoes and potatoes."""
    lay_table(pic, "linen")
    napkin(pic, Spot(180, 780, 20), "#8fa6a8", 380)
    outline = ellipse(600, 450, 545, 350)
    cast(pic, outline, 18, 26, 22)
    pic.fill(outline, pic.ramp("#fffdf8", CHINA.body, "#d3c7b1"))
    well = ellipse(600, 450, 470, 282)
    pic.fill(well, pic.ramp("#d9cfbd", "#f6f0e4", "#fffdf8"))
    for x, y in ((300, 610), (400, 660), (500, 680), (600, 690), (250, 540), (700, 680)):
        chunk(pic, Spot(x, y, pic.rng.uniform(0, 90)), 108, 84, "#f0cc6a", CRUST, 0.35)
    fish = Spot(620, 430, -8)
    back = [(-470, 0), (-400, -66), (-270, -122), (-80, -140), (120, -104), (270, -44), (330, -30)]
    tail = [(430, -118), (400, 0), (436, 118)]
    belly = [(330, 30), (270, 48), (120, 112), (-80, 140), (-270, 120), (-400, 62)]
    path = smooth(fish.place(back + tail + belly), tension=7)
    for x, y, turn in ((-60, -128, -28), (-100, 126, 30)):
        fin = fish.on(x, y, turn)
        shape = smooth(fin.place([(-70, 10), (20, -46), (110, -26), (70, 14)]))
        pic.fill(shape, pic.ramp("#a59a82", "#5d5345"), Finish(edge=4, tall=7, drop=8))
    scales = Finish(edge=22, tall=34, grain=0.05, rough=0.2, gloss=0.35, shine=20, drop=15)
    with pic.group(scales):
        pic.fill(
            path,
            pic.ramp("#55524a", "#9c9482", "#d9cdb2", "#a8793f", start=(0.45, 0), to=(0.55, 1)),
        )
        with pic.inside(path):
            for i in range(9):
                for j in range(18):
                    arc = fish.on(-250 + j * 34 + (i % 2) * 17, -120 + i * 30)
                    pic.stroke(arc.place(arc_points(16, -80, 80, 5)), "#4d4435", 2.4, 0.35)
            dough_scorch(pic, strew(pic.rng, 620, 430, 330, 60, 0, 0.35), 30, 0.28)
            for i in range(5):
                slash = fish.on(-190 + i * 105, 0, 68)
                pic.stroke(slash.place([(-92, 0), (0, -12), (92, 0)]), "#2d1406", 24, 0.75, soft=5)
                pic.stroke(slash.place([(-76, 3), (0, -6), (76, 3)]), "#f7ead0", 10, 0.9, soft=2)
            for i in range(9):
                ray = fish.place([(335, -24 + i * 6), (430, -104 + i * 26)])
                pic.stroke(ray, "#4a3a28", 4, 0.5, soft=1)
            head = fish.on(-330, 0).place(arc_points(96, -62, 62, 9))
            pic.stroke(head, "#4f412d", 9, 0.7, soft=3)
    eye = fish.on(-400, -22)
    pic.fill(blob(pic.rng, eye, 17, 16, 0.02), "#c9b48c")
    pic.fill(blob(pic.rng, eye, 9, 9, 0.02), pic.glow("#e9e2cf", "#6b5c48"))
    pic.stroke(fish.place([(-468, 6), (-440, 12), (-412, 24)]), "#3a2c1c", 4, 0.6)
    for x, y in ((-110, -6), (10, 6), (130, 8)):
        citrus_wheel(pic, fish.on(x, y, pic.rng.uniform(0, 40)), 66)
    for x, y in ((830, 620), (905, 570), (780, 660), (330, 250), (870, 650)):
        cherry_tomato(pic, Spot(x, y, pic.rng.uniform(0, 180)), 44, pic.rng.random() < 0.6)
    herbs(pic, strew(pic.rng, 600, 450, 400, 90, 0, 0.55), 8)
    for x, y, turn in ((420, 270, -40), (480, 260, 30), (960, 520, 60)):
        frond(pic, Spot(x, y, turn), 72)


@dish("steak-frites")
def steak(pic: Picture) -> None:
    """Draw a sliced grilled steak with herb butter and fries."""
    lay_table(pic, "oak")
    plate(pic, Spot(590, 450), 425, CHINA, 0.84)
    fork(pic, Spot(1110, 380, 4))
    cutlet_shadow(pic, 470, 500, 260, 210)
    for i in range(64):
        x, y = strew(pic.rng, 740, 330 + i * 0.6, 165, 1)[0]
        chips(pic, Spot(x, y, pic.rng.gauss(35, 42)), 230)
    seared = Finish(edge=15, tall=26, grain=0.05, rough=0.7, gloss=0.55, shine=20, drop=13)
    whole = [
        (-165, -20),
        (-120, -120),
        (10, -150),
        (130, -110),
        (165, 0),
        (120, 110),
        (-20, 140),
        (-140, 90),
    ]
    spot = Spot(400, 400, -16)
    path = smooth(spot.place(whole))
    with pic.group(seared):
        pic.fill(path, pic.glow("#8d4c2a", "#673016", "#351306"))
        grill_marks(pic, path, spot.on(0, 0, 38), 230, 50)
    for i in range(4):
        _steak_slice(pic, Spot(470 + i * 78, 590 - i * 8, 68 + i * 4), 300 - abs(i - 1.5) * 24)
    pat = Spot(385, 380, 20)
    butter = cornered(pat.place(box_points(pic.rng, 116, 88, 4)), 14)
    melt = blob(pic.rng, Spot(395, 405), 112, 78, 0.16, 14)
    pic.fill(melt, "#f7cf5e", Finish(edge=7, tall=8, gloss=1.0, shine=36, drop=0), 0.65)
    pic.fill(butter, pic.ramp("#fff3b8", "#fbe07c", "#e9bd4b"), Finish(edge=9, tall=14, gloss=0.6))
    herbs(pic, strew(pic.rng, 385, 380, 48, 26), 5)
    pic.flecks(strew(pic.rng, 450, 480, 220, 120), ("#fffdf4", "#1d120a"), 3)
    herbs(pic, strew(pic.rng, 560, 450, 310, 50), 6)
    for turn in (-20, 12, 40):
        leaf(pic, Spot(270, 600, turn - 90), 62, 18, "#54763a", 0)


def _steak_slice(pic: Picture, spot: Spot, long: float) -> None:
    crust = cornered(spot.place(box_points(pic.rng, long, 88, 7)), 34)
    juicy = Finish(edge=8, tall=13, grain=0.045, rough=0.35, gloss=0.3, shine=26, drop=11)
    with pic.group(juicy):
        pic.fill(crust, "#52230f")
        for share, tone in ((0.93, "#7d4025"), (0.8, "#955036"), (0.66, "#aa4a3c")):
            inner = spot.on(0, 0)
            box = box_points(pic.rng, long * (share + 0.03), 88 * (share - 0.1), 4)
            pic.fill(cornered(inner.place(box), 26), tone)
        core = cornered(spot.place(box_points(pic.rng, long * 0.66, 36, 4)), 16)
        pic.haze(core, "#c9504a", 10, 0.9)
        for _ in range(5):
            x, y = pic.rng.uniform(-long * 0.36, long * 0.36), pic.rng.uniform(-18, 18)
            vein = spot.place([(x - 22, y), (x, y + 5), (x + 24, y - 3)])
            pic.stroke(vein, "#f3c9b6", 3, 0.6, soft=1)


@dish("barbecue-pork-ribs")
def ribs(pic: Picture) -> None:
    """Draw a lacquered rack of ribs on a board."""
    lay_table(pic, "slate")
    board(pic, Spot(580, 460, -5), 1020, 720, "#9c683a")
    rack = Spot(560, 430, -9)
    glaze = Finish(edge=18, tall=30, grain=0.03, rough=0.5, gloss=0.5, shine=26, drop=15)
    for i in range(8):
        bone = rack.on(-350 + i * 98, 0, pic.rng.uniform(-3, 3))
        for end in (-1, 1):
            tip = bone.place([(-6, end * 130), (4, end * (206 + pic.rng.uniform(-10, 12)))])
            ivory = Finish(edge=8, tall=13, grain=0.05, rough=0.2, gloss=0.3, drop=9)
            pic.stroke(tip, "#ecd9b4", 34, finish=ivory)
    edge: list[Point] = [(-420 + i * 49, -170 + (20 if i % 2 else -6)) for i in range(18)]
    edge += [(450, 0)] + [(413 - i * 49, 170 - (20 if i % 2 else -6)) for i in range(18)]
    path = smooth(rack.place([*edge, (-455, 0)]))
    with pic.group(glaze):
        pic.fill(path, pic.ramp("#a8421a", "#832a0e", "#561605", start=(0.3, 0), to=(0.6, 1)))
        with pic.inside(path):
            for i in range(9):
                x = -400 + i * 98
                gap = rack.place([(x, -190), (x + 7, 0), (x, 190)])
                pic.stroke(gap, "#260802", 30, 0.75, soft=10)
                ridge = rack.place([(x + 48, -150), (x + 52, 0), (x + 46, 150)])
                pic.stroke(ridge, "#d8702a", 34, 0.6, soft=13)
            for px, py in strew(pic.rng, 560, 430, 430, 56, 0, 0.42):
                scorch = blob(pic.rng, Spot(px, py, pic.rng.uniform(0, 180)), 34, 18, 0.3)
                pic.haze(scorch, pic.rng.choice(["#1d0602", "#c95a1c", "#2b0a03"]), 8, 0.5)
    for i in range(8):
        shine = rack.on(-350 + i * 98 + pic.rng.uniform(-6, 6), pic.rng.uniform(-90, -10), 88)
        streak = blob(pic.rng, shine, pic.rng.uniform(36, 70), 8, 0.3)
        pic.haze(streak, "#ffe2b0", 5, 0.55)
    pic.flecks(strew(pic.rng, 560, 430, 400, 90, 0, 0.45), ("#f3d9a0", "#3d7a2a", "#2a1008"), 4)
    small_bowl(pic, Spot(960, 730), 125, "#7d2109", CHARCOAL)
    for i in range(5):
        pickle = Spot(250 + i * 62, 735 + (i % 2) * 26)
        pic.fill(blob(pic.rng, pickle, 42, 40, 0.04), "#54761f", Finish(edge=3, tall=5))
        pic.fill(blob(pic.rng, pickle, 36, 34, 0.04), pic.glow("#cfd77c", "#9aae45"))
    frond(pic, Spot(620, 730, 60), 80)


@dish("elote-asado")
def elote(pic: Picture) -> None:
    """Draw charred corn cobs with cheese, chilli and lime."""
    lay_table(pic, "terracotta")
    board(pic, Spot(580, 450, 2), 1000, 720, "#3d4144")
    for y, turn in ((265, -7), (455, -4), (645, -8)):
        _cob(pic, Spot(560, y, turn))
    for x, y, turn in ((990, 250, 20), (1010, 640, -25)):
        citrus_wedge(pic, Spot(x, y, turn), 150, LIME)
    herbs(pic, strew(pic.rng, 560, 450, 430, 60, 0, 0.7), 8)
    frond(pic, Spot(960, 440, 60), 70)


def _cob(pic: Picture, spot: Spot) -> None:
    pic.stroke(
        spot.place([(300, 0), (440, 4)]), "#d9b56c", 20, finish=Finish(edge=5, tall=8, drop=9)
    )
    shadow = spot.on(10, 22)
    pic.haze(blob(pic.rng, shadow, 350, 84, 0.02), SHADE, 15, 0.7)
    pic.fill(blob(pic.rng, spot, 345, 82, 0.02), "#b57a14")
    kernel = Finish(edge=6, tall=10, gloss=0.7, shine=24, drop=2)
    for row in range(-3, 4):
        for col in range(-12, 13):
            taper = math.sqrt(max(0.0, 1 - (col / 13.2) ** 2)) ** 0.6
            tall = math.sin(row / 3.6 * math.pi / 2) * 80 * taper
            x = col * 27 + (row % 2) * 8
            lit = 0.35 - row * 0.085
            tone = pic.vary(
                lighter("#f5b524", lit) if lit > 0.2 else darker("#f5b524", 0.3 - lit), 0.03
            )
            if pic.rng.random() < 0.13:
                tone = pic.rng.choice(["#7a3a0d", "#512509", "#b0661a"])
            wide = 14.5
            high = 14.5 * math.cos(row / 3.9 * math.pi / 2) * taper + 2
            path = cornered(
                spot.on(x, tall).place(box_points(pic.rng, wide * 1.9, high * 1.9, 2)), 9
            )
            pic.fill(path, tone, kernel)
    mayo = [(-250 + i * 58, pic.rng.uniform(-44, 40)) for i in range(10)]
    sauce = Finish(edge=5, tall=8, gloss=0.6, drop=4)
    pic.stroke(spot.place(mayo), "#fff3d4", 13, 0.95, finish=sauce)
    crumble(
        pic,
        [spot.at(pic.rng.uniform(-260, 260), pic.rng.gauss(-8, 30)) for _ in range(60)],
        "#fff8e6",
        10,
    )
    dust = [spot.at(pic.rng.uniform(-290, 290), pic.rng.gauss(-5, 34)) for _ in range(170)]
    pic.flecks(dust, ("#b8250f", "#d8481c", "#8f1a08"), 3.4)
