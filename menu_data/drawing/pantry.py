"""Proteins, grains, noodles and bread: pieces shared by the dishes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from drawing.kit import (
    CRUST,
    SHADE,
    WET,
    Finish,
    Picture,
    darker,
    lighter,
)
from drawing.shapes import Point, Spot, blob, box_points, cornered, ellipse, smooth

SHELL = Finish(edge=8, tall=13, gloss=0.8, shine=26, drop=7)


def prawn(pic: Picture, spot: Spot, size: float = 70, colour: str = "#ee8657") -> None:
    """Lay a cooked prawn, curled, with its segments and tail."""
    for lean in (-26, 4):
        fan = spot.on(0, 0, 52 + lean).on(size * 0.98, size * 0.1, 60)
        tail = [(0, 0), (size * 0.28, -size * 0.13), (size * 0.5, 0), (size * 0.28, size * 0.12)]
        pic.fill(smooth(fan.place(tail)), pic.ramp("#f0703c", "#b53a1c"), SHELL)
    outer: list[Point] = []
    inner: list[Point] = []
    for i in range(15):
        share = i / 14
        thick = 0.34 + 0.36 * math.sin(math.pi * (0.1 + 0.75 * share))
        scallop = 0.025 * math.cos(share * 14 * math.pi)
        turn = math.radians(58 - 262 * share)
        for side, reach in ((outer, 0.72 + thick / 2 + scallop), (inner, 0.72 - thick / 2)):
            side.append((size * reach * math.cos(turn), size * reach * math.sin(turn)))
    body = smooth(spot.place(outer + inner[::-1]), tension=7)
    with pic.group(SHELL):
        pic.fill(body, pic.glow(lighter(colour, 0.55), lighter(colour, 0.25), colour, r=0.75))
        with pic.inside(body):
            for i in range(1, 14, 2):
                crossing = spot.place([inner[i], outer[i]])
                pic.stroke(crossing, "#d24a22", size * 0.13, 0.5, soft=size * 0.035)
                edge = spot.place([inner[i], outer[i]])
                pic.stroke([(x + 2, y + 2) for x, y in edge], "#9c2d10", 2.5, 0.55)
            pic.stroke(spot.place(outer), "#d8481c", size * 0.16, 0.55, soft=size * 0.05)
            pic.stroke(spot.place(inner[1:-1]), "#fdeedd", size * 0.13, 0.5, soft=size * 0.05)


def whole_prawn(pic: Picture, spot: Spot, size: float = 80) -> None:
    """Lay a whole prawn with head and feelers."""
    head = spot.on(0, 0, -205).on(size * 0.78, 0, -95)
    for lean in (-14, 12):
        feeler = head.on(0, 0, lean)
        path = feeler.place([(size * 0.3, 0), (size * 0.9, lean), (size * 1.4, lean * 3)])
        pic.stroke(path, "#c2401d", 3, 0.9)
    prawn(pic, spot, size, "#e9743f")
    points = [(-0.2, -0.34), (0.3, -0.26), (0.85, 0), (0.3, 0.26), (-0.2, 0.34)]
    shell = smooth(head.place([(x * size, y * size) for x, y in points]))
    pic.fill(shell, pic.ramp("#f59460", "#dd5527", "#a2310f"), SHELL)
    pic.fill(blob(pic.rng, head.on(size * 0.42, -size * 0.13), 5.5, 5.5), "#1d0d08")


def mussel(pic: Picture, spot: Spot, size: float = 60) -> None:
    """Lay an open mussel: dark shell, pearly lining, orange flesh."""
    shell = [(-1, 0), (-0.5, -0.5), (0.35, -0.62), (1, -0.12), (0.9, 0.3), (0.2, 0.5), (-0.6, 0.34)]
    scaled = [(x * size, y * size) for x, y in shell]
    pic.fill(smooth(spot.place(scaled)), pic.ramp("#4c5568", "#191d28"), SHELL)
    lining = spot.on(0, 0, size=0.86)
    pic.fill(smooth(lining.place(scaled)), pic.ramp("#cfd3dd", "#7d86a0", "#3d4460"))
    meat = [(-0.6, 0.0), (-0.2, -0.3), (0.45, -0.32), (0.7, 0), (0.3, 0.25), (-0.3, 0.2)]
    pic.fill(
        smooth(spot.place([(x * size, y * size) for x, y in meat])),
        pic.glow("#fbc06a", "#ec8f35", "#b85a1c"),
        WET,
    )


def half_egg(pic: Picture, spot: Spot, size: float = 60, soft: bool = True) -> None:
    """Lay half a boiled egg, its yolk up."""
    outline = [(-1.15, 0), (-0.7, -0.72), (0.1, -0.86), (0.95, -0.5), (1.12, 0), (0.95, 0.5)]
    outline += [(0.1, 0.86), (-0.7, 0.72)]
    white = smooth(spot.place([(x * size, y * size) for x, y in outline]))
    pic.fill(white, pic.glow("#fffdf6", "#f8f0df", "#dfcfb2"), Finish(edge=7, tall=9, gloss=0.4))
    yolk = spot.on(size * 0.12, 0)
    colours = ("#ffc94a", "#f59a1b", "#d9720c") if soft else ("#ffe07a", "#f8bf35", "#e09a1a")
    pic.fill(
        blob(pic.rng, yolk, size * 0.56, size * 0.52, 0.02),
        pic.glow(*colours),
        Finish(edge=5, tall=6, gloss=0.8 if soft else 0.2, drop=0),
    )


def fried_egg(pic: Picture, spot: Spot, size: float = 90) -> None:
    """Lay an egg baked in sauce: a ragged white and a round yolk."""
    pic.fill(
        blob(pic.rng, spot, size, size * 0.9, 0.14, 13),
        pic.glow("#fffaf0", "#fbf1de", "#e9d2b0"),
        Finish(edge=12, tall=15, grain=0.03, rough=0.22, gloss=0.4, drop=3),
    )
    yolk = spot.on(pic.rng.uniform(-8, 8), pic.rng.uniform(-8, 8))
    round_yolk = Finish(edge=13, tall=20, gloss=1.0, shine=40, drop=3, dark=0.3)
    path = blob(pic.rng, yolk, size * 0.42, size * 0.4, 0.015)
    pic.fill(path, pic.glow("#ffcf4d", "#f8a41c", "#dd7a0d"), round_yolk)


def grains(
    pic: Picture,
    places: list[Point],
    colour: str,
    length: float = 15,
    width: float = 6.5,
    flat: float = 1.0,
) -> None:
    """Heap grains of rice, each with its shadow and its light side."""
    for x, y in places:
        turn = pic.rng.uniform(0, 180)
        tone = pic.vary(colour, 0.055)
        long = length * pic.rng.uniform(0.85, 1.15)
        for dx, dy, paint, share in (
            (1.6, 2.4, darker(colour, 0.42), 1.05),
            (0, 0, tone, 1.0),
            (-0.8, -1.2, lighter(tone, 0.45), 0.5),
        ):
            pic.add(
                f'<ellipse cx="{x + dx:.1f}" cy="{y + dy:.1f}" rx="{long / 2 * share:.1f}" '
                f'ry="{width / 2 * share:.1f}" fill="{paint}" '
                f'transform="rotate({turn:.0f} {x + dx:.1f} {y + dy:.1f})"/>'
            )


def strand(pic: Picture, points: list[Point], colour: str, width: float) -> None:
    """Lay one noodle: shade below, body, light along its back."""
    tone = pic.vary(colour, 0.035)
    pic.stroke([(x + width * 0.22, y + width * 0.4) for x, y in points], SHADE, width * 1.1, 0.32)
    pic.stroke(points, darker(tone, 0.22), width)
    pic.stroke([(x - 0.6, y - 1) for x, y in points], tone, width * 0.74)
    shine = [(x - width * 0.14, y - width * 0.2) for x, y in points]
    pic.stroke(shine, lighter(tone, 0.6), width * 0.2, 0.75)


def noodle_swirl(
    pic: Picture, spot: Spot, radius: float, colour: str, width: float = 13, count: int = 70
) -> None:
    """Heap noodles in a loose swirl."""
    for i in range(count):
        reach = radius * (0.97 - 0.85 * i / count) * pic.rng.uniform(0.85, 1.04)
        start, sweep = pic.rng.uniform(0, 360), pic.rng.uniform(70, 190)
        off = spot.on(pic.rng.uniform(-0.13, 0.13) * radius, pic.rng.uniform(-0.13, 0.13) * radius)
        drift = pic.rng.uniform(-0.25, 0.03)
        arc = []
        for j in range(8):
            turn = math.radians(start + sweep * j / 7)
            out = reach * (1 + drift * j / 7 + pic.rng.uniform(-0.02, 0.02))
            arc.append((out * math.cos(turn), out * math.sin(turn)))
        strand(pic, off.place(arc), colour, width * pic.rng.uniform(0.9, 1.1))


def chunk(
    pic: Picture,
    spot: Spot,
    width: float,
    height: float,
    colour: str,
    finish: Finish = CRUST,
    browned: float = 0.35,
) -> None:
    """Lay an uneven, browned chunk (potato, meat, tofu)."""
    points = []
    for x, y in (
        (-1, -0.75),
        (0.1, -1),
        (1, -0.7),
        (1.05, 0.4),
        (0.4, 1),
        (-0.7, 0.9),
        (-1.1, 0.1),
    ):
        sway = pic.rng.uniform(0.84, 1.12)
        points.append((x * width / 2 * sway, y * height / 2 * sway))
    placed = spot.place(points)
    path = smooth(placed, tension=8)
    tone = pic.vary(colour, 0.05)
    with pic.group(finish):
        pic.fill(path, pic.ramp(lighter(tone, 0.3), tone, darker(tone, 0.2)))
        with pic.inside(path):
            for x, y in pic.rng.sample(placed, 3):
                scorch = blob(pic.rng, Spot(x, y), width * 0.3, height * 0.24, 0.2)
                pic.haze(scorch, darker(tone, 0.75), width * 0.07, browned)


def chips(pic: Picture, spot: Spot, length: float, colour: str = "#eab24a") -> None:
    """Lay a chip of fried potato: a long stick with a lit top."""
    long = length * pic.rng.uniform(0.75, 1.1)
    tone = pic.vary(colour, 0.05)
    body = cornered(spot.place(box_points(pic.rng, long, 25, 3)), 5)
    with pic.group(Finish(edge=4, tall=7, grain=0.08, rough=0.3, gloss=0.2, drop=8, dark=0.55)):
        pic.fill(body, pic.ramp(lighter(tone, 0.2), tone, darker(tone, 0.28)))
        for end in (-0.5, 0.5):
            tip = blob(pic.rng, spot.on(end * long, 0), 15, 15, 0.2)
            with pic.inside(body):
                pic.haze(tip, "#a85a18", 6, 0.65)
    edge = spot.place([(-long * 0.47, -5), (0, -6), (long * 0.47, -5)])
    pic.stroke(edge, lighter(tone, 0.65), 5, 0.55, soft=1.6)


def seeds(pic: Picture, places: list[Point], colour: str = "#f6e3b8", size: float = 8) -> None:
    """Scatter drop-shaped seeds (sesame, pine nuts)."""
    for x, y in places:
        spot = Spot(x, y, pic.rng.uniform(0, 360))
        drop = [(-size, 0), (-size * 0.3, -size * 0.5), (size * 0.7, -size * 0.35), (size, 0)]
        drop += [(size * 0.7, size * 0.35), (-size * 0.3, size * 0.5)]
        shade = smooth(Spot(x + 1.5, y + 2.5, spot.angle).place(drop))
        pic.fill(shade, SHADE, veil=0.45)
        tone = pic.vary(colour, 0.05)
        pic.fill(smooth(spot.place(drop)), pic.ramp(lighter(tone, 0.4), darker(tone, 0.15)))


def bread_slice(pic: Picture, spot: Spot, width: float, height: float) -> None:
    """Lay a slice of toasted bread with its crust and holes."""
    body = cornered(spot.place(box_points(pic.rng, width, height, 8)), min(width, height) * 0.34)
    pic.fill(body, pic.ramp("#c98a44", "#8a5020"), Finish(edge=8, tall=12, drop=9))
    inner = spot.on(0, 0, size=0.9)
    crumb = cornered(inner.place(box_points(pic.rng, width, height, 6)), min(width, height) * 0.3)
    porous = Finish(edge=3, tall=12, grain=0.07, rough=0.6, drop=0)
    pic.fill(crumb, pic.glow("#f8dfae", "#eec583", "#cf9148"), porous)


def dough_scorch(pic: Picture, places: list[Point], size: float, veil: float = 0.6) -> None:
    """Scorch dough with leopard spots."""
    for x, y in places:
        reach = size * pic.rng.uniform(0.4, 1.2)
        spot = Spot(x, y, pic.rng.uniform(0, 180))
        pic.haze(blob(pic.rng, spot, reach, reach * 0.7, 0.25), "#4a1c06", reach * 0.22, veil)


def grill_marks(pic: Picture, outline: str, spot: Spot, radius: float, gap: float = 52) -> None:
    """Brand grill marks across an outline."""
    with pic.inside(outline):
        steps = int(radius / gap)
        for i in range(-steps, steps + 1):
            bar = spot.place([(-radius, i * gap), (0, i * gap + 4), (radius, i * gap)])
            pic.stroke(bar, "#2a0f06", 13, 0.6, soft=2.4)


def crumble(pic: Picture, places: list[Point], colour: str, size: float = 9) -> None:
    """Crumble cheese or nuts over a dish."""
    for x, y in places:
        reach = size * pic.rng.uniform(0.5, 1.3)
        path = blob(pic.rng, Spot(x, y), reach, reach * 0.8, 0.25, 7)
        pic.fill(path, pic.vary(colour, 0.03), Finish(edge=3, tall=5, drop=3))


def cream_line(
    pic: Picture, points: Sequence[Point], colour: str = "#fff7e6", width: float = 14
) -> None:
    """Trail cream or sauce through the points."""
    pic.stroke(points, colour, width, finish=Finish(edge=4, tall=6, gloss=0.5, drop=3, dark=0.35))


def scoop(pic: Picture, spot: Spot, radius: float, colour: str) -> None:
    """Set a scoop of ice cream with its torn skirt."""
    ice = Finish(edge=20, tall=30, grain=0.045, rough=0.22, gloss=0.2, shine=14, drop=16, dark=0.6)
    torn = Finish(edge=9, tall=16, grain=0.05, rough=0.4, gloss=0.2, shine=14, drop=10)
    skirt = blob(pic.rng, spot.on(0, radius * 0.42), radius * 1.04, radius * 0.66, 0.06, 18)
    tones = (lighter(colour, 0.62), lighter(colour, 0.15), colour, darker(colour, 0.32))
    pic.fill(skirt, pic.glow(lighter(colour, 0.2), darker(colour, 0.12)), torn)
    ball = blob(pic.rng, spot, radius, radius * 0.95, 0.012, 16)
    with pic.group(ice):
        pic.fill(ball, pic.glow(*tones, fx=0.34, fy=0.28, r=0.78))
        with pic.inside(ball):
            for i in range(7):
                sweep = spot.on(0, 0, pic.rng.uniform(-30, -10))
                y = radius * (-0.7 + i * 0.24)
                scrape = [(-radius * 0.9, y + 14), (0, y - 10), (radius * 0.9, y + 10)]
                tone = pic.rng.choice([lighter(colour, 0.6), darker(colour, 0.2)])
                pic.stroke(sweep.place(scrape), tone, pic.rng.uniform(5, 16), 0.28, soft=5)
    shine = blob(pic.rng, spot.on(-radius * 0.38, -radius * 0.42), radius * 0.3, radius * 0.17, 0.1)
    pic.haze(shine, "#ffffff", radius * 0.09, 0.35)


def cutlet_shadow(pic: Picture, x: float, y: float, rx: float, ry: float) -> None:
    """Darken the plate under a heap of food."""
    pic.haze(ellipse(x + 8, y + 12, rx, ry), SHADE, 16, 0.45)
