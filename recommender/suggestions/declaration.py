"""What ingredients say about allergens and diets: proposals that a person ticks, or does not.

Nothing here is a declaration. An ingredient that the dictionary does not know says nothing, and
what a kitchen adds without listing it is not known here.
"""

import csv
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from recommender.dish import ALLERGENS, NEVER_VEGAN, NEVER_VEGETARIAN, Allergen
from recommender.suggestions.phrases import Stems, find, stems

DICTIONARY = Path(__file__).with_name("allergen_dictionary.csv")

Level = Literal["contains", "ask"]  # "ask": it often does; the packet or the cook knows
Answer = Literal["yes", "no", "unsure"]
Animal = Literal["", "meat", "product", "perhaps"]  # product: of a living animal, such as honey


@dataclass(frozen=True)
class Ingredient:
    """What the dictionary says of a word such as "tahini"; nothing: it only looks like another."""

    contains: frozenset[Allergen] = frozenset()
    ask: frozenset[Allergen] = frozenset()
    animal: Animal = ""

    def __or__(self, other: "Ingredient") -> "Ingredient":
        """Return what either says: a word may mean two things in two languages."""
        contains = self.contains | other.contains
        ask = (self.ask | other.ask) - contains
        return Ingredient(contains, ask, max(self.animal, other.animal, key=_weight))


def _weight(animal: Animal) -> int:
    return ("", "perhaps", "product", "meat").index(animal)


@dataclass(frozen=True)
class AllergenProposal:
    """An allergen to be declared if a person agrees, with the ingredients that it comes from."""

    allergen: Allergen
    level: Level
    because: tuple[str, ...]


@dataclass(frozen=True)
class DietProposal:
    """Whether a dish suits a diet as far as its ingredients tell, and those that decide it."""

    diet: Literal["vegetarian", "vegan"]
    answer: Answer
    because: tuple[str, ...] = ()


@cache
def allergen_dictionary() -> dict[Stems, Ingredient]:
    """Return the dictionary: English and Spanish ingredient words and what they say."""
    known: dict[Stems, Ingredient] = {}
    with DICTIONARY.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = stems(row["words"])
            known[key] = known.get(key, Ingredient()) | _ingredient(row)
    return known


def _ingredient(row: dict[str, str]) -> Ingredient:
    animal = next(kind for kind in get_args(Animal) if kind == row["animal"])
    return Ingredient(_allergens(row["contains"]), _allergens(row["ask"]), animal)


def _allergens(cell: str) -> frozenset[Allergen]:
    named = set(cell.split(";")) - {""}
    assert named <= set(ALLERGENS), f"{DICTIONARY.name} names {cell}"
    return frozenset(allergen for allergen in ALLERGENS if allergen in named)


def propose_allergens(ingredients: Sequence[str]) -> tuple[AllergenProposal, ...]:
    """Return the allergens that these ingredients contain or often contain, in the law's order."""
    contains: dict[Allergen, list[str]] = {}
    ask: dict[Allergen, list[str]] = {}
    for written, known in _known(ingredients):
        _note(contains, known.contains, written)
        _note(ask, known.ask, written)
    levels: tuple[tuple[Level, dict[Allergen, list[str]]], ...] = (
        ("contains", contains),
        ("ask", {allergen: ask[allergen] for allergen in ask.keys() - contains.keys()}),
    )
    proposals = [
        AllergenProposal(allergen, level, tuple(because))
        for level, found in levels
        for allergen, because in found.items()
    ]
    return tuple(sorted(proposals, key=lambda proposal: ALLERGENS.index(proposal.allergen)))


def _note(causes: dict[Allergen, list[str]], found: Collection[Allergen], written: str) -> None:
    for allergen in found:
        if written not in causes.setdefault(allergen, []):
            causes[allergen].append(written)


def _known(ingredients: Sequence[str]) -> Iterator[tuple[str, Ingredient]]:
    """Yield each ingredient as it was written with what the dictionary says of its words."""
    for written in ingredients:
        for found in find(written, allergen_dictionary()):
            yield written, found.meaning


def propose_diets(ingredients: Sequence[str]) -> tuple[DietProposal, DietProposal]:
    """Return whether these ingredients are vegetarian and vegan; without any, it is unsure."""
    meat = _those(ingredients, NEVER_VEGETARIAN, ("meat",))
    vegetarian = DietProposal("vegetarian", "no", meat)
    if not meat:
        vegetarian = _unless("vegetarian", ingredients, NEVER_VEGETARIAN)
    animal = _those(ingredients, NEVER_VEGAN, ("meat", "product"))
    vegan = DietProposal("vegan", "no", animal)
    if not animal:
        vegan = _unless("vegan", ingredients, NEVER_VEGAN)
    return vegetarian, vegan


def _those(
    ingredients: Sequence[str], forbidden: Collection[str], animal: Collection[str]
) -> tuple[str, ...]:
    """Return the ingredients that decide against a diet, each once."""
    deciding = (
        written
        for written, known in _known(ingredients)
        if known.animal in animal or known.contains & set(forbidden)
    )
    return tuple(dict.fromkeys(deciding))


def _unless(
    diet: Literal["vegetarian", "vegan"],
    ingredients: Sequence[str],
    forbidden: Collection[str],
) -> DietProposal:
    """Return yes, unless an ingredient is one that only the packet or the cook knows."""
    doubtful = (
        written
        for written, known in _known(ingredients)
        if known.animal == "perhaps" or known.ask & set(forbidden)
    )
    because = tuple(dict.fromkeys(doubtful))
    return DietProposal(diet, "unsure" if because or not ingredients else "yes", because)
