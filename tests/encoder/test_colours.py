"""The colours of a plate are those that a person would name."""

import numpy as np
import pytest
from PIL import Image

from recommender.encoder.colours import COLOURS, colour_shares

Rgb = tuple[int, int, int]


def shares(photo: Image.Image) -> dict[str, float]:
    """Return the colours that are there."""
    (row,) = colour_shares([photo])
    return {
        name: round(float(share), 3)
        for name, share in zip(COLOURS, row, strict=True)
        if share > 0.001
    }


def plain(colour: Rgb, size: tuple[int, int] = (64, 48)) -> Image.Image:
    return Image.new("RGB", size, colour)


@pytest.mark.parametrize(
    ("seen", "colour", "name"),
    [
        ("tomato soup", (200, 40, 20), "red"),
        ("a ripe tomato", (230, 0, 0), "red"),
        ("carrots", (237, 120, 20), "orange"),
        ("saffron rice", (240, 200, 40), "yellow"),
        ("basil", (60, 140, 40), "green"),
        ("blueberry sauce", (60, 70, 180), "blue"),
        ("beetroot", (120, 40, 160), "purple"),
        ("strawberry cream", (240, 120, 160), "pink"),
        ("salmon mousse", (240, 140, 130), "pink"),
        ("bread crust", (150, 90, 40), "brown"),
        ("gravy", (110, 70, 30), "brown"),
        ("cream", (250, 245, 235), "white"),
        ("rice", (245, 245, 245), "white"),
        ("squid ink", (15, 15, 18), "black"),
        ("a tin plate", (130, 130, 130), "grey"),
        ("pale dough", (245, 225, 200), "white"),
    ],
)
def test_a_plain_colour_is_called_by_its_name(seen: str, colour: Rgb, name: str) -> None:
    assert shares(plain(colour)) == {name: 1.0}, seen


def test_the_shares_of_a_photo_are_a_whole() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (40, 60, 3), np.uint8)
    photos = [Image.fromarray(noise), plain((230, 0, 0)), plain((0, 0, 0), (1, 3000))]
    rows = colour_shares(photos)
    assert rows.shape == (3, len(COLOURS))
    assert rows.sum(axis=1).tolist() == pytest.approx([1, 1, 1], abs=1e-5)
    assert rows.min() >= 0


def test_what_stands_in_the_middle_counts_more_than_the_table_around_it() -> None:
    photo = plain((245, 245, 245), (90, 90))
    photo.paste((230, 0, 0), (30, 30, 60, 60))  # a ninth of the photo
    found = shares(photo)
    assert found["red"] > 0.14
    corner = plain((245, 245, 245), (90, 90))
    corner.paste((230, 0, 0), (0, 0, 30, 30))
    assert shares(corner)["red"] < 0.08


def test_a_half_and_half_plate_has_both_colours_in_equal_parts() -> None:
    photo = plain((230, 0, 0), (96, 96))
    photo.paste((60, 140, 40), (48, 0, 96, 96))
    assert shares(photo) == {"red": 0.5, "green": 0.5}


@pytest.mark.parametrize("mode", ["RGBA", "L", "P", "CMYK"])
def test_a_photo_of_any_kind_has_colours(mode: str) -> None:
    assert sum(shares(plain((230, 230, 230)).convert(mode)).values()) == pytest.approx(1)


def test_no_photos_have_no_rows() -> None:
    assert colour_shares([]).shape == (0, len(COLOURS))
