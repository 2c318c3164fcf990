"""Drawn pictures of what is no food: a guest's photo must look more like a dish than these do.

Drawn and not photographed, so that nothing has to be licensed; each is of a kind that phones are
full of.
"""

from collections.abc import Iterator
from random import Random

from PIL import Image, ImageDraw, ImageFilter

SIDE = 256  # pixels; encoders look at no more than 260
SOFT = 0.8  # pixels of blur: drawn edges are sharper than any lens
DRAWN = 1  # the version of the drawings: what is kept of others is not theirs
Pen = ImageDraw.ImageDraw

INK, PAPER, GREY, NIGHT = "#282830", "#f5f3ee", "#828488", "#0e101e"
SKY, SEA, GRASS, BRICK, SKIN = "#78aae1", "#1e5082", "#46783c", "#96503c", "#e0b496"


def unrelated_pictures() -> Iterator[tuple[str, Image.Image]]:
    """Yield the name of each picture, and the picture; always the same ones."""
    for draw in _PICTURES:
        name = draw.__name__.strip("_")
        picture = Image.new("RGB", (SIDE, SIDE), PAPER)
        draw(ImageDraw.Draw(picture), Random(name))  # noqa: S311  the same picture each time
        yield name, picture.filter(ImageFilter.GaussianBlur(SOFT))


def _page(pen: Pen, chance: Random) -> None:
    for y in range(20, 240, 12):
        pen.line((20, y, chance.randint(120, 236), y), INK, 3)


def _receipt(pen: Pen, chance: Random) -> None:
    pen.rectangle((0, 0, SIDE, SIDE), GREY)
    pen.rectangle((80, 0, 180, SIDE), PAPER)
    for y in range(12, 250, 9):
        pen.line((88, y, chance.randint(110, 140), y), INK, 2)
        pen.line((158, y, 172, y), INK, 2)


def _screen(pen: Pen, chance: Random) -> None:
    pen.rectangle((0, 0, SIDE, SIDE), NIGHT)
    for x in range(20, 220, 56):
        for y in range(30, 220, 56):
            pen.rounded_rectangle((x, y, x + 38, y + 38), 9, chance.choice((SKY, GRASS, SKIN)))


def _chart(pen: Pen, chance: Random) -> None:
    pen.line((24, 20, 24, 230, 240, 230), INK, 3)
    for x in range(36, 230, 24):
        pen.rectangle((x, chance.randint(40, 200), x + 14, 230), SEA)


def _landscape(pen: Pen, chance: Random) -> None:
    pen.rectangle((0, 0, SIDE, SIDE), SKY)
    hills = [(x, chance.randint(90, 140)) for x in range(0, 300, 42)]
    pen.polygon([(0, SIDE), *hills, (SIDE, SIDE)], GRASS)


def _sea(pen: Pen, chance: Random) -> None:
    pen.rectangle((0, 0, SIDE, 110), SKY)
    pen.rectangle((0, 110, SIDE, SIDE), SEA)
    for _ in range(60):
        x, y = chance.randint(0, SIDE), chance.randint(115, SIDE)
        pen.line((x, y, x + 22, y), SKY, 1)


def _houses(pen: Pen, chance: Random) -> None:
    pen.rectangle((0, 0, SIDE, SIDE), SKY)
    for x in range(0, SIDE, 64):
        top = chance.randint(30, 120)
        pen.rectangle((x, top, x + 60, SIDE), chance.choice((GREY, BRICK, SKIN)))
        for y in range(top + 12, SIDE, 26):
            pen.rectangle((x + 10, y, x + 22, y + 14), INK)
            pen.rectangle((x + 36, y, x + 48, y + 14), INK)


def _street_at_night(pen: Pen, chance: Random) -> None:
    pen.rectangle((0, 0, SIDE, SIDE), NIGHT)
    for _ in range(40):
        x, y, size = chance.randint(0, SIDE), chance.randint(0, 170), chance.randint(2, 9)
        pen.ellipse((x, y, x + size, y + size), chance.choice(("#ffd890", "#ff7050", PAPER)))


def _wall(pen: Pen, chance: Random) -> None:
    for row, y in enumerate(range(0, SIDE, 18)):
        for x in range(-20 * (row % 2), SIDE, 40):
            shade = chance.choice((BRICK, "#8c4834", "#a05a46"))
            pen.rectangle((x, y, x + 37, y + 15), shade)


def _face(pen: Pen, _: Random) -> None:
    pen.rectangle((0, 0, SIDE, SIDE), SKY)
    pen.rectangle((40, 200, 216, SIDE), SEA)
    pen.ellipse((70, 30, 186, 220), INK)
    pen.ellipse((78, 54, 178, 214), SKIN)
    for x in (104, 140):
        pen.ellipse((x, 112, x + 14, 122), INK)
    pen.arc((104, 140, 152, 180), 20, 160, BRICK, 5)


def _car(pen: Pen, _: Random) -> None:
    pen.rectangle((0, 0, SIDE, 180), SKY)
    pen.rectangle((0, 180, SIDE, SIDE), GREY)
    pen.polygon([(70, 130), (96, 90), (170, 90), (196, 130)], INK)
    pen.rounded_rectangle((34, 126, 226, 182), 14, BRICK)
    for x in (60, 160):
        pen.ellipse((x, 160, x + 40, 200), NIGHT)


def _pet(pen: Pen, chance: Random) -> None:
    pen.rectangle((0, 0, SIDE, SIDE), GRASS)
    pen.ellipse((60, 110, 220, 230), GREY)
    pen.ellipse((40, 60, 120, 140), GREY)
    pen.polygon([(46, 84), (50, 36), (76, 66)], INK)
    pen.polygon([(88, 64), (112, 36), (114, 84)], INK)
    for _ in range(150):
        x, y = chance.randint(60, 210), chance.randint(70, 220)
        pen.line((x, y, x + 5, y + 5), INK, 1)


_PICTURES = (
    *(_page, _receipt, _screen, _chart, _landscape, _sea),
    *(_houses, _street_at_night, _wall, _face, _car, _pet),
)
