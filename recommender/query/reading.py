"""What a rule found at a place of a text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from recommender.query.chips import Chip
from recommender.query.tokens import Token


@dataclass(frozen=True, slots=True)
class Reading:
    """The tokens from ``start`` to ``end`` mean ``chip``, whose text is not filled in yet."""

    start: int
    end: int
    chip: Chip


# A rule reads what begins at a token: nothing, or readings that follow each other without gaps.
Rule = Callable[[Sequence[Token], int], list[Reading]]


def meaning(kind: str, **parts: object) -> Chip:
    """Return a chip without its text: ``meaning("diet", vegan=True)``."""
    return Chip("", kind, parts)
