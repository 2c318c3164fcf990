"""Work that nobody waits for: done by a thread of its own, for the newest state only."""

import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from recommender.logs import failure

log = logging.getLogger(__name__)

State = TypeVar("State")


class Lagging(Generic[State]):
    """Does something for the newest of the states it is shown; those in between are passed over."""

    def __init__(self, do: Callable[[State], None], *, name: str, rest: float = 0.0) -> None:
        """Prepare to ``do`` it, one state after the other, in a thread that is called ``name``.

        Args:
            do: what is done for a state.
            name: of the thread.
            rest: seconds before each, so that others get the processor first; :meth:`settle` and
                :meth:`close` do without.
        """
        self._do, self._name, self._rest = do, name, rest
        self._settling = 0
        self._waiting: list[State] = []
        self._thread: threading.Thread | None = None
        self._changed = threading.Condition()
        self._closed = False

    def show(self, state: State) -> None:
        """Show a state, and return at once."""
        with self._changed:
            if self._closed:
                return
            self._waiting = [state]
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
                self._thread.start()

    @property
    def is_idle(self) -> bool:
        """Whether all is done."""
        return self._thread is None

    @property
    def is_closed(self) -> bool:
        """Whether what is under way is better left."""
        return self._closed

    def settle(self) -> None:
        """Wait until all is done."""
        with self._changed:
            self._settling += 1
            self._changed.notify_all()
            try:
                self._changed.wait_for(lambda: self._thread is None)
            finally:
                self._settling -= 1

    def close(self) -> None:
        """Wait for what is under way, and do nothing more."""
        with self._changed:
            self._closed, self._waiting = True, []
        self.settle()

    def _work(self) -> None:
        while (state := self._next()) is not None:
            try:
                self._do(state)
            except Exception as error:  # noqa: BLE001  the thread ends: what is not noted is lost
                failure(log, error)

    def _next(self) -> State | None:
        with self._changed:
            if self._waiting:
                self._changed.wait_for(lambda: self._settling or self._closed, self._rest)
            if self._waiting:
                return self._waiting.pop()
            self._thread = None
            self._changed.notify_all()
            return None
