"""The restaurant's own settings: what they are, who settled them when, and their past."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import sqlalchemy as sa

from recommender.catalog.database import reading, writing
from recommender.catalog.tables import houses
from recommender.house import House

# Asked for every page that is drawn: putting the query together takes longer than answering it.
_NEWEST = sa.select(houses).order_by(houses.c.number.desc()).limit(1)


@dataclass(frozen=True)
class Furnished:
    """The restaurant as somebody settled it."""

    house: House
    who: str
    at: datetime


class Houses:
    """Reads and writes the settings. They change no dish, so they are no part of its history."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def newest(self) -> Furnished | None:
        """Return the settings as they are; None before anybody settled them."""
        with reading(self._engine) as connection:
            return _newest(connection)

    def past(self) -> list[Furnished]:
        """Return the settings as they were and are, the newest first."""
        with reading(self._engine) as connection:
            rows = connection.execute(sa.select(houses).order_by(houses.c.number.desc())).all()
        return [_furnished(row) for row in rows]

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
    return _furnished(row) if row else None


def _furnished(row: sa.Row[tuple[object, ...]]) -> Furnished:
    return Furnished(_house(row.body), row.who, datetime.fromisoformat(row.at))


@lru_cache(maxsize=4)
def _house(body: str) -> House:
    return House.model_validate_json(body)
