"""The currencies that somebody pays with today."""

from functools import cache

from babel.core import get_global
from babel.numbers import get_territory_currencies


@cache
def currencies() -> tuple[str, ...]:
    """Return the ISO 4217 codes of all currencies that are legal tender somewhere, in order."""
    territories = get_global("territory_currencies")
    return tuple(sorted({code for one in territories for code in get_territory_currencies(one)}))
