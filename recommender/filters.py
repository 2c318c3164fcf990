"""What a guest requires, and the Chroma ``where`` clause that enforces it.

Filters are hard. ``metadata`` and ``where`` are two sides of one rule and stay in one module;
``holds`` reads a clause the way Chroma does, so that the exact search, and a last look at the
catalog before a dish is shown, obey the very same clause.
"""

import operator
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from recommender.dish import ALLERGENS, DIETS, Allergen, Course, Dish, fold

Metadata = dict[str, str | float | int | bool]
Where = dict[str, Any]


def _sorted(values: Any) -> Any:
    return tuple(sorted(set(values))) if isinstance(values, list | tuple | set) else values


def _folded(values: Any) -> Any:
    return _sorted([fold(value) for value in values])


Price = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Filters(BaseModel):
    """What a dish must satisfy to be shown; the default lets every available dish through."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cuisine: Annotated[tuple[str, ...], BeforeValidator(_folded)] = ()
    course: Annotated[tuple[Course, ...], BeforeValidator(_sorted)] = ()
    min_price: Price | None = None
    max_price: Price | None = None
    vegetarian: bool = False
    vegan: bool = False
    gluten_free: bool = False
    without: Annotated[tuple[Allergen, ...], BeforeValidator(_sorted)] = ()
    available: bool = True


def metadata(dish: Dish) -> Metadata:
    """Return the flat record of a dish that filters run on; every key is always there.

    A missing key would pass ``$ne`` and ``$nin`` in Chroma, which is why none may be missing and
    why no filter is a negation.
    """
    record: Metadata = {
        "price": float(dish.price),
        "cuisine": dish.cuisine,
        "course": dish.course,
        "spice": dish.spice,
        "available": dish.available,
        "allergens_declared": dish.declared,
    }
    record |= {diet: getattr(dish, diet) for diet in DIETS}
    return record | {f"contains_{name}": name in (dish.allergens or ()) for name in ALLERGENS}


def where(filters: Filters) -> Where | None:
    """Return the Chroma clause of ``filters``, or None when they exclude nothing.

    Chroma refuses an empty clause, an empty ``$in``, an ``$and`` of one part and two operators in
    one expression. An allergen filter asks for a declared dish: undeclared never passes.
    """
    parts: list[Where] = [
        {key: {"$in": list(chosen)}}
        for key in ("cuisine", "course")
        if (chosen := getattr(filters, key))
    ]
    if filters.min_price is not None:
        parts.append({"price": {"$gte": float(filters.min_price)}})
    if filters.max_price is not None:
        parts.append({"price": {"$lte": float(filters.max_price)}})
    parts += [{diet: {"$eq": True}} for diet in DIETS if getattr(filters, diet)]
    if filters.without:
        parts.append({"allergens_declared": {"$eq": True}})
        parts += [{f"contains_{name}": {"$eq": False}} for name in filters.without]
    if filters.available:
        parts.append({"available": {"$eq": True}})
    if len(parts) > 1:
        return {"$and": parts}
    return parts[0] if parts else None


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "$eq": operator.eq,
    "$gte": operator.ge,
    "$lte": operator.le,
    "$in": lambda value, chosen: value in chosen,
}


def holds(clause: Where | None, record: Mapping[str, Any]) -> bool:
    """Return whether ``record`` satisfies ``clause``, for the operators that :func:`where` uses."""
    if clause is None:
        return True
    ((key, condition),) = clause.items()
    if key == "$and":
        return all(holds(part, record) for part in condition)
    ((name, wanted),) = condition.items()
    return _COMPARISONS[name](record[key], wanted)


def passing(dishes: Mapping[str, Dish], filters: Filters) -> list[Dish]:
    """Return the dishes that ``filters`` let through, in the order of the menu."""
    clause = where(filters)
    return [dish for dish in dishes.values() if holds(clause, metadata(dish))]
