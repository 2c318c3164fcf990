"""What a guest will not have: "without nuts or milk", "dairy-free", "nada frito"."""

from collections.abc import Callable, Sequence
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
SIGNS = frozenset({"🚫", "❌"})
_COMMAS = frozenset({",", "/"})
_FREE_OF = {"allergen", "ingredient", "diet", "spice"}


@dataclass(frozen=True, slots=True)
class _Item:
    end: int
    chip: Chip


def _opener(tokens: Sequence[Token], at: int) -> tuple[int, Refusal] | None:
    return REFUSALS.longest(tokens, LEADS.past(tokens, at)) or REFUSALS.longest(tokens, at)


def refuses_until(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Return whether words of refusing stand from ``at`` to ``end``, or beyond."""
    opener = _opener(tokens, at)
    return opener is not None and opener[0] >= end


def refused(tokens: Sequence[Token], at: int, begins: Callable[[int], bool]) -> list[Reading]:
    """Read a refusal and its list: "without nuts, eggs or fish", "not fried".

    ``begins`` says whether something else is read from a place on.
    """
    opener = _opener(tokens, at)
    if not opener:
        return []
    start, refusal = opener
    first = _first_item(tokens, start, refusal, begins)
    if not first:
        return []
    return _listed(tokens, Reading(at, first.end, first.chip), refusal)


def refused_cuisine(tokens: Sequence[Token], at: int, cuisines: Phrases[Chip]) -> list[Reading]:
    """Read "not indian food", "anything but chinese": a wish, which hides no dish."""
    opener = _opener(tokens, at)
    if not opener or opener[0] >= len(tokens) or not tokens[opener[0]].joined:
        return []
    found = cuisines.longest(tokens, DETERMINERS.past(tokens, opener[0]))
    if not found:
        return []
    end, chip = found
    return [Reading(at, end, Chip("", "unwanted", unwanted=tuple(chip.filters["cuisine"])))]


def _first_item(
    tokens: Sequence[Token], at: int, refusal: Refusal, begins: Callable[[int], bool]
) -> _Item | None:
    if at >= len(tokens) or not tokens[at].joined:
        return None
    known = _item(tokens, at, unknown=False)
    if known or refusal is Refusal.KNOWN:
        return known
    item = _item(tokens, at, unknown=True)
    if item and refusal is Refusal.NOUN and not (_ends(tokens, item.end) or begins(item.end)):
        return None  # "no clear plan"
    return item


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a phrase ends before ``at``: "no guanciale, please"."""
    return at >= len(tokens) or not tokens[at].joined or tokens[at].key in AFTER_FOOD


def _listed(tokens: Sequence[Token], first: Reading, refusal: Refusal) -> list[Reading]:
    """Return ``first`` and the other items of its list, each from what joins it on."""
    readings = [first]
    start = first.end
    while start < len(tokens):
        item = _next_item(tokens, start, readings, refusal)
        if not item:
            break
        readings.append(Reading(start, item.end, item.chip))
        start = item.end
    return readings


def _next_item(
    tokens: Sequence[Token], at: int, listed: Sequence[Reading], refusal: Refusal
) -> _Item | None:
    """Read one more item, behind a comma or a word such as "or"."""
    comma = tokens[at].gap.strip() in _COMMAS
    word = SEPARATORS.longest(tokens, at) if comma or tokens[at].joined else None
    if not word:
        item = _item(tokens, at, unknown=False) if comma or tokens[at].joined else None
        if item and not comma:  # "allergies: nuts milk eggs"
            ill = refusal is Refusal.HEALTH and is_vital(listed[0].chip) and is_vital(item.chip)
            return item if ill else None
        return item if item and _continues(tokens, item, listed, refusal) else None
    start, alternative = word
    if start >= len(tokens) or not tokens[start].joined:
        return None
    item = _item(tokens, start, unknown=alternative and refusal is not Refusal.KNOWN)
    if item and tokens[at].key == "+" and refusal is not Refusal.HEALTH:
        return item if is_vital(item.chip) else None  # "burger, no onion + bacon"
    return item if item and (alternative or _is_like(item.chip, listed[0].chip)) else None


def _is_like(chip: Chip, first: Chip) -> bool:
    """Return whether "and" adds ``chip`` to what is refused: "no nuts and spicy" wants it spicy."""
    return chip.kind not in {"spice", "unwanted"} or chip.kind == first.kind


def _continues(
    tokens: Sequence[Token], item: _Item, listed: Sequence[Reading], refusal: Refusal
) -> bool:
    """Return whether what follows a comma is refused: "no nuts, eggs", but "no nuts, chicken".

    An allergen beside an allergen is; an ingredient only as a part of a list of three, or of one
    that "and" or "or" closes.
    """
    first = listed[0].chip
    if not _is_like(item.chip, first):
        return False
    if refusal is Refusal.HEALTH or _after_comma(tokens, listed[-1].start):
        return True
    if is_vital(item.chip) and (is_vital(first) or first.kind == "diet"):
        return True
    at = item.end
    while at < len(tokens):
        if SEPARATORS.after(tokens, at):
            return True
        following = _item(tokens, at, unknown=False) if tokens[at].gap.strip() == "," else None
        if not following:
            return False
        at = following.end
    return at > item.end


def is_vital(chip: Chip) -> bool:
    """Return whether a guest may fall ill without it: read even where it is a dish's name."""
    return chip.kind == "allergen" or "gluten_free" in chip.filters


def _after_comma(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].gap.strip() in _COMMAS and not SEPARATORS.longest(tokens, at)


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
    if item.chip.kind == "spice":
        return _Item(item.end, meaning("spice", max_spice=1))
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
        if free := FREE.after(tokens, item.end):
            return (
                [] if _is_free_itself(tokens, free[0]) else _freed(tokens, starts, items, free[0])
            )
        if _is_refused_after(tokens, item.end):
            return _ended_by(item.end + 1, starts, items)
        following = _joined_to(tokens, item)
        if following is None:
            return []
        starts.append(item.end)
        start = following
    return []


def _joined_to(tokens: Sequence[Token], item: _Item) -> int | None:
    """Return where the next item of a list begins that is refused at its end; None at its end."""
    if item.end >= len(tokens):
        return None
    if tokens[item.end].key == "+" and not is_vital(item.chip):
        return None  # "chicken + dairy free"
    if word := CONNECTORS.after(tokens, item.end):
        return word[0]
    return item.end if tokens[item.end].gap.strip(" -") in _COMMAS else None


def _is_free_itself(tokens: Sequence[Token], at: int) -> bool:
    """Return whether "free" says how something was kept: "eggs (free range)"."""
    return at < len(tokens) and tokens[at].key in {"range", "style"}


def _freed(
    tokens: Sequence[Token], starts: Sequence[int], items: Sequence[_Item], end: int
) -> list[Reading]:
    """Return the items as refused by what ends at ``end``, unless that is a sign that goes on."""
    sign = tokens[items[-1].end]
    goes_on = sign.key in SIGNS and sign.gap and _food(tokens, end)  # "fish 🚫 nuts"
    return _ended_by(items[-1].end if goes_on else end, starts, items)


def _is_refused_after(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a "no" that closes a clause stands at ``at``: "mariscos no, por favor"."""
    if at >= len(tokens) or tokens[at].key != "no" or not tokens[at].joined:
        return False
    if at + 1 == len(tokens):
        return True
    closing = tokens[at + 1].gap.strip() in {",", ".", "!"}
    return closing or tokens[at + 1].key in {"por", "gracias", "please", "thanks"}


def _ended_by(end: int, starts: Sequence[int], items: Sequence[_Item]) -> list[Reading]:
    readings = [Reading(at, item.end, item.chip) for at, item in zip(starts, items, strict=True)]
    return [*readings[:-1], replace(readings[-1], end=end)]
