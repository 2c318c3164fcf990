"""The form with which staff add a dish: checked, previewed, then put on the menu."""

from io import BytesIO
from typing import Any

import streamlit as st

from recommender.dish import ALLERGENS, COURSES, DIETS, MAX_PRICE, MAX_SPICE
from recommender.errors import UnusableDish, UnusablePhoto
from recommender.kitchen import Kitchen
from recommender.photos import MAX_FILE_BYTES, SUFFIXES, THUMBNAIL, card_picture
from recommender.ui import names, words
from recommender.ui.dish_card import marks
from recommender.ui.i18n import t
from recommender.ui.links import link_to_dish


def dish_form(kitchen: Kitchen) -> None:
    """Show the form; add the dish when it is sent and valid."""
    st.subheader(t("Add a dish"))
    with st.form("dish", border=False):
        values = _fields()
        file = st.file_uploader(
            t("Photo"),
            type=list(SUFFIXES),
            key="dish_photo",
            max_upload_size=MAX_FILE_BYTES // 1_000_000,
        )
        with st.container(horizontal=True):
            previewed = st.form_submit_button(t("Preview"), icon=":material/visibility:")
            sent = st.form_submit_button(
                t("Put on the menu"), type="primary", icon=":material/add:"
            )
    photo = (file.getvalue(), file.name) if file else None
    try:
        if previewed:
            _preview(kitchen, values, photo)
        if sent:
            _add(kitchen, values, photo)
    except (UnusableDish, UnusablePhoto) as error:
        st.error(words.plain(words.error(error)), icon=":material/error:")


def _fields() -> dict[str, Any]:
    values: dict[str, Any] = {
        "name": st.text_input(t("Name"), key="dish_name", max_chars=120, required=True),
        "price": st.number_input(
            t("Price"), 0.0, MAX_PRICE, value=None, step=0.5, key="dish_price", format="%.2f"
        ),
        "description": st.text_area(t("Description"), key="dish_description", max_chars=2_000),
        "course": st.pills(t("Course"), COURSES, key="dish_course", format_func=names.course),
        "cuisine": st.text_input(t("Cuisine"), key="dish_cuisine", max_chars=40),
        "ingredients": st.text_input(
            t("Ingredients"), key="dish_ingredients", help=t("With semicolons between them")
        ),
        "spice": st.slider(t("Heat"), 0, MAX_SPICE, key="dish_spice"),
    }
    with st.container(horizontal=True):
        values |= {diet: st.checkbox(names.diet(diet), key=f"dish_{diet}") for diet in DIETS}
    ticked = st.pills(
        t("Allergens"),
        ("none", *ALLERGENS),
        selection_mode="multi",
        key="dish_allergens",
        format_func=_allergen,
        help=t(
            "Choose “None” when you are sure that it contains none of them. Without any choice "
            "the dish counts as not declared, and guests who leave an allergen out do not see it."
        ),
    )
    return values | {"allergens": ";".join(ticked)}


def _allergen(name: str) -> str:
    return t("None of them") if name == "none" else names.allergen(name)


def _preview(kitchen: Kitchen, values: dict[str, Any], photo: tuple[bytes, str] | None) -> None:
    dish = kitchen.check_dish(values)
    st.caption(t("This is how guests will see it:"))
    with st.container(border=True, width=THUMBNAIL[0] // 2):
        if photo:
            st.image(BytesIO(card_picture(photo[0], name=photo[1])), alt=dish.name)
        st.markdown(f"**{words.plain(dish.name)}**")
        marks(dish)
        st.caption(words.plain(dish.description))
        st.caption(words.plain(words.allergens(dish)))


def _add(kitchen: Kitchen, values: dict[str, Any], photo: tuple[bytes, str] | None) -> None:
    data, file_name = photo or (None, "")
    with st.spinner(t("Putting it on the menu …")):
        dish = kitchen.add(values, photo=data, photo_name=file_name)
    name = words.plain(dish.name)
    st.success(t("{name} is on the menu.", name=name), icon=":material/check:")
    link_to_dish(dish)
