"""Every use of session state."""

import threading
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import streamlit as st

from recommender.people import Stay
from recommender.ui.hours import Daypart, daypart

_STAY = "stay"
ARRIVED = "arrived"
_VISIT = "visit"
_FILTERS_OPEN = "filters_open"
_WHO = "staff_name"
_TOLD_NEXT = "told_next"
_HOUSE_LANGUAGE = "default_language"
_MENU_CHANGED = "menu_changed"
_ASKED_FOR = "asked_for"
_WAITS_UNTIL = "waits_until"


@dataclass(frozen=True)
class Visit:
    """What stays as it is while a guest looks around."""

    seed: int
    daypart: Daypart


def visit(now: datetime) -> Visit:
    """Return this visit. It begins with the first page, and two of one hour look alike.

    ``now`` is on the house's clock.
    """
    if _VISIT not in st.session_state:
        part = daypart(now.hour)
        st.session_state[_VISIT] = (now.toordinal() * len(Daypart) + part.value, part.value)
    seed, part = st.session_state[_VISIT]
    return Visit(seed, Daypart(part))


def is_first(key: str, value: str) -> bool:
    """Return whether ``value`` is new for ``key`` in this visit: a rerun must not count again."""
    if st.session_state.get(key) == value:
        return False
    st.session_state[key] = value
    return True


def show(key: str, value: object) -> None:
    """Let the widget of this key show ``value``, before it is drawn."""
    # Only where it differs: a value that is set again would undo what is being typed.
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def shown(key: str) -> Any:
    """Return what the widget of this key shows."""
    return st.session_state.get(key)


def house_language() -> str:
    """Return the language that the owner settled; empty where none is."""
    return str(st.session_state.get(_HOUSE_LANGUAGE, ""))


def note_house_language(code: str) -> None:
    """Note the language that the owner settled: it is asked for every sentence of a page."""
    show(_HOUSE_LANGUAGE, code)


def note_menu_changed() -> None:
    """Note that what this thread draws next is drawn because the menu changed."""
    st.session_state[_MENU_CHANGED] = threading.current_thread()


def only_follows() -> bool:
    """Return whether this page is drawn because the menu changed, and no guest waits for it.

    Asked before anything is drawn. A drawing that was given up for another one leaves its mark:
    whoever asked for it waits for this one.
    """
    if st.session_state.pop(_MENU_CHANGED, None) is not threading.current_thread():
        st.session_state[_ASKED_FOR] = True
    return _ASKED_FOR not in st.session_state


def waits_until(end: float) -> float:
    """Return until when this page waits to be drawn: ``end``, unless it waited before."""
    return float(st.session_state.setdefault(_WAITS_UNTIL, end))


def note_drawn() -> None:
    """Note that nobody waits for this page any more."""
    for key in (_ASKED_FOR, _WAITS_UNTIL):
        st.session_state.pop(key, None)


def let_a_click_through() -> None:
    """End this drawing if the guest asked for another: looking into the state is when it ends."""
    st.session_state.get(_MENU_CHANGED)


def filters_open() -> bool:
    """Return whether the filters are unfolded, where the screen is too narrow to show them."""
    return bool(st.session_state.get(_FILTERS_OPEN, False))


def unfold_filters(*, unfolded: bool) -> None:
    """Unfold the filters, or fold them up; told which, so that two quick taps are one."""
    st.session_state[_FILTERS_OPEN] = unfolded


def stay() -> Stay | None:
    """Return the sign-in of this session; whether it still holds is for ``access`` to say."""
    found = st.session_state.get(_STAY)
    return found if isinstance(found, Stay) else None


def keep_stay(one: Stay) -> None:
    """Note the sign-in of this session."""
    st.session_state[_STAY] = one


def forget_work() -> None:
    """Forget the sign-in and all work that was begun; what a guest has in this session stays."""
    stays = {_VISIT, _FILTERS_OPEN, _TOLD_NEXT, _HOUSE_LANGUAGE, ARRIVED}
    for key in [key for key in st.session_state if key not in stays]:
        del st.session_state[key]


def who() -> str:
    """Return the name that this session works under in the kitchen; empty until it is given."""
    return str(st.session_state.get(_WHO, ""))


def work_as(name: str) -> None:
    """Note the name that this session works under."""
    st.session_state[_WHO] = name


def tell_next(kind: str, sentence: str) -> None:
    """Keep a sentence for the next drawing of a page."""
    st.session_state.setdefault(_TOLD_NEXT, []).append((kind, sentence))


def told_next() -> list[tuple[str, str]]:
    """Return the kept sentences with their kinds, and forget them."""
    return list(st.session_state.pop(_TOLD_NEXT, []))


def keep(key: str, value: Any) -> None:
    """Keep what this session works on; None forgets it."""
    if value is None:
        st.session_state.pop(key, None)
    else:
        st.session_state[key] = value


def kept(key: str) -> Any:
    """Return what this session works on under ``key``; None when there is nothing."""
    return st.session_state.get(key)


def taken(key: str) -> Any:
    """Return what was kept under ``key``, and forget it."""
    return st.session_state.pop(key, None)


def clear(prefix: str) -> None:
    """Forget what all widgets show whose key begins with ``prefix``.

    A browser goes on showing it, and sends it back, unless :func:`show` says something else.
    """
    for key in [key for key in st.session_state if str(key).startswith(prefix)]:
        del st.session_state[key]
