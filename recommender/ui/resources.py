"""Every shared object: what all sessions have in common."""

import logging
import threading
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import streamlit as st

from recommender.because import Because
from recommender.config import read_settings
from recommender.errors import RecommenderError, UnusablePeople
from recommender.house import House
from recommender.kitchen import UNNAMED
from recommender.people import Door, People
from recommender.restaurant import Restaurant
from recommender.ui.kitchen_imports import Imports
from recommender.ui.shared import Shared, shared

log = logging.getLogger(__name__)

DAY_S = 24 * 3600.0
_NEEDED = {"client_id", "client_secret", "server_metadata_url"}
_NO_PROVIDER = Because(
    "no provider in it is complete; one needs client_id, client_secret and server_metadata_url"
)


@shared(release=Restaurant.close)
def restaurant() -> Restaurant:
    """Return the installation; the first call opens it and starts the encoder in the background.

    Raises:
        RecommenderError: a setting or the data folder cannot be used.
    """
    opened = Restaurant(read_settings())
    opened.engine.start_in_background(first=opened.serve_demo_menu)
    return opened


def close() -> None:
    """Give back the index and the database as the app stops; a start under way is left.

    It stays the restaurant of all: nobody who asks meanwhile opens another.
    """
    with suppress(RecommenderError):
        if restaurant().engine.status.ready:
            restaurant().close()


@shared(release=Imports.close)
def imports() -> Imports:
    """Return the imports that are under way, of all sessions."""
    return Imports(restaurant().settings.data / "imports")


def keep_house() -> None:
    """Bring back what is due again; once a day, remove photos that nothing needs any more."""
    restaurant().kitchen.bring_back_due()
    status = restaurant().engine.status
    if status.ready or status.failure:  # guests wait for a start, and it would take its turns
        _sweep()


def _swept() -> None:
    try:
        restaurant().kitchen.sweep()
    except RecommenderError as error:  # no guest needs a sweep: tomorrow there is another
        log.error("Nothing was swept: %s", error)


def _sweeping() -> threading.Thread:
    """Sweep beside the pages: looking through a month of 100,000 dishes takes half a minute."""
    thread = threading.Thread(target=_swept, daemon=True, name="sweep")
    thread.start()
    return thread


_sweep = Shared(_sweeping, release=threading.Thread.join, kept_s=DAY_S)


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


def people() -> People:
    """Return who may enter the staff pages, as it stands in the settings or secrets right now.

    Raises:
        UnusablePeople: an entry cannot be used; nobody may enter.
    """
    found = secrets()
    if "auth" in found:
        if not providers(found):
            raise UnusablePeople(entry="[auth]", reason=_NO_PROVIDER)
        return People.with_addresses(found.get("roles", {}))
    chosen = restaurant().settings.people.get_secret_value()
    return People.with_passwords(chosen or found.get("people", {}))


def providers(secrets: Mapping[str, Any]) -> list[str]:
    """Return the complete providers in the secrets; the one in ``[auth]`` itself has no name."""
    auth = secrets.get("auth")
    if not isinstance(auth, Mapping):
        return []
    named = {name: facts for name, facts in auth.items() if isinstance(facts, Mapping)}
    return [name for name, facts in {"": auth, **named}.items() if facts.keys() >= _NEEDED]


@Shared
def door() -> Door:
    """Return the door: all sessions together wait after wrong passwords."""
    return Door()


def secrets() -> dict[str, Any]:
    """Return Streamlit's secrets, which it reads anew when their file changes.

    Raises:
        UnusablePeople: there is a file that cannot be read: nobody knows whom it lets in.
    """
    try:
        return st.secrets.to_dict()
    except FileNotFoundError as error:  # no secrets file at all, or one that is no TOML
        if any(Path(file).exists() for file in st.get_option("secrets.files")):
            raise UnusablePeople(entry="secrets.toml", reason=Because("it is not TOML")) from error
        return {}
