"""Duplicates, photos of something else and photos of no food, named by dish."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from kit import BLUE, GREEN, RED, TasteEncoder, dish, encoded, jpeg, picture
from PIL import Image, ImageEnhance

from recommender.config import DEMO_PHOTOS
from recommender.encoder import Halves
from recommender.errors import UnusablePhoto
from recommender.photo_desk import Eyes, PhotoDesk
from recommender.photo_desk.duplicates import NEAR_BITS, fingerprint, near
from recommender.photos import read_photo
from recommender.restaurant import Restaurant

Opening = Callable[..., Restaurant]


def drawn(name: str) -> Image.Image:
    return read_photo((DEMO_PHOTOS / f"{name}.webp").read_bytes(), name=name)


RAMEN, ESPRESSO = drawn("shoyu-ramen"), drawn("espresso")


def desk(restaurant: Restaurant, *, eyes: bool = False) -> PhotoDesk:
    serving = restaurant.engine.serving
    seeing = Eyes(serving.encoder, serving.embeddings) if eyes else None
    return PhotoDesk(restaurant.catalog, restaurant.photos, seeing)


def told(desk: PhotoDesk, image: Image.Image, **given: Any) -> list[str]:
    remarks = desk.look(encoded(image, quality=92), name="new.jpg", **given)
    return [str(remark) for remark in remarks]


def add(restaurant: Restaurant, name: str, image: Image.Image, **values: Any) -> None:
    restaurant.kitchen.add(
        {"name": name, "price": 10, **values}, photo=encoded(image, quality=92), photo_name=name
    )


@pytest.mark.parametrize(
    "altered",
    [
        lambda image: image.resize((500, 375)),
        lambda image: ImageEnhance.Brightness(image).enhance(0.8),
        lambda image: image.crop((20, 15, 1180, 885)),
        lambda image: Image.open(BytesIO(encoded(image, quality=40))),
    ],
    ids=["scaled", "darkened", "cut", "compressed"],
)
def test_a_near_copy_is_named_by_its_dish(restaurant: Restaurant, altered: Any) -> None:
    add(restaurant, "Ramen", RAMEN)
    add(restaurant, "Espresso", ESPRESSO)

    assert "Nearly the same photo is on the menu for Ramen." in told(
        desk(restaurant), altered(RAMEN)
    )


def test_the_very_same_photo_is_named_by_all_its_dishes_and_not_as_a_near_copy_too(
    restaurant: Restaurant,
) -> None:
    for name in ("Ramen", "Ramen with egg"):
        add(restaurant, name, RAMEN)

    assert told(desk(restaurant), RAMEN) == [
        "The same photo is on the menu for Ramen, Ramen with egg."
    ]


def test_a_dish_that_gets_its_own_photo_again_is_no_duplicate(restaurant: Restaurant) -> None:
    add(restaurant, "Ramen", RAMEN)

    assert told(desk(restaurant), RAMEN, dish=dish("Ramen")) == []


def test_another_dish_is_no_near_copy(restaurant: Restaurant) -> None:
    add(restaurant, "Ramen", RAMEN)

    assert told(desk(restaurant), ESPRESSO) == []


def test_an_empty_menu_has_no_duplicates(restaurant: Restaurant) -> None:
    assert told(desk(restaurant), RAMEN) == []


def test_what_is_no_photo_is_refused_as_everywhere(restaurant: Restaurant) -> None:
    with pytest.raises(UnusablePhoto):
        desk(restaurant).look(b"not a photo", name="new.jpg")


def test_the_nearest_of_ten_thousand_come_first() -> None:
    others = np.full((10_000, 16), 255, np.uint8)
    others[7], others[4_000] = 0, 0
    others[7, 0] = 0b111

    assert near(np.zeros(16, np.uint8), others) == [4_000, 7]


def test_a_fingerprint_differs_between_dishes_by_more_than_the_limit() -> None:
    apart = np.bitwise_count(fingerprint(RAMEN) ^ fingerprint(ESPRESSO)).sum()

    assert apart > NEAR_BITS


def test_the_whole_menu_is_looked_at_once_and_then_from_memory(restaurant: Restaurant) -> None:
    add(restaurant, "Ramen", RAMEN)
    add(restaurant, "Ramen to go", RAMEN.crop((20, 15, 1180, 885)))
    add(restaurant, "Espresso", ESPRESSO)
    add(restaurant, "Tapa", picture(RED))

    first = desk(restaurant).look_at_menu()
    for photo in (d.photo for d in restaurant.catalog.menu().dishes.values()):
        restaurant.photos.path(photo).unlink()
    again = desk(restaurant).look_at_menu()

    assert first == again
    assert {name: [r.kind for r in remarks] for name, remarks in first.items()} == {
        "ramen": ["near_copy"],
        "ramen-to-go": ["near_copy"],
        "tapa": ["small", "dark", "blurred"],
    }


def test_a_lost_photo_is_left_out_and_the_others_are_looked_at(restaurant: Restaurant) -> None:
    add(restaurant, "Tapa", picture(RED))
    add(restaurant, "Ramen", RAMEN)
    lost = restaurant.catalog.menu().dishes["ramen"].photo
    restaurant.photos.path(lost).unlink()

    assert list(desk(restaurant).look_at_menu()) == ["tapa"]


class Seeing(TasteEncoder):
    """Takes everything that is rather blue for no food."""

    def encode_query_photo(self, photo: Image.Image) -> Halves:
        seen = super().encode_query_photo(photo)
        return Halves(seen.photo, seen.words, food=1 - float(seen.photo[2]))


@pytest.fixture
def seeing(open_restaurant: Opening, encoders: dict[str, Any]) -> Restaurant:
    encoders["seeing"] = Seeing("seeing")
    return open_restaurant(model="seeing")


def test_a_photo_without_food_is_told_where_the_encoder_can_tell(seeing: Restaurant) -> None:
    sentence = "The photo does not look like food (0% likely)."

    assert sentence in told(desk(seeing, eyes=True), picture(BLUE))
    assert sentence not in told(desk(seeing, eyes=True), picture(RED))
    assert sentence not in told(desk(seeing), picture(BLUE))


def test_stored_photos_without_food_are_told_too(seeing: Restaurant) -> None:
    add(seeing, "Menu card", picture(BLUE))

    for _ in range(2):  # measured, then from memory
        found = desk(seeing, eyes=True).look_at_menu()
        assert "not_food" in [remark.kind for remark in found["menu-card"]]


def curries(restaurant: Restaurant, count: int = 3) -> None:
    for number in range(count):
        add(restaurant, f"Curry {number}", picture((230, 10 * number, 0)))


def test_a_photo_of_another_family_of_dishes_is_told_by_name(restaurant: Restaurant) -> None:
    curries(restaurant)
    add(restaurant, "Chocolate cake", picture(GREEN))

    kinds = desk(restaurant, eyes=True).look(
        jpeg(RED), name="cake.jpg", dish=dish("Chocolate cake")
    )

    assert str(kinds[-1]) == (
        "The photo looks more like Curry 0, Curry 1, Curry 2 than like Chocolate cake."
    )


@pytest.mark.parametrize(
    ("name", "colour", "family"),
    [
        ("Curry special", RED, 3),  # it is one of them
        ("Chocolate cake", GREEN, 3),  # it does not look like them
        ("Chocolate cake", RED, 2),  # too few to be sure
    ],
)
def test_nothing_is_said_where_it_is_not_plain(
    restaurant: Restaurant, name: str, colour: tuple[int, int, int], family: int
) -> None:
    curries(restaurant, family)

    remarks = desk(restaurant, eyes=True).look(jpeg(colour), name="new.jpg", dish=dish(name))

    assert "other_dish" not in [remark.kind for remark in remarks]


def test_neighbours_of_different_families_say_nothing(restaurant: Restaurant) -> None:
    for number, name in enumerate(("Beef", "Lemon", "Tofu")):
        add(restaurant, name, picture((230, 10 * number, 0)))

    remarks = desk(restaurant, eyes=True).look(
        jpeg(RED), name="new.jpg", dish=dish("Chocolate cake")
    )

    assert "other_dish" not in [remark.kind for remark in remarks]
