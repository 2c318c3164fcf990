"""How benchmarks take times and print them: milliseconds, as rows of Markdown tables."""

import os
import platform
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from unittest.mock import patch


def machine(*packages: str) -> str:
    """Return what the figures come from: cores, processor, versions."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    (name, *_) = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    versions = [f"{package} {version(package)}" for package in ("numpy", *packages)]
    return ", ".join([f"{os.cpu_count()} cores of {name}", platform.python_version(), *versions])


@contextmanager
def timed(owner: Any, name: str) -> Iterator[list[float]]:
    """Collect how long each call of ``owner.name`` takes."""
    called, spent = getattr(owner, name), list[float]()

    def timing(*args: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return called(*args, **named)
        finally:
            spent.append(1_000 * (time.perf_counter() - start))

    with patch.object(owner, name, timing):
        yield spent


def milliseconds(call: Callable[[], Any]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    call()
    return 1_000 * (time.perf_counter() - start)


def shown(times: Sequence[float]) -> str:
    """Return median and 95th percentile."""
    return f"{median(times):.1f} / {quantiles(times, n=20)[-1]:.1f}"


def line(cells: Sequence[str]) -> str:
    """Return a row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def resident() -> int:
    """Return how many bytes of memory this process holds."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith("VmRSS:")]
    return int(line.split()[1]) * 1024
