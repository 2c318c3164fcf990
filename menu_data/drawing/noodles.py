"""Noodles and pasta."""

from __future__ import annotations

import math

from drawing.card import dish
from drawing.greens import (
    HERBS,
    LIME,
    basil,
    cherry_tomato,
    citrus_wedge,
    droplets,
    frond,
    herbs,
    onion_ring,
)
from drawing.kit import GLOSS, SOFT, Finish, Picture, darker, lighter
from drawing.pantry import chunk, crumble, cutlet_shadow, half_egg, noodle_swirl, prawn, seeds
from drawing.shapes import Spot, blob, box_points, cornered, smooth, strew
from drawing.table import (
    CHINA,
    INK,
    SEA,
    bowl,
    chopsticks,
    fork,
    lay_table,
    napkin,
    plate,
    pour,
    rim_shadow,
)

BROTH = Finish(edge=8, tall=10, grain=0.011, rough=0.4, gloss=0.8, shine=40, drop=0)


@dish("shoyu-ramen")
def ramen(pic: Picture) -> None:
    """Draw ramen: noodles, pork, egg halves, nori and spring onion in broth."""
    lay_table(pic, "slate")
    held = bowl(pic, Spot(560, 450), 410, INK, 0.09)
    pour(pic, held, "#b8691f", "#6e3610", BROTH)
    noodle_swirl(pic, Spot(570, 480), 290, "#f2ce76", 15, 80)
    for x, y, turn in ((300, 250, -36), (385, 195, -22)):
        sheet = cornered(Spot(x, y, turn).place(box_points(pic.rng, 190, 250, 5)), 8)
        dry = Finish(edge=4, tall=7, grain=0.06, rough=0.55, gloss=0.25, drop=10)
        pic.fill(sheet, pic.ramp("#2f4636", "#16231b", "#0d1611"), dry)
    for x, y, turn in ((700, 290, 20), (790, 395, 50)):
        _braised_pork(pic, Spot(x, y, turn), 122)
    for i in range(6):
        shoot = Spot(330 + i * 17, 540 + i * 24, 62 + i * 5)
        body = cornered(shoot.place(box_points(pic.rng, 165, 27, 4)), 6)
        pic.fill(body, pic.ramp("#eac179", "#c08a3d"), GLOSS)
    half_egg(pic, Spot(690, 585, -20), 82)
    half_egg(pic, Spot(555, 680, 15), 82)
    for px, py in strew(pic.rng, 520, 420, 95, 34, 17):
        onion_ring(pic, Spot(px, py), 16)
    seeds(pic, strew(pic.rng, 560, 470, 240, 34), "#f6e3b8", 7)
    droplets(pic, strew(pic.rng, 560, 450, 345, 70), "#e2a23f", 10)
    chopsticks(pic, Spot(1085, 450, 96))
    rim_shadow(pic, held, 26, 0.4)


def _braised_pork(pic: Picture, spot: Spot, radius: float) -> None:
    outline = blob(pic.rng, spot, radius, radius * 0.86, 0.05, 14)
    fatty = Finish(edge=9, tall=14, grain=0.03, rough=0.35, gloss=0.6, shine=24, drop=9)
    with pic.group(fatty):
        pic.fill(outline, pic.glow("#d9a071", "#b4683c", "#6d2f14"))
        with pic.inside(outline):
            for reach, tone, wide in ((0.74, "#f3dcc0", 17), (0.42, "#f0d2b0", 13)):
                ring = [
                    (radius * reach * math.cos(t / 2), radius * reach * 0.85 * math.sin(t / 2))
                    for t in range(9)
                ]
                pic.stroke(spot.place(ring), tone, wide, 0.85, soft=2.5)
            edge = blob(pic.rng, spot, radius * 0.98, radius * 0.84, 0.04, 14)
            pic.add(
                f'<path d="{edge}" fill="none" stroke="#4a1a08" stroke-width="15" opacity="0.7"'
                f"{pic.blur(4)}/>"
            )


@dish("spaghetti-alla-carbonara")
def carbonara(pic: Picture) -> None:
    """Draw spaghetti in a pale yellow sauce with crisp pork and pepper."""
    lay_table(pic, "slate")
    napkin(pic, Spot(1060, 600, 20), "#d9cdb6", 400)
    fork(pic, Spot(1060, 360, 10))
    plate(pic, Spot(540, 450), 420, CHINA, 0.78)
    cutlet_shadow(pic, 540, 455, 275, 265)
    pic.fill(blob(pic.rng, Spot(540, 450), 292, 284, 0.03), pic.glow("#f0c95c", "#c9922e"))
    noodle_swirl(pic, Spot(540, 450), 300, "#f7cf5e", 17, 150)
    noodle_swirl(pic, Spot(540, 440), 190, "#fad877", 17, 60)
    crisp = Finish(edge=6, tall=12, grain=0.05, rough=0.4, gloss=0.7, shine=24, drop=7)
    for x, y in strew(pic.rng, 540, 445, 235, 26, 44):
        chunk(pic, Spot(x, y, pic.rng.uniform(0, 180)), 70, 40, "#c4552f", crisp, 0.55)
    crumble(pic, strew(pic.rng, 540, 445, 220, 60), "#fbf0cf", 9)
    pic.flecks(strew(pic.rng, 540, 445, 320, 170), ("#1d1611", "#3b2d22"), 3.2)
    yolk = Finish(edge=15, tall=22, gloss=1.0, shine=40, drop=6)
    pic.fill(
        blob(pic.rng, Spot(540, 425), 62, 59, 0.01), pic.glow("#ffcb45", "#f59c17", "#d9760b"), yolk
    )
    frond(pic, Spot(640, 350, 40), 50)


@dish("penne-al-pesto")
def penne(pic: Picture) -> None:
    """Draw penne in green pesto with pine nuts and tomatoes."""
    lay_table(pic, "oak")
    basil(pic, Spot(1090, 170, 30), 120)
    fork(pic, Spot(1090, 450, 6))
    held = bowl(pic, Spot(540, 450), 410, CHINA, 0.1)
    with pic.inside(held):
        pic.fill(held, pic.glow("#7d9438", "#4a5e1c"))
    rim_shadow(pic, held, 30, 0.5)
    for radius, count, gap in ((315, 150, 26), (290, 110, 30), (220, 60, 34)):
        for x, y in strew(pic.rng, 540, 450, radius, count, gap):
            _penne(pic, Spot(x, y, pic.rng.uniform(0, 360)))
    pic.flecks(strew(pic.rng, 540, 450, 310, 330), (*HERBS, "#2c5a1a"), 6)
    for x, y in strew(pic.rng, 540, 450, 270, 9, 105):
        cherry_tomato(pic, Spot(x, y, pic.rng.uniform(0, 180)), 46)
    seeds(pic, strew(pic.rng, 540, 450, 290, 44, 28), "#f0cf8c", 17)
    for x, y in strew(pic.rng, 540, 440, 220, 14, 50):
        flake = cornered(
            Spot(x, y, pic.rng.uniform(0, 180)).place(box_points(pic.rng, 84, 36, 10)), 8
        )
        pic.fill(flake, pic.ramp("#fff6d6", "#f0dca0"), Finish(edge=3, tall=5, drop=5))
    basil(pic, Spot(545, 430, 10), 100)


def _penne(pic: Picture, spot: Spot) -> None:
    tube = [(-70, -20), (62, -20), (80, 20), (-52, 20)]
    tone = pic.vary(pic.rng.choice(["#e3c868", "#b8bb4c", "#d2c25c", "#9db441"]), 0.04)
    coated = Finish(edge=7, tall=12, grain=0.03, rough=0.2, gloss=0.6, shine=26, drop=7)
    with pic.group(coated):
        pic.fill(
            cornered(spot.place(tube), 6), pic.ramp(lighter(tone, 0.3), tone, darker(tone, 0.2))
        )
    for y in (-10, 0, 10):
        ridge = spot.place([(-58 + y * 0.4, y), (66 + y * 0.4, y)])
        pic.stroke(ridge, darker(tone, 0.4), 1.8, 0.5)
    mouth = smooth(spot.place([(62, -17), (72, -4), (78, 16), (69, 4)]))
    pic.fill(mouth, darker(tone, 0.75))


@dish("pad-thai-with-prawns")
def pad_thai(pic: Picture) -> None:
    """Draw stir-fried rice noodles with prawns, peanuts, sprouts and lime."""
    lay_table(pic, "terracotta")
    plate(pic, Spot(560, 450), 425, SEA, 0.82)
    cutlet_shadow(pic, 560, 455, 300, 285)
    noodle_swirl(pic, Spot(560, 450), 345, "#dd9548", 23, 120)
    for x, y in strew(pic.rng, 560, 450, 240, 15, 60):
        chunk(pic, Spot(x, y, pic.rng.uniform(0, 180)), 92, 54, "#f5c94f", SOFT, 0.25)
    noodle_swirl(pic, Spot(560, 440), 240, "#e5a555", 23, 30)
    for x, y in strew(pic.rng, 560, 450, 270, 34):
        sprout = Spot(x, y, pic.rng.uniform(0, 360))
        pic.stroke(sprout.place([(-48, 6), (0, -8), (44, 6)]), "#f6efdc", 9, finish=GLOSS)
        pic.fill(blob(pic.rng, sprout.on(46, 6), 10, 8, 0.1, 7), "#e8d38a")
    for x, y, turn in (
        (420, 350, 10),
        (650, 330, 80),
        (700, 530, 190),
        (500, 590, 250),
        (560, 450, 0),
    ):
        prawn(pic, Spot(x, y, turn), 88, "#f08a55")
    for x, y in strew(pic.rng, 560, 450, 270, 26, 40):
        onion_ring(pic, Spot(x, y), 14, "#5f9a35")
    crumble(pic, strew(pic.rng, 690, 640, 95, 60), "#d9a862", 15)
    crumble(pic, strew(pic.rng, 560, 450, 260, 60), "#dcae6a", 11)
    citrus_wedge(pic, Spot(275, 560, 30), 150, LIME)
    citrus_wedge(pic, Spot(330, 650, 8), 150, LIME)
    herbs(pic, strew(pic.rng, 560, 450, 270, 40), 7)
    frond(pic, Spot(575, 300, 10), 60)
    chopsticks(pic, Spot(1085, 430, 84), "#3a1f14")
