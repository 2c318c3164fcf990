"""The truth: dishes, the history of their changes, and kept embeddings, in one database.

Every change of the menu is one transaction that raises the revision. The index is derived from
here and follows by revision; embeddings are kept by what made them and what they were made of, so
that nothing is encoded twice.
"""

import threading
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import sqlalchemy as sa
from filelock import FileLock
from numpy.typing import NDArray

from recommender.dish import Dish
from recommender.errors import FolderUnusable

SCHEMA_VERSION = 1
LOCK_WAIT_S = 30  # how long a writer waits for another process's transaction
QUERY_CHUNK = 500  # values in one IN (...); SQLite's own bound was 999 for long

_tables = sa.MetaData()
_about = sa.Table(
    "about",
    _tables,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("value", sa.String, nullable=False),
)
_dishes = sa.Table(
    "dishes",
    _tables,
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column("body", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)
_revisions = sa.Table(
    "revisions",
    _tables,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("token", sa.String, nullable=False),
    sa.Column("at", sa.String, nullable=False),
    sa.Column("who", sa.String, nullable=False),
    sa.Column("what", sa.String, nullable=False),
    sqlite_autoincrement=True,
)
_changes = sa.Table(
    "changes",
    _tables,
    sa.Column("revision", sa.ForeignKey("revisions.number"), primary_key=True),
    sa.Column("dish", sa.String, primary_key=True),
    sa.Column("before", sa.Text),
    sa.Column("after", sa.Text),
)
_embeddings = sa.Table(
    "embeddings",
    _tables,
    sa.Column("encoder", sa.String, primary_key=True),
    sa.Column("content", sa.String, primary_key=True),
    sa.Column("vector", sa.LargeBinary, nullable=False),
)
# Which stored photo a file became: a menu imported again is hashed, not decoded.
_photo_sources = sa.Table(
    "photo_sources",
    _tables,
    sa.Column("source", sa.String, primary_key=True),
    sa.Column("photo", sa.String, nullable=False),
)


class Revision(NamedTuple):
    """A state of the catalog.

    The token tells two states of one number apart, as after a restored backup.
    """

    number: int = 0
    token: str = ""


@dataclass(frozen=True)
class Change:
    """What becomes of one dish: ``after`` is its new state, None removes it."""

    dish: str
    after: Dish | None


@dataclass(frozen=True)
class Menu:
    """All dishes at one revision, in the order in which they came."""

    revision: Revision = Revision()
    dishes: Mapping[str, Dish] = field(default_factory=lambda: MappingProxyType({}))


class Catalog:
    """The database of one installation. Safe to share between threads."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._menu = Menu()
        self._menu_lock = threading.Lock()
        with self._writing() as connection:
            _tables.create_all(connection)
            self.uid = _about_or_new(connection, "catalog", uuid.uuid4().hex)
            _about_or_new(connection, "schema", str(SCHEMA_VERSION))

    @classmethod
    def open(cls, file: Path) -> "Catalog":
        """Open the SQLite catalog at ``file``, or make an empty one.

        Raises:
            FolderUnusable: the file cannot be made, or is no database.
        """
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # A new file turns to write-ahead logging once, and SQLite does not wait for another
            # process that is turning it at the same moment: it fails with "database is locked".
            with FileLock(file.with_suffix(".lock"), timeout=LOCK_WAIT_S):
                return cls(_sqlite(file))
        except OSError as error:
            raise FolderUnusable(folder=file.parent, reason=error.strerror or str(error)) from None
        except sa.exc.DBAPIError as error:
            raise FolderUnusable(folder=file.parent, reason=f"{file.name}: {error.orig}") from None

    def close(self) -> None:
        """Give the database's files back."""
        self._engine.dispose()

    def revision(self) -> Revision:
        """Return the newest revision; the empty one before the first change."""
        with self._engine.connect() as connection:
            return _newest(connection)

    def knows(self, revision: Revision) -> bool:
        """Return whether ``revision`` is in this catalog's history."""
        found = sa.select(_revisions.c.token).where(_revisions.c.number == revision.number)
        with self._engine.connect() as connection:
            return connection.execute(found).scalar() == revision.token

    def changed_since(self, number: int) -> set[str]:
        """Return the ids of the dishes that changed after the revision of this number."""
        changed = sa.select(_changes.c.dish).where(_changes.c.revision > number).distinct()
        with self._engine.connect() as connection:
            return set(connection.execute(changed).scalars())

    def menu(self) -> Menu:
        """Return all dishes as they are now; read again only after a change."""
        with self._menu_lock:
            if self._menu.revision != self.revision():
                with self._engine.connect() as connection:
                    self._menu = _read_menu(connection)
            return self._menu

    def write(self, changes: Sequence[Change], *, who: str, what: str) -> Revision:
        """Make ``changes`` in one transaction, with a row of history for each.

        Changes that leave a dish as it was are left out; when none remains, nothing is written.

        Returns:
            The revision that holds the changes.
        """
        with self._writing() as connection:
            real = list(_real_changes(connection, changes))
            if not real:
                return _newest(connection)
            number = _next_revision(connection, who=who, what=what)
            connection.execute(_changes.insert(), [row | {"revision": number} for row in real])
            _apply(connection, real)
            return _newest(connection)

    def keep(self, encoder: str, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Keep embeddings, each under the hash of what was encoded."""
        rows = [
            {"encoder": encoder, "content": content, "vector": vector.astype("<f4").tobytes()}
            for content, vector in vectors.items()
        ]
        if not rows:
            return
        with self._writing() as connection:
            known = set(self._kept(connection, encoder, list(vectors)))
            if new := [row for row in rows if row["content"] not in known]:
                connection.execute(_embeddings.insert(), new)

    def kept(self, encoder: str, contents: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the embeddings kept for ``contents``; those that are not kept are left out."""
        with self._engine.connect() as connection:
            return self._kept(connection, encoder, contents)

    def _kept(
        self, connection: sa.Connection, encoder: str, contents: Sequence[str]
    ) -> dict[str, NDArray[np.float32]]:
        found: dict[str, NDArray[np.float32]] = {}
        for chunk in _chunks(contents):
            rows = sa.select(_embeddings.c.content, _embeddings.c.vector).where(
                _embeddings.c.encoder == encoder, _embeddings.c.content.in_(chunk)
            )
            for content, vector in connection.execute(rows):
                found[content] = np.frombuffer(vector, dtype="<f4").astype(np.float32)
        return found

    def note(self, key: str, value: str) -> None:
        """Remember a fact about the installation."""
        with self._writing() as connection:
            connection.execute(_about.delete().where(_about.c.key == key))
            connection.execute(_about.insert().values(key=key, value=value))

    def noted(self, key: str) -> str | None:
        """Return the fact remembered under ``key``."""
        with self._engine.connect() as connection:
            return connection.execute(sa.select(_about.c.value).where(_about.c.key == key)).scalar()

    def remember_photo(self, source: str, photo: str) -> None:
        """Remember that the file with the hash ``source`` is stored as ``photo``."""
        with self._writing() as connection:
            connection.execute(_photo_sources.delete().where(_photo_sources.c.source == source))
            connection.execute(_photo_sources.insert().values(source=source, photo=photo))

    def photos_of(self, sources: Sequence[str]) -> dict[str, str]:
        """Return the photos that files with these hashes are stored as, where that is known."""
        found: dict[str, str] = {}
        with self._engine.connect() as connection:
            for chunk in _chunks(sources):
                rows = sa.select(_photo_sources).where(_photo_sources.c.source.in_(chunk))
                found |= {row.source: row.photo for row in connection.execute(rows)}
        return found

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        try:
            with (
                self._engine.connect().execution_options(writes=True) as connection,
                connection.begin(),
            ):
                yield connection
        except sa.exc.OperationalError as error:  # a full disk, a read-only folder, a held lock
            place = self._engine.url.database
            raise FolderUnusable(folder=place, reason=str(error.orig)) from None


def _sqlite(file: Path) -> sa.Engine:
    engine = sa.create_engine(f"sqlite:///{file}", connect_args={"timeout": LOCK_WAIT_S})

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

    return engine


def _about_or_new(connection: sa.Connection, key: str, value: str) -> str:
    known = connection.execute(sa.select(_about.c.value).where(_about.c.key == key)).scalar()
    if known is None:
        connection.execute(_about.insert().values(key=key, value=value))
    return known or value


def _newest(connection: sa.Connection) -> Revision:
    newest = sa.select(_revisions.c.number, _revisions.c.token).order_by(_revisions.c.number.desc())
    row = connection.execute(newest.limit(1)).first()
    return Revision(*row) if row else Revision()


def _read_menu(connection: sa.Connection) -> Menu:
    revision = _newest(connection)
    bodies = connection.execute(sa.select(_dishes.c.body).order_by(_dishes.c.position)).scalars()
    dishes = {dish.id: dish for dish in map(Dish.model_validate_json, bodies)}
    return Menu(revision, MappingProxyType(dishes))


def _next_revision(connection: sa.Connection, *, who: str, what: str) -> int:
    row = {
        "token": uuid.uuid4().hex,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "who": who,
        "what": what,
    }
    (number,) = connection.execute(_revisions.insert().values(row)).inserted_primary_key or (0,)
    return int(number)


def _real_changes(
    connection: sa.Connection, changes: Iterable[Change]
) -> Iterator[dict[str, str | None]]:
    last = {change.dish: change for change in changes}
    before: dict[str, str] = {}
    for chunk in _chunks(list(last)):
        rows = sa.select(_dishes.c.id, _dishes.c.body).where(_dishes.c.id.in_(chunk))
        before |= {row.id: row.body for row in connection.execute(rows)}
    for dish, change in last.items():
        after = change.after.model_dump_json() if change.after else None
        if before.get(dish) != after:
            yield {"dish": dish, "before": before.get(dish), "after": after}


def _apply(connection: sa.Connection, rows: Iterable[Mapping[str, str | None]]) -> None:
    for row in rows:
        mine = _dishes.c.id == row["dish"]
        if row["after"] is None:
            connection.execute(_dishes.delete().where(mine))
        elif row["before"] is None:
            connection.execute(_dishes.insert().values(id=row["dish"], body=row["after"]))
        else:
            connection.execute(_dishes.update().where(mine).values(body=row["after"]))


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), QUERY_CHUNK):
        yield values[start : start + QUERY_CHUNK]
