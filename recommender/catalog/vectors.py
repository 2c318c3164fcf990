"""Kept embeddings: by what made them and what they were made of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from recommender.catalog.database import chunks
from recommender.catalog.tables import embeddings

Vectors = NDArray[np.float32]
# Contents; more are picked out of one reading of all between the first and the last of them, which
# takes a fifth of the time for a whole menu.
MANY = 5_000
AT_ONCE = 2_000  # rows of such a reading that are held beside what becomes of them: 3 MB


def keep(connection: sa.Connection, encoder: str, vectors: Mapping[str, Vectors]) -> None:
    """Keep embeddings, each under the hash of what was encoded; what is kept stays as it is."""
    known = contents_kept(connection, encoder, list(vectors))
    new = [
        {"encoder": encoder, "content": content, "vector": vector.astype("<f4").tobytes()}
        for content, vector in vectors.items()
        if content not in known
    ]
    if new:
        connection.execute(embeddings.insert(), new)


def kept(connection: sa.Connection, encoder: str, contents: Sequence[str]) -> dict[str, Vectors]:
    """Return the embeddings kept for ``contents``; those that are not kept are left out."""
    columns, wanted = (embeddings.c.content, embeddings.c.vector), set(contents)
    return {
        content: np.frombuffer(vector, dtype="<f4").astype(np.float32)
        for some in _rows(connection, columns, encoder, contents)
        for content, vector in some
        if content in wanted
    }


def read_into(
    rows: Vectors, connection: sa.Connection, encoder: str, contents: Sequence[str | None]
) -> None:
    """Write the embedding kept for each of ``contents`` into its row; other rows stay."""
    places: dict[str, int] = {}
    for place, content in enumerate(contents):
        if content:
            places.setdefault(content, place)
    columns = (embeddings.c.content, embeddings.c.vector)
    for some in _rows(connection, columns, encoder, list(places)):
        found = {places[content]: vector for content, vector in some if content in places}
        if any(len(vector) != 4 * rows.shape[1] for vector in found.values()):
            raise ValueError(f"a vector of {encoder} has not {rows.shape[1]} numbers")
        if found:
            read = np.frombuffer(b"".join(found.values()), dtype="<f4")
            rows[list(found)] = read.reshape(len(found), rows.shape[1])
    first = [places[content] if content else at for at, content in enumerate(contents)]
    again = np.flatnonzero(np.array(first, np.intp) != np.arange(len(first)))
    rows[again] = rows[np.array(first, np.intp)[again]]


def contents_kept(connection: sa.Connection, encoder: str, contents: Sequence[str]) -> set[str]:
    """Return of which of ``contents`` embeddings are kept, without reading those."""
    found: set[str] = set()
    for some in _rows(connection, (embeddings.c.content,), encoder, contents):
        found.update(content for (content,) in some)
    return found.intersection(contents)


def _rows(
    connection: sa.Connection,
    columns: Sequence[sa.Column[Any]],
    encoder: str,
    contents: Sequence[str],
) -> Iterator[Iterable[Any]]:
    """Yield the rows of ``contents``, some at a time; of many contents, rows between them too."""
    query = sa.select(*columns).where(embeddings.c.encoder == encoder)
    if len(contents) > MANY:
        content = embeddings.c.content  # PostgreSQL takes no BETWEEN of a column with a collation
        between = query.where(content >= min(contents), content <= max(contents))
        options = {"yield_per": AT_ONCE}
        yield from connection.execute(between, execution_options=options).partitions()
        return
    for chunk in chunks(contents):
        yield connection.execute(query.where(embeddings.c.content.in_(chunk))).all()
