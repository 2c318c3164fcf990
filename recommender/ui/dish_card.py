"""A dish as guests see it: its photo and its marks."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from recommender.dish import Dish
from recommender.ui import names, resources, words
from recommender.ui.i18n import t

NO_PHOTO = Path(__file__).with_name("no_photo.svg")


@dataclass(frozen=True)
class Badge:
    """A word about a dish, an icon of the Material set, and one of the theme's colours."""

    icon: str
    text: str
    colour: str


def badges(dish: Dish) -> list[Badge]:
    """Return diets, heat and availability of a dish."""
    found = [Badge(names.ICONS[diet], names.diet(diet), "green") for diet in dish.diets]
    if dish.spice:
        found.append(Badge(names.ICONS["spice"], names.spice(dish.spice), "orange"))
    if not dish.available:
        found.append(Badge("block", t("Sold out"), "red"))
    return found


def marks(dish: Dish) -> None:
    """Show price, diets, heat and availability in one line."""
    told = [f":{one.colour}-badge[:material/{one.icon}: {one.text}]" for one in badges(dish)]
    st.markdown(" ".join([f"**{words.plain(words.price(dish))}**", *told]))


def photo(dish: Dish, *, thumbnail: bool) -> None:
    """Show the photo of a dish, or a drawing where it has none or its file is lost."""
    shown = shown_photo(dish, thumbnail=thumbnail)
    file = _file(shown, thumbnail=thumbnail) if shown else NO_PHOTO
    st.image(str(file), width="stretch", alt=alternative(dish, shown))


def shown_photo(dish: Dish, *, thumbnail: bool) -> str | None:
    """Return the id of a dish's photo; None where it has none or its file is lost."""
    there = dish.photo and _file(dish.photo, thumbnail=thumbnail).is_file()
    return dish.photo if there else None


def alternative(dish: Dish, shown: str | None) -> str:
    """Return what stands for the ``shown`` photo, None: the drawing, where it is not seen."""
    if shown:
        return words.alternative(dish)
    return t("{name}, without a photo", name=names.dish(dish))


def _file(photo: str, *, thumbnail: bool) -> Path:
    store = resources.restaurant().photos
    return store.thumbnail(photo) if thumbnail else store.path(photo)
