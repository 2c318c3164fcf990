"""Judged queries and judged photos, read from their files with the row of what is wrong.

A judgement says what a guest asks, what they require, and which dishes of the menu answer it:
2 is what was asked for, 1 is acceptable, and no dish at all means that nothing matches.
"""

import csv
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Json,
    ValidationError,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

from recommender.dish import MAX_SPICE, Allergen, Course, clean, fold
from recommender.errors import UnusableJudgements
from recommender.filters import Price

FIRST_ROW = 2  # as a spreadsheet numbers it: row 1 holds the headers
ASKED_FOR = 2  # the grade of a dish that is what was asked for
PHOTO_FOLDER = "query_photos"  # where the photos are, unless they lie beside their file

Spice = Annotated[int, Field(ge=0, le=MAX_SPICE)]
Relevant: TypeAlias = dict[str, Literal[1, 2]]


def _in_order(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(sorted(set(values)))


Words = Annotated[tuple[Annotated[str, AfterValidator(fold)], ...], AfterValidator(_in_order)]


class JudgedFilters(BaseModel):
    """What a dish must satisfy, in the keys of judgement files; an absent key requires nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    vegetarian: Literal[True] | None = None
    vegan: Literal[True] | None = None
    gluten_free: Literal[True] | None = None
    max_price: Price | None = None
    min_price: Price | None = None
    max_spice: Spice | None = None
    min_spice: Spice | None = None
    cuisine: Words = ()
    course: Annotated[tuple[Course, ...], AfterValidator(_in_order)] = ()
    exclude_allergens: Annotated[tuple[Allergen, ...], AfterValidator(_in_order)] = ()
    exclude_ingredients: Words = ()

    def stated(self) -> dict[str, Any]:
        """Return the keys that are required, with their values."""
        return {key: value for key, value in self if value is not None and value != ()}


def _json_with_facts(value: Any, read: Any) -> Any:
    """Read a cell that holds JSON; an empty one is an empty object."""
    try:
        return read(value or "{}")
    except ValidationError as error:
        first = error.errors()[0]
        where = "".join(f"{part}: " for part in first["loc"] if part != "[key]")
        reason = f"{where}{first['msg'][0].lower()}{first['msg'][1:]}"
        raise PydanticCustomError("cell", "{reason}", {"reason": reason}) from None


Filled = Annotated[str, BeforeValidator(clean), Field(min_length=1)]
Required = Annotated[Json[JudgedFilters], WrapValidator(_json_with_facts)]
Judged = Annotated[Json[Relevant], WrapValidator(_json_with_facts)]


class JudgedQuery(BaseModel):
    """One row of a file of queries."""

    model_config = ConfigDict(frozen=True)

    query_id: Filled
    text: Filled
    language: Filled
    kind: Filled
    filters: Required  # what the guest set beside the words
    implied_filters: Required  # what the words themselves ask for
    relevant: Judged

    @property
    def id(self) -> str:
        """What the query is called in a report."""
        return self.query_id


class JudgedPhoto(BaseModel):
    """One row of a file of photo pairs, with the file of its photo."""

    model_config = ConfigDict(frozen=True)

    query_photo: Filled
    relevant: Judged
    file: Path = Path()

    @property
    def id(self) -> str:
        """What the photo is called in a report."""
        return self.query_photo


Row = TypeVar("Row", JudgedQuery, JudgedPhoto)


def read_queries(file: Path, dishes: Collection[str]) -> list[JudgedQuery]:
    """Read the judged queries of a CSV file; ``dishes`` are the ids on the menu.

    Raises:
        UnusableJudgements: the file or a row of it cannot be used.
    """
    return list(_rows(file, JudgedQuery, dishes))


def read_photo_pairs(file: Path, dishes: Collection[str]) -> list[JudgedPhoto]:
    """Read the judged photos of a CSV file, and find each beside it or in ``query_photos``.

    Raises:
        UnusableJudgements: the file or a row of it cannot be used, or a photo is missing.
    """
    rows = enumerate(_rows(file, JudgedPhoto, dishes), FIRST_ROW)
    return [row.model_copy(update={"file": _found(file, row, number)}) for number, row in rows]


def _found(pairs: Path, row: JudgedPhoto, number: int) -> Path:
    for folder in (pairs.parent, pairs.parent / PHOTO_FOLDER):
        if (folder / row.query_photo).is_file():
            return folder / row.query_photo
    raise UnusableJudgements(
        file=pairs.name,
        reason=f'row {number} names the photo "{row.query_photo}", which is neither beside the '
        f"file nor in {PHOTO_FOLDER}/",
    )


def _rows(file: Path, kind: type[Row], dishes: Collection[str]) -> Iterator[Row]:
    seen: dict[str, int] = {}
    number = FIRST_ROW - 1
    for number, cells in enumerate(_cells(file, _columns(kind)), FIRST_ROW):
        row = _judged(file, number, kind, cells)
        if unknown := sorted(row.relevant.keys() - set(dishes)):
            reason = f'row {number} judges the dish "{unknown[0]}", which is not on the menu'
            raise UnusableJudgements(file=file.name, reason=reason)
        if seen.setdefault(row.id, number) != number:
            reason = f'row {number} is called "{row.id}", as row {seen[row.id]} is'
            raise UnusableJudgements(file=file.name, reason=reason)
        yield row
    if number < FIRST_ROW:
        raise UnusableJudgements(file=file.name, reason="it has no rows")


def _columns(kind: type[BaseModel]) -> list[str]:
    return [name for name, field in kind.model_fields.items() if field.is_required()]


def _judged(file: Path, number: int, kind: type[Row], cells: dict[str, str]) -> Row:
    try:
        return kind.model_validate(cells)
    except ValidationError as error:
        first = error.errors()[0]
        wrong = "it is empty" if first["type"] == "too_short" else first["msg"]
        reason = f"row {number}, column {first['loc'][0]}: {wrong}"
        raise UnusableJudgements(file=file.name, reason=reason) from None


def _cells(file: Path, columns: list[str]) -> Iterator[dict[str, str]]:
    """Yield the cells of ``columns``, row by row."""
    try:
        with file.open(newline="", encoding="utf-8-sig") as source:
            table = csv.DictReader(source, restval="", strict=True)
            _check_header(file, columns, table.fieldnames or ())
            for number, row in enumerate(table, FIRST_ROW):
                _check_width(file, number, row)
                yield {name: row[name] for name in columns}
    except OSError as error:
        reason = f"{error.strerror or error}"
    except UnicodeDecodeError:
        reason = "its text is not UTF-8; save it as CSV UTF-8"
    except csv.Error as error:
        reason = f"it is not a CSV file ({error})"
    else:
        return
    raise UnusableJudgements(file=file.name, reason=reason)


def _check_header(file: Path, columns: list[str], header: Collection[str]) -> None:
    if missing := [name for name in columns if name not in header]:
        reason = f"the column {' and the column '.join(missing)} is missing"
        raise UnusableJudgements(file=file.name, reason=reason)


def _check_width(file: Path, number: int, row: Mapping[Any, Any]) -> None:
    if None in row:  # where the reader puts the cells that have no column
        reason = f"row {number} has more cells than columns; put texts with commas in quotes"
        raise UnusableJudgements(file=file.name, reason=reason)
