"""The frame around every page: configuration, head, navigation, one error boundary."""

from pathlib import Path

import streamlit as st

from recommender.errors import ManySearches, RecommenderError, UnknownDish
from recommender.ui import (
    address,
    following,
    i18n,
    links,
    names,
    navigation,
    preparing,
    provider,
    resources,
    state,
    words,
)

# Our own: an icon of the Material set would be fetched from another server.
ICON = Path(__file__).parents[1] / "icon.svg"

only_follows = state.only_follows()
address.catch_up()
house = resources.house_if_open()
state.note_house_language(house.language)
i18n.settle_language()
icon = resources.logo(house) or ICON
st.set_page_config(page_title=names.house(house.name), page_icon=str(icon), layout="wide")
links.style(house)
page = navigation.current_page()
navigation.head(house, page)
try:
    resources.keep_house()
    if page.url_path == "" and provider.has_just_arrived():
        st.switch_page(navigation.STAFF)
    with following.in_turn(only_follows=only_follows):
        page.run()
except ManySearches as error:
    st.info(words.error(error), icon=":material/hourglass_top:")
except RecommenderError as error:
    # A link to a dish may be opened while the very first start still lays the table.
    if isinstance(error, UnknownDish) and preparing.is_laying_the_table():
        preparing.wait_for_menu()
        st.stop()
    st.error(words.plain(words.error(error)), icon=":material/error:")
    links.link_to_menu()
navigation.foot()
