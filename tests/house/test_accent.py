"""The owner's colour can be read on every page, whatever it is."""

import colorsys
import tomllib

import pytest

from recommender.config import PROJECT
from recommender.house import CLAY, PALETTES, contrast, shades
from recommender.house.accent import DARK_PAGE, LIGHT_PAGE, READABLE

WHEEL = [
    "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue / 12, light, full))
    for hue in range(12)
    for light in (0.0, 0.2, 0.5, 0.8, 1.0)
    for full in (0.0, 0.5, 1.0)
]


def test_contrast_is_as_wcag_works_it_out() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#fdfaf5", "#fdfaf5") == 1


@pytest.mark.parametrize("colour", [*PALETTES.values(), *WHEEL])
def test_every_colour_can_be_read_on_light_and_on_dark_pages(colour: str) -> None:
    found = shades(colour)

    assert min(contrast(found.light, ground) for ground in LIGHT_PAGE) >= READABLE
    assert min(contrast(found.dark, ground) for ground in DARK_PAGE) >= READABLE


def test_a_colour_that_can_be_read_is_left_as_the_owner_chose_it() -> None:
    assert shades(CLAY).light == CLAY
    assert shades("#e8a87c").dark == "#e8a87c"


def test_a_colour_keeps_its_hue_when_it_is_made_readable() -> None:
    yellow = shades("#ffd400").light
    red, green, blue = (int(yellow[at : at + 2], 16) / 255 for at in (1, 3, 5))

    assert colorsys.rgb_to_hls(red, green, blue)[0] == pytest.approx(0.138, abs=0.01)


def test_streamlits_own_parts_are_in_the_colour_of_a_house_that_chose_none() -> None:
    theme = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text())["theme"]

    assert shades(CLAY) == (theme["light"]["primaryColor"], theme["dark"]["primaryColor"])


def test_the_pages_are_as_streamlit_draws_them() -> None:
    theme = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text())["theme"]

    for scheme, page in (("light", LIGHT_PAGE), ("dark", DARK_PAGE)):
        assert page == (theme[scheme]["backgroundColor"], theme[scheme]["secondaryBackgroundColor"])
