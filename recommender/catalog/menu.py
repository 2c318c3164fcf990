"""The menu as it is: read whole once, and after a change only what changed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import sqlalchemy as sa
from pydantic import ValidationError

from recommender import garbage
from recommender.because import Because
from recommender.catalog.bodies import read_dish
from recommender.catalog.changes import Revision, changed_since, known, newest
from recommender.catalog.database import chunks
from recommender.catalog.tables import dishes
from recommender.dish import Dish
from recommender.errors import CatalogDamaged


@dataclass(frozen=True)
class Menu:
    """All dishes at one revision, in the order in which they came."""

    revision: Revision = Revision()
    dishes: MappingProxyType[str, Dish] = field(default_factory=lambda: MappingProxyType({}))


def read_menu(connection: sa.Connection, old: Menu) -> Menu:
    """Return the menu as it is; ``old`` is the menu as it was read before."""
    revision = newest(connection)
    if old.revision.number == 0 or not known(connection, old.revision):
        return Menu(revision, MappingProxyType(_whole(connection)))
    changed = changed_since(connection, old.revision.number)
    now = _read(connection, sorted(changed))
    if now.keys() <= old.dishes.keys():
        return Menu(revision, MappingProxyType(_patched(old.dishes, now, changed - now.keys())))
    # New ones come last; one that takes its old place again stands among the others.
    tail = _from_the_first(connection, now.keys() - old.dishes.keys())
    found = _patched(old.dishes, now, changed - now.keys())
    for dish in tail:
        found[dish] = found.pop(dish)
    return Menu(revision, MappingProxyType(found))


def _from_the_first(connection: sa.Connection, new: Collection[str]) -> Sequence[str]:
    """Return the ids of all dishes from the first of ``new`` on, in the order of the menu."""
    places = sa.select(sa.func.min(dishes.c.position))
    first = min(
        connection.execute(places.where(dishes.c.id.in_(chunk))).scalar_one()
        for chunk in chunks(sorted(new))
    )
    after = sa.select(dishes.c.id).where(dishes.c.position >= first)
    return connection.execute(after.order_by(dishes.c.position)).scalars().all()


def _patched(
    old: MappingProxyType[str, Dish], changed: Mapping[str, Dish], gone: Collection[str]
) -> dict[str, Dish]:
    found = old.copy()  # 2 ms of 100,000 dishes; looking up each of them takes 48
    found.update(changed)  # what changed keeps its place
    for dish in gone:
        found.pop(dish, None)
    return found


def _whole(connection: sa.Connection) -> dict[str, Dish]:
    bodies = connection.execute(sa.select(dishes.c.body).order_by(dishes.c.position)).scalars()
    with garbage.none_made():
        return _by_id(connection, bodies)


def _read(connection: sa.Connection, ids: list[str]) -> dict[str, Dish]:
    found: dict[str, Dish] = {}
    for chunk in chunks(ids):
        query = sa.select(dishes.c.body).where(dishes.c.id.in_(chunk))
        found |= _by_id(connection, connection.execute(query).scalars())
    return found


def _by_id(connection: sa.Connection, bodies: Iterable[str]) -> dict[str, Dish]:
    try:
        return {dish.id: dish for dish in map(read_dish, bodies)}
    except ValidationError as error:
        reason = Because("a dish in it cannot be read")
        raise CatalogDamaged(file=connection.engine.url.database, reason=reason) from error
