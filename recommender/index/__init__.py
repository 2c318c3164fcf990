"""The menu as guests' searches run on it; derived from the catalog, rebuilt at will.

Two ways of searching sit behind one interface: Chroma, and exact scores in NumPy for a process
that may not open Chroma's files. A test holds that they agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from recommender.catalog import Revision
from recommender.encoder import Vector
from recommender.filters import Metadata, Where


@dataclass(frozen=True)
class Record:
    """One dish in the index."""

    id: str
    embedding: Vector
    document: str
    metadata: Metadata


@dataclass(frozen=True)
class Candidate:
    """A dish that the index proposes, with its vector so that its halves can be scored apart."""

    id: str
    embedding: Vector


class Index(Protocol):
    """What a search needs of an index."""

    @property
    def title(self) -> str:
        """What staff and operator are told of where the search runs."""

    def revision(self) -> Revision | None:
        """Return the catalog's revision that this index holds; None when that is not known."""

    def apply(
        self, upserts: Sequence[Record], deletes: Sequence[str], *, reached: Revision
    ) -> None:
        """Write ``upserts``, remove ``deletes``, then note that ``reached`` is held.

        Doing it twice changes nothing more.
        """

    def ids(self) -> set[str]:
        """Return the ids of all dishes in the index."""

    def find(self, query: Vector, clause: Where | None, top: int) -> list[Candidate]:
        """Return the ``top`` dishes that satisfy ``clause``, the greatest dot product first."""
