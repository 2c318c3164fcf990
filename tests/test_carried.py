"""What stayed on a menu is found again, whatever came, went, changed or moved."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from kit import dish

from recommender.carried import FEW, GONE, Carried
from recommender.dish import DIETS, Dish
from recommender.facets import MenuTable
from recommender.filters import Filters, where
from recommender.inverted import YOUNG
from recommender.lexicon import Lexicon
from recommender.postings import Postings

MENU = [dish(f"Plate {number}") for number in range(8)]
FOODS = ("beef", "tofu", "prawns", "onions", "lemon", "rice", "bacon", "cheese")
CUISINES = ("thai", "italian", "spanish", "")


def stood(now: Sequence[Dish]) -> list[int]:
    return Carried.over(now, MENU).places.tolist()


def test_what_came_went_or_changed_is_read_and_the_rest_is_found_where_it_stood() -> None:
    changed = MENU[3].model_copy(update={"price": 12.0})
    assert stood(MENU) == [0, 1, 2, 3, 4, 5, 6, 7]
    assert stood([*MENU[:3], changed, *MENU[4:]]) == [0, 1, 2, GONE, 4, 5, 6, 7]
    assert stood(MENU[1:]) == [1, 2, 3, 4, 5, 6, 7]
    assert stood([*MENU[:4], *MENU[5:]]) == [0, 1, 2, 3, 5, 6, 7]
    assert stood([dish("Soup"), *MENU]) == [GONE, 0, 1, 2, 3, 4, 5, 6, 7]
    assert stood([*MENU, dish("Soup")]) == [0, 1, 2, 3, 4, 5, 6, 7, GONE]
    assert stood([*MENU[:2], changed]) == [0, 1, GONE]
    assert stood([]) == []


def test_a_menu_that_is_quite_another_is_looked_up_dish_by_dish() -> None:
    menu = [dish(f"Dish {number}") for number in range(3 * FEW)]
    places = Carried.over(menu[::-2], menu).places
    assert places.tolist() == list(range(3 * FEW))[::-2]


def test_a_column_is_in_place_only_where_nothing_moved() -> None:
    one = dish("Soup")
    assert Carried.over([*MENU[:2], one, *MENU[3:]], MENU).in_place
    assert not Carried.over(MENU[::-1], MENU).in_place
    assert not Carried.over(MENU[1:], MENU).in_place
    assert not Carried.over([*MENU[1:], one], MENU).in_place


def test_only_what_came_after_all_others_moves_none_of_them() -> None:
    soup = dish("Soup")
    assert Carried.over([*MENU, soup], MENU).only_came
    assert Carried.over(MENU, MENU).only_came
    assert not Carried.over([soup, *MENU], MENU).only_came
    assert not Carried.over([*MENU[:-1], soup, soup], MENU).only_came
    assert not Carried.over(MENU[:-1], MENU).only_came


def test_a_column_holds_what_was_read_beside_what_stayed() -> None:
    carried = Carried.over([*MENU[1:4], dish("Soup"), *MENU[4:]], MENU)
    assert carried.column(np.arange(8), [99]).tolist() == [1, 2, 3, 99, 4, 5, 6, 7]
    assert "".join(carried.values("abcdefgh", "z")) == "bcdzefgh"
    assert carried.moves.tolist() == [GONE, 0, 1, 2, 4, 5, 6, 7]


class Staff:
    """Changes a menu at random, as it is seldom changed."""

    def __init__(self, seed: int, dishes: int) -> None:
        self.chance = random.Random(seed)
        self.made = 0
        self.menu = [self.new() for _ in range(dishes)]

    def new(self, **changes: object) -> Dish:
        self.made += 1
        return dish(f"{self.food()} plate {self.made}", **(self.facts() | changes))

    def facts(self) -> dict[str, object]:
        chance = self.chance
        return {
            "price": float(chance.randint(3, 30)),
            "cuisine": chance.choice(CUISINES),
            "ingredients": tuple(chance.sample(FOODS[1:6], chance.randint(0, 3))),
            "allergens": chance.choice([None, (), ("milk",), ("nuts", "milk")]),
        }

    def food(self) -> str:
        return self.chance.choice(FOODS).capitalize()

    def act(self) -> None:
        at = self.chance.randrange(len(self.menu) + 1)
        verb = self.chance.choice(["add", "insert", "remove", "edit", "sell out", "move"])
        if verb == "add" or at == len(self.menu):
            self.menu.append(self.new())
        elif verb == "insert":
            self.menu.insert(at, self.new())
        elif verb == "remove":
            del self.menu[at]
        elif verb == "move":
            self.menu.append(self.menu.pop(at))
        else:
            sold_out = {"available": not self.menu[at].available}
            changes = sold_out if verb == "sell out" else self.facts() | {"name": self.food()}
            self.menu[at] = self.menu[at].model_copy(update=changes)


REQUIRED = [
    *(Filters(**{diet: True}) for diet in DIETS),
    *(Filters(cuisine=(cuisine,)) for cuisine in CUISINES if cuisine),
    *(Filters(without_ingredients=(food,)) for food in FOODS),
    *(Filters(without=("milk",)), Filters(max_price=12), Filters(available=False)),
]


def assert_same_table(one: MenuTable, other: MenuTable) -> None:
    assert (one.dishes, one.rows, [*one.records]) == (other.dishes, other.rows, [*other.records])
    assert (one.names, one.cuisines) == (other.names, other.cuisines)
    assert one.facets(Filters()) == other.facets(Filters())
    assert one.price_bounds() == other.price_bounds()
    for filters in REQUIRED:
        clause = where(filters)
        assert one.mask(clause).tolist() == other.mask(clause).tolist(), filters


def assert_same_postings(one: Postings, other: Postings) -> None:
    assert set(one.terms()) == set(other.terms())
    for term in other.terms():
        assert one.count(term) == other.count(term), term
        for part, same in zip(one.having(term), other.having(term), strict=True):
            assert part.tolist() == same.tolist(), term


@pytest.mark.parametrize("seed", range(6))
def test_a_menu_followed_through_random_changes_is_as_if_it_were_read_at_once(seed: int) -> None:
    staff = Staff(seed, dishes=12)
    table, postings = MenuTable(staff.menu), Postings(list(staff.menu))
    for number in range(60):
        for _ in range(staff.chance.randint(1, 4)):
            staff.act()
        table, postings = MenuTable(staff.menu, table), Postings(list(staff.menu), postings)
        if number % 6 == 0:
            assert_same_table(table, MenuTable(staff.menu))
            assert_same_postings(postings, Postings(list(staff.menu)))


def test_so_many_changes_that_all_is_turned_around_anew_change_nothing_else() -> None:
    staff = Staff(seed=1, dishes=20)
    table, postings = MenuTable(staff.menu), Postings(list(staff.menu))
    for _ in range(3):
        staff.menu[5:5] = [staff.new() for _ in range(YOUNG // 2)]
        table, postings = MenuTable(staff.menu, table), Postings(list(staff.menu), postings)
    assert_same_table(table, MenuTable(staff.menu))
    assert_same_postings(postings, Postings(list(staff.menu)))


def test_who_searches_the_menu_before_is_not_disturbed() -> None:
    staff = Staff(seed=2, dishes=12)
    menu = list(staff.menu)
    table, lexicon = MenuTable(menu), Lexicon(menu)
    reading = lexicon.read("tofu and lemon")
    before = lexicon.coverage(reading).tolist()
    mask = table.mask(where(Filters(without_ingredients=("tofu",)))).tolist()
    for _ in range(30):
        staff.act()
        table_after = MenuTable(staff.menu, table)
        Lexicon(list(staff.menu), lexicon)
    assert table_after.dishes != table.dishes
    assert lexicon.coverage(lexicon.read("tofu and lemon")).tolist() == before
    assert table.mask(where(Filters(without_ingredients=("tofu",)))).tolist() == mask
