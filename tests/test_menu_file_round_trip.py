"""A menu that is written and read again is the same menu: as a CSV, a workbook and a ZIP."""
# ruff: noqa: RUF001 - dashes and letters of every script

import csv
import io
import string
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from kit import dish

from recommender.dish import ALLERGENS, COURSES, Dish, clean
from recommender.menu_file import (
    match_photos,
    open_delivery,
    read_menu_file,
    rejected_csv,
    write_archive,
    write_menu_file,
    write_workbook,
)
from recommender.menu_file.formulas import defused, restored

# Whatever a person can type, the awkward oftener than it comes.
AWKWARD = (
    "=+-@'\"\\;,|\t\r\n \u00a0\u200b\u200f\u202e\ufeff\ufffe\uffff_x000D_–—−＝#N/A!🍜👨‍🍳éñß\u0301"
)
LETTERS = st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(AWKWARD))
STARTS = st.sampled_from(
    ["", "=", "+", "-", "@", "'", "''=", "=1+1", "-5", "#REF!", "_x0041_", "none", "12.0", "true"]
)


def texts(longest: int, *, least: int = 0) -> st.SearchStrategy[str]:
    typed = st.builds(lambda start, rest: start + rest, STARTS, st.text(LETTERS, max_size=20))
    return typed.map(lambda text: clean(text)[:longest].strip()).filter(
        lambda text: len(text) >= least and clean(text) == text
    )


def ingredient_lists() -> st.SearchStrategy[tuple[str, ...]]:
    # A semicolon parts ingredients, and a Greek question mark becomes one.
    one = texts(100, least=1).map(lambda text: text.replace(";", ",")).filter(bool)
    return st.lists(one, max_size=4).map(tuple)


def claims(values: dict[str, Any]) -> dict[str, Any]:
    """Make the diets agree with the allergens, as every dish must."""
    vegan = values["vegan"] and not {*(values["allergens"] or ())} - {"gluten", "nuts", "celery"}
    plain = not {"fish", "crustaceans", "molluscs"} & {*(values["allergens"] or ())}
    return values | {
        "off_until": None if values["available"] else values["off_until"],
        "declared_by": "" if values["allergens"] is None else values["declared_by"],
        "declared_at": None if values["allergens"] is None else values["declared_at"],
        "vegan": vegan,
        "vegetarian": vegan or (values["vegetarian"] and plain),
        "gluten_free": values["gluten_free"] and "gluten" not in (values["allergens"] or ()),
    }


MOMENTS = st.datetimes(timezones=st.just(UTC)).map(lambda t: t.replace(microsecond=0))
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "name": texts(120, least=1),
    "description": texts(2_000),
    "price": st.integers(0, 10_000_000).map(lambda cents: cents / 100),
    "currency": st.text(string.ascii_uppercase, min_size=3, max_size=3),
    "cuisine": st.text("abc xyz-'+=@", max_size=40).map(lambda text: " ".join(text.split())),
    "course": st.sampled_from(["", *COURSES]),
    "vegetarian": st.booleans(),
    "vegan": st.booleans(),
    "gluten_free": st.booleans(),
    "spice": st.integers(0, 3),
    "allergens": st.none() | st.sets(st.sampled_from(ALLERGENS)),
    "ingredients": ingredient_lists(),
    "photo": st.none() | st.sampled_from(["a" * 64, "b" * 64]),
    "available": st.booleans(),
    "name_es": texts(60),
    "description_es": texts(60),
    "alt": texts(60),
    "off_until": st.none() | MOMENTS,
    "declared_by": texts(80),
    "declared_at": st.none() | MOMENTS,
}
assert {"id", *FIELDS} == set(Dish.model_fields)  # nothing of a dish may get lost
IDS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
MENUS = st.lists(
    st.fixed_dictionaries({"id": IDS, **FIELDS}).map(claims),
    max_size=4,
    unique_by=lambda values: values["id"],
).map(lambda menu: [Dish(**values) for values in menu])
PHOTO_NAMES = {"a" * 64: "=one of ours.jpg", "b" * 64: "another of ours.jpg"}


def as_csv(folder: Path, menu: Sequence[Dish]) -> Path:
    write_menu_file(folder / "menu.csv", menu, PHOTO_NAMES)
    return folder / "menu.csv"


def as_workbook(folder: Path, menu: Sequence[Dish]) -> Path:
    write_workbook(folder / "menu.xlsx", menu, PHOTO_NAMES)
    return folder / "menu.xlsx"


def as_zip(folder: Path, menu: Sequence[Dish]) -> Path:
    for photo in PHOTO_NAMES:
        (folder / photo).write_bytes(photo.encode())
    write_archive(folder / "menu.zip", menu, PHOTO_NAMES, lambda photo: folder / photo)
    return folder / "menu.zip"


def back(file: Path, folder: Path) -> list[Dish]:
    """Read a menu as a delivery and return its dishes with the photos that they had."""
    delivery = open_delivery([(file.name, file)], folder)
    menu = read_menu_file(delivery.menu)
    assert [problem for row in menu.rows for problem in row.problems] == []
    stored = {name: photo for photo, name in PHOTO_NAMES.items()}
    found = match_photos(menu.rows, delivery.photo_names or stored).by_row
    return [
        row.dish.model_copy(update={"photo": stored.get(found.get(row.number, ""))})
        for row in menu.rows
        if row.dish
    ]


@pytest.mark.parametrize("written", [as_csv, as_workbook, as_zip])
@settings(
    max_examples=80,
    deadline=timedelta(seconds=20),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@example([dish("=cmd|' /C calc'!A0", description="'=1", ingredients=("-", "@salt", "a,b"))])
@example([dish("Tea", description="—", cuisine="-", ingredients=("salt, smoked",), price=1500)])
@example([dish("#N/A", id="1", description="_x000D_\ufffe"), dish("TRUE", id="true")])
@example([dish("שקשוקה", description="\u202eكباب\u202c", alt="= 🍜")])
@given(MENUS)
def test_any_menu_comes_back_as_it_was(
    written: Callable[[Path, Sequence[Dish]], Path],
    tmp_path_factory: pytest.TempPathFactory,
    menu: list[Dish],
) -> None:
    folder = tmp_path_factory.mktemp("menu")
    assert back(written(folder, menu), folder / "in") == menu


@settings(max_examples=500)
@given(st.one_of(texts(60), st.text()))
def test_a_text_that_looks_like_a_formula_is_defused_and_comes_back(text: str) -> None:
    cell = defused(text)
    assert restored(cell) == text
    assert not cell.startswith(("=", "@", "\t", "\r"))
    if cell.startswith(("+", "-")):
        float(cell)  # a number is no formula


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+34 600 000 000", "'+34 600 000 000"),
        ("-1+2", "'-1+2"),
        ("'=1", "''=1"),
        ("-5", "-5"),
        ("-5.50", "-5.50"),
        ("'tis the season", "'tis the season"),
        ("Tea = good", "Tea = good"),
        ("#REF!", "'#REF!"),
        ("#1 burger", "#1 burger"),
        ("", ""),
    ],
)
def test_only_what_a_spreadsheet_would_run_is_changed(text: str, cell: str) -> None:
    assert defused(text) == cell
    assert restored(cell) == text


def test_an_exported_csv_holds_no_formula(tmp_path: Path) -> None:
    as_csv(tmp_path, [dish("=1+1", id="a", ingredients="=2;salt", description="@x", cuisine="+y")])
    with (tmp_path / "menu.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert [row[column] for column in ("name", "description", "cuisine", "ingredients")] == [
        "'=1+1", "'@x", "'+y", "'=2;salt"
    ]  # fmt: skip


def test_an_exported_zip_holds_the_menu_and_its_photos(tmp_path: Path) -> None:
    as_zip(tmp_path, [dish("Tea", photo="a" * 64)])
    with zipfile.ZipFile(tmp_path / "menu.zip") as archive:
        assert sorted(archive.namelist()) == [
            "menu.csv",
            "photos/=one of ours.jpg",
            "photos/another of ours.jpg",
        ]
        assert archive.read("photos/another of ours.jpg") == b"b" * 64


def test_what_was_rejected_is_a_table_for_a_spreadsheet() -> None:
    menu = read_menu_file(
        'Plato;Precio;Alérgenos\nTé;2;\n"=1;2";gratis;lácteos, polen\n"x" y;1;\n'.encode()
    )
    rejected = [row for row in menu.rows if row.problems]
    content = rejected_csv(rejected, menu.headers)
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) == [
        ["row", "column", "value", "reason"],
        ["3", "Precio", "gratis", "is not a price such as 12.50"],
        ["3", "Alérgenos", "polen", f"is not one of {', '.join(ALLERGENS)}"],
        ["4", "quotation marks", "", "do not pair; write one that belongs to a text twice"],
    ]
    assert rejected_csv([]).decode("utf-8-sig") == "row,column,value,reason\r\n"
    assert b"'=1" in rejected_csv(read_menu_file(b"name,price\nTea,=1\n").rows)
