"""A kitchen whose clock the tests turn; nothing loads an index unless a test asks for it."""

from collections.abc import Callable
from typing import Any

import pytest
from kit import DATABASES, Clock, dish

from recommender.catalog import Change
from recommender.dish import Dish
from recommender.kitchen import Kitchen
from recommender.restaurant import Restaurant


@pytest.fixture(params=DATABASES)
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def place(open_restaurant: Callable[..., Restaurant], clock: Clock) -> Restaurant:
    """An installation whose engine has not started: what is decided does not depend on it."""
    restaurant = open_restaurant(start=False)
    restaurant.kitchen._clock = clock
    return restaurant


@pytest.fixture
def kitchen(place: Restaurant) -> Kitchen:
    """A kitchen with ramen for 11, mint tea for 2 and green curry for 10."""
    menu = [dish("Ramen", price=11), dish("Mint tea", price=2), dish("Green curry")]
    changes = [Change(d.id, d) for d in menu]
    place.catalog.write(
        changes, who="Ana", what="imported menu.csv", verb="import", at=place.kitchen._clock()
    )
    return place.kitchen


@pytest.fixture
def menu(place: Restaurant) -> Callable[[], dict[str, Dish]]:
    """Return the menu as it is."""
    return lambda: dict(place.catalog.menu().dishes)


@pytest.fixture
def told(place: Restaurant) -> Callable[[], list[Any]]:
    """Return who did what, the newest first."""
    return lambda: [(s.who, s.what) for s in place.kitchen.history()]
