"""What a guest will not have: "without nuts or milk", "dairy-free", "nada frito"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from recommender.query.allergens import ALLERGEN_NAMES
from recommender.query.chips import Chip
from recommender.query.ingredients import INGREDIENT_NAMES
from recommender.query.reading import Reading, meaning
from recommender.query.refusals import (
    AFTER_FOOD,
    CONNECTORS,
    DEGREES,
    DETERMINERS,
    FREE,
    LEADS,
    NO_INGREDIENT,
    REFUSALS,
    SEPARATORS,
    TASTES,
    Refusal,
)
from recommender.query.tokens import Phrases, Token, joined_key

_GLUTEN_FREE = meaning("diet", gluten_free=True)
_MEATLESS = meaning("diet", vegetarian=True)
_NO_SPICE = meaning("spice", max_spice=0)


def _ingredient(name: str) -> Chip:
    return Chip("", "ingredient", {"without_ingredients": [name]}, guaranteed=False)


_FOODS = Phrases(
    {
        "gluten|glutens": _GLUTEN_FREE,
        "meat|meats|carne|carnes": _MEATLESS,
        "picante|spice|spices|spicy|heat|picor": _NO_SPICE,
        **{pattern: meaning("allergen", without=[*of]) for pattern, of in ALLERGEN_NAMES.items()},
        **{pattern: _ingredient(name) for pattern, name in INGREDIENT_NAMES.items()},
    }
)
_FREE_OF = {"allergen", "ingredient", "diet"}


@dataclass(frozen=True, slots=True)
class _Item:
    end: int
    chip: Chip


def refused(tokens: Sequence[Token], at: int) -> list[Reading]:
    """Read a refusal and its list: "without nuts, eggs or fish", "not fried"."""
    opener = REFUSALS.longest(tokens, LEADS.past(tokens, at)) or REFUSALS.longest(tokens, at)
    if not opener:
        return []
    start, refusal = opener
    first = _first_item(tokens, start, refusal)
    if not first:
        return []
    return [Reading(at, first.end, first.chip), *_rest(tokens, first, refusal)]


def _first_item(tokens: Sequence[Token], at: int, refusal: Refusal) -> _Item | None:
    if at >= len(tokens) or not tokens[at].joined:
        return None
    item = _item(tokens, at, unknown=refusal is not Refusal.KNOWN)
    if item and refusal is Refusal.NOUN and not _is_known(tokens, at):
        return item if _ends(tokens, item.end) else None
    return item


def _is_known(tokens: Sequence[Token], at: int) -> bool:
    return _item(tokens, at, unknown=False) is not None


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a phrase ends before ``at``: "no guanciale, please", not "no clear plan"."""
    return at >= len(tokens) or not tokens[at].joined or tokens[at].key in AFTER_FOOD


def _rest(tokens: Sequence[Token], first: _Item, refusal: Refusal) -> list[Reading]:
    """Return the further items of a list, each from the word or comma that joins it."""
    readings: list[Reading] = []
    start = first.end
    while start < len(tokens):
        item = _next_item(tokens, start, first.chip, refusal)
        if not item:
            break
        readings.append(Reading(start, item.end, item.chip))
        start = item.end
    return readings


def _next_item(tokens: Sequence[Token], at: int, first: Chip, refusal: Refusal) -> _Item | None:
    word = SEPARATORS.longest(tokens, at)
    comma = tokens[at].gap.strip() in {",", "/"}
    if not word and not comma:
        return None
    if not word:
        item = _item(tokens, at, unknown=False)
        return item if item and _closes(tokens, item, first) else None
    if not (tokens[at].joined or comma):
        return None
    start, alternative = word
    if start >= len(tokens) or not tokens[start].joined:
        return None
    return _item(tokens, start, unknown=alternative and refusal is not Refusal.KNOWN)


def _closes(tokens: Sequence[Token], item: _Item, first: Chip) -> bool:
    """Return whether what follows a comma is surely refused: "no nuts, eggs"; "no nuts, chicken".

    An allergen beside an allergen is; an ingredient only as a part of a list that "and" or "or"
    closes.
    """
    if item.chip.kind == "allergen" and first.kind in {"allergen", "diet"}:
        return True
    at = item.end
    while at < len(tokens):
        if SEPARATORS.longest(tokens, at):
            return True
        following = _item(tokens, at, unknown=False) if tokens[at].gap.strip() == "," else None
        if not following:
            return False
        at = following.end
    return False


def _item(tokens: Sequence[Token], at: int, *, unknown: bool) -> _Item | None:
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
    food = _food(tokens, at) or (_unknown(tokens, at) if unknown else None)
    if food and not degree and _FOODS.longest(tokens, at):
        return food
    return _unwanted(tokens, at) or (_softened(tokens, at, food) if food and degree else food)


def _food(tokens: Sequence[Token], at: int) -> _Item | None:
    found = _FOODS.longest(tokens, at)
    return _Item(*found) if found else None


def _softened(tokens: Sequence[Token], at: int, item: _Item) -> _Item:
    """Return "not too much cheese" as a wish, which hides no dish."""
    return _Item(item.end, Chip("", "unwanted", unwanted=(joined_key(tokens, at, item.end),)))


def _unwanted(tokens: Sequence[Token], at: int) -> _Item | None:
    found = TASTES.longest(tokens, at)
    if not found:
        return None
    end, word = found
    return _Item(end, Chip("", "unwanted", unwanted=(word or joined_key(tokens, at, end),)))


def _unknown(tokens: Sequence[Token], at: int) -> _Item | None:
    """Read a word that is in no table as an ingredient: "without guanciale"."""
    if at >= len(tokens) or tokens[at].key in NO_INGREDIENT or not tokens[at].key.isalpha():
        return None
    if at + 1 < len(tokens) and tokens[at + 1].joined:
        compound = _FOODS.longest(tokens, at + 1)
        if compound:  # "without appenzeller cheese"
            return _Item(*compound)
    return _Item(at + 1, _ingredient(singular(tokens[at].key)))


def singular(word: str) -> str:
    """Return a folded word without the ending of its plural, as far as it is plain."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("oes", "shes", "ches", "ones", "ores")) and len(word) > 5:
        return word[:-2]
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def free_from(tokens: Sequence[Token], at: int) -> list[Reading]:
    """Read a list that is refused at its end: "nut and dairy free", "egg allergy"."""
    starts, items, start = [at], [], at
    while (item := _food(tokens, start)) and item.chip.kind in _FREE_OF:
        items.append(item)
        if free := FREE.longest(tokens, item.end):
            return _ended_by(free[0], starts, items)
        word = CONNECTORS.longest(tokens, item.end)
        comma = item.end < len(tokens) and tokens[item.end].gap.strip() == ","
        if not word and not comma:
            return []
        starts.append(item.end)
        start = word[0] if word else item.end
    return []


def _ended_by(end: int, starts: Sequence[int], items: Sequence[_Item]) -> list[Reading]:
    readings = [Reading(at, item.end, item.chip) for at, item in zip(starts, items, strict=True)]
    return [*readings[:-1], replace(readings[-1], end=end)]
