"""What a photo shows: suggested where an encoder can tell and is sure, and never else."""

import numpy as np
import pytest
from kit import TasteEncoder, unit

from recommender.encoder import Halves, Vector
from recommender.suggestions import Seen, SeenWord, can_look, look
from recommender.suggestions.seen import COURSES, CUISINES, GROUPS, NOTHING

PHOTO: Vector = np.array([1, 0], np.float32)
DESSERT, THAI = COURSES["dessert"], CUISINES["thai"]
GRILLED = GROUPS[0]["grilled"]


class OneSpace(TasteEncoder):
    """Compares words with photos: each caption has the cosine with PHOTO that it is given."""

    def __init__(self, **_: object) -> None:
        super().__init__()
        self.cosines: dict[str, float] = {}

    def encode_query_words(self, text: str) -> Halves:
        cosine = self.cosines.get(text, 0.25)
        return Halves(photo=unit([cosine, (1 - cosine**2) ** 0.5]), words=None)


def seen(**cosines: float) -> Seen:
    encoder = OneSpace()
    encoder.cosines = cosines
    return look(encoder, PHOTO)


def test_a_photo_suggests_the_course_whose_caption_is_plainly_nearest() -> None:
    course = seen(**{DESSERT: 0.30}).course

    assert course.value == "dessert"
    # e^5 among eight others of e^0: 148.4 of 156.4
    assert course.confidence == pytest.approx(0.949, abs=0.002)


def test_two_courses_that_are_nearly_as_near_are_unsure() -> None:
    assert seen(**{DESSERT: 0.30, COURSES["drink"]: 0.297}).course.value == ""


def test_a_photo_that_shows_food_and_nothing_more_suggests_nothing() -> None:
    assert seen(**{NOTHING: 0.35, DESSERT: 0.30, THAI: 0.30, GRILLED: 0.30}) == Seen()


def test_a_cuisine_is_suggested_only_when_it_is_surer_than_a_course() -> None:
    # e^3 among eight others is 20.1 of 28.1, among eighteen 20.1 of 38.1.
    assert seen(**{DESSERT: 0.28}).course.value == "dessert"
    assert seen(**{THAI: 0.28}).cuisine.value == ""
    assert seen(**{THAI: 0.31}).cuisine.value == "thai"


def test_words_for_the_description_come_one_from_each_group() -> None:
    herbs = GROUPS[2]["with fresh herbs"]
    found = seen(**{GRILLED: 0.31, GROUPS[0]["fried"]: 0.26, herbs: 0.29}).words

    assert [one.word for one in found] == ["grilled", "with fresh herbs"]
    assert found[1] == SeenWord("with fresh herbs", pytest.approx(0.916, abs=0.002))


def test_an_encoder_that_compares_no_words_with_photos_suggests_nothing() -> None:
    assert not can_look(TasteEncoder())
    assert look(TasteEncoder(), PHOTO) == Seen()


def test_a_dish_without_a_photo_is_not_looked_at() -> None:
    assert look(OneSpace(), None) == Seen()


def test_no_caption_is_short_enough_to_be_taken_for_the_name_of_a_dish() -> None:
    captions = [NOTHING, *COURSES.values(), *CUISINES.values()]
    captions += [caption for group in GROUPS for caption in group.values()]

    assert [caption for caption in captions if len(caption.split()) <= 4] == []
