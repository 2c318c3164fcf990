"""A shorthand for what a text asks for: ``"vegan max=12 without=milk,eggs course=dessert"``."""

from typing import Any

from recommender.query import Understanding

_LISTS = {
    "without": "without",
    "no": "without_ingredients",
    "cuisine": "cuisine",
    "course": "course",
}
_NUMBERS = {
    "max": ("max_price", float),
    "min": ("min_price", float),
    "spice<": ("max_spice", int),
    "spice>": ("min_spice", int),
}


def filters(shorthand: str) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    for part in shorthand.split():
        name, _, value = part.partition("=")
        if name in _LISTS:
            asked[_LISTS[name]] = sorted(value.replace("_", " ").split(","))
        elif name in _NUMBERS:
            field, kind = _NUMBERS[name]
            asked[field] = kind(value)
        else:
            asked[name] = True
    return asked


def asked(understanding: Understanding) -> dict[str, Any]:
    """Return the filters of ``understanding``, with its lists in order of the alphabet."""
    return {
        name: sorted(value) if isinstance(value, list) else value
        for name, value in understanding.filters.items()
    }


def table(lines: str) -> list[tuple[str, str]]:
    """Return the rows "text | shorthand" of ``lines``."""
    rows = (line.partition("|") for line in lines.strip().splitlines())
    return [(text.strip(), asked.strip()) for text, _, asked in rows]
