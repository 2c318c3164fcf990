"""What every kind of menu file becomes first: headers and lines of cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from unicodedata import category, combining

from recommender.because import Because
from recommender.dish import Problem, clean
from recommender.errors import UnusableMenuFile
from recommender.menu_file.columns import recognised

MAX_FILE_BYTES = 50_000_000  # MAX_ROWS dishes with long descriptions have 30 MB
MAX_CELL = 12_000  # characters; a hundred ingredients of a hundred each have 10,099
LONG_CELL = 500  # characters; below, no text costs time
MAX_ROWS = 50_000  # the largest menu that is read within five seconds
MAX_COLUMNS = 250  # a menu has some twenty; a sheet with more is something else
# What :func:`clean` leaves nothing of: white space and control characters.
BLANK = "".join(c for c in map(chr, range(0x3001)) if c.isspace() or category(c) == "Cc")
HEADER_ROWS = 10  # a title, an address and a date may stand above the header


@dataclass(frozen=True)
class Line:
    """One line of a table; ``fault`` is what is wrong with it as a whole."""

    number: int  # as a spreadsheet shows it
    cells: Sequence[str]
    fault: Problem | None = None

    @property
    def filled(self) -> int:
        """The number of cells that are not blank."""
        return sum(bool(cell.strip(BLANK)) for cell in self.cells)


@dataclass(frozen=True)
class Layout:
    """How a file turned out to be written, for the person to confirm."""

    kind: str = "csv"  # or "xlsx"
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_row: int = 1


@dataclass(frozen=True)
class Table:
    """The header and the lines below it; every header has a label of its own."""

    name: str
    headers: tuple[str, ...]
    lines: Sequence[Line]
    layout: Layout = field(default_factory=Layout)


def header_at(lines: Sequence[Line]) -> int | None:
    """Return the position of the line that names the columns; None when all lines are blank.

    It is the one that names most of the columns we know; without any, the first that is no title.
    """
    start = next((at for at, line in enumerate(lines) if line.filled), None)
    if start is None:
        return None

    def likeness(at: int) -> tuple[int, bool]:
        return recognised(lines[at].cells), lines[at].filled > 1

    return max(range(start, min(start + HEADER_ROWS, len(lines))), key=likeness)  # first of equals


def overlong(cells: Iterable[str]) -> Problem | None:
    """Find fault with cells that no dish has and that would take long to read."""
    for cell in cells:
        if len(cell) > MAX_CELL:
            reason = Because("is longer than {most} characters", most=MAX_CELL)
            return Problem("cell", clean(cell[:LONG_CELL]), reason)
        if len(cell) > LONG_CELL and not cell.isascii() and _stacked(cell):
            reason = Because("has more accents than letters")
            return Problem("cell", clean(cell[:LONG_CELL]), reason)
    return None


def _stacked(text: str) -> bool:
    """Return whether accents are heaped up: ordering them takes the square of their number."""
    return 2 * sum(combining(character) > 0 for character in text) > len(text)


def labels(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the headers so that each can be told from the others.

    A blank one is called after its letter, and a repeated one gets a number.
    """
    named: dict[str, None] = {}
    for at, cell in enumerate(cells):
        label = clean(cell[:LONG_CELL]) or f"column {letter(at)}"
        numbered = (f"{label} ({again})" for again in count(2))
        named[label if label not in named else next(n for n in numbered if n not in named)] = None
    return tuple(named)


def letter(at: int) -> str:
    """Return the letters of a column as a spreadsheet shows them; the first is A."""
    rest, last = divmod(at, 26)
    return (letter(rest - 1) if rest else "") + chr(ord("A") + last)


def refuse_more_rows(name: str, rows: int) -> None:
    """Refuse a table that has more rows than a menu can have."""
    if rows > MAX_ROWS + HEADER_ROWS:
        reason = Because("it has more than {most} rows; split it", most=MAX_ROWS)
        raise UnusableMenuFile(file=name, reason=reason)


def refuse_more_columns(name: str, columns: int) -> None:
    """Refuse a table that has more columns than a menu can have."""
    if columns > MAX_COLUMNS:
        reason = Because(
            "it has more than {most} columns; leave those of the menu", most=MAX_COLUMNS
        )
        raise UnusableMenuFile(file=name, reason=reason)
