"""The interface in the reader's language: sentences, numbers, prices and dates.

Sentences stand in English in the code; ``recommender/locale`` holds the other languages, one
gettext file each. Facts are named in braces, so that a translator may move them.
"""

from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from datetime import date, datetime, tzinfo
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import Any

import streamlit as st
from babel import Locale
from babel.dates import format_date, format_datetime, format_time, get_day_names
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, get_currency_name

from recommender.locale import CATALOG, LOCALES
from recommender.ui import state

ENGLISH = "en"
PARAMETER = "lang"  # of the address
_SETTLED: ContextVar[str] = ContextVar("settled", default="")


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of all languages that there is a catalog for; English first."""
    return (ENGLISH, *sorted(file.parts[-3] for file in LOCALES.glob(f"*/{CATALOG}")))


def settle_language() -> None:
    """Find the reader's language for this run of a page, which asks for it a thousand times."""
    _SETTLED.set(_found())


def language() -> str:
    """Return the reader's language: the address's, the browser's, the house's, or English."""
    return _SETTLED.get() or _found()


def _found() -> str:
    return next((code for code in _asked() if code in languages()), ENGLISH)


def _asked() -> Iterator[str]:
    yield st.query_params.get(PARAMETER, "")
    yield (st.context.locale or "").split("-")[0]
    yield state.house_language()


def own_name(code: str) -> str:
    """Return what a language calls itself, such as "Español"."""
    name = Locale(code).get_display_name() or code
    return name[0].upper() + name[1:]


def t(text: str, **facts: Any) -> str:
    """Return ``text`` in the reader's language, filled with ``facts``."""
    return _filled(_translations(language()).gettext(text), facts)


def p(context: str, text: str, **facts: Any) -> str:
    """Return ``text``, which means different things, as it is said in ``context``."""
    return _filled(_translations(language()).pgettext(context, text), facts)


def n(one: str, many: str, count: int, **facts: Any) -> str:
    """Return the form for ``count`` things; the text has it as ``{count}``."""
    form = _translations(language()).ngettext(one, many, count)
    return form.format(count=number(count), **facts)


def number(value: float) -> str:
    """Return a number as the reader writes it."""
    return format_decimal(value, locale=language())


def decimals(value: float) -> str:
    """Return an amount as the reader writes it where its currency goes without saying."""
    return format_decimal(value, "#,##0.00", locale=language())


def money(amount: float, currency: str) -> str:
    """Return an amount as the reader writes it."""
    return format_currency(amount, currency, locale=language())


def whole_money(currency: str) -> str:
    """Return the printf pattern of a whole amount, such as ``€%d``."""
    one = format_currency(
        7, currency, locale=language(), currency_digits=False, format=_whole_pattern()
    )
    return one.replace("%", "%%").replace("7", "%d")


def day(when: date | datetime) -> str:
    """Return a day as the reader writes it."""
    return format_date(when, "long", locale=language())


def moment(when: datetime, zone: tzinfo | None) -> str:
    """Return a moment on the clock of ``zone``, None: this machine's, as the reader writes it."""
    return format_datetime(when.astimezone(zone), "short", locale=language())


def clock(when: datetime, zone: tzinfo | None = None) -> str:
    """Return the time of a moment on the clock of ``zone``, this machine's unless given."""
    return format_time(when.astimezone(zone).time(), "short", locale=language())


def weekdays() -> list[str]:
    """Return the names of the days as they stand inside a sentence, Monday first."""
    names = get_day_names("wide", locale=language())
    return [names[day] for day in range(7)]


def currency(code: str) -> str:
    """Return the name of a currency with its code, as in a list."""
    return f"{get_currency_name(code, locale=language())} ({code})"


def listed(items: Sequence[str]) -> str:
    """Return ``items`` as the reader enumerates them: "a, b and c"."""
    return format_list(items, locale=language())


def _whole_pattern() -> str:
    pattern = Locale(language()).currency_formats["standard"].pattern
    return str(pattern).replace("0.00", "0")


def _filled(text: str, facts: dict[str, Any]) -> str:
    return text.format(**facts) if facts else text


@cache
def _translations(code: str) -> NullTranslations:
    if code == ENGLISH:
        return NullTranslations()
    with (LOCALES / code / CATALOG).open("rb") as file:
        catalog = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return GNUTranslations(compiled)
