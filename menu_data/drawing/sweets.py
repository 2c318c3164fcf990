"""Sweet plates: pancakes and mango with sticky rice."""

from __future__ import annotations

from drawing.card import dish
from drawing.desserts import cylinder
from drawing.greens import blueberry, leaf, mint
from drawing.kit import Finish, Picture, darker, lighter
from drawing.pantry import cream_line, cutlet_shadow, dough_scorch, grains, seeds
from drawing.shapes import Spot, arc_points, blob, cornered, smooth, strew
from drawing.table import CHARCOAL, CHINA, INK, fork, lay_table, napkin, plate, small_bowl


@dish("buttermilk-pancakes")
def pancakes(pic: Picture) -> None:
    """Draw a tall stack of pancakes with butter, blueberries and syrup."""
    lay_table(pic, "oak")
    napkin(pic, Spot(130, 240, 12), "#8fa6b0", 380)
    plate(pic, Spot(580, 640, squash=0.46), 470, CHINA, 0.82)
    syrup = Finish(edge=8, tall=12, gloss=0.8, shine=30, drop=3)
    pic.fill(
        blob(pic.rng, Spot(600, 668), 385, 125, 0.06, 16),
        pic.glow("#c9741c", "#8f4410"),
        syrup,
        0.9,
    )
    fluffy = Finish(edge=12, tall=16, grain=0.04, rough=0.35, drop=6)
    browned = Finish(edge=12, tall=14, grain=0.03, rough=0.3, gloss=0.2, shine=14, drop=3)
    for i in range(6):
        spot = Spot(580 + pic.rng.uniform(-16, 16), 660 - i * 60, squash=0.36)
        radius = 305 + pic.rng.uniform(-12, 8)
        top = cylinder(pic, spot, radius, 50, "#f6d68c", fluffy)
        waist = Spot(spot.x, spot.y - 22, squash=0.36)
        pic.stroke(waist.place(arc_points(radius, 0, 180, 24)), "#fff0c2", 15, 0.8, soft=3)
        with pic.group(browned):
            pic.fill(top, pic.glow("#dd9a44", "#c27a2a", "#f0c777", fx=0.5, fy=0.5, r=0.56))
            with pic.inside(top):
                dough_scorch(pic, strew(pic.rng, spot.x, spot.y - 50, 230, 26, 0, 0.36), 22, 0.22)
    x, y = 580, 310
    run = [
        (400, 290),
        (520, 236),
        (680, 244),
        (790, 300),
        (812, 350),
        (806, 470),
        (784, 474),
        (770, 392),
        (720, 408),
    ]
    run += [
        (712, 560),
        (686, 566),
        (672, 420),
        (600, 420),
        (520, 418),
        (512, 500),
        (488, 504),
        (474, 408),
        (400, 388),
        (388, 620),
        (360, 622),
        (352, 372),
        (340, 330),
    ]
    pic.fill(smooth(run, tension=8), pic.ramp("#d98a2a", "#b5611a", "#8a3f0c"), syrup, 0.86)
    butter = Finish(edge=8, tall=13, gloss=0.5, drop=9)
    side = cornered([(510, 262), (590, 296), (672, 260), (672, 300), (590, 340), (510, 302)], 10)
    pic.fill(side, pic.ramp("#f8d966", "#dda93a"), butter)
    pat = cornered([(508, 262), (586, 228), (674, 258), (592, 298)], 12)
    pic.fill(pat, pic.ramp("#fff6c4", "#fbe38a"), Finish(edge=5, tall=7, gloss=0.4, drop=0))
    for bx, by in (
        (430, 310),
        (468, 340),
        (740, 310),
        (700, 345),
        (450, 276),
        (730, 350),
        (640, 370),
    ):
        blueberry(pic, Spot(bx, by), 30)
    for bx, by in ((230, 680), (290, 730), (900, 660), (850, 740), (920, 715), (560, 800)):
        blueberry(pic, Spot(bx, by), 33)
    leaf(pic, Spot(690, 290, -30), 70, 38, "#4f9f45")
    leaf(pic, Spot(250, 715, 30), 74, 38, "#4f9f45")
    fork(pic, Spot(1120, 480, 10))
    pic.flecks(strew(pic.rng, x, y, 260, 60, 0, 0.3), ("#fffdf8",), 2.6)


@dish("mango-sticky-rice")
def mango_rice(pic: Picture) -> None:
    """Draw fanned mango slices beside sticky rice with coconut cream."""
    lay_table(pic, "slate")
    plate(pic, Spot(590, 450), 425, INK, 0.84)
    banana = [
        (-330, 0),
        (-200, -190),
        (60, -230),
        (300, -130),
        (345, 20),
        (240, 190),
        (-40, 230),
        (-240, 170),
    ]
    green = smooth(Spot(590, 455, -12).place(banana))
    waxy = Finish(edge=6, tall=9, gloss=0.4, shine=16, drop=8)
    pic.fill(green, pic.ramp("#6fa047", "#41772f", "#2c5a22"), waxy)
    with pic.inside(green):
        for i in range(26):
            rib = Spot(590, 455, 62).place([(-330, -300 + i * 24), (330, -290 + i * 24)])
            pic.stroke(rib, "#8fbb62", 2.5, 0.35)
    cutlet_shadow(pic, 430, 450, 195, 180)
    pic.fill(
        blob(pic.rng, Spot(430, 440), 195, 180, 0.03),
        pic.glow("#fffaf0", "#efe3cb", "#cdb992"),
        Finish(edge=30, tall=34, drop=8),
    )
    grains(pic, strew(pic.rng, 430, 440, 188, 900), "#f9f1e0", 25, 11.5)
    grains(pic, strew(pic.rng, 415, 420, 140, 320), "#fffaf0", 25, 11.5)
    ripe = Finish(edge=12, tall=17, grain=0.02, rough=0.2, gloss=0.6, shine=22, drop=10)
    for i in range(8):
        piece = Spot(690 + i * 16, 270 + i * 55, -14 + i * 3)
        long = 172 - abs(i - 3.5) * 13
        outline = [
            (-long, 4),
            (-long * 0.6, -42),
            (0, -56),
            (long * 0.6, -44),
            (long, 0),
            (long * 0.6, 36),
            (0, 46),
            (-long * 0.6, 38),
        ]
        tone = pic.vary("#fbb624", 0.03)
        path = smooth(piece.place(outline))
        pic.fill(path, pic.ramp(lighter(tone, 0.35), tone, darker(tone, 0.18)), ripe)
    for shift in (-70, -10, 50):
        trail = [(330 + i * 42, 430 + shift + (22 if i % 2 else -22)) for i in range(6)]
        cream_line(pic, trail, "#ffffff", 19)
    seeds(pic, strew(pic.rng, 430, 430, 150, 70), "#f0d294", 8)
    seeds(pic, strew(pic.rng, 430, 430, 150, 26), "#3a2c20", 8)
    mint(pic, Spot(560, 320), 84)
    small_bowl(pic, Spot(1080, 740), 112, "#fbf6ea", CHARCOAL)
