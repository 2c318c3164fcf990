"""Places at which the process ends at once, as by SIGKILL, the n-th time that it comes by."""

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import chromadb
import sqlalchemy as sa

from recommender import index, index_folder
from recommender.engine import Engine
from recommender.photos import store


def end() -> None:
    """End this process as ``kill -9`` does."""
    os.kill(os.getpid(), signal.SIGKILL)


class Countdown:
    """Lets pass until the n-th time."""

    def __init__(self, times: int) -> None:
        self.left = times

    def due(self) -> bool:
        self.left -= 1
        return self.left == 0

    def __call__(self, *_: Any, **__: Any) -> None:
        if self.due():
            end()


def _before(owner: Any, name: str, times: int) -> None:
    countdown, real = Countdown(times), getattr(owner, name)

    def ending(*args: Any, **named: Any) -> Any:
        countdown()
        return real(*args, **named)

    setattr(owner, name, ending)


def _after(owner: Any, name: str, times: int) -> None:
    countdown, real = Countdown(times), getattr(owner, name)

    def ending(*args: Any, **named: Any) -> Any:
        result = real(*args, **named)
        countdown()
        return result

    setattr(owner, name, ending)


def _in_transaction(times: int) -> None:
    sa.event.listen(sa.Engine, "commit", Countdown(times))


def _between_catalog_and_index(times: int) -> None:
    _before(Engine, "follow", times)


def _half_a_photo_written(times: int) -> None:
    countdown, real = Countdown(times), os.fdopen

    class Half:
        def __init__(self, handle: int, *_: Any) -> None:
            self.handle, self.file = handle, None

        def __enter__(self) -> Any:
            if countdown.due():
                return self
            self.file = real(self.handle, "wb")
            return self.file

        def write(self, data: bytes) -> None:
            os.write(self.handle, data[: len(data) // 2])
            end()

        def __exit__(self, *_: object) -> None:
            if self.file:
                self.file.close()

    store.os.fdopen = Half  # type: ignore[assignment]


def _of_photos(path: Path) -> bool:
    return path.suffix == ".part"


def _of_markers(path: Path) -> bool:
    return path.suffix == ".busy"


def _before_path(name: str, chosen: Callable[[Path], bool]) -> Callable[[int], None]:
    def install(times: int) -> None:
        countdown, real = Countdown(times), getattr(Path, name)

        def ending(self: Path, *args: Any, **named: Any) -> Any:
            if chosen(self):
                countdown()
            return real(self, *args, **named)

        setattr(Path, name, ending)

    return install


def _after_a_photo_s_rename(times: int) -> None:
    _after(Path, "replace", times)


def _on_collection(where: Callable[[Any, str, int], None], name: str) -> Callable[[int], None]:
    return lambda times: where(chromadb.Collection, name, times)


def _while_opening(times: int) -> None:
    _after(index, "embedded", times)


def _while_old_files_go(times: int) -> None:
    countdown, real = Countdown(times), shutil.rmtree

    def halfway(folder: Path, *args: Any, **named: Any) -> None:
        if countdown.due():
            for file in sorted(Path(folder).rglob("*.bin"))[:2]:
                file.unlink()
            end()
        real(folder, *args, **named)

    index_folder.shutil.rmtree = halfway  # type: ignore[assignment]


POINTS: dict[str, Callable[[int], None]] = {
    "in a transaction, before it commits": _in_transaction,
    "between catalog and index": _between_catalog_and_index,
    "half a photo written": _half_a_photo_written,
    "before a photo's rename": _before_path("replace", _of_photos),
    "after a photo's rename": _after_a_photo_s_rename,
    "before a batch enters the index": _on_collection(_before, "upsert"),
    "between two batches of the index": _on_collection(_after, "upsert"),
    "before the index notes its revision": _on_collection(_before, "modify"),
    "before a marker is taken away": _before_path("unlink", _of_markers),
    "while the index is opened": _while_opening,
    "while an old index is thrown away": _while_old_files_go,
}
