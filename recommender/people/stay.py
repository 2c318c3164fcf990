"""How long somebody stays signed in."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from recommender.people.register import Member

LONGEST = timedelta(hours=16)  # a day with two services; after it everybody signs in again


@dataclass(frozen=True)
class Stay:
    """One sign-in: whose, sealed by what proved it, since when, and when last seen."""

    key: str
    seal: str
    since: datetime
    seen: datetime

    def is_over(self, now: datetime, idle: timedelta) -> bool:
        """Return whether it ended by itself: nothing done for ``idle``, or the day is over.

        A clock that was set back by as much ends it too, so that nobody stays until it catches up.
        """
        return abs(now - self.seen) > idle or abs(now - self.since) > LONGEST

    def is_of(self, member: Member | None) -> bool:
        """Return whether it still is this member's: the password, or address, is the same."""
        return member is not None and (self.key, self.seal) == (member.key, member.seal)

    def seen_at(self, now: datetime) -> "Stay":
        """Return it with something done just now."""
        return replace(self, seen=now)
