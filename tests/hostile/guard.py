"""Watches what the program does while it is given something bad.

It may take five seconds and a gigabyte, write in its own folder, and talk to nobody.
"""

import signal
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

import pytest

LIMIT_S = 5.0  # of computing
HANG_S = 60.0  # by the clock: other work may keep the machine busy
LIMIT_BYTES = 1_000_000_000
LOOPBACK = ("127.0.0.1", "::1", "localhost", "0.0.0.0", None, "")
STATUS, FORGET_PEAK = Path("/proc/self/status"), Path("/proc/self/clear_refs")
WRITING = frozenset("wax+")
MOVES = {"os.rename", "os.link", "os.symlink"}  # two paths
CHANGES = {"os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.chmod", "os.chown", *MOVES}
PROGRAMS = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "pty.spawn"}


class Watch:
    """Notes what is written, whom is talked to and what is started, while it is looking."""

    def __init__(self) -> None:
        self.looking = False
        self.written: list[str] = []
        self.called: list[str] = []
        self.started: list[str] = []
        sys.addaudithook(self._noted)

    def begin(self) -> None:
        self.written, self.called, self.started = [], [], []
        self.looking = True

    def _noted(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.looking:
            return
        if event == "open" and _is_for_writing(args[1], args[2]):
            self.written.append(str(args[0]))
        elif event in CHANGES:
            paths = args[: 2 if event in MOVES else 1]
            self.written += [_located(path, args[-1]) for path in paths]
        elif event in PROGRAMS:
            self.started.append(f"{event} {args[0]}")


@contextmanager
def _noting_calls() -> Iterator[None]:
    """Note whom is talked to, also where the program swallows that it could not."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connected(self: socket.socket, address: Any) -> None:
        WATCH.called += [str(address)] * (address[0] not in LOOPBACK)
        connect(self, address)

    def looked_up(host: Any, *args: Any, **named: Any) -> Any:
        WATCH.called += [str(host)] * (host not in LOOPBACK)
        return look_up(host, *args, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connected)
        patch.setattr(socket, "getaddrinfo", looked_up)
        yield


def _is_for_writing(mode: Any, flags: Any) -> bool:
    if isinstance(mode, str):
        return bool(WRITING & set(mode))
    return bool(isinstance(flags, int) and flags & 3)  # O_WRONLY, O_RDWR


WATCH = Watch()


@contextmanager
def safely(*folders: Path) -> Iterator[None]:
    """Fail when what is done inside takes, writes or calls more than it may.

    Args:
        folders: where it may write; temporary files are allowed besides, but must be gone in
            the end.
    """
    memory, began, clock = _begin_peak(), time.process_time(), time.monotonic()
    with TemporaryDirectory(prefix="watched-") as temporary:
        WATCH.begin()
        try:
            with _no_hang(), _noting_calls(), pytest.MonkeyPatch.context() as patch:
                patch.setattr(tempfile, "tempdir", temporary)
                yield
        finally:
            WATCH.looking = False
        left = [file.name for file in Path(temporary).iterdir()]
        allowed = [folder.resolve() for folder in (*folders, Path(temporary))]
    took, waited = time.process_time() - began, time.monotonic() - clock
    grown = _peak() - memory
    assert took < LIMIT_S, f"it took {took:.1f} s"
    assert waited < HANG_S, f"it took {waited:.0f} s by the clock"
    assert grown < LIMIT_BYTES, f"it took {grown / 1e6:.0f} MB"
    assert not WATCH.called, f"it talked to {WATCH.called}"
    assert not WATCH.started, f"it started {WATCH.started}"
    outside = [path for path in WATCH.written if not _may_write(path, allowed)]
    assert not outside, f"it wrote {outside}"
    assert not left, f"it left {left}"


def _located(path: Any, folder: Any) -> str:
    """Return a path in full; one that is named from an open folder begins there."""
    if isinstance(folder, int) and folder > 2 and not Path(str(path)).is_absolute():
        return str(Path(f"/proc/self/fd/{folder}").readlink() / str(path))
    return str(path)


def _may_write(path: str, allowed: list[Path]) -> bool:
    if path.isdecimal() or path.startswith(("/dev/", "/proc/")) or "__pycache__" in path:
        return True  # a handle that is open already, or Python's own
    place = Path(path).absolute().parent.resolve() / Path(path).name
    return any(place.is_relative_to(folder) for folder in allowed)


@contextmanager
def _no_hang() -> Iterator[None]:
    """Break off what never ends, where the system can."""

    def broken_off(_: int, __: FrameType | None) -> None:
        raise AssertionError(f"it hung for {HANG_S:.0f} s")

    before = signal.signal(signal.SIGALRM, broken_off)
    signal.setitimer(signal.ITIMER_REAL, HANG_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _begin_peak() -> int:
    """Let the peak of this process's memory begin anew, and return what it has now."""
    FORGET_PEAK.write_text("5")
    return _status("VmRSS")


def _peak() -> int:
    return _status("VmHWM")


def _status(field: str) -> int:
    line = next(one for one in STATUS.read_text().splitlines() if one.startswith(field))
    return int(line.split()[1]) * 1024
