"""What a restaurant serves first at which hour."""

from collections.abc import Mapping
from enum import Enum

from recommender.dish import Course


class Daypart(Enum):
    """A part of the day, as meals divide it."""

    MORNING = 0
    MIDDAY = 1
    AFTERNOON = 2
    EVENING = 3


COURSES: Mapping[Daypart, tuple[Course, ...]] = {
    Daypart.MORNING: ("breakfast", "drink"),
    Daypart.MIDDAY: ("starter", "main"),
    Daypart.AFTERNOON: ("dessert", "drink", "snack"),
    Daypart.EVENING: ("starter", "main"),
}
_BEGINS = ((5, Daypart.MORNING), (12, Daypart.MIDDAY), (16, Daypart.AFTERNOON))
EVENING_BEGINS = 19


def daypart(hour: int) -> Daypart:
    """Return the part of the day at ``hour``, 0 to 23; after midnight it is still evening."""
    if hour >= EVENING_BEGINS:
        return Daypart.EVENING
    begun = [part for begins, part in _BEGINS if hour >= begins]
    return begun[-1] if begun else Daypart.EVENING
