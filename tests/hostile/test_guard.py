"""The watch itself: it sees what it is there to see."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from guard import safely

ELSEWHERE = Path(__file__).parent / "written-by-a-test"


def _compute() -> None:
    while True:
        sum(range(100_000))


def _talk() -> None:
    with suppress(OSError, AssertionError):  # as a careless program would
        socket.create_connection(("192.0.2.1", 80), timeout=0.1)


def _write_outside() -> None:
    try:
        ELSEWHERE.write_text("here")
    finally:
        ELSEWHERE.unlink(missing_ok=True)


def _leave_behind() -> None:
    handle, _ = tempfile.mkstemp()
    os.close(handle)


def _fill() -> None:
    bytearray(os.urandom(1)) * 200_000_000


@pytest.mark.parametrize(
    ("bad", "seen"),
    [
        (_fill, "it took .* MB"),
        (_talk, "it talked to"),
        (_write_outside, "it wrote"),
        (_leave_behind, "it left"),
        (lambda: subprocess.run([sys.executable, "-c", ""], check=True), "it started"),
    ],
    ids=["memory", "network", "outside", "left", "program"],
)
def test_the_watch_sees(
    bad: Callable[[], object], seen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guard.LIMIT_BYTES", 100_000_000)
    with pytest.raises(AssertionError, match=seen), safely(tmp_path):
        bad()


def test_the_watch_breaks_off_what_never_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guard.HANG_S", 0.2)
    with pytest.raises(AssertionError, match="it hung"), safely(tmp_path):
        _compute()


def test_the_watch_lets_what_is_allowed_be(tmp_path: Path) -> None:
    with safely(tmp_path / "data"):
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "menu").write_text("here")
        shutil.rmtree(tempfile.mkdtemp())
