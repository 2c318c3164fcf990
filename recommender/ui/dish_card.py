"""A dish as guests see it in a grid, and its marks."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from recommender.dish import Dish
from recommender.ui import filter_panel, links, resources, words

_NO_PHOTO = str(Path(__file__).with_name("no_photo.svg"))
DESCRIPTION_CHARACTERS = 90  # two lines on a card


def dish_card(dish: Dish, reasons: Sequence[str] = ()) -> None:
    """Show a dish: photo, name, price, marks, and why it is here."""
    with st.container(key=f"card-{dish.id}", gap="xsmall"):
        photo(dish, thumbnail=True)
        links.link_to_dish(dish.id, dish.name)
        marks(dish)
        st.caption(words.plain(_shortened(dish.description)))
        if reasons:
            st.caption(f":material/check: {words.plain(', '.join(reasons))}")
        links.link_to_similar(dish.id, dish.name, filter_panel.carried())


def photo(dish: Dish, *, thumbnail: bool) -> None:
    """Show the photo of a dish, or a drawing where it has none or its file is lost."""
    store = resources.restaurant().photos
    file = Path()
    if dish.photo:
        file = store.thumbnail(dish.photo) if thumbnail else store.path(dish.photo)
    st.image(
        str(file) if file.is_file() else _NO_PHOTO,
        width="stretch",
        alt=words.alternative(dish) if file.is_file() else f"{dish.name}, without a photo",
    )


def marks(dish: Dish) -> None:
    """Show price, diets, heat and availability in one line."""
    parts = [f"**{words.plain(words.price(dish))}**"]
    parts += [f":green-badge[{words.DIET_LABELS[diet]}]" for diet in dish.diets]
    if dish.spice:
        parts.append(f":orange-badge[{words.SPICE_LABELS[dish.spice].capitalize()}]")
    if not dish.available:
        parts.append(":red-badge[Sold out]")
    st.markdown(" ".join(parts))


def _shortened(text: str) -> str:
    if len(text) <= DESCRIPTION_CHARACTERS:
        return text
    return text[:DESCRIPTION_CHARACTERS].rsplit(" ", 1)[0].rstrip(",.;:") + " …"
