"""What can be wrong with a machine for a while, in the process that installs it."""

import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

SMALL_FILE = 1024  # bytes
BLOCK = b"\0" * 4096


@contextmanager
def _files_stay_small(_: Path) -> Iterator[None]:
    """Let no file be written beyond its first kilobyte."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL_FILE, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def _disk_is_full(data: Path) -> Iterator[None]:
    """Fill the disk of ``data``, which should be a small one, to its last byte."""
    filler = data / "filler"
    with filler.open("wb", buffering=0) as file:
        for block in (BLOCK, BLOCK[:1]):
            try:
                while file.write(block):
                    pass
            except OSError:
                continue
    yield
    filler.unlink()


FAULTS: dict[str, Callable[[Path], AbstractContextManager[None]]] = {
    "files stay small": _files_stay_small,
    "the disk is full": _disk_is_full,
}
