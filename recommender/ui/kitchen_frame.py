"""What all staff pages begin with: who may enter, who works, the way to the other pages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from recommender.errors import RecommenderError
from recommender.kitchen import Kitchen
from recommender.ui import access, kitchen_words, navigation, preparing, resources, state
from recommender.ui.i18n import t
from recommender.ui.words import plain


def begin(title: str, address: str) -> Kitchen:
    """Show the head of a staff page and return the kitchen; stop for everybody but staff."""
    st.title(title)
    access.let_staff_in()
    access.let_them_say_who()
    navigation.staff_line(address)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(t("You work as {name}.", name=plain(state.who())))
        access.sign_out_button()
    for kind, sentence in state.told_next():
        _tell(kind, sentence)
    if preparing.is_laying_the_table() and not preparing.has_failed():
        preparing.wait_for_menu()  # a plan of this moment would mix with the demo menu
        st.stop()
    kitchen = resources.restaurant().kitchen
    kitchen.bring_back_due()
    return kitchen


def _tell(kind: str, sentence: str) -> None:
    if kind == "done":
        st.toast(sentence, icon=":material/check:")
    else:
        st.error(sentence, icon=":material/error:")


def done(sentence: str) -> None:
    """Let the page confirm what was done when it is drawn next."""
    state.tell_next("done", sentence)


@contextmanager
def telling() -> Iterator[None]:
    """Let the page say what could not be done when it is drawn next, instead of failing."""
    try:
        yield
    except RecommenderError as error:
        state.tell_next("refused", plain(kitchen_words.error(error)))


def doing(work: Callable[[], str]) -> None:
    """Do something that staff asked for, and confirm it with the sentence that it returns."""
    with telling():
        done(work())
