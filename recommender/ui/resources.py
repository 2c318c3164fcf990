"""Every cached object: what all sessions share."""

import streamlit as st

from recommender.config import Settings, read_settings
from recommender.restaurant import Restaurant
from recommender.ui.kitchen_imports import Imports


@st.cache_resource(show_spinner=False, on_release=Restaurant.close)
def restaurant() -> Restaurant:
    """Return the installation; the first call opens it and starts the encoder in the background.

    Raises:
        RecommenderError: a setting or the data folder cannot be used.
    """
    opened = Restaurant(settings())
    opened.engine.start_in_background(first=opened.serve_demo_menu)
    return opened


@st.cache_resource(show_spinner=False, on_release=Imports.close)
def imports() -> Imports:
    """Return the imports that are under way, of all sessions."""
    return Imports(restaurant().settings.data / "imports")


def keep_house() -> None:
    """Bring back what is due again; once a day, remove photos that nothing needs any more."""
    restaurant().kitchen.bring_back_due()
    _sweep()


@st.cache_resource(ttl="1d", show_spinner=False)
def _sweep() -> object:
    return restaurant().kitchen.sweep()


def currency() -> str:
    """Return the currency of the menu's prices."""
    dishes = restaurant().recommender.table().dishes
    return dishes[0].currency if dishes else "EUR"


def settings() -> Settings:
    """Return the settings of the environment, then those of Streamlit's secrets."""
    found = read_settings()
    if not found.staff_password.get_secret_value() and (password := _secret("staff_password")):
        found = read_settings(staff_password=password)
    return found


def _secret(name: str) -> str:
    try:
        return str(st.secrets.get(name, ""))
    except FileNotFoundError:  # no secrets file at all
        return ""
