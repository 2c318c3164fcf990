"""Asking with a photo: from a file or the camera, with words beside it."""

import streamlit as st
from PIL.Image import Image

from recommender.photos import MAX_FILE_BYTES, SUFFIXES, read_photo
from recommender.recommend import BALANCE
from recommender.ui import address, state
from recommender.ui.i18n import t

BALANCES = (0.1, 0.3, 0.5, 0.7, 0.9)  # of the photo beside words


def photo_line() -> Image | None:
    """Show the ways to bring a photo, and return it.

    Raises:
        UnusablePhoto: the file is not a photo that can be used.
    """
    sources = {"upload": t("From this device"), "camera": t("With the camera")}
    source = st.segmented_control(
        t("Photo"),
        list(sources),
        format_func=sources.__getitem__,
        default="upload",
        required=True,
        key="source",
        label_visibility="collapsed",
    )
    file = (
        st.camera_input(t("Take a photo"), key="camera")
        if source == "camera"
        else st.file_uploader(
            t("A photo of something you crave"),
            type=list(SUFFIXES),
            key="photo",
            max_upload_size=MAX_FILE_BYTES // 1_000_000,
        )
    )
    picture = read_photo(file.getvalue(), name=file.name) if file else None
    if picture:
        st.image(picture, width=240, alt=t("Your photo"))
    return picture


def words_beside() -> str:
    """Show the line for words beside the photo, and return them."""
    state.show(address.WORDS, address.text(address.WORDS))
    st.text_input(
        t("Add words, if you like"),
        key=address.WORDS,
        placeholder=t("but with noodles"),
        on_change=address.take,
        args=(address.WORDS,),
    )
    return address.text(address.WORDS)


def balance() -> float:
    """Show the slider between words and photo, and return the photo's weight."""
    written = address.text(address.BALANCE)
    chosen = next((one for one in BALANCES if f"{one:g}" == written), BALANCE)
    state.show(address.BALANCE, chosen)
    steps = {
        0.1: t("Words above all"),
        0.3: t("Rather the words"),
        0.5: t("Both alike"),
        0.7: t("Rather the photo"),
        0.9: t("Photo above all"),
    }
    st.select_slider(
        t("What counts"),
        BALANCES,
        format_func=steps.__getitem__,
        key=address.BALANCE,
        on_change=_balanced,
    )
    return chosen


def _balanced() -> None:
    weight = state.shown(address.BALANCE)
    address.change(**{address.BALANCE: None if weight == BALANCE else f"{weight:g}"})
