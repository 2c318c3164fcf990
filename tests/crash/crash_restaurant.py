"""The small menu that faults and damage must not lose."""

from kit import BLUE, GREEN, RED

from recommender.check import look_closely
from recommender.recommend import Query
from recommender.restaurant import Restaurant

MENU = {"Tofu curry": RED, "Beef stew": GREEN, "Lemon tart": BLUE, "Chocolate cake": RED}


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
    assert look_closely(restaurant).problems == []
