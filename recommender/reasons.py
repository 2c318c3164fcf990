"""Why a dish is shown, as facts; put into words where it is shown, in the reader's language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from recommender.dish import DIETS, Dish
from recommender.filters import Filters

TEMPLATES: Mapping[str, str] = {
    "name": "the name matches",
    "name_words": "{words} in the name",
    "ingredients": "{words} among the ingredients",
    "description": "{words} in the description",
    "words": "the description fits",
    "colour": "{words} in the photo",
    "craving": "{words} in it",
    "photo": "looks like your photo",
    "words_seen": "the photo fits your words",
    "dish": "similar dish",
    "look": "looks alike",
    "taste": "like {words}, which you liked",
    "vegetarian": "vegetarian",
    "vegan": "vegan",
    "gluten_free": "gluten-free",
    "without": "declared without {words}",
    "not_listed": "{words} not listed among the ingredients",
    "cheaper": "{price} cheaper",
    "dearer": "{price} dearer",
    "milder": "milder",
    "hotter": "hotter",
    "contains": "contains {words}",
    "undeclared": "allergens not declared",
}


@dataclass(frozen=True)
class Reason:
    """One reason: a key of :data:`TEMPLATES` and the facts that fill it."""

    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return TEMPLATES[self.kind].format(**self.facts)


def of_words(kind: str, *words: str) -> Reason:
    """Return a reason that names ``words``."""
    return Reason(kind, {"words": ", ".join(words)})


def like(liked: Dish) -> Reason:
    """Return that a dish is like one that the guest liked; a page names it in its language."""
    return Reason("taste", {"words": liked.name, "dish": liked})


def required(*filters: Filters) -> Iterator[Reason]:
    """Yield what was required and, as filters are never broken, is so."""
    for diet in DIETS:
        if any(getattr(one, diet) for one in filters):
            yield Reason(diet)
    for allergen in dict.fromkeys(name for one in filters for name in one.without):
        yield of_words("without", allergen)
    for term in dict.fromkeys(name for one in filters for name in one.without_ingredients):
        yield of_words("not_listed", term)


def differences(dish: Dish, other: Dish) -> Iterator[Reason]:
    """Yield in what ``other`` differs from ``dish`` that a guest should know before ordering it.

    What may make ill comes first: a card has room for few.
    """
    if dish.declared and not other.declared:
        yield Reason("undeclared")
    new = [name for name in other.allergens or () if name not in (dish.allergens or ())]
    if dish.declared and new:
        yield of_words("contains", *new)
    if other.currency == dish.currency and other.price != dish.price:
        kind = "cheaper" if other.price < dish.price else "dearer"
        yield Reason(kind, {"price": f"{abs(other.price - dish.price):.2f}"})
    if other.spice != dish.spice:
        yield Reason("milder" if other.spice < dish.spice else "hotter")
    for diet in DIETS:
        if getattr(other, diet) and not getattr(dish, diet):
            yield Reason(diet)
