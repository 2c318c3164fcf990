"""The frame around every page: configuration, navigation, one error boundary."""

from pathlib import Path

import streamlit as st

from recommender.errors import RecommenderError
from recommender.ui import links, navigation
from recommender.ui.words import plain

# Our own: an icon of the Material set would be fetched from another server.
ICON = Path(__file__).parent / "recommender" / "ui" / "icon.svg"

st.set_page_config(page_title="Mesa Viva", page_icon=str(ICON), layout="wide")
links.style()
page = navigation.current_page()
try:
    page.run()
except RecommenderError as error:
    st.error(plain(str(error)), icon=":material/error:")
    navigation.link_to_menu("Back to the menu")
