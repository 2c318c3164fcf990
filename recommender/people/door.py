"""The door: a name and a password are looked at here, and who came in lately is noted."""

import logging
from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime

from recommender.errors import TryLater, WrongPassword
from recommender.logs import event
from recommender.people.passwords import matches
from recommender.people.patience import Patience, touch
from recommender.people.register import Member, People, fold
from recommender.people.stay import Stay

log = logging.getLogger(__name__)
NOBODY = "nobody we know"  # it may be a password, typed into the wrong field


class Door:
    """Lets members in, one for all sessions of the process."""

    def __init__(self, patience: Patience | None = None) -> None:
        """Begin with nobody known; another ``patience`` is for a clock of one's own."""
        self._patience = patience or Patience()
        self._came_in: dict[str, datetime] = {}
        self._seen: OrderedDict[Hashable, datetime] = OrderedDict()

    def enter(self, people: People, name: str, password: str, *, address: str) -> Member:
        """Return whose name and password these are.

        A name that nobody has takes as long as a wrong password.

        Args:
            people: who may enter, at least one.
            name: as it was written.
            password: as it was written.
            address: where the try comes from.

        Raises:
            TryLater: too many tries failed; this one was not looked at.
            WrongPassword: they do not belong together.
        """
        tried = fold(name)[:200]
        member = people.member(name)
        known = member.person.name if member else NOBODY
        try:
            self._patience.begin(tried, address)
        except TryLater:
            event(log, "sign-in too early", name=known, address=address)
            raise
        decoy = next(iter(people))
        right = matches((member or decoy).seal, password)
        if member is None or not right:
            event(log, "sign-in refused", name=known, address=address)
            raise WrongPassword
        self._patience.succeeded(tried, address)
        return member

    def note(self, member: Member, moment: datetime) -> None:
        """Note that a member came in."""
        self._came_in[member.key] = moment
        event(log, "sign-in", name=member.person.name)

    def came_in(self, member: Member) -> datetime | None:
        """Return when a member came in last, since the app was started."""
        return self._came_in.get(member.key)

    def saw(self, stay: Stay) -> None:
        """Note when something was done last in a stay, for the windows that share its sign-in."""
        touch(self._seen, (stay.key, stay.since), stay.seen)

    def last_seen(self, member: Member, since: datetime) -> datetime:
        """Return when something was done last by a sign-in of ``since``; else, that moment."""
        return self._seen.get((member.key, since), since)
