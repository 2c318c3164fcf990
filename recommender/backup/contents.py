"""What a catalog names: how many dishes, which photos and logos."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recommender.catalog_file import CATALOG, damages, schema
from recommender.errors import FolderUnusable


@dataclass(frozen=True)
class Contents:
    """What is in a catalog, and what it needs beside it."""

    revision: int
    schema_version: int
    on_menu: tuple[tuple[str, str | None], ...]  # a dish's name and its photo
    past: frozenset[str]  # photos that an undo or the history may show
    logos: frozenset[str]

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
            past = [*_bodies(connection, "changes", "before", "after")]
            return cls(
                revision=revision or 0,
                schema_version=schema(connection),
                on_menu=tuple((dish["name"], dish.get("photo")) for dish in dishes),
                past=_each("photo", past),
                logos=_each("logo", _bodies(connection, "houses", "body")),
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


def _each(key: str, bodies: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> frozenset[str]:
    return frozenset(body[key] for body in bodies if body.get(key))


def _bodies(connection: sqlite3.Connection, table: str, *columns: str) -> Iterator[dict[str, Any]]:
    """Yield what a table holds as JSON; a table that an older version lacks holds nothing."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [table]).fetchone():
        return
    named = ", ".join(f'"{column}"' for column in columns)
    for row in connection.execute(f"SELECT {named} FROM {table}"):  # noqa: S608  names of our own
        yield from (json.loads(body) for body in row if body)
