"""What staff should know of the search: which encoder is in use, and what that means."""

from collections.abc import Collection

import streamlit as st

from recommender.dish import Dish
from recommender.engine import Status
from recommender.restaurant import Restaurant
from recommender.ui import words
from recommender.ui.i18n import number, t
from recommender.ui.words import plain


def engine_status(restaurant: Restaurant) -> None:
    """Show encoder, index and menu as they are."""
    st.header(t("How the search is"))
    _menu(restaurant.catalog.menu().dishes.values())
    status = restaurant.engine.status
    if status.failure:
        st.error(plain(words.because(status.failure)), icon=":material/error:")
    elif not status.ready:
        st.caption(_stage(words.stage(status.stage), status.done, status.total))
    _encoder(status)
    if status.index:
        st.markdown(t("**Index** {name}", name=plain(words.because(status.index))))
    if status.index_notice:
        st.warning(plain(words.because(status.index_notice)), icon=":material/info:")


def _menu(dishes: Collection[Dish]) -> None:
    with st.container(horizontal=True):
        st.metric(t("Dishes"), number(len(dishes)))
        st.metric(t("Sold out"), number(sum(not dish.available for dish in dishes)))
        st.metric(t("Allergens not declared"), number(sum(not dish.declared for dish in dishes)))


def _encoder(status: Status) -> None:
    if status.encoder:
        st.markdown(t("**Encoder** {name}", name=plain(words.because(status.encoder))))
    if status.instead_because:
        st.warning(
            t(
                "{reason} The built-in encoder is used instead: words are compared with the words "
                "of dishes, photos with their photos, and words do not find what only a photo "
                "shows. Connect this machine to huggingface.co once and start again, or set "
                "RECOMMENDER_MODEL to a folder with the model's files.",
                reason=plain(words.because(status.instead_because)),
            ),
            icon=":material/info:",
        )


def _stage(stage: str, done: int, total: int) -> str:
    if not total:
        return plain(stage)
    return t(
        "{stage}: {done} of {total}", stage=plain(stage), done=number(done), total=number(total)
    )
