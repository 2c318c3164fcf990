"""Which dishes are still those of the demo menu."""

import logging

from recommender.catalog import Catalog, DishChange
from recommender.dish import Dish
from recommender.errors import HistoryDamaged
from recommender.kitchen.desk import FIRST_START

log = logging.getLogger(__name__)


class Demo:
    """The dishes of the demo menu as they were laid; none where staff began without it."""

    def __init__(self, catalog: Catalog) -> None:
        first = catalog.history.change_set(1)
        laid = first is not None and first.who == FIRST_START
        told = catalog.history.changes_or_damages(1) if laid else []
        self._dishes = {one.dish: one.after for one in told if isinstance(one, DishChange)}
        damages = [one for one in told if isinstance(one, HistoryDamaged)]
        self._unknown = {str(damage.facts["dish"]) for damage in damages}
        for damage in damages:
            log.warning("%s", damage)

    def has(self, dish: Dish | None) -> bool:
        """Return whether a dish is the demo's: nobody stated anything else of its allergens.

        A sold-out tap or another price makes no dish one's own. One of which nobody knows any more
        how it was laid is the demo's, unless somebody declared it by name.
        """
        if dish is None:
            return False
        if dish.id in self._unknown:
            return not dish.declared_by
        laid = self._dishes.get(dish.id)
        return laid is not None and _stated(laid) == _stated(dish)


def _stated(dish: Dish) -> tuple[object, ...]:
    return (dish.name, dish.allergens, dish.declared_by, dish.declared_at)
