"""The line in which guests say what they crave."""

import streamlit as st

from recommender.ui import address, links, state
from recommender.ui.i18n import t


def search_line() -> str:
    """Show the line, and cravings to begin with while it is empty; return the words."""
    state.show(address.WORDS, address.text(address.WORDS))
    st.text_input(
        t("What are you hungry for?"),
        key=address.WORDS,
        type="search",
        icon=":material/search:",
        placeholder=t("Something smoky … vegan under 12 … chocolate without nuts"),
        label_visibility="collapsed",
        on_change=_asked,
    )
    words = address.text(address.WORDS)
    if not words:
        links.examples(t("For example"), _cravings())
    return words


def _asked() -> None:
    # What was taken back of other words is no longer meant.
    words = str(state.shown(address.WORDS) or "").strip()
    address.change(**{address.WORDS: words, address.PLAIN: None})


def _cravings() -> tuple[str, ...]:
    return (
        t("something smoky"),
        t("light lunch without gluten"),
        t("vegan under 12 euros"),
        t("chocolate dessert"),
    )
