"""What the catalog of a running app holds, read beside it without disturbing it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


class Kept:
    """The catalog in a data folder, as it is at each moment."""

    def __init__(self, data: Path) -> None:
        self._file = data / "catalog.db"

    def dishes(self) -> dict[str, dict[str, Any]]:
        """Return every field of every dish, by id, in the order of the menu."""
        rows = self._rows("SELECT id, body FROM dishes ORDER BY position")
        return {dish: json.loads(body) for dish, body in rows}

    def revision(self) -> int:
        """Return the number of the newest change; 0 before the first."""
        return int(self._rows("SELECT coalesce(max(number), 0) FROM revisions")[0][0])

    def encoded(self, kind: str = "") -> dict[tuple[str, str], int]:
        """Return where each kept vector lies, by encoder and content: one made anew lies elsewhere.

        Args:
            kind: ``photo`` or ``words``; both when it is not given.
        """
        found = self._rows("SELECT encoder, content, rowid FROM embeddings")
        return {(encoder, what): at for encoder, what, at in found if what.startswith(kind)}

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        if not self._file.exists():
            return []
        with closing(sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)) as connection:
            return connection.execute(query).fetchall()
