"""Measure the search beside other ways of finding vectors under filters, as a Markdown table.

    pip install -r tests/benchmarks/requirements.txt
    python tests/benchmarks/search_peers.py [--dishes N ...] [--data FOLDER] [--requests N]

All get the same vectors of a synthetic menu, the same requests and the same filters, and return the
ids of ten dishes. The time in which each is filled stands in its name's column. 10,000 dishes take
two minutes; for 100,000 Chroma and HNSW are filled for some minutes more.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import chromadb
import faiss
import lancedb
import numpy as np
import pyarrow as pa
from measuring import line, machine, milliseconds, shown
from synthetic_data import served, sizes_and_requests
from synthetic_guests import SHARES, plain_requests

from recommender.embeddings import batches
from recommender.encoder import Vector
from recommender.filters import LISTED, where
from recommender.restaurant import Restaurant
from recommender.snapshot import Snapshot

SIZES = (10_000, 100_000)
NEAREST = 10
CHROMA_BATCH = 2_000
NEIGHBOURS, EFFORT = 32, 64  # of FAISS's graph: links of a dish, candidates of a search
Find = Callable[[Vector, Any], Sequence[int]]
Peer = Callable[[Snapshot, Path], Find]


def main() -> None:
    """Read the command line, measure and print."""
    chosen = sizes_and_requests(__doc__.split("\n\n")[0], SIZES)
    print(machine("chromadb", "faiss-cpu", "lancedb"), end="\n\n")
    print(line(["dishes", "way (s to fill it)", *(f"{share} left" for share in SHARES)]))
    print(line(["---:", "---", *["---:"] * len(SHARES)]), flush=True)
    for count, restaurant in served(chosen.dishes, chosen.data):
        for title, cells in peers(restaurant, chosen.requests):
            print(line([f"{count:,}", title, *cells]), flush=True)


def peers(restaurant: Restaurant, count: int) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield, for each way, its name with the time to fill it, and what is measured of it."""
    serving, snapshot = restaurant.engine.searchable()
    texts = plain_requests(restaurant.recommender, count, seed=9)
    halves = [serving.encoder.encode_query_words(text) for text in texts]
    asked = [serving.embeddings.query(None, half.words) for half in halves]
    for name, peer in PEERS.items():
        with tempfile.TemporaryDirectory() as place:
            began = time.perf_counter()
            find = peer(snapshot, Path(place))
            title = f"{name} ({time.perf_counter() - began:.0f})"
            yield title, measured(snapshot, find, asked)


def measured(snapshot: Snapshot, find: Find, asked: Sequence[Vector]) -> Iterator[str]:
    """Yield, for each share that filters leave, times and the mean recall of the ten nearest."""
    for filters in SHARES.values():
        clause, times, recalls = where(filters), list[float](), list[float]()
        find(asked[0], clause)
        for vector in asked:
            found: list[int] = []
            times.append(milliseconds(lambda: found.extend(find(vector, clause))))  # noqa: B023  called here
            recalls.append(recall(snapshot, vector, clause, found))
        yield f"{shown(times)}, {np.mean(recalls):.2f}"


def recall(snapshot: Snapshot, vector: Vector, clause: Any, rows: Sequence[int]) -> float:
    """Return which part of the nearest dishes that satisfy ``clause`` is among ``rows``."""
    allowed = np.flatnonzero(snapshot.table.mask(clause))
    exact = np.sort(snapshot.vectors.whole()[allowed] @ vector)[::-1][:NEAREST]
    given = snapshot.vectors[list(rows)] @ vector
    return float(np.count_nonzero(given >= exact[-1] - 1e-5) / len(exact)) if len(exact) else 1.0


def ours(snapshot: Snapshot, _place: Path) -> Find:
    """Search as the app does above 2,000 dishes: exactly, in memory."""
    return lambda vector, clause: snapshot.find(vector, clause, NEAREST).tolist()


def numpy_exact(snapshot: Snapshot, _place: Path) -> Find:
    """Multiply everything, then leave out what the filters do not let through."""
    vectors, table = snapshot.vectors.whole(), snapshot.table

    def find(vector: Vector, clause: Any) -> Sequence[int]:
        products = np.where(table.mask(clause), vectors @ vector, -np.inf)
        best = np.argpartition(products, -NEAREST)[-NEAREST:]
        best = best[np.argsort(-products[best])]
        return [int(row) for row in best if np.isfinite(products[row])]

    return find


def chroma(snapshot: Snapshot, place: Path) -> Find:
    """Use Chroma as its documentation shows it: a collection, its defaults, ``where``."""
    client = chromadb.PersistentClient(place)
    collection = client.create_collection(
        "dishes", embedding_function=None, configuration={"hnsw": {"space": "ip"}}
    )
    for rows in batches(range(len(snapshot.dishes)), CHROMA_BATCH):
        collection.add(
            ids=[str(row) for row in rows],
            embeddings=snapshot.vectors[list(rows)],
            metadatas=[snapshot.table.records[row] for row in rows],  # type: ignore[misc]
        )

    def find(vector: Vector, clause: Any) -> Sequence[int]:
        found = collection.query(
            query_embeddings=vector[np.newaxis], n_results=NEAREST, where=clause, include=[]
        )
        return [int(row) for row in found["ids"][0]]

    return find


def faiss_flat(snapshot: Snapshot, _place: Path) -> Find:
    """Use FAISS's exact index, with a bitmap of what the filters let through."""
    vectors = snapshot.vectors.whole()
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    return _by_faiss(snapshot, index, faiss.SearchParameters)


def faiss_graph(snapshot: Snapshot, _place: Path) -> Find:
    """Use FAISS's graph in the same way."""
    vectors = snapshot.vectors.whole()
    index = faiss.IndexHNSWFlat(vectors.shape[1], NEIGHBOURS, faiss.METRIC_INNER_PRODUCT)
    index.add(vectors)
    return _by_faiss(
        snapshot, index, lambda sel: faiss.SearchParametersHNSW(sel=sel, efSearch=EFFORT)
    )


def _by_faiss(snapshot: Snapshot, index: Any, parameters: Callable[..., Any]) -> Find:
    def find(vector: Vector, clause: Any) -> Sequence[int]:
        bits = np.packbits(snapshot.table.mask(clause), bitorder="little")
        chosen = faiss.IDSelectorBitmap(bits)
        _, rows = index.search(vector[np.newaxis], NEAREST, params=parameters(sel=chosen))
        return [int(row) for row in rows[0] if row >= 0]

    return find


def lance(snapshot: Snapshot, place: Path) -> Find:
    """Use LanceDB without an index of vectors, which it searches exactly; filters come first."""
    records = [
        {key: value for key, value in record.items() if key != LISTED}
        for record in snapshot.table.records
    ]
    columns = pa.Table.from_pylist(records)
    rows = snapshot.vectors.whole()
    vectors = pa.FixedSizeListArray.from_arrays(pa.array(rows.ravel()), rows.shape[1])
    columns = columns.append_column("vector", vectors)
    columns = columns.append_column("row", pa.array(range(len(records))))
    table = lancedb.connect(place).create_table("dishes", columns)

    def find(vector: Vector, clause: Any) -> Sequence[int]:
        search = table.search(vector, vector_column_name="vector").distance_type("dot")
        if clause:
            search = search.where(sql(clause), prefilter=True)
        found = search.select(["row", "_distance"]).limit(NEAREST).to_arrow()
        return [int(row) for row in found["row"].to_pylist()]

    return find


SQL = {"$eq": "=", "$gte": ">=", "$lte": "<="}


def sql(clause: Mapping[str, Any]) -> str:
    """Return a clause of Chroma's as a condition of SQL."""
    ((key, condition),) = clause.items()
    if key == "$and":
        return " AND ".join(map(sql, condition))
    ((name, wanted),) = condition.items()
    if name == "$in":
        return f"{key} IN ({', '.join(map(literal, wanted))})"
    return f"{key} {SQL[name]} {literal(wanted)}"


def literal(value: Any) -> str:
    """Return a value as SQL writes it."""
    return f"'{value}'" if isinstance(value, str) else str(value).lower()


PEERS: Mapping[str, Peer] = {
    "the app": ours,
    "NumPy, exact": numpy_exact,
    "FAISS, exact": faiss_flat,
    "FAISS, HNSW": faiss_graph,
    "LanceDB, exact": lance,
    "Chroma": chroma,
}


if __name__ == "__main__":
    main()
