"""The restaurant's own settings: what they are, who settled them when, and their past."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError

from recommender.catalog.database import reading, writing
from recommender.catalog.readable import moment
from recommender.catalog.tables import houses
from recommender.house import House

log = logging.getLogger(__name__)

_PAST = sa.select(houses).order_by(houses.c.number.desc())
# Asked for every page that is drawn: putting the query together takes longer than answering it.
_NEWEST = _PAST.limit(1)


@dataclass(frozen=True)
class Furnished:
    """The restaurant as somebody settled it; ``at`` is None where its row is damaged there."""

    house: House
    who: str
    at: datetime | None


class Houses:
    """Reads and writes the settings. They change no dish, so they are no part of its history.

    Settings that cannot be read any more are passed over, and the log says so: those before them
    are in force, so that guests find the menu.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def newest(self) -> Furnished | None:
        """Return the settings as they are; None before anybody settled them."""
        with reading(self._engine) as connection:
            return _newest(connection)

    def past(self) -> list[Furnished]:
        """Return the settings as they were and are, the newest first."""
        with reading(self._engine) as connection:
            return list(_past(connection))

    def write(
        self, decide: Callable[[House | None], House], *, who: str, at: datetime
    ) -> Furnished:
        """Settle what ``decide`` makes of the settings as they are, in one transaction.

        Nothing is written when it leaves them as they are.
        """
        with writing(self._engine) as connection:
            before = _newest(connection)
            house = decide(before.house if before else None)
            if before and before.house == house:
                return before
            row = {"at": at.isoformat(timespec="seconds"), "who": who}
            connection.execute(houses.insert().values(row | {"body": house.model_dump_json()}))
            return Furnished(house, who, at)


def _newest(connection: sa.Connection) -> Furnished | None:
    row = connection.execute(_NEWEST).first()
    found = _furnished(row) if row else None
    return found or next(_past(connection), None)


def _past(connection: sa.Connection) -> Iterator[Furnished]:
    rows = connection.execute(_PAST).all()
    return (found for row in rows if (found := _furnished(row)))


def _furnished(row: sa.Row[Any]) -> Furnished | None:
    house = _house(row.number, row.body)
    return Furnished(house, row.who, moment(row.at)) if house else None


@lru_cache(maxsize=4)
def _house(number: int, body: str) -> House | None:
    try:
        return House.model_validate_json(body)
    except ValidationError:  # told once, not for every page
        log.warning("Settings of the restaurant cannot be read (row %s): passed over", number)
        return None
