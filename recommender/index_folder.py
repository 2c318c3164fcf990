"""The folder of embedded indexes: one process owns it, and files that a crash left are told apart.

Chroma's embedded files can be lost when the process is killed while they are written, and damaged
ones can end the process when they are only read. So a marker stands beside them during each call:
a marker found on opening means that the last call never returned, and that the files must go.
"""

import os
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from recommender.because import Because
from recommender.errors import IndexUnavailable


class Generation:
    """The files of one index; the next generation takes their place when they are lost."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._marker = folder.with_name(f"{folder.name}.busy")
        self._calls = 0
        self._lock = threading.Lock()

    @property
    def is_whole(self) -> bool:
        """Whether every call to Chroma returned, as far as anybody can tell without opening it."""
        return not self._marker.exists()

    @property
    def number(self) -> int:
        """Its place among the generations of its index."""
        return int(self.folder.suffix[1:])

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Leave a marker beside the files; it stays when the call fails or never returns.

        Calls may overlap: the last one to return takes the marker away.

        Raises:
            IndexUnavailable: nothing can be written there.
        """
        with self._lock:
            try:
                self._marker.touch()
            except OSError as error:
                raise _unusable(self.folder, error) from None
            self._calls += 1
        yield
        with self._lock:
            self._calls -= 1
            if not self._calls:
                self._marker.unlink(missing_ok=True)

    def condemn(self) -> None:
        """Let nobody open these files again, whatever calls are still under way."""
        with self._lock:
            self._calls += 1
            with suppress(OSError):  # a full disk: damaged files will fail again
                self._marker.touch()

    def throw_away(self) -> None:
        """Remove the files, then the marker that says what is left of them is worthless."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._marker.unlink(missing_ok=True)


class OwnedFolder:
    """The folder of embedded indexes, owned by this process until it ends or lets go."""

    def __init__(self, folder: Path) -> None:
        with suppress(OSError):  # told by whoever wants to own it
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder = folder
        # Whichever thread opened the index first owned it for all: that of a start ends.
        self._lock = FileLock(folder / "owner.lock", thread_local=False)
        self._newest = 0

    def own(self) -> bool:
        """Try to become the owner; False when another process is.

        Raises:
            IndexUnavailable: nothing can be written there.
        """
        try:
            self._lock.acquire(timeout=0)
            (self.folder / "owner.txt").write_text(f"process {os.getpid()}\n")
        except Timeout:
            return False
        except OSError as error:
            raise _unusable(self.folder, error) from None
        return True

    def owner(self) -> str:
        """Return who last became the owner."""
        try:
            return (self.folder / "owner.txt").read_text().strip()
        except OSError:
            return "another process"

    def release(self) -> None:
        """Let another process become the owner, however often this one asked to be."""
        self._lock.release(force=True)

    def generations(self, name: str) -> list[Generation]:
        """Return what there is of the index ``name``, the newest last."""
        found = sorted(self.folder.glob(f"{name}.[0-9]*[0-9]"))
        return [Generation(folder) for folder in found]

    def next_generation(self, name: str, after: Sequence[Generation]) -> Generation:
        """Return where the index ``name`` is to be filled anew, after those that there were."""
        # No number is given twice, also where its files are gone: somebody may still hold them.
        known = max((known.number for known in after), default=0)
        self._newest = max(known, self._newest) + 1
        return Generation(self.folder / f"{name}.{self._newest:06d}")


def _unusable(folder: Path, error: OSError) -> IndexUnavailable:
    place = Because("Chroma, embedded in {folder}", folder=str(folder))
    return IndexUnavailable(place=place, reason=error.strerror or str(error))
