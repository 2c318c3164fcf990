"""Kitchen: today's service, and how everything is."""

import streamlit as st

from recommender.ui import first_steps, kitchen_attention, kitchen_frame, kitchen_service, resources
from recommender.ui.engine_status import engine_status
from recommender.ui.i18n import t

kitchen = kitchen_frame.begin(t("Kitchen"), "staff")
dishes = list(resources.restaurant().catalog.menu().dishes.values())

first_steps.checklist(kitchen)
service, everything = st.columns([3, 2], gap="large")
with service:
    st.header(t("Today's service"))
    kitchen_service.take_off(kitchen, dishes)
    kitchen_service.off_list(kitchen)
with everything:
    st.header(t("What needs attention"))
    kitchen_attention.counts(kitchen.attention())
    engine_status(resources.restaurant())
