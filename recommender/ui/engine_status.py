"""What staff should know of the search: which encoder is in use, and what that means."""

import streamlit as st

from recommender.check import HOW_TO_GET_CLIP
from recommender.restaurant import Restaurant
from recommender.ui.words import plain


def engine_status(restaurant: Restaurant) -> None:
    """Show encoder, index and menu as they are."""
    status = restaurant.engine.status
    dishes = restaurant.catalog.menu().dishes.values()
    st.subheader("How the search is")
    with st.container(horizontal=True):
        st.metric("Dishes", len(dishes))
        st.metric("Sold out", sum(not dish.available for dish in dishes))
        st.metric("Allergens not declared", sum(not dish.declared for dish in dishes))
    if status.failure:
        st.error(plain(status.failure), icon=":material/error:")
    elif not status.ready:
        counted = f" ({status.done} of {status.total})" if status.total else " …"
        st.caption(plain(status.stage) + counted)
    if title := restaurant.engine.encoder_title:
        st.markdown(f"**Encoder** {plain(title)}")
    if status.instead_because:
        st.warning(
            f"{plain(status.instead_because)} The built-in encoder is used instead: words are "
            "compared with the words of dishes, photos with their photos, and words do not find "
            f"what only a photo shows. {plain(HOW_TO_GET_CLIP)}",
            icon=":material/info:",
        )
    for notice in restaurant.engine.notices:
        st.warning(plain(notice), icon=":material/info:")
    if status.index:
        st.markdown(f"**Index** {plain(status.index)}")
    if status.index_notice:
        st.warning(plain(status.index_notice), icon=":material/info:")
