"""Dishes as cards, all of a page in one element.

Twelve cards made of Streamlit's own elements are some 130 of them: half of the time that a click on
a filter took. A component draws them in one step, from data alone: stored text is never markup.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from recommender.recommend import Match
from recommender.ui import dish_card, links, names, state, taste, words
from recommender.ui.i18n import t
from recommender.ui.server import routes

_HERE = Path(__file__).parent
DESCRIPTION_CHARACTERS = 90  # two lines on a card
SHOWN_REASONS = 3  # more are no longer read

# In the page's own tree, not in a shadow of it: the style and the script of links hold here too.
_cards = st.components.v2.component(
    "dish_cards",
    css=(_HERE / "cards.css").read_text(),
    js=(_HERE / "cards.js").read_text(),
    isolate_styles=False,
)


def cards(matches: Sequence[Match], *, place: str = "grid") -> None:
    """Show all of ``matches`` with photo, name, price, marks, why they are here, and what to do.

    ``place`` tells apart two grids of one page.
    """
    to = links.CardLinks()
    _cards(
        key=f"cards-{place}",
        data={"cards": [_card(match, to) for match in matches]},
        on_like_change=lambda: taste.like(_pressed(place, "like")),
        on_unlike_change=lambda: taste.take_back_like(_pressed(place, "unlike")),
        on_hide_change=lambda: taste.hide(_pressed(place, "hide")),
    )


def _pressed(place: str, what: str) -> str:
    """Return the id of the dish whose button was pressed."""
    return str(state.shown(f"cards-{place}").get(what) or "")


def _card(match: Match, to: links.CardLinks) -> dict[str, Any]:
    dish, name = match.dish, names.dish(match.dish)
    because = [words.reason(one, dish) for one in match.reasons[:SHOWN_REASONS]]
    photo = dish_card.shown_photo(dish, thumbnail=True)
    return {
        "id": dish.id,
        "name": name,
        "target": to.to_dish(dish),
        "photo": routes.photo_address(photo),
        "alt": dish_card.alternative(dish, photo),
        "price": words.price(dish),
        "badges": [[one.icon, one.text, one.colour] for one in dish_card.badges(dish)],
        "description": _shortened(names.description(dish)),
        "because": " · ".join(because),
        "similar": {
            "text": t("More like this"),
            "label": t("More dishes like {name}", name=name),
            "target": to.to_similar(dish),
        },
        "buttons": [[one.what, one.icon, one.label] for one in taste.choices(dish)],
    }


def _shortened(text: str) -> str:
    if len(text) <= DESCRIPTION_CHARACTERS:
        return text
    return text[:DESCRIPTION_CHARACTERS].rsplit(" ", 1)[0].rstrip(",.;:") + " …"
