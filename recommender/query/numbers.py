"""Numbers and sums of money, in digits and in words, English and Spanish."""

import re
from collections.abc import Sequence

from recommender.dish import MAX_LARGE_PRICE
from recommender.query.tokens import Phrases, Token, word_set

_ENGLISH = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen
"""
_SPANISH = """
    cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince
    dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres
    veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve
"""
_ENGLISH_TENS = "ten twenty thirty forty fifty sixty seventy eighty ninety"
_SPANISH_TENS = "diez veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"


def _spelled_numbers() -> dict[str, int]:
    numbers = {"a|one| hundred": 100, "cien": 100, "un": 1, "fourty": 40}
    for small, tens, and_ in ((_ENGLISH, _ENGLISH_TENS, ""), (_SPANISH, _SPANISH_TENS, "y")):
        units = small.split()
        numbers |= {word: number for number, word in enumerate(units)}
        for ten, word in enumerate(tens.split()[1:], start=2):
            numbers[word] = ten * 10
            for unit in range(1, 10):
                numbers[f"{word} {and_} {units[unit]}"] = ten * 10 + unit
    return numbers


SPELLED = Phrases(_spelled_numbers())
SLANG = Phrases({"a| tenner": 10, "a| fiver": 5})  # sums that are money by themselves
CURRENCY_SIGNS = frozenset("€$£")
CURRENCY_WORDS = word_set(
    """
    euro|euros|eur|euritos|usd|gbp|dollar|dollars|dolar|dolares|buck|bucks|quid|pounds|pavos
    """
)
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,'\u2019][0-9]{3})+")


def digits(token: Token) -> float | None:
    """Return the number that ``token`` writes in digits: ``12``, ``12.50``, ``12,50``."""
    if not token.key[0].isascii() or not token.key[0].isdigit():
        return None
    if _THOUSANDS.fullmatch(token.key):
        return float(re.sub(r"[.,'\u2019]", "", token.key))
    try:
        return float(re.sub(r"[,'\u2019]", ".", token.key))
    except ValueError:
        return None


def number(tokens: Sequence[Token], at: int) -> tuple[int, float] | None:
    """Return where the number that begins at ``at`` ends, and its value."""
    if at >= len(tokens):
        return None
    value = digits(tokens[at])
    if value is not None:
        return at + 1, value
    found = SPELLED.longest(tokens, at)
    return (found[0], float(found[1])) if found else None


def amount(tokens: Sequence[Token], at: int) -> tuple[int, float, bool] | None:
    """Return end and value of the sum that begins at ``at``, and whether it is surely money."""
    slang = SLANG.longest(tokens, at)
    if slang:
        return slang[0], float(slang[1]), True
    signed = at < len(tokens) and tokens[at].key in CURRENCY_SIGNS
    found = number(tokens, at + signed)
    if not found or (signed and not tokens[at + 1].joined):
        return None
    end, value = found
    if value > MAX_LARGE_PRICE:
        return None
    # Behind a signed number another sign is the next price's: "€10-€15".
    after = is_currency(tokens, end) and not (signed and tokens[end].key in CURRENCY_SIGNS)
    return end + after, round(value, 2), signed or after


def is_currency(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a currency stands at ``at``, right behind a number."""
    if at >= len(tokens) or not tokens[at].joined:
        return False
    if tokens[at].key == "pounds" and at + 1 < len(tokens) and tokens[at + 1].key == "of":
        return False  # a weight
    return tokens[at].key in CURRENCY_SIGNS or tokens[at].key in CURRENCY_WORDS
