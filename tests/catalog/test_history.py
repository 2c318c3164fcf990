"""The history: who changed what when, from what to what, and what of it is undone."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from kit import DATABASES, dish

from recommender.catalog import Catalog, Change, ChangeSet, Deleted, DishChange, Furnished
from recommender.catalog.houses import _house
from recommender.catalog.tables import changes, houses, revisions
from recommender.dish import Dish
from recommender.errors import HistoryDamaged
from recommender.house import House

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
RAMEN, TEA, CURRY = dish("Ramen", price=11), dish("Mint tea", price=2), dish("Green curry")
DEAR = RAMEN.model_copy(update={"price": 14.0})


@pytest.fixture(params=DATABASES)
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def catalog(open_catalog: Callable[..., Catalog]) -> Catalog:
    return open_catalog()


def put(catalog: Catalog, *dishes: Dish, hour: int = 12, **named: object) -> int:
    facts = {"who": "Ana", "what": "edited", "verb": "edit", "at": NOON.replace(hour=hour)}
    return catalog.write([Change(d.id, d) for d in dishes], **(facts | named)).number


def remove(catalog: Catalog, dish_id: str, *, hour: int = 12) -> int:
    at = NOON.replace(hour=hour)
    return catalog.write(
        [Change(dish_id, None)], who="Luis", what="gone", verb="remove", at=at
    ).number


def test_the_last_change_sets_are_told_the_newest_first(catalog: Catalog) -> None:
    put(catalog, RAMEN, TEA, what="imported menu.csv", verb="import")
    changes = [Change("ramen", DEAR), Change("mint-tea", None), Change("green-curry", CURRY)]
    catalog.write(changes, who="Luis", what="autumn", verb="import", at=NOON.replace(hour=13))
    assert catalog.history.change_sets() == [
        ChangeSet(
            number=2,
            at=NOON.replace(hour=13),
            who="Luis",
            what="autumn",
            verb="import",
            new=1,
            changed=1,
            removed=1,
        ),
        ChangeSet(number=1, at=NOON, who="Ana", what="imported menu.csv", verb="import", new=2),
    ]


def test_a_long_history_is_told_page_by_page(catalog: Catalog) -> None:
    for price in range(1, 6):
        put(catalog, RAMEN.model_copy(update={"price": float(price)}))
    first = [s.number for s in catalog.history.change_sets(limit=2)]
    second = [s.number for s in catalog.history.change_sets(limit=2, before=first[-1])]
    assert (first, second) == ([5, 4], [3, 2])


def test_a_change_set_tells_each_field_before_and_after(catalog: Catalog) -> None:
    put(catalog, RAMEN, TEA)
    number = put(catalog, DEAR.model_copy(update={"spice": 1}), CURRY)
    curry, ramen = catalog.history.changes(number)
    assert curry == DishChange("green-curry", None, CURRY)
    assert (curry.fields, curry.name) == ({}, "Green curry")
    assert ramen.fields == {"price": (11.0, 14.0), "spice": (0, 1)}
    assert catalog.history.changes(99) == []
    assert catalog.history.change_set(99) is None


def test_a_dish_is_known_as_it_was_at_any_revision(catalog: Catalog) -> None:
    put(catalog, TEA)
    put(catalog, RAMEN)
    put(catalog, DEAR)
    remove(catalog, "ramen")
    states = [catalog.history.dish_at("ramen", number) for number in range(5)]
    assert states == [None, None, RAMEN, DEAR, None]


def test_removed_dishes_are_known_until_they_are_back(catalog: Catalog) -> None:
    put(catalog, RAMEN, TEA, CURRY)
    remove(catalog, "mint-tea", hour=13)
    remove(catalog, "ramen", hour=14)
    tea = Deleted(TEA, NOON.replace(hour=13), "Luis", 2)
    ramen = Deleted(RAMEN, NOON.replace(hour=14), "Luis", 3)
    assert catalog.history.deleted(since=NOON) == [ramen, tea]
    assert catalog.history.deleted(since=NOON.replace(hour=14)) == [ramen]
    put(catalog, TEA, hour=15)
    assert catalog.history.deleted(since=NOON) == [ramen]


def test_a_dish_removed_twice_comes_back_as_it_was_last(catalog: Catalog) -> None:
    put(catalog, RAMEN)
    remove(catalog, "ramen")
    put(catalog, DEAR)
    remove(catalog, "ramen", hour=13)
    assert catalog.history.deleted(since=NOON) == [Deleted(DEAR, NOON.replace(hour=13), "Luis", 4)]


def test_ids_of_removed_dishes_stay_known(catalog: Catalog) -> None:
    put(catalog, RAMEN, TEA)
    remove(catalog, "ramen")
    put(catalog, CURRY)
    assert catalog.history.ids() == {"ramen", "mint-tea", "green-curry"}


def test_the_ids_that_begin_alike_are_known_for_ever(catalog: Catalog) -> None:
    put(catalog, RAMEN, dish("Ramen", id="ramen-2"), dish("Ramen soup"), dish("Ramenette"))
    remove(catalog, "ramen-2")
    assert catalog.history.ids_like("ramen") == {"ramen", "ramen-2", "ramen-soup"}
    assert catalog.history.ids_like("ramen-2") == {"ramen-2"}
    assert catalog.history.ids_like("tea") == set()


def test_photos_of_the_last_changes_are_known(catalog: Catalog) -> None:
    first, second, third = ("1" * 64, "2" * 64, "3" * 64)
    put(catalog, RAMEN.model_copy(update={"photo": first}), hour=10)
    put(catalog, RAMEN.model_copy(update={"photo": second}), hour=12)
    put(catalog, RAMEN.model_copy(update={"photo": third}), hour=14)
    assert catalog.history.photos_since(NOON.replace(hour=11)) == {first, second, third}
    assert catalog.history.photos_since(NOON.replace(hour=13)) == {second, third}
    assert catalog.history.photos_since(NOON.replace(hour=15)) == set()


def test_what_is_undone_and_redone_is_known(catalog: Catalog) -> None:
    put(catalog, RAMEN)
    put(catalog, DEAR)
    put(catalog, RAMEN, verb="undo", undoes=2)
    assert catalog.history.in_force() == [1]
    assert catalog.history.undos_in_force() == [3]
    assert [s.undone_by for s in catalog.history.change_sets()] == [None, 3, None]
    put(catalog, DEAR, verb="redo", undoes=3)
    assert catalog.history.in_force() == [2, 1]
    assert catalog.history.undos_in_force() == []
    assert [s.undone_by for s in catalog.history.change_sets()] == [None, 4, None, None]
    put(catalog, RAMEN, verb="undo", undoes=2)
    assert catalog.history.in_force() == [1]
    assert [s.undone_by for s in catalog.history.change_sets()] == [None, None, 4, 5, None]


def test_a_new_change_ends_what_could_be_redone(catalog: Catalog) -> None:
    put(catalog, RAMEN)
    put(catalog, DEAR)
    put(catalog, RAMEN, verb="undo", undoes=2)
    put(catalog, TEA, verb="add")
    assert catalog.history.undos_in_force() == []


def test_what_the_clock_did_is_nobody_s_to_undo(catalog: Catalog) -> None:
    put(catalog, RAMEN)
    put(catalog, DEAR, verb="clock")
    assert catalog.history.in_force() == [1]


def test_later_changes_of_the_same_dishes_are_known_unless_undone(catalog: Catalog) -> None:
    put(catalog, RAMEN, TEA)
    put(catalog, DEAR)
    put(catalog, CURRY)
    assert catalog.history.later_changes(1) == {"ramen": {2: DishChange("ramen", RAMEN, DEAR)}}
    put(catalog, RAMEN, verb="undo", undoes=2)
    assert catalog.history.later_changes(1) == {}


def damage(catalog: Catalog, number: int) -> None:
    """Write into the history by hand."""
    row = changes.update().where(changes.c.revision == number)
    with catalog._engine.begin() as connection:
        connection.execute(row.values(before='{"id": "ra', after=None))


def test_a_damaged_row_is_one_sentence_and_the_rest_of_the_history_stays_readable(
    catalog: Catalog,
) -> None:
    put(catalog, RAMEN)
    put(catalog, DEAR)
    put(catalog, TEA)
    damage(catalog, 2)

    with pytest.raises(HistoryDamaged) as raised:
        catalog.history.changes(2)

    assert str(raised.value) == (
        'Change 2 cannot be read: the history of the dish "ramen" is damaged there. All other '
        "changes are as they were; a backup from before may still hold this one."
    )
    assert [one.number for one in catalog.history.change_sets()] == [3, 2, 1]
    assert catalog.history.changes(1) == [DishChange("ramen", None, RAMEN)]
    assert catalog.history.changes(3) == [DishChange("mint-tea", None, TEA)]


def test_a_removed_dish_that_cannot_be_read_keeps_no_other_from_coming_back(
    catalog: Catalog, caplog: pytest.LogCaptureFixture
) -> None:
    put(catalog, RAMEN, TEA)
    remove(catalog, "ramen")
    remove(catalog, "mint-tea")
    damage(catalog, 2)

    assert [one.dish for one in catalog.history.deleted(NOON)] == [TEA]
    (told,) = caplog.messages
    assert told.startswith('Change 2 cannot be read: the history of the dish "ramen" is damaged')


def test_a_removed_dish_that_cannot_be_read_does_not_come_back_as_it_was_long_ago(
    catalog: Catalog,
) -> None:
    put(catalog, RAMEN)
    remove(catalog, "ramen")
    put(catalog, DEAR)
    remove(catalog, "ramen")
    damage(catalog, 4)

    assert catalog.history.deleted(NOON) == []


def test_no_photo_is_given_up_while_it_is_unknown_which_ones_the_history_needs(
    catalog: Catalog,
) -> None:
    put(catalog, RAMEN)
    put(catalog, DEAR)
    damage(catalog, 2)
    with pytest.raises(HistoryDamaged):
        catalog.history.photos_since(NOON)


def test_a_damaged_row_hides_no_other_dish_of_its_change(catalog: Catalog) -> None:
    put(catalog, RAMEN, TEA, CURRY)
    row = changes.update().where(changes.c.dish == "mint-tea")
    with catalog._engine.begin() as connection:
        connection.execute(row.values(after="{"))

    curry, damage, ramen = catalog.history.changes_or_damages(1)

    assert (curry, ramen) == (
        DishChange("green-curry", None, CURRY),
        DishChange("ramen", None, RAMEN),
    )
    assert str(damage).startswith('Change 1 cannot be read: the history of the dish "mint-tea" is')


NO_TIMES = ("", "yesterday", "2026-13-45T00:00:00+00:00", "2026-11-25T12:00:00", "9999-12-31")


def blur(catalog: Catalog, number: int, at: str) -> None:
    """Write something over the time of a change by hand."""
    row = revisions.update().where(revisions.c.number == number)
    with catalog._engine.begin() as connection:
        connection.execute(row.values(at=at))


@pytest.mark.parametrize("at", NO_TIMES)
def test_a_change_whose_time_is_damaged_is_told_without_it_and_can_be_undone(
    catalog: Catalog, at: str
) -> None:
    put(catalog, RAMEN)
    put(catalog, DEAR)
    blur(catalog, 1, at)

    assert [one.at for one in catalog.history.change_sets()] == [NOON, None]
    assert catalog.history.changes(1) == [DishChange("ramen", None, RAMEN)]
    assert catalog.history.in_force() == [2, 1]


def test_who_changed_a_dish_meanwhile_is_told_though_the_time_is_damaged(catalog: Catalog) -> None:
    put(catalog, RAMEN)
    blur(catalog, put(catalog, DEAR), "yesterday")
    told = str(catalog.history.what_became("ramen", RAMEN, DEAR))
    assert told == "Ramen was changed by Ana (nobody knows when): price is now 14.0"


@pytest.mark.parametrize("at", NO_TIMES)
def test_a_photo_is_kept_while_nobody_knows_when_it_was_needed(catalog: Catalog, at: str) -> None:
    put(catalog, RAMEN.model_copy(update={"photo": "1" * 64}), hour=10)
    put(catalog, TEA.model_copy(update={"photo": "2" * 64}), hour=10)
    blur(catalog, 1, at)
    assert catalog.history.photos_since(NOON.replace(hour=11)) == {"1" * 64}


def test_a_removal_whose_time_is_damaged_keeps_no_other_dish_from_coming_back(
    catalog: Catalog, caplog: pytest.LogCaptureFixture
) -> None:
    put(catalog, RAMEN, TEA)
    blur(catalog, remove(catalog, "ramen"), "yesterday")
    remove(catalog, "mint-tea")

    assert [one.dish for one in catalog.history.deleted(NOON)] == [TEA]
    (told,) = caplog.messages
    assert told == (
        "When change 2 was made cannot be read: its time in the history is damaged. What it did "
        "is told as ever."
    )


def test_settings_that_cannot_be_read_keep_the_menu_from_no_guest(
    catalog: Catalog, caplog: pytest.LogCaptureFixture
) -> None:
    _house.cache_clear()
    parra = House(name="La Parra")
    catalog.houses.write(lambda _: parra, who="Ana", at=NOON)
    catalog.houses.write(lambda _: House(name="La Vid"), who="Ana", at=NOON)
    with catalog._engine.begin() as connection:
        connection.execute(houses.update().where(houses.c.number == 2).values(body="{"))

    assert [catalog.houses.newest() for _ in range(3)] == [Furnished(parra, "Ana", NOON)] * 3
    assert catalog.houses.past() == [Furnished(parra, "Ana", NOON)]
    assert caplog.messages == [
        "Settings of the restaurant cannot be read (row 2): passed over"
    ]  # once, not for every page


def test_settings_whose_time_is_damaged_are_in_force(catalog: Catalog) -> None:
    parra = House(name="La Parra")
    catalog.houses.write(lambda _: parra, who="Ana", at=NOON)
    with catalog._engine.begin() as connection:
        connection.execute(houses.update().values(at="yesterday"))
    assert catalog.houses.newest() == Furnished(parra, "Ana", None)
