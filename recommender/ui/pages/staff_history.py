"""History: what was changed, and the way back."""

import streamlit as st

from recommender.ui import kitchen_frame, kitchen_history
from recommender.ui.i18n import t

kitchen = kitchen_frame.begin(t("History"), "staff_history")
sets = kitchen.history(limit=kitchen_history.SHOWN)

changed, deleted = st.columns([3, 2], gap="large")
with changed:
    st.header(t("Last changes"))
    kitchen_history.back_and_forth(kitchen)
    kitchen_history.change_sets(kitchen, sets)
with deleted:
    kitchen_history.deleted(kitchen)
