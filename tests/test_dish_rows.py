"""A change writes its own rows and nothing else, and whoever searches the menu before sees that."""

import threading
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import dish

from recommender.carried import Carried
from recommender.dish import Dish
from recommender.dish_rows import ROOM, WASTE, DishRows, room

MENU = [dish(f"Plate {number}") for number in range(4)]


def rows_of(numbers: Sequence[int], spare: int = 0) -> np.ndarray:
    rows = np.zeros((len(numbers) + spare, 2), np.float32)
    rows[: len(numbers), 0] = numbers
    rows[: len(numbers), 1] = 1
    return rows


def held(numbers: Sequence[int], spare: int = 0) -> DishRows:
    return DishRows.of(rows_of(numbers, spare), len(numbers))


def shown(rows: DishRows) -> list[int]:
    return [int(number) for number in rows.whole()[:, 0]]


def after(rows: DishRows, now: Sequence[Dish], before: Sequence[Dish], *new: int) -> DishRows:
    return rows.after(Carried.over(now, before), rows_of(new))


def test_another_dish_is_written_beside_the_others_and_the_menu_before_stays() -> None:
    before = held([0, 1, 2, 3], spare=2)
    written = before.whole()
    now = after(before, [*MENU, dish("Soup")], MENU, 4)
    assert (shown(now), shown(before)) == ([0, 1, 2, 3, 4], [0, 1, 2, 3])
    assert np.shares_memory(now.whole(), written)  # nothing was copied


def test_other_words_leave_the_row_of_the_menu_before_as_it_was() -> None:
    before = held([0, 1, 2, 3], spare=1)
    now = after(before, [MENU[0], dish("Soup"), *MENU[2:]], MENU, 9)
    assert (shown(now), shown(before)) == ([0, 9, 2, 3], [0, 1, 2, 3])
    assert (now[1].tolist(), now[[3, 1]].tolist()) == ([9, 1], [[3, 1], [9, 1]])
    assert now.columns([0]).tolist() == [[0], [9], [2], [3]]


def test_a_dish_that_left_is_in_no_product_any_more() -> None:
    now = after(held([5, 1, 2, 3]), MENU[1:], MENU)
    everything, query = np.arange(3), np.array([1, 0], np.float32)
    assert now.products(query, everything).tolist() == [1, 2, 3]
    assert now.products(query, np.array([2])).tolist() == [3]
    assert len(now) == 3


def test_two_changes_of_one_menu_do_not_see_each_other() -> None:
    before = held([0, 1, 2, 3], spare=9)
    one = after(before, [*MENU, dish("Soup")], MENU, 4)
    other = after(before, [*MENU, dish("Tart")], MENU, 5)
    assert (shown(one), shown(other)) == ([0, 1, 2, 3, 4], [0, 1, 2, 3, 5])


def test_where_there_is_no_room_left_all_is_laid_anew_with_room_for_more() -> None:
    full = held([0, 1, 2, 3])
    soup, tart = dish("Soup"), dish("Tart")
    one = after(full, [*MENU, soup], MENU, 4)
    assert (shown(one), shown(full)) == ([0, 1, 2, 3, 4], [0, 1, 2, 3])
    two = after(one, [*MENU, soup, tart], [*MENU, soup], 5)
    assert np.shares_memory(one.whole(), two.whole())
    assert room(80_000) == 11_000


def test_rows_of_those_who_left_are_let_go_once_they_are_many() -> None:
    many = [dish(f"Dish {number}") for number in range(ROOM + 10)]
    before = held(range(len(many)))
    few = after(before, many[:4], many)
    assert len(many) > WASTE * 4 + ROOM
    assert shown(few) == [0, 1, 2, 3]
    assert not np.shares_memory(few.whole(), before.whole())


def test_what_is_read_cannot_be_written_to() -> None:
    rows = held([0, 1, 2, 3])
    with pytest.raises(ValueError, match="read-only"):
        rows.whole()[0] = 7
    with pytest.raises(ValueError, match="read-only"):
        rows[0][:] = 7


def test_threads_that_change_one_menu_at_once_take_no_row_from_each_other() -> None:
    before, made = held([0, 1, 2, 3], spare=400), dict[int, DishRows]()
    start = threading.Barrier(4)

    def change(worker: int) -> None:
        start.wait()
        for number in range(worker * 1_000, worker * 1_000 + 100):
            made[number] = after(before, [*MENU, dish("Soup")], MENU, number)

    threads = [threading.Thread(target=change, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 400
    assert all(shown(rows) == [0, 1, 2, 3, number] for number, rows in made.items())


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.lists(st.integers(0, 30), max_size=12, unique=True), max_size=8))
def test_however_a_menu_changes_each_dish_keeps_its_own_row(menus: list[list[int]]) -> None:
    dishes = [dish(f"Dish {number}") for number in range(31)]
    numbers: list[int] = []
    rows = held([], spare=5)
    for menu in menus:
        now, was = [dishes[n] for n in menu], [dishes[n] for n in numbers]
        carried = Carried.over(now, was)
        rows, numbers = rows.after(carried, rows_of([menu[row] for row in carried.fresh])), menu
        assert shown(rows) == menu
        products = rows.products(np.array([1, 0], np.float32), np.arange(len(menu)))
        assert products.tolist() == menu
