"""Every use of session state."""

from collections.abc import Mapping

import streamlit as st

PAGE = "page"
FILTER_KEYS = (
    "cuisine",
    "course",
    "price",
    "vegetarian",
    "vegan",
    "gluten_free",
    "without",
    "available",
)
_STAFF = "staff_signed_in"


def page() -> int:
    """Return the page of results that is chosen, 1 for the first."""
    return int(st.session_state.get(PAGE, 1))


def set_filters(values: Mapping[str, object]) -> None:
    """Set filters that are on the page to ``values``."""
    for key in values.keys() & set(st.session_state):
        st.session_state[key] = values[key]
    to_first_page()


def to_first_page() -> None:
    """Start the results anew, as after a change of what is asked."""
    st.session_state[PAGE] = 1


def is_staff() -> bool:
    """Return whether this session has given the staff password."""
    return bool(st.session_state.get(_STAFF, False))


def sign_in() -> None:
    """Note that this session has given the staff password."""
    st.session_state[_STAFF] = True


def sign_out() -> None:
    """Forget that this session has given the staff password."""
    st.session_state.pop(_STAFF, None)
