"""What a rule found at a place of a text."""

from dataclasses import dataclass

from recommender.query.chips import Chip


@dataclass(frozen=True, slots=True)
class Reading:
    """The tokens from ``start`` to ``end`` mean ``chip``, whose text is not filled in yet."""

    start: int
    end: int
    chip: Chip


def meaning(kind: str, **parts: object) -> Chip:
    """Return a chip without its text: ``meaning("diet", vegan=True)``."""
    return Chip("", kind, parts)
