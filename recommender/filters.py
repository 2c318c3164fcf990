"""What a guest requires, and the Chroma ``where`` clause that enforces it.

Filters are hard. ``metadata`` and ``where`` are two sides of one rule and stay in one module;
``holds`` reads a clause the way Chroma does, so that the exact search, and a last look at the
catalog before a dish is shown, obey the very same clause.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from recommender.dish import ALLERGENS, DIETS, MAX_SPICE, Allergen, Course, Dish, fold
from recommender.glossary import named, terms_of

Metadata = dict[str, str | float | int | bool | list[str]]
Where = dict[str, Any]


def _sorted(values: Any) -> Any:
    return tuple(sorted(set(values))) if isinstance(values, list | tuple | set) else values


def _folded(values: Any) -> Any:
    return _sorted([fold(value) for value in values])


Price = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Spice = Annotated[int, Field(ge=0, le=MAX_SPICE)]


class Filters(BaseModel):
    """What a dish must satisfy to be shown; the default lets every available dish through."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cuisine: Annotated[tuple[str, ...], BeforeValidator(_folded)] = ()
    course: Annotated[tuple[Course, ...], BeforeValidator(_sorted)] = ()
    min_price: Price | None = None
    max_price: Price | None = None
    min_spice: Spice | None = None
    max_spice: Spice | None = None
    vegetarian: bool = False
    vegan: bool = False
    gluten_free: bool = False
    without: Annotated[tuple[Allergen, ...], BeforeValidator(_sorted)] = ()
    # What no dish may list, in the glossary's terms; says nothing of a dish that lists too little.
    without_ingredients: Annotated[tuple[str, ...], BeforeValidator(_folded)] = ()
    available: bool = True

    @property
    def set_names(self) -> frozenset[str]:
        """The names of the filters that are set."""
        return frozenset(self.model_dump(exclude_defaults=True))


def metadata(dish: Dish) -> Metadata:
    """Return the flat record of a dish that filters run on; every key is always there."""
    return facts(dish) | {LISTED: sorted(listed(dish)) or [NOTHING]}


def facts(dish: Dish) -> Metadata:
    """Return the record of a dish without what it lists, which takes longer than all the rest.

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
    contained = dish.allergens or ()
    record |= {key: name in contained for name, key in CONTAINS.items()}
    return record


CONTAINS = {name: f"contains_{name}" for name in ALLERGENS}
LISTED = "listed"
NOTHING = ""  # Chroma refuses an empty list
RECORD_VERSION = "2"  # raise it when metadata() changes: indexes are then filled anew


def listed(dish: Dish) -> frozenset[str]:
    """Return the glossary's terms for what a dish names as being in it: bacon is pork and meat."""
    return frozenset().union(*map(terms_of, listing(dish)))


def listing(dish: Dish) -> tuple[str, ...]:
    """Return the texts of a dish that name what is in it."""
    return (dish.name, *dish.ingredients)


def where(*required: Filters) -> Where | None:
    """Return the Chroma clause that satisfies all of ``required``; None excludes nothing.

    Chroma refuses an empty clause, an empty ``$in``, an ``$and`` of one part and two operators in
    one expression. An allergen filter asks for a declared dish: undeclared never passes.
    """
    parts: list[Where] = []
    for filters in required:
        parts += [part for part in _parts(filters) if part not in parts]
    if len(parts) > 1:
        return {"$and": parts}
    return parts[0] if parts else None


def _parts(filters: Filters) -> Iterator[Where]:
    for key in ("cuisine", "course"):
        if chosen := getattr(filters, key):
            yield {key: {"$in": list(chosen)}}
    for name, of_chroma in (("min", "$gte"), ("max", "$lte")):
        for key, kind in (("price", float), ("spice", int)):
            if (bound := getattr(filters, f"{name}_{key}")) is not None:
                yield {key: {of_chroma: kind(bound)}}
    for diet in DIETS:
        if getattr(filters, diet):
            yield {diet: {"$eq": True}}
    if filters.without:
        yield {"allergens_declared": {"$eq": True}}
        yield from ({f"contains_{name}": {"$eq": False}} for name in filters.without)
    # The one negation: every record has the key, so none passes for the lack of it.
    without = {term for words in filters.without_ingredients for term in named(words)}
    yield from ({LISTED: {"$not_contains": term}} for term in sorted(without))
    if filters.available:
        yield {"available": {"$eq": True}}


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "$eq": operator.eq,
    "$gte": operator.ge,
    "$lte": operator.le,
    "$in": lambda value, chosen: value in chosen,
    "$not_contains": lambda values, term: term not in values,
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
