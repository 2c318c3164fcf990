"""What a backup says of itself: its format, what it holds, and a checksum for each of its files."""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime
from typing import IO

from pydantic import BaseModel, ConfigDict, Field

from recommender.catalog_file import CATALOG

FORMAT = 1
NAME = "manifest.json"
CHUNK = 1 << 20  # bytes read at a time
# Every name that a backup may hold: none of them leads out of the folder.
_ALLOWED = re.compile(
    rf"{re.escape(CATALOG)}|photos/[0-9a-f]{{64}}\.jpg|photos/thumbnails/[0-9a-f]{{64}}\.jpg"
    r"|photos/logos/[0-9a-f]{64}\.webp"
)


class Entry(BaseModel):
    """A file of a backup."""

    model_config = ConfigDict(frozen=True)

    bytes: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """What a backup holds; ``lost`` names photos of dishes that were missing when it was taken."""

    model_config = ConfigDict(frozen=True)

    format: int
    program: str
    made: datetime
    schema_version: int
    revision: int
    dishes: int
    photos: int
    lost: tuple[str, ...] = ()
    files: dict[str, Entry]

    @property
    def bytes(self) -> int:
        """How much room all files together take."""
        return sum(entry.bytes for entry in self.files.values())

    def foreign(self) -> list[str]:
        """Return the names that no backup holds."""
        return [name for name in self.files if not _ALLOWED.fullmatch(name)]


class Checksum:
    """Counts and hashes what goes through it."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._bytes = 0

    def of(self, source: IO[bytes]) -> Iterator[bytes]:
        """Yield what ``source`` holds, chunk by chunk."""
        while chunk := source.read(CHUNK):
            self._hash.update(chunk)
            self._bytes += len(chunk)
            yield chunk

    @property
    def entry(self) -> Entry:
        """What went through so far."""
        return Entry(bytes=self._bytes, sha256=self._hash.hexdigest())
