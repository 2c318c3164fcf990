"""What a catalog names: how many dishes, which photos and logos."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recommender.catalog_file import CATALOG, damages, schema
from recommender.errors import FolderUnusable

Body = dict[str, Any]


@dataclass(frozen=True)
class Contents:
    """What is in a catalog, and what it needs beside it."""

    revision: int
    schema_version: int
    on_menu: tuple[tuple[str, str | None], ...]  # a dish's name and its photo
    past: frozenset[str]  # photos that an undo or the history may show
    logos: frozenset[str]
    unread: int  # entries of the history that cannot be read, nor which photos they show

    @classmethod
    def of(cls, catalog: Path) -> "Contents":
        """Read a catalog.

        Raises:
            FolderUnusable: it is damaged.
        """
        with closing(sqlite3.connect(catalog)) as connection:
            if found := damages(connection):
                reason = f"{CATALOG} is damaged ({found[0]}); restore a backup from before"
                raise FolderUnusable(folder=catalog.parent, reason=reason)
            (revision,) = connection.execute("SELECT max(number) FROM revisions").fetchone()
            dishes = list(_bodies(connection, "dishes", "body"))
            past = list(_bodies(connection, "changes", "before", "after"))
            houses = list(_bodies(connection, "houses", "body"))
            if None in dishes:
                reason = f"a dish in {CATALOG} cannot be read; restore a backup from before"
                raise FolderUnusable(folder=catalog.parent, reason=reason)
            return cls(
                revision=revision or 0,
                schema_version=schema(connection),
                on_menu=tuple((dish["name"], dish.get("photo")) for dish in dishes if dish),
                past=_each("photo", past),
                logos=_each("logo", houses),
                unread=(past + houses).count(None),
            )

    @property
    def photos(self) -> frozenset[str]:
        """The photos that dishes on the menu show."""
        return frozenset(photo for _, photo in self.on_menu if photo)

    def files(self) -> Iterator[str]:
        """Yield the names of the files that the catalog names, in the data folder."""
        for photo in sorted(self.photos | self.past):
            yield photo_name(photo)
            yield f"photos/thumbnails/{photo}.jpg"
        for logo in sorted(self.logos):
            yield f"photos/logos/{logo}.webp"


def photo_name(photo: str) -> str:
    """Return where in the data folder a photo is."""
    return f"photos/{photo}.jpg"


def _each(key: str, bodies: Iterable[Body | None]) -> frozenset[str]:
    return frozenset(str(body[key]) for body in bodies if body and body.get(key))


def _bodies(connection: sqlite3.Connection, table: str, *columns: str) -> Iterator[Body | None]:
    """Yield what a table holds as JSON, None for what cannot be read.

    A table that an older version lacks holds nothing.
    """
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [table]).fetchone():
        return
    # As bytes: text that is none in UTF-8 could not even be fetched.
    named = ", ".join(f'CAST("{column}" AS BLOB)' for column in columns)
    for row in connection.execute(f"SELECT {named} FROM {table}"):  # noqa: S608  names of our own
        yield from (_read(body) for body in row if body)


def _read(body: bytes) -> Body | None:
    try:
        found = json.loads(body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
