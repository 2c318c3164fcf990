"""A dish as guests see it in a grid, and its marks."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from recommender.dish import Dish
from recommender.reasons import Reason
from recommender.ui import links, names, resources, taste, words
from recommender.ui.i18n import t

_NO_PHOTO = str(Path(__file__).with_name("no_photo.svg"))
DESCRIPTION_CHARACTERS = 90  # two lines on a card
SHOWN_REASONS = 3  # more are no longer read


def dish_card(dish: Dish, reasons: Sequence[Reason] = (), *, place: str = "grid") -> None:
    """Show a dish: photo, name, price, marks, why it is here, and what a guest can do with it.

    ``place`` tells apart two cards of one dish on a page.
    """
    with st.container(
        key=f"card-{place}-{dish.id}", height="stretch", vertical_alignment="distribute"
    ):
        with st.container(gap="xsmall"):
            photo(dish, thumbnail=True)
            links.link_to_dish(dish)
            marks(dish)
            if description := names.description(dish):
                st.caption(words.plain(_shortened(description)))
            because(dish, reasons)
        with st.container(
            horizontal=True, gap="xxsmall", vertical_alignment="center", key=f"do-{place}-{dish.id}"
        ):
            links.link_to_similar(dish)
            taste.buttons(dish, place)


def because(dish: Dish, reasons: Sequence[Reason]) -> None:
    """Show why a dish is here."""
    if reasons:
        told = [words.plain(words.reason(one, dish)) for one in reasons[:SHOWN_REASONS]]
        st.caption(f":material/check: {' · '.join(told)}")


def photo(dish: Dish, *, thumbnail: bool) -> None:
    """Show the photo of a dish, or a drawing where it has none or its file is lost."""
    store = resources.restaurant().photos
    file = Path()
    if dish.photo:
        file = store.thumbnail(dish.photo) if thumbnail else store.path(dish.photo)
    there = file.is_file()
    st.image(
        str(file) if there else _NO_PHOTO,
        width="stretch",
        alt=words.alternative(dish)
        if there
        else t("{name}, without a photo", name=names.dish(dish)),
    )


def marks(dish: Dish) -> None:
    """Show price, diets, heat and availability in one line."""
    parts = [f"**{words.plain(words.price(dish))}**"]
    parts += [f":green-badge[{names.ICONS[diet]} {names.diet(diet)}]" for diet in dish.diets]
    if dish.spice:
        parts.append(f":orange-badge[{names.ICONS['spice']} {names.spice(dish.spice)}]")
    if not dish.available:
        sold_out = t("Sold out")
        parts.append(f":red-badge[:material/block: {sold_out}]")
    st.markdown(" ".join(parts))


def _shortened(text: str) -> str:
    if len(text) <= DESCRIPTION_CHARACTERS:
        return text
    return text[:DESCRIPTION_CHARACTERS].rsplit(" ", 1)[0].rstrip(",.;:") + " …"
