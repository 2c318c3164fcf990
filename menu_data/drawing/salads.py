"""Cold plates: caprese, niçoise, maki."""

from __future__ import annotations

from drawing.card import dish
from drawing.greens import (
    basil,
    bean_pod,
    cherry_tomato,
    droplets,
    herbs,
    leaf,
    lettuce,
    olive,
    red_onion,
    tomato_slice,
)
from drawing.kit import GLOSS, SOFT, Finish, Picture, darker, lighter
from drawing.pantry import chunk, grains, half_egg
from drawing.shapes import Spot, blob, ellipse, ring_points, smooth, strew
from drawing.table import (
    CHINA,
    INK,
    SAGE,
    board,
    chopsticks,
    fork,
    lay_table,
    napkin,
    plate,
    small_bowl,
)


@dish("insalata-caprese")
def caprese(pic: Picture) -> None:
    """Draw tomato and mozzarella slices in a ring with basil and oil."""
    lay_table(pic, "oak")
    napkin(pic, Spot(1060, 690, 16), "#b9c0a4", 380)
    plate(pic, Spot(560, 450), 425, INK, 0.84)
    oil = Finish(edge=6, tall=7, gloss=1.0, shine=40, drop=0)
    pic.fill(blob(pic.rng, Spot(560, 450), 330, 320, 0.06), "#b9a032", oil, 0.4)
    soft_cheese = Finish(edge=16, tall=22, grain=0.02, rough=0.25, gloss=0.45, drop=11)
    for i in range(16):
        place = Spot(560, 450, i * 22.5).on(228, 0, pic.rng.uniform(0, 50))
        if i % 2:
            tomato_slice(pic, place, 106)
        else:
            outline = blob(pic.rng, place, 104, 98, 0.045, 14)
            pic.fill(outline, pic.glow("#fffefa", "#fbf5e8", "#e6d9c0"), soft_cheese)
    for i in range(8):
        leaf(pic, Spot(560, 450, i * 45 + 11).on(180, 0, pic.rng.uniform(-40, 40)), 100, 56)
    tomato_slice(pic, Spot(560, 455, 20), 92)
    basil(pic, Spot(562, 455, 10), 115)
    droplets(pic, strew(pic.rng, 560, 450, 330, 60), "#c2ac38", 11)
    pic.flecks(strew(pic.rng, 560, 450, 310, 150), ("#241a12", "#fffdf5"), 3)


@dish("nicoise-salad")
def nicoise(pic: Picture) -> None:
    """Draw tuna, eggs, beans, potatoes, tomatoes and olives on leaves."""
    lay_table(pic, "linen")
    fork(pic, Spot(1100, 380, 6))
    plate(pic, Spot(570, 450), 430, CHINA, 0.86)
    for i in range(9):
        place = Spot(570, 450, i * 40).on(230, 0, pic.rng.uniform(-30, 30))
        tone = pic.rng.choice(["#86b545", "#6fa238", "#a3c85e"])
        lettuce(pic, place, 145, tone)
    lettuce(pic, Spot(570, 450, 40), 160, "#9cc455")
    for i in range(11):
        pod = Spot(400 + i * 8, 300 + i * 13, 20 + pic.rng.uniform(-14, 14))
        bean_pod(pic, pod.place([(-105, 8), (0, -8), (105, 6)]), "#4e8d35", 18)
    for x, y in ((720, 260), (790, 330), (650, 235), (740, 350), (820, 410)):
        chunk(pic, Spot(x, y, pic.rng.uniform(0, 90)), 104, 82, "#f3dc92", SOFT, 0.12)
    flaky = Finish(edge=9, tall=18, grain=0.035, rough=0.65, gloss=0.3, drop=10)
    for px, py in strew(pic.rng, 570, 470, 105, 9, 58):
        chunk(pic, Spot(px, py, pic.rng.uniform(0, 60)), 134, 84, "#d9a184", flaky, 0.25)
    for x, y, turn in ((380, 600, 30), (500, 690, -10), (760, 590, -40), (660, 680, 10)):
        half_egg(pic, Spot(x, y, turn), 76, False)
    for x, y in ((330, 470), (300, 385), (850, 500), (575, 215), (840, 585), (365, 520)):
        cherry_tomato(pic, Spot(x, y, pic.rng.uniform(0, 180)), 54)
    for x, y in (
        (450, 250),
        (480, 300),
        (640, 330),
        (340, 330),
        (800, 470),
        (560, 560),
        (585, 600),
    ):
        olive(pic, Spot(x, y, pic.rng.uniform(0, 180)), 27)
    for x, y, turn in ((560, 400, 12), (600, 500, -24), (500, 470, 40)):
        strip = Spot(x, y, turn).place([(-80, 8), (-20, -8), (40, 6), (88, -6)])
        pic.stroke(strip, "#8d4e34", 19, finish=GLOSS)
        pic.stroke([(px, py - 4) for px, py in strip], "#d2a58c", 5, 0.7, soft=1.5)
    for x, y, turn in ((450, 400, 0), (690, 440, 90), (520, 600, 200)):
        red_onion(pic, Spot(x, y, turn), 86)
    herbs(pic, strew(pic.rng, 570, 450, 290, 70), 6)
    droplets(pic, strew(pic.rng, 570, 450, 330, 40), "#d9b64a", 8)


@dish("salmon-maki")
def maki(pic: Picture) -> None:
    """Draw eight salmon rolls with ginger, wasabi and soy sauce."""
    lay_table(pic, "oak")
    board(pic, Spot(540, 450, -3), 900, 620, "#3b3f42")
    for row in range(2):
        for i in range(4):
            x = 215 + i * 178 + row * 26
            _roll(pic, Spot(x, 330 + row * 220 - i * 9, pic.rng.uniform(0, 60)))
    ginger = Finish(edge=5, tall=9, gloss=0.5, drop=6)
    for i in range(9):
        petal = Spot(890 + pic.rng.uniform(-26, 26), 290 + pic.rng.uniform(-34, 34), i * 40)
        shape = blob(pic.rng, petal, 54, 32, 0.2, 10)
        pic.fill(shape, pic.glow("#fde3da", "#f7bdb2", "#e3958c"), ginger)
    paste = Finish(edge=14, tall=26, grain=0.05, rough=0.4, drop=8)
    pic.fill(blob(pic.rng, Spot(900, 500), 54, 48, 0.1), pic.glow("#c8dc86", "#93b84c"), paste)
    small_bowl(pic, Spot(1080, 190), 110, "#2c130a", SAGE)
    chopsticks(pic, Spot(560, 815, -3))


def _roll(pic: Picture, spot: Spot) -> None:
    pic.haze(ellipse(spot.x + 12, spot.y + 26, 90, 86), "#000000", 12, 0.6)
    side = blob(pic.rng, Spot(spot.x + 3, spot.y + 20), 86, 84, 0.01, 16)
    pic.fill(side, "#0d1712")
    seaweed = Finish(edge=6, tall=9, grain=0.08, rough=0.5, gloss=0.4, drop=0)
    pic.fill(blob(pic.rng, spot, 86, 83, 0.015, 18), pic.ramp("#31493a", "#16241b"), seaweed)
    face = smooth(spot.place(ring_points(pic.rng, 75, 72, 0.03, 16)))
    pic.fill(face, "#e9e0cc")
    with pic.inside(face):
        grains(pic, strew(pic.rng, spot.x, spot.y, 76, 210), "#faf5e8", 20, 10.5)
    tone = "#f58350"
    core = blob(pic.rng, spot, 47, 42, 0.08, 9)
    fleshy = Finish(edge=8, tall=12, gloss=0.7, shine=26, drop=4)
    pic.fill(core, pic.glow(lighter(tone, 0.3), tone, darker(tone, 0.12)), fleshy)
    with pic.inside(core):
        for x in (-22, -4, 14, 30):
            line_of_fat = spot.place([(x - 8, -40), (x + 6, 0), (x - 6, 40)])
            pic.stroke(line_of_fat, "#fde0c6", 4.5, 0.85)
