"""Settings: what the owner settles about the restaurant, with a preview of what guests see."""

import streamlit as st

from recommender.people import Role
from recommender.ui import house_form, house_preview, kitchen_frame
from recommender.ui.i18n import t

kitchen = kitchen_frame.begin(t("Settings"), "staff_settings", Role.OWNER)

form, preview = st.columns([3, 2], gap="large")
with form:
    wanted = house_form.fields(kitchen)
with preview:
    house_preview.preview(wanted)
    house_form.save_line(kitchen, wanted)
    house_form.other_currency(kitchen)
