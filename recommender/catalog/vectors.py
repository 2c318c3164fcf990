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
    """Return the embeddings kept for ``contents``; those that are not kept are left out.

    So are those that are cut off amid a number.
    """
    columns, wanted = (embeddings.c.content, embeddings.c.vector), set(contents)
    return {
        content: np.frombuffer(vector, dtype="<f4").astype(np.float32)
        for some in _rows(connection, columns, encoder, contents)
        for content, vector in some
        if content in wanted and len(vector) % 4 == 0
    }


def read_into(
    rows: Vectors, connection: sa.Connection, encoder: str, contents: Sequence[str | None]
) -> tuple[set[str], list[str]]:
    """Write the embedding kept for each of ``contents`` into its row; other rows stay.

    Returns:
        Of which contents nothing is kept, and of which what is kept is no vector of that length:
        those rows stay, too.
    """
    places: dict[str, int] = {}
    for place, content in enumerate(contents):
        if content:
            places.setdefault(content, place)
    absent, damaged = set(places), list[str]()
    columns = (embeddings.c.content, embeddings.c.vector)
    for some in _rows(connection, columns, encoder, list(places)):
        found = {content: vector for content, vector in some if content in places}
        whole = {c: vector for c, vector in found.items() if len(vector) == 4 * rows.shape[1]}
        read = np.frombuffer(b"".join(whole.values()), dtype="<f4").reshape(-1, rows.shape[1])
        finite = _finite(read)
        into = np.array([places[content] for content in whole], np.intp)
        rows[into[finite]] = read[finite]
        absent.difference_update(found)
        damaged += found.keys() - whole.keys()
        damaged += (content for content, sound in zip(whole, finite, strict=True) if not sound)
    first = [places[content] if content else at for at, content in enumerate(contents)]
    again = np.flatnonzero(np.array(first, np.intp) != np.arange(len(first)))
    rows[again] = rows[np.array(first, np.intp)[again]]
    return absent, damaged


def _finite(rows: Vectors) -> NDArray[np.bool_]:
    """Return which rows hold nothing but numbers; the sum of those that do is one."""
    with np.errstate(all="ignore"):
        return np.asarray(np.isfinite(rows.sum(axis=1)))


def forget(connection: sa.Connection, encoder: str, contents: Sequence[str]) -> None:
    """Keep the embeddings of ``contents`` no longer."""
    for chunk in chunks(contents):
        of_them = (embeddings.c.encoder == encoder, embeddings.c.content.in_(chunk))
        connection.execute(embeddings.delete().where(*of_them))


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
