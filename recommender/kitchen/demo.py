"""Which dishes are still those of the demo menu."""

import logging

from recommender.catalog import Catalog
from recommender.dish import Dish
from recommender.errors import HistoryDamaged
from recommender.kitchen.desk import FIRST_START

log = logging.getLogger(__name__)


class Demo:
    """The dishes of the demo menu as they were laid; none where staff began without it."""

    def __init__(self, catalog: Catalog) -> None:
        first = catalog.history.change_set(1)
        laid = first is not None and first.who == FIRST_START
        self._dishes = _laid(catalog) if laid else {}

    def has(self, dish: Dish | None) -> bool:
        """Return whether a dish is the demo's: nobody stated anything else of its allergens.

        A sold-out tap or another price makes no dish one's own.
        """
        laid = self._dishes.get(dish.id) if dish else None
        return laid is not None and _stated(laid) == _stated(dish)


def _laid(catalog: Catalog) -> dict[str, Dish | None]:
    try:
        return {change.dish: change.after for change in catalog.history.changes(1)}
    except HistoryDamaged as error:  # then all dishes count as one's own: none is removed unasked
        log.warning("%s", error)
        return {}


def _stated(dish: Dish | None) -> tuple[object, ...]:
    return (dish.name, dish.allergens, dish.declared_by, dish.declared_at) if dish else ()
