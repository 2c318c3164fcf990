"""What a person may do."""

from dataclasses import dataclass
from enum import IntEnum


class Role(IntEnum):
    """Each may do what those before it may."""

    GUEST = 0
    STAFF = 1
    OWNER = 2


@dataclass(frozen=True)
class Person:
    """Somebody who works here; the history calls them by this name."""

    name: str
    role: Role
