"""A menu as a CSV file, read into dishes and written from them, with one error per bad cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import ValidationError

from recommender.dish import Dish, Problem, clean, dish_id, problems
from recommender.errors import UnusableMenuFile

COLUMNS = (
    "id",
    "name",
    "description",
    "price",
    "currency",
    "cuisine",
    "course",
    "vegetarian",
    "vegan",
    "gluten_free",
    "spice",
    "allergens",
    "ingredients",
    "photo",
    "available",
)
REQUIRED = ("name", "price")
FIRST_ROW = 2  # as a spreadsheet numbers it: row 1 holds the headers


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


@dataclass(frozen=True)
class MenuFile:
    """A menu file as it was read."""

    name: str
    rows: tuple[Row, ...] = ()
    columns: tuple[str, ...] = ()  # those that are understood
    unused: tuple[str, ...] = field(default=())


def read_menu_file(file: Path) -> MenuFile:
    """Read a CSV in UTF-8, with or without byte-order mark.

    Raises:
        UnusableMenuFile: it is no such file, or lacks a column that is needed.
    """
    table = _table(file)
    names = [clean(str(name)).lower() for name in table.iloc[0]]
    if missing := [name for name in REQUIRED if name not in names]:
        raise UnusableMenuFile(
            file=file.name,
            reason=f"the column {' and the column '.join(missing)} is missing; "
            f"its first line must name the columns, such as {','.join(COLUMNS[:4])}",
        )
    known = [name for name in COLUMNS if name in names]
    if twice := [name for name in known if names.count(name) > 1]:
        raise UnusableMenuFile(file=file.name, reason=f"it has two columns named {twice[0]}")
    table = table.iloc[1:, [names.index(name) for name in known]].set_axis(known, axis="columns")
    rows = [
        _row(number, cells)
        for number, cells in enumerate(_records(table), FIRST_ROW)
        if any(cells.values())
    ]
    unused = tuple(name for name in names if name not in COLUMNS and name)
    return MenuFile(file.name, tuple(_without_repeated_ids(rows)), tuple(known), unused)


def _table(file: Path) -> pd.DataFrame:
    try:
        # The header is read as a row: pandas would rename a repeated column, and shift the columns
        # when the first row has a cell too many.
        return pd.read_csv(
            file,
            header=None,
            dtype=str,
            na_filter=False,
            encoding="utf-8-sig",
            skipinitialspace=True,
            skip_blank_lines=False,
        )
    except FileNotFoundError:
        reason = "there is no such file; check its name and folder"
    except UnicodeDecodeError as error:
        reason = f"its text is not UTF-8 (byte {error.start}); save it as CSV UTF-8"
    except pd.errors.EmptyDataError:
        reason = "it is empty"
    except pd.errors.ParserError as error:
        detail = str(error).removeprefix("Error tokenizing data. C error: ").strip()
        reason = f"its rows do not fit its columns ({detail}); put texts with commas in quotes"
    except OSError as error:
        reason = error.strerror or str(error)
    raise UnusableMenuFile(file=file.name, reason=reason)


def _records(table: pd.DataFrame) -> Iterable[dict[str, str]]:
    for record in table.fillna("").to_dict("records"):
        yield {str(name): clean(str(value)) for name, value in record.items()}


def _row(number: int, cells: Mapping[str, str]) -> Row:
    values = {name: text for name, text in cells.items() if text and name != "photo"}
    if "name" in values:
        values.setdefault("id", dish_id(values["name"]))
    photo = cells.get("photo", "")
    try:
        return Row(number, values, photo, Dish.model_validate(values))
    except ValidationError as error:
        return Row(number, values, photo, problems=tuple(problems(error, values)))


def _without_repeated_ids(rows: Iterable[Row]) -> Iterable[Row]:
    first: dict[str, int] = {}
    for row in rows:
        dish = row.values.get("id", "")
        if dish and first.setdefault(dish, row.number) != row.number:
            problem = Problem("id", dish, f"is that of row {first[dish]} already")
            yield Row(row.number, row.values, row.photo, problems=(*row.problems, problem))
        else:
            yield row


def write_menu_file(file: Path, dishes: Iterable[Dish], photo_names: Mapping[str, str]) -> None:
    """Write ``dishes`` as a CSV that reads back to the same.

    Args:
        file: where to.
        dishes: in the order of the rows.
        photo_names: the file name of each stored photo.
    """
    rows = [_cells(dish, photo_names) for dish in dishes]
    pd.DataFrame(rows, columns=list(COLUMNS)).to_csv(file, index=False, encoding="utf-8")


def _cells(dish: Dish, photo_names: Mapping[str, str]) -> dict[str, Any]:
    cells: dict[str, Any] = dish.model_dump()
    for name, value in cells.items():
        if isinstance(value, bool):
            cells[name] = "true" if value else "false"
    return cells | {
        "price": f"{dish.price:.2f}",
        "allergens": _allergens_cell(dish),
        "ingredients": ";".join(dish.ingredients),
        "photo": photo_names.get(dish.photo or "", ""),
    }


def _allergens_cell(dish: Dish) -> str:
    if dish.allergens is None:
        return ""
    return ";".join(dish.allergens) or "none"
