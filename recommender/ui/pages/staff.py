"""Staff: put a dish on the menu, and see how the search is."""

import streamlit as st

from recommender.ui import access, resources
from recommender.ui.dish_form import dish_form
from recommender.ui.engine_status import engine_status
from recommender.ui.i18n import t

st.title(t("Staff"))
access.let_staff_in()

form, status = st.columns([3, 2], gap="large")
with form:
    dish_form(resources.restaurant().kitchen)
with status:
    engine_status(resources.restaurant())
