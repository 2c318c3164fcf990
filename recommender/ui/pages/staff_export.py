"""Export and print: everything out again."""

import streamlit as st

from recommender.ui import kitchen_frame, kitchen_paper, names, resources
from recommender.ui.i18n import t

kitchen = kitchen_frame.begin(t("Export and print"), "staff_export")

files, paper, code = st.columns(3, gap="large")
with files:
    kitchen_paper.files(resources.restaurant())
with paper:
    kitchen_paper.paper(resources.restaurant(), names.house(kitchen.house().name))
with code:
    kitchen_paper.code(kitchen)
