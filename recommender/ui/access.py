"""Who may enter the staff pages."""

import hmac

import streamlit as st

from recommender.ui import resources, state
from recommender.ui.i18n import t

MAX_NAME = 60  # characters; more do not fit beside a change
_THIS_MACHINE = ("127.0.0.1", "localhost", "::1", "[::1]")


def let_staff_in() -> None:
    """Let staff go on; stop the page for everybody else, saying what to do."""
    password = _password()
    if not password:
        if not _only_this_machine():
            st.warning(_how_to_set(), icon=":material/lock:")
            st.stop()
        st.caption(
            ":material/lock_open: "
            + t(
                "No password is set. These pages are open because the app answers this machine "
                "alone."
            )
        )
    elif not state.is_staff():
        _ask_for(password)
        st.stop()


def sign_out_button() -> None:
    """Let staff leave."""
    if state.is_staff():
        st.button(t("Sign out"), on_click=state.sign_out, icon=":material/logout:")


def _how_to_set() -> str:
    return t(
        "The staff pages are shut, as no password is set. Set one in `.streamlit/secrets.toml` "
        '(`staff_password = "…"`, see `secrets.toml.example` beside it) or in the environment '
        "variable `RECOMMENDER_STAFF_PASSWORD`, and start the app again."
    )


def _password() -> str:
    return resources.restaurant().settings.staff_password.get_secret_value()


def _ask_for(password: str) -> None:
    with st.form("sign_in", width=420):
        given = st.text_input(t("Staff password"), type="password", key="password")
        name = _name_line()
        if st.form_submit_button(t("Sign in"), type="primary"):
            # Constant time: how long it takes must not tell how much of it is right.
            if hmac.compare_digest(given.encode(), password.encode()):
                state.sign_in()
                state.work_as(name.strip())
                st.rerun()
            st.error(t("This is not the staff password. Try again."), icon=":material/error:")


def let_them_say_who() -> None:
    """Ask for a name, once a session, and stop the page until there is one."""
    if state.who():
        return
    with st.form("who", width=420):
        name = _name_line()
        if st.form_submit_button(t("Go on"), type="primary") and name.strip():
            state.work_as(name.strip())
            st.rerun()
    st.stop()


def _name_line() -> str:
    return st.text_input(
        t("Your name"),
        key="name",
        max_chars=MAX_NAME,
        help=t("It stands beside what you change, so that colleagues know whom to ask."),
    )


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
