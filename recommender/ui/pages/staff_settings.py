"""Settings: what the owner settles about the restaurant, with a preview of what guests see."""

import streamlit as st

from recommender.ui import access, house_form, house_preview, kitchen_frame
from recommender.ui.i18n import t

kitchen = kitchen_frame.begin(t("Settings"), "staff_settings", let_in=access.let_staff_in)

form, preview = st.columns([3, 2], gap="large")
with form:
    wanted = house_form.fields(kitchen)
with preview:
    house_preview.preview(wanted)
    house_form.save_line(kitchen, wanted)
    house_form.other_currency(kitchen)
