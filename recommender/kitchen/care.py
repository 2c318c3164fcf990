"""Looking after the installation: what needs attention, and what can be thrown away."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from recommender.kitchen.attention import Attention, attention
from recommender.kitchen.desk import KEPT_DAYS, Desk
from recommender.logs import event

log = logging.getLogger(__name__)

LOOK_BACK_DAYS = 30  # searches that still tell something about the menu
LOG_KEPT_DAYS = 365


@dataclass(frozen=True)
class Swept:
    """What a sweep removed."""

    photos: int = 0
    bytes: int = 0


class Care(Desk):
    """Verbs that look at the whole installation."""

    def attention(self, *, photo_findings: Iterable[Any] = ()) -> Attention:
        """Return what needs attention on the menu and in the searches of the last thirty days.

        Args:
            photo_findings: what a look at the photos found, passed on.
        """
        since = self._today() - timedelta(days=LOOK_BACK_DAYS)
        return attention(
            list(self._menu.values()),
            unmatched=self._search_log.unmatched(since),
            unopened=self._search_log.unopened(since),
            shown=self._search_log.shown(since),
            photo_findings=photo_findings,
        )

    def sweep(self, now: datetime | None = None) -> Swept:
        """Remove photos that nothing needs, and counts of searches that are a year old.

        Thumbnails of the menu that are lost or cut off are made again.

        A photo is needed by a dish, and by what happened in the last thirty days: it comes back
        with an undo. One that was stored or meant to be used since then is left for an import
        that is still running, or was broken off.
        """
        moment = now or self._clock()
        since = moment - timedelta(days=KEPT_DAYS)
        # In this order: what leaves the menu meanwhile is in the history when that is read.
        shown = {dish.photo for dish in self._menu.values() if dish.photo}
        needed = self._catalog.history.photos_since(since)
        for photo in shown:
            self._photos.mend_thumbnail(photo)
        sizes = self._photos.sweep(needed | shown, before=since.timestamp())
        self._search_log.forget(moment.date() - timedelta(days=LOG_KEPT_DAYS))
        event(log, "sweep", photos=len(sizes), bytes=sum(sizes))
        return Swept(len(sizes), sum(sizes))

    def _today(self) -> date:
        return self._clock().astimezone().date()
