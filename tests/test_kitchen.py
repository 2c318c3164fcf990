"""The kitchen keeps the menu true: adding, importing and exporting are whole or do nothing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from kit import BLUE, DATABASES, GREEN, RED, TasteEncoder, dish, jpeg, menu_csv

from recommender.dish import Dish
from recommender.errors import (
    FolderUnusable,
    RejectedRows,
    UnusableDish,
    UnusableMenuFile,
    UnusablePhoto,
)
from recommender.kitchen import Plan
from recommender.recommend import Query
from recommender.restaurant import Restaurant

CURRY = {"name": "Tofu curry", "price": "12.50", "vegan": "yes", "allergens": "soybeans"}
TART = {"name": "Lemon tart", "price": "6", "vegan": "", "allergens": ""}


@pytest.fixture(params=DATABASES)
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with photos, as a restaurant hands them in."""
    photos = tmp_path / "handed in"
    photos.mkdir()
    (photos / "curry.jpg").write_bytes(jpeg(RED))
    (photos / "tart.jpg").write_bytes(jpeg(GREEN))
    (photos / "broken.jpg").write_bytes(b"Lemon tart")
    return photos


def planned(
    restaurant: Restaurant, folder: Path, *rows: Mapping[str, Any], photos: bool = False
) -> Plan:
    file = menu_csv(folder / "menu.csv", rows)
    return restaurant.kitchen.plan(file, folder if photos else None)


def brought_in(
    restaurant: Restaurant, folder: Path, *rows: Mapping[str, Any], photos: bool = False
) -> Plan:
    plan = planned(restaurant, folder, *rows, photos=photos)
    restaurant.kitchen.apply(plan)
    return plan


def menu(restaurant: Restaurant) -> list[Dish]:
    return list(restaurant.catalog.menu().dishes.values())


def best(restaurant: Restaurant, words: str) -> str:
    return restaurant.recommender.search(Query(words)).matches[0].dish.id


def told(plan: Plan) -> list[str]:
    return [f"Row {row.number}: {problem}" for row in plan.rejected for problem in row.problems]


def test_an_added_dish_is_on_the_menu_and_in_the_next_search(restaurant: Restaurant) -> None:
    added = restaurant.kitchen.add(CURRY, photo=jpeg(RED), photo_name="curry.jpg")
    assert added == dish(
        "Tofu curry",
        price=12.5,
        vegan=True,
        allergens=("soybeans",),
        photo=added.photo,
        declared_by="staff",
        declared_at=added.declared_at,
    )
    assert restaurant.photos.open(added.photo or "").size == (64, 48)
    assert menu(restaurant) == [added]
    assert best(restaurant, "tofu") == "tofu-curry"


def test_an_added_dish_is_indexed_before_the_cook_is_done(restaurant: Restaurant) -> None:
    restaurant.kitchen.add(CURRY)
    assert restaurant.engine.serving.index.revision() == restaurant.catalog.revision()


def test_a_second_dish_of_the_same_name_gets_an_id_of_its_own(restaurant: Restaurant) -> None:
    ids = [restaurant.kitchen.add({"name": "Tapa", "price": n}).id for n in (3, 4, 5)]
    assert ids == ["tapa", "tapa-2", "tapa-3"]
    assert [d.price for d in menu(restaurant)] == [3, 4, 5]


def test_an_id_that_is_taken_is_refused(restaurant: Restaurant) -> None:
    restaurant.kitchen.add(CURRY)
    with pytest.raises(UnusableDish) as raised:
        restaurant.kitchen.add(TART | {"id": "tofu-curry"})
    assert str(raised.value) == (
        'The dish cannot be taken: id "tofu-curry" belongs to another dish.'
    )
    assert [d.name for d in menu(restaurant)] == ["Tofu curry"]


@pytest.mark.parametrize(
    ("values", "sentences"),
    [
        ({"name": "Ramen"}, "price is missing."),
        ({"name": "Ramen", "price": ""}, "price is missing."),
        (
            {"name": "Ramen", "price": "free", "spice": 9},
            'price "free" is not a price such as 12.50. spice "9" is more than 3.',
        ),
        (
            {"name": "Ramen", "price": 9, "vegan": True, "allergens": ["eggs"]},
            'vegan "True" is yes, but the allergens name eggs.',
        ),
    ],
)
def test_a_dish_that_breaks_the_rules_is_refused_with_every_reason(
    restaurant: Restaurant, values: dict[str, Any], sentences: str
) -> None:
    with pytest.raises(UnusableDish) as raised:
        restaurant.kitchen.add(values)
    assert str(raised.value) == f"The dish cannot be taken: {sentences}"
    assert menu(restaurant) == []


def test_a_dish_without_a_name_is_told_only_that(restaurant: Restaurant) -> None:
    with pytest.raises(UnusableDish) as raised:
        restaurant.kitchen.add({"price": 9})
    assert str(raised.value) == "The dish cannot be taken: name is missing."


def test_a_bad_photo_keeps_its_dish_off_the_menu(restaurant: Restaurant) -> None:
    with pytest.raises(UnusablePhoto):
        restaurant.kitchen.add(CURRY, photo=b"no photo", photo_name="curry.jpg")
    assert menu(restaurant) == []


def test_a_plan_tells_new_changed_unchanged_missing_and_rejected_dishes(
    restaurant: Restaurant, folder: Path
) -> None:
    brought_in(restaurant, folder, CURRY, TART, {"name": "Bread", "price": "1"})
    before = menu(restaurant)
    plan = planned(
        restaurant,
        folder,
        CURRY | {"price": "13", "allergens": "soybeans;nuts"},
        TART,
        CURRY | {"name": "Prawn soup", "vegan": ""},
        TART | {"name": "Ramen", "price": "cheap"},
    )
    assert plan.summary() == {
        "new": 1,
        "changed": 1,
        "unchanged": 1,
        "missing": 1,
        "rejected": 1,
    }
    assert [p.dish.name for p in plan.new] == ["Prawn soup"]
    assert plan.changed[0].changed_fields == {
        "price": (12.5, 13.0),
        "allergens": (("soybeans",), ("soybeans", "nuts")),
    }
    assert plan.unchanged == (dish("Lemon tart", price=6),)
    assert [d.name for d in plan.missing] == ["Bread"]
    assert told(plan) == ['Row 5: price "cheap" is not a price such as 12.50.']
    assert menu(restaurant) == before


def test_an_import_with_a_bad_row_changes_nothing(restaurant: Restaurant, folder: Path) -> None:
    plan = planned(restaurant, folder, CURRY, TART | {"price": "cheap"})
    with pytest.raises(RejectedRows) as raised:
        restaurant.kitchen.apply(plan)
    assert str(raised.value) == (
        "Nothing was changed: 1 of 2 rows of menu.csv cannot be taken. "
        "Correct them, or import the good rows alone."
    )
    assert menu(restaurant) == []


def test_the_good_rows_can_be_taken_alone(restaurant: Restaurant, folder: Path) -> None:
    plan = planned(restaurant, folder, CURRY, TART | {"price": "cheap"})
    restaurant.kitchen.apply(plan, good_only=True)
    assert [d.name for d in menu(restaurant)] == ["Tofu curry"]


def test_an_import_is_one_revision(restaurant: Restaurant, folder: Path) -> None:
    brought_in(restaurant, folder, CURRY, TART)
    assert restaurant.catalog.revision().number == 1


def test_importing_twice_changes_nothing_and_encodes_nothing(
    restaurant: Restaurant, folder: Path, tastes: TasteEncoder
) -> None:
    rows = [CURRY | {"photo": "curry.jpg"}, TART | {"photo": "tart.jpg"}]
    brought_in(restaurant, folder, *rows, photos=True)
    revision, before = restaurant.catalog.revision(), menu(restaurant)
    assert sorted(tastes.encoded) == ["Lemon tart", "Tofu curry", "photo", "photo"]
    tastes.encoded.clear()
    again = brought_in(restaurant, folder, *rows, photos=True)
    assert again.unchanged == tuple(before)
    assert again.summary()["unchanged"] == 2
    assert (restaurant.catalog.revision(), menu(restaurant)) == (revision, before)
    assert tastes.encoded == []


def test_a_change_of_price_encodes_nothing(
    restaurant: Restaurant, folder: Path, tastes: TasteEncoder
) -> None:
    brought_in(restaurant, folder, CURRY | {"photo": "curry.jpg"}, photos=True)
    tastes.encoded.clear()
    brought_in(restaurant, folder, CURRY | {"price": "14", "photo": "curry.jpg"}, photos=True)
    assert menu(restaurant)[0].price == 14.0
    assert tastes.encoded == []


def test_columns_that_the_file_lacks_leave_a_dish_as_it_is(
    restaurant: Restaurant, folder: Path
) -> None:
    brought_in(restaurant, folder, CURRY | {"photo": "curry.jpg", "spice": "2"}, photos=True)
    (full,) = menu(restaurant)
    plan = brought_in(restaurant, folder, {"name": "Tofu curry", "price": "15"}, photos=True)
    assert plan.changed[0].changed_fields == {"price": (12.5, 15.0)}
    assert menu(restaurant) == [full.model_copy(update={"price": 15.0})]


def test_a_blank_cell_of_a_column_that_is_there_clears_the_value(
    restaurant: Restaurant, folder: Path
) -> None:
    brought_in(restaurant, folder, CURRY)
    brought_in(restaurant, folder, CURRY | {"allergens": "", "vegan": ""})
    assert menu(restaurant) == [dish("Tofu curry", price=12.5)]


def test_a_dish_that_a_file_makes_vegan_is_vegetarian_too(
    restaurant: Restaurant, folder: Path
) -> None:
    brought_in(restaurant, folder, {"name": "Gazpacho", "price": "5"})
    brought_in(restaurant, folder, {"name": "Gazpacho", "price": "5", "vegan": "yes"})
    assert menu(restaurant) == [dish("Gazpacho", price=5, vegan=True)]


@pytest.mark.parametrize("vegan", ["", "no"])
def test_a_vegetarian_dish_stays_vegetarian_when_a_file_says_only_that_it_is_not_vegan(
    restaurant: Restaurant, folder: Path, vegan: str
) -> None:
    brought_in(restaurant, folder, {"name": "Lasagne", "price": "9", "vegetarian": "yes"})
    brought_in(restaurant, folder, {"name": "Lasagne", "price": "9", "vegan": vegan})
    assert menu(restaurant) == [dish("Lasagne", price=9, vegetarian=True)]


def test_a_row_that_contradicts_what_the_file_leaves_as_it_is_is_rejected(
    restaurant: Restaurant, folder: Path
) -> None:
    brought_in(restaurant, folder, CURRY)
    row = {"name": "Tofu curry", "price": "12.50", "allergens": "milk"}
    assert told(planned(restaurant, folder, row)) == [
        "Row 2: vegan is yes, but the allergens name milk."
    ]


def test_dishes_that_are_missing_from_a_file_stay_on_the_menu(
    restaurant: Restaurant, folder: Path
) -> None:
    brought_in(restaurant, folder, CURRY, TART)
    brought_in(restaurant, folder, CURRY)
    assert [d.name for d in menu(restaurant)] == ["Tofu curry", "Lemon tart"]


def test_a_photo_that_cannot_be_used_is_told_by_row(restaurant: Restaurant, folder: Path) -> None:
    plan = planned(
        restaurant,
        folder,
        CURRY | {"photo": "curry.jpg"},
        TART | {"photo": "lost.jpg"},
        TART | {"name": "Tarte", "photo": "broken.jpg"},
        photos=True,
    )
    assert told(plan) == [
        'Row 3: photo "lost.jpg" is not among the photos that were handed in.',
        (
            'Row 4: photo "broken.jpg" cannot be used: it is not a JPEG, PNG, WebP, HEIC or '
            "AVIF picture; save it as one of these."
        ),
    ]
    assert plan.summary()["new"] == 1


def test_a_photo_name_cannot_lead_out_of_the_photo_folder(
    restaurant: Restaurant, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.jpg").write_bytes(jpeg(BLUE))
    plan = planned(restaurant, folder, TART | {"photo": "../secret.jpg"}, photos=True)
    assert told(plan) == [
        'Row 2: photo "../secret.jpg" is not among the photos that were handed in.'
    ]


def test_without_a_photo_folder_photos_stay_as_they_are(
    restaurant: Restaurant, folder: Path
) -> None:
    brought_in(restaurant, folder, CURRY | {"photo": "curry.jpg"}, photos=True)
    before = menu(restaurant)
    plan = brought_in(restaurant, folder, CURRY | {"photo": "another.jpg"})
    assert plan.summary()["unchanged"] == 1
    assert menu(restaurant) == before


def test_another_photo_replaces_the_photo(restaurant: Restaurant, folder: Path) -> None:
    brought_in(restaurant, folder, CURRY | {"photo": "curry.jpg"}, photos=True)
    (first,) = menu(restaurant)
    plan = brought_in(restaurant, folder, CURRY | {"photo": "tart.jpg"}, photos=True)
    assert plan.changed[0].changed_fields == {"photo": (first.photo, "tart.jpg")}
    assert menu(restaurant)[0].photo == restaurant.photos.add(jpeg(GREEN), name="tart.jpg")


def test_a_blank_photo_cell_removes_the_photo(restaurant: Restaurant, folder: Path) -> None:
    brought_in(restaurant, folder, CURRY | {"photo": "curry.jpg"}, photos=True)
    brought_in(restaurant, folder, CURRY | {"photo": ""}, photos=True)
    assert menu(restaurant)[0].photo is None


def test_a_stored_photo_whose_file_was_lost_comes_back_with_the_next_import(
    restaurant: Restaurant, folder: Path
) -> None:
    row = CURRY | {"photo": "curry.jpg"}
    brought_in(restaurant, folder, row, photos=True)
    stored = restaurant.photos.path(menu(restaurant)[0].photo or "")
    stored.unlink()
    brought_in(restaurant, folder, row, photos=True)
    assert stored.exists()


def test_a_photo_that_changed_after_the_plan_changes_nothing(
    restaurant: Restaurant, folder: Path
) -> None:
    rows = [CURRY | {"photo": "curry.jpg"}, TART | {"photo": "tart.jpg"}]
    plan = planned(restaurant, folder, *rows, photos=True)
    (folder / "tart.jpg").write_bytes(b"no photo any more")
    with pytest.raises(UnusablePhoto):
        restaurant.kitchen.apply(plan)
    assert menu(restaurant) == []


def test_a_photo_that_vanished_after_the_plan_is_an_error_a_person_can_read(
    restaurant: Restaurant, folder: Path
) -> None:
    plan = planned(restaurant, folder, CURRY | {"photo": "curry.jpg"}, photos=True)
    (folder / "curry.jpg").unlink()
    with pytest.raises(UnusablePhoto):
        restaurant.kitchen.apply(plan)
    assert menu(restaurant) == []


def test_a_photo_folder_that_is_not_there_is_said_to_be_missing(
    restaurant: Restaurant, folder: Path
) -> None:
    file = menu_csv(folder / "menu.csv", [CURRY])
    with pytest.raises(FolderUnusable) as raised:
        restaurant.kitchen.plan(file, folder / "nowhere")
    assert raised.value.facts["reason"] == "there is no such folder of photos"
    with pytest.raises(UnusableMenuFile):
        restaurant.kitchen.plan(folder / "nothing.csv")


def test_an_exported_menu_on_an_empty_installation_is_the_same_menu(
    restaurant: Restaurant, open_restaurant: Any, folder: Path, tmp_path: Path
) -> None:
    brought_in(
        restaurant,
        folder,
        CURRY
        | {"photo": "curry.jpg", "description": "Crisp, hot", "ingredients": "tofu;lime"}
        | {"available": "yes"},
        TART | {"photo": "tart.jpg", "allergens": "none", "description": "«Fresh»"},
        TART | {"name": "Lemon tart, small", "photo": "tart.jpg", "available": "no"},
        TART | {"name": "Bread", "photo": ""},
        photos=True,
    )
    assert restaurant.kitchen.export(tmp_path / "export") == 4
    exported = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.glob("export/**/*.*"))
    assert exported == [
        "export/menu.csv",
        "export/photos/lemon-tart.jpg",
        "export/photos/tofu-curry.jpg",
    ]
    fresh = open_restaurant(tmp_path / "fresh")
    plan = fresh.kitchen.plan(tmp_path / "export" / "menu.csv", tmp_path / "export" / "photos")
    fresh.kitchen.apply(plan)
    assert menu(fresh) == menu(restaurant)


def test_an_export_to_a_folder_that_cannot_be_written_says_so(
    restaurant: Restaurant, tmp_path: Path
) -> None:
    (tmp_path / "export").write_text("a file")
    with pytest.raises(FolderUnusable):
        restaurant.kitchen.export(tmp_path / "export")


def test_a_large_import_tells_how_far_it_is(restaurant: Restaurant, folder: Path) -> None:
    stages: list[str] = []
    plan = planned(restaurant, folder, CURRY, TART)
    restaurant.kitchen.apply(plan, progress=lambda stage, _done, _total: stages.append(stage))
    assert list(dict.fromkeys(stages)) == ["Storing photos", "Reading descriptions"]


def test_a_full_disk_is_one_sentence_and_no_change(
    restaurant: Restaurant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("recommender.photos.store.os.fsync", full_disk)
    with pytest.raises(FolderUnusable, match="No space left on device"):
        restaurant.kitchen.add(CURRY, photo=jpeg(RED), photo_name="curry.jpg")
    assert menu(restaurant) == []
