"""The history of the menu: what was changed, by whom, from what to what, and what is undone."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from recommender.catalog import readable
from recommender.catalog.changes import DishChange, Verb, undone
from recommender.catalog.database import chunks, reading
from recommender.catalog.meanwhile import Meanwhile, what_became
from recommender.catalog.tables import changes, dishes, revisions
from recommender.dish import Dish
from recommender.errors import HistoryDamaged, TimeDamaged

log = logging.getLogger(__name__)

_EVERYTHING = 2**31 - 1  # the largest that a column takes: more change sets than there will be
_BY_PEOPLE = (revisions.c.undoes.is_(None), revisions.c.verb != "clock")


@dataclass(frozen=True)
class ChangeSet:
    """What was changed at once; ``undone_by`` is the number of the undo that is in force.

    ``at`` is None where its row is damaged there.
    """

    number: int
    at: datetime | None
    who: str
    what: str
    verb: Verb = ""
    undoes: int | None = None
    undone_by: int | None = None
    new: int = 0
    changed: int = 0
    removed: int = 0


@dataclass(frozen=True)
class Deleted:
    """A dish that was removed, as it was, and by which change set."""

    dish: Dish
    at: datetime
    who: str
    number: int


class History:
    """Reads the history. Everything is there from the first change on."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def change_sets(self, *, limit: int = 20, before: int = _EVERYTHING) -> list[ChangeSet]:
        """Return the last change sets, the newest first, from below the number ``before`` on."""
        query = sa.select(revisions).where(revisions.c.number < before)
        with reading(self._engine) as connection:
            return _change_sets(connection, query.order_by(revisions.c.number.desc()).limit(limit))

    def change_set(self, number: int) -> ChangeSet | None:
        """Return the change set of this number."""
        with reading(self._engine) as connection:
            found = _change_sets(
                connection, sa.select(revisions).where(revisions.c.number == number)
            )
        return found[0] if found else None

    def changes(self, number: int) -> list[DishChange]:
        """Return what the change set of this number did, dish by dish.

        Raises:
            HistoryDamaged: what it did to one of them cannot be read.
        """
        with reading(self._engine) as connection:
            return [readable.dish_change(row) for row in connection.execute(_rows_of(number))]

    def changes_or_damages(self, number: int) -> list[DishChange | HistoryDamaged]:
        """Return what the change set of this number did, or that it cannot be read, by dish."""
        with reading(self._engine) as connection:
            rows = connection.execute(_rows_of(number))
            return [readable.dish_change_or_damage(row) for row in rows]

    def in_force(self) -> list[int]:
        """Return the numbers of what people changed and nobody undid, the newest first."""
        with reading(self._engine) as connection:
            taken_back = undone(connection)
            query = sa.select(revisions.c.number).where(*_BY_PEOPLE)
            numbers = connection.execute(query.order_by(revisions.c.number.desc())).scalars()
            return [number for number in numbers if number not in taken_back]

    def undos_in_force(self) -> list[int]:
        """Return the numbers of the undos that could be redone, the newest first.

        A change made after an undo ends that, as everywhere.
        """
        last = sa.select(sa.func.max(revisions.c.number)).where(*_BY_PEOPLE)
        undos = sa.select(revisions.c.number).where(revisions.c.verb == "undo")
        with reading(self._engine) as connection:
            taken_back = undone(connection)
            later = undos.where(revisions.c.number > (connection.execute(last).scalar() or 0))
            numbers = connection.execute(later.order_by(revisions.c.number.desc())).scalars()
            return [number for number in numbers if number not in taken_back]

    def later_changes(self, number: int) -> dict[str, dict[int, DishChange]]:
        """Return what people did after a change set to its dishes and nobody undid.

        By dish, then by the number of the change set.

        Raises:
            HistoryDamaged: one of these changes cannot be read.
        """
        touched = sa.select(changes.c.dish).where(changes.c.revision == number)
        query = sa.select(changes).where(
            changes.c.revision > number,
            changes.c.revision.in_(sa.select(revisions.c.number).where(*_BY_PEOPLE)),
            changes.c.dish.in_(touched),
        )
        found: dict[str, dict[int, DishChange]] = {}
        with reading(self._engine) as connection:
            taken_back = undone(connection)
            for row in connection.execute(query):
                if row.revision not in taken_back:
                    found.setdefault(row.dish, {})[row.revision] = readable.dish_change(row)
        return found

    def last_number(self, dish: str) -> int:
        """Return the number of the last change set that touched this dish; 0 if none did."""
        query = sa.select(sa.func.max(changes.c.revision)).where(changes.c.dish == dish)
        with reading(self._engine) as connection:
            return int(connection.execute(query).scalar() or 0)

    def deleted(self, since: datetime) -> list[Deleted]:
        """Return the dishes that were removed since then and are not back, the latest first.

        One that cannot be read cannot come back: it is left out, and the log says so.
        """
        query = (
            sa.select(changes, revisions.c.at, revisions.c.who)
            .join(revisions)
            .where(
                changes.c.after.is_(None),
                revisions.c.at >= _as_kept(since),
                changes.c.dish.not_in(sa.select(dishes.c.id)),
            )
            .order_by(revisions.c.number.desc(), changes.c.position.nulls_first())
        )
        with reading(self._engine) as connection:
            return list(_deleted(connection.execute(query)))

    def dish_at(self, dish: str, number: int) -> Dish | None:
        """Return a dish as it was at the revision of this number; None if it was not there.

        Raises:
            HistoryDamaged: what it was cannot be read.
        """
        query = (
            sa.select(changes)
            .where(changes.c.dish == dish, changes.c.revision <= number)
            .order_by(changes.c.revision.desc())
        )
        with reading(self._engine) as connection:
            row = connection.execute(query.limit(1)).first()
            return readable.dish(row, row.after) if row else None

    def ids(self) -> set[str]:
        """Return the ids of all dishes that ever were; none is given to another dish."""
        with reading(self._engine) as connection:
            return set(connection.execute(sa.select(changes.c.dish).distinct()).scalars())

    def ids_like(self, dish: str) -> set[str]:
        """Return this id and those that begin with it and a hyphen, as far as they ever were."""
        known, after = changes.c.dish, chr(ord("-") + 1)
        numbered = sa.and_(known >= f"{dish}-", known < f"{dish}{after}")
        query = sa.select(known).where(sa.or_(known == dish, numbered)).distinct()
        with reading(self._engine) as connection:
            return set(connection.execute(query).scalars())

    def what_became(self, dish: str, base: Dish | None, now: Dish | None) -> Meanwhile:
        """Return what became of ``dish`` since it was ``base``, and who changed it last."""
        with reading(self._engine) as connection:
            return what_became(connection, dish, base, now)

    def photos_since(self, since: datetime) -> set[str]:
        """Return the photos that dishes had or lost in changes made since then.

        A change of which nobody knows when it was made may be one of them.

        Raises:
            HistoryDamaged: one of the changes cannot be read, and so not which photos they need.
        """
        found: set[str | None] = set()
        with reading(self._engine) as connection:
            for chunk in chunks(_made_since(connection, since)):
                rows = connection.execute(sa.select(changes).where(changes.c.revision.in_(chunk)))
                found.update(
                    readable.photo(row, body)
                    for row in rows
                    for body in (row.before, row.after)
                    if body
                )
        return {photo for photo in found if photo}


def _rows_of(number: int) -> sa.Select[Any]:
    return sa.select(changes).where(changes.c.revision == number).order_by(changes.c.dish)


def _made_since(connection: sa.Connection, since: datetime) -> list[int]:
    rows = connection.execute(sa.select(revisions.c.number, revisions.c.at))
    return [number for number, at in rows if (readable.moment(at) or since) >= since]


def _change_sets(connection: sa.Connection, query: sa.Select[Any]) -> list[ChangeSet]:
    rows = connection.execute(query).all()
    counts = _counts(connection, [row.number for row in rows])
    taken_back = undone(connection)
    return [
        ChangeSet(
            row.number,
            readable.moment(row.at),
            row.who,
            row.what,
            row.verb,
            row.undoes,
            taken_back.get(row.number),
            *counts.get(row.number, (0, 0, 0)),
        )
        for row in rows
    ]


def _counts(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    new, removed = changes.c.before.is_(None), changes.c.after.is_(None)
    parts = (new, sa.not_(sa.or_(new, removed)), removed)
    sums = [sa.func.sum(sa.case((part, 1), else_=0)) for part in parts]
    found: dict[int, tuple[int, int, int]] = {}
    for chunk in chunks(numbers):
        query = sa.select(changes.c.revision, *sums).where(changes.c.revision.in_(chunk))
        for number, *counted in connection.execute(query.group_by(changes.c.revision)):
            found[number] = (counted[0], counted[1], counted[2])
    return found


def _deleted(rows: Iterable[sa.Row[Any]]) -> Iterator[Deleted]:
    """Yield what the first row of each dish removed; an older one is not what it was."""
    latest: dict[str, sa.Row[Any]] = {}
    for row in rows:
        latest.setdefault(row.dish, row)
    for row in latest.values():
        try:
            dish, at = readable.dish(row, row.before or ""), readable.moment(row.at)
        except HistoryDamaged as error:
            log.warning("%s", error)
            continue
        if dish and at:
            yield Deleted(dish, at, row.who, row.revision)
        else:
            log.warning("%s", TimeDamaged(number=row.revision))


def _as_kept(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
