"""One dish at its own address."""

import streamlit as st

from recommender.filters import Filters
from recommender.recommend import Query
from recommender.ui import preparing, resources
from recommender.ui.dish_card import marks, photo
from recommender.ui.dish_grid import cards
from recommender.ui.links import link_to_similar
from recommender.ui.navigation import link_to_menu
from recommender.ui.words import allergens, course, cuisine, plain

SIMILAR = 4  # one row

restaurant = resources.restaurant()
dish = restaurant.recommender.dish(st.query_params.get("id", ""))

link_to_menu("The whole menu")
picture, text = st.columns([3, 2], gap="medium")
with picture:
    photo(dish, thumbnail=False)
with text:
    st.title(plain(dish.name))
    marks(dish)
    st.write(plain(dish.description))
    st.caption(plain(" · ".join(filter(None, [cuisine(dish.cuisine), course(dish.course)]))))
    if dish.ingredients:
        st.markdown(f"**Made with** {plain(', '.join(dish.ingredients))}")
    show = st.info if dish.declared else st.warning
    show(plain(allergens(dish)), icon=":material/info:")
    link_to_similar(dish.id, dish.name)

st.subheader("You may also like")
if preparing.is_ready():
    found = restaurant.recommender.search(Query(like=dish.id, filters=Filters()), top=SIMILAR)
    cards(found.matches)
else:
    preparing.wait_for_search()
