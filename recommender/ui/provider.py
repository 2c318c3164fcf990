"""Signing in with a provider (OpenID Connect), by what Streamlit has for it."""

from datetime import UTC, datetime, timedelta

import streamlit as st

from recommender.people import Member, People
from recommender.ui import resources, state

WAY_BACK = timedelta(minutes=1)  # from the provider's word to our page, with clocks not quite equal


def names() -> list[str]:
    """Return the providers in the secrets; none where passwords are asked for."""
    return resources.providers(resources.secrets())


def address() -> str:
    """Return the e-mail address of who comes from a provider; empty for nobody."""
    if not names() or not st.user.get("is_logged_in"):
        return ""
    return str(st.user.get("email") or "")


def is_verified(people: People) -> bool:
    """Return whether the address is known to be theirs."""
    said = st.user.get("email_verified")
    # Some providers send the text; others send nothing, and only the operator knows them.
    return str(said).lower() == "true" or (said is None and people.trust_addresses)


def member(people: People) -> Member | None:
    """Return who comes from a provider, if it is one of the people."""
    found = address()
    return people.member(found) if found and is_verified(people) else None


def since() -> datetime | None:
    """Return when the provider said who it is: a new window does not begin a new day."""
    said = st.user.get("iat")
    return datetime.fromtimestamp(said, UTC) if isinstance(said, int | float) else None


def has_just_arrived() -> bool:
    """Return whether this session begins with the way back from a provider.

    It leads to the first page, wherever somebody wanted to go.
    """
    at = since() if st.user.get("is_logged_in") else None
    fresh = at is not None and datetime.now(UTC) - at < WAY_BACK
    return fresh and state.is_first(state.ARRIVED, "from a provider")


def send(name: str) -> None:
    """Send this session to a provider."""
    st.login(name or None)


def leave() -> None:
    """Forget what a provider said, here and in the browser."""
    if address():
        st.logout()
