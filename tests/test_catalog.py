"""The catalog holds the truth: whole changes, their history, and what was encoded."""

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from kit import DATABASES, dish, unit

from recommender.catalog import Catalog, Change, Menu, Revision
from recommender.config import PROJECT
from recommender.dish import Dish
from recommender.errors import CatalogDamaged, ChangedMeanwhile, FolderUnusable

Opening = Callable[..., Catalog]
RAMEN, TEA, CURRY = dish("Ramen", price=11), dish("Mint tea", price=2), dish("Green curry")


@pytest.fixture(params=DATABASES)
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def catalog(open_catalog: Opening) -> Catalog:
    return open_catalog()


@pytest.fixture
def sqlite_file(database_kind: str) -> None:
    """Leave out what is promised of a file alone."""
    if database_kind != "SQLite":
        pytest.skip("a promise about SQLite's file")


def put(catalog: Catalog, *dishes: Dish) -> Revision | None:
    return catalog.write([Change(d.id, d) for d in dishes], who="Ana", what="new menu")


def history(catalog: Catalog) -> list[tuple[int, str, str, str, Dish | None, Dish | None]]:
    """Return revision, who, what, dish, before and after of every change."""
    query = sa.text(
        "SELECT number, who, what, dish, before, after FROM changes "
        "JOIN revisions ON revision = number ORDER BY number, dish"
    )
    with catalog._engine.connect() as connection:
        return [
            (n, who, what, d, *(b and Dish.model_validate_json(b) for b in bodies))
            for n, who, what, d, *bodies in connection.execute(query)
        ]


def test_a_new_catalog_is_an_empty_menu_at_revision_0(catalog: Catalog) -> None:
    assert catalog.menu() == Menu()
    assert catalog.revision() == Revision(0, "")


def test_dishes_keep_the_order_in_which_they_came(catalog: Catalog) -> None:
    put(catalog, RAMEN, TEA)
    put(catalog, CURRY)
    put(catalog, TEA.model_copy(update={"price": 2.5}))
    assert list(catalog.menu().dishes) == ["ramen", "mint-tea", "green-curry"]
    assert catalog.menu().dishes["mint-tea"].price == 2.5


@pytest.mark.parametrize("seed", range(4))
def test_who_follows_the_menu_through_changes_has_it_as_who_reads_it_at_once(
    open_catalog: Opening, seed: int
) -> None:
    chance, writer, follower = random.Random(seed), open_catalog(), open_catalog()
    put(writer, *(dish(f"Plate {number}") for number in range(8)))
    for number in range(8, 40):
        here, price = list(writer.menu().dishes.values()), float(number)
        some = chance.sample(here, min(len(here), chance.randint(0, 2)))
        edited = [Change(d.id, d.model_copy(update={"price": price})) for d in some]
        gone = [Change(chance.choice(here).id, None)] if len(here) > 4 else []
        come = [Change(d.id, d) for d in [dish(f"Plate {chance.randint(0, number)}", price=price)]]
        what = [*edited, *chance.choice([gone, come, come + gone])]
        writer.write(what, who="Ana", what=f"change {number}")
        if chance.random() < 0.6:
            menu, anew = follower.menu(), open_catalog().menu()
            assert (menu.revision, [*menu.dishes.items()]) == (
                anew.revision,
                [*anew.dishes.items()],
            )


def test_a_dish_comes_back_as_it_went_in(open_catalog: Opening, catalog: Catalog) -> None:
    full = dish(
        "Jalapeños rellenos",
        description="Stuffed, «fried».",
        price=8.05,
        currency="MXN",
        cuisine="mexican",
        course="starter",
        vegetarian=True,
        spice=3,
        allergens=("milk",),
        ingredients=("queso",),
        photo="f" * 64,
        available=False,
    )
    put(catalog, full, dish("Lemon sorbet", allergens=()), dish("Soup of the day"))
    catalog.close()
    again = open_catalog()
    assert list(again.menu().dishes.values()) == [
        full,
        dish("Lemon sorbet", allergens=()),
        dish("Soup of the day"),
    ]


def test_a_change_is_one_revision_with_what_was_and_what_is(catalog: Catalog) -> None:
    put(catalog, RAMEN, TEA)
    dearer = RAMEN.model_copy(update={"price": 12.0})
    revision = catalog.write(
        [Change("ramen", dearer), Change("mint-tea", None)], who="Luis", what="autumn"
    )
    assert revision == catalog.revision()
    assert revision.number == 2
    assert history(catalog) == [
        (1, "Ana", "new menu", "mint-tea", None, TEA),
        (1, "Ana", "new menu", "ramen", None, RAMEN),
        (2, "Luis", "autumn", "mint-tea", TEA, None),
        (2, "Luis", "autumn", "ramen", RAMEN, dearer),
    ]
    assert list(catalog.menu().dishes.values()) == [dearer]


def test_nothing_is_written_when_nothing_changes(catalog: Catalog) -> None:
    first = put(catalog, RAMEN)
    assert put(catalog, RAMEN) is None
    assert catalog.write([], who="Ana", what="nothing") is None
    assert catalog.write([Change("paella", None)], who="Ana", what="gone") is None
    assert catalog.revision() == first
    assert len(history(catalog)) == 1


def test_of_two_changes_of_one_dish_the_last_counts(catalog: Catalog) -> None:
    dear = RAMEN.model_copy(update={"price": 15.0})
    catalog.write([Change("ramen", dear), Change("ramen", RAMEN)], who="Ana", what="typo")
    assert list(catalog.menu().dishes.values()) == [RAMEN]


def test_a_change_that_breaks_halfway_leaves_no_trace(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = put(catalog, RAMEN)

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("recommender.catalog.changes.apply", full_disk)
        with pytest.raises(OSError, match="No space"):
            put(catalog, TEA)
    assert catalog.revision() == before
    assert list(catalog.menu().dishes) == ["ramen"]
    assert len(history(catalog)) == 1


def test_what_changed_since_a_revision_is_known(catalog: Catalog) -> None:
    first = put(catalog, RAMEN, TEA)
    put(catalog, CURRY)
    catalog.write([Change("mint-tea", None)], who="Ana", what="gone")
    assert catalog.changed_since(first.number) == {"green-curry", "mint-tea"}
    assert catalog.changed_since(3) == set()


def test_equal_numbers_of_two_catalogs_are_told_apart(
    open_catalog: Opening, catalog: Catalog
) -> None:
    other = open_catalog("other")
    mine, theirs = put(catalog, RAMEN), put(other, RAMEN)
    assert mine.number == theirs.number
    assert mine.token != theirs.token
    assert catalog.uid != other.uid
    assert (catalog.knows(mine), catalog.knows(theirs)) == (True, False)


def test_a_catalog_keeps_its_name_when_it_is_opened_again(
    open_catalog: Opening, catalog: Catalog
) -> None:
    assert open_catalog().uid == catalog.uid


def test_a_removed_dish_does_not_give_its_place_away_and_takes_it_again(catalog: Catalog) -> None:
    put(catalog, RAMEN, TEA)
    catalog.write([Change("mint-tea", None)], who="Ana", what="gone")
    put(catalog, CURRY)
    assert list(catalog.menu().dishes) == ["ramen", "green-curry"]
    put(catalog, TEA)
    assert list(catalog.menu().dishes) == ["ramen", "mint-tea", "green-curry"]


def test_a_change_of_what_is_not_as_expected_is_refused_with_what_became_of_it(
    catalog: Catalog,
) -> None:
    put(catalog, RAMEN, TEA)
    dear, dearer = (RAMEN.model_copy(update={"price": price}) for price in (14.0, 15.0))
    put(catalog, dear)
    with pytest.raises(ChangedMeanwhile) as raised:
        catalog.write(
            [Change("ramen", dearer), Change("mint-tea", None)],
            who="Luis",
            what="dearer",
            expected={"ramen": RAMEN, "mint-tea": TEA},
        )
    (meanwhile,) = raised.value.facts["dishes"]
    assert (meanwhile.dish, meanwhile.fields, meanwhile.who) == ("ramen", {"price": 14.0}, "Ana")
    assert list(catalog.menu().dishes.values()) == [dear, TEA]


def test_a_change_that_somebody_else_made_just_so_is_nothing_to_refuse(catalog: Catalog) -> None:
    put(catalog, RAMEN)
    dear = RAMEN.model_copy(update={"price": 14.0})
    put(catalog, dear)
    change = [Change("ramen", dear)]
    assert catalog.write(change, who="Luis", what="dear", expected={"ramen": RAMEN}) is None


def test_a_menu_in_hand_does_not_change_under_its_reader(catalog: Catalog) -> None:
    put(catalog, RAMEN)
    in_hand = catalog.menu()
    put(catalog, TEA)
    assert list(in_hand.dishes) == ["ramen"]
    assert list(catalog.menu().dishes) == ["ramen", "mint-tea"]
    with pytest.raises(TypeError):
        in_hand.dishes["tea"] = TEA  # type: ignore[index]


def test_a_menu_read_change_by_change_is_the_menu_read_whole(
    open_catalog: Opening, catalog: Catalog
) -> None:
    put(catalog, RAMEN, TEA, CURRY)
    for changes in (
        [Change("ramen", RAMEN.model_copy(update={"price": 12.0}))],
        [Change("mint-tea", None)],
        [Change("udon", dish("Udon")), Change("green-curry", None)],
        [Change("green-curry", CURRY.model_copy(update={"spice": 2})), Change("udon", None)],
        [Change("mint-tea", TEA), Change("ramen", None)],
    ):
        catalog.write(changes, who="Ana", what="day by day")
        whole = open_catalog().menu()
        assert catalog.menu().revision == whole.revision
        assert list(catalog.menu().dishes.items()) == list(whole.dishes.items())


def test_a_change_by_another_process_is_seen_at_the_next_look(
    open_catalog: Opening, catalog: Catalog
) -> None:
    other = open_catalog()
    assert list(other.menu().dishes) == []
    put(catalog, RAMEN)
    assert list(other.menu().dishes) == ["ramen"]


WRITER = """
import sys
from collections.abc import Callable
from pathlib import Path
from recommender.catalog import Catalog, Change
from recommender.dish import Dish
place = sys.argv[1]
server = place.startswith("postgresql://")
catalog = Catalog.on_server(place) if server else Catalog.open(Path(place))
for n in range(25):
    plate = Dish(id=f"{sys.argv[2]}-{n}", name="Plate", price=n)
    catalog.write([Change(plate.id, plate)], who=sys.argv[2], what="added")
"""


def test_two_processes_that_write_at_once_lose_nothing(
    open_catalog: Opening, catalog_of: Callable[[Path], str], tmp_path: Path
) -> None:
    place = catalog_of(tmp_path / "catalog") or str(tmp_path / "catalog.db")
    cooks = [
        subprocess.Popen([sys.executable, "-c", WRITER, place, cook], cwd=PROJECT)
        for cook in ("ana", "luis")
    ]
    assert [cook.wait(timeout=60) for cook in cooks] == [0, 0]
    catalog = open_catalog()
    assert set(catalog.menu().dishes) == {f"{c}-{n}" for c in ("ana", "luis") for n in range(25)}
    assert [row[0] for row in history(catalog)] == list(range(1, 51))


def test_vectors_are_kept_by_encoder_and_never_meet(catalog: Catalog) -> None:
    curry, tea = unit([3, 4]), unit([1, 0])
    catalog.keep("clip", {"words:curry": curry})
    catalog.keep("built-in", {"words:curry": tea, "words:tea": tea})
    kept = catalog.kept("clip", ["words:curry", "words:tea"])
    assert {content: vector.tolist() for content, vector in kept.items()} == {
        "words:curry": curry.tolist()
    }
    assert kept["words:curry"].dtype == np.float32
    assert catalog.kept("other", ["words:curry"]) == {}
    assert catalog.keeps("clip", ["words:curry", "words:pie"]) == {"words:curry"}
    assert catalog.keeps("other", ["words:curry"]) == set()


def test_a_kept_vector_is_kept_once(catalog: Catalog) -> None:
    catalog.keep("clip", {"words:curry": unit([1, 0])})
    catalog.keep("clip", {"words:curry": unit([0, 1]), "words:tea": unit([0, 1])})
    kept = catalog.kept("clip", ["words:curry", "words:tea"])
    assert {c: v.tolist() for c, v in kept.items()} == {
        "words:curry": [1.0, 0.0],
        "words:tea": [0.0, 1.0],
    }
    catalog.keep("clip", {})


def test_a_long_menu_is_read_whole(catalog: Catalog) -> None:
    many = [dish(f"Plate {n}") for n in range(1201)]
    put(catalog, *many)
    catalog.keep("clip", {f"words:{d.id}": unit([1, 0]) for d in many})
    assert list(catalog.menu().dishes) == [d.id for d in many]
    assert len(catalog.kept("clip", [f"words:{d.id}" for d in many])) == 1201


def test_facts_about_the_installation_are_remembered(catalog: Catalog) -> None:
    assert catalog.noted("encoder") is None
    catalog.note("encoder", "clip")
    catalog.note("encoder", "built-in")
    assert catalog.noted("encoder") == "built-in"


def test_which_photo_a_file_became_is_remembered(catalog: Catalog) -> None:
    catalog.remember_photo("source-1", "photo-1")
    catalog.remember_photo("source-1", "photo-2")
    assert catalog.photos_of(["source-1", "source-9"]) == {"source-1": "photo-2"}


@pytest.mark.usefixtures("sqlite_file")
def test_what_was_acknowledged_survives_a_power_cut_and_readers_never_wait(
    catalog: Catalog,
) -> None:
    with catalog._engine.connect() as connection:
        set_ = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert set_ == ["wal", 2, 1]  # 2 is FULL


def test_a_catalog_says_by_which_plan_it_was_built(catalog: Catalog) -> None:
    assert catalog.noted("schema") == "3"


def test_a_new_installation_s_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    Catalog.open(tmp_path / "new" / "data" / "catalog.db")
    assert (tmp_path / "new" / "data").stat().st_mode & 0o777 == 0o700


def test_a_file_that_is_no_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "catalog.db").write_text("Green curry, 12.50\n" * 100)
    with pytest.raises(CatalogDamaged) as raised:
        Catalog.open(tmp_path / "catalog.db")
    assert str(raised.value) == (
        f"The catalog {tmp_path / 'catalog.db'} is damaged: file is not a database. "
        "Nothing was changed. Restore a backup of the data folder, then start again."
    )


def test_a_folder_that_cannot_be_made_is_said_to_be_unusable(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(FolderUnusable):
        Catalog.open(tmp_path / "data" / "catalog.db")


@pytest.mark.usefixtures("sqlite_file")
def test_a_catalog_whose_disk_is_full_says_so_and_keeps_what_it_had(catalog: Catalog) -> None:
    catalog.write([Change("bread", dish("Bread"))], who="Ana", what="added")
    with catalog._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # SQLite: as full as it is now
    feast = [dish(f"Paella {n}", description="saffron " * 200) for n in range(100)]

    with pytest.raises(FolderUnusable, match="database or disk is full"):
        catalog.write([Change(d.id, d) for d in feast], who="Ana", what="imported")

    assert list(catalog.menu().dishes) == ["bread"]


@pytest.mark.parametrize("many", [1, 100])
def test_vectors_are_read_into_the_rows_of_what_they_were_made_of(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    """One by one or all at once, what is not asked for, not kept or another's stays out."""
    monkeypatch.setattr("recommender.catalog.vectors.MANY", many)
    monkeypatch.setattr("recommender.catalog.vectors.AT_ONCE", 2)
    left, right = np.float32([1, 0]), np.float32([0, 1])
    catalog.keep("clip", {"words:a": left, "words:b": right, "words:c": left, "words:d": left})
    catalog.keep("built-in", {"words:c": right})
    rows = np.zeros((6, 2), np.float32)
    contents = ["words:d", "words:b", None, "words:x", "words:b", "words:a"]
    assert catalog.read_kept(rows, "clip", contents) == ({"words:x"}, set())
    assert rows.tolist() == [[1, 0], [0, 1], [0, 0], [0, 0], [0, 1], [1, 0]]
    asked = ["words:a", "words:d", "words:x"]
    assert catalog.keeps("clip", asked) == {"words:a", "words:d"}
    assert catalog.kept("clip", asked).keys() == {"words:a", "words:d"}
