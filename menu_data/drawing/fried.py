"""Fried and crisp things: potatoes, croquettes, samosas, falafel, dumplings, churros."""

from __future__ import annotations

from drawing.card import dish
from drawing.greens import (
    LIME,
    citrus_wedge,
    cucumber_slice,
    dice,
    frond,
    herbs,
    lettuce,
    onion_ring,
    red_onion,
    tomato_slice,
)
from drawing.kit import CRUMB, SAUCE, SHADE, Finish, Picture, darker, lighter
from drawing.pantry import chunk, cream_line, cutlet_shadow, dough_scorch, seeds
from drawing.shapes import Spot, arc_points, blob, box_points, cornered, smooth, strew
from drawing.table import (
    CHARCOAL,
    CHINA,
    CLAY,
    INK,
    OCHRE,
    SAGE,
    SEA,
    board,
    bowl,
    chopsticks,
    fork,
    lay_table,
    napkin,
    plate,
    rim_shadow,
    small_bowl,
)


@dish("patatas-bravas")
def bravas(pic: Picture) -> None:
    """Draw golden potato chunks under red sauce with a ribbon of alioli."""
    lay_table(pic, "oak")
    napkin(pic, Spot(1040, 220, 18), "#b8462e", 380)
    fork(pic, Spot(1060, 480, 6))
    held = bowl(pic, Spot(530, 450), 395, CLAY, 0.12)
    with pic.inside(held):
        pic.fill(held, "#6d3a16")
    fried = Finish(edge=8, tall=15, grain=0.07, rough=0.38, gloss=0.3, shine=16, drop=9)
    for radius, count, gap in ((300, 40, 64), (260, 26, 74), (160, 10, 84)):
        for x, y in strew(pic.rng, 530, 450, radius, count, gap):
            chunk(pic, Spot(x, y, pic.rng.uniform(0, 180)), 128, 104, "#edb54a", fried, 0.45)
    for x, y, wide in (
        (520, 430, 150),
        (420, 370, 80),
        (640, 380, 90),
        (600, 540, 90),
        (430, 540, 80),
    ):
        pool = blob(pic.rng, Spot(x, y), wide, wide * 0.78, 0.22, 14)
        pic.fill(pool, pic.glow("#ea4f22", "#cf3413", "#98200a"), SAUCE)
    zigzag = [(330 + i * 47, 350 if i % 2 else 560) for i in range(10)]
    cream_line(pic, [(x, y + pic.rng.uniform(-25, 25)) for x, y in zigzag], "#fff4d6", 17)
    pic.flecks(strew(pic.rng, 530, 450, 230, 110), ("#8a1d0c", "#c2421a"), 3)
    herbs(pic, strew(pic.rng, 530, 450, 260, 60), 8)
    rim_shadow(pic, held, 24, 0.4)


@dish("croquetas-de-jamon")
def croquetas(pic: Picture) -> None:
    """Draw crumbed croquettes, one broken open on its creamy middle."""
    lay_table(pic, "terracotta")
    plate(pic, Spot(560, 450), 415, INK, 0.82)
    cutlet_shadow(pic, 560, 450, 270, 250)
    places = [(370, 270, 20), (580, 225, -8), (775, 320, 40), (340, 450, -18), (795, 520, 75)]
    places += [(400, 630, 30), (680, 670, -25), (565, 395, 8)]
    for x, y, turn in places:
        spot = Spot(x, y, turn)
        body = cornered(spot.place(box_points(pic.rng, 240, 122, 8)), 60)
        with pic.group(Finish(edge=18, tall=28, grain=0.13, rough=0.34, gloss=0.12, drop=11)):
            pic.fill(body, pic.ramp("#efb356", "#d58a30", "#99561a"))
            with pic.inside(body):
                dough_scorch(pic, strew(pic.rng, x, y, 100, 5), 26, 0.25)
    open_one = Spot(575, 545, -6)
    pic.fill(cornered(open_one.place(box_points(pic.rng, 190, 130, 6)), 54), "#cf8730", CRUMB)
    creamy = Finish(edge=9, tall=14, grain=0.04, rough=0.4, gloss=0.5, drop=0)
    inner = cornered(open_one.place(box_points(pic.rng, 160, 102, 8)), 44)
    pic.fill(inner, pic.glow("#fff3d4", "#f7dfae", "#e6c184"), creamy)
    dice(pic, strew(pic.rng, 575, 545, 46, 12, 16), ("#c94f4a", "#e0776a", "#a83838"), 15)
    herbs(pic, strew(pic.rng, 560, 450, 330, 34), 6)
    small_bowl(pic, Spot(1050, 690), 112, "#f5e3ad", CHINA)
    frond(pic, Spot(570, 345, -10), 70)


@dish("vegetable-samosas")
def samosas(pic: Picture) -> None:
    """Draw three golden pastry triangles with a dark chutney."""
    lay_table(pic, "slate")
    board(pic, Spot(560, 470, -3), 960, 740, "#8a5a34")
    for x, y, turn in ((390, 330, -14), (700, 300, 22), (480, 610, 8)):
        _samosa(pic, Spot(x, y, turn))
    small_bowl(pic, Spot(850, 620), 140, "#5b2413", OCHRE)
    herbs(pic, strew(pic.rng, 850, 620, 60, 14), 7)
    for x, y, turn in ((230, 560, 10), (270, 620, -60), (640, 470, 40)):
        frond(pic, Spot(x, y, turn), 72)
    pic.flecks(strew(pic.rng, 560, 470, 340, 60), ("#d99a45", "#a86a24"), 6)


def _samosa(pic: Picture, spot: Spot) -> None:
    outline = [
        (0, -190),
        (60, -90),
        (190, 110),
        (120, 150),
        (0, 162),
        (-120, 150),
        (-190, 110),
        (-60, -90),
    ]
    path = smooth(spot.place(outline), tension=10)
    pastry = Finish(edge=26, tall=40, grain=0.03, rough=0.25, gloss=0.3, shine=14, drop=14)
    with pic.group(pastry):
        pic.fill(path, pic.ramp("#f3bd60", "#dd9636", "#a65e1b"))
        with pic.inside(path):
            dough_scorch(pic, [spot.at(*p) for p in outline], 60, 0.3)
            dough_scorch(pic, strew(pic.rng, spot.x, spot.y, 150, 26), 13, 0.3)
            for x, y in strew(pic.rng, spot.x, spot.y, 150, 60):
                bubble = blob(pic.rng, Spot(x, y), 7, 6, 0.2, 6)
                pic.fill(bubble, "#ffe0a0", veil=0.5)
    seam = spot.place([(0, -180), (16, -60), (-10, 60), (8, 158)])
    pic.stroke([(x + 5, y + 6) for x, y in seam], SHADE, 8, 0.45, soft=4)
    pic.stroke(seam, "#ffdc96", 7, 0.75, soft=2)
    for i in range(9):
        crimp = spot.on(-125 + i * 31, 150 - abs(i - 4) * 4, 90)
        pic.stroke(crimp.place([(-16, 0), (10, 4)]), "#8a4a14", 6, 0.5, soft=2)


@dish("falafel-plate")
def falafel(pic: Picture) -> None:
    """Draw brown chickpea balls, one green inside, with tahini and salad."""
    lay_table(pic, "linen")
    plate(pic, Spot(600, 450), 425, SEA, 0.84)
    for x, y, turn in ((330, 350, 20), (330, 560, -30), (420, 230, 70)):
        lettuce(pic, Spot(x, y, turn), 150)
    for x, y in ((320, 480), (370, 570), (300, 390)):
        tomato_slice(pic, Spot(x, y, pic.rng.uniform(0, 90)), 78)
    for x, y in ((400, 290), (460, 230), (350, 260), (440, 660), (380, 640)):
        cucumber_slice(pic, Spot(x, y), 54)
    places = [
        (560, 300),
        (720, 270),
        (850, 370),
        (640, 410),
        (790, 480),
        (530, 470),
        (880, 540),
        (690, 570),
    ]
    for x, y in places:
        _falafel(pic, Spot(x, y, pic.rng.uniform(0, 180)))
    half = Spot(560, 620, 10)
    pic.fill(blob(pic.rng, half, 96, 90, 0.04, 16), "#7d4717", CRUMB)
    porous = Finish(edge=6, tall=16, grain=0.12, rough=0.6, drop=0)
    pic.fill(blob(pic.rng, half, 80, 74, 0.04, 14), pic.glow("#c3cc6e", "#93a541"), porous)
    herbs(pic, strew(pic.rng, 560, 620, 66, 46), 5)
    for y in (0, 46):
        drizzle = [(540 + i * 52, 330 + y * 3 + (34 if i % 2 else -30)) for i in range(8)]
        cream_line(pic, drizzle, "#f8ecd2", 15)
    seeds(pic, strew(pic.rng, 720, 430, 190, 40), "#f6e3b8", 7)
    small_bowl(pic, Spot(790, 690), 104, "#f3e4c3", CHINA)
    citrus_wedge(pic, Spot(480, 770, -10), 130)
    for x, y, turn in ((650, 480, 0), (480, 380, -60)):
        frond(pic, Spot(x, y, turn), 56)
    red_onion(pic, Spot(420, 440, 30), 80)
    red_onion(pic, Spot(430, 520, -50), 80)


def _falafel(pic: Picture, spot: Spot) -> None:
    knobbly = Finish(edge=20, tall=34, grain=0.07, rough=0.42, gloss=0.12, drop=11)
    path = blob(pic.rng, spot, 90, 82, 0.06, 14)
    with pic.group(knobbly):
        pic.fill(path, pic.glow("#cf9243", "#9a5c22", "#5f3210"))
        with pic.inside(path):
            for x, y in strew(pic.rng, spot.x, spot.y, 80, 22):
                tone = pic.rng.choice(["#4a240b", "#dba856", "#6d7a2b"])
                pic.haze(blob(pic.rng, Spot(x, y), 13, 9, 0.3, 7), tone, 3, 0.5)


@dish("vegetable-gyoza")
def gyoza(pic: Picture) -> None:
    """Draw pan-fried half-moon dumplings in a row with soy dip."""
    lay_table(pic, "oak")
    board(pic, Spot(520, 450, 2), 860, 640, "#3d4246")
    for row, y in enumerate((300, 560)):
        for i in range(3):
            _gyoza(pic, Spot(270 + i * 240 + row * 20, y, -16 + pic.rng.uniform(-5, 5)))
    small_bowl(pic, Spot(1060, 300), 125, "#3a1a0c", CHINA)
    seeds(pic, strew(pic.rng, 520, 440, 330, 60), "#f6e3b8", 7)
    for px, py in strew(pic.rng, 1060, 300, 60, 7, 24):
        onion_ring(pic, Spot(px, py), 13)
    herbs(pic, strew(pic.rng, 520, 440, 380, 120, 0, 0.75), 7)
    chopsticks(pic, Spot(1050, 620, 118))


def _gyoza(pic: Picture, spot: Spot) -> None:
    moon = [
        (-135, 40),
        (-105, -38),
        (-50, -86),
        (0, -98),
        (50, -86),
        (105, -38),
        (135, 40),
        (70, 78),
        (0, 88),
        (-70, 78),
    ]
    path = smooth(spot.place(moon), tension=7)
    dough = Finish(edge=18, tall=28, gloss=0.5, shine=18, drop=13)
    with pic.group(dough):
        pic.fill(path, pic.ramp("#fdf3da", "#f3d9a0", "#dc9d45"))
        with pic.inside(path):
            pic.haze(blob(pic.rng, spot.on(0, 74), 130, 52, 0.1), "#9a4a12", 14, 0.95)
            dough_scorch(pic, [spot.at(x, 60) for x in range(-100, 101, 25)], 26, 0.4)
            pic.haze(blob(pic.rng, spot.on(0, -8), 70, 32, 0.1), "#c5cf8a", 16, 0.45)
    for i in range(7):
        turn = -152 + i * 20.5
        outer = arc_points(126, turn, turn + 1, 2)[0]
        inner = arc_points(74, turn + 9, turn + 10, 2)[0]
        pleat = spot.place([(outer[0], outer[1] * 0.82 + 22), (inner[0], inner[1] * 0.8 + 18)])
        pic.stroke([(x + 3, y + 4) for x, y in pleat], "#a8712f", 8, 0.6, soft=3)
        pic.stroke(pleat, "#fffaf0", 5, 0.9, soft=1.6)


@dish("guacamole-with-totopos")
def guacamole(pic: Picture) -> None:
    """Draw mashed avocado ringed by corn chips."""
    lay_table(pic, "terracotta")
    plate(pic, Spot(580, 450), 430, OCHRE, 0.9)
    for ring, count in ((345, 26), (300, 22)):
        for i in range(count):
            turn = i * 360 / count + pic.rng.uniform(-6, 6)
            place = Spot(580, 450, turn).on(ring, 0, pic.rng.uniform(-35, 35))
            _totopo(pic, place)
    held = bowl(pic, Spot(580, 450), 255, CHARCOAL, 0.13)
    mash = Finish(edge=12, tall=26, grain=0.035, rough=0.5, gloss=0.45, shine=22, drop=0)
    with pic.inside(held):
        pic.fill(held, pic.glow("#c5d25f", "#9ab83a", "#6d8f22"), mash)
    for x, y in strew(pic.rng, 580, 450, 160, 24, 44):
        tone = pic.rng.choice(["#b9cf55", "#8fb036", "#d8dd7c"])
        chunk(pic, Spot(x, y, pic.rng.uniform(0, 180)), 70, 56, tone, mash, 0)
    dice(pic, strew(pic.rng, 580, 450, 170, 34, 30), ("#d8321f", "#e8522f"), 26, 0.7)
    dice(pic, strew(pic.rng, 580, 450, 165, 22, 34), ("#b0558a", "#e3bfd3"), 20)
    herbs(pic, strew(pic.rng, 580, 450, 180, 60), 7)
    frond(pic, Spot(590, 430, 0), 62)
    frond(pic, Spot(560, 450, -60), 56)
    rim_shadow(pic, held, 24, 0.45)
    citrus_wedge(pic, Spot(1085, 250, 30), 150, LIME)
    citrus_wedge(pic, Spot(1090, 700, -20), 150, LIME)


def _totopo(pic: Picture, spot: Spot) -> None:
    tone = pic.vary("#eebb4f", 0.05)
    path = cornered(spot.place([(-74, -62), (80, pic.rng.uniform(-8, 8)), (-66, 66)]), 12)
    with pic.group(Finish(edge=10, tall=16, grain=0.05, rough=0.45, gloss=0.1, drop=9)):
        pic.fill(path, pic.ramp(lighter(tone, 0.25), tone, darker(tone, 0.25)))
        with pic.inside(path):
            dough_scorch(pic, strew(pic.rng, spot.x, spot.y, 60, 4), 14, 0.4)
    pic.flecks(strew(pic.rng, spot.x, spot.y, 45, 5), ("#fffdf4",), 2.5)


@dish("churros-con-chocolate")
def churros(pic: Picture) -> None:
    """Draw ridged sugared churros beside a cup of thick chocolate."""
    lay_table(pic, "oak")
    plate(pic, Spot(470, 470), 400, CHINA, 0.86)
    cutlet_shadow(pic, 460, 470, 250, 240)
    stack = [
        (330, 480, 76),
        (440, 500, 96),
        (560, 490, 112),
        (410, 420, 42),
        (500, 560, 24),
        (470, 400, 150),
        (460, 480, 64),
    ]
    for x, y, turn in stack:
        _churro(pic, Spot(x, y, turn))
    pic.flecks(strew(pic.rng, 470, 470, 310, 200), ("#fffdf5", "#f7ead0"), 3)
    held = bowl(pic, Spot(960, 330), 195, SAGE, 0.15)
    thick = Finish(edge=10, tall=14, grain=0.006, rough=0.2, gloss=0.6, shine=28, drop=0)
    with pic.inside(held):
        pic.fill(held, pic.glow("#74401f", "#4a220e", "#2b1006"), thick)
    swirl = Spot(960, 335).place(arc_points(84, -30, 230, 12))
    pic.stroke(swirl, "#8a5530", 12, 0.65, soft=4)
    rim_shadow(pic, held, 30, 0.5)
    cinnamon = Finish(edge=6, tall=10, grain=0.06, rough=0.4, drop=8)
    for shift in (0, 30):
        stick = Spot(990, 690 + shift, -20 + shift * 0.2)
        pic.stroke(stick.place([(-120, 0), (120, 0)]), "#8a4a22", 26, finish=cinnamon)


def _churro(pic: Picture, spot: Spot) -> None:
    bend = pic.rng.uniform(-26, 26)
    dough = Finish(edge=9, tall=14, grain=0.12, rough=0.3, gloss=0.15, drop=12)
    with pic.group(dough):
        for y in (-23, -8, 8, 23):
            ridge = spot.place([(-220, y * 0.9 + bend), (0, y), (220, y * 0.9 + bend)])
            pic.stroke(ridge, pic.vary("#d99840", 0.03), 19)
    for y in (-15, 0, 15):
        groove = spot.place([(-214, y + bend), (0, y), (214, y + bend)])
        pic.stroke(groove, "#7a4012", 5, 0.7, soft=1.5)
    grains = [spot.at(pic.rng.uniform(-210, 210), pic.rng.uniform(-24, 24)) for _ in range(60)]
    pic.flecks(grains, ("#fffdf4", "#f9efdb"), 2.7)
