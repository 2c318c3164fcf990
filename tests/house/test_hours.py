"""Opening hours as people write them, and what guests are told of them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from recommender.errors import OverlappingHours, UnusableHours
from recommender.house import DAYS, House
from recommender.house.hours import Standing, read_spans, written

MADRID = ZoneInfo("Europe/Madrid")


def house(**hours: str) -> House:
    return House(name="Mesa Viva", time_zone="Europe/Madrid", hours=hours)


def madrid(day: int, clock: str) -> datetime:
    """Return a moment of November 2026 on Madrid's clock; the 23rd is a Monday."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=MADRID)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("13:00-16:00", "13:00-16:00"),
        ("20:00-23:30, 13:00-16:00", "13:00-16:00, 20:00-23:30"),
        ("13\u201316; 20.30 \u2013 1h", "13:00-16:00, 20:30-01:00"),
        ("8 to 11 / 12:30 a 15:30", "08:00-11:00, 12:30-15:30"),
        ("18:00-24:00", "18:00-00:00"),
        ("0:00-24:00", "00:00-00:00"),
        ("", ""),
        ("Closed", ""),
        ("cerrado", ""),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, read: str) -> None:
    assert written(read_spans(text)) == read


@pytest.mark.parametrize(
    "text", ["late", "13:00", "25-26", "13:60-15", "12-13,14-15,16-17,18-19,20-21"]
)
def test_hours_that_no_clock_shows_are_refused_with_their_text(text: str) -> None:
    with pytest.raises(UnusableHours) as refused:
        house(monday=text)

    assert refused.value.facts["written"] in text


@pytest.mark.parametrize(
    "days",
    [
        {"monday": "12:00-16:00, 15:00-18:00"},
        {"monday": "20:00-02:00", "tuesday": "01:00-03:00"},
        {"sunday": "20:00-02:00", "monday": "01:00-03:00"},
    ],
)
def test_hours_that_run_into_each_other_are_refused(days: dict[str, str]) -> None:
    with pytest.raises(OverlappingHours):
        house(**days)


def test_guests_hear_until_when_they_are_served() -> None:
    lunch_and_dinner = house(monday="13:00-16:00, 20:00-23:30")

    assert lunch_and_dinner.standing(madrid(23, "13:00")) == (True, madrid(23, "16:00"))
    assert lunch_and_dinner.standing(madrid(23, "23:29")) == (True, madrid(23, "23:30"))


def test_guests_hear_when_it_opens_again() -> None:
    lunch_and_dinner = house(monday="13:00-16:00, 20:00-23:30", thursday="13:00-16:00")

    assert lunch_and_dinner.standing(madrid(23, "16:00")) == (False, madrid(23, "20:00"))
    assert lunch_and_dinner.standing(madrid(23, "23:30")) == (False, madrid(26, "13:00"))
    assert lunch_and_dinner.standing(madrid(26, "16:00")) == (False, madrid(30, "13:00"))


def test_a_night_goes_on_after_midnight() -> None:
    bar = house(friday="20:00-02:30")

    assert bar.standing(madrid(28, "02:00")) == (True, madrid(28, "02:30"))
    assert bar.standing(madrid(28, "02:30")) == (
        False,
        madrid(27, "20:00").replace(month=12, day=4),
    )


def test_hours_that_go_on_where_others_end_are_one() -> None:
    diner = house(friday="18:00-24:00", saturday="0:00-3:00")

    assert diner.standing(madrid(27, "23:00")) == (True, madrid(28, "03:00"))


def test_a_house_that_never_shuts_is_open_without_an_end() -> None:
    always = house(**dict.fromkeys(DAYS, "0:00-24:00"))

    assert always.standing(madrid(25, "04:00")) == (True, None)


def test_nothing_is_said_of_a_house_without_hours() -> None:
    assert house().standing(madrid(25, "04:00")) is None


def test_hours_are_those_of_the_house_wherever_the_machine_stands() -> None:
    tokyo = House(name="Izakaya", time_zone="Asia/Tokyo", hours={"monday": "18:00-23:00"})

    noon_in_london = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # 21:00 in Tokyo

    assert tokyo.standing(noon_in_london) == (True, datetime(2026, 11, 23, 14, 0, tzinfo=UTC))


@pytest.mark.usefixtures("madrid_clock")
def test_without_a_zone_hours_are_those_of_this_machines_clock() -> None:
    here = House(name="Mesa Viva", hours={"monday": "13:00-16:00"})

    assert here.standing(madrid(23, "15:00")) == (True, madrid(23, "16:00"))


@pytest.fixture
def madrid_clock(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("madrid")


def test_the_night_that_clocks_go_back_ends_as_the_wall_shows() -> None:
    bar = house(saturday="22:00-04:00")
    one_in_the_morning = datetime(2026, 10, 25, 1, 0, tzinfo=MADRID)

    found = bar.standing(one_in_the_morning)

    assert found == Standing(is_open=True, until=datetime(2026, 10, 25, 3, 0, tzinfo=UTC))
