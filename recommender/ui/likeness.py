"""More dishes like one, with an intent: the same but vegetarian, cheaper, without its milk."""

import streamlit as st

from recommender.dish import ALLERGENS, DIETS, Allergen, Dish
from recommender.filters import Filters
from recommender.recommend import Query
from recommender.similar import INTENTS, Intent, intents_for, required_by
from recommender.ui import address, names, state, taste
from recommender.ui.dish_grid import chosen_sort
from recommender.ui.i18n import listed, t
from recommender.ui.words import inside

_WITHOUT = "without-"  # begins the intent of leaving out an allergen of the dish


def intents(dish: Dish) -> list[str]:
    """Return the intents that make sense for ``dish``, as they stand in an address."""
    return [*intents_for(dish), *(f"{_WITHOUT}{name}" for name in dish.allergens or ())]


def intent_line(dish: Dish) -> str:
    """Show the intents for ``dish`` and return the chosen one."""
    options = intents(dish)
    chosen = next(iter(address.chosen(address.INTENT, options)), options[0])
    state.show(address.INTENT, chosen)
    st.pills(
        t("Like this dish, but …"),
        options,
        key=address.INTENT,
        required=True,
        format_func=intent_name,
        on_change=_intended,
    )
    return chosen


def needs_line(needs: Filters) -> None:
    """Say which needs of the guest came along and keep other dishes out, and offer to lift them."""
    kept = [inside(names.diet(diet)) for diet in DIETS if getattr(needs, diet)]
    kept += [t("without {allergen}", allergen=inside(names.allergen(one))) for one in needs.without]
    if not kept:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(t("Only dishes that suit you: {needs}", needs=listed(kept)))
        st.button(
            t("Show others, too"),
            key="lift_needs",
            on_click=address.change,
            kwargs=dict.fromkeys(address.NEEDS),
            type="tertiary",
        )


def query(dish: Dish, chosen: str, filters: Filters) -> Query:
    """Return what is asked by the chosen intent, under ``filters``."""
    without = {*filters.without, *_allergen(chosen)}
    return Query(
        like=dish.id,
        intent=_intent(chosen),
        filters=filters.model_copy(update={"without": tuple(sorted(without))}),
        disliked=taste.disliked(),
        sort=chosen_sort(),
    )


def implied(dish: Dish, chosen: str) -> Filters:
    """Return what the chosen intent requires."""
    if left_out := _allergen(chosen):
        return Filters(available=False, without=left_out)
    return required_by(_intent(chosen), dish)


def intent_name(intent: str) -> str:
    """Return what an intent is called."""
    names_of = {
        "alike": t("Just alike"),
        "look": t("The same look"),
        "vegetarian": t("But vegetarian"),
        "vegan": t("But vegan"),
        "cheaper": t("Cheaper"),
        "milder": t("Milder"),
        "gluten_free": t("But gluten-free"),
    }
    if intent in names_of:
        return names_of[intent]
    return t("Without {words}", words=inside(names.allergen(_allergen(intent)[0])))


def _intent(chosen: str) -> Intent:
    """Return the intent by its name; an allergen is left out of dishes just alike."""
    return next((intent for intent in INTENTS if intent == chosen), "alike")


def _allergen(intent: str) -> tuple[Allergen, ...]:
    return tuple(name for name in ALLERGENS if intent == f"{_WITHOUT}{name}")


def _intended() -> None:
    intent = state.shown(address.INTENT)
    address.change(**{address.INTENT: None if intent == "alike" else intent})
