"""What the server does when it starts, and when something unforeseen happens on a page."""

import atexit
import logging
import os
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool

from recommender import logs
from recommender.config import read_settings
from recommender.errors import RecommenderError
from recommender.ui import links, quiet, resources, words

log = logging.getLogger(__name__)

STOP_S = 3.0  # for closing; containers are killed ten seconds after they were told to stop


@asynccontextmanager
async def begin(_app: Any) -> AsyncIterator[None]:
    """Write a log, and open the installation before the first guest comes."""
    logs.set_up()
    quiet.hear_the_server()
    quiet.keep_to_this_machine()
    threading.Thread(target=_open, daemon=True, name="opening").start()
    yield
    # What runs beside the pages may be in native code, and Python would end it there, or wait for
    # it: one of six containers crashed as it was stopped. Everything acknowledged is on the disk.
    threading.Thread(target=_leave_with_the_server, daemon=True, name="leaving").start()
    atexit.register(_leave)  # where that thread gets no turn
    closing = threading.Thread(target=resources.close, daemon=True, name="closing")
    closing.start()
    await run_in_threadpool(closing.join, STOP_S)


def _open() -> None:
    try:
        settings = read_settings()
        logs.set_up(settings.log, words=settings.log_words)
        resources.restaurant()
    except RecommenderError as error:  # every page says so, too, and tries again
        log.error("%s", error)


def _leave_with_the_server() -> None:
    threading.main_thread().join()
    _leave()


def _leave() -> None:
    """End the process here and now."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def tell(error: Exception) -> bool:
    """Say on the page that something went wrong, and what to quote; the log has the rest."""
    if isinstance(error, RecommenderError):
        st.error(words.plain(words.error(error)), icon=":material/error:")
        return True
    st.error(words.unforeseen(logs.failure(log, error)), icon=":material/error:")
    links.link_to_menu()
    return True
