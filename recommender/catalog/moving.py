"""A catalog moved into another database, whole: its name, history, vectors and counts go along."""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from recommender.because import Because
from recommender.catalog.changes import newest
from recommender.catalog.database import failing_as_unusable, reading, unusable, writing
from recommender.catalog.tables import changes, dishes, houses, revisions, tables

ROWS_AT_ONCE = 1_000
# What numbers its rows by itself, and where numbers are that it must never give again.
_NUMBERED = {
    dishes.c.position: (dishes.c.position, changes.c.position),
    revisions.c.number: (revisions.c.number,),
    houses.c.number: (houses.c.number,),
}


def move(source: sa.Engine, target: sa.Engine) -> int:
    """Copy a catalog into one that never had a menu, and return how many rows that were.

    The index and the photos that belonged to the source belong to the target then. The source
    stays as it is: nobody should go on writing to it.

    Raises:
        FolderUnusable, CatalogUnavailable: a database cannot be used, or the target has a menu.
    """
    anything = (sa.exc.SQLAlchemyError,)  # also what the target's user may not do there
    with reading(source) as old, failing_as_unusable(target, anything), writing(target) as new:
        if newest(new).number:
            raise unusable(target.url, Because("it has a menu already"))
        copied = 0
        for table in reversed(tables.sorted_tables):
            new.execute(table.delete())
        for table in tables.sorted_tables:
            for rows in _rows(old, table):
                new.execute(table.insert(), rows)
                copied += len(rows)
        for column, places in _NUMBERED.items():
            _go_on_after(new, column, max(_highest(new, place) for place in places))
        return copied


def _rows(connection: sa.Connection, table: sa.Table) -> Iterator[list[Mapping[str, Any]]]:
    with failing_as_unusable(connection.engine):  # else the target would be blamed
        found = connection.execute(sa.select(table)).mappings()
        while rows := found.fetchmany(ROWS_AT_ONCE):
            yield [dict(row) for row in rows]


def _highest(connection: sa.Connection, column: sa.Column[int]) -> int:
    return int(connection.execute(sa.select(sa.func.max(column))).scalar() or 0)


def _go_on_after(connection: sa.Connection, column: sa.Column[int], number: int) -> None:
    """Let the next row be numbered higher, also than rows that are gone."""
    table = column.table.description
    if connection.dialect.name == "postgresql":
        sequence = sa.func.pg_get_serial_sequence(table, column.name)
        connection.execute(sa.select(sa.func.setval(sequence, number + 1, False)))
        return
    kept = sa.table("sqlite_sequence", sa.column("name"), sa.column("seq"))
    connection.execute(kept.delete().where(kept.c.name == table))
    connection.execute(kept.insert().values(name=table, seq=number))
