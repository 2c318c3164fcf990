"""The imports that are under way, shared by all sessions: reloading a page loses none."""

import os
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from recommender.ui.kitchen_import import Import

KEPT_S = 12 * 3600.0  # how long an import waits for somebody to come back to it


class Imports:
    """Unfinished imports by a token that cannot be guessed. Safe to share between threads.

    Each has its files in a folder of its own, which goes when the import is forgotten, or when
    nobody looked at it for :data:`KEPT_S`. What a killed process left goes in the same way.
    """

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._clock = clock
        self._lock = threading.Lock()
        self._open: dict[str, Import] = {}

    def begin(self, files: Sequence[tuple[str, bytes]]) -> str:
        """Take what was handed in apart, and return the token under which it is kept.

        Raises:
            UnusableMenuFile: it holds no menu file, or one that cannot be read.
        """
        self._sweep()
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        begun, token = Import(files, self._folder), secrets.token_urlsafe(16)
        with self._lock:
            self._open[token] = begun
        self._touch(begun)
        return token

    def get(self, token: str) -> Import | None:
        """Return the import of this token, which is looked at now; None when there is none."""
        self._sweep()
        with self._lock:
            found = self._open.get(token)
            if found:
                self._touch(found)
        return found

    def forget(self, token: str) -> None:
        """Throw the files of an import away; one that is being carried out keeps them."""
        with self._lock:
            found = self._open.get(token)
            if found is None or found.is_running:
                return
            del self._open[token]
        found.close()

    def close(self) -> None:
        """Throw the files of all imports away."""
        with self._lock:
            left = list(self._open.values())
            self._open.clear()
        for one in left:
            one.close()

    def _touch(self, one: Import) -> None:
        with suppress(FileNotFoundError):  # thrown away by somebody else
            os.utime(one.folder, (self._clock(), self._clock()))

    def _sweep(self) -> None:
        """Forget what nobody looked at for long, but for what is being carried out."""
        with self._lock:
            left = [token for token, one in self._open.items() if self._is_left(one.folder)]
        for token in left:
            self.forget(token)
        with self._lock:
            in_use = {one.folder for one in self._open.values()}
        for folder in self._folder.glob("menu-import-*"):
            if folder not in in_use and self._is_left(folder):
                shutil.rmtree(folder, ignore_errors=True)

    def _is_left(self, folder: Path) -> bool:
        try:
            return self._clock() - folder.stat().st_mtime > KEPT_S
        except FileNotFoundError:  # somebody else was faster
            return True
