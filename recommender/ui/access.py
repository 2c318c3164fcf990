"""Who works in this session and what they may do, asked anew before each thing that is done."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, cast

import streamlit as st

from recommender.catalog import ChangeSet
from recommender.errors import NotAllowed, NotSignedIn, NotTheirs
from recommender.kitchen import Kitchen
from recommender.people import Member, People, Person, Role, Stay
from recommender.ui import provider, resources, sign_in, state
from recommender.ui.i18n import t

_THIS_MACHINE = ("127.0.0.1", "localhost", "::1", "[::1]")


def person() -> Person | None:
    """Return who works in this session; None for a guest, and when the sign-in has ended.

    It ends by itself, with the person's entry among the people, and with a new password.
    """
    people = resources.people()
    if not people:
        return Person(state.who(), Role.OWNER) if _only_this_machine() else None
    stay = state.stay() or _arrived(people)
    member = people.member(stay.key) if stay else None
    if stay is None or member is None or not _holds(stay, member):
        return None
    _go_on(stay.seen_at(_now()))
    return member.person


def allowed(role: Role = Role.STAFF) -> Person:
    """Return who works in this session.

    Raises:
        NotSignedIn: nobody does, or not any more.
        NotAllowed: they may not do what ``role`` may.
    """
    found = person()
    if found is None:
        raise NotSignedIn
    if found.role < role:
        raise NotAllowed
    return found


def let_in(role: Role = Role.STAFF) -> Person:
    """Return who works in this session; stop the page for others, saying what to do."""
    found = person()
    if found is None:
        sign_in.ask(resources.people())
        st.stop()
    if found.role < role:
        st.info(t("This page is for owners. Ask one."), icon=":material/lock:")
        st.stop()
    return found


def kitchen(role: Role = Role.STAFF) -> Kitchen:
    """Return the kitchen for this session: it looks at each verb whether it may still be done.

    It may be handed to a callback: there, too, it refuses what a session may not do any more, by
    :class:`NotSignedIn` or :class:`NotAllowed`.
    """
    return cast("Kitchen", _Guarded(role))


OWNERS_VERBS = frozenset({"furnish"})  # staff may do all others


class _Guarded:
    """Stands for the kitchen and hands its verbs out, one by one, to who may use them."""

    def __init__(self, role: Role) -> None:
        self._role = role

    def __getattr__(self, verb: str) -> Any:
        who = allowed(Role.OWNER if verb in OWNERS_VERBS else self._role)
        own = resources.restaurant().kitchen
        if verb == "undo" and who.role < Role.OWNER:
            return partial(_undo_as_staff, own, who)
        return getattr(own, verb)


def _undo_as_staff(own: Kitchen, me: Person, number: int | None = None, *, who: str) -> ChangeSet:
    """Undo the newest change, or one of one's own; what is older and another's is an owner's.

    That keeps staff from undoing by mistake what others built on. It takes nothing away from what
    they may do: the newest may be undone again and again, and each dish may be edited back.
    """
    if number is not None:
        newest = resources.restaurant().catalog.history.in_force()[:1]
        change = next(iter(own.history(limit=1, before=number + 1)), None)
        if change and change.who != me.name and number not in newest:
            raise NotTheirs(number=number, who=change.who)
    return own.undo(number, who=who)


def later(make: Callable[[], bytes], role: Role = Role.STAFF) -> Callable[[], bytes]:
    """Return ``make`` for after this page: it is asked then, without a session to look at."""
    stay = state.stay()

    def made() -> bytes:
        people = resources.people()
        member = people.member(stay.key) if stay else None
        if people and not (stay and member and _holds(stay, member) and member.person.role >= role):
            raise NotSignedIn
        return make()

    return made


def _arrived(people: People) -> Stay | None:
    """Begin a stay for who comes back from the provider.

    A page that is loaded anew is a new session of the same sign-in: it is idle since the last one.
    """
    member = provider.member(people)
    if member is None:
        return None
    since = provider.since() or _now()
    sign_in.begin(member, since=since, seen=resources.door().last_seen(member, since))
    return state.stay()


def _go_on(stay: Stay) -> None:
    state.keep_stay(stay)
    resources.door().saw(stay)


def _holds(stay: Stay, member: Member) -> bool:
    idle = timedelta(hours=resources.restaurant().settings.idle_hours)
    return stay.is_of(member) and not stay.is_over(_now(), idle)


def _now() -> datetime:
    return datetime.now(UTC)


def _only_this_machine() -> bool:
    """Return whether nobody but this machine can reach the app.

    Bound to a loopback address is not enough: a proxy on this machine would let everybody in, but
    it passes on another host or says for whom it asks.
    """
    if st.get_option("server.address") not in _THIS_MACHINE:
        return False
    headers = st.context.headers
    forwarded = any(headers.get(name) for name in ("X-Forwarded-For", "Forwarded", "X-Real-Ip"))
    host = headers.get("Host", "127.0.0.1").rsplit(":", 1)[0]
    return not forwarded and host in _THIS_MACHINE
