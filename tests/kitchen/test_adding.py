"""Dishes come and go: ids are never given twice, copies wait, and removed dishes can come back."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from kit import Clock, dish, jpeg

from recommender.catalog.menu import Menu
from recommender.dish import MAX_ID, Dish
from recommender.errors import NotDeleted, UnknownDish, UnusableDish
from recommender.kitchen import Kitchen
from recommender.restaurant import Restaurant

Reading = Callable[[], dict[str, Dish]]


def test_an_id_is_never_given_to_another_dish(kitchen: Kitchen) -> None:
    kitchen.remove(["ramen"])
    assert kitchen.add({"name": "Ramen", "price": 13}).id == "ramen-2"
    kitchen.remove(["ramen-2"])
    assert kitchen.add({"name": "Ramen", "price": 13}).id == "ramen-3"
    with pytest.raises(UnusableDish, match="belongs to a dish that was removed; bring it back"):
        kitchen.add({"id": "ramen", "name": "Ramen", "price": 13})


def test_two_who_add_a_dish_of_one_name_get_two_dishes(
    kitchen: Kitchen, place: Restaurant, menu: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process adds a dish of the same name while this one is encoding."""
    prepare, interrupted = place.engine.prepare, []

    def interrupting(*given: Any) -> int:
        if not interrupted:
            interrupted.append(True)
            kitchen.add({"name": "Tapa", "price": 3})
        return prepare(*given)

    monkeypatch.setattr(place.engine, "prepare", interrupting)
    assert kitchen.add({"name": "Tapa", "price": 4}).id == "tapa-2"
    assert [(d.id, d.price) for d in menu().values()][3:] == [("tapa", 3.0), ("tapa-2", 4.0)]


def test_a_copy_is_off_the_menu_and_undeclared_until_somebody_has_looked_at_it(
    kitchen: Kitchen, menu: Reading
) -> None:
    values = {"name": "Lassi", "name_es": "Lassi", "price": 4, "allergens": "milk", "spice": 0}
    original = kitchen.add(values, photo=jpeg(), photo_name="lassi.jpg", who="Ana")
    copy = kitchen.duplicate("lassi", who="Luis")
    assert copy == dish(
        "Lassi (copy)", price=4, name_es="Lassi (copia)", photo=original.photo, available=False
    )
    assert copy.id == "lassi-copy"
    assert kitchen.duplicate("lassi").id == "lassi-copy-2"
    assert menu()["lassi"] == original


def test_a_copy_of_a_dish_with_the_longest_name_is_a_valid_dish(kitchen: Kitchen) -> None:
    kitchen.add({"id": "long", "name": "N" * 120, "price": 4})
    copy = kitchen.duplicate("long")
    assert copy.name == "N" * 113 + " (copy)"
    assert Dish.model_validate(copy.model_dump()) == copy


def test_copies_of_a_dish_with_the_longest_id_have_ids_that_can_be_read_again(
    kitchen: Kitchen, place: Restaurant
) -> None:
    name = "Slowly braised shoulder of lamb with rosemary potatoes and a sauce of red wine"
    kitchen.add({"id": "lamb", "name": name, "price": 18})

    copies = [kitchen.duplicate("lamb").id for _ in range(3)]

    assert len(set(copies)) == 3
    assert max(map(len, copies)) <= MAX_ID
    assert set(copies) <= read_anew(place).keys()


def test_what_a_verb_makes_of_a_dish_is_put_in_order_like_what_a_person_writes(
    kitchen: Kitchen, place: Restaurant
) -> None:
    kitchen.add({"id": "long", "name": "N" * 112 + " " + "N" * 7, "price": 4})

    assert kitchen.duplicate("long").name == "N" * 112 + " (copy)"
    declared = kitchen.declare("ramen", ["eggs"], based_on=dish_of(place), who="Ana  García")
    assert declared.declared_by == "Ana García"
    assert kitchen.edit("ramen", {"price": 12}, based_on=dish_of(place)).price == 12


def test_who_has_too_long_a_name_declares_nothing_and_every_dish_stays_readable(
    kitchen: Kitchen, place: Restaurant
) -> None:
    with pytest.raises(UnusableDish, match="declared_by"):
        kitchen.declare("ramen", ["eggs"], based_on=dish_of(place), who="A" * 300)

    assert not read_anew(place)["ramen"].declared


def read_anew(place: Restaurant) -> Mapping[str, Dish]:
    """Return the menu as a process that just starts reads it."""
    place.catalog._menu = Menu()
    return place.catalog.menu().dishes


def dish_of(place: Restaurant) -> Dish:
    return place.catalog.menu().dishes["ramen"]


def test_removed_dishes_are_gone_together_or_not_at_all(kitchen: Kitchen, menu: Reading) -> None:
    with pytest.raises(UnknownDish):
        kitchen.remove(["ramen", "paella"])
    assert len(menu()) == 3
    assert [d.id for d in kitchen.remove(["ramen", "mint-tea", "ramen"])] == ["ramen", "mint-tea"]
    assert list(menu()) == ["green-curry"]


def test_a_removed_dish_comes_back_as_it_was_to_its_old_place(
    kitchen: Kitchen, menu: Reading, clock: Clock
) -> None:
    before = kitchen.replace_photo("mint-tea", jpeg(), name="tea.jpg")
    kitchen.remove(["mint-tea"], who="Ana")
    (deleted,) = kitchen.deleted()
    assert (deleted.dish, deleted.who, deleted.at) == (before, "Ana", clock.now)
    assert kitchen.bring_back("mint-tea") == before
    assert list(menu()) == ["ramen", "mint-tea", "green-curry"]
    assert kitchen.deleted() == []


def test_a_removed_dish_can_be_brought_back_for_thirty_days(kitchen: Kitchen, clock: Clock) -> None:
    kitchen.remove(["ramen"])
    clock.turn(days=30)
    assert [d.dish.id for d in kitchen.deleted()] == ["ramen"]
    clock.turn(seconds=1)
    assert kitchen.deleted() == []
    with pytest.raises(NotDeleted) as raised:
        kitchen.bring_back("ramen")
    assert str(raised.value) == 'No dish with the id "ramen" was removed in the last 30 days.'


def test_a_dish_that_is_on_the_menu_cannot_be_brought_back(kitchen: Kitchen) -> None:
    with pytest.raises(NotDeleted):
        kitchen.bring_back("ramen")
