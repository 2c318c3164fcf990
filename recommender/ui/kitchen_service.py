"""Sold out and back in one tap."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from recommender.dish import Dish, fold
from recommender.kitchen import Kitchen, end_of_service
from recommender.ui import i18n, kitchen_words, names, resources, state, words
from recommender.ui.i18n import n, t
from recommender.ui.kitchen_frame import doing
from recommender.ui.words import plain

SHOWN = 8  # dishes found; who does not see the dish among them writes more of its name
SERVICE, DAY, OPEN = "service", "day", "open"


def take_off(kitchen: Kitchen, dishes: Sequence[Dish]) -> None:
    """Find a dish by its name and take it off the menu in one tap."""
    asked = st.text_input(
        t("Which dish is sold out?"),
        key="off_search",
        placeholder=t("Some letters of its name"),
        icon=":material/search:",
    )
    until_when("off")
    found = _called(asked, dishes)
    if asked and not found:
        st.caption(t("No dish that can be ordered is called like that."))
    for dish in found[:SHOWN]:
        with _row(dish, words.price(dish)):
            st.button(
                t("Sold out"),
                key=f"off_{dish.id}",
                type="primary",
                icon=":material/block:",
                on_click=_sell_out,
                args=(kitchen, dish),
            )
    if (more := len(found) - SHOWN) > 0:
        st.caption(
            n(
                "{count} more: write more of its name.",
                "{count} more: write more of their names.",
                more,
            )
        )


def _called(asked: str, dishes: Sequence[Dish]) -> list[Dish]:
    """Return the dishes on sale whose name holds all words that were asked."""
    parts = fold(asked).split()
    named = [(dish, fold(f"{dish.name} {dish.name_es}")) for dish in dishes if dish.available]
    return [dish for dish, name in named if parts and all(part in name for part in parts)]


def until_when(key: str) -> None:
    """Ask for how long dishes are sold out; ``key`` is what the widgets' keys begin with."""
    choices = {
        SERVICE: t(
            "Until the end of service ({time})", time=i18n.clock(_end(), resources.house().zone)
        ),
        DAY: t("Until a day"),
        OPEN: t("Until somebody says so"),
    }
    chosen = st.segmented_control(
        t("For how long?"),
        list(choices),
        default=SERVICE,
        required=True,
        key=f"{key}_how_long",
        format_func=lambda choice: choices[choice],
    )
    if chosen == DAY:
        tomorrow = resources.house_now().date() + timedelta(days=1)
        st.date_input(t("Back on"), tomorrow, min_value=tomorrow, key=f"{key}_day")


def chosen_moment(key: str) -> datetime | None:
    """Return what was chosen with :func:`until_when`; None: until somebody says so."""
    how_long, day = state.shown(f"{key}_how_long"), state.shown(f"{key}_day")
    if how_long == DAY and isinstance(day, date):
        return datetime.combine(day, time(), resources.house().zone).astimezone(UTC)
    return None if how_long == OPEN else _end()


def _end() -> datetime:
    service = resources.restaurant().settings.end_of_service
    return end_of_service(datetime.now(UTC), service, resources.house().zone)


def off_list(kitchen: Kitchen) -> None:
    """Show what is sold out, each with its way back."""
    off = kitchen.off()
    st.header(n("{count} dish is off", "{count} dishes are off", len(off)))
    if not off:
        st.caption(t("Everything on the menu can be ordered."))
    for dish in off:
        with _row(dish, _back_when(dish)):
            st.button(
                t("Back"),
                key=f"back_{dish.id}",
                icon=":material/undo:",
                on_click=_bring_back,
                args=(kitchen, dish),
            )


def _row(dish: Dish, beside: str) -> DeltaGenerator:
    """Show a dish in a line and return its place, for a button at the end."""
    line = st.container(horizontal=True, wrap=False, vertical_alignment="center")
    line.markdown(f"**{plain(names.dish(dish))}** · {plain(beside)}", width="stretch")
    return line


def _back_when(dish: Dish) -> str:
    if dish.off_until is None:
        return t("until somebody says so")
    return t("until {moment}", moment=kitchen_words.moment(dish.off_until))


def _sell_out(kitchen: Kitchen, dish: Dish) -> None:
    def work() -> str:
        until = chosen_moment("off")
        kitchen.sell_out([dish.id], until=until, who=state.who())
        state.show("off_search", "")
        return t("{name} is off. Guests do not see it any more.", name=plain(names.dish(dish)))

    doing(work)


def _bring_back(kitchen: Kitchen, dish: Dish) -> None:
    def work() -> str:
        kitchen.back([dish.id], who=state.who())
        return t("{name} is back on the menu.", name=plain(names.dish(dish)))

    doing(work)
