"""Many at once: processes on one folder, guests beside an import, staff on one dish."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from crash_ledger import DEMO, DEMO_ROWS
from crash_restaurant import assert_nothing_is_lost, found
from crash_rounds import LONGEST_S, MUST_BE, Nursery, Rounds, nursery
from kit import GREEN, TasteEncoder, jpeg, menu_csv

from recommender.encoder import Encoder, Vectors
from recommender.errors import ChangedMeanwhile
from recommender.recommend import Query
from recommender.restaurant import Restaurant

Opening = Callable[..., Restaurant]
GUESTS, STAFF, TURNS = 50, 6, 5


@pytest.fixture(scope="module")
def other() -> Iterator[Nursery]:
    """A second program beside the first."""
    with nursery() as opened:
        yield opened


def lived(born: Nursery) -> list[dict[str, Any]]:
    """Return all that a process said until it ended well."""
    lines = [born.said(LONGEST_S)]
    while lines[-1].get("kind") != "ended":
        assert lines[-1], "a process hung"
        lines.append(born.said(LONGEST_S))
    assert lines[-1]["status"] == 0
    return lines


def adding(kind: str) -> list[tuple[Any, ...]]:
    """Return what one of two members of staff does: dishes of their own, a field of one shared."""
    own = [{"name": f"{kind} {n}", "price": n, "colour": (9, n, 90)} for n in range(1, 5)]
    field = {"price": 33} if kind == "Soup" else {"description": "with lemon"}
    return [*(("add", dish) for dish in own), ("edit", "demo-beef-plate", field)]


def test_two_processes_that_write_to_one_folder_agree_and_lose_nothing(
    born: Nursery, other: Nursery, tmp_path: Path
) -> None:
    rounds = Rounds(born, tmp_path, seed=1)
    data = rounds.open_house()
    born.order(data, verbs=adding("Soup"))
    other.order(data, verbs=adding("Stew"))
    assert [len(lived(one)) for one in (born, other)] == [8, 8]  # hello, 5 done, bye, ended
    born.order(data)
    hello = lived(born)[0]
    assert {name: hello[name] for name in MUST_BE} == MUST_BE
    names = {f"{kind}-{n}" for kind in ("soup", "stew") for n in range(1, 5)}
    assert hello["menu"].keys() == names | DEMO
    assert hello["number"] == hello["history"] == 11
    shared = hello["menu"]["demo-beef-plate"]
    assert (shared["price"], shared["description"]) == (33, "with lemon")
    assert hello["encoded"] == 0


def test_two_first_starts_at_once_lay_one_demo_menu(
    born: Nursery, other: Nursery, tmp_path: Path
) -> None:
    for number in range(3):
        data = tmp_path / f"house-{number}"
        for one in (born, other):
            one.order(data, demo=DEMO_ROWS)
        for one in (born, other):
            hello = next(line for line in lived(one) if line["kind"] == "hello")
            assert (hello["number"], hello["menu"].keys()) == (1, DEMO)
            assert (hello["bad_photos"], hello["problems"], hello["not_found"]) == ([], [], [])


class Halting(TasteEncoder):
    """Encodes the words of a dish only when somebody lets it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.came, self.let = threading.Semaphore(0), threading.Semaphore(0)

    def encode_dish_words(self, texts: Sequence[str]) -> Vectors:
        self.came.release()
        assert self.let.acquire(timeout=LONGEST_S)
        return super().encode_dish_words(texts)


def test_what_staff_do_while_the_menu_is_encoded_anew_is_all_there_afterwards(
    closed: None, open_restaurant: Opening, encoders: dict[str, Encoder], tmp_path: Path
) -> None:
    halting = Halting("halting")
    encoders["halting"] = halting
    restaurant = open_restaurant(start=False, model="halting")
    kitchen = restaurant.kitchen
    starting = restaurant.engine.start_in_background(first=lambda: None)
    assert halting.came.acquire(timeout=LONGEST_S)

    added = kitchen.add({"name": "Prawn soup", "price": 9}, photo=jpeg(GREEN))
    kitchen.edit(added.id, {"description": "with tomato"}, based_on=added)
    kitchen.sell_out(["beef-stew"])
    halting.let.release()
    assert halting.came.acquire(timeout=LONGEST_S)  # it began again, as the menu had changed
    kitchen.remove(["lemon-tart"])
    kitchen.undo()
    file = menu_csv(tmp_path / "menu.csv", [{"name": "Curry pie", "price": 4}])
    kitchen.apply(kitchen.plan(file))
    kitchen.back(["beef-stew"])
    kitchen.remove([added.id])
    for _ in range(20):
        halting.let.release()
    starting.join(LONGEST_S)

    assert restaurant.engine.encoder_title == "the halting encoder"
    assert sorted(found(restaurant, "curry")) == ["curry-pie", "tofu-curry"]
    kitchen.remove(["curry-pie"])
    assert_nothing_is_lost(restaurant)


def test_guests_are_answered_rightly_while_a_menu_is_imported(
    closed: None, open_restaurant: Opening, tmp_path: Path
) -> None:
    restaurant = open_restaurant()
    rows = [{"name": f"Prawn soup {n}", "price": n} for n in range(1, 121)]
    plan = restaurant.kitchen.plan(menu_csv(tmp_path / "menu.csv", rows))
    over = threading.Event()

    def guest(_: int) -> set[int]:
        seen: set[int] = set()
        while not over.is_set() or not seen:
            assert found(restaurant, "tofu") == ["tofu-curry"]
            matches = restaurant.recommender.search(Query("prawn"), top=200).matches
            seen.add(sum(match.dish.name.startswith("Prawn") for match in matches))
        return seen

    with ThreadPoolExecutor(GUESTS) as guests:
        answers = [guests.submit(guest, number) for number in range(GUESTS)]
        try:
            restaurant.kitchen.apply(plan)
        finally:
            over.set()
        seen = set[int]().union(*(answer.result(LONGEST_S) for answer in answers))
    assert seen <= {0, len(rows)}, "never a part of what was imported"
    restaurant.kitchen.undo()
    assert_nothing_is_lost(restaurant)


def test_of_staff_who_change_one_price_at_the_same_moment_each_saw_what_they_replaced(
    closed: None, open_restaurant: Opening
) -> None:
    restaurant = open_restaurant()
    kitchen, menu = restaurant.kitchen, restaurant.catalog.menu

    def changes_the_price(person: int) -> list[tuple[float, float]]:
        done: list[tuple[float, float]] = []
        while len(done) < TURNS:
            read = menu().dishes["beef-stew"]
            wanted = float(100 * (person + 1) + len(done))
            try:
                kitchen.edit("beef-stew", {"price": wanted}, based_on=read)
            except ChangedMeanwhile:  # looks again, as a person would
                continue
            done.append((read.price, wanted))
        return done

    with ThreadPoolExecutor(STAFF) as staff:
        done = [pair for pairs in staff.map(changes_the_price, range(STAFF)) for pair in pairs]
    sets = kitchen.history(limit=STAFF * TURNS)
    told = [kitchen.changes(one.number)[0].fields["price"] for one in reversed(sets)]
    assert sorted(told) == sorted(done)
    assert [old for old, _ in told] == [10.0, *(new for _, new in told[:-1])]
    assert menu().dishes["beef-stew"].price == told[-1][1]
    assert_nothing_is_lost(restaurant)
