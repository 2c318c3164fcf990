"""What a guest will not have, said before it: "without nuts or milk", "nada frito"."""

from collections.abc import Callable, Sequence

from recommender.query.chips import Chip
from recommender.query.reading import Reading
from recommender.query.refusals import AFTER_FOOD, COMMAS, LEADS, REFUSALS, SEPARATORS, Refusal
from recommender.query.refused_foods import Item, is_vital, item_at
from recommender.query.refused_words import DETERMINERS
from recommender.query.tokens import Phrases, Token


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
) -> Item | None:
    if at >= len(tokens) or not tokens[at].joined:
        return None
    known = item_at(tokens, at, unknown=False)
    if known or refusal is Refusal.KNOWN:
        return known
    item = item_at(tokens, at, unknown=True)
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
) -> Item | None:
    """Read one more item, behind a comma or a word such as "or"."""
    comma = tokens[at].gap.strip() in COMMAS
    word = SEPARATORS.longest(tokens, at) if comma or tokens[at].joined else None
    if not word:
        item = item_at(tokens, at, unknown=False) if comma or tokens[at].joined else None
        if item and not comma:  # "allergies: nuts milk eggs"
            ill = refusal is Refusal.HEALTH and is_vital(listed[0].chip) and is_vital(item.chip)
            return item if ill else None
        return item if item and _continues(tokens, item, listed, refusal) else None
    start, alternative = word
    if start >= len(tokens) or not tokens[start].joined:
        return None
    item = item_at(tokens, start, unknown=alternative and refusal is not Refusal.KNOWN)
    if item and tokens[at].key == "+" and refusal is not Refusal.HEALTH:
        return item if is_vital(item.chip) else None  # "burger, no onion + bacon"
    return item if item and (alternative or _is_like(item.chip, listed[0].chip)) else None


def _is_like(chip: Chip, first: Chip) -> bool:
    """Return whether "and" adds ``chip`` to what is refused: "no nuts and spicy" wants it spicy."""
    return chip.kind not in {"spice", "unwanted"} or chip.kind == first.kind


def _continues(
    tokens: Sequence[Token], item: Item, listed: Sequence[Reading], refusal: Refusal
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
        following = item_at(tokens, at, unknown=False) if tokens[at].gap.strip() == "," else None
        if not following:
            return False
        at = following.end
    return at > item.end


def _after_comma(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].gap.strip() in COMMAS and not SEPARATORS.longest(tokens, at)
