"""Discover: words and filters over the whole menu."""

import streamlit as st

from recommender.filters import Filters
from recommender.recommend import Query
from recommender.ui import address, following, resources, results, taste
from recommender.ui.chips import chips
from recommender.ui.dish_grid import chosen_sort
from recommender.ui.filter_panel import filter_panel, folding_button
from recommender.ui.i18n import t
from recommender.ui.search_line import search_line

following.follow_the_menu()
recommender, currency = resources.restaurant().recommender, resources.currency()
table = recommender.table()

st.title(t("What are you hungry for?"))
query = Query(
    words=search_line(),
    liked=taste.liked(),
    disliked=taste.disliked(),
    filters=address.filters(table.cuisines),
    restored=address.texts(address.PLAIN),
    sort=chosen_sort(),
)
understood = recommender.understand(query)
chips(understood, currency=currency)
taste.opinions()

folding_button()
beside, dishes = st.columns([1, 3.4], gap="medium")
with beside:
    implied = Filters(available=False, **understood.filters)
    filter_panel(table, query.filters, implied, currency=currency)
with dishes:
    if not query.words and address.page() == 1:
        results.for_taste(query)
    results.answer(query, understood)
