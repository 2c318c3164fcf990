"""How a changed dish is made: what hangs together changes together, what others did stays."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from recommender.because import Because
from recommender.dish import Dish, Problem, problems

RECORDED = ("id", "photo", "declared_by", "declared_at")  # by other means than a changed value


def over(before: Dish, said: Dish, names: Iterable[str]) -> Dish:
    """Return ``before`` with what ``said`` holds under ``names``.

    A vegan dish is vegetarian too, and one that is vegan no more must not stay vegetarian because
    it was; a dish that is on the menu has no day of return; a declaration holds for what was
    declared.

    Raises:
        ValidationError: the two do not go together.
    """
    values = {name: getattr(said, name) for name in names}
    if said.vegan != before.vegan and "vegan" in values:
        values.setdefault("vegetarian", said.vegetarian)
    if "available" in values and "off_until" not in values:
        still_off = not (said.available or before.available)
        values["off_until"] = before.off_until if still_off else None
    if "allergens" in values and said.allergens != before.allergens:
        values = {"declared_by": "", "declared_at": None} | values
    if all(getattr(before, name) == value for name, value in values.items()):
        return before
    return Dish.model_validate({**before.model_dump(), **values})


def edited(before: Dish, changes: Mapping[str, Any]) -> Dish:
    """Return ``before`` with ``changes`` as a person wrote them; an empty one clears its field.

    Raises:
        Unfit: a change cannot be taken.
    """
    if fixed := [
        Problem(n, changes[n], Because("cannot be changed")) for n in RECORDED if n in changes
    ]:
        raise Unfit(fixed)
    kept = ("id", "name", "price", "available")
    values = _filled({name: getattr(before, name) for name in kept} | dict(changes))
    try:
        said = Dish.model_validate(values)
        if "vegan" in changes and "vegetarian" not in changes and not said.vegan:
            # Whoever takes "vegan" away sees that the dish is vegetarian, and leaves it so.
            said = said.model_copy(update={"vegetarian": before.vegetarian})
        return over(before, said, changes)
    except ValidationError as error:
        raise Unfit(problems(error, values)) from None


class Unfit(Exception):
    """What was made of a dish breaks the rules of the menu."""

    def __init__(self, found: Iterable[Problem]) -> None:
        super().__init__()
        self.problems = tuple(found)


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``values``, where an empty one is what the field is without it, or missing."""
    filled = dict(values)
    for name, field in Dish.model_fields.items():
        if name in values and values[name] in ("", None):
            del filled[name]
            if not field.is_required():
                filled[name] = field.get_default()
    return filled


def conflicts(base: Dish, wanted: Dish, current: Dish) -> set[str]:
    """Return the fields that two people changed from ``base``, to different values."""
    return _difference(base, wanted) & _difference(base, current) & _difference(wanted, current)


def merged(base: Dish, wanted: Dish, current: Dish) -> Dish:
    """Return ``current`` with what ``wanted`` changed of ``base``.

    Raises:
        Unfit: the two changes do not go together.
    """
    names = _difference(base, wanted) & _difference(current, wanted)
    if "allergens" in names:  # whoever stated the others does not answer for these
        current = current.model_copy(update={"declared_by": "", "declared_at": None})
    values = {**current.model_dump(), **{name: getattr(wanted, name) for name in names}}
    try:
        return Dish.model_validate(values)
    except ValidationError as error:
        raise Unfit(problems(error, values)) from None


def _difference(one: Dish, other: Dish) -> set[str]:
    """Return the fields in which two dishes differ; who declared follows from what is declared."""
    names = Dish.model_fields.keys() - {"declared_by", "declared_at"}
    return {name for name in names if getattr(one, name) != getattr(other, name)}
