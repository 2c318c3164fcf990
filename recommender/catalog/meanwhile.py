"""What others did to a dish while somebody was looking at it: told, never overwritten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from recommender.because import Because
from recommender.catalog.changes import DishChange, undone
from recommender.catalog.readable import moment
from recommender.catalog.tables import changes, revisions
from recommender.dish import Dish
from recommender.errors import ChangedMeanwhile


@dataclass(frozen=True)
class Meanwhile:
    """What became of a dish after somebody read it: its fields as they are now, who and when.

    ``fields`` is empty when the dish is new or ``removed``; ``at`` is None where the history is
    damaged there.
    """

    dish: str
    name: str
    fields: Mapping[str, Any]
    who: str
    at: datetime | None
    removed: bool = False

    def __str__(self) -> str:
        when = shown(self.at) if self.at else "nobody knows when"
        if not self.fields:
            return (
                f"{self.name} was {'removed' if self.removed else 'added'} by {self.who} ({when})"
            )
        now = ", ".join(f"{field} is now {shown(value)}" for field, value in self.fields.items())
        return f"{self.name} was changed by {self.who} ({when}): {now}"


def shown(value: Any) -> str:
    """Return the value of a dish's field as people write it."""
    if value in ("", None, ()):
        return "empty"
    if isinstance(value, datetime):
        return f"{value.astimezone():%Y-%m-%d %H:%M}"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def what_became(
    connection: sa.Connection, dish: str, base: Dish | None, now: Dish | None
) -> Meanwhile:
    """Return what became of ``dish`` since it was ``base``, and who changed it last."""
    query = sa.select(revisions).join(changes).where(changes.c.dish == dish)
    last = connection.execute(query.order_by(revisions.c.number.desc()).limit(1)).one()
    change = DishChange(dish, base, now)
    fields = {field: new for field, (_, new) in change.fields.items()}
    at = moment(last.at)
    return Meanwhile(dish, change.name, fields, last.who, at, removed=now is None)


def refuse_outdated(
    connection: sa.Connection,
    real: Sequence[DishChange],
    expected: Mapping[str, Dish | None] | None,
    undoes: int | None,
) -> None:
    """Raise when somebody else was faster with what is about to be done.

    Raises:
        ChangedMeanwhile: with what became of each dish that is not as ``expected``.
    """
    if undoes is not None and undoes in undone(connection):
        summary = Because("change {number} was undone", number=str(undoes))
        raise ChangedMeanwhile(summary=summary, dishes=())
    if expected is None:
        return
    found = [
        what_became(connection, change.dish, expected.get(change.dish), change.before)
        for change in real
        if change.before != expected.get(change.dish)
    ]
    if found:
        raise changed_meanwhile(found)


def changed_meanwhile(found: Sequence[Meanwhile]) -> ChangedMeanwhile:
    """Return the error that tells what became of dishes."""
    return ChangedMeanwhile(summary="; ".join(map(str, found)), dishes=tuple(found))
