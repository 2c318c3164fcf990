"""Dishes as the catalog keeps them: JSON, put in order and checked before it was written."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import SchemaValidator

from recommender.dish import TIDYING, Dish


def read_dish(body: str | bytes) -> Dish:
    """Return the dish whose JSON this is, as ``model_dump_json`` made it.

    All is checked as ever. Only what puts in order what people type is left out, which was done
    before it was kept: a large menu is read three times as fast.

    Raises:
        ValidationError: it is no dish.
    """
    try:
        dish: Dish = _kept().validate_json(body)
    except ValidationError:  # somebody else's hand: in order or not, as it would be typed
        return Dish.model_validate_json(body)
    return dish


@cache
def _kept() -> SchemaValidator:
    return SchemaValidator(_without(TIDYING, Dish.__pydantic_core_schema__))


def _without(functions: Sequence[object], schema: Any) -> Any:
    """Return a schema without what calls any of these functions before it checks a value."""
    if isinstance(schema, Mapping):
        tidies = schema.get("type") == "function-before"
        if tidies and schema["function"]["function"] in functions:
            return _without(functions, schema["schema"])
        return {key: _without(functions, part) for key, part in schema.items()}
    return [_without(functions, part) for part in schema] if isinstance(schema, list) else schema
