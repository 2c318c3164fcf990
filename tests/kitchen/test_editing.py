"""Editing: nothing is overwritten unseen, nothing half saved, and who declares answers for it."""

from collections.abc import Callable
from typing import Any

import pytest
from kit import BLUE, GREEN, RED, Clock, TasteEncoder, dish, jpeg

from recommender.catalog import Revision
from recommender.dish import Dish
from recommender.errors import ChangedMeanwhile, UnknownDish, UnusableDish, UnusablePhoto
from recommender.kitchen import Kitchen
from recommender.restaurant import Restaurant

Reading = Callable[[], dict[str, Dish]]


def test_an_edit_changes_what_was_written_and_nothing_else(
    kitchen: Kitchen, menu: Reading, told: Callable[[], Any]
) -> None:
    before = menu()
    changes = {"price": "12.5", "name_es": "Ramen de la casa", "spice": 1}
    edited = kitchen.edit("ramen", changes, based_on=before["ramen"], who="Luis")
    assert edited == dish("Ramen", price=12.5, name_es="Ramen de la casa", spice=1)
    assert menu() == before | {"ramen": edited}
    assert told()[0] == ("Luis", "edited Ramen")


def test_an_edit_that_changes_nothing_leaves_no_trace(
    kitchen: Kitchen, menu: Reading, place: Restaurant
) -> None:
    revision = place.catalog.revision()
    kitchen.edit("ramen", {"price": "11.00"}, based_on=revision)
    assert place.catalog.revision() == revision


@pytest.mark.parametrize(
    ("field", "full", "empty", "cleared"),
    [
        ("description", "Hot.", "", ""),
        ("cuisine", "thai", None, ""),
        ("allergens", ("milk",), "", None),
        ("ingredients", ("basil",), None, ()),
        ("spice", 2, "", 0),
        ("currency", "MXN", "", "EUR"),
    ],
)
def test_an_empty_value_clears_its_field(
    kitchen: Kitchen, field: str, full: object, empty: object, cleared: object
) -> None:
    filled = kitchen.edit("ramen", {field: full}, based_on=dish("Ramen", price=11))
    assert getattr(filled, field) == full
    assert getattr(kitchen.edit("ramen", {field: empty}, based_on=filled), field) == cleared


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"price": "free"}, 'price "free" is not a price such as 12.50.'),
        ({"price": ""}, "price is missing."),
        ({"name": None}, "name is missing."),
        ({"chef": "Ana"}, 'chef "Ana" is not known.'),
        ({"id": "udon"}, 'id "udon" cannot be changed.'),
        ({"declared_by": "Luis"}, 'declared_by "Luis" cannot be changed.'),
        (
            {"off_until": "2026-12-31"},
            'off_until "2026-12-31" is given, but the dish is not sold out.',
        ),
        (
            {"vegan": "yes", "allergens": "milk"},
            'vegan "yes" is yes, but the allergens name milk.',
        ),
    ],
)
def test_an_edit_that_breaks_the_rules_is_refused_with_the_reason(
    kitchen: Kitchen, menu: Reading, changes: dict[str, Any], sentence: str
) -> None:
    before = menu()
    with pytest.raises(UnusableDish) as raised:
        kitchen.edit("ramen", changes, based_on=before["ramen"])
    assert str(raised.value) == f"The dish cannot be taken: {sentence}"
    assert menu() == before


def test_an_edit_is_held_against_what_it_leaves_as_it_is(kitchen: Kitchen, menu: Reading) -> None:
    kitchen.edit("ramen", {"allergens": "eggs"}, based_on=menu()["ramen"])
    with pytest.raises(UnusableDish, match="is yes, but the allergens name eggs"):
        kitchen.edit("ramen", {"vegan": True}, based_on=menu()["ramen"])


def test_a_dish_that_is_made_vegan_is_vegetarian_and_stays_so(
    kitchen: Kitchen, menu: Reading
) -> None:
    vegan = kitchen.edit("ramen", {"vegan": True}, based_on=menu()["ramen"])
    assert (vegan.vegan, vegan.vegetarian) == (True, True)
    less = kitchen.edit("ramen", {"vegan": False}, based_on=menu()["ramen"])
    assert (less.vegan, less.vegetarian) == (False, True)


def test_two_who_edit_different_fields_both_get_what_they_wrote(
    kitchen: Kitchen, place: Restaurant, menu: Reading
) -> None:
    read = place.catalog.revision()
    kitchen.edit("ramen", {"price": "12"}, based_on=read, who="Ana")
    kitchen.edit("ramen", {"description": "With egg."}, based_on=read, who="Luis")
    assert menu()["ramen"] == dish("Ramen", price=12, description="With egg.")


def test_the_second_of_two_who_edit_the_same_field_is_told_what_changed_meanwhile(
    kitchen: Kitchen, place: Restaurant, menu: Reading, clock: Clock, madrid: None
) -> None:
    read = place.catalog.revision()
    clock.turn(minutes=5)
    kitchen.edit("ramen", {"price": "12", "spice": "1"}, based_on=read, who="Ana")
    saved = menu()
    with pytest.raises(ChangedMeanwhile) as raised:
        kitchen.edit("ramen", {"price": "13", "name": "Miso ramen"}, based_on=read, who="Luis")
    (meanwhile,) = raised.value.facts["dishes"]
    assert meanwhile.dish == "ramen"
    assert meanwhile.fields == {"price": 12.0, "spice": 1}
    assert (meanwhile.who, meanwhile.at) == ("Ana", clock.now)
    assert str(raised.value) == (
        "Nothing was saved. Meanwhile, Ramen was changed by Ana (2026-11-25 13:05): "
        "price is now 12.0, spice is now 1. Look at it again, then save."
    )
    assert menu() == saved


def test_two_who_write_the_same_are_of_one_mind(
    kitchen: Kitchen, place: Restaurant, menu: Reading
) -> None:
    read = place.catalog.revision()
    kitchen.edit("ramen", {"price": "12"}, based_on=read, who="Ana")
    kitchen.edit("ramen", {"price": "12", "spice": "1"}, based_on=read, who="Luis")
    assert menu()["ramen"] == dish("Ramen", price=12, spice=1)


def test_two_edits_that_do_not_go_together_are_not_both_taken(
    kitchen: Kitchen, place: Restaurant, menu: Reading
) -> None:
    read = place.catalog.revision()
    kitchen.edit("ramen", {"allergens": "eggs"}, based_on=read, who="Ana")
    with pytest.raises(UnusableDish, match="is yes, but the allergens name eggs"):
        kitchen.edit("ramen", {"vegan": "yes"}, based_on=read, who="Luis")
    assert menu()["ramen"].vegan is False


def test_a_dish_that_was_removed_meanwhile_is_not_brought_back_by_an_edit(
    kitchen: Kitchen, place: Restaurant
) -> None:
    read = place.catalog.revision()
    kitchen.remove(["ramen"], who="Ana")
    with pytest.raises(ChangedMeanwhile, match="Ramen was removed by Ana"):
        kitchen.edit("ramen", {"price": "12"}, based_on=read)


def test_an_edit_of_a_menu_that_was_replaced_is_refused(kitchen: Kitchen) -> None:
    with pytest.raises(ChangedMeanwhile, match="the menu was replaced by another one"):
        kitchen.edit("ramen", {"price": "12"}, based_on=Revision(1, "of another catalog"))


def test_a_dish_that_never_was_cannot_be_edited(kitchen: Kitchen, place: Restaurant) -> None:
    with pytest.raises(UnknownDish):
        kitchen.edit("paella", {"price": "12"}, based_on=place.catalog.revision())


def test_a_write_between_reading_and_writing_is_not_overwritten(
    kitchen: Kitchen, place: Restaurant, menu: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process changes the dish while this one is encoding."""
    read = menu()["ramen"]
    prepare, interrupted = place.engine.prepare, []

    def interrupting(*given: Any) -> int:
        if not interrupted:
            interrupted.append(True)
            kitchen.edit("ramen", {"description": "With egg."}, based_on=read, who="Ana")
        return prepare(*given)

    monkeypatch.setattr(place.engine, "prepare", interrupting)
    kitchen.edit("ramen", {"price": "12"}, based_on=read, who="Luis")
    assert menu()["ramen"] == dish("Ramen", price=12, description="With egg.")


def test_many_edits_are_one_change(
    kitchen: Kitchen, place: Restaurant, menu: Reading, told: Callable[[], Any]
) -> None:
    edits = {"ramen": {"price": "12"}, "mint-tea": {"price": "2.5"}}
    edited = kitchen.edit_many(edits, based_on=place.catalog.revision(), who="Ana")
    assert [d.price for d in edited] == [12.0, 2.5]
    assert place.catalog.revision().number == 2
    assert told()[0] == ("Ana", "edited 2 dishes")
    kitchen.edit_many({"ramen": {"price": "13"}}, based_on=menu())
    assert menu()["ramen"].price == 13.0


def test_of_many_edits_all_or_none_are_saved_and_every_reason_is_told(
    kitchen: Kitchen, place: Restaurant, menu: Reading
) -> None:
    before = menu()
    edits = {
        "ramen": {"price": "cheap"},
        "mint-tea": {"price": "2.5"},
        "green-curry": {"spice": "9", "price": ""},
    }
    with pytest.raises(UnusableDish) as raised:
        kitchen.edit_many(edits, based_on=place.catalog.revision())
    assert str(raised.value) == (
        'The dish cannot be taken: Ramen: price "cheap" is not a price such as 12.50. '
        'Green curry: price is missing. spice "9" is more than 3.'
    )
    fields = {d: [p.field for p in found] for d, found in raised.value.facts["by_dish"].items()}
    assert fields == {"ramen": ["price"], "green-curry": ["price", "spice"]}
    assert menu() == before


def test_of_many_edits_none_is_saved_when_one_dish_changed_meanwhile(
    kitchen: Kitchen, place: Restaurant, menu: Reading
) -> None:
    read = place.catalog.revision()
    kitchen.edit("ramen", {"price": "12"}, based_on=read, who="Ana")
    edits = {"ramen": {"price": "13"}, "mint-tea": {"price": "2.5"}}
    with pytest.raises(ChangedMeanwhile):
        kitchen.edit_many(edits, based_on=read)
    assert [d.price for d in menu().values()] == [12.0, 2.0, 10.0]


def test_whoever_changes_the_allergens_answers_for_them(
    kitchen: Kitchen, menu: Reading, clock: Clock
) -> None:
    kitchen.edit("ramen", {"price": "12"}, based_on=menu()["ramen"], who="Luis")
    assert (menu()["ramen"].declared_by, menu()["ramen"].declared_at) == ("", None)
    kitchen.edit("ramen", {"allergens": "eggs"}, based_on=menu()["ramen"], who="Ana")
    assert (menu()["ramen"].declared_by, menu()["ramen"].declared_at) == ("Ana", clock.now)
    kitchen.edit("ramen", {"price": "13"}, based_on=menu()["ramen"], who="Luis")
    assert menu()["ramen"].declared_by == "Ana"
    kitchen.edit("ramen", {"allergens": ""}, based_on=menu()["ramen"], who="Luis")
    assert menu()["ramen"] == dish("Ramen", price=13)


def test_the_same_allergens_can_be_stated_anew(
    kitchen: Kitchen, menu: Reading, clock: Clock
) -> None:
    kitchen.declare("ramen", ["gluten", "eggs"], based_on=menu()["ramen"], who="Ana")
    later = clock.turn(days=100)
    stated = kitchen.declare("ramen", ["eggs", "gluten"], based_on=menu()["ramen"], who="Luis")
    assert stated.allergens == ("gluten", "eggs")
    assert (stated.declared_by, stated.declared_at) == ("Luis", later)


def test_a_dish_can_be_declared_free_of_all(kitchen: Kitchen, menu: Reading) -> None:
    assert kitchen.declare("mint-tea", [], based_on=menu()["mint-tea"], who="Ana").allergens == ()


def test_two_who_state_the_same_allergens_leave_the_first_who_did(
    kitchen: Kitchen, place: Restaurant, menu: Reading
) -> None:
    read = place.catalog.revision()
    kitchen.edit("ramen", {"allergens": "eggs"}, based_on=read, who="Ana")
    kitchen.edit("ramen", {"allergens": "eggs", "spice": "1"}, based_on=read, who="Luis")
    assert menu()["ramen"].declared_by == "Ana"


def test_an_added_dish_is_declared_by_who_adds_it(kitchen: Kitchen, clock: Clock) -> None:
    declared = kitchen.add({"name": "Lassi", "price": 4, "allergens": "milk"}, who="Ana")
    assert (declared.declared_by, declared.declared_at) == ("Ana", clock.now)
    assert kitchen.add({"name": "Tea", "price": 2}, who="Ana").declared_by == ""


def test_a_photo_is_replaced_and_taken_away(
    kitchen: Kitchen, place: Restaurant, menu: Reading
) -> None:
    red = kitchen.replace_photo("ramen", jpeg(RED), name="ramen.jpg").photo
    green = kitchen.replace_photo("ramen", jpeg(GREEN), name="ramen.jpg").photo
    assert None not in {red, green}
    assert red != green
    assert place.photos.open(menu()["ramen"].photo or "").getpixel((9, 9)) == pytest.approx(
        GREEN, abs=3
    )
    assert kitchen.remove_photo("ramen").photo is None
    assert place.photos.path(green or "").exists()


def test_a_photo_and_values_are_one_change(
    kitchen: Kitchen, place: Restaurant, menu: Reading
) -> None:
    values = {"alt": "A bowl of ramen"}
    kitchen.edit("ramen", values, based_on=menu()["ramen"], photo=jpeg(), photo_name="ramen.jpg")
    assert place.catalog.revision().number == 2
    (change,) = kitchen.changes(2)
    assert change.fields.keys() == {"alt", "photo"}


def test_a_photo_that_cannot_be_used_changes_nothing(kitchen: Kitchen, menu: Reading) -> None:
    before = menu()
    with pytest.raises(UnusablePhoto):
        kitchen.replace_photo("ramen", b"no photo", name="ramen.jpg")
    assert menu() == before


def test_a_photo_that_somebody_else_replaced_meanwhile_is_not_lost(
    kitchen: Kitchen, menu: Reading
) -> None:
    read = menu()["ramen"]
    kitchen.replace_photo("ramen", jpeg(RED), name="ramen.jpg", who="Ana")
    with pytest.raises(ChangedMeanwhile, match="photo is now"):
        kitchen.replace_photo("ramen", jpeg(BLUE), name="ramen.jpg", based_on=read)


def test_only_what_is_read_or_seen_of_a_dish_is_encoded_again(
    restaurant: Restaurant, tastes: TasteEncoder
) -> None:
    kitchen = restaurant.kitchen
    kitchen.add({"name": "Beef curry", "price": 12}, photo=jpeg(), photo_name="curry.jpg")
    tastes.encoded.clear()
    facts = {
        "price": "14",
        "allergens": "celery",
        "name_es": "Curry de ternera",
        "description_es": "Con coco.",
        "alt": "A bowl of curry",
        "spice": "2",
        "gluten_free": "yes",
    }
    kitchen.edit("beef-curry", facts, based_on=restaurant.catalog.revision())
    assert tastes.encoded == []
    words = {"description": "With coconut."}
    kitchen.edit("beef-curry", words, based_on=restaurant.catalog.revision())
    assert tastes.encoded == ["Beef curry. With coconut"]


def test_nobody_signs_allergens_that_a_colleague_changed_meanwhile(
    kitchen: Kitchen, menu: Reading
) -> None:
    kitchen.declare("ramen", ["gluten", "eggs"], based_on=menu()["ramen"], who="Ana")
    seen = menu()["ramen"]
    kitchen.declare("ramen", ["gluten"], based_on=seen, who="Luis")

    with pytest.raises(ChangedMeanwhile):
        kitchen.declare("ramen", ["gluten", "eggs"], based_on=seen, who="Ana")

    assert (menu()["ramen"].allergens, menu()["ramen"].declared_by) == (("gluten",), "Luis")
