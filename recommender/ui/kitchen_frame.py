"""What all staff pages begin with: who may enter, who works, the way to the other pages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

import streamlit as st

from recommender.errors import RecommenderError
from recommender.kitchen import Kitchen
from recommender.people import Role
from recommender.ui import access, kitchen_words, navigation, preparing, sign_in, state
from recommender.ui.i18n import t
from recommender.ui.server import uploads
from recommender.ui.words import plain


def begin(title: str, address: str, role: Role = Role.STAFF) -> Kitchen:
    """Show the head of a staff page and return the kitchen; stop for who is not ``role``."""
    st.title(title)
    for kind, sentence in state.told_next():
        _tell(kind, sentence)
    me = access.let_in(role)
    uploads.let_staff()
    if not state.stay():
        sign_in.let_them_say_who()
    navigation.staff_line(address, me.role)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(t("You work as {name}.", name=plain(state.who())))
        sign_in.sign_out_button()
    if preparing.is_laying_the_table() and not preparing.has_failed():
        preparing.wait_for_menu()  # a plan of this moment would mix with the demo menu
        st.stop()
    kitchen = access.kitchen(role)
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


def safely(work: Callable[..., None], *args: Any, **kwargs: Any) -> None:
    """Do something that needs no confirmation; the page says it when it could not be done."""
    with telling():
        work(*args, **kwargs)


def ask_first(
    title: str,
    about: Callable[[], None],
    *,
    label: str,
    key: str,
    icon: str,
    then: Callable[..., None],
    args: tuple[Any, ...],
    width: Literal["small", "large"] = "small",
) -> None:
    """Show ``about`` in a dialog, whose button does ``then`` and closes it."""

    @st.dialog(title, width=width)
    def asking() -> None:
        about()
        if st.button(label, type="primary", key=key, icon=icon, on_click=then, args=args):
            st.rerun()

    asking()
