"""Pages run by AppTest through the real frame, on the demo menu and a fake encoder."""

import math
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pytest
from kit import TasteEncoder
from screen import Opening
from streamlit.testing.v1 import AppTest

from recommender.config import PROJECT, Settings
from recommender.dish import Dish
from recommender.encoder import Loaded
from recommender.engine import Engine, Status
from recommender.photo_desk import Eyes, PhotoDesk
from recommender.restaurant import Restaurant
from recommender.ui import resources, searching


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo menu, copied for each test."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("recommender.starting.load_encoder", lambda *_, **__: Loaded(TasteEncoder()))
        restaurant = Restaurant(Settings(data=folder))
        restaurant.serve_demo_menu()
        restaurant.engine.start()
        serving = restaurant.engine.serving
        eyes = Eyes(serving.encoder, serving.embeddings)
        PhotoDesk(restaurant.catalog, restaurant.photos, eyes).look_at_menu()  # seconds, once
        restaurant.close()
    return folder


@pytest.fixture
def ready(
    demo_folder: Path, encoders: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[[], Restaurant]]:
    """Return what opens the app's installation and waits until it can be searched."""
    monkeypatch.setenv("RECOMMENDER_MODEL", "tastes")
    monkeypatch.chdir(PROJECT)
    shutil.copytree(demo_folder, tmp_path / "data")
    resources.imports.clear()
    resources.restaurant.clear()
    resources.door.clear()
    # All pages of all tests are of one session, and faster than a person.
    monkeypatch.setattr(searching, "SESSIONS", searching.Pace(math.inf, 1))

    def opening() -> Restaurant:
        restaurant = resources.restaurant()
        for thread in threading.enumerate():
            if thread.name == "engine-start":
                thread.join(60)
        return restaurant

    yield opening
    resources._sweep.clear()
    resources.imports.clear()
    resources.restaurant.clear()


@pytest.fixture
def standing(
    ready: Callable[[], Restaurant], monkeypatch: pytest.MonkeyPatch
) -> Callable[[Status], None]:
    """Return what lets the engine be as far as that."""
    ready()
    return lambda status: monkeypatch.setattr(Engine, "status", status)


@pytest.fixture
def still_loading(standing: Callable[[Status], None]) -> None:
    """Let the installation be as it is while the encoder loads."""
    standing(Status(stage="Loading the encoder"))


@pytest.fixture
def menu(ready: Callable[[], Restaurant]) -> dict[str, Dish]:
    """The dishes of the demo menu by their names."""
    return {dish.name: dish for dish in ready().catalog.menu().dishes.values()}


@pytest.fixture
def visit(ready: Callable[[], Restaurant]) -> Opening:
    """Open a page with the parameters of its address."""

    def visiting(page: str = "discover", /, **parameters: str | list[str]) -> AppTest:
        ready()
        app = AppTest.from_file(
            PROJECT / "recommender" / "ui" / "server" / "frame.py", default_timeout=30
        )
        if page != "discover":
            app.switch_page(f"../pages/{page}.py")
        for name, value in parameters.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        return app

    return visiting


@pytest.fixture
def at_work(visit: Opening) -> Opening:
    """Open a page as a member of the staff who has said who it is."""

    def working(page: str, /, **parameters: str | list[str]) -> AppTest:
        app = visit(page, **parameters)
        app.text_input(key="name").set_value("Marta")
        next(button for button in app.button if button.label == "Go on").click().run()
        assert not app.exception
        return app

    return working
