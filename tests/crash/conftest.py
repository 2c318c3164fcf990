"""A restaurant with a small menu whose data folder is damaged, filled up or locked."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from crash_restaurant import MENU
from crash_rounds import Nursery, nursery
from kit import TasteEncoder, jpeg

from recommender.restaurant import Restaurant

Opening = Callable[..., Restaurant]


@pytest.fixture(scope="session")
def born() -> Iterator[Nursery]:
    """What bears processes that may be killed, or kill themselves on damaged files."""
    with nursery() as opened:
        yield opened


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def closed(open_restaurant: Opening, tastes: TasteEncoder) -> None:
    """A restaurant with four dishes, closed for the night; nothing counts as encoded yet."""
    restaurant = open_restaurant()
    for name, colour in MENU.items():
        restaurant.kitchen.add({"name": name, "price": 10}, photo=jpeg(colour))
    restaurant.close()
    tastes.encoded.clear()


@pytest.fixture
def copied(closed: None, data: Path, tmp_path: Path) -> Path:
    """A copy of its data folder."""
    return Path(shutil.copytree(data, tmp_path / "copy"))
