"""Prices: "under 12", "between 8 and 12 euros", "de 5 a 10 €", "for two under 30"."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommender.query.numbers import amount, is_currency, number
from recommender.query.price_words import (
    AFTER,
    AFTER_BARE,
    BEFORE_AMOUNT,
    DASHES,
    EACH,
    NOT_MONEY,
    OPENERS,
    PERSONS,
    PLAIN,
    RANGE_INNER,
    RANGES,
)
from recommender.query.reading import Reading, meaning
from recommender.query.tokens import Token


@dataclass(frozen=True, slots=True)
class _Price:
    end: int
    low: float | None
    high: float | None


def price(tokens: Sequence[Token], at: int) -> list[Reading]:
    """Read a price that begins at ``at``; a price for several is shared among them."""
    table = _persons(tokens, at)
    start = table[0] if table else at
    found = _range(tokens, start) or _bounded(tokens, start) or _plain(tokens, start)
    if not found or (table and not tokens[start].joined):
        return []
    each = EACH.after(tokens, found.end)
    joined = found.end < len(tokens) and tokens[found.end].joined
    sharing = _persons(tokens, found.end) if joined else None
    end = each[0] if each else sharing[0] if sharing else found.end
    return [_shared(at, end, found, 1 if each else _party(tokens))]


def _shared(at: int, end: int, found: _Price, party: int) -> Reading:
    bounds = {"min_price": found.low, "max_price": found.high}
    filters = {name: round(value / party, 2) for name, value in bounds.items() if value is not None}
    kind = "min_price" if found.high is None else "max_price"
    return Reading(at, end, meaning(kind, **filters))


def _party(tokens: Sequence[Token]) -> int:
    """Return among how many people the guest shares: "dinner for two, under 30"."""
    parties = (_persons(tokens, at) for at in range(len(tokens)))
    return next((found[1] for found in parties if found), 1)


def _persons(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Read "for two", "para 4 personas": where it ends, and how many they are."""
    led = at < len(tokens) and tokens[at].key in {"for", "para", "entre"}
    found = number(tokens, at + led)
    if not found or not 2 <= found[1] <= 20 or found[1] % 1:
        return None
    end, count = found
    if named := PERSONS.after(tokens, end):
        return named[0], int(count)
    if not led or tokens[at].key == "entre" or not tokens[at + 1].joined:
        return None
    priced = is_currency(tokens, end) or AFTER.after(tokens, end) or _range(tokens, at + 1)
    return (end, int(count)) if not priced and _ends_phrase(tokens, end) else None


def _ends_phrase(tokens: Sequence[Token], at: int) -> bool:
    """Return whether no noun follows that a number before ``at`` could count."""
    if at >= len(tokens) or not tokens[at].joined or tokens[at].key in AFTER_BARE:
        return True
    return bool(OPENERS.longest(tokens, at) or amount(tokens, at))


def _bounded(tokens: Sequence[Token], at: int) -> _Price | None:
    """Read "under 12 euros", "a partir de 10", "no more than 15"."""
    opener = OPENERS.longest(tokens, at)
    if not opener:
        return None
    start, side = opener
    if start < len(tokens) and tokens[start].key in BEFORE_AMOUNT:
        start += 1
    found = amount(tokens, start)
    if not found or not tokens[start].joined:
        return None
    end, value, sure = found
    after = AFTER.after(tokens, end)
    end = after[0] if after and after[1] == side else end
    if not sure and not _may_be_money(tokens, end, side):
        return None
    return _Price(end, *((value, None) if side == "min" else (None, value)))


def _may_be_money(tokens: Sequence[Token], end: int, side: str) -> bool:
    if end >= len(tokens) or not tokens[end].joined:
        return True
    if side == "min":  # "at least two eggs", "from 3 cheeses"
        return _ends_phrase(tokens, end)
    return tokens[end].key not in NOT_MONEY


def _plain(tokens: Sequence[Token], at: int) -> _Price | None:
    """Read "for 10 euros", "12€", "10 euro budget", "10 or less"."""
    opener = PLAIN.longest(tokens, at)
    start = opener[0] if opener else at
    found = amount(tokens, start)
    if not found or (opener and not tokens[start].joined):
        return None
    end, value, sure = found
    after = AFTER.after(tokens, end)
    if after:
        end, side = after
        if sure or _may_be_money(tokens, end, "min"):
            return _Price(end, *((value, None) if side == "min" else (None, value)))
    return _Price(end, None, value) if sure else None


def _range(tokens: Sequence[Token], at: int) -> _Price | None:
    """Read "between 8 and 12", "5-10 euros", "de 5 a 10 €"."""
    opener = RANGES.longest(tokens, at)
    start = opener[0] if opener else at
    low = amount(tokens, start)
    if not low or (opener and not tokens[start].joined):
        return None
    inner = RANGE_INNER.after(tokens, low[0])
    dashed = low[0] < len(tokens) and tokens[low[0]].gap.strip() in DASHES
    high = amount(tokens, inner[0]) if inner else amount(tokens, low[0]) if dashed else None
    if not high or not (low[2] or high[2] or _named_between(tokens, at, start, high[0])):
        return None
    return _Price(high[0], *sorted((low[1], high[1])))


def _named_between(tokens: Sequence[Token], at: int, start: int, end: int) -> bool:
    """Return whether "between" or "entre" says that two bare numbers are bounds."""
    if not any(token.key in {"between", "entre"} for token in tokens[at:start]):
        return False
    return _ends_phrase(tokens, end) or (end < len(tokens) and tokens[end].key not in NOT_MONEY)
