"""Sold out and back again: a matter of the hour, never of encoding."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo

from recommender.because import Because
from recommender.catalog import Change, Verb
from recommender.dish import Dish, Problem
from recommender.errors import UnusableDish
from recommender.kitchen.desk import Decision, Desk, Dishes, named, on_menu

CLOCK = "clock"  # who brings dishes back when their time has come


def end_of_service(now: datetime, hour: time, zone: tzinfo | None = None) -> datetime:
    """Return when service ends: the next ``hour`` on the clock of ``zone``, always after ``now``.

    Without a zone it is this machine's clock.
    A service that began before midnight ends on the next day; where clocks are changed in
    between, it still ends at the hour that the clock on the wall shows.
    """
    wall = now.astimezone(zone).replace(tzinfo=None)
    end = datetime.combine(wall.date(), hour)
    if end <= wall:
        end += timedelta(days=1)
    ends = (end, end.replace(fold=1), end + timedelta(days=1))  # an hour may come twice
    return next(e for each in ends if (e := each.replace(tzinfo=zone).astimezone(UTC)) > now)


def on_sale(dish: Dish) -> Dish:
    """Return ``dish`` as it is when it can be ordered."""
    return dish.model_copy(update={"available": True, "off_until": None})


def _sold_out(until: datetime | None) -> Callable[[Dish], Dish]:
    return lambda dish: dish.model_copy(update={"available": False, "off_until": until})


class Service(Desk):
    """Verbs for the hours in which guests order."""

    _timed: tuple[Dishes, Sequence[Dish]] = ({}, ())  # a menu, and what of it has an hour

    def sell_out(
        self, dishes: Sequence[str], *, until: datetime | None = None, who: str = "staff"
    ) -> list[Dish]:
        """Hide dishes from guests, until a moment or until somebody says that they are back.

        Raises:
            UnknownDish: there is no such dish.
            UnusableDish: ``until`` is past.
        """
        moment = until and until.astimezone(UTC).replace(microsecond=0)
        if moment and moment <= self._clock():
            written = f"{moment.astimezone(self._zone()):%Y-%m-%d %H:%M}"
            past = Problem("off_until", written, Because("is past already"))
            raise UnusableDish(problems=str(past), found={"": (past,)})
        return self._switch(dishes, _sold_out(moment), "sold out", "sell out", who)

    def back(self, dishes: Sequence[str], *, who: str = "staff") -> list[Dish]:
        """Let guests order dishes again.

        Raises:
            UnknownDish: there is no such dish.
        """
        return self._switch(dishes, on_sale, "back on the menu", "back", who)

    def _switch(
        self, ids: Sequence[str], switched: Callable[[Dish], Dish], what: str, verb: Verb, who: str
    ) -> list[Dish]:
        def decide(menu: Dishes) -> Decision:
            dishes = [switched(on_menu(menu, dish)) for dish in dict.fromkeys(ids)]
            return _decision(dishes, what, verb)

        return self._carry_out(decide, who=who).dishes

    def off(self) -> list[Dish]:
        """Return the dishes that are sold out, those that come back first at the top."""
        sold_out = [dish for dish in self._menu.values() if not dish.available]
        return sorted(sold_out, key=lambda dish: (dish.off_until is None, dish.off_until or 0))

    def bring_back_due(self, now: datetime | None = None) -> list[Dish]:
        """Let guests order again what was sold out until now or earlier, and return it.

        Cheap while nothing is due: call it whenever somebody looks at the menu.
        """
        moment = now or self._clock()
        if not self._due(self._menu, moment):
            return []

        def decide(menu: Dishes) -> Decision:
            due = self._due(menu, moment)
            return _decision([on_sale(dish) for dish in due], "back on the menu", "clock")

        return self._carry_out(decide, who=CLOCK).dishes

    def _due(self, menu: Dishes, moment: datetime) -> list[Dish]:
        """Return what is due; who looks again at the same menu reads only what has an hour."""
        read, timed = self._timed
        if read is not menu:
            timed = [dish for dish in menu.values() if dish.off_until]
            self._timed = (menu, timed)
        return [dish for dish in timed if dish.off_until and dish.off_until <= moment]


def _decision(dishes: Sequence[Dish], what: str, verb: Verb) -> Decision:
    changes = [Change(dish.id, dish) for dish in dishes]
    return Decision(changes, f"{what}: {named(dishes)}", verb)
