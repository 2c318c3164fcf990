"""Whatever is combined, no dish that contains or does not declare an excluded allergen is shown."""

import random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kit import RED, picture
from test_filters import FILTERS, MENUS, allowed

from recommender.catalog import Change
from recommender.dish import ALLERGENS, DIETS, Dish
from recommender.facets import LIFTABLE, MenuTable, lifted
from recommender.filters import Filters, where
from recommender.recommend import Query
from recommender.restaurant import Restaurant
from recommender.similar import INTENTS


@settings(max_examples=2_000, deadline=None, derandomize=True)
@given(menu=MENUS, guest=FILTERS, words=FILTERS)
def test_columns_counts_and_offers_agree_with_the_dishes_themselves(
    menu: list[Dish], guest: Filters, words: Filters
) -> None:
    table = MenuTable(menu)
    expected = [d.id for d in menu if allowed(d, guest) and allowed(d, words)]

    assert [d.id for d in table.passing(guest, words)] == expected
    facets = table.facets(guest, words)
    for diet in DIETS:
        stricter = guest.model_copy(update={diet: True})
        assert facets.diet[diet] == sum(allowed(d, stricter) and allowed(d, words) for d in menu)
    for name in ALLERGENS:
        stricter = guest.model_copy(update={"without": (*guest.without, name)})
        assert facets.without[name] == sum(allowed(d, stricter) and allowed(d, words) for d in menu)
    offered = table.relaxation(guest, words)
    if offered:
        assert offered.name in LIFTABLE
        without = (lifted(guest, offered.name), lifted(words, offered.name))
        assert offered.count == sum(all(allowed(d, one) for one in without) for d in menu)


@pytest.mark.parametrize("seed", range(30))
def test_no_door_of_the_search_shows_what_a_guest_leaves_out(
    restaurant: Restaurant, seed: int
) -> None:
    chance = random.Random(seed)
    menu = {d.id: d for d in (_plate(chance, n) for n in range(30))}
    restaurant.catalog.write(
        [Change(name, plate) for name, plate in menu.items()], who="Ana", what="new"
    )
    filters = Filters(
        without=chance.sample(ALLERGENS, chance.randint(1, 3)),
        vegetarian=chance.random() < 0.3,
        max_price=chance.choice([None, 15.0]),
    )
    some = chance.sample(sorted(menu), 3)
    queries = [
        Query(chance.choice(["curry", "tofu curry", "nothing like it", "vegan please"])),
        Query("beef", sort="price_up"),
        Query(photo=picture(RED)),
        Query("lemon", picture(RED), balance=0.7),
        Query(like=some[0], intent=chance.choice(INTENTS)),
        Query(liked=tuple(some[:2]), disliked=(some[2],)),
    ]

    for query in queries:
        result = restaurant.recommender.search(
            Query(**{**vars(query), "filters": filters}), top=100
        )
        for match in result.matches:  # the closest where nothing matches, too
            assert allowed(menu[match.dish.id], filters), (query.described(), match.dish)
    assert all(allowed(d, filters) for d in restaurant.recommender.browse(filters))


def _plate(chance: random.Random, number: int) -> Dish:
    tastes = chance.sample(["curry", "tofu", "beef", "lemon", "prawn", "chocolate"], 2)
    return Dish(
        id=f"plate-{number}",
        name=f"{tastes[0].capitalize()} with {tastes[1]} {number}",
        price=float(chance.randint(4, 25)),
        spice=chance.randint(0, 3),
        allergens=chance.choice([None, chance.sample(ALLERGENS, chance.randint(0, 4))]),
        available=chance.random() < 0.8,
    )


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(menu=MENUS, filters=FILTERS, top=st.integers(1, 20))
def test_the_search_in_memory_shows_only_what_passes(
    menu: list[Dish], filters: Filters, top: int
) -> None:
    mask = MenuTable(menu).mask(where(filters))

    assert mask.dtype == np.bool_
    assert mask.tolist() == [allowed(d, filters) for d in menu]
