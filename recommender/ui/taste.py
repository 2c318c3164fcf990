"""What a guest likes and does not; ids in the address, so that it can be shared and undone."""

from collections.abc import Callable

import streamlit as st

from recommender.dish import Dish
from recommender.errors import UnknownDish
from recommender.filters import Filters
from recommender.recommend import Match, Query
from recommender.ui import address, names, preparing, resources
from recommender.ui.i18n import t
from recommender.ui.words import plain

ROW = 4  # dishes recommended at a time


def liked() -> tuple[str, ...]:
    """Return the ids of the dishes that the guest likes and the menu has."""
    return tuple(dish.id for dish in _dishes(address.LIKED))


def disliked() -> tuple[str, ...]:
    """Return the ids of the dishes that the guest does not want to see."""
    return tuple(dish.id for dish in _dishes(address.DISLIKED))


def buttons(dish: Dish, place: str) -> None:
    """Show the buttons with which a guest likes a dish or hides it."""
    is_liked, name = dish.id in liked(), plain(names.dish(dish))
    st.button(
        t("Take back the like for {name}", name=name) if is_liked else t("Like {name}", name=name),
        key=f"like-{place}-{dish.id}",
        icon=":material/heart_check:" if is_liked else ":material/favorite:",
        type="secondary" if is_liked else "tertiary",
        on_click=_take_back_like if is_liked else _like,
        args=(dish.id, name),
    )
    st.button(
        t("Hide {name}", name=name),
        key=f"hide-{place}-{dish.id}",
        icon=":material/visibility_off:",
        type="tertiary",
        on_click=_hide,
        args=(dish.id, name),
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
        st.subheader(t("For your taste"))
        preparing.wait_for_search()
        return
    query = Query(liked=liked(), disliked=disliked(), filters=filters)
    found = resources.restaurant().recommender.search(query, top=ROW).matches
    if found:
        st.subheader(t("For your taste"))
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


def _like(dish: str, name: str) -> None:
    address.add(address.LIKED, dish)
    st.toast(t("You like {name}. The menu knows more of your taste.", name=name), icon="❤️")


def _take_back_like(dish: str, _name: str) -> None:
    address.remove(address.LIKED, dish)


def _hide(dish: str, name: str) -> None:
    others = [one for one in address.texts(address.LIKED) if one != dish]
    hidden = [*address.texts(address.DISLIKED), dish]
    address.change(**{address.LIKED: others, address.DISLIKED: hidden[-address.MAX_KEPT :]})
    st.toast(t("{name} is hidden. You can show it again above.", name=name))


def _dishes(parameter: str) -> list[Dish]:
    found = []
    for one in address.texts(parameter)[: address.MAX_KEPT]:
        try:
            found.append(resources.restaurant().recommender.dish(one))
        except UnknownDish:  # a dish that is gone is no longer liked
            continue
    return found
