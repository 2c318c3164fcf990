"""What a guest likes and does not; ids in the address, so that it can be shared and undone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from recommender.dish import Dish
from recommender.errors import UnknownDish
from recommender.filters import Filters
from recommender.recommend import Match, Query
from recommender.ui import address, names, preparing, resources, searching
from recommender.ui.i18n import t
from recommender.ui.words import plain

ROW = 4  # dishes recommended at a time


@dataclass(frozen=True)
class Choice:
    """What a guest can say of a dish, with an icon of the Material set."""

    what: Literal["like", "unlike", "hide"]
    icon: str
    label: str


def liked() -> tuple[str, ...]:
    """Return the ids of the dishes that the guest likes and the menu has."""
    return tuple(dish.id for dish in _dishes(address.LIKED))


def disliked() -> tuple[str, ...]:
    """Return the ids of the dishes that the guest does not want to see."""
    return tuple(dish.id for dish in _dishes(address.DISLIKED))


def choices(dish: Dish) -> list[Choice]:
    """Return what a guest can say of a dish."""
    name = names.dish(dish)
    if dish.id in address.texts(address.LIKED):
        liking = Choice("unlike", "heart_check", t("Take back the like for {name}", name=name))
    else:
        liking = Choice("like", "favorite", t("Like {name}", name=name))
    return [liking, Choice("hide", "visibility_off", t("Hide {name}", name=name))]


def buttons(dish: Dish) -> None:
    """Show the buttons with which a guest likes a dish or hides it, on its own page."""
    act = {"like": like, "unlike": take_back_like, "hide": hide}
    for one in choices(dish):
        st.button(
            plain(one.label),
            key=f"{'hide' if one.what == 'hide' else 'like'}-page-{dish.id}",
            icon=f":material/{one.icon}:",
            type="secondary" if one.what == "unlike" else "tertiary",
            on_click=act[one.what],
            args=(dish.id,),
        )


def opinions() -> None:
    """Show what the guest likes and hid, each to be taken back with one click."""
    for parameter, label, icon in (
        (address.LIKED, t("You like:"), ":material/favorite:"),
        (address.DISLIKED, t("Hidden:"), ":material/visibility_off:"),
    ):
        dishes = _dishes(parameter)
        if not dishes:
            continue
        with st.container(
            horizontal=True, key=f"opinion-{parameter}", gap="xsmall", vertical_alignment="center"
        ):
            st.caption(f"{icon} {label}", width="content")
            for dish in dishes:
                _opinion(dish, parameter)


def row(filters: Filters, show: Callable[[list[Match]], None]) -> None:
    """Show the dishes that are most like what the guest likes."""
    words_work = preparing.can_search_words()
    if not liked() or (preparing.has_failed() and not words_work):
        return
    if not words_work:
        st.header(t("For your taste"))
        preparing.wait_for_search()
        return
    query = Query(liked=liked(), disliked=disliked(), filters=filters)
    found = searching.search(query, top=ROW).matches
    if found:
        st.header(t("For your taste"))
        show(list(found))


def _opinion(dish: Dish, parameter: str) -> None:
    name = plain(names.dish(dish))
    st.button(
        name,
        key=f"{parameter}-{dish.id}",
        icon=":material/close:",
        icon_position="right",
        help=t("Forget that you like {name}.", name=name)
        if parameter == address.LIKED
        else t("Show {name} again.", name=name),
        on_click=address.remove,
        args=(parameter, dish.id),
    )


def like(dish: str) -> None:
    """Note that the guest likes the dish of this id."""
    address.add(address.LIKED, dish)
    name = plain(_name(dish))
    st.toast(t("You like {name}. The menu knows more of your taste.", name=name), icon="❤️")


def take_back_like(dish: str) -> None:
    """Forget that the guest likes the dish of this id."""
    address.remove(address.LIKED, dish)


def hide(dish: str) -> None:
    """Note that the guest does not want to see the dish of this id."""
    address.catch_up()
    others = [one for one in address.texts(address.LIKED) if one != dish]
    hidden = [*address.texts(address.DISLIKED), dish]
    address.change(**{address.LIKED: others, address.DISLIKED: hidden[-address.MAX_KEPT :]})
    st.toast(t("{name} is hidden. You can show it again above.", name=plain(_name(dish))))


def _name(dish: str) -> str:
    return names.dish(resources.restaurant().recommender.dish(dish))


def _dishes(parameter: str) -> list[Dish]:
    found = []
    for one in address.texts(parameter)[: address.MAX_KEPT]:
        try:
            found.append(resources.restaurant().recommender.dish(one))
        except UnknownDish:  # a dish that is gone is no longer liked
            continue
    return found
