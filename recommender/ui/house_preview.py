"""What guests will see of the restaurant, before it is saved."""

from collections.abc import Mapping
from typing import NamedTuple

import streamlit as st

from recommender.dish import Dish
from recommender.house import (
    DARK_PAGE,
    LIGHT_PAGE,
    READABLE,
    House,
    weakest,
)
from recommender.ui import i18n, links, names, opening, resources
from recommender.ui.dish_card import marks, photo
from recommender.ui.i18n import t
from recommender.ui.words import plain

CARD_WIDTH = 320  # pixels, as on a phone
KEY = "house_preview"


class Wanted(NamedTuple):
    """The house as the owner wants it; None where it cannot be taken, with the sentence why."""

    house: House | None
    changes: Mapping[str, object]
    logo: bytes | None = None
    logo_name: str = ""
    picture: bytes | None = None  # the logo as it will be kept
    problem: str = ""

    @property
    def is_new(self) -> bool:
        """Whether there is anything to save."""
        return bool(self.changes) or self.logo is not None


def preview(wanted: Wanted) -> None:
    """Show the head and a card as guests will see them."""
    if wanted.house is None:
        st.error(plain(wanted.problem), icon=":material/error:")
        return
    house = wanted.house
    st.caption(t("This is how guests will see it:"))
    with st.container(border=True, key=KEY):
        links.tint(KEY, house)
        links.sign(house, wanted.picture, line=opening.line(house))
        _remark(house)
        if dish := _shown_dish():
            _card(dish, house)


def _shown_dish() -> Dish | None:
    dishes = resources.restaurant().recommender.table().dishes
    return next((dish for dish in dishes if dish.photo), dishes[0] if dishes else None)


def _card(dish: Dish, house: House) -> None:
    with st.container(border=True, width=CARD_WIDTH):
        photo(dish, thumbnail=True)
        st.markdown(f"**{plain(names.dish(dish))}**")
        marks(dish.model_copy(update={"currency": house.currency}))


def _remark(house: House) -> None:
    """Say where the colour is shown darker or lighter, and by which figures."""
    for page, shade, told in (
        (LIGHT_PAGE, house.shades.light, _darker),
        (DARK_PAGE, house.shades.dark, _lighter),
    ):
        if shade != house.accent:
            figures = {
                "figure": i18n.number(round(weakest(house.accent, page), 1)),
                "limit": i18n.number(READABLE),
            }
            st.caption(told(**figures))


def _darker(**figures: str) -> str:
    return t(
        "On light pages the colour has a contrast of {figure} to 1, where {limit} is due to be "
        "read. It is shown darker there.",
        **figures,
    )


def _lighter(**figures: str) -> str:
    return t(
        "On dark pages the colour has a contrast of {figure} to 1, where {limit} is due to be "
        "read. It is shown lighter there.",
        **figures,
    )
