"""What is wrong with the values of a dish, in sentences that a person understands."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from recommender.because import Because


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one value of a dish; ``reason`` completes "price 'abc' ..."."""

    field: str
    value: object
    reason: Because

    def __str__(self) -> str:
        value = f' "{self.value_shown}"' if self.value_shown else ""
        return f"{self.field}{value} {self.reason}."

    @property
    def value_shown(self) -> str:
        """The value as a sentence holds it: not too long, empty when there is none."""
        return "" if self.value is None else _shortened(str(self.value))


def _follows_from_another(detail: ErrorDetails, field: str, values: Mapping[str, Any]) -> bool:
    """Return whether a problem is the shadow of another: an id is made from the name."""
    if detail["type"] == "missing":
        return field == "id" and "name" not in values
    return bool(detail["loc"]) and field not in values


def _shortened(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


_MISSING = Because("is missing")
_NO_PRICE = Because("is not a price such as 12.50")
_NOT_WHOLE = Because("is not a whole number")
_NEITHER = Because("is neither yes nor no")
_REASONS = {
    "missing": _MISSING,
    "too_short": _MISSING,
    "float_parsing": _NO_PRICE,
    "float_type": _NO_PRICE,
    "finite_number": _NO_PRICE,
    "int_parsing": _NOT_WHOLE,
    "int_from_float": _NOT_WHOLE,
    "bool_parsing": _NEITHER,
    "bool_type": _NEITHER,
    "extra_forbidden": Because("is not known"),
}
_PATTERNS = {
    "id": Because("may hold only a-z, 0-9 and single dashes"),
    "currency": Because("is not a currency code such as EUR"),
    "photo": Because("is not the name of a stored photo"),
}


def broken(error_type: str, reason: Because) -> PydanticCustomError:
    """Return the error of a rule of ours; ``error_type`` is the field unless a value has one."""
    return PydanticCustomError(error_type, "{reason}", {"reason": reason})


def _reason(detail: ErrorDetails, field: str) -> Because:
    if detail["type"] == "string_pattern_mismatch":
        return _PATTERNS[field]
    facts = detail.get("ctx", {})
    ours, message = facts.get("reason"), detail["msg"]
    if isinstance(ours, Because):
        return ours
    return _beyond(detail["type"], field, facts) or _REASONS.get(detail["type"], Because(message))


def _beyond(kind: str, field: str, facts: Mapping[str, Any]) -> Because | None:
    """Return the reason of what is outside a limit."""
    if kind == "too_long" and field == "ingredients":
        return Because("has more than {most} entries", most=str(facts["max_length"]))
    if kind in {"too_long", "string_too_long"}:
        return Because("is longer than {most} characters", most=str(facts["max_length"]))
    if kind == "greater_than_equal":
        return Because("is less than {least}", least=f"{facts['ge']:g}")
    if kind == "less_than_equal":
        return Because("is more than {most}", most=f"{facts['le']:.10g}")
    if kind == "literal_error":
        return Because(
            "is not one of {known}", known=tuple(re.findall(r"'(\w+)'", facts["expected"]))
        )
    return None


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
