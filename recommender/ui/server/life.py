"""What the server does when it starts, and when something unforeseen happens on a page."""

import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st

from recommender import logs
from recommender.config import read_settings
from recommender.errors import RecommenderError
from recommender.ui import links, quiet, resources, words

log = logging.getLogger(__name__)


@asynccontextmanager
async def begin(_app: Any) -> AsyncIterator[None]:
    """Write a log, and open the installation before the first guest comes."""
    logs.set_up()
    quiet.hear_the_server()
    quiet.keep_to_this_machine()
    threading.Thread(target=_open, daemon=True, name="opening").start()
    yield


def _open() -> None:
    try:
        settings = read_settings()
        logs.set_up(settings.log, words=settings.log_words)
        resources.restaurant()
    except RecommenderError as error:  # every page says so, too, and tries again
        log.error("%s", error)


def tell(error: Exception) -> bool:
    """Say on the page that something went wrong, and what to quote; the log has the rest."""
    if isinstance(error, RecommenderError):
        st.error(words.plain(words.error(error)), icon=":material/error:")
        return True
    st.error(words.unforeseen(logs.failure(log, error)), icon=":material/error:")
    links.link_to_menu()
    return True
