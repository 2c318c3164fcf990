"""Leaves, vegetables and fruit: garnish that turns up on many dishes."""

from __future__ import annotations

from drawing.kit import (
    FLAT,
    GLOSS,
    LEAF,
    MATTE,
    SOFT,
    TINY,
    WET,
    Finish,
    Picture,
    darker,
    lighter,
    mix,
)
from drawing.shapes import (
    Point,
    Spot,
    arc_points,
    blob,
    box_points,
    cornered,
    leaf_points,
    ring_points,
    smooth,
)

HERBS = ("#3f7d2a", "#5c9a34", "#2f6524")
LEMON = ("#f6c927", "#fdf0b8", "#f7d64a")
LIME = ("#5f9e2f", "#e9f3c4", "#a9cf55")
ORANGE = ("#ee8a1d", "#fde3b0", "#f5a536")


def leaf(
    pic: Picture, spot: Spot, length: float, width: float, colour: str = "#3f8a2e", veins: int = 4
) -> None:
    """Lay a smooth leaf (basil, bay) with its veins."""
    bend = pic.rng.uniform(-0.16, 0.16)
    points = [(x, y + bend * x * x / length) for x, y in leaf_points(length, width)]
    path = smooth(spot.place(points))
    tone = pic.vary(colour, 0.04)
    pic.fill(path, pic.ramp(lighter(tone, 0.25), tone, darker(tone, 0.3)), LEAF)
    rib = [(x * length, bend * x * x * length) for x in (0.02, 0.5, 0.95)]
    pic.stroke(spot.place(rib), lighter(tone, 0.4), 2.4, 0.7)
    for i in range(veins):
        start = (0.15 + 0.6 * i / veins) * length
        for side in (-1, 1):
            tip = (start + length * 0.16, side * width * 0.32 + bend * start)
            pic.stroke(spot.place([(start, bend * start * 0.6), tip]), lighter(tone, 0.3), 1.3, 0.4)


def basil(pic: Picture, spot: Spot, size: float = 70) -> None:
    """Lay a sprig of basil: a few rounded leaves."""
    for turn in (-105, 70, -20):
        reach = size * pic.rng.uniform(0.85, 1.1)
        leaf(pic, spot.on(0, 0, turn + pic.rng.uniform(-15, 15)), reach, reach * 0.62, "#3c8a2b")


def mint(pic: Picture, spot: Spot, size: float = 62, colour: str = "#4f9f45") -> None:
    """Lay a sprig of mint: pairs of toothed leaves."""
    for turn, share in ((-150, 0.8), (-30, 0.8), (165, 1), (15, 1), (-92, 1), (-60, 0.55)):
        length = size * share * pic.rng.uniform(0.9, 1.1)
        base = leaf_points(length, length * 0.6)
        teeth: list[Point] = []
        for (ax, ay), (bx, by) in zip(base, base[1:] + base[:1], strict=True):
            teeth += [(ax, ay), ((ax * 2 + bx) / 3, ((ay * 2 + by) / 3) * 1.12)]
        place = spot.on(0, 0, turn + pic.rng.uniform(-12, 12))
        tone = pic.vary(colour, 0.05)
        pic.fill(
            smooth(place.place(teeth), tension=9),
            pic.ramp(lighter(tone, 0.3), tone, darker(tone, 0.35)),
            LEAF,
        )
        pic.stroke(place.place([(2, 0), (length * 0.9, 0)]), darker(tone, 0.3), 2, 0.6)
        for i in range(1, 4):
            for side in (-1, 1):
                vein = [(length * i * 0.2, 0), (length * (i * 0.2 + 0.14), side * length * 0.17)]
                pic.stroke(place.place(vein), darker(tone, 0.3), 1.3, 0.4)


def frond(pic: Picture, spot: Spot, size: float = 46, colour: str = "#4b8f2f") -> None:
    """Lay a sprig of parsley or coriander: lobed leaflets on thin stalks."""
    pic.stroke(spot.place([(0, size * 0.9), (4, size * 0.3), (0, 0)]), darker(colour, 0.1), 3.4)
    for turn, share in ((-90, 1.0), (-150, 0.8), (-30, 0.8)):
        stalk = spot.on(0, size * 0.2, turn)
        lobes = [(0, 0), (0.3, -0.34), (0.5, -0.24), (0.62, -0.5), (0.8, -0.22), (1.05, -0.14)]
        lobes += [(1.0, 0.06)] + [(x, -y) for x, y in reversed(lobes[1:5])]
        tone = pic.vary(colour, 0.05)
        path = smooth(
            stalk.place([(x * size * share, y * size * share) for x, y in lobes]), True, 8
        )
        pic.fill(path, pic.ramp(lighter(tone, 0.25), darker(tone, 0.2)), LEAF)
        pic.stroke(stalk.place([(0, 0), (size * 0.85 * share, 0)]), lighter(tone, 0.35), 1.5, 0.6)


def herbs(pic: Picture, places: list[Point], size: float = 5.5) -> None:
    """Scatter chopped herbs."""
    pic.flecks(places, HERBS, size)


def citrus_wheel(
    pic: Picture, spot: Spot, radius: float, skin: tuple[str, str, str] = LEMON
) -> None:
    """Lay a round slice of citrus fruit."""
    peel, pith, flesh = skin
    with pic.group(Finish(edge=4, tall=6, drop=6)):
        pic.fill(blob(pic.rng, spot, radius, radius, 0.012, 20), peel)
    pic.fill(blob(pic.rng, spot, radius * 0.92, radius * 0.92, 0.01, 20), pith)
    for i in range(9):
        place = spot.on(0, 0, i * 40)
        reach = radius * 0.84
        segment = [(reach * 0.1, 0), (reach * 0.62, -reach * 0.235), (reach * 0.93, -reach * 0.25)]
        segment += [(reach * 1.0, 0)] + [(x, -y) for x, y in reversed(segment[1:])]
        path = smooth(place.place(segment), tension=9)
        pic.fill(path, pic.glow(lighter(flesh, 0.45), flesh, darker(flesh, 0.08)), WETLESS)


WETLESS = Finish(edge=3, tall=4, grain=0.09, rough=0.35, gloss=0.5, drop=0)


def citrus_wedge(
    pic: Picture, spot: Spot, length: float, skin: tuple[str, str, str] = LEMON
) -> None:
    """Lay a wedge of citrus fruit on its side."""
    peel, pith, flesh = skin
    radius = length / 2
    back = [(-radius, -4), (radius, -4), *arc_points(radius * 1.04, 0, 180, 11)]
    thick = Spot(spot.x + 5, spot.y + 9, spot.angle)
    pic.fill(smooth(thick.place(back), tension=9), darker(peel, 0.35), FLAT)
    pic.fill(smooth(spot.place(back), tension=9), pic.ramp(lighter(peel, 0.2), peel), GLOSS)
    inner = [(-radius * 0.9, 0), (radius * 0.9, 0), *arc_points(radius * 0.91, 4, 176, 11)]
    pic.fill(smooth(spot.place(inner), tension=9), pith)
    for i in range(4):
        place = spot.on(0, radius * 0.06, 25 + i * 43.5)
        reach = radius * 0.82
        cell = [(reach * 0.08, 0), (reach * 0.6, -reach * 0.24), (reach * 0.94, -reach * 0.27)]
        cell += [(reach, 0)] + [(x, -y) for x, y in reversed(cell[1:])]
        path = smooth(place.place(cell), tension=9)
        pic.fill(path, pic.glow(lighter(flesh, 0.45), flesh, darker(flesh, 0.06)), WETLESS)


def tomato_slice(pic: Picture, spot: Spot, radius: float) -> None:
    """Lay a slice of tomato with its chambers of seeds."""
    red = pic.vary("#d8321f", 0.03)
    pic.fill(
        blob(pic.rng, spot, radius, radius, 0.03, 14),
        pic.glow(lighter(red, 0.2), red, darker(red, 0.25)),
        Finish(edge=6, tall=8, gloss=0.5, drop=7),
    )
    for i in range(5):
        place = spot.on(0, 0, i * 72 + pic.rng.uniform(-6, 6))
        cell = [(radius * 0.26, 0), (radius * 0.55, -radius * 0.27), (radius * 0.82, 0)]
        cell += [(radius * 0.55, radius * 0.27)]
        pic.fill(smooth(place.place(cell)), pic.glow("#f2713f", "#c7301a"), WETLESS)
        for _ in range(5):
            sx, sy = pic.rng.uniform(0.42, 0.7) * radius, pic.rng.uniform(-0.16, 0.16) * radius
            seed = place.on(sx, sy, pic.rng.uniform(0, 180))
            pic.fill(blob(pic.rng, seed, radius * 0.055, radius * 0.035, 0.05, 6), "#f7d98a")


def cherry_tomato(pic: Picture, spot: Spot, radius: float = 34, cut: bool = True) -> None:
    """Lay a cherry tomato, halved or whole."""
    body = blob(pic.rng, spot, radius, radius * 0.94, 0.02)
    pic.fill(body, pic.glow("#f26a43", "#d32f1c", "#8f1710"), Finish(edge=10, tall=15, gloss=0.9))
    if not cut:
        return
    pic.fill(blob(pic.rng, spot, radius * 0.86, radius * 0.8, 0.03), "#e2492c")
    for x in (-0.38, 0.38):
        cell = blob(pic.rng, spot.on(x * radius, 0), radius * 0.27, radius * 0.52, 0.08, 8)
        pic.fill(cell, pic.glow("#f58a4b", "#cf3a1c"), WETLESS)
        for y in (-0.3, -0.05, 0.22):
            seed = spot.on((x + pic.rng.uniform(-0.08, 0.08)) * radius, y * radius, 70)
            pic.fill(blob(pic.rng, seed, radius * 0.1, radius * 0.06, 0.1, 6), "#f9e0a0")


def cucumber_slice(pic: Picture, spot: Spot, radius: float = 36) -> None:
    """Lay a slice of cucumber."""
    pic.fill(blob(pic.rng, spot, radius, radius, 0.02), "#3e7a35", Finish(edge=3, tall=5, drop=5))
    pic.fill(blob(pic.rng, spot, radius * 0.9, radius * 0.9, 0.02), pic.glow("#eef4c9", "#cfe3a0"))
    for i in range(9):
        place = spot.on(0, 0, i * 40).on(radius * 0.4, 0)
        pic.fill(blob(pic.rng, place, radius * 0.16, radius * 0.06, 0.1, 6), "#f7f6df", TINY)


def chilli_ring(pic: Picture, spot: Spot, radius: float = 15, colour: str = "#d42a1c") -> None:
    """Lay a ring of sliced chilli."""
    points = spot.place(arc_points(radius, 0, 345, 10))
    pic.stroke(points, colour, radius * 0.42, finish=Finish(edge=3, tall=5, gloss=0.7, drop=3))
    pic.fill(blob(pic.rng, spot.on(2, 1), radius * 0.22, radius * 0.16, 0.1, 6), "#f4dc9a")


def onion_ring(pic: Picture, spot: Spot, radius: float = 17, colour: str = "#6fa03a") -> None:
    """Lay a ring of spring onion."""
    points = spot.place(ring_points(pic.rng, radius, radius * 0.86, 0.08, 9))
    path = smooth(points)
    pic.add(
        f'<path d="{path}" fill="{lighter(colour, 0.75)}" fill-opacity="0.55" '
        f'stroke="{pic.vary(colour, 0.08)}" stroke-width="{radius * 0.38:.1f}"{pic.finish(TINY)}/>'
    )
    inner = blob(pic.rng, spot.on(radius * 0.15, 0), radius * 0.38, radius * 0.34, 0.1, 7)
    pic.add(
        f'<path d="{inner}" fill="none" stroke="{mix(colour, "#eef3cf", 0.5)}" stroke-width="3"/>'
    )


def red_onion(pic: Picture, spot: Spot, length: float = 70) -> None:
    """Lay a thin crescent of red onion."""
    curve = spot.place(arc_points(length * 0.6, 200, 335, 7))
    pic.stroke(curve, "#8e3166", 10, finish=FLAT)
    pic.stroke([(x + 1, y + 3) for x, y in curve], "#f0d5e2", 6)


def dice(
    pic: Picture, places: list[Point], colours: tuple[str, ...], size: float, gloss: float = 0.4
) -> None:
    """Scatter small diced vegetables."""
    cut = Finish(edge=3, tall=5, gloss=gloss, drop=4)
    for x, y in places:
        side = size * pic.rng.uniform(0.8, 1.2)
        spot = Spot(x, y, pic.rng.uniform(0, 90))
        path = cornered(spot.place(box_points(pic.rng, side, side * 0.85, side * 0.1)), side * 0.16)
        pic.fill(path, pic.vary(pic.rng.choice(colours), 0.04), cut)


def olive(pic: Picture, spot: Spot, radius: float = 22) -> None:
    """Lay a pitted black olive."""
    path = blob(pic.rng, spot, radius * 1.15, radius * 0.92, 0.02)
    pic.fill(path, pic.glow("#5d4a58", "#2b2029", "#130c12"), Finish(edge=9, tall=14, gloss=1.0))
    pic.fill(blob(pic.rng, spot.on(radius * 0.6, 0), radius * 0.22, radius * 0.3, 0.05), "#0d0709")


def lettuce(pic: Picture, spot: Spot, size: float = 130, colour: str = "#86b545") -> None:
    """Lay a frilly leaf of lettuce."""
    frill = ring_points(pic.rng, size, size * 0.72, 0.13, 26)
    tone = pic.vary(colour, 0.04)
    ruffled = Finish(edge=7, tall=12, grain=0.02, rough=0.5, gloss=0.2, drop=7)
    path = smooth(spot.place(frill))
    pic.fill(path, pic.glow(lighter(tone, 0.5), tone, darker(tone, 0.28), r=0.7), ruffled)
    pic.stroke(spot.place([(-size * 0.9, 0), (0, 4), (size * 0.6, -3)]), "#e6efc0", 7, 0.7)
    for x in (-0.5, -0.2, 0.15):
        for side in (-1, 1):
            vein = [(x * size, 0), ((x + 0.3) * size, side * size * 0.42)]
            pic.stroke(spot.place(vein), "#dfeab4", 3, 0.5)


def berry(pic: Picture, spot: Spot, radius: float = 26) -> None:
    """Lay a raspberry: a cluster of shining beads."""
    beads = Finish(edge=4, tall=7, gloss=0.8, drop=4)
    for ring, count in ((0.72, 9), (0.4, 6), (0.0, 1)):
        for i in range(count):
            place = spot.on(0, 0, i * 360 / count + ring * 50).on(radius * ring, 0)
            tone = pic.vary("#c41f43", 0.05)
            path = blob(pic.rng, place, radius * 0.33, radius * 0.31, 0.05, 8)
            pic.fill(path, pic.glow(lighter(tone, 0.25), darker(tone, 0.25)), beads)


def blueberry(pic: Picture, spot: Spot, radius: float = 22) -> None:
    """Lay a blueberry with its crown and bloom."""
    path = blob(pic.rng, spot, radius, radius * 0.95, 0.03)
    pic.fill(path, pic.glow("#8d9ccb", "#42508f", "#1c2250"), SOFT)
    crown = spot.on(pic.rng.uniform(-5, 5), pic.rng.uniform(-5, 5))
    pic.fill(blob(pic.rng, crown, radius * 0.34, radius * 0.32, 0.3, 10), "#171b3d")


def bean_pod(pic: Picture, points: list[Point], colour: str = "#4f8f37", width: float = 17) -> None:
    """Lay a green bean along the points."""
    pic.stroke(points, pic.vary(colour, 0.05), width, finish=Finish(edge=5, tall=9, gloss=0.5))


def peas(pic: Picture, places: list[Point], radius: float = 11) -> None:
    """Scatter peas."""
    for x, y in places:
        path = blob(pic.rng, Spot(x, y), radius, radius, 0.03, 8)
        pic.fill(path, pic.glow("#b5d968", "#6da435", "#3f6d1f"), Finish(edge=4, tall=6, gloss=0.5))


def droplets(pic: Picture, places: list[Point], colour: str, size: float = 8) -> None:
    """Scatter droplets of oil that catch the light."""
    for x, y in places:
        reach = size * pic.rng.uniform(0.5, 1.5)
        spot = Spot(x, y, pic.rng.uniform(0, 90))
        path = blob(pic.rng, spot, reach, reach * 0.85, 0.06, 8)
        pic.add(
            f'<path d="{path}" fill="{colour}" fill-opacity="0.5" stroke="{darker(colour, 0.35)}" '
            'stroke-opacity="0.45" stroke-width="1.4"/>'
        )
        shine = blob(pic.rng, Spot(x - reach * 0.35, y - reach * 0.35), reach * 0.25, reach * 0.18)
        pic.fill(shine, "#fffbe8", veil=0.9)


def sliced_pepper(pic: Picture, spot: Spot, length: float, colour: str = "#c92a1b") -> None:
    """Lay a curved strip of sweet pepper."""
    curve = spot.place(arc_points(length * 0.7, 205, 330, 7))
    pic.stroke(curve, pic.vary(colour, 0.04), 17, finish=WET)


def mushroom(pic: Picture, spot: Spot, size: float = 40) -> None:
    """Lay a slice of mushroom."""
    cap = [(-1, 0.1), (-0.85, -0.5), (0, -0.85), (0.85, -0.5), (1, 0.1), (0.4, 0.12), (0.3, 0.8)]
    cap += [(-0.3, 0.8), (-0.4, 0.12)]
    path = smooth(spot.place([(x * size, y * size) for x, y in cap]), tension=7)
    pic.fill(path, pic.ramp("#f4e6cb", "#d9c09a", "#a98a62"), MATTE)
    gill = [(-0.7, 0.02), (-0.3, -0.14), (0.3, -0.14), (0.7, 0.02)]
    pic.stroke(spot.place([(x * size, y * size) for x, y in gill]), "#8a6a48", 4, 0.7)
