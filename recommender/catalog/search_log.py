"""What guests ask and what they are shown: counted by day on this machine, without the guests.

Kept are folded words, dishes and numbers; no time of day, no address, no session. Counting is
no change of the menu and raises no revision.
"""

import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from recommender.catalog.database import sqlite, writing
from recommender.catalog.tables import searches, showings
from recommender.dish import clean, fold
from recommender.errors import FolderUnusable

log = logging.getLogger(__name__)

MAX_WORDS = 80  # characters that are kept: a craving, not a letter
MAX_SEARCHES_A_DAY = 5_000  # different words: nobody fills the disk by asking
_PERSONAL = re.compile(r"@|\d{5}")  # an address, a telephone number: not a craving
WAIT_S = 0.2  # a guest does not wait longer for a count; it is left out then

_ASKED = sa.text("""
    INSERT INTO searches (day, words, asked, unmatched, opened, matches)
    VALUES (:day, :words, 1, :unmatched, 0, :matches)
    ON CONFLICT (day, words) DO UPDATE SET asked = searches.asked + 1,
    unmatched = searches.unmatched + excluded.unmatched, matches = excluded.matches
""")
_SHOWN = sa.text("""
    INSERT INTO showings (day, dish, shown, opened) VALUES (:day, :dish, :shown, :opened)
    ON CONFLICT (day, dish) DO UPDATE SET
    shown = showings.shown + excluded.shown, opened = showings.opened + excluded.opened
""")


@dataclass(frozen=True)
class SearchCount:
    """How often words were asked, found nothing, and led to a dish; ``matches`` is the most."""

    words: str
    asked: int
    unmatched: int
    opened: int
    matches: int


class SearchLog:
    """Counts searches and showings. A count that cannot be written is left out, never an error."""

    def __init__(self, file: Path, *, on: bool) -> None:
        self._engine = sqlite(file, wait_s=WAIT_S)
        self.on = on

    def close(self) -> None:
        """Give the database's files back."""
        self._engine.dispose()

    def log_search(
        self, words: str, *, no_match: bool, shown: Sequence[str], day: date | None = None
    ) -> None:
        """Count a search, and the dishes that it showed.

        Args:
            words: as the guest wrote them; empty for browsing and for a photo.
            no_match: nothing on the menu was what was asked.
            shown: ids of the dishes on the guest's screen.
            day: today unless told.
        """
        matches = 0 if no_match else len(shown)
        facts = {"words": _kept(words), "unmatched": int(no_match), "matches": matches}

        def count(connection: sa.Connection) -> None:
            if facts["words"] and _has_room(connection, _day(day), _kept(words)):
                connection.execute(_ASKED, facts | {"day": _day(day)})
            _count(connection, _day(day), shown, shown=1)

        self._write(count)

    def log_opened(self, words: str, dish: str, *, day: date | None = None) -> None:
        """Count that a dish was opened, from the results of a search if there are words."""
        mine = (searches.c.day == _day(day)) & (searches.c.words == _kept(words))

        def count(connection: sa.Connection) -> None:
            connection.execute(searches.update().where(mine).values(opened=searches.c.opened + 1))
            _count(connection, _day(day), [dish], opened=1)

        self._write(count)

    def unmatched(self, since: date) -> list[SearchCount]:
        """Return what was asked since that day and found nothing, the most frequent first."""
        return [count for count in self._counts(since) if count.unmatched]

    def unopened(self, since: date) -> list[SearchCount]:
        """Return what found dishes since that day of which nobody opened one."""
        return [c for c in self._counts(since) if c.asked > c.unmatched and not c.opened]

    def shown(self, since: date) -> Mapping[str, int]:
        """Return how often each dish was shown since that day."""
        query = sa.select(showings.c.dish, sa.func.sum(showings.c.shown))
        query = query.where(showings.c.day >= since.isoformat()).group_by(showings.c.dish)
        with self._engine.connect() as connection:
            return {dish: int(times) for dish, times in connection.execute(query)}

    def forget(self, before: date) -> None:
        """Forget what was counted before that day."""
        with writing(self._engine) as connection:
            for table in (searches, showings):
                connection.execute(table.delete().where(table.c.day < before.isoformat()))

    def _counts(self, since: date) -> list[SearchCount]:
        rows = searches.c
        sums = [sa.func.sum(column) for column in (rows.asked, rows.unmatched, rows.opened)]
        query: sa.Select[Any] = (
            sa.select(rows.words, *sums, sa.func.max(rows.matches))
            .where(rows.day >= since.isoformat())
            .group_by(rows.words)
            .order_by(sums[0].desc(), rows.words)
        )
        with self._engine.connect() as connection:
            return [SearchCount(*counted) for counted in connection.execute(query)]

    def _write(self, count: Callable[[sa.Connection], None]) -> None:
        if not self.on:
            return
        try:
            with writing(self._engine) as connection:
                count(connection)
        except FolderUnusable as error:  # the guest's page is worth more than the count
            log.warning("A search was not counted: %s", error)


def _kept(words: str) -> str:
    folded = fold(clean(words))[:MAX_WORDS].strip()
    return "" if _PERSONAL.search(folded) else folded


def _day(day: date | None) -> str:
    return (day or date.today()).isoformat()


def _has_room(connection: sa.Connection, day: str, words: str) -> bool:
    """Return whether these words may be counted: the day is not full, or knows them already."""
    today = sa.select(sa.func.count()).where(searches.c.day == day)
    if int(connection.execute(today).scalar() or 0) < MAX_SEARCHES_A_DAY:
        return True
    return bool(connection.execute(today.where(searches.c.words == words)).scalar())


def _count(
    connection: sa.Connection, day: str, dishes: Iterable[str], *, shown: int = 0, opened: int = 0
) -> None:
    rows = [
        {"day": day, "dish": d, "shown": shown, "opened": opened} for d in dict.fromkeys(dishes)
    ]
    if rows:
        connection.execute(_SHOWN, rows)
