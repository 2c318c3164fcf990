"""Run by Python before the app it is put beside: tells on SIGUSR1 what the app holds.

With PROBE_TRACED=1 it also tells which lines of code allocated most of it, which slows the app.
"""

import ctypes
import gc
import json
import os
import resource
import signal
import tracemalloc
from collections import Counter
from contextlib import suppress
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

TOLD = 400  # types, the most numerous
LINES = 60  # of code, those that allocated most


def _counted() -> Counter[str]:
    return Counter(type(one).__qualname__ for one in gc.get_objects())


def _caches() -> dict[str, list[int]]:
    """Return for each bounded cache of ours how much it holds and at most; the fullest of a name."""
    found: dict[str, list[int]] = {}
    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper) and one.__module__.startswith("recommender"):
            held, most = one.cache_info().currsize, one.cache_info().maxsize or 0
            name = f"{one.__module__}.{one.__qualname__}"
            found[name] = max(found.get(name, [0, most]), [held, most])
    return found


def _lines() -> dict[str, list[int]]:
    """Return for each line of code how many bytes and objects it allocated that are still held."""
    if not tracemalloc.is_tracing():
        return {}
    found = tracemalloc.take_snapshot().statistics("lineno")[:LINES]
    return {str(one.traceback): [one.size, one.count] for one in found}


def _in_use_mb() -> float:
    """Return the resident memory after what the C library keeps for later was given back."""
    with suppress(OSError, AttributeError):  # another C library than GNU's
        ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def _tell(*_: Any) -> None:
    told = Path(os.environ["PROBE"])
    as_is = _counted()
    gc.collect()
    in_use_mb, held = _in_use_mb(), _counted()
    facts = {
        "sessions": as_is["AppSession"],
        "sessions_held": held["AppSession"],
        "in_use_mb": in_use_mb,
        "objects": sum(held.values()),
        "types": dict(held.most_common(TOLD)),
        "caches": _caches(),
        "lines": _lines(),
    }
    written = told.with_suffix(".part")
    written.write_text(json.dumps(facts))
    written.rename(told)


if "PROBE" in os.environ:
    if "PROBE_TRACED" in os.environ:
        tracemalloc.start(1)
    signal.signal(signal.SIGUSR1, _tell)
