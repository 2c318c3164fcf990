"""Menus as Excel workbooks: what their cells mean, and what they may not do."""

import datetime as dt
import io
import random
import time
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from kit import dish

from recommender.config import DEMO_MENU
from recommender.dish import Dish
from recommender.errors import UnclearColumns, UnusableMenuFile
from recommender.menu_file import MenuFile, read_menu_file, write_workbook

SOON_S = 10  # seconds of computing; five on a machine that nobody else keeps busy
SHEET = "xl/worksheets/sheet1.xml"
DAY = dt.date(2026, 5, 12)
HEADER = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>price</t></is></c></row>'
)


def workbook(*rows: Sequence[Any], **sheets: Sequence[Sequence[Any]]) -> bytes:
    """Return a workbook of these rows, and of further sheets."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def changed(content: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the workbook with one of its parts changed, or added."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in {*source.namelist(), member}:
            part = source.read(name) if name in source.namelist() else b""
            archive.writestr(name, change(part) if name == member else part)
    return target.getvalue()


def sheet(rows: str, before: str = "") -> bytes:
    """Return a workbook whose sheet is exactly this XML."""
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = (
        f'{before}<worksheet xmlns="{namespace}"><sheetData>{HEADER}{rows}</sheetData></worksheet>'
    )
    return changed(workbook(["name"]), SHEET, lambda _: xml.encode())


def read(content: bytes) -> MenuFile:
    return read_menu_file(content, name="menu.xlsx")


def dishes(menu: MenuFile) -> list[Dish | None]:
    return [row.dish for row in menu.rows]


def told(menu: MenuFile) -> list[str]:
    return [f"Row {row.number}: {problem}" for row in menu.rows for problem in row.problems]


def test_a_workbook_reads_like_the_csv_of_its_cells() -> None:
    menu = read(
        workbook(
            ["Plato", "Precio (€)", "Vegano", "Picante", "Alérgenos", None, "Foto"],
            ["Ñoquis", 9.5, True, 2, "gluten\nhuevo", None, "noquis.jpg"],
            [],
            ["Té", 2, "no", None, "ninguno"],
        )
    )
    assert told(menu) == ['Row 2: vegan "true" is yes, but the allergens name eggs.']
    assert dishes(menu) == [None, dish("Té", price=2, allergens=())]
    assert [(row.number, row.photo) for row in menu.rows] == [(2, "noquis.jpg"), (4, "")]


@pytest.mark.parametrize(
    ("value", "price"),
    [(12, 12), (12.5, 12.5), (12.0, 12), (12.125, 12.12), (0.1 + 0.2, 0.3), (1500, 1500), (1e-9, 0)],
)  # fmt: skip
def test_a_number_is_a_price_whatever_its_decimals(value: float, price: float) -> None:
    assert dishes(read(workbook(["name", "price"], ["Soup", value]))) == [dish("Soup", price=price)]


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("price", DAY, ('price "2026-05-12" is a date; a spreadsheet may have '
         "made it of a price such as 12.50, so format the column as text and type the price again.")),
        ("price", dt.time(12, 50), 'price "12:50:00" is not a price such as 12.50.'),
        ("price", "#N/A", 'price "#N/A" is a spreadsheet\'s error; correct its formula.'),
        ("price", True, 'price "true" is not a price such as 12.50.'),
        ("price", 1e300, f'price "1{"0" * 58}…" is not a price such as 12.50.'),
        ("price", -3, 'price "-3" is less than 0.'),
        ("name", "#REF!", 'name "#REF!" is a spreadsheet\'s error; correct its formula.'),
        ("spice", DAY, 'spice "2026-05-12" is not a whole number.'),
        ("allergens", "#DIV/0!", "allergens \"#DIV/0!\" is a spreadsheet's error; correct its formula."),
        ("allergens", 7, ("allergens \"7\" is a number, and not everybody's numbers agree; "
         "write the allergen's name.")),
    ],
)  # fmt: skip
def test_a_cell_of_the_wrong_kind_is_named(column: str, value: Any, sentence: str) -> None:
    values = {"name": "Soup", "price": 9} | {column: value}
    menu = read(workbook(list(values), list(values.values())))
    assert told(menu) == [f"Row 2: {sentence}"]


def test_numbers_are_ids_and_names() -> None:
    menu = read(workbook(["id", "name", "price"], [12.0, 7, 9], [13, "Tea", 2]))
    assert dishes(menu) == [dish("7", id="12", price=9), dish("Tea", id="13", price=2)]


def test_formulas_count_with_the_value_they_had() -> None:
    cells = '<row r="2"><c r="A2" t="str"><f>B9</f><v>Soup</v></c><c r="B2"><f>1+8</f><v>9</v></c></row>'
    assert dishes(read(sheet(cells))) == [dish("Soup", price=9)]


def test_a_formula_without_a_value_is_blank_and_so_missing() -> None:
    menu = read(workbook(["name", "price"], ["Soup", "=1+8"]))
    assert told(menu) == ["Row 2: price is missing."]


def test_the_sheet_with_a_menu_s_header_is_read_and_hidden_ones_are_not() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Notes", "of the chef"])
    for title, name in (("Old", "Stew"), ("Carta", "Soup"), ("Winter", "Pie")):
        page = book.create_sheet(title)
        page.append(["Restaurant", None])
        page.append(["name", "price"])
        page.append([name, 9])
    book["Old"].sheet_state = "hidden"
    menu = read(saved(book))
    assert dishes(menu) == [dish("Soup", price=9)]
    assert (menu.layout.sheet, menu.layout.header_row, menu.layout.kind) == ("Carta", 2, "xlsx")


def test_notes_beside_the_table_are_an_unused_column() -> None:
    menu = read(workbook(["name", "price"], ["Soup", 9, None, "ask Ana"]))
    assert dishes(menu) == [dish("Soup", price=9)]
    assert menu.unused == ("column C", "column D")


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        (["Allergens", "Allergens2"], "Allergens2"),
        (["Alérgenos", "Otros alérgenos"], "Otros alérgenos"),
        (["Allergens", None], "column D"),  # the header of a merged cell
    ],
)
def test_a_second_column_of_allergens_is_not_left_out(headers: list[str | None], told: str) -> None:
    content = workbook(["name", "price", *headers], ["Cake", 9, "gluten", "milk"])

    with pytest.raises(UnclearColumns, match=f'the column "{told}" may list allergens, too'):
        read(content)

    mapping = {"name": "name", "price": "price", str(headers[0]): "allergens"}
    (row,) = read_menu_file(content, mapping, name="menu.xlsx").rows
    assert row.dish == dish("Cake", price=9, allergens=("gluten",))


def test_breaks_that_excel_writes_in_its_own_way_are_breaks() -> None:
    menu = read(workbook(["name", "price", "description"], ["Soup", 9, "hot_x000D_\n_x0009_good"]))
    assert dishes(menu) == [dish("Soup", price=9, description="hot good")]


def test_macros_and_links_to_other_files_are_not_looked_at() -> None:
    content = workbook(["name", "price"], ["Soup", 9])
    content = changed(content, "xl/vbaProject.bin", lambda _: b"Sub Auto_Open()")
    content = changed(content, "xl/externalLinks/externalLink1.xml", lambda _: b"<externalLink/>")
    assert dishes(read(content)) == [dish("Soup", price=9)]


def test_pictures_in_a_workbook_do_not_make_it_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recommender.menu_file.workbook.MAX_XML_BYTES", 100_000)
    picture = random.Random(1).randbytes(200_000)
    content = changed(workbook(["name", "price"], ["Soup", 9]), "xl/media/1.png", lambda _: picture)
    assert dishes(read(content)) == [dish("Soup", price=9)]


def test_a_written_workbook_can_be_worked_with(tmp_path: Path) -> None:
    file = tmp_path / "menu.xlsx"
    write_workbook(file, [dish("=Soup()", price=9.5, vegan=True, ingredients="rice;tofu")], {})
    page = openpyxl.load_workbook(file).active
    header = {cell.value: cell for cell in page[1]}
    row = {name: page.cell(2, cell.column) for name, cell in header.items()}
    assert page.freeze_panes == "C2"
    assert header["name"].font.bold
    assert page.column_dimensions["C"].width == 60
    assert (row["price"].value, row["price"].number_format) == (9.5, "0.00")
    assert (row["vegan"].value, row["spice"].value) == (True, 0)
    assert (row["name"].value, row["name"].data_type) == ("'=Soup()", "s")


def test_the_demo_menu_reads_alike_as_a_workbook(tmp_path: Path) -> None:
    before = read_menu_file(DEMO_MENU)
    file = tmp_path / "menu.xlsx"
    write_workbook(file, [d for d in dishes(before) if d], {})
    assert dishes(read_menu_file(file)) == dishes(before)


TOO_LARGE = "the workbook has more than 150,000 cells; save the menu's sheet as CSV"
UNLIKE = f'"{SHEET}" in it is not as spreadsheets write it; save it as CSV'
CELL = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'


def laughs(start: str) -> bytes:
    entities = "".join(
        f'<!ENTITY {name} "{f"&{below};" * 10}">'
        for below, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    return sheet(
        '<row r="2"><c r="A2" t="inlineStr"><is><t>&i;</t></is></c></row>',
        f'{start}<!DOCTYPE x [<!ENTITY a "ha">{entities}]>',
    )  # fmt: skip


def noise(length: int) -> str:
    return "x" + random.Random(1).randbytes(length // 2).hex()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (workbook, "it is empty"),
        (lambda: workbook([None], [" "]), "it is empty"),
        (
            lambda: workbook(["Plato", "Coste"], ["Sopa", 9]),
            'the column price is missing; its columns are "Plato", "Coste"',
        ),
        (
            lambda: workbook([f"column {n}" for n in range(300)]),
            "it has more than 250 columns; leave those of the menu",
        ),
        (lambda: sheet("".join(map(CELL.format, range(2, 160_000)))), TOO_LARGE),
        (lambda: sheet("".join(f"<row><f>{n}</f></row>" for n in range(500_000))), TOO_LARGE),
        (lambda: sheet(f'<row r="2"><c r="A2"><v>{noise(31_000_000)}</v></c></row>'), TOO_LARGE),
        (lambda: laughs(""), UNLIKE),
        (lambda: laughs('<?xml version="1.0" encoding="UTF-8"?>'), UNLIKE),
        (lambda: sheet("", '<?xml version="1.0" encoding="cp1026"?>'), UNLIKE),
        (lambda: sheet("", '<!DOCTYPE x SYSTEM "file:///etc/passwd">'), UNLIKE),
        (
            lambda: sheet("<row " + " ".join(f'{noise(9)}{n}=""' for n in range(200_000)) + "/>"),
            UNLIKE,
        ),
        (lambda: changed(workbook(["name"]), SHEET, lambda part: part[:-30]), "the workbook is damaged (ParseError); open and save it anew, or save it as CSV"),
        (lambda: changed(workbook(["name"]), "xl/workbook.xml", lambda _: b""), "the workbook is damaged (ParseError); open and save it anew, or save it as CSV"),
        (lambda: changed(workbook(["name"]), "[Content_Types].xml", lambda _: b"<Types/>"), "the workbook is damaged (OSError); open and save it anew, or save it as CSV"),
        (lambda: changed(b"PK\5\6" + bytes(18), "content.xml", lambda _: b"x"), "it is an OpenDocument file; save it as CSV or .xlsx"),
        (lambda: changed(b"PK\5\6" + bytes(18), "word/document.xml", lambda _: b"x"), "it is a text document; save it as CSV or .xlsx"),
        (lambda: changed(b"PK\5\6" + bytes(18), "Index/Document.iwa", lambda _: b"x"), "it is a Numbers or Pages document; save it as CSV or .xlsx"),
        (lambda: changed(b"PK\5\6" + bytes(18), "xl/workbook.bin", lambda _: b"x"), "it is a binary .xlsb workbook; save it as .xlsx"),
        (lambda: changed(b"PK\5\6" + bytes(18), "menu.csv", lambda _: b"x"), "it is a ZIP archive, and the menu was expected alone"),
    ],
)  # fmt: skip
def test_a_workbook_that_cannot_be_read_is_refused_in_one_sentence(
    make: Callable[[], bytes], reason: str
) -> None:
    content = make()
    began = time.process_time()
    with pytest.raises(UnusableMenuFile) as raised:
        read(content)
    assert time.process_time() - began < SOON_S
    assert str(raised.value) == f"menu.xlsx cannot be read as a menu: {reason}."


def test_a_workbook_that_is_a_bomb_is_not_unpacked() -> None:
    bomb = changed(workbook(["name"]), SHEET, lambda _: b" " * 101_000_000)
    with pytest.raises(UnusableMenuFile, match=r"it unpacks to \d+ times its size"):
        read(bomb)


def test_a_cell_at_the_far_end_of_a_sheet_costs_nothing() -> None:
    began = time.process_time()
    menu = read(sheet('<row r="1048576"><c r="A1048576" t="str"><v>Soup</v></c></row>'))
    assert time.process_time() - began < SOON_S
    assert told(menu) == ["Row 1048576: price is missing."]


@pytest.mark.parametrize("seed", range(25))
def test_a_damaged_workbook_never_breaks_the_reading(seed: int) -> None:
    chance = random.Random(seed)
    content = workbook(["name", "price"], ["Soup", 9], ["Tea", 2])
    name = chance.choice([n for n in zipfile.ZipFile(io.BytesIO(content)).namelist() if "xl/" in n])

    def damaged(part: bytes) -> bytes:
        spoilt = bytearray(part)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(spoilt))
            if chance.random() < 0.6:
                spoilt[at] = chance.choice(b'<>"/=x9\0')
            else:
                del spoilt[at : at + chance.randint(1, 40)]
        return bytes(spoilt)

    with suppress(UnusableMenuFile):
        for row in read(changed(content, name, damaged)).rows:
            assert isinstance(row.dish, Dish) != bool(row.problems)


@pytest.mark.parametrize("seed", range(25))
def test_a_workbook_with_spoilt_bytes_never_breaks_the_reading(seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(workbook(["name", "price"], ["Soup", 9]))
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(4, len(content))] = chance.randrange(256)
    with suppress(UnusableMenuFile):
        read(bytes(content[: chance.randint(len(content) // 2, len(content))]))
