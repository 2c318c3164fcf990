"""Discover: words and filters over the whole menu."""

from datetime import date

import streamlit as st

from recommender.recommend import Match, Query
from recommender.ui import preparing, resources, results, state
from recommender.ui.dish_grid import dish_grid
from recommender.ui.filter_panel import filter_panel

restaurant = resources.restaurant()
menu = restaurant.catalog.menu().dishes

st.title("What are you hungry for?")
words = st.text_input(
    "What are you hungry for?",
    key="q",
    type="search",
    placeholder="Something smoky … a light lunch … chocolate dessert",
    label_visibility="collapsed",
    bind="query-params",
    on_change=state.to_first_page,
)
filters = filter_panel(menu.values())
words = (words or "").strip()

if not menu:
    results.empty_menu()
elif words and preparing.is_ready():
    query = Query(words, filters=filters)
    results.show(restaurant.recommender.search(query), asked=words)
else:
    if words:
        preparing.wait_for_search()
    dishes = restaurant.recommender.browse(filters, seed=date.today().toordinal())
    if dishes:
        dish_grid([Match(dish, 1.0) for dish in dishes])
    else:
        results.filters_too_tight()
