"""The catalog's SQLite file, looked at and copied without changing it, while others write to it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from recommender.catalog.tables import SCHEMA_VERSION
from recommender.errors import FolderUnusable

CATALOG = "catalog.db"
WAIT_S = 5  # for a process that shut everybody out for a moment
MOST_DAMAGES = 5  # that are told: the first ones name the place


@contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection to the catalog of a data folder that cannot write.

    Raises:
        FolderUnusable: the folder or its catalog is missing, cannot be read, is held by another
            process, or comes from a newer version of this program.
    """
    file = folder / CATALOG
    _refuse_missing(folder, file)
    try:
        with closing(sqlite3.connect(_address(file), uri=True, timeout=WAIT_S)) as connection:
            _refuse_foreign(folder, connection)
            yield connection
    except sqlite3.OperationalError as error:
        held = "locked" in str(error)
        reason = f"another process holds {CATALOG}" if held else f"{CATALOG}: {error}"
        raise FolderUnusable(folder=folder, reason=reason) from None
    except sqlite3.DatabaseError as error:
        raise FolderUnusable(folder=folder, reason=f"{CATALOG}: {error}") from None


def damages(connection: sqlite3.Connection) -> list[str]:
    """Return what SQLite finds wrong with a database, the first things alone; usually nothing."""
    try:
        rows = connection.execute(f"PRAGMA quick_check({MOST_DAMAGES})").fetchall()
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [text for (text,) in rows if text != "ok"]


def copy(folder: Path, target: Path) -> None:
    """Copy the catalog of a data folder as it is at one moment, into one file.

    Others may write meanwhile: what they acknowledged before is in the copy.

    Raises:
        FolderUnusable: see :func:`reading`.
    """
    with reading(folder) as source, closing(sqlite3.connect(target)) as copied:
        source.backup(copied)  # in one step, so that no writer makes it begin again
        copied.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it


def _refuse_missing(folder: Path, file: Path) -> None:
    try:
        if not folder.exists():
            raise FolderUnusable(folder=folder, reason="there is no such folder")
        if not folder.is_dir():
            raise FolderUnusable(folder=folder, reason="it is no folder")
        next(folder.iterdir(), None)  # whether it may be read
        if not file.exists():
            raise FolderUnusable(folder=folder, reason=f"there is no {CATALOG} in it")
        with file.open("rb"):
            pass
    except OSError as error:
        raise FolderUnusable(folder=folder, reason=error.strerror) from None


def _refuse_foreign(folder: Path, connection: sqlite3.Connection) -> None:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'about'").fetchall()
    if not tables:
        raise FolderUnusable(folder=folder, reason=f"{CATALOG} is no catalog of this program")
    if schema(connection) > SCHEMA_VERSION:
        raise FolderUnusable(folder=folder, reason="a newer version of this program made it")


def schema(connection: sqlite3.Connection) -> int:
    """Return the version of a catalog's format."""
    row = connection.execute("SELECT value FROM about WHERE key = 'schema'").fetchone()
    return int(row[0]) if row else 1


def _address(file: Path) -> str:
    """Return the address by which SQLite opens a file without writing to it.

    Beside a catalog with write-ahead logging SQLite makes two files, unless nobody may: then
    nobody writes either, and the file can be taken as it stands.
    """
    log = file.with_name(f"{file.name}-wal")
    still = not os.access(file.parent, os.W_OK) and not log.exists()
    return f"file:{quote(str(file))}?mode=ro{'&immutable=1' if still else ''}"
