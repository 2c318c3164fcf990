"""What is done once, however often and however close together it is asked for."""

import threading
from collections.abc import Callable
from typing import Any


class Once:
    """Does the first work that it is given and that succeeds.

    Streamlit answers a second click in a thread of its own while the first one's is still at work.
    """

    def __init__(self) -> None:
        """Have nothing done yet."""
        self._lock = threading.Lock()
        self._made: list[Any] = []

    @property
    def made(self) -> Any:
        """What was made; None before."""
        return next(iter(self._made), None)

    def do(self, work: Callable[[], Any]) -> Any:
        """Do ``work``, or wait for who does, and return what was made.

        Args:
            work: which leaves session state alone, and with it the guarded kitchen: looking there
                ends a drawing that another one replaces, and the work would be done again.
        """
        with self._lock:
            if not self._made:
                self._made.append(work())
            return self._made[0]
