"""An import that is being carried out in a thread of its own."""

import logging
import threading
from collections.abc import Callable

from recommender import logs
from recommender.errors import RecommenderError
from recommender.progress import Speedometer

log = logging.getLogger(__name__)


class Running:
    """An import that is being carried out in a thread of its own, so that it can be stopped."""

    def __init__(self, work: Callable[["Running"], None]) -> None:
        self.speed = Speedometer()
        self.error: RecommenderError | None = None
        self.reference = ""  # to what went wrong and was not foreseen, in the log
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(work,), daemon=True, name="import")
        self._thread.start()

    def _run(self, work: Callable[["Running"], None]) -> None:
        try:
            work(self)
        except RecommenderError as error:
            self.error = error
        except Exception as error:  # noqa: BLE001  the thread ends: what is not noted is lost
            self.reference = logs.failure(log, error)

    @property
    def over(self) -> bool:
        """Whether it has ended, however it did."""
        return not self._thread.is_alive()

    @property
    def failed(self) -> bool:
        """Whether it broke off, or was stopped."""
        return bool(self.error or self.reference)

    def stopped(self) -> bool:
        """Return whether somebody wants it to stop."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask it to stop; the menu stays as it is."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Wait until it is over, or the seconds have passed."""
        self._thread.join(seconds)
