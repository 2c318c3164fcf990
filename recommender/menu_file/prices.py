"""Prices as people write them: "€12,50", "12.50 EUR", "US$ 9", "1.250,-"."""
# ruff: noqa: RUF001 - apostrophes and dashes of prices are what this is about

import re
from collections.abc import Iterable
from dataclasses import dataclass

from recommender.because import Because
from recommender.dish import LARGE_CURRENCIES, fold
from recommender.menu_file.vocabulary import (
    CURRENCY_CODES,
    CURRENCY_WORDS,
    SHARED_SIGNS,
)

MAX_LENGTH = 40  # characters; no price with its currency is longer
NO_PRICE = Because("is not a price such as 12.50")
A_DATE = Because(
    "is a date; a spreadsheet may have made it of a price such as 12.50, so format the column "
    "as text and type the price again"
)
_SHAPE = re.compile(
    r"(?P<sign>[-−]?)(?P<before>(?:[^\d.,+−-]|\.(?=\s))*)(?P<inner>[-−]?)"
    r"(?P<number>[.,]?\d[\d.,'’ ]*?)(?P<dash>[.,][-–—]{1,2})?(?P<after>[^\d+]*)"
)
_DATE = re.compile(
    r"\d{1,2}/\d{1,2}|\d{1,4}[-/]\d{1,2}[-/]\d{1,4}([t ].*)?|\d{1,2}\.\d{1,2}\.\d{4}"
    r"|\d{1,2}[- ](de )?[a-z]{3,10}\.?([- ](de )?\d{2,4})?|[a-z]{3,10}[- ]\d{1,4}"
)
_MONTHS = re.compile("jan|ene|feb|mar|apr|abr|may|jun|jul|aug|ago|sep|oct|nov|dec|dic")
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*")


class BadCell(Exception):
    """A cell that cannot be read; ``reason`` completes 'price "abc" ...'."""

    def __init__(self, reason: Because, value: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = value


@dataclass(frozen=True)
class Amount:
    """A price cell taken apart, before the rest of its column has been seen.

    ``point`` is the decimal sign that its way of writing shows: "." or ",", or "" for neither;
    ``thousands`` is the other reading of a number such as "1.500", or "".
    """

    number: str
    currency: str = ""  # a code, a sign that several share, or nothing
    point: str = ""
    thousands: str = ""


def amount(text: str) -> Amount:
    """Take a price cell apart.

    Raises:
        BadCell: it is no price.
    """
    if len(text) > MAX_LENGTH:
        raise BadCell(NO_PRICE)
    if _is_date(fold(text)):
        raise BadCell(A_DATE)
    found = _SHAPE.fullmatch(text.strip())
    if not found or (found["sign"] and found["inner"]):
        raise BadCell(NO_PRICE)
    currency = _currency(found["before"], found["after"])
    number = found["number"].strip()
    parsed = _whole(number, found["dash"]) if found["dash"] else _number(number)
    minus = "-" if found["sign"] or found["inner"] else ""
    return Amount(minus + parsed.number, currency, parsed.point, parsed.thousands)


def currency_in(text: str) -> str:
    """Return the currency that a header such as "Price (USD)" or "PVP €" names, or nothing."""
    codes = map(_code, re.split(r"[\s()\[\]]+", text))
    return next((code for code in codes if code and code not in SHARED_SIGNS), "")


def decimal_point(amounts: Iterable[Amount]) -> str:
    """Return the decimal sign that a column uses, if it uses one alone."""
    points = {found.point for found in amounts} - {""}
    return points.pop() if len(points) == 1 else ""


def resolved(found: Amount, point: str, currency: str) -> str:
    """Return the number, with a decimal point, that ``found`` is in its column.

    Raises:
        BadCell: it may be either of two numbers.
    """
    if not found.thousands:
        return found.number
    written_with = "." if "." in found.number else ","
    if currency in LARGE_CURRENCIES or (point and point != written_with):
        return found.thousands
    small = found.number.replace(",", ".")
    reason = Because(
        "may be {one} or {other}; write it with two decimals", one=found.thousands, other=small
    )
    raise BadCell(reason)


def _is_date(folded: str) -> bool:
    if not _DATE.fullmatch(folded):
        return False
    words = re.findall(r"[a-z]{3,}", folded)
    return all(map(_MONTHS.match, words))


def _number(number: str) -> Amount:
    separators = re.findall(r"[.,'’ ]", number)
    if not separators:
        return Amount(number)
    last, kinds = separators[-1], set(separators)
    if _GROUPED.fullmatch(number) and len(kinds) == 1:
        return _grouped(number, last, len(separators))
    whole, _, cents = number.rpartition(last)
    well_formed = last in ".," and cents.isdigit() and last not in whole
    if not well_formed or not (whole.isdigit() or not whole or _GROUPED.fullmatch(whole)):
        raise BadCell(NO_PRICE)
    return Amount(f"{_digits(whole) or '0'}.{cents}", point=last)


def _grouped(number: str, separator: str, groups: int) -> Amount:
    """Read digits in groups of three: thousands, but "1.500" may be one and a half."""
    together = _digits(number)
    if separator not in ".,":
        return Amount(together)
    other = "," if separator == "." else "."
    if groups > 1:
        return Amount(together, point=other)
    if number.startswith("0"):
        return Amount(number.replace(separator, "."), point=separator)
    return Amount(number, thousands=together)


def _whole(number: str, dash: str) -> Amount:
    """Read "1.250,-": the sign before the dash is the decimal one."""
    found = _number(number)
    if found.point == dash[0] or (found.point and not found.thousands and "." in found.number):
        raise BadCell(NO_PRICE)
    return Amount(found.thousands or found.number, point=dash[0])


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _currency(before: str, after: str) -> str:
    named = {_code(part) for part in (before, after) if part.strip()}
    for sign in named & SHARED_SIGNS.keys():  # "$12 USD"
        named -= {sign} if named & SHARED_SIGNS[sign] else set()
    if "" in named or len(named) > 1:
        raise BadCell(NO_PRICE)
    return named.pop() if named else ""


def _code(text: str) -> str:
    """Return the currency that ``text`` is: its code, or a sign that several share."""
    word = fold(text).rstrip(".") or text
    if word.upper() in CURRENCY_CODES:
        return word.upper()
    return CURRENCY_WORDS.get(word) or (word if word in SHARED_SIGNS else "")
