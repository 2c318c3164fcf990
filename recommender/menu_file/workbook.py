"""Excel workbooks: the values of the sheet that holds the menu, and a menu as a new one."""

import datetime as dt
import io
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from recommender.because import Because
from recommender.errors import UnusableMenuFile
from recommender.menu_file.archive import opened, refuse_bomb
from recommender.menu_file.columns import REQUIRED, propose_mapping, sure
from recommender.menu_file.table import (
    MAX_COLUMNS,
    Layout,
    Line,
    Table,
    header_at,
    labels,
    refuse_more_columns,
)

MAX_CELLS = 150_000  # 10,000 dishes with all columns, read in three seconds; as CSV more can be
MAX_XML_BYTES = 30_000_000  # MAX_CELLS cells with descriptions in them
MAX_ELEMENTS = 10 * MAX_CELLS  # a cell with a text of its own has three, each named twice
MAX_STYLE_ELEMENTS = 200_000  # of everything but cells and texts; a colourful workbook has 20,000
MAX_TAG_BYTES = 250_000  # a text of a cell has 131,000 at most; the parser rereads what is longer
MAX_SHEETS = 50
DEFINITIONS = b"<!DOCTYPE"
PLAIN = frozenset({b"utf-8", b"us-ascii", b"ascii"})  # in which definitions can be seen
CELLS = ("xl/worksheets/", "xl/sharedStrings")
UNREAD = ("xl/media/", "xl/embeddings/")  # pictures that stand on the sheets
_ENCODING = re.compile(rb"""\s*<\?xml[^>]*encoding\s*=\s*["']([^"']*)""")
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # how workbooks write what XML cannot hold
_TO_ESCAPE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def read_workbook(data: bytes, name: str) -> Table:
    """Read the first sheet that has a menu's header; the first with anything, if none has.

    Formulas count with the value they had when the workbook was saved; macros and links to other
    files are never looked at.

    Raises:
        UnusableMenuFile: it is damaged or too large.
    """
    try:
        with opened(data, name) as archive, warnings.catch_warnings():
            _refuse_bombs(archive, name)
            warnings.simplefilter("ignore")  # about styles and extensions that no value needs
            return _menu_of(data, name)
    except UnusableMenuFile:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged workbook fails anywhere in the library
        reason = Because(
            "the workbook is damaged ({detail}); open and save it anew, or save it as CSV",
            detail=type(error).__name__,
        )
        raise UnusableMenuFile(file=name, reason=reason) from None


def _refuse_bombs(archive: ZipFile, name: str) -> None:
    """Refuse what would unpack to too much, as a ZIP or by what XML can define in itself."""
    refuse_bomb(archive, name)
    parts = [part for part in archive.infolist() if not part.filename.startswith(UNREAD)]
    if sum(part.file_size for part in parts) > MAX_XML_BYTES:
        raise _too_large(name)
    for part in parts:
        _refuse_trap(archive.read(part), part.filename, name)


def _refuse_trap(content: bytes, part: str, name: str) -> None:
    """Refuse XML that defines words in itself, hides them, or has endless tags or many."""
    declared = _ENCODING.match(content)
    hidden = declared and declared[1].lower() not in PLAIN
    starts = range(0, len(content) - MAX_TAG_BYTES, MAX_TAG_BYTES)
    endless = any(content.find(b">", at, at + MAX_TAG_BYTES) < 0 for at in starts)
    if DEFINITIONS in content or hidden or endless:
        reason = Because(
            '"{part}" in it is not as spreadsheets write it; save it as CSV', part=part
        )
        raise UnusableMenuFile(file=name, reason=reason)
    most = MAX_ELEMENTS if part.startswith(CELLS) else MAX_STYLE_ELEMENTS
    if content.count(b"<") > most or len(_CELL.findall(content)) > MAX_CELLS:
        raise _too_large(name)


def _too_large(name: str) -> UnusableMenuFile:
    reason = Because(
        "the workbook has more than {most} cells; save the menu's sheet as CSV", most=MAX_CELLS
    )
    return UnusableMenuFile(file=name, reason=reason)


def _menu_of(data: bytes, name: str) -> Table:
    book = openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=True, keep_links=False
    )
    sheets = [sheet for sheet in book.worksheets[:MAX_SHEETS] if sheet.sheet_state == "visible"]
    best: Table | None = None
    for sheet in sheets:
        table = _table(sheet, name)
        if table and set(REQUIRED) <= set(sure(propose_mapping(table.headers)).values()):
            return table
        best = best or table
    if best is None:
        raise UnusableMenuFile(file=name, reason=Because("it is empty"))
    return best


def _table(sheet: Any, name: str) -> Table | None:
    """Return the table on a sheet, if anything is on it."""
    lines = list(_lines(sheet, name))
    at = header_at(lines)
    if at is None:
        return None
    width = max(len(line.cells) for line in lines)
    refuse_more_columns(name, width)
    header = [*lines[at].cells, *[""] * (width - len(lines[at].cells))]
    layout = Layout("xlsx", sheet=sheet.title, header_row=lines[at].number)
    return Table(name, labels(header), lines[at + 1 :], layout)


def _lines(sheet: Any, name: str) -> Iterator[Line]:
    """Yield the rows that have a value."""
    cells, blank = 0, None
    sheet.reset_dimensions()  # what a sheet says of its own size is often wrong
    rows = sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True)
    for number, values in enumerate(rows, 1):
        if values is not blank and values.count(None) == len(values):
            blank = values  # the same for all rows of a gap, which may be a million
        if values is not blank:
            texts = _texts(values)
            cells += len(texts)
            if cells > MAX_CELLS:
                raise _too_large(name)
            yield Line(number, texts)


def _texts(values: Sequence[Any]) -> list[str]:
    width = next(at for at in range(len(values), 0, -1) if values[at - 1] is not None)
    return [_text(value) for value in values[:width]]


def _text(value: Any) -> str:
    """Return the value of a cell as the same text that a CSV would hold."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return _ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), str(value))


def _number(value: float) -> str:
    """Return a number without exponent, 12.0 as "12"."""
    text = format(Decimal(repr(value)), "f").removesuffix(".0")
    # Three decimals would look like thousands.
    return f"{text}0" if len(text.rpartition(".")[2]) == 3 and "." in text else text


def write_sheet(
    file: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], widths: Mapping[str, int]
) -> None:
    """Write a workbook of one sheet with a header that stays in sight; texts stay texts."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Menu")
    sheet.freeze_panes = "C2"
    for at, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = widths.get(column, 12)
    sheet.append([_header(sheet, column) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, row[column]) for column in columns])
    book.save(file)


def _header(sheet: Any, column: str) -> Cell:
    cell = _cell(sheet, column)
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor="7A3B1D")
    return cell


def _cell(sheet: Any, value: Any) -> Cell:
    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "0.00" if isinstance(value, float) else "General"
        return cell
    cell = WriteOnlyCell(sheet, _TO_ESCAPE.sub(_escaped, value))
    cell.data_type = "s"  # or a text that begins with "=" would become a formula
    return cell


def _escaped(found: "re.Match[str]") -> str:
    return f"_x{ord(found[0]):04X}_"
