"""What all sessions share, made once and kept; no visitor can throw it away.

Streamlit's own caches are emptied by a message that every visitor's browser may send. It would
close the menu while others read it, end their imports, and forget the wrong passwords.
"""

import math
import threading
import time
from collections.abc import Callable
from functools import update_wrapper
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Shared(Generic[Made]):
    """An object that is made when it is first asked for; safe to be asked for by many at once."""

    def __init__(
        self,
        make: Callable[[], Made],
        *,
        release: Callable[[Made], object] | None = None,
        kept_s: float = math.inf,
    ) -> None:
        """Prepare to make it.

        Args:
            make: makes it; when it raises, the next one who asks tries again.
            release: gives back what it holds, before another is made.
            kept_s: after so many seconds it is made anew.
        """
        self._make, self._release, self._kept_s = make, release, kept_s
        self._lock = threading.RLock()
        self._made: list[Made] = []
        self._since = 0.0
        update_wrapper(self, make)

    def __call__(self) -> Made:
        """Return it."""
        with self._lock:
            if self._made and time.monotonic() - self._since > self._kept_s:
                self.clear()
            if not self._made:
                self._made, self._since = [self._make()], time.monotonic()
            return self._made[0]

    def clear(self) -> None:
        """Give it back; the next one who asks gets another."""
        with self._lock:
            for one in self._made:
                if self._release:
                    self._release(one)
            self._made = []


def shared(*, release: Callable[[Made], object]) -> Callable[[Callable[[], Made]], Shared[Made]]:
    """Let what a function makes be shared by all sessions; ``release`` gives back what it holds."""
    return lambda make: Shared(make, release=release)
