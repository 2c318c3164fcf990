"""A guest's open page follows the menu by itself: what is sold out goes, a new price comes.

The browser asks for the number of the menu's newest revision: 0.5 ms of the machine's time where a
fragment that runs by itself took 6. Only another number draws the page anew.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from recommender.ui import resources, state

KEY = "following"
# Drawn all at once, fifty pages keep whoever clicks waiting for as long as all of them take.
TURNS = threading.BoundedSemaphore(1)
AT_MOST_S = 5.0  # until a page is drawn without a turn: it follows late rather than not at all
LOOK_S = 0.1  # after which a click of the guest who waits is noticed
_watch = st.components.v2.component(
    "following", js=Path(__file__).with_suffix(".js").read_text(), isolate_styles=False
)


def follow_the_menu() -> None:
    """Draw the page anew once the menu is another than the one it is drawn from."""
    drawn = resources.restaurant().catalog.revision().number
    with st.container(key=KEY):  # which the style hides: there is nothing to see
        _watch(key="menu", data={"drawn": str(drawn)}, on_changed_change=state.note_menu_changed)


@contextmanager
def in_turn(*, only_follows: bool) -> Iterator[None]:
    """Draw a page: at once where somebody asked for it, else after others that only follow.

    A guest who clicks meanwhile asked for it: Streamlit then begins anew.
    """
    has_turn = only_follows and _waited_for_turn()
    try:
        yield
    except Exception:  # which the page says: that is drawn, too
        state.note_drawn()
        raise
    else:
        state.note_drawn()
    finally:
        if has_turn:
            TURNS.release()


def _waited_for_turn() -> bool:
    end = state.waits_until(time.monotonic() + AT_MOST_S)
    while not (has_turn := TURNS.acquire(timeout=LOOK_S)) and time.monotonic() < end:
        state.let_a_click_through()
    return has_turn
