"""An import that is being carried out in a thread of its own."""

import threading
from collections.abc import Callable

from recommender.errors import RecommenderError
from recommender.progress import Pace


class Running:
    """An import that is being carried out in a thread of its own, so that it can be stopped."""

    def __init__(self, work: Callable[["Running"], None]) -> None:
        self.pace = Pace()
        self.error: RecommenderError | None = None
        self.failure = ""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(work,), daemon=True, name="import")
        self._thread.start()

    def _run(self, work: Callable[["Running"], None]) -> None:
        try:
            work(self)
        except RecommenderError as error:
            self.error = error
        except Exception as error:  # the thread's end: what is not noted here is lost
            self.failure = f"{type(error).__name__}: {error}"
            raise

    @property
    def over(self) -> bool:
        """Whether it has ended, however it did."""
        return not self._thread.is_alive()

    @property
    def failed(self) -> bool:
        """Whether it broke off, or was stopped."""
        return bool(self.error or self.failure)

    def stopped(self) -> bool:
        """Return whether somebody wants it to stop."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask it to stop; the menu stays as it is."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Wait until it is over, or the seconds have passed."""
        self._thread.join(seconds)
