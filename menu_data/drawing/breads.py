"""Dough, buns and tortillas: pizza, naan, burger, tacos."""

from __future__ import annotations

from drawing.card import dish
from drawing.drinks import set_scene
from drawing.greens import (
    LIME,
    citrus_wedge,
    dice,
    droplets,
    frond,
    herbs,
    leaf,
)
from drawing.kit import GLOSS, SHADE, Finish, Picture, darker, lighter
from drawing.pantry import chips, chunk, dough_scorch, seeds
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
from drawing.table import CHARCOAL, OCHRE, board, lay_table, plate, small_bowl

DOUGH = Finish(edge=24, tall=34, grain=0.025, rough=0.35, gloss=0.15, shine=12, drop=12)
MELT = Finish(edge=9, tall=12, grain=0.03, rough=0.3, gloss=0.6, shine=26, drop=3)


@dish("margherita-pizza")
def margherita(pic: Picture) -> None:
    """Draw a blistered pizza with tomato, pools of mozzarella and basil."""
    lay_table(pic, "slate")
    board(pic, Spot(590, 455, 0), 960, 850, "#a06a3a")
    base = Spot(590, 450)
    outer = smooth(base.place(ring_points(pic.rng, 398, 392, 0.022, 22)))
    with pic.group(DOUGH):
        pic.fill(outer, pic.glow("#f3cd86", "#e6b05c", "#c98234", r=0.75))
        with pic.inside(outer):
            for i in range(46):
                turn = i * 7.8 + pic.rng.uniform(-4, 4)
                x, y = base.on(0, 0, turn).at(pic.rng.uniform(345, 398), 0)
                dough_scorch(pic, [(x, y)], pic.rng.uniform(8, 34), 0.55)
                x, y = base.on(0, 0, turn + 4).at(pic.rng.uniform(350, 385), 0)
                pic.haze(blob(pic.rng, Spot(x, y), 18, 12, 0.3), "#fbe3ae", 5, 0.6)
    sauce = smooth(base.place(ring_points(pic.rng, 340, 334, 0.035, 24)))
    saucy = Finish(edge=8, tall=16, grain=0.03, rough=0.45, gloss=0.55, shine=24, drop=0)
    with pic.group(saucy):
        pic.fill(sauce, pic.glow("#dd4322", "#c9301a", "#9c2110", r=0.7))
    for x, y in strew(pic.rng, 590, 450, 265, 10, 140):
        pool = blob(pic.rng, Spot(x, y, pic.rng.uniform(0, 180)), 82, 66, 0.16, 13)
        halo = blob(pic.rng, Spot(x, y), 92, 76, 0.16, 13)
        pic.haze(halo, "#ee9a4a", 9, 0.75)
        with pic.group(MELT):
            pic.fill(pool, pic.glow("#fffdf2", "#fdf2d6", "#f3d79b"))
            with pic.inside(pool):
                for sx, sy in strew(pic.rng, x, y, 55, 3):
                    pic.haze(blob(pic.rng, Spot(sx, sy), 17, 12, 0.2), "#d9963f", 5, 0.6)
    droplets(pic, strew(pic.rng, 590, 450, 310, 40), "#e8a33a", 8)
    for x, y in strew(pic.rng, 590, 450, 255, 9, 130):
        turn = pic.rng.uniform(0, 360)
        for lean, long in ((0, 112), (75, 92)):
            leaf(pic, Spot(x, y, turn + lean), long, long * 0.56, "#3d8a2c")
    for turn in (20, 140, 260):
        cut = base.on(0, 0, turn)
        pic.stroke(cut.place([(0, 0), (395, 0)]), "#5c1a08", 4, 0.45, soft=1.4)


@dish("garlic-naan")
def naan(pic: Picture) -> None:
    """Draw puffed, charred flatbreads with garlic and coriander."""
    lay_table(pic, "terracotta")
    board(pic, Spot(570, 460, -4), 980, 780, "#7b4a2a")
    _naan(pic, Spot(720, 400, 28), 1.0)
    _naan(pic, Spot(450, 500, -22), 1.08)
    small_bowl(pic, Spot(1020, 690), 110, "#e9b93e", CHARCOAL)
    frond(pic, Spot(1060, 180, 30), 80)
    frond(pic, Spot(1000, 150, -30), 80)


def _naan(pic: Picture, spot: Spot, size: float) -> None:
    drop = [
        (-330, 10),
        (-230, -130),
        (-60, -190),
        (130, -150),
        (270, -60),
        (330, 30),
        (220, 140),
        (20, 190),
        (-200, 140),
    ]
    path = smooth(spot.place([(x * size, y * size) for x, y in drop]))
    puffed = Finish(edge=26, tall=36, grain=0.012, rough=0.5, gloss=0.2, shine=12, drop=16)
    with pic.group(puffed):
        pic.fill(path, pic.glow("#fbe6b8", "#f1cc88", "#d39a4e", r=0.7))
        with pic.inside(path):
            dough_scorch(pic, strew(pic.rng, spot.x, spot.y, 300 * size, 80, 24, 0.7), 23, 0.72)
            for x, y in strew(pic.rng, spot.x, spot.y, 280 * size, 16, 60, 0.6):
                pic.haze(blob(pic.rng, Spot(x, y), 52, 40, 0.25), "#b06a24", 14, 0.5)
                pic.haze(blob(pic.rng, Spot(x - 8, y - 8), 30, 22, 0.25), "#fff0c8", 8, 0.55)
    inner = [spot.at(x * 0.8, y * 0.8) for x, y in drop]
    with pic.inside(smooth(inner)):
        herbs(pic, strew(pic.rng, spot.x, spot.y, 300, 190, 0, 0.7), 8)
        bits = strew(pic.rng, spot.x, spot.y, 290, 70, 0, 0.7)
        pic.flecks(bits, ("#fff3cf", "#f5d990", "#e0a94e"), 6)
        droplets(pic, strew(pic.rng, spot.x, spot.y, 280, 30, 0, 0.7), "#f3c54d", 8)


@dish("smoky-cheeseburger")
def burger(pic: Picture) -> None:
    """Draw a tall burger from the side, with melted cheese and fries."""
    set_scene(pic, "oak", "#6d6a62")
    plate(pic, Spot(600, 748, squash=0.24), 520, CHARCOAL, 0.86)
    for _ in range(34):
        x = 900 + pic.rng.uniform(-90, 120)
        chips(pic, Spot(x, 690 + pic.rng.uniform(-90, 80), pic.rng.uniform(-60, 40)), 210)
    pic.haze(ellipse(560, 750, 320, 56), SHADE, 20, 0.75)
    bun = Finish(edge=24, tall=36, grain=0.02, rough=0.12, gloss=0.5, shine=20, drop=8)
    pic.fill(cornered([(262, 400), (812, 400), (812, 650), (262, 650)], 20), "#3a1a0a")
    heel = cornered([(235, 640), (835, 640), (800, 752), (270, 752)], 56)
    pic.fill(heel, pic.ramp("#f0b965", "#d68c38", "#a55f1e", start=(0.2, 0), to=(0.7, 1)), bun)
    pic.fill(cornered([(240, 632), (830, 632), (822, 660), (248, 660)], 12), "#f8e0ab")
    for i in range(9):
        frill = Spot(262 + i * 68, 628 + pic.rng.uniform(-6, 10), pic.rng.uniform(-12, 12))
        leaf_edge = blob(pic.rng, frill, 62, 30, 0.25, 14)
        tone = pic.vary("#7fb53c", 0.05)
        crisp = Finish(edge=6, tall=11, grain=0.03, rough=0.3, gloss=0.4, drop=6)
        pic.fill(leaf_edge, pic.ramp(lighter(tone, 0.35), tone, darker(tone, 0.25)), crisp)
    for x in (370, 560, 720):
        body = cornered(Spot(x, 590).place(box_points(pic.rng, 220, 38, 3)), 18)
        pic.fill(body, pic.ramp("#ef5233", "#c62b18", "#94190d"), GLOSS)
    patty = Finish(edge=16, tall=34, grain=0.06, rough=0.95, gloss=0.35, shine=18, drop=8)
    meat = cornered(Spot(538, 520).place(box_points(pic.rng, 640, 122, 8)), 54)
    with pic.group(patty):
        pic.fill(meat, pic.ramp("#8a4a26", "#643015", "#3a1708", start=(0.2, 0), to=(0.6, 1)))
    cheese = [(212, 452), (860, 452), (850, 486), (800, 496), (742, 588), (690, 500), (560, 496)]
    cheese += [(460, 560), (392, 498), (330, 496), (290, 548), (246, 492)]
    melted = Finish(edge=7, tall=12, gloss=0.7, shine=26, drop=7)
    pic.fill(smooth(cheese, tension=8), pic.ramp("#ffc94a", "#f7a823", "#dd8110"), melted)
    for x in (330, 430, 540, 640, 740):
        slice_of = cornered(
            Spot(x, 440, pic.rng.uniform(-4, 4)).place(box_points(pic.rng, 104, 22, 3)), 10
        )
        pic.fill(slice_of, pic.ramp("#a5b84a", "#6d8a25", "#4a6416"), GLOSS)
    for x in (290, 480, 690, 800):
        pic.stroke([(x - 50, 428), (x, 420), (x + 46, 428)], "#8d2f66", 11, finish=GLOSS)
        pic.stroke([(x - 50, 432), (x, 425), (x + 46, 432)], "#f0d3e3", 5)
    crown = [(214, 432), (222, 340), (300, 232), (430, 174), (540, 162), (650, 174), (780, 232)]
    crown += [(856, 340), (864, 432), (700, 450), (380, 450)]
    path = smooth(crown, tension=7)
    tones = ("#fbd690", "#e69c42", "#c06f22", "#8a4612")
    pic.fill(path, pic.glow(*tones, fx=0.36, fy=0.22, r=0.85), bun)
    pic.haze(ellipse(420, 258, 110, 44), "#fff4d8", 22, 0.4)
    for _ in range(75):
        x = pic.rng.uniform(270, 810)
        top = 178 + ((x - 540) / 320) ** 2 * 150
        seeds(pic, [(x, top + pic.rng.uniform(10, 120))], "#fbeccb", 9)


@dish("tacos-al-pastor")
def tacos(pic: Picture) -> None:
    """Draw three open corn tortillas with charred pork and pineapple."""
    lay_table(pic, "oak")
    board(pic, Spot(590, 470, 3), 1000, 760, "#3f4347")
    for x, y, turn in ((360, 330, -20), (770, 320, 15), (560, 610, 0)):
        _taco(pic, Spot(x, y, turn))
    citrus_wedge(pic, Spot(250, 640, -20), 140, LIME)
    citrus_wedge(pic, Spot(300, 720, 8), 140, LIME)
    small_bowl(pic, Spot(905, 650), 120, "#b8301a", OCHRE)
    herbs(pic, strew(pic.rng, 905, 650, 70, 20), 6)


def _taco(pic: Picture, spot: Spot) -> None:
    tortilla = smooth(spot.place(ring_points(pic.rng, 205, 198, 0.025, 18)))
    soft_corn = Finish(edge=6, tall=9, grain=0.03, rough=0.3, drop=12)
    with pic.group(soft_corn):
        pic.fill(tortilla, pic.glow("#fbe6a6", "#f1cf7c", "#d8a64c", r=0.72))
        with pic.inside(tortilla):
            dough_scorch(pic, strew(pic.rng, spot.x, spot.y, 200, 60), 17, 0.6)
    pic.haze(blob(pic.rng, spot.on(6, 12), 150, 115, 0.1), "#4a1a06", 14, 0.6)
    charred = Finish(edge=7, tall=15, grain=0.06, rough=0.6, gloss=0.6, shine=22, drop=8)
    for x, y in strew(pic.rng, spot.x, spot.y, 128, 32, 26, 0.8):
        tone = pic.rng.choice(["#b8401a", "#c9521f", "#9a2f12", "#d8702c"])
        chunk(pic, Spot(x, y, pic.rng.uniform(0, 180)), 86, 50, tone, charred, 0.6)
    fruit = strew(pic.rng, spot.x, spot.y, 118, 9, 54, 0.8)
    dice(pic, fruit, ("#fdd23e", "#f8c02c", "#ffdf62"), 50, 0.6)
    dough_scorch(pic, [(x + 12, y + 10) for x, y in fruit], 12, 0.4)
    dice(pic, strew(pic.rng, spot.x, spot.y, 120, 22, 12, 0.8), ("#fffaf0", "#f3eee6"), 17)
    herbs(pic, strew(pic.rng, spot.x, spot.y, 125, 40, 0, 0.8), 9)
    frond(pic, spot.on(10, -10), 46)
