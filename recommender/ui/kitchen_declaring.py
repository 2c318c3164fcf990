"""Declaring the allergens of a dish: proposed from its ingredients, stated by a person's ticks."""

from collections.abc import Sequence

import streamlit as st

from recommender.dish import ALLERGENS, Dish
from recommender.kitchen import Kitchen
from recommender.suggestions import AllergenProposal, propose_allergens
from recommender.ui import kitchen_suggestions, kitchen_table, names, state, words
from recommender.ui.i18n import listed, t
from recommender.ui.kitchen_frame import ask_first, doing
from recommender.ui.words import plain

TICKS = "declare_tick_"
NONE = f"{TICKS}none"
IN_A_ROW = 280  # pixels that an allergen with what it is proposed from needs


def button(kitchen: Kitchen, dish: Dish, *, disabled: bool = False) -> None:
    """Offer to declare the allergens of a dish, in a dialog."""
    if st.button(
        t("Declare allergens"),
        key=f"declare_{dish.id}",
        icon=":material/fact_check:",
        disabled=disabled,
    ):
        _tick_what_is_declared(dish)
        _ask(kitchen, dish)


def _tick_what_is_declared(dish: Dish) -> None:
    """Let the dialog begin with what was declared before.

    Somebody may have ticked for another dish and closed it: their browser still has those ticks.
    """
    state.clear(TICKS)
    state.show(NONE, False)
    for name in ALLERGENS:
        state.show(f"{TICKS}{name}", name in (dish.allergens or ()))


def _ask(kitchen: Kitchen, dish: Dish) -> None:
    def about() -> None:
        st.markdown(f"**{plain(names.dish(dish))}**")
        ingredients = listed([plain(one) for one in dish.ingredients])
        st.caption(t("Ingredients: {ingredients}", ingredients=ingredients or t("none written")))
        ticked = _ticks(dish.ingredients)
        st.checkbox(
            t("I have checked it: it contains none of the 14 allergens"),
            key=NONE,
            disabled=bool(ticked),
        )
        st.caption(t("It is kept with your name, {name}, and today.", name=plain(state.who())))

    ask_first(
        t("Declare allergens"),
        about,
        label=t("Declare"),
        key="declare_now",
        icon=":material/check:",
        then=_declare,
        args=(kitchen, dish),
        width="large",
    )


def _ticks(ingredients: Sequence[str]) -> list[str]:
    """Show the fourteen, with what proposes them, and return the ticked ones."""
    proposed = {one.allergen: one for one in propose_allergens(ingredients)}
    if proposed:
        st.caption(t("Proposed from the ingredients. Nothing is declared before you tick it:"))
    first = sorted(ALLERGENS, key=lambda name: (name not in proposed, ALLERGENS.index(name)))
    with st.grid(min_column_width=IN_A_ROW):
        return [name for name in first if _tick(name, proposed.get(name))]


def _tick(name: str, proposal: AllergenProposal | None) -> bool:
    with st.container(gap="xxsmall"):
        ticked = st.checkbox(names.allergen(name), key=f"{TICKS}{name}")
        if proposal:  # below, as a label is cut where the screen is narrow
            st.caption(kitchen_suggestions.proposal(proposal))
    return ticked


def _declare(kitchen: Kitchen, dish: Dish) -> None:
    ticked = [name for name in ALLERGENS if state.shown(f"{TICKS}{name}")]
    if bool(ticked) == bool(state.shown(NONE)):
        told = t("Nothing was declared. Tick what it contains, or that it contains none of them.")
        state.tell_next("refused", told)
        return

    def work() -> str:
        declared = kitchen.declare(dish.id, ticked, based_on=dish, who=state.who())
        kitchen_table.forget()
        state.clear("dish_")  # a form of it shows it anew
        facts = {"name": plain(names.dish(dish)), "allergens": plain(words.allergens(declared))}
        return t("{name}: {allergens}", **facts)

    doing(work)
