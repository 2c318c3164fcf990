"""The real app, started as the README says, in headless Chromium.

Without Chromium these tests are skipped, but never where ``CI`` is set.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from recommender.config import PROJECT

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
START_LIMIT_S = 120
ARTEFACTS = PROJECT / "artefacts"
PASSWORD = "saffron and smoke"
expect.set_options(timeout=180_000)  # the very first search waits for the encoder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.nodeid.split("::")[0]:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the app on an empty data folder and return its address."""
    if CHROMIUM is None:
        assert not os.environ.get("CI"), "Chromium must be there in CI: install it"
        pytest.skip("Chromium is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    surroundings = os.environ | {
        "RECOMMENDER_DATA": str(tmp_path_factory.mktemp("app")),
        "RECOMMENDER_STAFF_PASSWORD": PASSWORD,
        "HF_HUB_OFFLINE": "1",
    }
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    options = ["--server.headless=true", f"--server.port={port}"]
    with subprocess.Popen(command + options, cwd=PROJECT, env=surroundings) as app:
        found = f"http://127.0.0.1:{port}"
        _wait_until_up(found)
        yield found
        app.terminate()


def _wait_until_up(address: str) -> None:
    limit = time.monotonic() + START_LIMIT_S
    while time.monotonic() < limit:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
        except OSError:
            continue
        return
    raise TimeoutError(f"the app did not start within {START_LIMIT_S} s")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A desktop window of a new guest, at the first page."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900},
        base_url=address,
        reduced_motion="reduce",  # drawing moving skeletons takes the encoder's time
    )
    opened = context.new_page()
    opened.set_default_timeout(180_000)  # the first search waits for the encoder
    yield opened
    context.close()


@pytest.fixture
def artefact() -> Path:
    """The folder for screenshots, outside git."""
    ARTEFACTS.mkdir(exist_ok=True)
    return ARTEFACTS
