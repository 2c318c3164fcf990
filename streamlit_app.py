"""The server: the pages, and beside them what has an address of its own."""

import streamlit as st
from starlette.middleware import Middleware

from recommender.ui import quiet
from recommender.ui.server import life, redraws, routes, uploads

quiet.speak_in_our_log()
app = st.App(
    "recommender/ui/server/frame.py",
    routes=routes.ROUTES,
    middleware=[Middleware(uploads.Bounded), Middleware(redraws.Unhurried)],
    lifespan=life.begin,
    on_script_error=life.tell,
)
