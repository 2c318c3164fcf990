"""Sold out in one tap and back by itself: by the clock on the wall, without encoding anything."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from kit import Clock, TasteEncoder

from recommender.dish import Dish
from recommender.errors import UnknownDish, UnusableDish
from recommender.filters import Filters
from recommender.kitchen import Kitchen, end_of_service
from recommender.recommend import Query
from recommender.restaurant import Restaurant

Reading = Callable[[], dict[str, Dish]]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "hour", "end"),
    [
        # In Madrid: 13:00, 22:00 and 01:00 of a November night, an hour before in UTC.
        ("2026-11-25 12:00", time(23, 30), "2026-11-25 22:30"),
        ("2026-11-25 22:31", time(23, 30), "2026-11-26 22:30"),
        ("2026-11-25 22:30", time(23, 30), "2026-11-26 22:30"),
        ("2026-11-25 21:00", time(4, 0), "2026-11-26 03:00"),
        ("2026-11-26 00:00", time(4, 0), "2026-11-26 03:00"),
        ("2026-12-31 22:59", time(0, 0), "2026-12-31 23:00"),
        # Clocks go back on 25 October at 03:00 and forward on 29 March at 02:00.
        ("2026-10-24 20:00", time(4, 0), "2026-10-25 03:00"),
        ("2026-03-28 21:00", time(4, 0), "2026-03-29 02:00"),
    ],
)
def test_service_ends_at_the_hour_on_the_wall_also_beyond_midnight(
    madrid: None, now: str, hour: time, end: str
) -> None:
    assert end_of_service(utc(now), hour) == utc(end)


def test_service_ends_after_now_also_in_an_hour_that_comes_twice() -> None:
    spain, half_past_two = ZoneInfo("Europe/Madrid"), time(2, 30)
    for now, end in (("00:10", "00:30"), ("01:10", "01:30")):
        ends = end_of_service(utc(f"2026-10-25 {now}"), half_past_two, spain)
        assert ends == utc(f"2026-10-25 {end}")


def test_service_ends_on_the_clock_of_the_house_wherever_its_machine_stands(
    madrid: None, kitchen: Kitchen, clock: Clock
) -> None:
    """In Tokyo it is 21:00, and on the machine's clock 13:00."""
    tokyo = ZoneInfo("Asia/Tokyo")
    assert end_of_service(utc("2026-11-25 12:00"), time(23, 30), tokyo) == utc("2026-11-25 14:30")
    assert end_of_service(utc("2026-11-25 12:00"), time(4, 0), tokyo) == utc("2026-11-25 19:00")

    kitchen.furnish({"time_zone": "Asia/Tokyo"})
    clock.now = utc("2026-11-25 12:00")
    with pytest.raises(UnusableDish, match='"2026-11-25 20:59" is past already'):
        kitchen.sell_out(["ramen"], until=utc("2026-11-25 11:59"))


def test_a_sold_out_dish_is_hidden_until_it_is_said_to_be_back(
    kitchen: Kitchen, place: Restaurant, menu: Reading, told: Callable[[], object]
) -> None:
    (sold_out,) = kitchen.sell_out(["ramen"], who="Ana")
    assert (sold_out.available, sold_out.off_until) == (False, None)
    assert "ramen" not in [d.id for d in place.recommender.browse(Filters())]
    assert kitchen.off() == [sold_out]
    (back,) = kitchen.back(["ramen"], who="Luis")
    assert (back.available, kitchen.off()) == (True, [])
    assert told() == [
        ("Luis", "back on the menu: Ramen"),
        ("Ana", "sold out: Ramen"),
        ("Ana", "imported menu.csv"),
    ]


def test_several_dishes_are_sold_out_in_one_change(kitchen: Kitchen, place: Restaurant) -> None:
    kitchen.sell_out(["ramen", "mint-tea"])
    assert place.catalog.revision().number == 2
    with pytest.raises(UnknownDish):
        kitchen.back(["ramen", "paella"])
    assert len(kitchen.off()) == 2


def test_a_dish_is_back_by_itself_when_its_time_has_come(
    kitchen: Kitchen, menu: Reading, clock: Clock, told: Callable[[], list[object]]
) -> None:
    kitchen.sell_out(["ramen"], until=clock.now + timedelta(hours=2))
    kitchen.sell_out(["mint-tea"], until=clock.now + timedelta(hours=3))
    kitchen.sell_out(["green-curry"])
    clock.turn(hours=2, seconds=-1)
    assert kitchen.bring_back_due() == []
    clock.turn(seconds=1)
    assert [d.id for d in kitchen.bring_back_due()] == ["ramen"]
    assert [d.available for d in menu().values()] == [True, False, False]
    assert told()[0] == ("clock", "back on the menu: Ramen")
    assert kitchen.bring_back_due() == []


def test_what_is_off_is_told_with_what_returns_first_at_the_top(
    kitchen: Kitchen, clock: Clock
) -> None:
    kitchen.sell_out(["ramen"])
    kitchen.sell_out(["mint-tea"], until=clock.now + timedelta(days=2))
    kitchen.sell_out(["green-curry"], until=clock.now + timedelta(days=1))
    assert [d.id for d in kitchen.off()] == ["green-curry", "mint-tea", "ramen"]


def test_an_end_that_is_past_is_refused(kitchen: Kitchen, clock: Clock, madrid: None) -> None:
    with pytest.raises(UnusableDish) as raised:
        kitchen.sell_out(["ramen"], until=clock.now)
    assert str(raised.value) == (
        'The dish cannot be taken: off_until "2026-11-25 13:00" is past already.'
    )


def test_a_dish_put_back_by_an_edit_has_no_day_of_return(
    kitchen: Kitchen, menu: Reading, clock: Clock
) -> None:
    until = clock.now + timedelta(days=2)
    kitchen.sell_out(["ramen"], until=until)
    kitchen.edit("ramen", {"price": "12"}, based_on=menu()["ramen"])
    assert menu()["ramen"].off_until == until
    kitchen.edit("ramen", {"available": "no"}, based_on=menu()["ramen"])
    assert menu()["ramen"].off_until == until
    kitchen.edit("ramen", {"available": "yes"}, based_on=menu()["ramen"])
    assert (menu()["ramen"].available, menu()["ramen"].off_until) == (True, None)


def test_selling_out_and_coming_back_never_encodes(
    restaurant: Restaurant, tastes: TasteEncoder, clock: Clock
) -> None:
    kitchen = restaurant.kitchen
    kitchen._clock = clock
    kitchen.add({"name": "Tofu curry", "price": 12})
    kitchen.add({"name": "Beef stew", "price": 18})
    tastes.encoded.clear()

    def found() -> list[str]:
        return [m.dish.id for m in restaurant.recommender.search(Query("curry")).matches]

    kitchen.sell_out(["tofu-curry"], until=clock.now + timedelta(hours=1))
    assert found() == ["beef-stew"]
    clock.turn(hours=1)
    kitchen.bring_back_due()
    assert found() == ["tofu-curry", "beef-stew"]
    kitchen.sell_out(["tofu-curry"])
    kitchen.back(["tofu-curry"])
    assert found() == ["tofu-curry", "beef-stew"]
    assert tastes.encoded == []
