"""The form of a dish, to add or to edit it: suggested, previewed, checked, then saved."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any, NamedTuple

import streamlit as st

from recommender.dish import ALLERGENS, COURSES, DIETS, MAX_LARGE_PRICE, MAX_NAME, MAX_SPICE, Dish
from recommender.errors import RecommenderError, UnusableDish, UnusablePhoto
from recommender.kitchen import Kitchen
from recommender.photos import MAX_FILE_BYTES, SUFFIXES, THUMBNAIL, card_picture
from recommender.restaurant import Restaurant
from recommender.ui import (
    kitchen_chosen,
    kitchen_declaring,
    kitchen_photos,
    kitchen_suggestions,
    kitchen_table,
    kitchen_words,
    names,
    state,
    words,
)
from recommender.ui.dish_card import marks, photo
from recommender.ui.i18n import t
from recommender.ui.kitchen_frame import done
from recommender.ui.once import Once
from recommender.ui.words import plain

FORM = "form_of"
SAVING = "dish_saving"
MAX_ALT = 200  # characters, as a dish has it
Values = dict[str, Any]
Photo = tuple[bytes, str]


def dish_form(restaurant: Restaurant, kitchen: Kitchen, dish: Dish | None) -> None:
    """Show the form of ``dish``, of a new one if None."""
    opened = _opened(dish)
    if opened.once.made:  # by a drawing that was replaced before it could say so
        _saved(opened.once.made, new=True)
    base = opened.base
    st.button(
        t("Back to the table"),
        on_click=kitchen_chosen.close_form,
        type="tertiary",
        icon=":material/arrow_back:",
        key="close_form",
    )
    st.header(plain(names.dish(base)) if base else t("Add a dish"))
    form, look = st.columns([3, 2], gap="large")
    with form:
        values = _fields(restaurant, base)
        new_photo, without = _photo_fields(base)
    # Not before all fields are drawn: what a drawing that was replaced gave them got lost.
    state.keep(FORM, opened)
    with look:
        _look(restaurant, kitchen, base, values, new_photo)
    with form:
        _save_line(kitchen, opened, values, new_photo, without_photo=without)


class Opened(NamedTuple):
    """A form since it was opened."""

    name: str  # the dish's id; empty for a new one
    base: Dish | None  # as it was then: what others do meanwhile is told
    once: Once  # adds a new dish


def _opened(dish: Dish | None) -> Opened:
    """Return the form of a dish; one that is opened shows what the dish is."""
    name = dish.id if dish else ""
    held: Opened | None = state.kept(FORM)
    if held is None or held.name != name or state.shown("dish_name") is None:
        state.clear("dish_")
        # A default that is handed to a field does not reach a browser that shows it already.
        for field, value in as_written(dish).items():
            state.show(f"dish_{field}", value)
        return Opened(name, dish, Once())
    return held


def as_written(dish: Dish | None) -> Values:
    """Return what the form shows of a dish: the values as a person writes them."""
    if dish is None:
        blank = dict.fromkeys(("name", "name_es", "description", "description_es", "alt"), "")
        none = {"price": None, "course": None, "cuisine": "", "ingredients": "", "spice": 0}
        return blank | none | dict.fromkeys(DIETS, False) | {"allergens": []}
    free = () if dish.allergens is None else ("none",)
    plainly = ("name", "name_es", "description", "description_es", "alt", "price", "cuisine")
    return {name: getattr(dish, name) for name in (*plainly, "spice", *DIETS)} | {
        "course": dish.course or None,
        "ingredients": "; ".join(dish.ingredients),
        "allergens": list(dish.allergens or free),
    }


def _fields(restaurant: Restaurant, base: Dish | None) -> Values:
    values = _texts()
    proposed = kitchen_suggestions.suggested(restaurant, values, base)
    seen = kitchen_suggestions.seen(restaurant, base)
    kitchen_suggestions.description_words(seen.words, values["description"])
    course = proposed.course if proposed.course.value else seen.course
    cuisine = proposed.cuisine if proposed.cuisine.value else seen.cuisine
    values["course"] = st.pills(t("Course"), COURSES, key="dish_course", format_func=names.course)
    called = names.course(course.value)
    kitchen_suggestions.kind("course", course, called, values["course"] or "")
    values["cuisine"] = st.text_input(t("Cuisine"), key="dish_cuisine", max_chars=40)
    called = names.cuisine(cuisine.value)
    kitchen_suggestions.kind("cuisine", cuisine, called, values["cuisine"])
    values["spice"] = st.slider(t("Heat"), 0, MAX_SPICE, key="dish_spice")
    with st.container(horizontal=True):
        values |= {diet: st.checkbox(names.diet(diet), key=f"dish_{diet}") for diet in DIETS}
    kitchen_suggestions.diets(proposed.diets)
    values["allergens"] = _allergens()
    kitchen_suggestions.allergens(proposed.allergens, values["allergens"])
    values["alt"] = st.text_input(t("What the photo shows"), key="dish_alt", max_chars=MAX_ALT)
    return values


def _name_and_price() -> Values:
    with st.container(horizontal=True):
        name = st.text_input(t("Name"), key="dish_name", max_chars=MAX_NAME, width="stretch")
        price = st.number_input(
            t("Price"),
            0.0,
            MAX_LARGE_PRICE,
            value=None,
            step=0.5,
            key="dish_price",
            format="%.2f",
            width=160,
        )
    return {"name": name, "price": price}


def _texts() -> Values:
    values = _name_and_price()
    values["name_es"] = st.text_input(t("Name in Spanish"), key="dish_name_es", max_chars=MAX_NAME)
    for name, label in (
        ("description", t("Description")),
        ("description_es", t("Description in Spanish")),
    ):
        values[name] = st.text_area(label, key=f"dish_{name}", max_chars=2_000, height="content")
    values["ingredients"] = st.text_input(
        t("Ingredients"),
        key="dish_ingredients",
        help=t("With semicolons between them"),
    )
    return values


def _allergens() -> tuple[str, ...]:
    ticked = st.pills(
        t("Allergens"),
        ("none", *ALLERGENS),
        selection_mode="multi",
        key="dish_allergens",
        format_func=kitchen_table.allergen,
        help=t(
            "Choose “None of them” when you are sure that it contains none. Without any choice "
            "the dish counts as not declared, and guests who leave an allergen out do not see it."
        ),
    )
    return tuple(ticked)


def _photo_fields(base: Dish | None) -> tuple[Photo | None, bool]:
    file = st.file_uploader(
        t("Another photo") if base and base.photo else t("Photo"),
        type=list(SUFFIXES),
        key=kitchen_photos.field(base),
        max_upload_size=MAX_FILE_BYTES // 1_000_000,
    )
    without = False
    if base and base.photo and not file:
        without = st.checkbox(t("Take the photo away"), key="dish_without_photo")
    return ((file.getvalue(), file.name) if file else None), without


def _look(
    restaurant: Restaurant,
    kitchen: Kitchen,
    base: Dish | None,
    values: Values,
    new_photo: Photo | None,
) -> None:
    """Show the guest's card, and what there is to remark on a new photo."""
    st.caption(t("This is how guests will see it:"))
    try:
        dish = _draft(kitchen, base, values)
        _card(dish, new_photo)
        if new_photo:
            kitchen_photos.remarks(restaurant, dish, new_photo)
    except UnusablePhoto as error:
        st.error(plain(words.error(error)), icon=":material/error:")
    except UnusableDish as error:
        told = t("The card appears here. {problems}", problems=kitchen_words.problems(error))
        st.caption(plain(told))


def _draft(kitchen: Kitchen, base: Dish | None, values: Values) -> Dish:
    known = base.model_dump(exclude={"declared_by", "declared_at"}) if base else {}
    return kitchen.check_dish(known | as_sent(values))


def as_sent(values: Mapping[str, Any]) -> Values:
    """Return the form's values as the kitchen takes them."""
    return {**values, "allergens": ";".join(values["allergens"])}


def _card(dish: Dish, new_photo: Photo | None) -> None:
    with st.container(border=True, width=THUMBNAIL[0] // 2):
        if new_photo:
            picture = card_picture(new_photo[0], name=new_photo[1])
            st.image(BytesIO(picture), alt=words.alternative(dish))
        else:
            photo(dish, thumbnail=True)
        st.markdown(f"**{plain(names.dish(dish))}**")
        marks(dish)
        st.caption(plain(names.description(dish)))
        st.caption(plain(words.allergens(dish)))


def _save_line(
    kitchen: Kitchen,
    opened: Opened,
    values: Values,
    new_photo: Photo | None,
    *,
    without_photo: bool,
) -> None:
    base = opened.base
    label = t("Save") if base else t("Put on the menu")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            label,
            type="primary",
            icon=":material/check:",
            key="save_dish",
            # A drawing that another one replaces forgets what was pressed, unless it is noted.
            on_click=state.keep,
            args=(SAVING, True),
        )
        if base:
            _declare_line(kitchen, base, values)
    if not state.taken(SAVING):
        return
    data, name = new_photo or (None, "")
    photo_facts: Values = {"photo": data, "photo_name": name}
    try:
        with st.spinner(t("Putting it on the menu …")):
            if base is None:
                dish = _added(kitchen, opened.once, values, photo_facts)
            else:
                photo_facts["without_photo"] = without_photo
                dish = _edited(kitchen, base, values, photo_facts)
    except RecommenderError as error:
        st.error(plain(kitchen_words.error(error)), icon=":material/error:")
        return
    _saved(dish, new=base is None)


def _added(kitchen: Kitchen, once: Once, values: Values, photo_facts: Values) -> Dish:
    """Add a dish once: whoever presses twice may be served twice at the same moment."""
    add, who = kitchen.add, state.who()
    added: Dish = once.do(lambda: add(as_sent(values), who=who, **photo_facts))
    return added


def _edited(kitchen: Kitchen, base: Dish, values: Values, photo_facts: Values) -> Dish:
    changes = _changes(base, values)
    return kitchen.edit(base.id, changes, based_on=base, who=state.who(), **photo_facts)


def _declare_line(kitchen: Kitchen, base: Dish, values: Values) -> None:
    """Offer to state the allergens once more; edits are saved first, so that none gets lost."""
    unsaved = bool(_changes(base, values))
    kitchen_declaring.button(kitchen, base, disabled=unsaved)
    if told := words.declaration(base):
        st.caption(plain(told))


def _changes(base: Dish, values: Values) -> Values:
    before = as_sent(as_written(base))
    return {name: value for name, value in as_sent(values).items() if value != before[name]}


def _saved(dish: Dish, *, new: bool) -> None:
    name = plain(names.dish(dish))
    done(t("{name} is on the menu.", name=name) if new else t("{name} is saved.", name=name))
    state.keep(FORM, None)
    kitchen_chosen.close_form()
    st.rerun()
