"""An import through the page: what was handed in, its columns, its plan, and its running."""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from recommender.catalog import Revision
from recommender.kitchen import Kitchen, Plan
from recommender.menu_file import (
    Delivery,
    PhotoMatches,
    Preview,
    look_into,
    open_delivery,
)
from recommender.ui.kitchen_running import Running

Mapped = Mapping[str, str | None]


class Import:
    """What one person is importing: the files in a folder of their own, which ends with this."""

    def __init__(self, files: Sequence[tuple[str, bytes]], folder: Path | None = None) -> None:
        """Take what was handed in apart, into a new folder in ``folder``.

        Raises:
            UnusableMenuFile: it holds no menu file, or one that cannot be read.
        """
        self._own = TemporaryDirectory(prefix="menu-import-", dir=folder)
        self.folder = Path(self._own.name)
        try:
            self.delivery: Delivery = open_delivery(files, self.folder)
            self.preview: Preview = look_into(self.delivery.menu)
        except BaseException:
            self._own.cleanup()  # what is refused may be large
            raise
        self.mapping: Mapped = self.preview.mapping  # as a person settled it last
        self.plan: Plan | None = None
        self.matches = PhotoMatches()
        self.running: Running | None = None
        self.removed = 0  # dishes, as it was started
        self.written: Revision | None = None  # what it became; None: it changed nothing
        self._lock = threading.Lock()  # two tabs, or two clicks, begin it once
        self._planned_for: tuple[Mapped, Revision] | None = None

    @property
    def name(self) -> str:
        """The menu file's."""
        return self.preview.name

    def planned(self, kitchen: Kitchen, mapping: Mapped, *, revision: Revision) -> Plan:
        """Return the plan with the columns that a person settled, for the menu of ``revision``.

        Photos are matched when some were handed in; else every dish keeps its own.

        Raises:
            UnclearColumns: the mapping leaves out what every dish needs.
        """
        if self.plan is None or self._planned_for != (mapping, revision):
            self.plan, self.matches = kitchen.plan_delivery(self.delivery, mapping)
            self._planned_for = (mapping, revision)
        self.mapping = mapping
        return self.plan

    def start(self, kitchen: Kitchen, *, good_only: bool, remove_missing: bool, who: str) -> None:
        """Carry the plan out, in the background; what is begun already goes on as it was."""
        plan = self.plan
        assert plan is not None
        # Taken here, where it is known who asks: the thread belongs to no session.
        apply = kitchen.apply

        def work(running: Running) -> None:
            self.written = apply(
                plan,
                good_only=good_only,
                remove_missing=remove_missing,
                cancelled=running.stopped,
                progress=running.speed,
                who=who,
            )

        with self._lock:
            if self.running is None:
                self.removed = len(plan.missing) if remove_missing else 0
                self.running = Running(work)

    @property
    def is_running(self) -> bool:
        """Whether it is being carried out right now."""
        running = self.running
        return running is not None and not running.over

    def again(self) -> None:
        """Let what could not be carried out be looked at again."""
        with self._lock:
            if self.running and self.running.over and self.running.failed:
                self.running = None

    def close(self) -> None:
        """Throw the files away."""
        self._own.cleanup()
