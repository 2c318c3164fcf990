"""Find similar: dishes that look like a photo, or are like a dish."""

import streamlit as st

from recommender.filters import Filters
from recommender.recommend import BALANCE, Query
from recommender.ui import (
    address,
    following,
    likeness,
    names,
    photo_line,
    preparing,
    resources,
    results,
    searching,
    taste,
)
from recommender.ui.chips import chips
from recommender.ui.dish_card import marks, photo
from recommender.ui.dish_grid import chosen_sort
from recommender.ui.filter_panel import filter_panel, folding_button
from recommender.ui.i18n import t
from recommender.ui.words import plain

following.follow_the_menu()
recommender, currency = resources.restaurant().recommender, resources.currency()
table = recommender.table()
filters = address.filters(table.cuisines)

if liked := address.text(address.LIKE):
    dish = recommender.dish(liked)
    asked = names.dish(dish)
    st.title(t("Dishes like {name}", name=plain(asked)))
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width=160):
            photo(dish, thumbnail=True)
        with st.container(width="stretch"):
            marks(dish)
    intent = likeness.intent_line(dish)
    query, implied = likeness.query(dish, intent, filters), likeness.implied(dish, intent)
else:
    st.title(t("Find dishes by photo"))
    st.caption(t("Show us a dish from anywhere, and we show you what comes closest here."))
    picture, words = photo_line.photo_line(), photo_line.words_beside()
    query = Query(
        words,
        picture,
        filters=filters,
        restored=address.texts(address.PLAIN),
        disliked=taste.disliked(),
        balance=photo_line.balance() if picture and words else BALANCE,
        sort=chosen_sort(),
    )
    asked = words
    if picture:
        asked = t("your photo and “{words}”", words=words) if words else t("your photo")
    understood = recommender.understand(query)
    implied = Filters(available=False, **understood.filters)
    chips(understood, currency=currency)

if query.words or query.photo or query.like:
    folding_button()
    beside, dishes = st.columns([1, 3.4], gap="medium")
    with beside:
        filter_panel(table, filters, implied, currency=currency)
    with dishes:
        if preparing.is_ready():
            results.show(searching.search(query), query, asked=asked, implied=implied)
        else:
            preparing.wait_for_search(photos=True)
