"""CSV in whatever way a spreadsheet or a till wrote it, as lines of cells."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice

from recommender.because import Because
from recommender.dish import Problem, clean
from recommender.errors import UnusableMenuFile
from recommender.menu_file.columns import recognised
from recommender.menu_file.table import (
    HEADER_ROWS,
    LONG_CELL,
    Layout,
    Line,
    Table,
    header_at,
    labels,
    refuse_more_columns,
    refuse_more_rows,
)
from recommender.menu_file.texts import decoded

# Of equally good ones the first is taken.
DELIMITERS = {
    ",": Because("a comma"),
    ";": Because("a semicolon"),
    "\t": Because("a tab"),
    "|": Because("a bar"),
}
PROBED_ROWS = 30  # enough rows to see which delimiter makes equal ones of them
MAX_LINE = 131_000  # characters, as many as the library takes in a cell; a dish fills 20,000
MAX_ROW_LINES = 200  # a text of more lines is a quotation mark that was never closed
HINT = "sep="  # how Excel is told the delimiter, in a line of its own
UNPAIRED = Problem(
    "quotation marks", "", Because("do not pair; write one that belongs to a text twice")
)


def read_delimited(data: bytes, name: str) -> Table:
    """Read a text file of rows, whatever its encoding and delimiter.

    Raises:
        UnusableMenuFile: it cannot be read at all.
    """
    text, encoding = decoded(data, name)
    text, hinted = _without_hint(text)
    delimiter = hinted or _delimiter(text, name)
    lines = [
        Line(number, cells or (), UNPAIRED if cells is None else None)
        for number, cells in enumerate(_rows(text, delimiter, name), 2 if hinted else 1)
    ]
    at = header_at(lines)
    if at is None:
        unpaired = (
            Because(
                "the quotation marks of row {row} do not pair; write one that belongs to a text "
                "twice",
                row=str(line.number),
            )
            for line in lines
            if line.fault
        )
        raise UnusableMenuFile(file=name, reason=next(unpaired, Because("it is empty")))
    header = lines[at].cells
    refuse_more_columns(name, len(header))
    below = [_placed(line, header, delimiter) for line in lines[at + 1 :]]
    layout = Layout("csv", encoding, delimiter, header_row=lines[at].number)
    named = max(at for at, cell in enumerate(header, 1) if cell.strip())
    return Table(name, labels(header[:named]), below, layout)


def _without_hint(text: str) -> tuple[str, str]:
    first, _, rest = text.partition("\n")
    hint = first.rstrip("\r").strip(' "')
    if hint.lower().startswith(HINT) and hint[len(HINT) :] in DELIMITERS:
        return rest, hint[len(HINT) :]
    return text, ""


def _delimiter(text: str, name: str) -> str:
    """Return the delimiter that makes most sense: by the header's names, then by equal rows."""

    def sense(delimiter: str) -> tuple[int, int]:
        rows = _probed(text, delimiter, name)
        named = max((recognised(cells) for cells in rows[:HEADER_ROWS]), default=0)
        lengths = Counter(len(cells) for cells in rows if len(cells) > 1)
        return named, max(lengths.values(), default=0)

    return max(DELIMITERS, key=sense)


def _probed(text: str, delimiter: str, name: str) -> list[Sequence[str]]:
    """Return the first rows, as far as they can be read with a delimiter that may be wrong."""
    rows: list[Sequence[str]] = []
    with suppress(UnusableMenuFile):
        rows.extend(cells or () for cells in islice(_rows(text, delimiter, name), PROBED_ROWS))
    return rows


def _rows(text: str, delimiter: str, name: str) -> Iterator[Sequence[str] | None]:
    """Yield each row's cells, or None for a row whose quotation marks do not pair."""
    lines = _Lines(text, name)
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
    while True:
        lines.begin_row()
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end" in str(error) or "field limit" in str(error):  # over many lines
                raise lines.unclosed() from None
            yield None


class _Lines:
    """The lines of a text, counted by rows, and refused where no menu has such."""

    def __init__(self, text: str, name: str) -> None:
        # Without translation of line ends, which quoted texts may hold.
        self._lines = iter(io.StringIO(text, newline=""))
        self._name = name
        self._row = 0
        self._lines_of_row = 0

    def begin_row(self) -> None:
        self._row += 1
        self._lines_of_row = 0
        refuse_more_rows(self._name, self._row)

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._lines_of_row += 1
        if len(line) > MAX_LINE:
            reason = Because(
                "row {row} has a line of {count} characters; shorten it",
                row=str(self._row),
                count=len(line),
            )
            raise UnusableMenuFile(file=self._name, reason=reason)
        if self._lines_of_row > MAX_ROW_LINES:
            raise self.unclosed()
        return line

    def unclosed(self) -> UnusableMenuFile:
        return UnusableMenuFile(
            file=self._name,
            reason=Because(
                "row {row} opens a quotation mark that is not closed; close it, or write it twice "
                "if it belongs to the text",
                row=str(self._row),
            ),
        )


def _placed(line: Line, header: Sequence[str], delimiter: str) -> Line:
    """Find fault with a row that has a filled cell where no column is."""
    if line.fault or (len(line.cells) <= len(header) and all(header)):
        return line
    for at, cell in enumerate(line.cells):
        if cell.strip() and (at >= len(header) or not header[at].strip()):
            reason = Because(
                "stands where the header names no column; put a text that holds {mark} in quotes",
                mark=DELIMITERS[delimiter],
            )
            return replace(line, fault=Problem("cell", clean(cell[:LONG_CELL]), reason))
    return line
