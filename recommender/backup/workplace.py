"""Where a backup is written or restored until it is whole: by one process, without leftovers."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from recommender.errors import FolderUnusable


@contextmanager
def workplace(place: Path) -> Iterator[Path]:
    """Yield a new folder of this process alone, which is gone afterwards.

    What a killed process left there is thrown away.

    Raises:
        FolderUnusable: another process is at work there.
    """
    lock = FileLock(place.with_name(f"{place.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        reason = "another process is writing or restoring a backup there"
        raise FolderUnusable(folder=place.parent, reason=reason) from None
    try:
        if place.exists():
            shutil.rmtree(place)
        place.mkdir(mode=0o700)
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        Path(lock.lock_file).unlink(missing_ok=True)
        lock.release()


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
