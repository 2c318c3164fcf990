"""What single rows of the catalog hold, where somebody else's hand or a disk may have been."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from pydantic_core import from_json

from recommender.catalog.bodies import read_dish
from recommender.catalog.changes import DishChange
from recommender.dish import Dish
from recommender.errors import HistoryDamaged

_YEARS = range(1970, 9000)  # what lies outside is no clock's, and overflows on another one


def moment(kept: Any) -> datetime | None:
    """Return the moment that was kept as text; None if it cannot be read as one."""
    try:
        read = datetime.fromisoformat(kept)
    except (ValueError, TypeError):
        return None
    return read if read.tzinfo and read.year in _YEARS else None


def dish_change(row: sa.Row[Any]) -> DishChange:
    """Return what a row of ``changes`` tells.

    Raises:
        HistoryDamaged: it cannot be read.
    """
    before, after = dish(row, row.before), dish(row, row.after)
    return DishChange(row.dish, before, after, row.position)


def dish_change_or_damage(row: sa.Row[Any]) -> DishChange | HistoryDamaged:
    """Return what a row of ``changes`` tells, or that it cannot be read."""
    try:
        return dish_change(row)
    except HistoryDamaged as error:
        return error


def dish(row: sa.Row[Any], body: str | None) -> Dish | None:
    """Return the dish that a row of ``changes`` holds as ``body``; None if it holds none.

    Raises:
        HistoryDamaged: it cannot be read.
    """
    if body is None:
        return None
    try:
        return read_dish(body)
    except ValidationError as error:
        raise HistoryDamaged(number=row.revision, dish=row.dish) from error


def photo(row: sa.Row[Any], body: str) -> str | None:
    """Return the photo of the dish in ``body``; all of it would take nine times as long.

    Raises:
        HistoryDamaged: it cannot be read.
    """
    try:
        found = from_json(body).get("photo")
    except (ValueError, AttributeError) as error:
        raise HistoryDamaged(number=row.revision, dish=row.dish) from error
    return str(found) if found else None
