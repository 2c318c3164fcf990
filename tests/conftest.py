"""What every test stands on: its own data folder, no network, real objects on a fake encoder."""

import os
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# Read by huggingface_hub when it is imported: tests never see this machine's models.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HOME"] = tempfile.mkdtemp(prefix="tests-hub-")
os.environ["TOKENIZERS_PARALLELISM"] = "false"
sys.path.insert(0, str(Path(__file__).parent))

import pytest
from kit import TasteEncoder
from servers.postgres import Cluster, cluster
from xdist.scheduler import LoadScopeScheduling

from recommender.catalog import Catalog
from recommender.config import Settings
from recommender.encoder import Encoder, Loaded
from recommender.restaurant import Restaurant

LOOPBACK = ("127.0.0.1", "::1", "localhost")
REAL_CONNECT, REAL_LOOK_UP = socket.socket.connect, socket.getaddrinfo


class _Together(LoadScopeScheduling):
    """Keeps the tests of a file at one process, for what they share; and all in the browser."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", maxsplit=1)[0]
        return "browser" if file.startswith("tests/browser/") else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return _Together(config, log)


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clear the settings of this machine, and fail whatever reaches for the network."""

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise AssertionError(f"a test reached for {address}")
        REAL_CONNECT(self, address)

    def looked_up(host: Any, *args: Any, **named: Any) -> Any:
        if host and host not in (*LOOPBACK, "0.0.0.0"):
            raise AssertionError(f"a test looked up {host}")
        return REAL_LOOK_UP(host, *args, **named)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    for name in [name for name in os.environ if name.startswith("RECOMMENDER_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("RECOMMENDER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window; Playwright starts once in a process."""
    from playwright.sync_api import sync_playwright  # few tests need it
    from running_app import CHROMIUM  # found by the tests that need it

    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )


@pytest.fixture
def madrid(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Set this machine's clock to Madrid's: UTC+1, in summer UTC+2."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "Europe/Madrid")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def encoders(monkeypatch: pytest.MonkeyPatch) -> dict[str, Encoder]:
    """Encoders by the name that a setting gives them, in place of those that cost seconds."""
    known: dict[str, Encoder] = {"tastes": TasteEncoder()}

    def load(model: str, progress: Any = None, **_: Any) -> Loaded:
        return Loaded(known[model])

    def of(identity: str) -> Encoder | None:
        return next((e for e in known.values() if e.identity == identity), None)

    monkeypatch.setattr("recommender.starting.load_encoder", load)
    monkeypatch.setattr("recommender.starting.encoder_of", of)
    return known


@pytest.fixture
def tastes(encoders: dict[str, Any]) -> TasteEncoder:
    return encoders["tastes"]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL server of the tests' own, for as long as they run."""
    with cluster() as running:
        yield running


@pytest.fixture
def database_kind() -> str:
    """What the catalog is in; tests whose promises hold on both override it, see ``kit``."""
    return "SQLite"


@pytest.fixture
def catalog_of(
    database_kind: str, request: pytest.FixtureRequest
) -> Iterator[Callable[[Path], str]]:
    """Return the setting that names the catalog of a data folder; empty: a file in it."""
    lent: dict[Path, tuple[Cluster, str]] = {}

    def setting(data: Path) -> str:
        if database_kind == "SQLite":
            return ""
        if data not in lent:
            running: Cluster = request.getfixturevalue("postgres")
            lent[data] = running, running.lend()
        running, database = lent[data]
        return running.address(database)

    yield setting
    for running, database in lent.values():
        running.give_back(database)


@pytest.fixture
def open_catalog(
    catalog_of: Callable[[Path], str], tmp_path: Path
) -> Iterator[Callable[..., Catalog]]:
    """Open the catalog of this name as often as it is called; all are closed in the end."""
    opened = []

    def opening(name: str = "catalog") -> Catalog:
        address = catalog_of(tmp_path / name)
        file = tmp_path / f"{name}.db"
        opened.append(Catalog.on_server(address) if address else Catalog.open(file))
        return opened[-1]

    yield opening
    for catalog in opened:
        catalog.close()


Opening = Callable[..., Restaurant]


@pytest.fixture
def open_restaurant(
    encoders: dict[str, Encoder], catalog_of: Callable[[Path], str], tmp_path: Path
) -> Iterator[Opening]:
    """Open an installation, in ``tmp_path / "data"`` unless told; all are closed in the end."""
    opened = []

    def opening(data: Path | None = None, *, start: bool = True, **settings: Any) -> Restaurant:
        folder = data or tmp_path / "data"
        chosen = {"model": "tastes", "data": folder, "catalog": catalog_of(folder)} | settings
        restaurant = Restaurant(Settings(**chosen))
        opened.append(restaurant)
        if start:
            restaurant.engine.start()
        return restaurant

    yield opening
    for restaurant in opened:
        restaurant.close()


@pytest.fixture
def restaurant(open_restaurant: Opening) -> Restaurant:
    """An empty installation, ready to be searched."""
    return open_restaurant()
