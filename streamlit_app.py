"""The server: the pages, and beside them what has an address of its own."""

import streamlit as st

from recommender.ui.server import life, routes

app = st.App(
    "recommender/ui/server/frame.py",
    routes=routes.ROUTES,
    lifespan=life.begin,
    on_script_error=life.tell,
)
