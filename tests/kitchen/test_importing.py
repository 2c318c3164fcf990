"""An import can be stopped, broken off and repeated: the menu changes at the end, whole or not."""

import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from kit import BLUE, GREEN, RED, Clock, TasteEncoder, dish, jpeg, menu_csv

from recommender import embeddings
from recommender.catalog import Change
from recommender.catalog.tables import changes
from recommender.config import PROJECT
from recommender.dish import Dish
from recommender.encoder import Vector
from recommender.errors import Cancelled, ChangedMeanwhile, RejectedRows
from recommender.kitchen import FIRST_START, Plan
from recommender.menu_file import open_delivery
from recommender.restaurant import Restaurant

ROWS = [
    {"name": "Tofu curry", "price": "12", "photo": "curry.jpg"},
    {"name": "Lemon tart", "price": "6", "photo": "tart.jpg"},
    {"name": "Beef stew", "price": "18", "photo": "stew.jpg"},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three photos, as a restaurant hands them in."""
    for name, colour in (("curry", RED), ("tart", GREEN), ("stew", BLUE)):
        (tmp_path / f"{name}.jpg").write_bytes(jpeg(colour))
    return tmp_path


def planned(restaurant: Restaurant, folder: Path, *rows: Mapping[str, Any]) -> Plan:
    return restaurant.kitchen.plan(menu_csv(folder / "menu.csv", rows), folder)


def names(restaurant: Restaurant) -> list[str]:
    return [dish.name for dish in restaurant.catalog.menu().dishes.values()]


def menu(restaurant: Restaurant) -> dict[str, Dish]:
    return dict(restaurant.catalog.menu().dishes)


def after(calls: int) -> Callable[[], bool]:
    """Return what says yes from its ``calls``-th call on."""
    answers = iter([False] * (calls - 1))
    return lambda: next(answers, True)


@pytest.mark.parametrize("calls", [1, 2, 4, 6, 8])
def test_a_stopped_import_leaves_the_menu_as_it_was_and_goes_on_from_there(
    restaurant: Restaurant, folder: Path, tastes: TasteEncoder, calls: int
) -> None:
    plan = planned(restaurant, folder, *ROWS)
    with pytest.raises(Cancelled) as raised:
        restaurant.kitchen.apply(plan, cancelled=after(calls))
    assert "the menu is as it was" in str(raised.value)
    assert (names(restaurant), restaurant.catalog.revision().number) == ([], 0)
    restaurant.kitchen.apply(planned(restaurant, folder, *ROWS))
    assert names(restaurant) == ["Tofu curry", "Lemon tart", "Beef stew"]
    assert sorted(tastes.encoded) == ["Beef stew", "Lemon tart", "Tofu curry", *["photo"] * 3]


def test_photos_of_a_stopped_import_are_not_decoded_again(
    restaurant: Restaurant, folder: Path
) -> None:
    with pytest.raises(Cancelled):
        restaurant.kitchen.apply(planned(restaurant, folder, *ROWS), cancelled=after(3))
    again = planned(restaurant, folder, *ROWS).new  # the third may have been stored ahead
    assert [p.source is None for p in again[:2]] == [True, True]


def test_an_import_that_broke_off_encodes_only_what_is_missing(
    restaurant: Restaurant, folder: Path, tastes: TasteEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embeddings, "SHARE", 2)
    taste = tastes._taste

    def killed_in_the_second_batch(text: str) -> Vector:
        if text == "Lemon tart":  # the longest, and so the last
            raise KeyboardInterrupt
        return taste(text)

    with monkeypatch.context() as patched:
        patched.setattr(tastes, "_taste", killed_in_the_second_batch)
        with pytest.raises(KeyboardInterrupt):
            restaurant.kitchen.apply(planned(restaurant, folder, *ROWS))
    assert names(restaurant) == []
    tastes.encoded.clear()
    restaurant.kitchen.apply(planned(restaurant, folder, *ROWS))
    assert len(names(restaurant)) == 3
    assert tastes.encoded == ["Lemon tart"]


KILLED = """
import os, signal, sys, threading
from pathlib import Path
sys.path.insert(0, "tests")
from kit import TasteEncoder
from recommender import embeddings, starting
from recommender.catalog import Catalog
from recommender.config import Settings
from recommender.encoder import Loaded
from recommender.restaurant import Restaurant

class Killed(TasteEncoder):
    def encode_dish_words(self, texts):
        if "Lemon tart" in texts and others_kept.wait(30):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().encode_dish_words(texts)

def keep(self, encoder, vectors, keep=Catalog.keep):
    keep(self, encoder, vectors)
    if encoder == TasteEncoder().identity and "words:" in "".join(vectors):
        others_kept.set()

others_kept = threading.Event()
Catalog.keep = keep
embeddings.SHARE, embeddings.CORES = 2, 1
starting.load_encoder = lambda *_, **__: Loaded(Killed())
restaurant = Restaurant(Settings(data=Path(sys.argv[1]), model="tastes", catalog=sys.argv[3]))
restaurant.engine.start()
menu = Path(sys.argv[2])
restaurant.kitchen.apply(restaurant.kitchen.plan(menu, menu.parent))
"""


def test_an_import_whose_process_was_killed_goes_on_from_there(
    open_restaurant: Callable[..., Restaurant],
    catalog_of: Callable[[Path], str],
    folder: Path,
    tastes: TasteEncoder,
) -> None:
    data, file = folder / "data", menu_csv(folder / "menu.csv", ROWS)
    command = [sys.executable, "-c", KILLED, data, file, catalog_of(data)]
    killed = subprocess.run(command, cwd=PROJECT, check=False)
    assert killed.returncode == -signal.SIGKILL
    restaurant = open_restaurant(data)
    assert (names(restaurant), restaurant.catalog.revision().number) == ([], 0)
    plan = restaurant.kitchen.plan(file, folder)
    assert [p.source for p in plan.new] == [None, None, None]
    restaurant.kitchen.apply(plan)
    assert names(restaurant) == ["Tofu curry", "Lemon tart", "Beef stew"]
    assert tastes.encoded == ["Lemon tart"]
    assert restaurant.engine.disagreements() == []


def test_an_import_tells_how_many_photos_are_stored_and_encoded(
    restaurant: Restaurant, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embeddings, "CORES", 1)
    told: list[tuple[str, int, int]] = []
    rows = [*ROWS, {"name": "Bread", "price": "1", "photo": ""}]
    restaurant.kitchen.apply(planned(restaurant, folder, *rows), progress=lambda *t: told.append(t))
    assert told == [
        ("Storing photos", 0, 3),
        ("Storing photos", 1, 3),
        ("Storing photos", 2, 3),
        ("Storing photos", 3, 3),
        ("Looking at colours", 0, 3),
        ("Looking at colours", 3, 3),
        ("Looking at photos", 0, 3),
        ("Looking at photos", 3, 3),
        ("Reading descriptions", 0, 4),
        ("Reading descriptions", 4, 4),
    ]


def test_a_dish_that_somebody_changed_after_the_plan_is_not_overwritten(
    restaurant: Restaurant, folder: Path
) -> None:
    restaurant.kitchen.apply(planned(restaurant, folder, *ROWS))
    plan = planned(restaurant, folder, *({**row, "price": "20"} for row in ROWS))
    read = restaurant.catalog.revision()
    restaurant.kitchen.edit("lemon-tart", {"price": "7"}, based_on=read, who="Ana")
    before = menu(restaurant)
    with pytest.raises(ChangedMeanwhile, match="Lemon tart was changed by Ana") as raised:
        restaurant.kitchen.apply(plan)
    assert [m.dish for m in raised.value.facts["dishes"]] == ["lemon-tart"]
    assert menu(restaurant) == before


def test_a_change_of_other_dishes_after_the_plan_is_left_alone(
    restaurant: Restaurant, folder: Path
) -> None:
    restaurant.kitchen.apply(planned(restaurant, folder, *ROWS))
    plan = planned(restaurant, folder, {**ROWS[0], "price": "20"}, *ROWS[1:])
    read = restaurant.catalog.revision()
    restaurant.kitchen.edit("lemon-tart", {"price": "7"}, based_on=read)
    restaurant.kitchen.apply(plan)
    assert [d.price for d in menu(restaurant).values()] == [20.0, 7.0, 18.0]


def test_a_plan_carried_out_twice_changes_the_menu_once(
    restaurant: Restaurant, folder: Path
) -> None:
    plan = planned(restaurant, folder, *ROWS)
    restaurant.kitchen.apply(plan)
    restaurant.kitchen.apply(plan)
    assert restaurant.catalog.revision().number == 1


def test_dishes_that_the_file_lacks_are_removed_when_asked_in_the_same_change(
    restaurant: Restaurant, folder: Path
) -> None:
    restaurant.kitchen.apply(planned(restaurant, folder, *ROWS))
    bread = {"name": "Bread", "price": "1", "photo": ""}
    plan = planned(restaurant, folder, ROWS[0], bread)
    restaurant.kitchen.apply(plan, remove_missing=True, who="Ana")
    assert names(restaurant) == ["Tofu curry", "Bread"]
    newest = restaurant.kitchen.history()[0]
    assert newest.what == "imported menu.csv and removed 2 that it lacks"
    assert (newest.number, newest.new, newest.removed) == (2, 1, 2)
    restaurant.kitchen.undo()
    assert names(restaurant) == ["Tofu curry", "Lemon tart", "Beef stew"]


def test_no_dish_is_removed_for_a_row_that_was_rejected(
    restaurant: Restaurant, folder: Path
) -> None:
    restaurant.kitchen.apply(planned(restaurant, folder, *ROWS))
    plan = planned(restaurant, folder, ROWS[0], {**ROWS[1], "name": "", "price": "7"})
    with pytest.raises(RejectedRows):
        restaurant.kitchen.apply(plan, good_only=True, remove_missing=True)
    assert len(names(restaurant)) == 3


def test_a_row_whose_photo_cannot_be_used_leaves_its_dish_as_it_is(
    restaurant: Restaurant, folder: Path
) -> None:
    restaurant.kitchen.apply(planned(restaurant, folder, *ROWS))
    before = menu(restaurant)
    rows = [{**ROWS[0], "photo": "lost.jpg"}, *ROWS[1:]]
    restaurant.kitchen.apply(planned(restaurant, folder, *rows), good_only=True)
    assert menu(restaurant) == before


def test_an_undone_import_takes_new_changed_and_removed_dishes_back(
    restaurant: Restaurant, folder: Path, tastes: TasteEncoder
) -> None:
    restaurant.kitchen.apply(planned(restaurant, folder, *ROWS))
    before = menu(restaurant)
    changed = [{**ROWS[0], "photo": "stew.jpg"}, {"name": "Bread", "price": "1", "photo": ""}]
    restaurant.kitchen.apply(planned(restaurant, folder, *changed), remove_missing=True)
    tastes.encoded.clear()
    restaurant.kitchen.undo()
    assert list(menu(restaurant).items()) == list(before.items())
    assert tastes.encoded == []


def test_a_row_without_an_id_never_becomes_a_dish_that_was_removed(
    restaurant: Restaurant, folder: Path
) -> None:
    row = {"name": "Lemon tart", "price": "6"}
    restaurant.kitchen.apply(planned(restaurant, folder, row))
    restaurant.kitchen.remove(["lemon-tart"])
    restaurant.kitchen.apply(planned(restaurant, folder, row))
    assert list(menu(restaurant)) == ["lemon-tart-2"]
    again = planned(restaurant, folder, row)
    assert again.summary() == {
        "new": 0,
        "changed": 0,
        "unchanged": 1,
        "missing": 0,
        "rejected": 0,
    }


def test_two_rows_without_ids_never_become_one_dish(restaurant: Restaurant, folder: Path) -> None:
    rows = [{"name": "Tapa", "price": "3"}, {"name": "Tapa 2", "price": "4"}]
    restaurant.kitchen.apply(planned(restaurant, folder, rows[0]))
    restaurant.kitchen.remove(["tapa"])
    restaurant.kitchen.apply(planned(restaurant, folder, *rows))
    assert {d.id: d.name for d in menu(restaurant).values()} == {
        "tapa-3": "Tapa",
        "tapa-2": "Tapa 2",
    }
    assert planned(restaurant, folder, *rows).summary()["unchanged"] == 2


def test_a_row_with_the_id_of_a_removed_dish_brings_it_back(
    restaurant: Restaurant, folder: Path
) -> None:
    full = {
        "id": "tart",
        "name": "Lemon tart",
        "price": "6",
        "allergens": "eggs",
        "photo": "tart.jpg",
    }
    restaurant.kitchen.apply(planned(restaurant, folder, full))
    before = menu(restaurant)["tart"]
    restaurant.kitchen.remove(["tart"])
    short = {"id": "tart", "name": "Lemon tart", "price": "7"}
    plan = planned(restaurant, folder, short)
    assert [p.before for p in plan.new] == [None]
    restaurant.kitchen.apply(plan)
    assert menu(restaurant) == {"tart": before.model_copy(update={"price": 7.0})}


def test_a_dish_removed_long_ago_comes_back_as_the_file_says(
    restaurant: Restaurant, folder: Path, clock: Clock
) -> None:
    restaurant.kitchen._clock = clock
    row = {"id": "tart", "name": "Lemon tart", "price": "6"}
    restaurant.kitchen.apply(planned(restaurant, folder, row | {"allergens": "eggs"}))
    restaurant.kitchen.remove(["tart"])
    clock.turn(days=31)
    restaurant.kitchen.apply(planned(restaurant, folder, row))
    assert menu(restaurant) == {"tart": dish("Lemon tart", id="tart", price=6)}


def test_allergens_that_a_file_changes_are_declared_by_who_imports_it(
    restaurant: Restaurant, folder: Path, clock: Clock
) -> None:
    restaurant.kitchen._clock = clock
    values = {"name": "Lemon tart", "price": 6, "allergens": "eggs"}
    restaurant.kitchen.add(values, who="Ana")
    same = {"name": "Lemon tart", "price": "7", "allergens": "eggs"}
    restaurant.kitchen.apply(planned(restaurant, folder, same))
    assert menu(restaurant)["lemon-tart"].declared_by == "Ana"
    changed = planned(restaurant, folder, same | {"allergens": "eggs;milk"})
    assert changed.changed[0].changed_fields.keys() == {"allergens"}
    restaurant.kitchen.apply(changed, who="Luis")
    assert menu(restaurant)["lemon-tart"] == dish(
        "Lemon tart",
        price=7,
        allergens=("eggs", "milk"),
        declared_by="Luis",
        declared_at=clock.now,
    )


def test_a_file_that_says_who_declared_is_taken_at_its_word(
    restaurant: Restaurant, folder: Path
) -> None:
    stamp = {"declared_by": "Ana", "declared_at": "2026-03-01T12:00:00+00:00"}
    row = {"name": "Lemon tart", "price": "6", "allergens": "eggs"} | stamp
    restaurant.kitchen.apply(planned(restaurant, folder, row), who="Luis")
    assert menu(restaurant) == {
        "lemon-tart": dish("Lemon tart", price=6, allergens="eggs", **stamp)
    }


def test_a_dish_without_declared_allergens_is_declared_by_nobody(
    restaurant: Restaurant, folder: Path
) -> None:
    row = {"name": "Lemon tart", "price": "6", "allergens": ""}
    restaurant.kitchen.apply(planned(restaurant, folder, row), who="Luis")
    assert menu(restaurant) == {"lemon-tart": dish("Lemon tart", price=6)}


def everything(photo: str) -> list[Dish]:
    """Return dishes that have a value in every field, each field's opposite among them."""
    full = dish(
        "Lemon tart",
        description="With =meringue; on top",
        price=6.5,
        currency="USD",
        cuisine="french",
        course="dessert",
        vegetarian=True,
        spice=1,
        allergens=("eggs", "milk"),
        ingredients=("lemon, fresh", "eggs"),
        photo=photo,
        available=False,
        name_es="Tarta de limón",
        description_es="Con merengue",
        alt="A yellow tart",
        off_until="2099-12-31T21:30:00+00:00",
        declared_by="Inés",
        declared_at="2026-03-01T12:00:00+00:00",
    )
    assert set(Dish.model_fields) == full.model_fields_set | {"vegan", "gluten_free"}
    free = dish("Salad", vegan=True, gluten_free=True, allergens=(), photo=photo)
    return [full, free, dish("Soup")]


@pytest.mark.parametrize("name", ["out", "out.zip", "out.xlsx"])
def test_a_menu_that_is_exported_wiped_and_imported_is_equal_in_every_field(
    restaurant: Restaurant, tmp_path: Path, name: str
) -> None:
    photo = restaurant.photos.add(jpeg(RED), name="tart.jpg")
    changes = [Change(dish.id, dish) for dish in everything(photo)]
    restaurant.catalog.write(changes, who="Ana", what="everything")
    before = menu(restaurant)
    restaurant.kitchen.export(tmp_path / name)

    restaurant.kitchen.remove(list(before), who="Ana")
    brought_back(restaurant, tmp_path / name, tmp_path / "in")

    assert menu(restaurant) == before


def brought_back(restaurant: Restaurant, exported: Path, folder: Path) -> None:
    if exported.is_dir():
        plan = restaurant.kitchen.plan(exported / "menu.csv", exported / "photos")
    else:
        delivery = open_delivery([(exported.name, exported)], folder)
        plan, _ = restaurant.kitchen.plan_delivery(delivery)
    assert not plan.rejected
    restaurant.kitchen.apply(plan, who="Somebody else")


def test_a_file_that_says_that_a_dish_is_there_ends_its_day_of_return(
    restaurant: Restaurant, folder: Path
) -> None:
    row = {"name": "Lemon tart", "price": "6", "available": "no"}
    restaurant.kitchen.apply(planned(restaurant, folder, row))
    until = {"off_until": "2099-12-31"}
    restaurant.kitchen.edit("lemon-tart", until, based_on=restaurant.catalog.revision())
    assert planned(restaurant, folder, row).summary()["unchanged"] == 1
    restaurant.kitchen.apply(planned(restaurant, folder, row | {"available": "yes"}))
    assert menu(restaurant) == {"lemon-tart": dish("Lemon tart", price=6)}


def test_a_dish_called_like_one_of_the_demo_menu_takes_nothing_from_it(
    restaurant: Restaurant, folder: Path
) -> None:
    laid = dish("Tiramisu", allergens=("milk",), vegetarian=True, name_es="Tiramisú", price=6.5)
    restaurant.catalog.write([Change(laid.id, laid)], who=FIRST_START, what="imported menu.csv")

    own = planned(restaurant, folder, {"name": "Tiramisu", "price": "7"})
    exported = planned(restaurant, folder, {"id": "tiramisu", "name": "Tiramisu", "price": "7"})

    assert [p.dish for p in own.changed] == [dish("Tiramisu", price=7)]
    assert [p.dish for p in exported.changed] == [laid.model_copy(update={"price": 7.0})]


def test_a_tap_on_a_demo_dish_does_not_lend_its_allergens_to_a_namesake(
    restaurant: Restaurant, folder: Path
) -> None:
    laid = dish("Paella", allergens=(), price=12)
    restaurant.catalog.write([Change(laid.id, laid)], who=FIRST_START, what="imported menu.csv")
    restaurant.kitchen.sell_out(["paella"], who="Ana")

    own = planned(restaurant, folder, {"name": "Paella", "price": "14"})

    assert [p.dish.allergens for p in own.changed] == [None]


def test_allergens_of_a_demo_dish_are_lent_to_no_namesake_where_its_history_is_damaged(
    restaurant: Restaurant, folder: Path
) -> None:
    laid = [dish("Paella", allergens=()), dish("Tiramisu", allergens=("milk",))]
    restaurant.catalog.write([Change(d.id, d) for d in laid], who=FIRST_START, what="imported")
    with restaurant.catalog._engine.begin() as by_hand:
        by_hand.execute(changes.update().where(changes.c.dish == "paella").values(after="{"))

    paella = planned(restaurant, folder, {"name": "Paella", "price": "14"})
    tiramisu = planned(restaurant, folder, {"name": "Tiramisu", "price": "7"})

    assert [p.dish.allergens for p in paella.changed] == [None]
    assert [p.dish.allergens for p in tiramisu.changed] == [None]


def test_a_dish_that_somebody_declared_keeps_that_where_the_demo_s_history_is_damaged(
    restaurant: Restaurant, folder: Path
) -> None:
    laid = dish("Paella", allergens=("fish",))
    restaurant.catalog.write([Change(laid.id, laid)], who=FIRST_START, what="imported")
    restaurant.kitchen.declare("paella", ["molluscs"], based_on=laid, who="Ana")
    with restaurant.catalog._engine.begin() as by_hand:
        by_hand.execute(changes.update().where(changes.c.revision == 1).values(after="{"))

    own = planned(restaurant, folder, {"name": "Paella", "price": "14"})

    assert [p.dish.allergens for p in own.changed] == [("molluscs",)]


EXPORTED = {"id": "tart", "name": "Lemon tart", "price": "6", "allergens": "molluscs"}


@pytest.fixture
def declared_by_ana(restaurant: Restaurant, folder: Path) -> dict[str, Any]:
    """The row of an export, whose allergens Ana declared."""
    restaurant.kitchen.apply(planned(restaurant, folder, EXPORTED), who="Ana")
    at = menu(restaurant)["tart"].declared_at
    assert at
    return EXPORTED | {"declared_by": "Ana", "declared_at": at.isoformat()}


@pytest.mark.parametrize("by", [{}, {"declared_by": "", "declared_at": ""}])
def test_nobody_is_made_to_answer_for_allergens_that_an_export_changed_later(
    restaurant: Restaurant, folder: Path, declared_by_ana: dict[str, Any], by: dict[str, Any]
) -> None:
    row = declared_by_ana | by | {"allergens": "crustaceans"}
    restaurant.kitchen.apply(planned(restaurant, folder, row), who="Luis")

    tart = menu(restaurant)["tart"]
    assert (tart.allergens, tart.declared_by) == (("crustaceans",), "Luis")


def test_whom_a_file_names_for_new_allergens_answers_for_them(
    restaurant: Restaurant, folder: Path, declared_by_ana: dict[str, Any]
) -> None:
    row = declared_by_ana | {"allergens": "crustaceans", "declared_by": "Inés"}
    restaurant.kitchen.apply(planned(restaurant, folder, row), who="Luis")

    assert menu(restaurant)["tart"].declared_by == "Inés"


def test_a_file_without_allergens_takes_no_declaration_away(
    restaurant: Restaurant, folder: Path, declared_by_ana: dict[str, Any]
) -> None:
    row = {"id": "tart", "name": "Lemon tart", "price": "7", "declared_by": ""}
    restaurant.kitchen.apply(planned(restaurant, folder, row), who="Luis")

    tart = menu(restaurant)["tart"]
    assert (tart.price, tart.allergens, tart.declared_by) == (7.0, ("molluscs",), "Ana")


def test_a_menu_that_did_not_change_is_read_and_hashed_and_no_more(
    restaurant: Restaurant, folder: Path, tastes: TasteEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No photo is opened and nothing encoded, whether the files are the first ones or exported."""
    restaurant.kitchen.apply(planned(restaurant, folder, *ROWS))
    restaurant.kitchen.export(folder / "exported")
    encoded = list(tastes.encoded)

    def opened(*_: object, **__: object) -> None:
        pytest.fail("a photo was opened")

    monkeypatch.setattr("PIL.Image.open", opened)
    again = planned(restaurant, folder, *ROWS)
    exported = restaurant.kitchen.plan(
        folder / "exported" / "menu.csv", folder / "exported" / "photos"
    )

    assert [plan.summary()["unchanged"] for plan in (again, exported)] == [3, 3]
    assert restaurant.kitchen.apply(again) is restaurant.kitchen.apply(exported) is None
    assert tastes.encoded == encoded
