"""The ways into Chroma: embedded in a folder, on a server, in Chroma Cloud.

Chroma Cloud refuses what is above its quotas; most are raised on request. What becomes of each:

| quota | theirs | ours |
|---|---:|---|
| records a write | 300 | 250 at a time |
| results, also of a listing | 300 | pages of 300; a search for more is answered in memory |
| conditions of a filter | 8 | a search with more is answered in memory |
| reads, writes of a collection at once | 10, 10 | 4 a process, the others wait; 1 in all |
| bytes of a document | 16,384 | below it whenever the ingredients are within the next line |
| bytes of a metadata value | 4,096 | a dish above it is named, and searches run in memory |
| metadata keys, their bytes | 32, 36 | all dishes have the same keys, fewer and shorter |
| bytes of an id | 128 | at most 80 |
| bytes of a collection's name, metadata value | 128, 256 | 30, 32 |
| numbers of a vector | 4,096 | 640 by the built-in encoder, 1,024 by CLIP |
| records of a collection | 5,000,000 | one a dish |

Nothing is called that only a folder or a server has; of the graph's settings the cloud takes the
space alone. A text's or pattern's search in documents is not used.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import chromadb
import httpx
from chromadb.api import ClientAPI
from chromadb.api.client import Client
from chromadb.api.fastapi import FastAPI
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError

from recommender.because import Because
from recommender.errors import IndexUnavailable

# What the clients raise when the index is gone or damaged: Chroma's own, the Rust core's, the
# network's.
FAILURES = (ChromaError, httpx.HTTPError, OSError, RuntimeError, ValueError)


@dataclass(frozen=True)
class Limits:
    """What one call to Chroma may ask for or bring."""

    results: int
    conditions: int  # of a where clause
    reads: int  # of one process at once
    value: int  # bytes of a metadata value


_UNBOUNDED = 2**31
# SQLite takes 32,766 values a statement.
AMPLE = Limits(results=30_000, conditions=1_000, reads=1_000, value=_UNBOUNDED)
CLOUD = Limits(results=300, conditions=8, reads=4, value=4_096)


@dataclass(frozen=True)
class Access:
    """What opens a database of Chroma Cloud; the key itself says which, where that is left out."""

    api_key: str = field(repr=False)
    tenant: str = ""
    database: str = ""


@dataclass(frozen=True)
class Way:
    """An open client, how its place is called, and what it may be asked for."""

    client: ClientAPI
    title: str
    limits: Limits = AMPLE


def embedded(folder: Path) -> Way:
    """Open Chroma in a folder of this process's own.

    Raises:
        IndexUnavailable: its files cannot be opened.
    """
    title = Because("Chroma, embedded in {folder}", folder=str(folder))
    make = chromadb.PersistentClient
    return Way(_opened(title, lambda: make(str(folder), settings=_quiet())), title)


def on_server(address: str, access: Access | None = None) -> Way:
    """Open Chroma at an address: with ``access`` it is Chroma Cloud's, or speaks like it.

    Raises:
        IndexUnavailable: it does not answer, or does not let us in.
    """
    url = urlsplit(address)
    if access is None:
        title = Because("Chroma server at {address}", address=address)
        return Way(_opened(title, lambda: _server(url)), title)
    title = Because("Chroma Cloud at {address}", address=address)
    return Way(_opened(title, lambda: _cloud(url, access), secret=access.api_key), title, CLOUD)


def close(client: ClientAPI) -> None:
    """Give files and connections back; Chroma's own closing leaves those to a server open."""
    if not isinstance(client, Client):
        return
    parts = (client, client._admin_client)  # noqa: SLF001  Chroma has no other way
    servers = [getattr(part, "_server", None) for part in parts]
    client.close()
    for server in servers:
        if isinstance(server, FastAPI):
            server._session.close()  # noqa: SLF001  as above


def brief(error: BaseException, *, secret: str = "") -> str:
    """Return an error's first line, short enough for a sentence of ours, without the secret."""
    first = (str(error).splitlines() or [type(error).__name__])[0]
    return (first.replace(secret, "(the key)") if secret else first)[:200]


def conditions(clause: dict[str, Any] | None) -> int:
    """Return how many conditions a clause has, of those that our filters make."""
    return len(clause.get("$and", [clause])) if clause else 0


def size(value: object) -> int:
    """Return how many bytes a metadata value takes; a list's are those of all that it holds."""
    return sum(map(size, value)) if isinstance(value, list) else len(str(value).encode())


def _opened(title: str, make: Callable[[], ClientAPI], *, secret: str = "") -> ClientAPI:
    try:
        return make()
    except FAILURES as error:
        raise IndexUnavailable(place=title, reason=brief(error, secret=secret)) from None


def _server(url: SplitResult) -> ClientAPI:
    return chromadb.HttpClient(
        host=url.hostname or "localhost",
        port=_port(url),
        ssl=url.scheme == "https",
        settings=_quiet(),
    )


def _cloud(url: SplitResult, access: Access) -> ClientAPI:
    return chromadb.CloudClient(
        tenant=access.tenant or None,
        database=access.database or None,
        api_key=access.api_key,
        settings=_quiet(),
        cloud_host=url.hostname or "localhost",
        cloud_port=_port(url),
        enable_ssl=url.scheme == "https",
    )


def _port(url: SplitResult) -> int:
    return url.port or (443 if url.scheme == "https" else 8000)  # as ``chroma run`` has it


def _quiet() -> ChromaSettings:
    """Return settings without telemetry; new ones, as a client writes its own kind into them."""
    return ChromaSettings(anonymized_telemetry=False)
