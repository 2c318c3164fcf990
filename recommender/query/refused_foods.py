"""One thing that a guest will not have: a food, a taste, or a word that is in no table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from recommender.query.allergens import ALLERGEN_NAMES
from recommender.query.chips import Chip
from recommender.query.ingredients import INGREDIENT_NAMES
from recommender.query.reading import meaning
from recommender.query.refused_words import DEGREES, DETERMINERS, NO_INGREDIENT, TASTES
from recommender.query.tokens import Phrases, Token, joined_key

_GLUTEN_FREE = meaning("diet", gluten_free=True)
_MEATLESS = meaning("diet", vegetarian=True)
_NO_SPICE = meaning("spice", max_spice=0)


def _ingredient(name: str) -> Chip:
    return Chip("", "ingredient", {"without_ingredients": [name]}, guaranteed=False)


FOODS = Phrases(
    {
        """
        gluten|glutens|glutin|gluton|guten
        """: _GLUTEN_FREE,
        """
        meat|meats|carne|carnes
        """: _MEATLESS,
        """
        picante|spice|spices|spicy|heat|picor
        """: _NO_SPICE,
        **{pattern: meaning("allergen", without=[*of]) for pattern, of in ALLERGEN_NAMES.items()},
        # Seeds by law (Regulation 1169/2011, annex II), which nobody has to declare.
        """
        pine_nut|pine_nuts|pinenut|pinenuts|pine_kernel|pine_kernels|pinon|pinones
        """: replace(
            meaning("allergen", without=["nuts"], without_ingredients=["pine nut"]),
            guaranteed=False,
        ),
        **{pattern: _ingredient(name) for pattern, name in INGREDIENT_NAMES.items()},
    }
)


@dataclass(frozen=True, slots=True)
class Item:
    """What is refused, and where its words end."""

    end: int
    chip: Chip


def is_vital(chip: Chip) -> bool:
    """Return whether a guest may fall ill without it: read even where it is a dish's name."""
    return chip.kind == "allergen" or "gluten_free" in chip.filters


def item_at(tokens: Sequence[Token], at: int, *, unknown: bool) -> Item | None:
    """Read one thing refused, after "any", "the", "too much"."""
    degree = False
    while at < len(tokens):
        if (word := DEGREES.longest(tokens, at)) is not None:
            degree = True
        elif (word := DETERMINERS.longest(tokens, at)) is None:
            break
        at = word[0]
        if at < len(tokens) and not tokens[at].joined:
            return None
    food = food_at(tokens, at) or (_unknown(tokens, at) if unknown else None)
    if food and not degree and FOODS.longest(tokens, at):
        return food
    return _unwanted(tokens, at) or (_softened(tokens, at, food) if food and degree else food)


def food_at(tokens: Sequence[Token], at: int) -> Item | None:
    """Return the food of the tables that is named at ``at``."""
    found = FOODS.longest(tokens, at)
    return Item(*found) if found else None


def _softened(tokens: Sequence[Token], at: int, item: Item) -> Item:
    """Return "not too much cheese" as a wish, which hides no dish."""
    if item.chip.kind == "spice":
        return Item(item.end, meaning("spice", max_spice=1))
    return Item(item.end, Chip("", "unwanted", unwanted=(joined_key(tokens, at, item.end),)))


def _unwanted(tokens: Sequence[Token], at: int) -> Item | None:
    found = TASTES.longest(tokens, at)
    if not found:
        return None
    end, word = found
    return Item(end, Chip("", "unwanted", unwanted=(word or joined_key(tokens, at, end),)))


def _unknown(tokens: Sequence[Token], at: int) -> Item | None:
    """Read a word that is in no table as an ingredient: "without guanciale"."""
    if at >= len(tokens) or tokens[at].key in NO_INGREDIENT or not tokens[at].key.isalpha():
        return None
    if at + 1 < len(tokens) and tokens[at + 1].joined:
        compound = FOODS.longest(tokens, at + 1)
        if compound:  # "without appenzeller cheese"
            return Item(*compound)
    return Item(at + 1, _ingredient(singular(tokens[at].key)))


def singular(word: str) -> str:
    """Return a folded word without the ending of its plural, as far as it is plain."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("oes", "shes", "ches", "ones", "ores")) and len(word) > 5:
        return word[:-2]
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
