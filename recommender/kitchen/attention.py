"""What needs attention, as evidence: which dishes lack what, and what guests did not find."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from recommender.catalog import SearchCount
from recommender.dish import Dish

# A price is far from its course when it is more than FAR spreads from the median of the dishes of
# that course and currency, and at least half the median away. The spread is 1.4826 x the median
# absolute deviation: the standard deviation where prices are normal, and a slipped decimal point
# does not move it. Where all dishes cost about the same it is next to nothing, hence the half.
FAR = 3.5
SPREAD_OF_MAD = 1.4826
LEAST = 0.5  # of the median
ENOUGH = 5  # dishes of a course, below which nothing is said of their prices


@dataclass(frozen=True)
class OddPrice:
    """A dish whose price is far from the median of its course."""

    dish: Dish
    median: float


@dataclass(frozen=True)
class Attention:
    """Dishes and searches that staff should look at; each list is in the order of the menu.

    ``unmatched`` are searches that found nothing, ``unopened`` those of which nobody opened a
    dish, ``never_shown`` dishes that no search or page showed while it was counted.
    """

    without_photo: tuple[Dish, ...] = ()
    without_alt: tuple[Dish, ...] = ()
    without_description: tuple[Dish, ...] = ()
    without_spanish_name: tuple[Dish, ...] = ()
    undeclared: tuple[Dish, ...] = ()
    odd_prices: tuple[OddPrice, ...] = ()
    unmatched: tuple[SearchCount, ...] = ()
    unopened: tuple[SearchCount, ...] = ()
    never_shown: tuple[Dish, ...] = ()
    photo_findings: tuple[Any, ...] = ()

    def summary(self) -> dict[str, int]:
        """Return how many entries each list has."""
        return {name: len(entries) for name, entries in vars(self).items()}


def attention(
    dishes: Sequence[Dish],
    *,
    unmatched: Iterable[SearchCount] = (),
    unopened: Iterable[SearchCount] = (),
    shown: Mapping[str, int] | None = None,
    photo_findings: Iterable[Any] = (),
) -> Attention:
    """Return what needs attention.

    Args:
        dishes: the menu.
        unmatched: searches that found nothing.
        unopened: searches of which nobody opened a dish.
        shown: how often each dish was shown; None or nothing: it was not counted.
        photo_findings: what a look at the photos found, passed on.
    """
    return Attention(
        without_photo=_those(dishes, lambda dish: not dish.photo),
        without_alt=_those(dishes, lambda dish: bool(dish.photo) and not dish.alt),
        without_description=_those(dishes, lambda dish: not dish.description),
        without_spanish_name=_those(dishes, lambda dish: not dish.name_es),
        undeclared=_those(dishes, lambda dish: not dish.declared),
        odd_prices=odd_prices(dishes),
        unmatched=tuple(unmatched),
        unopened=tuple(unopened),
        never_shown=_those(dishes, lambda dish: bool(shown) and dish.id not in (shown or ())),
        photo_findings=tuple(photo_findings),
    )


def odd_prices(dishes: Sequence[Dish]) -> tuple[OddPrice, ...]:
    """Return the dishes whose price is far from their course, in the order of the menu."""
    groups: dict[tuple[str, str], list[float]] = defaultdict(list)
    for dish in dishes:
        groups[dish.course, dish.currency].append(dish.price)
    usual = {key: _usual(prices) for key, prices in groups.items() if len(prices) >= ENOUGH}
    found = []
    for dish in dishes:
        middle, distance = usual.get((dish.course, dish.currency), (0.0, float("inf")))
        if abs(dish.price - middle) > distance:
            found.append(OddPrice(dish, middle))
    return tuple(found)


def _usual(prices: Sequence[float]) -> tuple[float, float]:
    """Return the median of ``prices``, and how far from it a price may be."""
    middle = median(prices)
    deviation = median(abs(price - middle) for price in prices)
    return middle, max(FAR * SPREAD_OF_MAD * deviation, LEAST * middle)


def _those(dishes: Iterable[Dish], lacking: Callable[[Dish], bool]) -> tuple[Dish, ...]:
    return tuple(dish for dish in dishes if lacking(dish))
