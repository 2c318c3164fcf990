"""The code to the guests' page."""

from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
import segno
from PIL import Image

from recommender.printing import qr_png, qr_svg

ADDRESS = "https://mesa-viva.example/?lang=es"


def dots(png: bytes, module: int) -> list[list[int]]:
    """Return the dots of a code, 1 where it is black, without the white around it."""
    image = Image.open(BytesIO(png)).convert("L")
    size = image.width // module
    assert image.size == (size * module, size * module)
    return [
        [int(image.getpixel((x * module + 1, y * module + 1)) < 128) for x in range(4, size - 4)]
        for y in range(4, size - 4)
    ]


def test_the_png_holds_the_address_dot_for_dot() -> None:
    expected = segno.make(ADDRESS, error="q", micro=False, boost_error=False).matrix

    assert dots(qr_png(ADDRESS, module=6), 6) == [list(row) for row in expected]


def test_there_is_white_around_as_phones_need_it() -> None:
    image = Image.open(BytesIO(qr_png(ADDRESS, module=5))).convert("L")

    edges = [image.crop((0, 0, image.width, 20)), image.crop((0, 0, 20, image.height))]
    assert [edge.getextrema() for edge in edges] == [(255, 255), (255, 255)]


def test_the_svg_is_a_picture_and_holds_no_script() -> None:
    root = ET.fromstring(qr_svg('https://mesa-viva.example/"><script>x</script>'))

    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert {element.tag.split("}")[1] for element in root.iter()} <= {"svg", "path", "g"}


@pytest.mark.parametrize("address", [ADDRESS, "https://example.com/" + "a" * 500])
def test_long_addresses_fit_too(address: str) -> None:
    assert Image.open(BytesIO(qr_png(address))).width > 200
