"""What an owner may settle, and the sentences for what cannot be taken."""

from typing import Any

import pytest

from recommender.errors import UnusableHouse
from recommender.house import DEMO, House, currencies


def test_a_house_needs_a_name_alone() -> None:
    house = House(name="  La   Parra ")

    assert (house.name, house.currency, house.language, house.logo) == ("La Parra", "EUR", "", None)
    assert not any(house.hours)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " "}, "name is missing"),
        ({"name": "x" * 61}, "name is longer than 60 characters"),
        ({"accent": "red"}, "accent is not a colour such as #a8431f"),
        ({"currency": "PTS"}, "currency is not the code of a currency in use, such as EUR"),
        ({"time_zone": "Mars/Olympus"}, "time_zone is not a time zone such as Europe/Madrid"),
        ({"language": "Spanish!"}, "language is not the code of a language, such as es"),
        ({"welcome": {"en": "x" * 121}}, "welcome is longer than 120 characters"),
        ({"hours": {"someday": "13-16"}}, "hours has no day someday"),
    ],
)
def test_what_cannot_be_taken_is_named(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(UnusableHouse) as refused:
        DEMO.with_changes(changes)

    assert str(refused.value) == f"Nothing was saved: {sentence}."


def test_what_is_written_is_taken_as_it_is_meant() -> None:
    changed = DEMO.with_changes({"currency": " usd", "accent": "#FFD400", "welcome": {"en": "  "}})

    assert (changed.currency, changed.accent, changed.welcome) == ("USD", "#ffd400", {})
    assert changed.hours == DEMO.hours


def test_currencies_are_those_that_somebody_pays_with_today() -> None:
    assert {"EUR", "USD", "MXN", "JPY"} <= set(currencies())
    assert not {"ESP", "DEM"} & set(currencies())
