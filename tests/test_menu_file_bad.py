"""Files that are no menus: each is answered by one clear sentence, soon, and nothing else."""
# ruff: noqa: RUF001 - letters of every script

import random
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from recommender.dish import Dish
from recommender.errors import UnusableMenuFile
from recommender.menu_file import Row, read_menu_file
from recommender.menu_file.table import MAX_FILE_BYTES

SOON_S = 10  # seconds of computing; five on a machine that nobody else keeps busy


def refusal(content: bytes) -> str:
    with pytest.raises(UnusableMenuFile) as raised:
        read_menu_file(content, name="menu.csv")
    return str(raised.value)


CANNOT = "menu.csv cannot be read as a menu: "
ELSE = "save it as CSV or .xlsx."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty."),
        (b" \n\t\r\n", "it is empty."),
        (b"\xef\xbb\xbf", "it is empty."),
        (b"\xff\xfe", "it is empty."),
        (b"\xff\xfe\n\0", "it is empty."),
        (b"\0" * 100, "it is empty."),
        (b",,,\n,,,\n", "it is empty."),
        (b'"",""\n', "it is empty."),
        (b"sep=;\n", "it is empty."),
        (
            b"name,price\nTea,2\nRam\0en,9\n",
            "character 21 of it is a NUL, which no text holds; save it anew as CSV UTF-8.",
        ),
        (
            "name;price\nTé;2\n".encode("utf-16")[:-1],
            "it begins as UTF-16-LE, but is damaged at byte 32; save it anew as CSV UTF-8.",
        ),
        (
            "name;price\nTé;2\n".encode("utf-32")[:-2],
            "it begins as UTF-32-LE, but is damaged at byte 64; save it anew as CSV UTF-8.",
        ),
        (
            b"\xef\xbb\xbfname,price\nT\xe9,2\n",
            "it begins as UTF-8, but is damaged at byte 15; save it anew as CSV UTF-8.",
        ),
        *(
            (
                text.encode(encoding),
                (
                    f"it is not in UTF-8 (byte {at}), nor in another encoding that can be told; "
                    "save it as CSV UTF-8."
                ),
            )
            for text, encoding, at in [
                ("name;price\nБорщ;5\n", "cp1251", 11),
                ("name;price\nБорщ;5\n", "koi8-r", 11),
                ("name;price\nΜουσακάς;9\n", "cp1253", 11),
                ("name;price\n拉麺;900\n", "shift_jis", 11),
                ("name;price\n宫保鸡丁;30\n", "gbk", 11),
                ("name;price\n비빔밥;9000\n", "euc-kr", 11),
                ("name;price\nكباب;9\n", "cp1256", 11),
            ]
        ),
        (
            "name,price\nCrème,2\n".encode() + b"Cr\xe8me,2\n",
            (
                "it is not in UTF-8 (byte 22), nor in another encoding that can be told; "
                "save it as CSV UTF-8."
            ),
        ),
        (b"%PDF-1.7 menu", f"it is a PDF; {ELSE}"),
        (b"{\\rtf1 menu}", f"it is a text document; {ELSE}"),
        (b"<html><table><tr><td>name", f"it is a web page or XML; {ELSE}"),
        (b"<?xml version='1.0'?><Workbook>", f"it is a web page or XML; {ELSE}"),
        (b"\xff\xd8\xff\xe0 JFIF", "it is a photo; hand in the menu as CSV or .xlsx."),
        (b"\x89PNG\r\n\x1a\n", "it is a picture; hand in the menu as CSV or .xlsx."),
        (b"\x1f\x8b\x08\0", f"it is a packed file; unpack it, and {ELSE}"),
        (b"7z\xbc\xaf\x27\x1c", f"it is a packed file; unpack it, and {ELSE}"),
        (b"Rar!\x1a\x07", f"it is a packed file; unpack it, and {ELSE}"),
        (b"SQLite format 3\0", f"it is a database; {ELSE}"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            (
                "it is an old .xls workbook, or one locked with a password; "
                "save it as .xlsx without a password."
            ),
        ),
        (
            b'name,price\n"Tea,2\nRamen,9\n',
            (
                "row 2 opens a quotation mark that is not closed; close it, or write it twice if it "
                "belongs to the text."
            ),
        ),
        (
            b'name,price\nTea,2\n"Ramen,9\n' + b"Soup,5\n" * 300 + b'"',
            (
                "row 3 opens a quotation mark that is not closed; close it, or write it twice if it "
                "belongs to the text."
            ),
        ),
        (
            b'name,price\n"' + b"x" * 10_000_000 + b'",9\n',
            "row 2 has a line of 10,000,005 characters; shorten it.",
        ),
        (
            b'name,price\n"' + b"x\n" * 5_000_000 + b'",9\n',
            (
                "row 2 opens a quotation mark that is not closed; close it, or write it twice if it "
                "belongs to the text."
            ),
        ),
        (b"name,price\n" + b"Tea,2\n" * 1_000_000, "it has more than 50,000 rows; split it."),
        (b"name,price\n" + b"\n" * 1_000_000, "it has more than 50,000 rows; split it."),
        (
            ",".join(f"h{n}" for n in range(300)).encode() + b"\n",
            "it has more than 250 columns; leave those of the menu.",
        ),
        (b"x" * (MAX_FILE_BYTES + 1_000_000), "it has 51 MB, more than 50; split it."),
        (
            b"Ramen,9\nTea,2\n",
            'the column name and the column price is missing; its columns are "Ramen", "9".',
        ),
        (
            b'{"menu": [{"name": "Tea", "price": 2}]}',
            "the quotation marks of row 1 do not pair; write one that belongs to a text twice.",
        ),
        (
            b"precio;plato;plato\n9;Ramen;Sopa\n",
            'both "plato" and "plato (2)" are its column name; leave out one of them.',
        ),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(content: bytes, reason: str) -> None:
    began = time.process_time()
    assert refusal(content) == CANNOT + reason
    assert time.process_time() - began < SOON_S


def test_many_headers_that_nobody_knows_are_not_all_listed() -> None:
    sentence = refusal((",".join(f"column-{n}" for n in range(40)) + "\n").encode())
    assert sentence.endswith('"column-11" and 28 more.')


def test_a_file_too_large_is_not_even_read(tmp_path: Path) -> None:
    file = tmp_path / "menu.csv"
    with file.open("wb") as sparse:
        sparse.truncate(10**12)
    with pytest.raises(UnusableMenuFile, match="it has 1,000,000 MB, more than 50; split it"):
        read_menu_file(file)


def rows_of(content: bytes) -> Sequence[Row]:
    """Return the rows of a file, none when it is refused as a whole."""
    with suppress(UnusableMenuFile):
        return read_menu_file(content).rows
    return ()


def problems_of(cells: str, header: str = "name,price") -> list[str]:
    menu = read_menu_file(f"{header}\n{cells}\n".encode())
    assert all(row.dish is None for row in menu.rows)
    return [str(problem) for row in menu.rows for problem in row.problems]


DATE = (
    "is a date; a spreadsheet may have made it of a price such as 12.50, so format the column as "
    "text and type the price again."
)


@pytest.mark.parametrize(
    ("price", "reason"),
    [
        *((price, DATE) for price in ("12/05", "12/05/2026", "2026-05-12", "2026-05-12 00:00:00",
            "12-may", "12-May-26", "may-12", "12 de mayo", "12.05.2026", "05-12-26")),
        *((price, "is not a price such as 12.50.") for price in (
            "NaN", "nan", "inf", "-inf", "Infinity", "1e3", "1E+06", "0x10", "gratis", "free",
            "9 per person", "desde 9", "9-12", "9 / 12", "9 y 12", "12.50.30", "1.23.456",
            "12,34,56", "1,2,3", "(9)", "9%", "+9", "--9", "9-", "9 EUR USD", "€ 9 £", "€", "EUR",
            "12:30", "١٢", "9€50", "9..50", "9,,50", ".", ",-", "=A1*2", "<b>9</b>", "9; DROP",
            "1" * 41, "9 " * 30, "½", "IX",
        )),
        ("-2", "is less than 0."),
        ("-2,50", "is less than 0."),
        ("€-2", "is less than 0."),
        ("100000.01", "is more than 100000."),
        ("9" * 40, "is more than 10000000."),
        ("1.234.567", "is more than 100000."),
        ("1.500", "may be 1500 or 1.500; write it with two decimals."),
        ("12,500", "may be 12500 or 12.500; write it with two decimals."),
        ("$9", 'does not say which "$"; add a column currency such as USD.'),
        ("9 kr", 'does not say which "kr"; add a column currency such as USD.'),
    ],
)  # fmt: skip
def test_what_is_no_price_is_named_and_never_guessed(price: str, reason: str) -> None:
    (problem,) = problems_of(f'Ramen,"{price}"')
    assert problem.startswith('price "')
    assert problem.endswith(f'" {reason}')


@pytest.mark.parametrize(
    ("header", "cells", "sentences"),
    [
        ("name,price", "-,9", ["name is missing."]),
        ("name,price", "Ramen,-", ["price is missing."]),
        ("name,price", "ENTRANTES,", ["price is missing."]),
        ("name,price", '"Ramen" caliente,9', ["quotation marks do not pair; write one that belongs to a text twice."]),
        ("name,price", f"{'x' * 121},9", [f'name "{"x" * 59}…" is longer than 120 characters.']),
        ("name,price", f"{'x' * 13_000},9", [f'cell "{"x" * 59}…" is longer than 12,000 characters.']),
        ("name,price,description", f"Ramen,9,{'x' * 2_001}", [f'description "{"x" * 59}…" is longer than 2000 characters.']),
        ("name,price,ingredients", f"Ramen,9,{';'.join(['salt'] * 101)}", [f'ingredients "{("salt;" * 12)[:59]}…" has more than 100 entries.']),
        ("name,price,cuisine", f"Ramen,9,{'x' * 41}", [f'cuisine "{"x" * 41}" is longer than 40 characters.']),
        ("name,price,currency", "Ramen,9,$", ['currency "$" is the sign of several currencies; write a code such as USD.']),
        ("name,price,currency", "Ramen,9,EU", ['currency "EU" is not a currency code such as EUR.']),
        ("name,price,available", "Ramen,9,-", ['available "-" is neither yes nor no.']),
        ("name,price,vegan,allergens", "Ramen,9,x,huevo", ['vegan "x" is yes, but the allergens name eggs.']),
        ("name,price,sin gluten,allergens", "Ramen,9,sí,trigo", ['gluten_free "sí" is yes, but the allergens name gluten.']),
        ("id,name,price", "12.5,Ramen,9", ['id "12.5" may hold only a-z, 0-9 and single dashes.']),
        ("id,name,price", "../etc,Ramen,9", ['id "../etc" may hold only a-z, 0-9 and single dashes.']),
        ("name,price", "🍜,9", ["id may hold only a-z, 0-9 and single dashes."]),
        (
            "name,price,vegan,spice,allergens",
            "Ramen,12/05,perhaps,spicy,pollen",
            [
                f'price "12/05" {DATE}',
                'vegan "perhaps" is neither yes nor no.',
                'spice "spicy" is not a whole number.',
                'allergens "pollen" is not one of gluten, crustaceans, eggs, fish, peanuts, soybeans, milk, nuts, celery, mustard, sesame, sulphites, lupin, molluscs.',
            ],
        ),
    ],
)  # fmt: skip
def test_a_bad_row_is_answered_by_all_its_problems(
    header: str, cells: str, sentences: list[str]
) -> None:
    assert problems_of(cells, header) == sentences


def test_a_row_with_a_bad_quotation_mark_leaves_the_others_alone() -> None:
    menu = read_menu_file(b'name,price\nTea,2\n"Soup" of the day,5\nRamen,9\n')
    assert [row.dish and row.dish.name for row in menu.rows] == ["Tea", None, "Ramen"]
    assert [row.number for row in menu.rows] == [2, 3, 4]


def test_names_that_make_one_id_are_refused_with_the_first_row_s_number() -> None:
    menu = read_menu_file("name,price\nCrème brûlée,5\nTea,2\nCreme Brulee,6\n".encode())
    assert [[str(problem) for problem in row.problems] for row in menu.rows] == [
        [],
        [],
        [('name "Creme Brulee" has the id of row 2, creme-brulee; '
         "give one of them another in a column id.")],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("كباب مشوي", "كباب مشوي"),
        ("שקשוקה", "שקשוקה"),
        ("Cre\u0300me bru\u0302le\u0301e", "Crème brûlée"),
        ("拉麺 🍜", "拉麺 🍜"),
        ("Tea \u202egreen\u202c", "Tea \u202egreen\u202c"),
        ("Tea\u00a0\u2003green", "Tea green"),
        ("Tea\x07green\x1b", "Tea green"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("{{ 7 * 7 }} ${x} %s", "{{ 7 * 7 }} ${x} %s"),
        ("'; DROP TABLE dishes; --", "'; DROP TABLE dishes; --"),
        ("https://example.com/menu.jpg", "https://example.com/menu.jpg"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    ],
)
def test_names_of_every_script_and_kind_are_names(name: str, kept: str) -> None:
    (row,) = read_menu_file(f'name\tprice\n"{name}"\t9\n'.encode()).rows
    assert row.dish is not None
    assert row.dish.name == kept


@pytest.mark.parametrize(
    "content",
    [
        b'"' * 1_000_000,
        b'"\n' * 500_000,
        b"," * 5_000_000,
        b"(" * 100_000 + b",price\n",
        b"'" * 100_000 + b"=,price\n",
        ("name,price\n" + ("a" + "\u0301" * 60_000 + ",9\n") * 20).encode(),
        ("name,price,allergens\n" + f'x,9,"{"gluten(," * 1_400}"\n' * 500).encode(),
        ("name,price,ingredients\n" + f'x,9,"{"a,(" * 3_900}"\n' * 500).encode(),
        ("name,price,diet\n" + f'x,9,"{"sin gluten " * 1_000}"\n' * 100).encode(),
        ("name;price\n" + "é;\n" * 200_000).encode("cp1252"),
        random.Random(1).randbytes(2_000_000),
        bytes(random.Random(2).choices(range(128, 256), k=1_000_000)),
    ],
    ids=range(12),
)
def test_hostile_texts_are_answered_soon(content: bytes) -> None:
    began = time.process_time()
    assert all(row.dish or row.problems for row in rows_of(content))
    assert time.process_time() - began < SOON_S


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_menu_never_breaks_the_reading(seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(
        'id,name,price,allergens,vegan\r\ntea,"Té, verde",2.00,none,true\r\n'
        "ramen,Ramen,€9,gluten;eggs,no\r\n".encode()
        * 3
    )
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(content))
        if chance.random() < 0.5:
            content[at] = chance.choice(b'",;\n\r\0\xff\xe9=')
        else:
            del content[at : at + chance.randint(1, 9)]
    for row in rows_of(bytes(content)):
        assert isinstance(row.dish, Dish) != bool(row.problems)


def test_a_menu_of_as_many_rows_as_can_be_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recommender.menu_file.table.MAX_ROWS", 300)
    content = b"id,name,price\n" + b"".join(b"d%d,Tea,2\n" % n for n in range(300))
    assert len(read_menu_file(content).rows) == 300
    with pytest.raises(UnusableMenuFile, match="it has more than 300 rows; split it"):
        read_menu_file(content + b"x,Tea,2\n" * 11)
