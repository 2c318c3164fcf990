"""Foods that are refused by what stands behind them: "nut and dairy free", "egg allergy"."""

from collections.abc import Sequence
from dataclasses import replace

from recommender.query.reading import Reading
from recommender.query.refusals import COMMAS, CONNECTORS, FREE
from recommender.query.refused_foods import Item, food_at, is_vital
from recommender.query.tokens import Token

FREE_OF = frozenset({"allergen", "ingredient", "diet", "spice"})
SIGNS = frozenset({"🚫", "❌"})


def free_from(tokens: Sequence[Token], at: int) -> list[Reading]:
    """Read a list that is refused at its end: "nut and dairy free", "egg allergy"."""
    starts, items, start = [at], [], at
    while (item := food_at(tokens, start)) and item.chip.kind in FREE_OF:
        items.append(item)
        if free := FREE.after(tokens, item.end):
            return _freed(tokens, starts, items, free[0])
        if _is_refused_after(tokens, item.end):
            return _ended_by(item.end + 1, starts, items)
        following = _joined_to(tokens, item)
        if following is None:
            return []
        starts.append(item.end)
        start = following
    return []


def _joined_to(tokens: Sequence[Token], item: Item) -> int | None:
    """Return where the next item of a list begins that is refused at its end; None at its end."""
    if item.end >= len(tokens):
        return None
    if tokens[item.end].key == "+" and not is_vital(item.chip):
        return None  # "chicken + dairy free"
    if word := CONNECTORS.after(tokens, item.end):
        return word[0]
    return item.end if tokens[item.end].gap.strip(" -") in COMMAS else None


def _freed(
    tokens: Sequence[Token], starts: Sequence[int], items: Sequence[Item], end: int
) -> list[Reading]:
    """Return the items as refused up to ``end``; none of eggs that are "free range"."""
    if end < len(tokens) and tokens[end].key in {"range", "style"}:  # "eggs (free range)"
        return []
    sign = tokens[items[-1].end]
    goes_on = sign.key in SIGNS and sign.gap and food_at(tokens, end)  # "fish 🚫 nuts"
    return _ended_by(items[-1].end if goes_on else end, starts, items)


def _is_refused_after(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a "no" that closes a clause stands at ``at``: "mariscos no, por favor"."""
    if at >= len(tokens) or tokens[at].key != "no" or not tokens[at].joined:
        return False
    if at + 1 == len(tokens):
        return True
    closing = tokens[at + 1].gap.strip() in {",", ".", "!"}
    return closing or tokens[at + 1].key in {"por", "gracias", "please", "thanks"}


def _ended_by(end: int, starts: Sequence[int], items: Sequence[Item]) -> list[Reading]:
    readings = [Reading(at, item.end, item.chip) for at, item in zip(starts, items, strict=True)]
    return [*readings[:-1], replace(readings[-1], end=end)]
