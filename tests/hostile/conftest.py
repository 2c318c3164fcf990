"""Bad input and bad people; pages are opened as the tests of pages do."""

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from kit import BLUE, RED, TasteEncoder, dish, jpeg

from recommender.catalog import Change
from recommender.config import Settings
from recommender.encoder import Loaded
from recommender.restaurant import Restaurant

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "ui"), str(HERE.parent / "browser")]

_SPEC = importlib.util.spec_from_file_location("of_pages", HERE.parent / "ui" / "conftest.py")
assert _SPEC
assert _SPEC.loader
_OF_PAGES = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_OF_PAGES)
ready, visit, at_work = (getattr(_OF_PAGES, name) for name in ("ready", "visit", "at_work"))
MENU = [
    dish("Pad thai", cuisine="thai", course="main", spice=2, price=13.0,
         allergens="peanuts;eggs", ingredients="rice noodles;peanuts;egg"),
    dish("Tofu curry", cuisine="thai", course="main", vegan=True, price=12.5, spice=3,
         allergens="soybeans", name_es="Curry de tofu", description="With coconut and basil."),
    dish("Beef curry", cuisine="indian", course="main", price=15.0, allergens="none"),
    dish("Lemon tart", cuisine="french", course="dessert", vegetarian=True, price=6.0,
         allergens="milk;eggs;gluten"),
    dish("Lemonade", course="drink", vegan=True, gluten_free=True, price=3.0, allergens="none"),
    dish("Soup of the day", course="starter", price=5.0),
    dish("Tomato bread", course="starter", vegan=True, price=4.0, available=False,
         allergens="gluten"),
]  # fmt: skip


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a small menu, two of it with photos, copied for each test."""
    folder = tmp_path_factory.mktemp("small") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("recommender.starting.load_encoder", lambda *_, **__: Loaded(TasteEncoder()))
        restaurant = Restaurant(Settings(data=folder))
        photos = [restaurant.photos.add(jpeg(shade), name="dish") for shade in (RED, BLUE)]
        pictured = [d.model_copy(update={"photo": p}) for d, p in zip(MENU, photos, strict=False)]
        changes = [Change(d.id, d) for d in [*pictured, *MENU[len(pictured) :]]]
        restaurant.catalog.write(changes, who="Ana", what="new")
        restaurant.kitchen.furnish({"name": "Mesa Viva"}, who="Ana")
        restaurant.engine.start()
        restaurant.close()
    return folder


@pytest.fixture(scope="module")
def served(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Restaurant]:
    """An installation that guests search, one for all tests of a file: none may change it."""
    folder = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(demo_folder, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("recommender.starting.load_encoder", lambda *_, **__: Loaded(TasteEncoder()))
        restaurant = Restaurant(Settings(data=folder))
        restaurant.engine.start()
        yield restaurant
        restaurant.close()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The one folder that may be written in."""
    return tmp_path / "data"
