"""Every cached object: what all sessions share."""

from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from recommender.config import Settings, read_settings
from recommender.errors import RecommenderError
from recommender.house import House
from recommender.kitchen import UNNAMED
from recommender.restaurant import Restaurant


@st.cache_resource(show_spinner=False, on_release=Restaurant.close)
def restaurant() -> Restaurant:
    """Return the installation; the first call opens it and starts the encoder in the background.

    Raises:
        RecommenderError: a setting or the data folder cannot be used.
    """
    opened = Restaurant(settings())
    opened.engine.start_in_background(first=opened.serve_demo_menu)
    return opened


def keep_house() -> None:
    """Bring back what is due again; once a day, remove photos that nothing needs any more."""
    restaurant().kitchen.bring_back_due()
    _sweep()


@st.cache_resource(ttl="1d", show_spinner=False)
def _sweep() -> object:
    return restaurant().kitchen.sweep()


def house() -> House:
    """Return what the owner settled about the restaurant."""
    return restaurant().kitchen.house()


def house_if_open() -> House:
    """Return the same, or any house where the installation cannot be opened: the page says why."""
    try:
        return house()
    except RecommenderError:
        return House(name=UNNAMED)


def currency() -> str:
    """Return the currency of the house's prices."""
    return house().currency


def logo(house: House) -> Path | None:
    """Return where the house's logo is; None where it has none, or its file is lost."""
    file = restaurant().photos.logo(house.logo) if house.logo else None
    return file if file and file.is_file() else None


def house_now() -> datetime:
    """Return this moment on the house's clock."""
    return datetime.now(UTC).astimezone(house().zone)


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
