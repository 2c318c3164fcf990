"""A menu as a CSV file: read into dishes with one problem per bad cell, written from them."""

from pathlib import Path

import pytest
from kit import dish

from recommender.dish import Dish
from recommender.errors import UnusableMenuFile
from recommender.menu_file import COLUMNS, MenuFile, read_menu_file, write_menu_file


def read(folder: Path, text: str | bytes) -> MenuFile:
    file = folder / "menu.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_menu_file(file)


def told(menu: MenuFile) -> list[str]:
    """Return what a person is told, row by row."""
    return [f"Row {row.number}: {problem}" for row in menu.rows for problem in row.problems]


def dishes(menu: MenuFile) -> list[Dish | None]:
    return [row.dish for row in menu.rows]


@pytest.mark.parametrize(
    ("header", "cells", "sentence"),
    [
        ("name,price", ",9", "name is missing."),
        ("name,price", "Ramen,", "price is missing."),
        ("name,price", "Ramen,cheap", 'price "cheap" is not a price such as 12.50.'),
        ("name,price", "Ramen,12 each", 'price "12 each" is not a price such as 12.50.'),
        ("name,price", "Ramen,-2", 'price "-2" is less than 0.'),
        ("name,price", "Ramen,200000", 'price "200000" is more than 100000.'),
        ("name,price,currency", "Ramen,9,EURX", 'currency "EURX" is not a currency code such as EUR.'),
        ("name,price,spice", "Ramen,9,5", 'spice "5" is more than 3.'),
        ("name,price,spice", "Ramen,9,fiery", 'spice "fiery" is not a whole number.'),
        ("name,price,vegan", "Ramen,9,maybe", 'vegan "maybe" is neither yes nor no.'),
        ("name,price,available", "Ramen,9,soon", 'available "soon" is neither yes nor no.'),
        (
            "name,price,course",
            "Ramen,9,soup",
            ('course "soup" is not one of starter, main, side, dessert, drink, '
            "breakfast, snack, sauce."),
        ),
        (
            "name,price,allergens",
            "Ramen,9,gluten;pollen",
            ('allergens "pollen" is not one of gluten, crustaceans, eggs, fish, peanuts, soybeans, '
            "milk, nuts, celery, mustard, sesame, sulphites, lupin, molluscs."),
        ),
        (
            "name,price,vegan,allergens",
            "Ramen,9,yes,eggs",
            'vegan "yes" is yes, but the allergens name eggs.',
        ),
        ("id,name,price", "Ra men,Ramen,9", 'id "Ra men" may hold only a-z, 0-9 and single dashes.'),
        ("name,price", "!!!,9", "id may hold only a-z, 0-9 and single dashes."),
    ],
)  # fmt: skip
def test_a_bad_cell_is_named_by_row_column_value_and_reason(
    tmp_path: Path, header: str, cells: str, sentence: str
) -> None:
    good = ",".join(
        {"name": "Tea", "price": "2", "id": "tea"}.get(c, "") for c in header.split(",")
    )
    menu = read(tmp_path, f"{header}\n{good}\n{cells}\n")
    assert told(menu) == [f"Row 3: {sentence}"]
    assert [row.dish is None for row in menu.rows] == [False, True]


def test_every_bad_cell_of_a_row_is_named_at_once(tmp_path: Path) -> None:
    assert told(read(tmp_path, "name,price,spice\nRamen,free,9\n,2,1\n")) == [
        'Row 2: price "free" is not a price such as 12.50.',
        'Row 2: spice "9" is more than 3.',
        "Row 3: name is missing.",
    ]


def test_only_name_and_price_are_needed_and_the_id_comes_from_the_name(tmp_path: Path) -> None:
    menu = read(tmp_path, "Name, PRICE\nCrème brûlée,6.5\n")
    assert dishes(menu) == [Dish(id="creme-brulee", name="Crème brûlée", price=6.5)]
    assert menu.columns == ("name", "price")


def test_a_spreadsheet_s_byte_order_mark_is_no_part_of_a_column(tmp_path: Path) -> None:
    assert dishes(read(tmp_path, "\ufeffname,price\nRamen,11\n")) == [dish("Ramen", price=11)]


def test_blank_allergens_are_undeclared_and_none_is_declared_free(tmp_path: Path) -> None:
    menu = read(tmp_path, "name,price,allergens\nRamen,11,\nTea,2,none\nTart,5,eggs;gluten\n")
    assert [row.dish and row.dish.allergens for row in menu.rows] == [None, (), ("gluten", "eggs")]


def test_words_that_look_like_missing_values_are_words(tmp_path: Path) -> None:
    menu = read(tmp_path, "name,price,cuisine\nNaN bread,3,NA\nNull,4,None\n")
    assert [(row.dish.name, row.dish.cuisine) for row in menu.rows if row.dish] == [
        ("NaN bread", "na"),
        ("Null", "none"),
    ]


def test_an_id_that_two_rows_share_is_refused_with_the_first_row_s_number(tmp_path: Path) -> None:
    menu = read(tmp_path, "id,name,price\ntea,Tea,2\n,Ramen,9\n,Ramen,10\ntea,Mint tea,3\n")
    assert told(menu) == [
        'Row 4: name "Ramen" has the id of row 3, ramen; give one of them another in a column id.',
        'Row 5: id "tea" is that of row 2 already.',
    ]
    assert [row.dish and row.dish.name for row in menu.rows] == ["Tea", "Ramen", None, None]


def test_columns_that_nobody_knows_are_ignored_and_listed(tmp_path: Path) -> None:
    menu = read(tmp_path, "name,calories,price,chef\nRamen,600,9,Ana\n")
    assert dishes(menu) == [dish("Ramen", price=9)]
    assert menu.unused == ("calories", "chef")
    assert menu.columns == ("name", "price")


def test_the_photo_column_names_a_file_that_is_not_yet_part_of_the_dish(tmp_path: Path) -> None:
    menu = read(tmp_path, "name,price,photo\nRamen,9,ramen.jpg\nTea,2,\n")
    assert [(row.photo, row.dish and row.dish.photo) for row in menu.rows] == [
        ("ramen.jpg", None),
        ("", None),
    ]


def test_a_row_that_stops_early_leaves_its_last_cells_blank(tmp_path: Path) -> None:
    menu = read(tmp_path, "name,price,cuisine,course\nRamen,9\nTea,2,japanese\n")
    assert dishes(menu) == [dish("Ramen", price=9), dish("Tea", price=2, cuisine="japanese")]


def test_quoted_commas_and_line_breaks_stay_in_their_cell(tmp_path: Path) -> None:
    menu = read(tmp_path, 'name,description,price\nRamen,"Broth, noodles\nand egg",9\n')
    assert dishes(menu) == [dish("Ramen", description="Broth, noodles and egg", price=9)]


def test_a_file_without_rows_is_an_empty_menu(tmp_path: Path) -> None:
    assert read(tmp_path, "name,price\n").rows == ()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b"\n\n", "it is empty"),
        (
            b"title,cost\nRamen,9\n",
            'the column name and the column price is missing; its columns are "title", "cost"',
        ),
        (
            b"name,cost\nRamen,9\n",
            'the column price is missing; its columns are "name", "cost"',
        ),
        (
            b"name,price,Name\nRamen,9,Soup\n",
            'both "name" and "Name" are its column name; leave out one of them',
        ),
        (
            b"name,price,price\nRamen,9,10\n",
            'both "price" and "price (2)" are its column price; leave out one of them',
        ),
        (
            b'name,price\n"Ramen,9\nTea,2\n',
            (
                "row 2 opens a quotation mark that is not closed; close it, or write it twice if "
                "it belongs to the text"
            ),
        ),
    ],
)
def test_a_file_that_is_no_menu_is_refused_with_what_to_do(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    with pytest.raises(UnusableMenuFile) as raised:
        read(tmp_path, content)
    assert str(raised.value) == f"menu.csv cannot be read as a menu: {reason}."


@pytest.mark.parametrize(
    ("cells", "value"),
    [("Ramen, with egg,9", "9"), ("Ramen,9,hot", "hot"), ("Ramen,9,,,hot", "hot")],
)
def test_a_row_with_a_cell_too_many_is_refused_and_shifts_no_column(
    tmp_path: Path, cells: str, value: str
) -> None:
    menu = read(tmp_path, f"name,price\n{cells}\nTea,2\n")
    assert told(menu) == [
        (
            f'Row 2: cell "{value}" stands where the header names no column; '
            "put a text that holds a comma in quotes."
        )
    ]
    assert dishes(menu) == [None, dish("Tea", price=2)]


def test_blank_cells_beyond_the_last_column_do_no_harm(tmp_path: Path) -> None:
    menu = read(tmp_path, "name,price,,\nRamen,9,,\nTea,2,,,,,\n")
    assert dishes(menu) == [dish("Ramen", price=9), dish("Tea", price=2)]
    assert menu.unused == ()


def test_a_blank_line_counts_as_the_row_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    menu = read(tmp_path, "name,price\nTea,2\n\nRamen,cheap\n")
    assert told(menu) == ['Row 4: price "cheap" is not a price such as 12.50.']


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(UnusableMenuFile) as raised:
        read_menu_file(tmp_path / "carta.csv")
    assert str(raised.value) == (
        "carta.csv cannot be read as a menu: there is no such file; check its name and folder."
    )


def test_a_folder_is_no_menu(tmp_path: Path) -> None:
    with pytest.raises(UnusableMenuFile):
        read_menu_file(tmp_path)


def test_a_menu_written_and_read_again_is_the_same(tmp_path: Path) -> None:
    photo = "a" * 64
    menu = [
        dish(
            "Jalapeños, «rellenos»",
            description='Stuffed with "queso", fried; served hot.',
            price=8.05,
            currency="MXN",
            cuisine="mexican",
            course="starter",
            vegetarian=True,
            spice=3,
            allergens="milk;gluten",
            ingredients="jalapeño;queso fresco",
            photo=photo,
            available=False,
        ),
        dish("Lemon sorbet", vegan=True, gluten_free=True, allergens="none", price=0),
        dish("Soup of the day"),
    ]
    file = tmp_path / "menu.csv"
    write_menu_file(file, menu, {photo: "jalapenos.jpg"})
    back = read_menu_file(file)
    assert [row.photo for row in back.rows] == ["jalapenos.jpg", "", ""]
    assert dishes(back) == [menu[0].model_copy(update={"photo": None}), *menu[1:]]
    assert back.columns == COLUMNS
    assert told(back) == []


def test_a_written_menu_reads_like_a_menu(tmp_path: Path) -> None:
    file = tmp_path / "menu.csv"
    write_menu_file(file, [dish("Green curry", vegan=True, price=12.5, allergens="none")], {})
    header, row = file.read_text().splitlines()
    assert header.startswith(
        "id,name,description,price,currency,cuisine,course,vegetarian,vegan,gluten_free,spice,"
        "allergens,ingredients,photo,available"
    )
    assert row.startswith("green-curry,Green curry,,12.50,EUR,,,true,true,false,0,none,,,true")
    assert header.split(",") == list(COLUMNS)
