"""The frame around every page: configuration, head, navigation, one error boundary."""

from pathlib import Path

import streamlit as st

from recommender.errors import RecommenderError, UnknownDish
from recommender.ui import links, navigation, preparing, provider, resources, words

RESTAURANT = "Mesa Viva"
# Our own: an icon of the Material set would be fetched from another server.
ICON = Path(__file__).parent / "recommender" / "ui" / "icon.svg"

st.set_page_config(page_title=RESTAURANT, page_icon=str(ICON), layout="wide")
links.style()
page = navigation.current_page()
navigation.head(RESTAURANT, page)
try:
    resources.keep_house()
    if page.url_path == "" and provider.has_just_arrived():
        st.switch_page(navigation.STAFF)
    page.run()
except RecommenderError as error:
    # A link to a dish may be opened while the very first start still lays the table.
    if isinstance(error, UnknownDish) and preparing.is_laying_the_table():
        preparing.wait_for_menu()
        st.stop()
    st.error(words.plain(words.error(error)), icon=":material/error:")
    links.link_to_menu()
navigation.foot()
