"""What taking a change back makes of a dish, beside what happened to it since then.

A dish has two sides that are taken back apart: what it is, and whether it can be ordered just
now. So a price can be corrected back although the dish was sold out meanwhile, and what the clock
brought back stays back.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from recommender.catalog import DishChange
from recommender.dish import Dish
from recommender.kitchen.service import on_sale

Hours = tuple[bool, datetime | None]
Side = TypeVar("Side", Dish, Hours)


class Blocked(Exception):
    """A later change touches the same side of the dish."""


def taken_back(
    change: DishChange, current: Dish | None, later: Sequence[DishChange], *, now: datetime
) -> Dish | None:
    """Return the dish without ``change``; None when it was new.

    Args:
        change: what is taken back.
        current: the dish as it is.
        later: what people did to the dish since then, and nobody took back.
        now: this moment.

    Raises:
        Blocked: something else has been made of what the change made.
    """
    before, after = change.before, change.after
    if after is None:
        return _if(current is None and not later, before)
    if current is None or before is None:
        same = current is not None and on_sale(current) == on_sale(after)
        return _if(same and not later, before)
    edited = _touched(later, on_sale)
    content = _restored(on_sale(before), on_sale(after), on_sale(current), touched=edited)
    hours = _hours(current)
    if not (current.available and after.off_until and after.off_until <= now):
        switched = _touched(later, _hours)
        hours = _restored(_hours(before), _hours(after), hours, touched=switched)
    return content.model_copy(update={"available": hours[0], "off_until": hours[1]})


def _touched(later: Sequence[DishChange], side: Callable[[Dish], Any]) -> bool:
    return any(
        other.before is None or other.after is None or side(other.before) != side(other.after)
        for other in later
    )


def _if(allowed: bool, before: Dish | None) -> Dish | None:  # noqa: FBT001  reads as a sentence
    if not allowed:
        raise Blocked
    return before


def _restored(before: Side, after: Side, current: Side, *, touched: bool) -> Side:
    if before == after:
        return current
    # Nobody touched it, but the clock may have made of it already what it was before.
    if touched or current not in (before, after):
        raise Blocked
    return before


def _hours(dish: Dish) -> Hours:
    return dish.available, dish.off_until
