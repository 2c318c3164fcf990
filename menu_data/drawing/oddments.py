"""What guests photograph that is no food: a shoe, a car, a house, a bare wall."""

from __future__ import annotations

from drawing.card import Painter
from drawing.kit import FLAT, GLOSS, HEIGHT, MATTE, SOFT, WIDTH, Picture, darker, lighter
from drawing.shapes import Spot, box_points, cornered, ellipse, smooth
from drawing.table import cast


def _ground(pic: Picture, sky: str, floor: str, horizon: float) -> None:
    """Fill the picture with a wall or sky and a floor."""
    pic.add(
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{pic.ramp(lighter(sky, 0.4), sky)}"/>'
        f'<rect y="{horizon}" width="{WIDTH}" height="{HEIGHT - horizon}" '
        f'fill="{pic.ramp(floor, darker(floor, 0.3))}"/>'
    )


def _box(pic: Picture, x: float, y: float, width: float, height: float, corner: float = 6) -> str:
    return cornered(Spot(x, y).place(box_points(pic.rng, width, height, 2)), corner)


def shoe(pic: Picture) -> None:
    """Draw a running shoe from its side."""
    _ground(pic, "#b8c4cc", "#8d8f94", 590)
    sole = smooth(
        [(170, 660), (180, 610), (600, 640), (1010, 625), (1050, 665), (1000, 710)]
        + [(600, 715), (220, 710)]
    )
    cast(pic, sole, 10, 34, 24)
    body = smooth(
        [(190, 640), (180, 480), (230, 350), (330, 330), (440, 400), (560, 460)]
        + [(720, 530), (900, 560), (1010, 600), (1030, 650), (600, 670), (240, 670)]
    )
    pic.fill(body, "#2b62b8", SOFT)
    with pic.inside(body):
        pic.fill(smooth([(180, 340), (330, 330), (360, 420), (200, 460)]), "#12284f", MATTE)
        pic.fill(smooth([(840, 540), (1050, 600), (1040, 680), (800, 680)]), "#e8e4dc", MATTE)
        for shift in (0, 60, 120):
            pic.stroke([(340 + shift, 640), (430 + shift, 500)], "#f4f1ea", 26)
    pic.fill(sole, "#f2efe8", MATTE)
    for x, y in ((430, 410), (490, 440), (550, 468), (610, 496)):
        pic.stroke([(x - 34, y + 34), (x, y + 8), (x + 26, y - 14)], "#f7f5ef", 13, finish=FLAT)


def car(pic: Picture) -> None:
    """Draw a small car on a street."""
    _ground(pic, "#9cc3e4", "#77797d", 600)
    cabin = cornered([(330, 480), (450, 300), (780, 300), (920, 480)], 40)
    body = cornered([(120, 470), (330, 450), (930, 450), (1080, 490), (1090, 640), (110, 640)], 46)
    cast(pic, body, 8, 40, 22)
    pic.fill(cabin, "#c7342b", GLOSS)
    for window in (
        [(385, 465), (470, 330), (600, 330), (600, 465)],
        [(625, 465), (625, 330), (765, 330), (860, 465)],
    ):
        pic.fill(cornered(window, 16), pic.ramp("#dcecf6", "#6f8ea3"))
    pic.fill(body, "#d63d32", GLOSS)
    pic.fill(_box(pic, 1050, 535, 60, 44, 14), "#fff2c4", GLOSS)
    pic.fill(_box(pic, 140, 535, 44, 52, 14), "#7d130e", GLOSS)
    pic.stroke([(612, 470), (612, 625)], "#8f211a", 5)
    pic.stroke([(640, 520), (700, 520)], "#f0e9e4", 12, finish=FLAT)
    for x in (310, 890):
        pic.fill(ellipse(x, 640, 100, 100), "#202225", SOFT)
        pic.fill(ellipse(x, 640, 54, 54), "#c9ccd1", GLOSS)
        pic.fill(ellipse(x, 640, 16, 16), "#5d6167")


def house(pic: Picture) -> None:
    """Draw a house with a red roof in a meadow."""
    _ground(pic, "#8fbfe8", "#6fa552", 640)
    pic.fill(_box(pic, 600, 560, 560, 340), "#efe2c6", MATTE)
    pic.fill(_box(pic, 760, 270, 70, 150), "#8b4a35", MATTE)
    pic.fill(cornered([(260, 410), (600, 170), (940, 410)], 8), "#a8402c", SOFT)
    pic.fill(_box(pic, 600, 630, 110, 200), "#5b3a22", MATTE)
    pic.fill(ellipse(636, 636, 8, 8), "#e4c46a")
    for x in (430, 770):
        pic.fill(_box(pic, x, 560, 120, 120), "#fbf8f0", FLAT)
        pic.fill(_box(pic, x, 560, 98, 98), pic.ramp("#cfe4f2", "#6c8ba1"))
        pic.stroke([(x, 510), (x, 610)], "#fbf8f0", 8)
        pic.stroke([(x - 50, 560), (x + 50, 560)], "#fbf8f0", 8)
    for x, size in ((150, 120), (1060, 150)):
        pic.fill(_box(pic, x, 640, 36, 200), "#6b4a2c", MATTE)
        pic.fill(ellipse(x, 500, size, size * 1.1), "#3f7d3a", SOFT)


def wall(pic: Picture) -> None:
    """Draw a bare painted wall."""
    pic.add(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{pic.ramp("#7f93b5", "#c9c3d6")}"/>')


ODDMENTS: dict[str, Painter] = {"shoe": shoe, "car": car, "house": house, "wall": wall}
