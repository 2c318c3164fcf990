"""The frame around every page: configuration, navigation, one error boundary."""

import streamlit as st

from recommender.errors import RecommenderError
from recommender.ui import navigation

st.set_page_config(page_title="Mesa Viva", page_icon=":material/restaurant:", layout="wide")
page = navigation.current_page()
try:
    page.run()
except RecommenderError as error:
    st.error(str(error), icon=":material/error:")
    navigation.link_to_menu("Back to the menu")
