"""Signing in and out, as a person sees it."""

from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import streamlit as st

from recommender.errors import TryLater, WrongPassword
from recommender.people import Member, People, Stay
from recommender.people.register import MAX_NAME
from recommender.ui import provider, resources, state, words
from recommender.ui.i18n import t
from recommender.ui.words import plain

WIDTH = 420  # pixels
UNKNOWN = "unknown"  # where somebody comes from: this machine itself, or nobody says


def ask(people: People) -> None:
    """Ask who it is, in the way that is set up; say how to set one up where there is none."""
    if not people:
        st.warning(_how_to_set(), icon=":material/lock:")
    elif providers := provider.names():
        _send(people, providers)
    else:
        _ask_for_password(people)


def _how_to_set() -> str:
    return t(
        "The staff pages are shut, as nobody is set up to enter them. "
        "`python -m recommender hash-password NAME --role owner` prints what to paste into "
        "`.streamlit/secrets.toml` (see `secrets.toml.example` beside it); with `--json`, what the "
        "environment variable `RECOMMENDER_PEOPLE` takes."
    )


def _send(people: People, providers: list[str]) -> None:
    if address := provider.address():
        st.warning(_why_not(people, plain(address)), icon=":material/lock:")
        st.button(t("Sign out"), on_click=sign_out, icon=":material/logout:", key="sign_out")
    else:
        st.markdown(t("These pages are for the staff."))
    for name in providers:
        called = t("Sign in with {provider}", provider=plain(name.title())) if name else ""
        st.button(
            called or t("Sign in"),
            on_click=provider.send,
            args=(name,),
            type="primary",
            icon=":material/login:",
            key=f"sign_in_{name}",
        )


def _why_not(people: People, address: str) -> str:
    if people.member(provider.address()) is None:
        return t("{address} may not enter these pages. Ask an owner to add it.", address=address)
    if not provider.is_verified(people):
        return t(
            "Whether {address} is yours was not verified. Verify it where you sign in.",
            address=address,
        )
    return t("Your session has ended. Sign in again.")


def _ask_for_password(people: People) -> None:
    if state.stay():
        st.info(t("Your session has ended. Sign in again."), icon=":material/schedule:")
    with st.form("sign_in", width=WIDTH):
        name = st.text_input(
            t("Your name"), key="name", max_chars=MAX_NAME, autocomplete="username"
        )
        password = st.text_input(
            t("Password"), type="password", key="password", autocomplete="current-password"
        )
        if st.form_submit_button(t("Sign in"), type="primary", key="sign_in_now"):
            _try(people, name, password)


def _try(people: People, name: str, password: str) -> None:
    try:
        member = resources.door().enter(people, name, password, address=visitor())
    except (TryLater, WrongPassword) as error:
        st.error(plain(words.error(error)), icon=":material/error:")
        return
    now = datetime.now(UTC)
    begin(member, since=now, seen=now)
    st.rerun()


def begin(member: Member, *, since: datetime, seen: datetime) -> None:
    """Let a member work in this session; what another left in it is forgotten."""
    if state.who() != member.person.name:
        state.forget_work()
    state.keep_stay(Stay(member.key, member.seal, since, seen))
    state.work_as(member.person.name)
    resources.door().note(member, since)


def sign_out() -> None:
    """Let nobody work in this session any more."""
    state.forget_work()
    provider.leave()


def sign_out_button() -> None:
    """Offer to sign out, to who has signed in."""
    if state.stay():
        st.button(t("Sign out"), on_click=sign_out, icon=":material/logout:", key="sign_out")


def let_them_say_who() -> None:
    """Ask for a name where nobody signs in, once, and stop the page until there is one."""
    st.caption(
        ":material/lock_open: "
        + t(
            "Nobody is set up to sign in. These pages are open because the app answers this "
            "machine alone."
        )
    )
    if state.who():
        return
    with st.form("who", width=WIDTH):
        name = st.text_input(
            t("Your name"),
            key="name",
            max_chars=MAX_NAME,
            help=t("It stands beside what you change, so that colleagues know whom to ask."),
        )
        if st.form_submit_button(t("Go on"), type="primary") and name.strip():
            state.work_as(name.strip())
            st.rerun()
    st.stop()


def visitor() -> str:
    """Return where somebody comes from; a proxy on this machine says for whom it asks."""
    headers = st.context.headers
    return come_from(st.context.ip_address or "", headers.get("X-Forwarded-For", ""))


def come_from(host: str, forwarded: str) -> str:
    """Return where who connects from ``host`` comes from.

    Args:
        host: this machine where a proxy on it asks; may be empty then.
        forwarded: what the proxy says: its own word stands last.
    """
    here = _address(host)
    own = here is None or here.is_loopback
    return network(forwarded.rsplit(",", 1)[-1].strip() if own else host)


def network(address: str) -> str:
    """Return what stands for an address: of IPv6 the half that one household or office has."""
    known = _address(address)
    if known is None:
        return UNKNOWN
    return str(ip_network((known, 64 if known.version == 6 else 32), strict=False))


def _address(written: str) -> IPv4Address | IPv6Address | None:
    """Return an address; of IPv4 also where a socket for both writes it as one of IPv6."""
    try:
        known = ip_address(written)
    except ValueError:
        return None
    return (known.ipv4_mapped if known.version == 6 else None) or known
