"""One line of a table as a row of the menu: a dish, or what keeps it from being one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pydantic import ValidationError

from recommender.because import Because
from recommender.dish import Dish, Problem, clean, dish_id, problems
from recommender.menu_file.cells import (
    LISTS,
    contains,
    currency_code,
    diet_marks,
    means_nothing,
    read_cell,
)
from recommender.menu_file.columns import COLUMNS, CONTAINS, MARKS, MATRIX
from recommender.menu_file.price_column import PriceColumn
from recommender.menu_file.prices import BadCell
from recommender.menu_file.table import Line, Table, overlong

MAX_PRICE_CELL = 100  # characters; what is longer is refused whatever it says
Step = tuple[str, str, Callable[[str], Mapping[str, Any]]]  # a column, its cell, how it is read


@dataclass(frozen=True)
class Row:
    """One row of a menu file: what its cells say, and what is wrong with them.

    ``values`` holds the filled cells of known columns but ``photo``, whose file name stands in
    ``photo``; ``dish`` is what they make, without its photo, or None when there are problems.
    """

    number: int
    values: Mapping[str, str]
    photo: str = ""
    dish: Dish | None = None
    problems: tuple[Problem, ...] = ()


class Rows:
    """Reads the lines of a table whose columns are settled."""

    def __init__(
        self, table: Table, places: Mapping[str, int], currency: str = "", usual: str = ""
    ) -> None:
        """Prepare to read.

        Args:
            table: the lines.
            places: where each column stands.
            currency: of prices that do not say theirs.
            usual: the house's, where nothing else says one.
        """
        self._places = places
        self._lines = [line for line in table.lines if line.fault or line.filled]
        price = places["price"]
        cells = [clean(_at(line, price)[:MAX_PRICE_CELL]) for line in self._lines]
        self.prices = PriceColumn(table.headers[price], cells, currency, usual)
        self._crosses = [column for column in MATRIX if column in places]
        self._plain = [column for column in places if column not in {"price", MARKS, *MATRIX}]

    def read(self) -> Iterator[Row]:
        """Yield the rows, the bad ones with every problem."""
        return _without_repeated_ids(self._row(at, line) for at, line in enumerate(self._lines))

    def _row(self, at: int, line: Line) -> Row:
        if fault := line.fault or overlong(line.cells):
            return Row(line.number, {}, problems=(fault,))
        cells = {column: _at(line, place) for column, place in self._places.items()}
        shown = {name: text for name, cell in cells.items() if (text := clean(cell))}
        shown = {name: text for name, text in shown.items() if not means_nothing(name, text)}
        values, bad = _read(self._steps(at, {**shown, **_lists(cells, shown)}))
        if "name" in values:
            values.setdefault("id", dish_id(values["name"]))
        if "id" in values:
            shown["id"] = values["id"]
        shown.pop("photo", None)
        return _checked(Row(line.number, shown, values.pop("photo", "")), values, bad)

    def _steps(self, at: int, cells: Mapping[str, str]) -> Iterator[Step]:
        for column in self._plain:
            if column in cells:
                yield column, cells[column], partial(_plainly, column)
        if MARKS in cells:
            yield MARKS, cells[MARKS], diet_marks
        if self._crosses:
            crosses = {name.removeprefix(CONTAINS): cells.get(name, "") for name in self._crosses}
            yield "allergens", "", lambda _: {"allergens": contains(crosses)}
        said = _currency(cells.get("currency", ""))
        yield "price", cells.get("price", ""), lambda _: self.prices.read(at, said)


def _currency(cell: str) -> str:
    try:
        return currency_code(cell)
    except BadCell:  # as the cell's own problem says
        return ""


def _lists(cells: Mapping[str, str], shown: Mapping[str, str]) -> dict[str, str]:
    """Return the cells that hold lists as they are in the file: their line breaks count."""
    return {name: cells[name] for name in LISTS if name in shown}


def _plainly(column: str, cell: str) -> dict[str, Any]:
    return {column: read_cell(column, cell)}


def _at(line: Line, place: int) -> str:
    return line.cells[place] if place < len(line.cells) else ""


def _read(steps: Iterable[Step]) -> tuple[dict[str, Any], list[Problem]]:
    """Return what the cells mean, and the problems of those whose meaning cannot be told."""
    values: dict[str, Any] = {}
    bad = []
    for column, cell, read in steps:
        try:
            values |= {k: v for k, v in read(cell).items() if k not in values}
        except BadCell as error:
            bad.append(Problem(column, error.value or clean(cell), error.reason))
    return values, bad


def _checked(row: Row, values: Mapping[str, Any], bad: list[Problem]) -> Row:
    """Return ``row`` with its dish, or with all its problems in the order of the columns."""
    try:
        dish = Dish.model_validate(values)
    except ValidationError as error:
        named = {problem.field for problem in bad}
        good = {column: text for column, text in row.values.items() if column not in named}
        bad += [found for found in problems(error, good) if found.field not in named]
    if not bad:
        return replace(row, dish=dish)
    order = {column: at for at, column in enumerate(COLUMNS)}
    bad.sort(key=lambda problem: order.get(problem.field, len(order)))
    return replace(row, problems=tuple(bad))


def _without_repeated_ids(rows: Iterable[Row]) -> Iterator[Row]:
    first: dict[str, int] = {}
    for row in rows:
        dish = row.values.get("id", "")
        if dish and first.setdefault(dish, row.number) != row.number:
            problem = _repeated(dish, row.values.get("name", ""), first[dish])
            yield replace(row, dish=None, problems=(*row.problems, problem))
        else:
            yield row


def _repeated(dish: str, name: str, first: int) -> Problem:
    if dish != dish_id(name):
        return Problem("id", dish, Because("is that of row {row} already", row=str(first)))
    reason = Because(
        "has the id of row {row}, {id}; give one of them another in a column id",
        row=str(first),
        id=dish,
    )
    return Problem("name", name, reason)
