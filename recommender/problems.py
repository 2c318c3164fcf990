"""What is wrong with the values of a dish, in sentences that a person understands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one value of a dish; ``reason`` completes "price 'abc' ..."."""

    field: str
    value: object
    reason: str

    def __str__(self) -> str:
        shown = "" if self.value in (None, "") else f' "{_shortened(str(self.value))}"'
        return f"{self.field}{shown} {self.reason}."


def _follows_from_another(detail: ErrorDetails, field: str, values: Mapping[str, Any]) -> bool:
    """Return whether a problem is the shadow of another: an id is made from the name."""
    if detail["type"] == "missing":
        return field == "id" and "name" not in values
    return bool(detail["loc"]) and field not in values


def _shortened(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


_REASONS = {
    "missing": "is missing",
    "too_short": "is missing",
    "too_long": "is longer than {max_length} characters",
    "string_too_long": "is longer than {max_length} characters",
    "float_parsing": "is not a price such as 12.50",
    "float_type": "is not a price such as 12.50",
    "finite_number": "is not a price such as 12.50",
    "int_parsing": "is not a whole number",
    "int_from_float": "is not a whole number",
    "bool_parsing": "is neither yes nor no",
    "bool_type": "is neither yes nor no",
    "greater_than_equal": "is less than {ge:g}",
    "less_than_equal": "is more than {le:g}",
    "literal_error": "is not one of {expected}",
    "extra_forbidden": "is not known",
}
_PATTERNS = {
    "id": "may hold only a-z, 0-9 and single dashes",
    "currency": "is not a currency code such as EUR",
    "photo": "is not the name of a stored photo",
}


def _reason(detail: ErrorDetails, field: str) -> str:
    if detail["type"] == "string_pattern_mismatch":
        return _PATTERNS[field]
    if detail["type"] == "too_long" and field == "ingredients":
        return "has more than {max_length} entries".format(**detail["ctx"])
    template = _REASONS.get(detail["type"])
    return template.format(**detail.get("ctx", {})) if template else detail["msg"]


def problems(error: ValidationError, values: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong in words a person understands, one for each bad value of a dish."""
    found: dict[str, Problem] = {}
    for detail in error.errors():
        field = str(detail["loc"][0]) if detail["loc"] else detail["type"]
        if _follows_from_another(detail, field, values):
            continue
        inner = len(detail["loc"]) > 1 and detail["type"] == "literal_error"
        value = detail["input"] if inner else values.get(field)
        found.setdefault(field, Problem(field, value, _reason(detail, field)))
    return list(found.values())


def sentences(found: Iterable[Problem]) -> str:
    """Return problems as one text."""
    return " ".join(str(problem) for problem in found)
