"""How long work tells whoever waits for it."""

import time
from collections.abc import Callable

# Called with what is being done, how much of it is done, and how much there is (0: not known).
Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


class Speedometer:
    """How fast the running stage goes, and how long it will still take. Is told like a Progress."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began, self._began_with = 0.0, 0
        self._told = 0.0
        self.stage, self.done, self.total = "", 0, 0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note how far the work is; a new stage has a speed of its own."""
        self._told = self._clock()
        if stage != self.stage or done < self.done:
            self._began, self._began_with = self._told, done
        self.stage, self.done, self.total = stage, done, total

    @property
    def per_second(self) -> float | None:
        """How much was done in a second of this stage; None before that can be said."""
        passed = self._told - self._began
        done = self.done - self._began_with
        return done / passed if passed > 0 and done else None

    @property
    def seconds_left(self) -> float | None:
        """How long the rest of this stage takes at this speed; None before that can be said."""
        if self.total and self.done >= self.total:
            return 0.0
        per_second = self.per_second
        return (self.total - self.done) / per_second if per_second and self.total else None
