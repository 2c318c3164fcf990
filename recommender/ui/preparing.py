"""What guests see while the search is getting ready."""

import streamlit as st

from recommender.engine import Status
from recommender.ui import resources, words
from recommender.ui.i18n import t
from recommender.ui.words import plain

WATCH_S = 1.0  # how often a waiting page looks again


def is_ready() -> bool:
    """Return whether words and photos can be searched."""
    return resources.restaurant().engine.status.ready


def can_search_words() -> bool:
    """Return whether words can be searched; photos may still be looked at."""
    return resources.restaurant().engine.status.words_ready


def has_failed() -> bool:
    """Return whether the search will not get ready."""
    return bool(resources.restaurant().engine.status.failure)


def is_laying_the_table() -> bool:
    """Return whether this is the very first start, before there is any dish."""
    return resources.restaurant().catalog.revision().number == 0


@st.fragment(run_every=WATCH_S)
def wait_for_search(*, photos: bool = False) -> None:
    """Show how far the search by words is, or by photos, and draw the page again when it is on."""
    status = resources.restaurant().engine.status
    if status.ready or (status.words_ready and not photos):
        st.rerun()
    if status.failure:
        st.warning(_not_available(status))
        return
    # Which stage it is at is for staff: guests need no encoder.
    told = t("The search opens in a moment and goes on by itself: getting to know every dish.")
    st.progress(_share(status), told)


@st.fragment(run_every=WATCH_S)
def tell_of_photos() -> None:
    """Say that photos do not count yet, while they are looked at; then draw the page again.

    After a start that failed they will not: that is said instead.
    """
    status = resources.restaurant().engine.status
    if status.ready:
        st.rerun()
    if status.failure:
        st.caption(t("Photos cannot be searched right now; the photos of the dishes do not count."))
        return
    st.caption(t("The photos of the dishes do not count in this search yet."))


@st.fragment(run_every=WATCH_S)
def wait_for_menu() -> None:
    """Show that the very first start is laying the table, until there are dishes."""
    engine = resources.restaurant().engine
    if not is_laying_the_table():
        st.rerun()
    if engine.status.failure:
        reason = plain(words.because(engine.status.failure))
        st.error(t("The demo menu could not be read: {reason}.", reason=reason))
        return
    st.caption(t("Laying the table for the first time …"))
    with st.grid(min_column_width=240):
        for _ in range(8):
            st.skeleton(260)


def _not_available(status: Status) -> str:
    if status.words_ready:
        return t("Photos cannot be searched right now. Words can; the menu is complete.")
    return t("Search by words and photos is not available right now. The menu below is complete.")


def _share(status: Status) -> float:
    return min(1.0, status.done / status.total) if status.total else 0.0
