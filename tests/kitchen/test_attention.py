"""What needs attention is evidence: dishes and searches, never a guess."""

from datetime import timedelta

import pytest
from kit import Clock, dish, jpeg

from recommender.dish import Dish
from recommender.kitchen import Kitchen, OddPrice
from recommender.kitchen.attention import odd_prices
from recommender.restaurant import Restaurant


def course(*prices: float, **facts: object) -> list[Dish]:
    return [
        dish(f"Plate {n}", price=price, **({"course": "main"} | facts))
        for n, price in enumerate(prices)
    ]


def ids(dishes: tuple[Dish, ...]) -> list[str]:
    return [dish.id for dish in dishes]


def test_dishes_that_lack_something_are_listed_in_the_order_of_the_menu(kitchen: Kitchen) -> None:
    kitchen.add(
        {
            "name": "Gazpacho",
            "name_es": "Gazpacho",
            "description": "Cold tomato soup.",
            "price": 6,
            "allergens": "none",
            "alt": "A glass of red soup",
        },
        photo=jpeg(),
        photo_name="gazpacho.jpg",
    )
    kitchen.replace_photo("mint-tea", jpeg(), name="tea.jpg")
    found = kitchen.attention()
    assert ids(found.without_photo) == ["ramen", "green-curry"]
    assert ids(found.without_alt) == ["mint-tea"]
    for part in (found.without_description, found.without_spanish_name, found.undeclared):
        assert ids(part) == ["ramen", "mint-tea", "green-curry"]
    assert found.summary()["without_photo"] == 2


@pytest.mark.parametrize(
    ("prices", "odd"),
    [
        # Median 13, deviations 2 1 0 1 2 112: MAD 1.5, spread 2.22, so 7.78 away is far.
        ([11, 12, 13, 14, 15, 125], [125]),
        ([1.25, 11, 12, 13, 14, 15], [1.25]),
        ([11, 12, 13, 14, 15, 21], []),
        # All the same: half as much again is far, and not before.
        ([10, 10, 10, 10, 15], []),
        ([10, 10, 10, 10, 15.01], [15.01]),
        ([10, 10, 10, 10, 0], [0]),
        # Four dishes are too few to say what is usual.
        ([10, 10, 10, 125], []),
        # A course with a wide range is no reason for alarm.
        ([4, 9, 14, 22, 35, 48], []),
    ],
)
def test_a_price_far_from_its_course_is_told(prices: list[float], odd: list[float]) -> None:
    assert [found.dish.price for found in odd_prices(course(*prices))] == odd


def test_prices_are_compared_within_a_course_and_a_currency() -> None:
    drinks = [d.model_copy(update={"course": "drink"}) for d in course(2, 2.5, 3, 3, 3.5)]
    pesos = course(200, 210, 220, 230, 240, currency="MXN")
    steak = dish("Steak", price=70, course="main")
    assert odd_prices([*course(11, 12, 13, 14, 15), *drinks, *pesos, steak]) == (
        OddPrice(steak, median=13.5),
    )


def test_what_guests_did_not_find_or_did_not_open_is_told(
    kitchen: Kitchen, place: Restaurant, clock: Clock
) -> None:
    log = place.search_log
    today = clock.now.date()
    log.log_search("paella", no_match=True, shown=["ramen"], day=today)
    log.log_search("tea", no_match=False, shown=["mint-tea"], day=today)
    log.log_search("soup", no_match=False, shown=["ramen"], day=today)
    log.log_search("long ago", no_match=True, shown=[], day=today - timedelta(days=31))
    log.log_opened("soup", "ramen", day=today)
    found = kitchen.attention()
    assert [count.words for count in found.unmatched] == ["paella"]
    assert [count.words for count in found.unopened] == ["tea"]
    assert ids(found.never_shown) == ["green-curry"]


def test_no_dish_is_said_to_be_never_shown_when_nothing_was_counted(kitchen: Kitchen) -> None:
    assert kitchen.attention().never_shown == ()


def test_findings_about_photos_are_passed_on(kitchen: Kitchen) -> None:
    assert kitchen.attention(photo_findings=["blurred"]).photo_findings == ("blurred",)
