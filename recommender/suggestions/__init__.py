"""Suggestions, never decisions: what a dish's name, ingredients and neighbours say about it.

Nothing here changes a dish. A person accepts a suggestion with a click, and ticks each allergen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from recommender.suggestions.declaration import (
    AllergenProposal,
    DietProposal,
    propose_allergens,
    propose_diets,
)
from recommender.suggestions.kinds import (
    Neighbour,
    Suggestion,
    nearest,
    suggest_course,
    suggest_cuisine,
)
from recommender.suggestions.seen import Seen, SeenWord, can_look, look

__all__ = [
    "AllergenProposal",
    "DietProposal",
    "Neighbour",
    "Seen",
    "SeenWord",
    "Suggestion",
    "Suggestions",
    "can_look",
    "look",
    "nearest",
    "propose_allergens",
    "propose_diets",
    "suggest",
]

WORDS_SPREAD = 0.08  # the built-in encoder's, for the words of two dishes


@dataclass(frozen=True)
class Suggestions:
    """All that can be suggested for one dish."""

    cuisine: Suggestion
    course: Suggestion
    diets: tuple[DietProposal, ...]
    allergens: tuple[AllergenProposal, ...]


def suggest(
    name: str,
    ingredients: Sequence[str],
    near: Sequence[Neighbour] = (),
    *,
    spread: float = WORDS_SPREAD,
) -> Suggestions:
    """Return what can be suggested for a dish of this name and these ingredients.

    Args:
        name: the dish's.
        ingredients: as on its card.
        near: what :func:`nearest` finds for the dish's words without cuisine and course.
        spread: of the encoder's scale for the words of two dishes.
    """
    return Suggestions(
        cuisine=suggest_cuisine(name, near, spread=spread),
        course=suggest_course(name, near, spread=spread),
        diets=propose_diets(ingredients),
        allergens=propose_allergens(ingredients),
    )
