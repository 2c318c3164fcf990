"""Which dishes are still those of the demo menu."""

from recommender.catalog import Catalog
from recommender.dish import Dish
from recommender.kitchen.desk import FIRST_START


class Demo:
    """The dishes of the demo menu as they were laid; none where staff began without it."""

    def __init__(self, catalog: Catalog) -> None:
        first = catalog.history.change_set(1)
        laid = first is not None and first.who == FIRST_START
        changes = catalog.history.changes(1) if laid else []
        self._dishes = {change.dish: change.after for change in changes}

    def has(self, dish: Dish | None) -> bool:
        """Return whether a dish is the demo's: nobody stated anything else of its allergens.

        A sold-out tap or another price makes no dish one's own.
        """
        laid = self._dishes.get(dish.id) if dish else None
        return laid is not None and _stated(laid) == _stated(dish)


def _stated(dish: Dish | None) -> tuple[object, ...]:
    return (dish.name, dish.allergens, dish.declared_by, dish.declared_at) if dish else ()
