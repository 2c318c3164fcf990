"""Exact scores over vectors in memory."""

import threading
from collections.abc import Sequence

import numpy as np

from recommender.catalog import Revision
from recommender.encoder import Vector
from recommender.filters import Where, holds
from recommender.index import Candidate, Record


class ExactIndex:
    """All dishes in memory, each scored; nothing on disk, so any process may have one."""

    title = "in memory, exact"

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}
        self._revision: Revision | None = None
        self._lock = threading.Lock()

    def revision(self) -> Revision | None:
        """Return the catalog's revision that this index holds."""
        return self._revision

    def apply(
        self, upserts: Sequence[Record], deletes: Sequence[str], *, reached: Revision
    ) -> None:
        """Take over the changes as one: a search sees all of them or none."""
        with self._lock:
            changed = self._records | {record.id: record for record in upserts}
            for dish in deletes:
                changed.pop(dish, None)
            self._records, self._revision = changed, reached

    def ids(self) -> set[str]:
        """Return the ids of all dishes in the index."""
        return set(self._records)

    def find(self, query: Vector, clause: Where | None, top: int) -> list[Candidate]:
        """Return the ``top`` dishes that satisfy ``clause``, the greatest dot product first."""
        records = [r for r in self._records.values() if holds(clause, r.metadata)]
        if not records:
            return []
        scores = np.stack([record.embedding for record in records]) @ query
        best = np.argsort(-scores, kind="stable")[:top]
        return [Candidate(records[i].id, records[i].embedding) for i in best]
