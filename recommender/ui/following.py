"""A guest's open page follows the menu by itself: what is sold out goes, a new price comes.

The browser asks for the number of the menu's newest revision: 0.5 ms of the machine's time where a
fragment that runs by itself took 6. Only another number draws the page anew.
"""

from pathlib import Path

import streamlit as st

from recommender.ui import resources

KEY = "following"
_watch = st.components.v2.component(
    "following", js=Path(__file__).with_suffix(".js").read_text(), isolate_styles=False
)


def follow_the_menu() -> None:
    """Draw the page anew once the menu is another than the one it is drawn from."""
    drawn = resources.restaurant().catalog.revision().number
    with st.container(key=KEY):  # which the style hides: there is nothing to see
        _watch(key="menu", data={"drawn": str(drawn)}, on_changed_change=_seen)


def _seen() -> None:
    """Let the page be drawn: that it has changed is all that there is to say."""
