"""The index in Chroma: embedded in the data folder, on a server, or in Chroma Cloud.

What a crash or damage left of embedded files is thrown away on opening, and filled again from the
catalog, which encodes nothing. Their folder belongs to one process, by a lock held for its life: a
second reader got wrong answers and broke the files.
"""

import hashlib
import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any

import chromadb
import numpy as np
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.errors import ChromaError, NotFoundError

from recommender.catalog import Revision
from recommender.chroma import (
    FAILURES,
    Access,
    Way,
    brief,
    close,
    conditions,
    embedded,
    on_server,
    size,
)
from recommender.encoder import Vector
from recommender.errors import IndexUnavailable
from recommender.filters import RECORD_VERSION, Metadata, Where
from recommender.index_folder import Generation, OwnedFolder
from recommender.workers import batches

log = logging.getLogger(__name__)

# Vectors hold two unit halves, so the dot product is the sum of two cosines. The other three
# reached recall@10 of 0.98-1.00 at 100,000 dishes, where the defaults gave 0.91-0.97.
HNSW: CreateHNSWConfiguration = {
    "space": "ip",
    "ef_construction": 200,
    "ef_search": 200,
    "max_neighbors": 32,
}
WRITE_BATCH = 250  # records; the bound is 300 a write on Chroma Cloud and 5,461 embedded


@dataclass(frozen=True)
class Record:
    """One dish in the index."""

    id: str
    embedding: Vector
    document: str
    metadata: Metadata


def collection_name(catalog: str, encoder: str) -> str:
    """Return the name under which the menu of ``catalog``, encoded by ``encoder``, is indexed.

    Records of another version of the program are left alone: the index is filled anew.
    """
    made_by = f"{encoder} records-{RECORD_VERSION}"
    return f"menu-{catalog[:12]}-{hashlib.sha256(made_by.encode()).hexdigest()[:12]}"


class ChromaIndex:
    """One collection of Chroma: one record a dish."""

    def __init__(self, way: Way, name: str, *, files: Generation | None = None) -> None:
        """Open the collection ``name``, or make it.

        Raises:
            IndexUnavailable: Chroma cannot be reached, or what it holds cannot be read.
        """
        self.title = way.title
        self.is_disposable = files is not None  # given up and filled anew without harm to others
        self._client = way.client
        self._limits = way.limits
        self._reads = threading.BoundedSemaphore(way.limits.reads)
        self._name = name
        self._files = files
        with self._calling():
            self._collection = self._open_collection()
            self._collection.peek(1)  # reads the vectors' files too: fails here, not on a guest

    @classmethod
    def on_server(cls, address: str, name: str, access: Access | None = None) -> "ChromaIndex":
        """Open the collection on the server at ``address``; in Chroma Cloud with ``access``."""
        return cls(on_server(address, access), name)

    @classmethod
    def in_folder(cls, owned: OwnedFolder, name: str) -> "ChromaIndex":
        """Open the embedded collection in a folder of this process's own.

        What a killed process or a damaged file left behind is thrown away: the index opens empty
        and is filled again.
        """
        known = owned.generations(name)
        newest = cls._reopened(known[-1], name) if known else None
        for old in known[:-1] if newest else known:
            old.throw_away()  # before another is made: the disk may be full of them
        return newest or cls._embedded(owned.next_generation(name, after=known), name)

    @classmethod
    def _reopened(cls, files: Generation, name: str) -> "ChromaIndex | None":
        """Open an index that was filled before; None where that is not to be had any more."""
        if not files.is_whole:
            log.warning("A call to %s never returned; it is built again.", files.folder.name)
            return None
        try:
            index = cls._embedded(files, name)
            if index.revision() is not None:
                return index
        except IndexUnavailable as error:
            log.warning("%s It is built again from the catalog.", error)
            return None
        index.close()  # it lost what it held, or never held anything
        return None

    @classmethod
    def _embedded(cls, files: Generation, name: str) -> "ChromaIndex":
        with files.in_use():
            return cls(embedded(files.folder), name, files=files)

    def revision(self) -> Revision | None:
        """Return the catalog's revision that this index holds."""
        with self._calling():
            noted = self._client.get_collection(self._name, embedding_function=None).metadata or {}
        if "revision" not in noted:
            return None
        return Revision(int(noted["revision"]), str(noted["token"]))

    def apply(
        self,
        upserts: Iterable[Record],
        deletes: Sequence[str],
        *,
        reached: Revision,
        goes_on: Callable[[], bool] = lambda: True,
        at_once: int = WRITE_BATCH,
    ) -> bool:
        """Write the changes in batches, then note the revision; an interruption repeats them.

        Args:
            upserts: what is new or changed; read batch by batch.
            deletes: the ids of what is gone.
            reached: the revision that the index holds afterwards.
            goes_on: is asked before each batch.
            at_once: records of a batch, WRITE_BATCH at most.

        Returns:
            Whether all is written; not where it did not go on.
        """
        for batch in batches(deletes, WRITE_BATCH):
            with self._calling():
                self._collection.delete(ids=list(batch))
        source = iter(upserts)
        while records := list(islice(source, min(at_once, WRITE_BATCH))):
            if not goes_on():
                return False
            with self._calling():
                self._upsert(records)
        with self._calling():
            self._collection.modify(metadata={"revision": reached.number, "token": reached.token})
        return True

    def _upsert(self, records: Sequence[Record]) -> None:
        self._collection.upsert(
            ids=[record.id for record in records],
            embeddings=np.stack([record.embedding for record in records]),
            documents=[record.document for record in records],
            metadatas=[self._of_chroma(record) for record in records],
        )

    def ids(self) -> set[str]:
        """Return the ids of all dishes in the index."""
        found: set[str] = set()
        page = most = self._limits.results
        with self._calling():
            while page == most:
                ids = self._collection.get(include=[], limit=most, offset=len(found))["ids"]
                found.update(ids)
                page = len(ids)
        return found

    def differing(self, vectors: Mapping[str, Vector]) -> set[str]:
        """Return those of these dishes that are held with another vector, or with none."""
        same: set[str] = set()
        for ids in batches(list(vectors), self._limits.results):
            with self._calling():
                held = self._collection.get(ids=list(ids), include=["embeddings"])
            rows = held["embeddings"]
            pairs = zip(held["ids"], [] if rows is None else rows, strict=True)
            same |= {dish for dish, row in pairs if np.array_equal(row, vectors[dish])}
        return vectors.keys() - same

    def takes(self, clause: Where | None, top: int) -> bool:
        """Return whether Chroma may be asked for so much; else memory answers, exactly."""
        return conditions(clause) <= self._limits.conditions and top <= self._limits.results

    def find(self, query: Vector, clause: Where | None, top: int) -> list[str]:
        """Return the ids of the ``top`` dishes that satisfy ``clause``, the nearest first."""
        with self._calling(), self._reads:
            found = self._collection.query(
                query_embeddings=query[np.newaxis], n_results=top, where=clause, include=[]
            )
        return list(found["ids"][0])

    def abandon(self) -> None:
        """Give up files that turned out to be damaged: the next opening starts anew."""
        if self._files:
            self._files.condemn()
        self.close()

    def throw_away(self) -> None:
        """Give up files that could not be filled, and give their space back."""
        self.abandon()
        if self._files:
            self._files.throw_away()

    def close(self) -> None:
        """Give files and connections back."""
        close(self._client)

    def _of_chroma(self, record: Record) -> Any:
        """Return a record's metadata as Chroma's types call it, which are wider than ours."""
        for key, value in record.metadata.items():
            if size(value) > self._limits.value:
                reason = f"{key} of {record.id} is larger than {self._limits.value} bytes"
                raise IndexUnavailable(place=self.title, reason=reason)
        return record.metadata

    def _open_collection(self) -> chromadb.Collection:
        with suppress(NotFoundError):
            return self._client.get_collection(self._name, embedding_function=None)
        # Not get_or_create: it would silently keep another space.
        try:
            return self._client.create_collection(
                self._name, embedding_function=None, configuration={"hnsw": HNSW}
            )
        except ChromaError:
            with suppress(NotFoundError):  # else another process was quicker
                return self._client.get_collection(self._name, embedding_function=None)
            raise

    @contextmanager
    def _calling(self) -> Iterator[None]:
        """Call Chroma: a call that ends the process leaves its mark, a failure gets its name."""
        try:
            with self._files.in_use() if self._files else nullcontext():
                yield
        except FAILURES as error:
            raise IndexUnavailable(place=self.title, reason=brief(error)) from error
