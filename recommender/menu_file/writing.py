"""A menu written as a CSV, a workbook or a ZIP with photos, which read back to the same."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from recommender.because import Because
from recommender.dish import Dish
from recommender.menu_file.columns import COLUMNS
from recommender.menu_file.formulas import defused
from recommender.menu_file.rows import Row

MENU_NAME = "menu.csv"  # inside a ZIP
PHOTO_FOLDER = "photos"
WIDTHS = {"id": 22, "name": 30, "name_es": 30, "description": 60, "description_es": 60, "alt": 40}
WIDTHS |= {"allergens": 24, "ingredients": 40, "photo": 26}
REJECTED_COLUMNS = ("row", "column", "value", "reason")


def write_menu_file(file: Path, dishes: Iterable[Dish], photo_names: Mapping[str, str]) -> None:
    """Write ``dishes`` as a CSV that reads back to the same.

    Args:
        file: where to.
        dishes: in the order of the rows.
        photo_names: the file name of each stored photo.
    """
    file.write_text(_csv(dishes, photo_names), encoding="utf-8", newline="")


def write_workbook(file: Path, dishes: Iterable[Dish], photo_names: Mapping[str, str]) -> None:
    """Write ``dishes`` as an .xlsx workbook that reads back to the same; see above."""
    from recommender.menu_file.workbook import write_sheet  # it costs half a second

    rows = (
        {name: _typed(cell) for name, cell in _cells(dish, photo_names).items()} for dish in dishes
    )
    write_sheet(file, COLUMNS, rows, WIDTHS)


def write_archive(
    file: Path,
    dishes: Sequence[Dish],
    photo_names: Mapping[str, str],
    photo_path: Callable[[str], Path],
) -> None:
    """Write a ZIP of the menu as a CSV and of its photos.

    Args:
        file: where to.
        dishes: in the order of the rows.
        photo_names: the file name of each stored photo.
        photo_path: where a stored photo is.
    """
    with zipfile.ZipFile(file, "w") as archive:
        menu = _csv(dishes, photo_names)
        archive.writestr(MENU_NAME, menu, compress_type=zipfile.ZIP_DEFLATED)
        for photo, name in photo_names.items():  # photos do not get smaller
            archive.write(photo_path(photo), f"{PHOTO_FOLDER}/{name}", zipfile.ZIP_STORED)


def rejected_csv(
    rejected: Iterable[Row],
    headers: Mapping[str, str] | None = None,
    *,
    titles: Sequence[str] = REJECTED_COLUMNS,
    field: Callable[[str], str] = str,
    reason: Callable[[Because], str] = str,
) -> bytes:
    """Return the problems of rejected rows as a CSV that a spreadsheet opens.

    Args:
        rejected: the rows.
        headers: the file's own name of each column, as ``MenuFile.headers`` holds them.
        titles: of the columns, for row, column, cell and reason.
        field: tells a column that has no header in the file, in the reader's language.
        reason: tells what is wrong, in the reader's language.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(titles)
    for row in rejected:
        for problem in row.problems:
            column = (headers or {}).get(problem.field) or field(problem.field)
            value = "" if problem.value is None else str(problem.value)
            writer.writerow((row.number, defused(column), defused(value), reason(problem.reason)))
    return text.getvalue().encode("utf-8-sig")  # without the mark Excel takes it for Windows-1252


def _csv(dishes: Iterable[Dish], photo_names: Mapping[str, str]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(_as_text, (_cells(dish, photo_names) for dish in dishes)))
    return text.getvalue()


def _cells(dish: Dish, photo_names: Mapping[str, str]) -> dict[str, Any]:
    cells: dict[str, Any] = {name: getattr(dish, name) for name in COLUMNS}
    return cells | {
        "allergens": _allergens_cell(dish),
        "ingredients": _ingredients_cell(dish),
        "photo": photo_names.get(dish.photo or "", ""),
    }


def _as_text(cells: Mapping[str, Any]) -> dict[str, str]:
    return {name: _text(value) for name, value in cells.items()}


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.2f}"
    return defused(value) if isinstance(value, str) else str(value)


def _typed(value: Any) -> bool | int | float | str:
    """Return what a spreadsheet can count with as it is, and everything else as text."""
    return value if isinstance(value, bool | int | float) else _text(value)


def _allergens_cell(dish: Dish) -> str:
    if dish.allergens is None:
        return ""
    return ";".join(dish.allergens) or "none"


def _ingredients_cell(dish: Dish) -> str:
    """Join with semicolons; one at the end keeps the comma of a single ingredient in it."""
    alone = len(dish.ingredients) == 1
    return ";".join((*dish.ingredients, "") if alone else dish.ingredients)
