"""One dish at its own address."""

import streamlit as st

from recommender.ui import (
    address,
    following,
    likeness,
    links,
    names,
    preparing,
    resources,
    searching,
    state,
    taste,
)
from recommender.ui.cards import cards
from recommender.ui.dish_card import marks, photo
from recommender.ui.dish_facts import facts
from recommender.ui.dish_grid import card_skeletons
from recommender.ui.i18n import t
from recommender.ui.words import plain

SIMILAR = 4  # one row

following.follow_the_menu()
recommender = resources.restaurant().recommender
dish = recommender.dish(address.text("id"))
if state.is_first("opened", dish.id):
    resources.restaurant().search_log.log_opened(address.text(address.FOUND_BY), dish.id)

links.link_to_menu()
picture, text = st.columns([3, 2], gap="medium")
with picture:
    photo(dish, thumbnail=False)
with text:
    st.title(plain(names.dish(dish)))
    marks(dish)
    facts(dish)
    with st.container(horizontal=True, key="do-page"):
        taste.buttons(dish)

st.header(t("You may also like"))
needs = address.filters(recommender.table().cuisines)
likeness.needs_line(needs)
query = likeness.query(dish, likeness.intent_line(dish), needs)
if preparing.can_search_words():
    if not preparing.is_ready():
        preparing.tell_of_photos()
    found = searching.search(query, top=SIMILAR).matches
    cards(found)
    if not found:
        st.caption(t("No other dish is like that. Try another wish."))
else:
    preparing.wait_for_search()
    card_skeletons(SIMILAR)
