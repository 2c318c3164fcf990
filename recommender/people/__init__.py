"""People: who may do what, and how they prove who they are. Knows nothing of pages."""

from recommender.people.door import Door
from recommender.people.passwords import MIN_PASSWORD, hash_password
from recommender.people.patience import Patience
from recommender.people.register import Member, People, line
from recommender.people.roles import Person, Role
from recommender.people.stay import LONGEST, Stay

__all__ = [
    "LONGEST",
    "MIN_PASSWORD",
    "Door",
    "Member",
    "Patience",
    "People",
    "Person",
    "Role",
    "Stay",
    "hash_password",
    "line",
]
