"""The connection to the catalog's database: who waits for whom, and what a failure is called."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from recommender.errors import (
    CatalogDamaged,
    CatalogUnavailable,
    FolderUnusable,
    RecommenderError,
)

LOCK_WAIT_S = 30  # how long a writer waits for another process's transaction
QUERY_CHUNK = 500  # values in one IN (...); SQLite's own bound was 999 for long
# Not an error of ours but of the database: its disk, its server, the way to it, its patience.
FAILURES = (
    sa.exc.OperationalError,
    sa.exc.InterfaceError,
    sa.exc.InternalError,
    sa.exc.TimeoutError,
)

# What SQLite says of a file whose pages are not what it wrote.
DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

T = TypeVar("T")


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Yield a connection inside one transaction that holds the writer's lock from its start.

    Raises:
        FolderUnusable: the disk is full, the folder read-only, or the lock held for too long.
        CatalogUnavailable: the same of a database on a server, or it cannot be reached.
    """
    with (
        failing_as_unusable(engine),
        engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Yield a connection that sees one state of the database, however long it is read.

    Raises:
        FolderUnusable: the files cannot be read.
        CatalogUnavailable: the server cannot be reached.
    """
    with failing_as_unusable(engine), engine.connect() as connection:
        yield connection


@contextmanager
def failing_as_unusable(
    engine: sa.Engine, failures: tuple[type[sa.exc.SQLAlchemyError], ...] = FAILURES
) -> Iterator[None]:
    """Turn the database's failures into ours, which name its place and never its password."""
    try:
        yield
    except failures as error:
        raise unusable(engine.url, str(getattr(error, "orig", None) or error)) from None


def unusable(url: sa.URL, reason: str) -> RecommenderError:
    """Return the error that a database cannot be used, without its password."""
    if url.get_backend_name() == "sqlite":
        return FolderUnusable(folder=url.database, reason=reason)
    first = (reason.strip().splitlines() or ["it does not say why"])[0]
    secret = str(url.password or "")
    reason = first.replace(secret, "(the password)") if secret else first
    return CatalogUnavailable(place=place(url), reason=reason.rstrip("."))


def place(url: sa.URL) -> str:
    """Return where a database is, without who enters it and how."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    port = f":{url.port}" if url.port else ""
    return f"postgresql://{url.host or ''}{port}/{url.database or ''}"


def sqlite(file: Path, *, wait_s: float = LOCK_WAIT_S) -> sa.Engine:
    """Return the engine of a SQLite file that many threads and processes share.

    Args:
        file: which need not be there yet.
        wait_s: how long a writer waits for another one's transaction.
    """
    engine = sa.create_engine(f"sqlite:///{file}", connect_args={"timeout": wait_s})

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        connection.execute("PRAGMA journal_mode = WAL")  # readers never wait for the writer
        connection.execute("PRAGMA synchronous = FULL")  # what was acknowledged survives power loss
        connection.execute("PRAGMA foreign_keys = ON")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # A writer takes its lock at once: two that read first and write later would both fail.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    @sa.event.listens_for(engine, "handle_error")
    def _name_damage(context: sa.engine.ExceptionContext) -> None:
        error = context.original_exception
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says where it was noticed
        if code in DAMAGE:
            raise CatalogDamaged(file=file, reason=str(error)) from None

    return engine


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield ``values`` in order, as many at a time as one statement may name."""
    for start in range(0, len(values), QUERY_CHUNK):
        yield values[start : start + QUERY_CHUNK]
