"""What a table was measured on, and its rows."""

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("streamlit", "chromadb", "sentence-transformers", "torch", "numpy")


def machine() -> str:
    """Return a line that says on what a table was measured."""
    facts = Path("/proc/cpuinfo").read_text().splitlines()
    names = {line.split(":", 1)[1].strip() for line in facts if line.startswith("model name")}
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    cores, python = len(os.sched_getaffinity(0)), platform.python_version()
    return f"{cores} cores, {', '.join(sorted(names))}; Python {python}, {versions}."


def row(cells: Sequence[str]) -> str:
    """Return a row of a Markdown table."""
    return f"| {' | '.join(cells)} |"
