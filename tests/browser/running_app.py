"""The real app in a process of its own, started as the README says; it can be killed and come back."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from recommender.config import PROJECT
from recommender.people import hash_password

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
START_LIMIT_S = 120
LOOK_S = 0.05  # how often what is waited for is looked at
PASSWORD = "saffron and smoke"


def people() -> str:
    """Return the setting that lets Ana in, an owner, with ``PASSWORD``."""
    return json.dumps({"Ana": {"role": "owner", "password_hash": hash_password(PASSWORD)}})


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def until(holds: Callable[[], object], limit_s: float, what: str) -> None:
    """Wait until something holds.

    Raises:
        TimeoutError: it does not within the limit.
    """
    limit = time.monotonic() + limit_s
    pause = threading.Event()
    while not holds():
        if time.monotonic() > limit:
            raise TimeoutError(f"{what}: not within {limit_s:.0f} s")
        pause.wait(LOOK_S)


class App:
    """The app on one data folder and one address, however often it is started."""

    def __init__(
        self,
        data: Path,
        *options: str,
        port: int | None = None,
        output: Path | None = None,
        **settings: str,
    ) -> None:
        """Prepare to start it; without Chromium its tests are skipped, but never in CI.

        Args:
            data: the data folder.
            options: of Streamlit.
            port: of this machine; a free one unless told.
            output: the file that keeps what it writes; else that is seen among the tests' own.
            settings: those of ``RECOMMENDER_<NAME>``, by their names.
        """
        if CHROMIUM is None:
            assert not os.environ.get("CI"), "Chromium must be there in CI: install it"
            pytest.skip("Chromium is not installed")
        self.data = data
        self._output = output
        port = port or free_port()
        self.address = f"http://127.0.0.1:{port}"
        named = {f"RECOMMENDER_{name.upper()}": value for name, value in settings.items()}
        own = {"RECOMMENDER_DATA": str(data), "HF_HUB_OFFLINE": "1"}
        self._surroundings = os.environ | own | named
        self._options = ["--server.headless=true", f"--server.port={port}", *options]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Start it and wait until it answers."""
        command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
        with self._output.open("ab") if self._output else nullcontext() as output:
            self._process = subprocess.Popen(
                command + self._options,
                cwd=PROJECT, env=self._surroundings, stdout=output, stderr=output,
            )  # fmt: skip
        until(self._answers, START_LIMIT_S, "the app's start")
        return self

    @property
    def pid(self) -> int:
        """The number of its process, while it runs."""
        assert self._process
        return self._process.pid

    def _answers(self) -> bool:
        assert self._process
        assert self._process.poll() is None, "the app ended before it answered"
        try:
            urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=1)
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """End it in the midst of whatever it does, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it as an operator does."""
        self._end(signal.SIGTERM)

    def interrupt(self) -> int:
        """End it as Ctrl+C does, and return the status of its process."""
        assert self._process
        process = self._process
        self._end(signal.SIGINT)
        return process.returncode

    def _end(self, how: signal.Signals) -> None:
        if self._process:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
