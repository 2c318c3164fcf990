"""New dishes, copies, and dishes that leave the menu."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from recommender.because import Because
from recommender.catalog import Change
from recommender.dish import MAX_NAME, Dish, Problem, problems
from recommender.kitchen.desk import Decision, Desk, Dishes, named, on_menu, unusable

COPY, COPY_ES = " (copy)", " (copia)"


class Adding(Desk):
    """Verbs by which dishes come and go."""

    def check_dish(self, values: Mapping[str, Any]) -> Dish:
        """Return the dish that ``values`` make; without an id it gets a free one from its name.

        Without a currency it gets the house's.

        Raises:
            UnusableDish: the values break the rules of the menu.
        """
        filled = {name: value for name, value in values.items() if value not in ("", None)}
        if "name" in filled:
            filled.setdefault("id", self._free_id(str(filled["name"])))
        if usual := self._settled_currency():
            filled.setdefault("currency", usual)
        try:
            return Dish.model_validate(filled)
        except ValidationError as error:
            raise unusable(problems(error, filled)) from None

    def add(
        self,
        values: Mapping[str, Any],
        *,
        photo: bytes | None = None,
        photo_name: str = "",
        who: str = "staff",
    ) -> Dish:
        """Put a new dish on the menu and return it; the next search anywhere finds it.

        Raises:
            UnusableDish: the values break the rules, or the id belongs or belonged to a dish.
            UnusablePhoto: ``photo`` is not a photo that can be used.
        """
        self._new(values, self._menu, who)
        stored = None if photo is None else self._stored(photo, photo_name)

        def decide(menu: Dishes) -> Decision:
            dish = self._new(values, menu, who).model_copy(update={"photo": stored})
            return Decision([Change(dish.id, dish)], f"added {dish.name}", "add")

        return self._carry_out(decide, who=who).dishes[0]

    def _new(self, values: Mapping[str, Any], menu: Dishes, who: str) -> Dish:
        dish = self.check_dish(values)
        if dish.id in self._catalog.history.ids_like(dish.id):
            taken = Because("belongs to another dish")
            gone = Because("belongs to a dish that was removed; bring it back")
            raise unusable([Problem("id", dish.id, taken if dish.id in menu else gone)])
        return self._declared(dish, who)

    def duplicate(self, dish: str, *, who: str = "staff") -> Dish:
        """Copy a dish, to be edited; the copy is off the menu until somebody puts it back.

        Its allergens are not declared: nobody has stated yet what is in the new dish.

        Raises:
            UnknownDish: there is no such dish.
        """

        def decide(menu: Dishes) -> Decision:
            copy = self._copy(on_menu(menu, dish))
            return Decision([Change(copy.id, copy)], f"copied {menu[dish].name}", "duplicate")

        return self._carry_out(decide, who=who).dishes[0]

    def _copy(self, dish: Dish) -> Dish:
        name = dish.name[: MAX_NAME - len(COPY)] + COPY
        spanish = dish.name_es and dish.name_es[: MAX_NAME - len(COPY_ES)] + COPY_ES
        undeclared = {"allergens": None, "declared_by": "", "declared_at": None}
        fresh = {"id": self._free_id(name), "name": name, "name_es": spanish}
        off = {"available": False, "off_until": None}
        return dish.model_copy(update=fresh | undeclared | off)

    def remove(self, dishes: Sequence[str], *, who: str = "staff") -> list[Dish]:
        """Take dishes off the menu for good; they can be brought back for thirty days.

        Raises:
            UnknownDish: there is no such dish.
        """
        ids = list(dict.fromkeys(dishes))
        gone: list[Dish] = []

        def decide(menu: Dishes) -> Decision:
            gone[:] = [on_menu(menu, dish) for dish in ids]
            changes = [Change(dish, None) for dish in ids]
            return Decision(changes, f"removed {named(gone)}", "remove")

        self._carry_out(decide, who=who)
        return gone
