"""Who may enter: the list, and what the operator pastes into the secrets for one more."""

import pandas as pd
import streamlit as st

from recommender.because import Because
from recommender.errors import UnusablePassword
from recommender.people import MIN_PASSWORD, People, Role, hash_password, line
from recommender.people.register import MAX_NAME
from recommender.ui import kitchen_words, names, resources, words
from recommender.ui.i18n import n, t
from recommender.ui.words import plain

WIDTH = 560  # pixels


def listed(people: People) -> None:
    """Show who may enter, what as, and when each signed in last since the app was started."""
    st.header(t("Who may enter"))
    if not people:
        st.caption(t("Nobody yet: until somebody is set up, these pages ask for no password."))
        return
    door = resources.door()
    rows = [
        {
            t("Name"): member.person.name,
            t("Role"): names.role(member.person.role),
            t("Signed in last"): kitchen_words.moment(at) if (at := door.came_in(member)) else "",
        }
        for member in people
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width=WIDTH, alt=t("Who may enter"))
    st.caption(t("Since the app was started. Whom you take out of the secrets is out at once."))


def addresses_line() -> None:
    """Say where addresses are added."""
    st.markdown(t("To let somebody in, add their address to `[roles]` in `secrets.toml`."))


def new_password() -> None:
    """Make what lets somebody in; it is shown, and kept nowhere."""
    st.header(t("Let somebody in, or change a password"))
    with st.form("new_person", width=WIDTH, clear_on_submit=True):
        name = st.text_input(t("Name"), key="person_name", max_chars=MAX_NAME)
        role = st.segmented_control(
            t("Role"),
            [Role.STAFF, Role.OWNER],
            default=Role.STAFF,
            required=True,
            key="person_role",
            format_func=names.role,
        )
        told = n("At least {count} character", "At least {count} characters", MIN_PASSWORD)
        password = st.text_input(
            t("Password"),
            type="password",
            key="person_password",
            help=told,
            autocomplete="new-password",
        )
        again = st.text_input(
            t("Password again"), type="password", key="person_again", autocomplete="new-password"
        )
        if st.form_submit_button(t("Make the lines"), type="primary", key="person_make"):
            _show_lines(name, role, password, again)


def _show_lines(name: str, role: Role, password: str, again: str) -> None:
    if not name.strip():
        st.error(t("A name is needed."), icon=":material/error:")
        return
    try:
        made = line(name, role, _hashed(password, again))
    except UnusablePassword as error:
        st.error(plain(words.error(error)), icon=":material/error:")
        return
    st.markdown(t("Paste this into `.streamlit/secrets.toml`; it counts at once:"))
    st.code(made, language=None, wrap_lines=True)


def _hashed(password: str, again: str) -> str:
    if password != again:
        raise UnusablePassword(reason=Because("the two are not the same"))
    return hash_password(password)
