"""A menu file read into dishes, with one problem per bad cell and nothing guessed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from recommender.because import Because
from recommender.dish import DIETS, clean
from recommender.errors import UnclearColumns
from recommender.menu_file.columns import (
    COLUMNS,
    MARKS,
    MATRIX,
    REQUIRED,
    TARGETS,
    Proposal,
    propose_mapping,
    seems_to_list_allergens,
    sure,
)
from recommender.menu_file.opening import read_table
from recommender.menu_file.rows import Row, Rows
from recommender.menu_file.table import Layout, Table

SAMPLE_ROWS = 20  # shown to a person beside the proposed columns
SHOWN_TEXT = 200  # characters of a cell
SHOWN_HEADERS = 12  # in a sentence; more are counted


@dataclass(frozen=True)
class MenuFile:
    """A menu file as it was read.

    ``columns`` are those of a dish that the file says something about, ``unused`` the headers
    that mean none of them, ``headers`` the file's own name for each column.
    """

    name: str
    rows: tuple[Row, ...] = ()
    columns: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True)
class Preview:
    """A menu file before its columns are settled, for a person to confirm what they mean.

    ``proposals`` are by header, in the order of the file; ``sample`` holds the first rows, and
    ``allergens_too`` the headers under which allergens may stand, whatever they mean.
    """

    name: str
    proposals: Mapping[str, Proposal]
    sample: tuple[tuple[str, ...], ...]
    layout: Layout
    allergens_too: tuple[str, ...] = ()

    def left_out(self, mapping: Mapping[str, str | None]) -> list[str]:
        """Return the columns that may list allergens and are not used, where others are."""
        return _left_out(self.allergens_too, mapping)

    @property
    def mapping(self) -> dict[str, str | None]:
        """What :func:`read_menu_file` uses when it is told nothing else."""
        return sure(self.proposals)


def look_into(file: Path | bytes, *, name: str = "") -> Preview:
    """Read a menu file's headers and first rows, and propose what each column means.

    Raises:
        UnusableMenuFile: it cannot be read at all.
    """
    table = read_table(file, _named(file, name))
    sample, allergens = tuple(_sample(table)), _allergens_too(table)
    return Preview(table.name, _proposals(table), sample, table.layout, allergens)


def read_menu_file(
    file: Path | bytes,
    mapping: Mapping[str, str | None] | None = None,
    *,
    name: str = "",
    currency: str = "",
    usual_currency: str = "",
) -> MenuFile:
    """Read a CSV or an .xlsx workbook, however a program in English or Spanish wrote it.

    Args:
        file: where it is, or its bytes.
        mapping: the column that each header means, None for none; left out, the sure proposals.
        name: what the person calls the file.
        currency: that of prices without one, and of those with a sign that several share.
        usual_currency: the same where the file says none at all; a dish that is on the menu
            keeps its own.

    Raises:
        UnclearColumns: the headers do not say which column is which.
        UnusableMenuFile: it cannot be read at all.
    """
    table = read_table(file, _named(file, name))
    chosen = sure(_proposals(table)) if mapping is None else mapping
    places = _places(table, chosen)
    if mapping is None:
        _refuse_more_allergens(table, chosen)
    rows = Rows(table, places, currency, usual_currency)
    return MenuFile(
        table.name,
        tuple(rows.read()),
        _columns(places, says_currency=rows.prices.says_currency),
        tuple(header for header in table.headers if not chosen.get(header)),
        {column: table.headers[at] for column, at in places.items()},
        table.layout,
    )


def _named(file: Path | bytes, name: str) -> str:
    return name or (file.name if isinstance(file, Path) else "the menu")


def _proposals(table: Table) -> dict[str, Proposal]:
    return propose_mapping(table.headers, list(_sample(table)))


def _sample(table: Table) -> Iterator[tuple[str, ...]]:
    width = len(table.headers)
    for line in table.lines[:SAMPLE_ROWS]:
        cells = [clean(cell[:SHOWN_TEXT]) for cell in line.cells[:width]]
        yield (*cells, *[""] * (width - len(cells)))


def _places(table: Table, chosen: Mapping[str, str | None]) -> dict[str, int]:
    """Return where each column stands in the rows of the table."""
    places: dict[str, int] = {}
    for at, header in enumerate(table.headers):
        column = chosen.get(header)
        if column is None:
            continue
        if column not in TARGETS:
            raise UnclearColumns(
                file=table.name, reason=Because("a menu has no column {column}", column=column)
            )
        if column in places:
            reason = Because(
                'both "{first}" and "{second}" are its column {column}; leave out one of them',
                first=table.headers[places[column]],
                second=header,
                column=(column,),
            )
            raise UnclearColumns(file=table.name, reason=reason)
        places[column] = at
    _refuse_half_declared(table.name, places)
    if missing := [column for column in REQUIRED if column not in places]:
        raise UnclearColumns(file=table.name, reason=_lacks(missing, table.headers))
    return places


def _refuse_half_declared(name: str, places: Mapping[str, int]) -> None:
    """Refuse crosses for some allergens alone, or beside a list: they would declare too little."""
    crosses = [column for column in MATRIX if column in places]
    if crosses and (len(crosses) < len(MATRIX) or "allergens" in places):
        reason = Because(
            "allergens must have one column for all, or one for each of the fourteen, and not both"
        )
        raise UnclearColumns(file=name, reason=reason)


def _refuse_more_allergens(table: Table, chosen: Mapping[str, str | None]) -> None:
    """Refuse a second column of allergens: left out, it would make dishes look free of them."""
    for header in _left_out(_allergens_too(table), chosen):
        reason = Because(
            'the column "{header}" may list allergens, too; put all of a dish into one column, or '
            "rename it if it lists none",
            header=header,
        )
        raise UnclearColumns(file=table.name, reason=reason)


def _allergens_too(table: Table) -> tuple[str, ...]:
    def cells(at: int) -> Iterator[str]:
        return (line.cells[at] for line in table.lines if at < len(line.cells))

    headers = enumerate(table.headers)
    return tuple(header for at, header in headers if seems_to_list_allergens(header, cells(at)))


def _left_out(headers: Iterable[str], chosen: Mapping[str, str | None]) -> list[str]:
    """Return which of ``headers`` are not used, where other columns declare allergens."""
    if not {"allergens", *MATRIX}.intersection(filter(None, chosen.values())):
        return []
    return [header for header in headers if chosen.get(header) is None]


def _lacks(missing: Sequence[str], headers: Sequence[str]) -> Because:
    facts = {"one": (missing[0],), "columns": _listed(headers)}
    if len(missing) == 1:
        return Because("the column {one} is missing; its columns are {columns}", **facts)
    return Because(
        "the column {one} and the column {other} is missing; its columns are {columns}",
        other=(missing[1],),
        **facts,
    )


def _listed(headers: Sequence[str]) -> str:
    shown = ", ".join(f'"{header[:40]}"' for header in headers[:SHOWN_HEADERS])
    more = len(headers) - SHOWN_HEADERS
    return Because("{headers} and {more} more", headers=shown, more=more) if more > 0 else shown


def _columns(places: Mapping[str, int], *, says_currency: bool) -> tuple[str, ...]:
    """Return the columns of a dish that a file speaks about."""
    said = set(places)
    if MARKS in said:
        said.update(DIETS)
    if said.intersection(MATRIX):
        said.add("allergens")
    if says_currency:
        said.add("currency")
    return tuple(column for column in COLUMNS if column in said)
