"""Help: what guests, staff and the owner can do here, half a screen each."""

import streamlit as st

from recommender.ui import help_texts
from recommender.ui.i18n import t

st.title(t("Help"))
for column, (title, lines) in zip(st.columns(3, gap="large"), help_texts.roles(), strict=True):
    with column:
        st.header(title)
        st.markdown("\n".join(f"- {line}" for line in lines))
