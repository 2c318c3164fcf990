"""What is remarked on a photo as a picture: figures that can be worked out, and spoilt photos."""

import numpy as np
import pytest
from PIL import Image, ImageFilter

from recommender.config import DEMO_PHOTOS
from recommender.photo_desk import TEMPLATES, look
from recommender.photo_desk.quality import Figures, judge, measure
from recommender.photos import read_photo

GOOD = Figures(width=1200, height=900, sharpness=800, bright=210, glare=0, contrast=160)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, ""),
        ({"width": 639, "height": 480},
         ("The photo is 639 by 480 pixels; with fewer than 640 on its long side it looks soft on a "
         "card. Take it larger.")),
        ({"width": 480, "height": 640}, ""),
        ({"width": 900, "height": 1600}, ""),  # a phone held upright: 42%
        ({"width": 1600, "height": 400},
         ("A card shows 33% of the photo, which is 1600 by 400 pixels; show 40% and more by "
         "cutting it nearer to 4 by 3.")),
        ({"sharpness": 99.6},
         ("The photo looks blurred: its sharpness is 99, that of good photos 100 and more. Wipe "
         "the lens, hold still and take it again.")),
        ({"sharpness": 100}, ""),
        ({"bright": 60},
         ("The photo is dark: its bright parts reach 60 of 255, those of good photos 120 and more. "
         "Take it by a window.")),
        ({"bright": 60, "contrast": 20},
         ("The photo is dark: its bright parts reach 60 of 255, those of good photos 120 and more. "
         "Take it by a window.")),
        ({"glare": 40},
         ("The photo is over-exposed: 40% of its middle is plain white, of good photos at most 15%. "
         "Take it out of the direct light.")),
        ({"contrast": 50},
         ("The photo has little contrast: 50 of 255 between its dark and bright parts, in good "
         "photos 80 and more.")),
    ],
)  # fmt: skip
def test_each_fault_is_told_with_its_figure_and_what_good_photos_have(
    changes: dict[str, float], sentence: str
) -> None:
    remarks = judge(GOOD._replace(**changes))

    assert " ".join(str(remark) for remark in remarks) == sentence


def test_several_faults_are_several_remarks() -> None:
    remarks = judge(GOOD._replace(width=320, height=60, sharpness=10, glare=90))

    assert [remark.kind for remark in remarks] == ["small", "narrow", "glaring", "blurred"]


def test_a_remark_carries_facts_so_that_it_can_be_told_in_another_language() -> None:
    (remark,) = judge(GOOD._replace(bright=60))

    assert (remark.kind, remark.figure, remark.limit) == ("dark", 60, 120)
    assert remark.template == TEMPLATES["dark"]


def test_light_is_measured_on_the_picture() -> None:
    half_black = Image.new("RGB", (400, 400), "black")
    half_black.paste((200, 200, 200), (0, 0, 400, 200))

    figures = measure(half_black)

    assert (figures.width, figures.height) == (400, 400)
    assert (figures.bright, figures.contrast, figures.glare) == (200, 200, 0)


def test_a_white_table_around_the_dish_is_no_glare_but_a_white_dish_is() -> None:
    around = Image.new("RGB", (400, 400), "white")
    around.paste((90, 60, 30), (100, 100, 300, 300))
    within = Image.new("RGB", (400, 400), (90, 60, 30))
    within.paste((255, 255, 255), (100, 100, 300, 300))

    assert (measure(around).glare, measure(within).glare) == (0, 100)


def test_a_chequered_picture_is_sharp_and_a_plain_one_is_not() -> None:
    chequered = Image.fromarray((np.indices((64, 64)).sum(axis=0) % 2 * 255).astype(np.uint8))

    # Each pixel differs by 255 from its four neighbours: the Laplacian is plus or minus 4 x 255.
    assert measure(chequered.convert("RGB")).sharpness == pytest.approx(
        (8 * 255 / 2) ** 2, rel=0.02
    )
    assert measure(Image.new("RGB", (64, 64), "grey")).sharpness == 0


def drawn(dish: str = "shoyu-ramen") -> Image.Image:
    return read_photo((DEMO_PHOTOS / f"{dish}.webp").read_bytes(), name=dish)


def kinds(photo: Image.Image) -> list[str]:
    return [remark.kind for remark in look(photo)]


def test_a_good_photo_is_left_alone() -> None:
    assert kinds(drawn()) == []


@pytest.mark.parametrize(
    ("spoilt", "kind"),
    [
        (lambda photo: photo.filter(ImageFilter.GaussianBlur(8)), "blurred"),
        (lambda photo: photo.point(lambda level: level / 4), "dark"),
        (lambda photo: photo.point(lambda level: min(255, level * 4 + 60)), "glaring"),
        (lambda photo: photo.point(lambda level: 110 + level / 6), "flat"),
        (lambda photo: photo.resize((320, 240)), "small"),
        (lambda photo: photo.resize((1600, 400)), "narrow"),
    ],
    ids=["blurred", "dark", "glaring", "flat", "small", "narrow"],
)
def test_a_spoilt_photo_is_remarked_on(spoilt: object, kind: str) -> None:
    assert kind in kinds(spoilt(drawn()))


def test_a_dark_photo_is_not_taken_for_a_blurred_one() -> None:
    assert kinds(drawn().point(lambda level: level / 5)) == ["dark"]


@pytest.mark.parametrize("size", [(32, 32), (1600, 32), (32, 1600)])
def test_the_smallest_and_longest_photos_are_measured_too(size: tuple[int, int]) -> None:
    assert "small" in kinds(Image.new("RGB", size, "red")) or max(size) == 1600
