"""A process watched from outside: what it takes of the machine, every few seconds."""

import re
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

EVERY_S = 10.0


@dataclass(frozen=True)
class Sample:
    """What a process takes at a moment."""

    at_s: float  # since the watch began
    memory_mb: float  # resident
    files: int  # open file descriptors
    threads: int


class Watch:
    """Looks at a process until it is left; needs Linux's /proc."""

    def __init__(self, pid: int, every_s: float = EVERY_S) -> None:
        self.samples: list[Sample] = []
        self._process = Path(f"/proc/{pid}")
        self._every_s = every_s
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._left.set()
        self._thread.join()

    def now(self) -> Sample:
        """Look once."""
        status = (self._process / "status").read_text()
        return Sample(
            at_s=time.monotonic() - self._began,
            memory_mb=_number(status, "VmRSS") / 1_024,
            files=len([*(self._process / "fd").iterdir()]),
            threads=_number(status, "Threads"),
        )

    def cpu_s(self) -> float:
        """Return how many seconds of a processor the process has had."""
        fields = (self._process / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100

    def _watch(self) -> None:
        while not self._left.is_set():
            self.samples.append(self.now())
            self._left.wait(self._every_s)


def _number(status: str, name: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+)", status, re.MULTILINE)
    assert found, name
    return int(found[1])


def slope_per_hour(samples: Sequence[Sample]) -> float:
    """Return by how many MB an hour memory grows after the first third, by least squares."""
    after = [one for one in samples if one.at_s >= samples[-1].at_s / 3]
    middle_s = sum(one.at_s for one in after) / len(after)
    middle_mb = sum(one.memory_mb for one in after) / len(after)
    spread = sum((one.at_s - middle_s) ** 2 for one in after)
    along = sum((one.at_s - middle_s) * (one.memory_mb - middle_mb) for one in after)
    return 3_600 * along / spread if spread else 0.0
