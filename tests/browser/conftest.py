"""The real app, started as the README says, in headless Chromium."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pytest
from playwright.sync_api import Browser, Page, expect
from running_app import App, people
from walking import START_MS, Walk, visitor

from recommender.config import PROJECT

ARTEFACTS = PROJECT / "artefacts"
expect.set_options(timeout=60_000)  # the very first search waits for the encoder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.nodeid.split("::")[0]:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the app on an empty data folder and return its address."""
    with App(tmp_path_factory.mktemp("app"), people=people()) as app:
        yield app.address


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


@pytest.fixture(scope="session")
def known_by_its_photos(browser: Browser, address: str) -> None:
    """Wait until a first start has looked at every photo: pages that wait are another matter."""
    page = browser.new_page()
    page.goto(f"{address}/similar?like=butter-chicken")
    expect(page.locator("a.dish-link").nth(1)).to_be_visible(timeout=START_MS)
    page.close()


Kind = tuple[str, str, str]  # size, theme, language
EVERY_KIND: list[Kind] = list(product(("desktop", "phone"), ("light", "dark"), ("en", "es")))
# Each two of size, theme and language meet in one of these; the long tests walk the others, too.
EACH_PAIR = [
    kind for kind in EVERY_KIND if (kind[0] == "phone") ^ (kind[1] == "dark") == (kind[2] == "es")
]


@pytest.fixture
def new_walk(
    browser: Browser, address: str, artefact: Path, known_by_its_photos: None
) -> Iterator[Callable[[Kind], tuple[Page, Walk]]]:
    """Open windows of new visitors, each with what notes what is wrong in it."""
    with ExitStack() as opened:

        def opening(kind: Kind) -> tuple[Page, Walk]:
            context = visitor(browser, address, *kind)
            opened.callback(context.close)
            page = context.new_page()
            return page, Walk(page, kind[2], str(artefact / "-".join(kind)))

        yield opening


@pytest.fixture(params=EVERY_KIND, ids="-".join)
def walk(
    new_walk: Callable[[Kind], tuple[Page, Walk]], request: pytest.FixtureRequest
) -> tuple[Page, Walk]:
    """A new window in each size, theme and language."""
    return new_walk(request.param)


@pytest.fixture(
    params=[
        kind if kind in EACH_PAIR else pytest.param(kind, marks=pytest.mark.long)
        for kind in EVERY_KIND
    ],
    ids="-".join,
)
def journey(
    new_walk: Callable[[Kind], tuple[Page, Walk]], request: pytest.FixtureRequest
) -> tuple[Page, Walk]:
    """The same, where each two of size, theme and language meet; all of them in the long tests."""
    return new_walk(request.param)
