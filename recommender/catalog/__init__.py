"""The truth: dishes, the history of their changes, and kept embeddings, in one database.

That is a SQLite file, or a PostgreSQL database where app processes on several machines share one.

Every change of the menu is one transaction that raises the revision. The index is derived from
here and follows by revision; embeddings are kept by what made them and what they were made of, so
that nothing is encoded twice.
"""

import logging
import threading
import uuid
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

import numpy as np
import sqlalchemy as sa
from filelock import FileLock
from numpy.typing import NDArray

from recommender.catalog import changes as change_sets
from recommender.catalog import tables
from recommender.catalog import vectors as embeddings
from recommender.catalog.changes import Change, Deed, DishChange, Revision, Verb
from recommender.catalog.database import (
    LOCK_WAIT_S,
    chunks,
    failing_as_unusable,
    reading,
    sqlite,
    writing,
)
from recommender.catalog.history import ChangeSet, Deleted, History
from recommender.catalog.houses import Furnished, Houses
from recommender.catalog.meanwhile import Meanwhile, changed_meanwhile, refuse_outdated, shown
from recommender.catalog.menu import Menu, read_menu
from recommender.catalog.moving import move
from recommender.catalog.postgresql import postgresql, turn_at_index
from recommender.catalog.search_log import SearchCount, SearchLog
from recommender.dish import Dish
from recommender.errors import FolderUnusable, RecommenderError

__all__ = [
    "Catalog",
    "Change",
    "ChangeSet",
    "Deed",
    "Deleted",
    "DishChange",
    "Furnished",
    "History",
    "Houses",
    "Meanwhile",
    "Menu",
    "Revision",
    "SearchCount",
    "SearchLog",
    "Verb",
    "changed_meanwhile",
    "shown",
]


log = logging.getLogger(__name__)


class Catalog:
    """The database of one installation. Safe to share between threads."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._menu = Menu()
        self._menu_lock = threading.Lock()
        self.history = History(engine)
        self.houses = Houses(engine)
        with writing(engine) as connection:
            tables.prepare(connection)
            self.uid = tables.noted_or_new(connection, "catalog", uuid.uuid4().hex)

    @classmethod
    def open(cls, file: Path) -> "Catalog":
        """Open the SQLite catalog at ``file``, or make an empty one.

        One that an older version of this program made is brought up to date.

        Raises:
            FolderUnusable: the file cannot be made, is no database, or comes from a newer version.
        """
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # A new file turns to write-ahead logging once, and SQLite does not wait for another
            # process that is turning it at the same moment: it fails with "database is locked".
            with FileLock(file.with_suffix(".lock"), timeout=LOCK_WAIT_S):
                return cls(sqlite(file))
        except OSError as error:
            raise FolderUnusable(folder=file.parent, reason=error.strerror or str(error)) from None
        except sa.exc.DBAPIError as error:
            raise FolderUnusable(folder=file.parent, reason=f"{file.name}: {error.orig}") from None

    @classmethod
    def on_server(cls, address: str) -> "Catalog":
        """Open the catalog in a PostgreSQL database, or make it in an empty one.

        Args:
            address: such as ``postgresql://user:password@host:port/database``.

        Raises:
            CatalogUnavailable: the database cannot be reached or entered, nothing may be made in
                it, or a newer version of this program made it.
        """
        engine = postgresql(address)
        with failing_as_unusable(engine, (sa.exc.SQLAlchemyError,)):
            return cls(engine)

    def move_to(self, other: "Catalog") -> int:
        """Copy everything into a catalog that never had a menu; return how many rows that were.

        The other one bears this one's name then; open it anew. This one stays as it is.

        Raises:
            FolderUnusable, CatalogUnavailable: one cannot be used, or the other has a menu.
        """
        return move(self._engine, other._engine)  # noqa: SLF001  of the same class

    def close(self) -> None:
        """Give the database's files and connections back."""
        self._engine.dispose()

    def search_log(self, *, on: bool) -> SearchLog:
        """Return the log of what guests ask; one that is not ``on`` counts nothing."""
        return SearchLog.beside(self._engine.url, on=on)

    def turn_at_index(self, file: Path) -> AbstractContextManager[object]:
        """Return what one process at a time holds while it brings an index up to this catalog.

        Args:
            file: by which those who share the catalog's folder take turns; on a server, processes
                on all machines do by the database.
        """
        if self._engine.dialect.name == "sqlite":
            return FileLock(file)
        return turn_at_index(self._engine)

    def revision(self) -> Revision:
        """Return the newest revision; the empty one before the first change."""
        with reading(self._engine) as connection:
            return change_sets.newest(connection)

    def answers(self) -> bool:
        """Return whether the database can be read right now."""
        try:
            self.revision()
        except (sa.exc.DBAPIError, RecommenderError):
            return False
        return True

    def knows(self, revision: Revision) -> bool:
        """Return whether ``revision`` is in this catalog's history."""
        with reading(self._engine) as connection:
            return change_sets.known(connection, revision)

    def changed_since(self, number: int) -> set[str]:
        """Return the ids of the dishes that changed after the revision of this number."""
        with reading(self._engine) as connection:
            return change_sets.changed_since(connection, number)

    def menu(self) -> Menu:
        """Return all dishes as they are now; read again only after a change."""
        with self._menu_lock:
            if self._menu.revision != self.revision():
                with reading(self._engine) as connection:
                    self._menu = read_menu(connection, self._menu)
            return self._menu

    def write(
        self,
        changes: Sequence[Change],
        *,
        who: str,
        what: str,
        verb: Verb = "",
        undoes: int | None = None,
        at: datetime | None = None,
        expected: Mapping[str, Dish | None] | None = None,
    ) -> Revision | None:
        """Make ``changes`` in one transaction, with a row of history for each.

        Changes that leave a dish as it was are left out; when none remains, nothing is written
        but that ``undoes`` is undone.

        Args:
            changes: what becomes of which dish.
            who: for the history.
            what: for the history, as words.
            verb: for the history, as data.
            undoes: the number of the change set that this one takes back.
            at: when; now unless told.
            expected: each dish as it was when the changes were decided on.

        Returns:
            The revision that holds the changes; None where nothing was written.

        Raises:
            ChangedMeanwhile: a dish that would change is not as ``expected``, or ``undoes`` is
                undone already.
        """
        with writing(self._engine) as connection:
            real = change_sets.real_changes(connection, changes)
            refuse_outdated(connection, real, expected, undoes)
            if not (real or undoes):
                return None
            change_sets.apply(connection, real)
            return change_sets.record(connection, real, Deed(who, what, verb, undoes, at))

    def keep(self, encoder: str, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Keep embeddings, each under the hash of what was encoded."""
        if vectors:
            with writing(self._engine) as connection:
                embeddings.keep(connection, encoder, vectors)

    def kept(self, encoder: str, contents: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the embeddings kept for ``contents``; those that are not kept are left out."""
        with reading(self._engine) as connection:
            return embeddings.kept(connection, encoder, contents)

    def read_kept(
        self, rows: NDArray[np.float32], encoder: str, contents: Sequence[str | None]
    ) -> tuple[set[str], set[str]]:
        """Write the embedding kept for each of ``contents`` into its row; other rows stay.

        Returns:
            Of which contents nothing is kept, and of which what was kept is no vector of that
            length and was given up, so that it can be made anew.
        """
        with reading(self._engine) as connection:
            absent, damaged = embeddings.read_into(rows, connection, encoder, contents)
        if damaged:
            told = "Kept vectors of %s that are damaged, and are made anew: %d (first: %s)"
            log.warning(told, encoder, len(damaged), damaged[0])
            self.forget(encoder, damaged)
        return absent, set(damaged)

    def forget(self, encoder: str, contents: Sequence[str]) -> None:
        """Keep the embeddings of ``contents`` no longer, so that others can be kept."""
        with writing(self._engine) as connection:
            embeddings.forget(connection, encoder, contents)

    def keeps(self, encoder: str, contents: Sequence[str]) -> set[str]:
        """Return of which of ``contents`` embeddings are kept, without reading those."""
        with reading(self._engine) as connection:
            return embeddings.contents_kept(connection, encoder, contents)

    def note(self, key: str, value: str) -> None:
        """Remember a fact about the installation."""
        with writing(self._engine) as connection:
            tables.note(connection, key, value)

    def noted(self, key: str) -> str | None:
        """Return the fact remembered under ``key``."""
        with reading(self._engine) as connection:
            return tables.noted(connection, key)

    def remember_photo(self, source: str, photo: str) -> None:
        """Remember that the file with the hash ``source`` is stored as ``photo``."""
        rows = tables.photo_sources
        with writing(self._engine) as connection:
            connection.execute(rows.delete().where(rows.c.source == source))
            connection.execute(rows.insert().values(source=source, photo=photo))

    def photos_of(self, sources: Sequence[str]) -> dict[str, str]:
        """Return the photos that files with these hashes are stored as, where that is known."""
        found: dict[str, str] = {}
        with reading(self._engine) as connection:
            for chunk in chunks(sources):
                rows = tables.photo_sources
                query = sa.select(rows).where(rows.c.source.in_(chunk))
                found |= {row.source: row.photo for row in connection.execute(query)}
        return found
