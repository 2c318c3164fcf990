"""A restaurant with a small menu whose data folder is damaged, filled up or locked."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from kit import BLUE, GREEN, RED, TasteEncoder, jpeg

from recommender.check import check
from recommender.recommend import Query
from recommender.restaurant import Restaurant

Opening = Callable[..., Restaurant]
MENU = {"Tofu curry": RED, "Beef stew": GREEN, "Lemon tart": BLUE, "Chocolate cake": RED}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def closed(open_restaurant: Opening, tastes: TasteEncoder) -> None:
    """A restaurant with four dishes, closed for the night; nothing counts as encoded yet."""
    restaurant = open_restaurant()
    for name, colour in MENU.items():
        restaurant.kitchen.add({"name": name, "price": 10}, photo=jpeg(colour))
    restaurant.close()
    tastes.encoded.clear()


@pytest.fixture
def copied(closed: None, data: Path, tmp_path: Path) -> Path:
    """A copy of its data folder."""
    return Path(shutil.copytree(data, tmp_path / "copy"))


def found(restaurant: Restaurant, words: str) -> list[str]:
    """Return the ids of the dishes that really match."""
    result = restaurant.recommender.search(Query(words))
    return [match.dish.id for match in result.matches if match.score >= 0.5]


def assert_nothing_is_lost(restaurant: Restaurant) -> None:
    dishes = restaurant.catalog.menu().dishes.values()
    assert [dish.name for dish in dishes] == list(MENU)
    assert found(restaurant, "tofu") == ["tofu-curry"]
    assert found(restaurant, "something with chocolate") == ["chocolate-cake"]
    for dish in dishes:
        restaurant.photos.open(dish.photo or "")
        restaurant.photos.open_thumbnail(dish.photo or "")
    assert check(restaurant).problems == []
