"""The real app in a process of its own, started as the README says.

Without Chromium the tests that need it are skipped, but never where ``CI`` is set.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from recommender.config import PROJECT

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
START_LIMIT_S = 120


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running(port: int, data: Path, chosen: dict[str, str], *options: str) -> Iterator[str]:
    """Run the app on a data folder with settings and Streamlit's options; yield its address."""
    if CHROMIUM is None:
        assert not os.environ.get("CI"), "Chromium must be there in CI: install it"
        pytest.skip("Chromium is not installed")
    surroundings = os.environ | {"RECOMMENDER_DATA": str(data), "HF_HUB_OFFLINE": "1"} | chosen
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    own = ["--server.headless=true", f"--server.port={port}", *options]
    with subprocess.Popen(command + own, cwd=PROJECT, env=surroundings) as app:
        found = f"http://127.0.0.1:{port}"
        _wait_until_up(found)
        yield found
        app.terminate()


def _wait_until_up(address: str) -> None:
    limit = time.monotonic() + START_LIMIT_S
    while time.monotonic() < limit:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
        except OSError:
            continue
        return
    raise TimeoutError(f"the app did not start within {START_LIMIT_S} s")
