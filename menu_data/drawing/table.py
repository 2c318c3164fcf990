"""The table and what stands on it: surfaces, plates, bowls, pans, boards and cutlery."""

from __future__ import annotations

from dataclasses import dataclass

from drawing.kit import FLAT, HEIGHT, SHADE, WIDTH, Finish, Picture, darker, lighter, mix
from drawing.shapes import Spot, arc_points, blob, box_points, cornered, ellipse, line, smooth

IRON = Finish(edge=5, tall=7, grain=0.12, rough=0.3, gloss=0.25, shine=14, drop=0)


@dataclass(frozen=True)
class Ware:
    """A colour of crockery."""

    body: str
    well: str


CHINA = Ware("#fbf6ec", "#f4ede0")
STONE = Ware("#d9cdb8", "#cfc1a8")
INK = Ware("#34414c", "#2a353f")
CHARCOAL = Ware("#3d3835", "#2f2a28")
CLAY = Ware("#b4623a", "#8f4526")
SAGE = Ware("#a9b39a", "#98a388")
SEA = Ware("#4f7f8a", "#3f6c77")
OCHRE = Ware("#d9a648", "#c79236")
COPPER = Ware("#c9794a", "#a65c31")
IRONWARE = Ware("#33302e", "#23201f")

_SURFACES = {
    "linen": ("#dccbb0", "0.5 0.035", "0.035 0.5", 1.5),
    "slate": ("#3f4347", "0.012 0.02", "0.25 0.3", 3.0),
    "terracotta": ("#b8684a", "0.008 0.012", "0.1 0.13", 3.2),
    "oak": ("#cfa672", "0.004 0.09", "0.012 0.4", 2.6),
}


def lay_table(pic: Picture, kind: str) -> None:
    """Cover the picture with a table surface, lit from the top left."""
    kind = pic.table or kind
    colour, coarse, fine, depth = _SURFACES[kind]
    seed = pic.rng.randint(1, 90)
    pic.add(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colour}"/>')
    for grain, height, veil in ((coarse, depth * 2.0, 0.5), (fine, depth * 0.6, 0.3)):
        name = pic.define(
            f"surface{grain}",
            '<filter id="@" x="0" y="0" width="100%" height="100%">'
            f'<feTurbulence type="fractalNoise" baseFrequency="{grain}" numOctaves="3" '
            f'seed="{seed}"/><feDiffuseLighting surfaceScale="{height}" lighting-color="#ffffff">'
            '<feDistantLight azimuth="232" elevation="48"/></feDiffuseLighting>'
            '<feGaussianBlur stdDeviation="0.7"/></filter>',
        )
        pic.add(
            f'<rect width="{WIDTH}" height="{HEIGHT}" filter="url(#{name})" opacity="{veil}" '
            'style="mix-blend-mode:soft-light"/>'
        )
    if kind == "oak":
        _lay_planks(pic)


def _lay_planks(pic: Picture) -> None:
    for y in (120, 345, 575, 800):
        seam = y + pic.rng.uniform(-30, 30)
        pic.add(f'<rect y="{seam:.0f}" width="{WIDTH}" height="3" fill="#5d3716" opacity="0.55"/>')
        pic.add(f'<rect y="{seam + 3:.0f}" width="{WIDTH}" height="2" fill="#fff" opacity="0.2"/>')
        tone = pic.rng.choice(["#7a4a1e", "#fff0cf"])
        pic.add(f'<rect y="{seam:.0f}" width="{WIDTH}" height="225" fill="{tone}" opacity="0.07"/>')


def light_room(pic: Picture) -> None:
    """Let warm light fall from the top left and darken the far corner."""
    warm = pic.glow("#ffe9bd/0.34", "#ffe0a8/0.08", "#000000/0", fx=0.12, fy=0.05, r=0.8)
    dim = pic.glow("#000000@0.45/0", "#1c0c04@0.8/0.14", "#1c0c04/0.42", fx=0.44, fy=0.42, r=0.78)
    for paint, blend in ((warm, "soft-light"), (warm, "normal"), (dim, "multiply")):
        veil = 0.22 if blend == "normal" else 1
        pic.add(
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{paint}" opacity="{veil}" '
            f'style="mix-blend-mode:{blend}"/>'
        )


def cast(pic: Picture, path: str, dx: float = 16, dy: float = 24, soft: float = 20) -> None:
    """Cast a soft shadow of an outline on to the table."""
    for share, veil in ((1.0, 0.42), (0.35, 0.4)):
        pic.add(
            f'<path d="{path}" transform="translate({dx * share} {dy * share})" fill="{SHADE}" '
            f'opacity="{veil}"{pic.blur(max(3, soft * share))}/>'
        )


def plate(pic: Picture, spot: Spot, radius: float, ware: Ware = CHINA, well: float = 0.76) -> None:
    """Set down a round plate with a rim and a shallow well."""
    x, y, flat = spot.x, spot.y, spot.squash
    rim = ellipse(x, y, radius, radius * flat)
    cast(pic, rim, 18, 26, 22)
    if flat < 0.9:
        under = ellipse(x, y + radius * 0.05, radius * 0.985, radius * flat)
        pic.fill(under, pic.ramp(darker(ware.body, 0.15), darker(ware.body, 0.5), to=(1, 0.6)))
    pic.fill(rim, pic.ramp(lighter(ware.body, 0.5), ware.body, darker(ware.body, 0.22)))
    _rim_light(pic, x, y, radius * 0.985, flat)
    inner = ellipse(x, y, radius * well, radius * well * flat)
    pic.fill(inner, pic.ramp(darker(ware.well, 0.2), ware.well + "@0.4", lighter(ware.well, 0.5)))
    with pic.inside(inner):
        ring = ellipse(x + 5, y + 6, radius * well, radius * well * flat)
        pic.add(
            f'<path d="{ring}" fill="none" stroke="{darker(ware.well, 0.6)}" stroke-width="9" '
            f'opacity="0.35"{pic.blur(6)}/>'
        )
    _rim_light(pic, x, y, radius * well * 1.012, flat, start=20, end=75, veil=0.5)


def _rim_light(
    pic: Picture,
    x: float,
    y: float,
    radius: float,
    flat: float,
    start: float = 190,
    end: float = 268,
    veil: float = 0.9,
) -> None:
    arc = Spot(x, y, squash=flat).place(arc_points(radius, start, end))
    pic.stroke(arc, "#fffdf6", 5, veil, soft=2)


def bowl(pic: Picture, spot: Spot, radius: float, ware: Ware = CHINA, wall: float = 0.1) -> str:
    """Set down a deep round bowl and return the outline of what it can hold."""
    x, y, flat = spot.x, spot.y, spot.squash
    outer = ellipse(x, y, radius, radius * flat)
    if flat < 0.9:
        foot = smooth(
            [
                (x - radius, y),
                (x - radius * 0.86, y + radius * (0.32 + flat * 0.36)),
                (x - radius * 0.42, y + radius * (0.42 + flat * 0.62)),
                (x + radius * 0.42, y + radius * (0.42 + flat * 0.62)),
                (x + radius * 0.86, y + radius * (0.32 + flat * 0.36)),
                (x + radius, y),
                (x, y - radius * 0.2),
            ]
        )
        cast(pic, foot, 26, 20, 22)
        tones = (lighter(ware.body, 0.35), ware.body + "@0.35", darker(ware.body, 0.55))
        pic.fill(foot, pic.ramp(*tones, start=(0, 0.3), to=(1, 0.7)))
    else:
        cast(pic, outer, 24, 34, 26)
    pic.fill(outer, pic.ramp(lighter(ware.body, 0.55), ware.body, darker(ware.body, 0.35)))
    _rim_light(pic, x, y, radius * 0.985, flat)
    inside = ellipse(x, y, radius * (1 - wall * 0.45), radius * (1 - wall * 0.45) * flat)
    pic.fill(inside, pic.ramp(darker(ware.well, 0.5), ware.well, lighter(ware.well, 0.35)))
    return ellipse(x, y + radius * wall * 0.15, radius * (1 - wall), radius * (1 - wall) * flat)


def rim_shadow(pic: Picture, outline: str, width: float = 34, veil: float = 0.55) -> None:
    """Shade the food in a bowl where its rim keeps the light away."""
    with pic.inside(outline):
        pic.add(
            f'<path d="{outline}" transform="translate({width * 0.3:.0f} {width * 0.4:.0f})" '
            f'fill="none" stroke="{SHADE}" stroke-width="{width}" opacity="{veil}"'
            f"{pic.blur(width * 0.36)}/>"
        )


def pour(
    pic: Picture, outline: str, light: str, deep: str, finish: Finish, shadow: float = 30
) -> None:
    """Fill an outline with a soup or sauce that catches the light."""
    with pic.inside(outline):
        pic.fill(outline, pic.glow(light, mix(light, deep, 0.4), deep), finish)
    rim_shadow(pic, outline, shadow)


def pan(pic: Picture, spot: Spot, radius: float, ware: Ware, handles: int = 2) -> str:
    """Set down a round pan with handles and return the outline of its floor."""
    x, y = spot.x, spot.y
    for side in (0, 180)[:handles]:
        grip = Spot(x, y, spot.angle + side)
        loop = grip.place([(radius * 0.96, -78), (radius * 1.17, -52), (radius * 1.17, 52)])
        loop += grip.place([(radius * 0.96, 78)])
        with pic.group(Finish(edge=5, tall=9, gloss=0.6, drop=14, dark=0.5)):
            pic.stroke(loop, ware.body, 24)
    outer = ellipse(x, y, radius, radius)
    cast(pic, outer, 20, 30, 24)
    pic.fill(outer, pic.ramp(lighter(ware.body, 0.5), ware.body, darker(ware.body, 0.5)))
    _rim_light(pic, x, y, radius * 0.982, 1, veil=0.8)
    floor = ellipse(x, y, radius * 0.93, radius * 0.93)
    pic.fill(floor, pic.ramp(darker(ware.well, 0.45), ware.well, lighter(ware.well, 0.25)), IRON)
    rim_shadow(pic, floor, 30, 0.5)
    return ellipse(x, y + 2, radius * 0.88, radius * 0.88)


def board(pic: Picture, spot: Spot, width: float, height: float, colour: str = "#9a6236") -> None:
    """Set down a wooden or slate board."""
    path = cornered(spot.place(box_points(pic.rng, width, height)), 34)
    cast(pic, path, 16, 22, 16)
    pic.fill(path, darker(colour, 0.45))
    top = Spot(spot.x - 2, spot.y - 7, spot.angle)
    path = cornered(top.place(box_points(pic.rng, width, height)), 34)
    pic.fill(path, pic.ramp(lighter(colour, 0.28), colour, darker(colour, 0.2)))
    with pic.inside(path):
        for _ in range(34):
            y = pic.rng.uniform(-height / 2, height / 2)
            wave = [(x * width / 2, y + pic.rng.uniform(-5, 5)) for x in (-1, -0.4, 0.2, 1)]
            tone = pic.rng.choice([darker(colour, 0.5), lighter(colour, 0.4)])
            pic.stroke(top.place(wave), tone, pic.rng.uniform(1.5, 5), 0.22, soft=0.8)


def small_bowl(pic: Picture, spot: Spot, radius: float, sauce: str, ware: Ware = CHINA) -> str:
    """Set down a small bowl of sauce and return the outline of the sauce."""
    held = bowl(pic, spot, radius, ware, 0.16)
    gloss = Finish(edge=6, tall=8, grain=0.012, rough=0.3, gloss=0.8, shine=34, drop=0)
    pour(pic, held, lighter(sauce, 0.12), darker(sauce, 0.25), gloss, radius * 0.26)
    return held


def napkin(pic: Picture, spot: Spot, colour: str = "#efe6d6", width: float = 420) -> None:
    """Fold a cloth napkin on the table, a stripe along its hem."""
    path = smooth(spot.place(_cloth(pic, width, width * 0.86)), tension=14)
    cast(pic, path, 10, 14, 12)
    cloth = Finish(edge=18, tall=20, grain=0.006, rough=0.5, drop=0)
    with pic.group(cloth):
        pic.fill(path, pic.ramp(lighter(colour, 0.3), colour, darker(colour, 0.15)))
    with pic.inside(path):
        for inset, wide in ((0.42, 10), (0.46, 4)):
            hem = spot.place([(-width, width * inset * 0.86), (width, width * inset * 0.86)])
            pic.stroke(hem, darker(colour, 0.45), wide, 0.5)
    fold = spot.place([(-width * 0.46, -20), (0, 10), (width * 0.46, -14)])
    pic.stroke(fold, darker(colour, 0.5), 8, 0.35, soft=5)


def _cloth(pic: Picture, width: float, height: float) -> list[tuple[float, float]]:
    edge = [(i / 4 - 0.5, -0.5) for i in range(4)] + [(0.5, i / 4 - 0.5) for i in range(4)]
    edge += [(0.5 - i / 4, 0.5) for i in range(4)] + [(-0.5, 0.5 - i / 4) for i in range(4)]
    sway = pic.rng.uniform
    return [(x * width + sway(-9, 9), y * height + sway(-9, 9)) for x, y in edge]


STEEL = Finish(edge=4, tall=7, gloss=0.9, shine=22, drop=7, dark=0.5)


def spoon(pic: Picture, spot: Spot, metal: str = "#b9b2a6") -> None:
    """Lay a spoon down, its bowl at the spot."""
    with pic.group(STEEL):
        pic.fill(cornered(spot.place([(-8, 50), (8, 50), (14, 370), (-14, 370)]), 13), metal)
        pic.fill(blob(pic.rng, spot, 40, 62, 0.01), metal)
    dip = Spot(spot.x, spot.y, spot.angle)
    pic.fill(blob(pic.rng, dip, 31, 52, 0.01), pic.ramp(darker(metal, 0.6), lighter(metal, 0.5)))


def fork(pic: Picture, spot: Spot, metal: str = "#b9b2a6") -> None:
    """Lay a fork down, its tines at the spot."""
    with pic.group(STEEL):
        pic.fill(cornered(spot.place([(-7, 40), (7, 40), (14, 360), (-14, 360)]), 13), metal)
        pic.fill(smooth(spot.place([(-30, -20), (30, -20), (24, 34), (0, 56), (-24, 34)])), metal)
        for x in (-25, -8.5, 8.5, 25):
            pic.stroke(spot.place([(x, -10), (x, -86)]), metal, 8.5)


def chopsticks(pic: Picture, spot: Spot, colour: str = "#5b2c1c") -> None:
    """Lay a pair of chopsticks side by side."""
    for shift, lean in ((-13, -0.6), (13, 1.4)):
        stick = Spot(spot.x, spot.y, spot.angle + lean)
        body = stick.place(
            [(-300, shift - 5), (330, shift - 10), (330, shift + 10), (-300, shift + 5)]
        )
        pic.fill(cornered(body, 5), colour, Finish(edge=5, tall=9, gloss=0.6, drop=8))


def skewer(pic: Picture, points: list[tuple[float, float]], colour: str, width: float) -> None:
    """Lay a thin stick (cinnamon, straw, bamboo) through the points."""
    pic.add(
        f'<path d="{line(points)}" stroke="{colour}" stroke-width="{width}" fill="none" '
        f'stroke-linecap="butt"{pic.finish(FLAT)}/>'
    )
