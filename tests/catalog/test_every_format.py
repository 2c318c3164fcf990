"""A data folder of every format that was ever released opens, whole, and encodes nothing again.

Each folder was made by the last version of the program that wrote its format: four dishes were
imported by Ana, one got another price by Luis, the lemon tart was removed; from format 2 on, Marta
sold the stew out; from format 3 on, the house has a name and a logo.
"""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from kit import TasteEncoder

from recommender.backup import backup, restore
from recommender.catalog.tables import SCHEMA_VERSION
from recommender.check import look_at_folder
from recommender.recommend import Query
from recommender.restaurant import Restaurant

FOLDERS = Path(__file__).parent / "folders"
FORMATS = range(1, SCHEMA_VERSION + 1)
MAX_BYTES = 200_000

Opening = Callable[..., Restaurant]


@pytest.fixture(params=FORMATS)
def version(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def data(version: int, tmp_path: Path) -> Path:
    """A folder of this format, as it was left."""
    with zipfile.ZipFile(FOLDERS / f"format-{version}.zip") as archive:
        archive.extractall(tmp_path / "data")
    return tmp_path / "data"


def test_every_format_has_its_folder_and_it_is_small() -> None:
    sizes = {file.name: file.stat().st_size for file in FOLDERS.iterdir()}
    assert sizes.keys() == {f"format-{number}.zip" for number in FORMATS}
    assert max(sizes.values()) < MAX_BYTES


def test_every_dish_is_there_with_its_photo_and_nothing_is_encoded(
    data: Path, version: int, open_restaurant: Opening, tastes: TasteEncoder
) -> None:
    opened = open_restaurant(data)

    assert tastes.encoded == []
    dishes = opened.catalog.menu().dishes
    assert {d.name: (d.price, d.allergens) for d in dishes.values()} == {
        "Green curry": (12.5, ("soybeans",)),
        "Tomato soup": (6.5, ()),
        "Beef stew": (15.0, ("celery",)),
    }
    assert dishes["green-curry"].vegan
    assert dishes["green-curry"].cuisine == "thai"
    assert [d.name for d in opened.kitchen.off()] == (["Beef stew"] if version > 1 else [])
    for name in ("green-curry", "tomato-soup"):
        assert opened.photos.open(dishes[name].photo or "").size == (64, 48)
        assert opened.photos.open_thumbnail(dishes[name].photo or "").size == (640, 480)


def test_search_and_index_are_right_at_once(
    data: Path, open_restaurant: Opening, tastes: TasteEncoder
) -> None:
    opened = open_restaurant(data)
    assert opened.engine.disagreements() == []
    assert opened.recommender.search(Query("coconut curry")).matches[0].dish.id == "green-curry"
    assert tastes.encoded == []


def test_the_history_is_there_and_goes_on(
    data: Path, version: int, open_restaurant: Opening
) -> None:
    kitchen = open_restaurant(data).kitchen
    told = [(s.number, s.who, s.new, s.changed, s.removed) for s in kitchen.history()][::-1]
    assert told[:3] == [(1, "Ana", 4, 0, 0), (2, "Luis", 0, 1, 0), (3, "Ana", 0, 0, 1)]
    assert told[3:] == ([(4, "Marta", 0, 1, 0)] if version > 1 else [])
    assert [c.name for c in kitchen.changes(3)] == ["Lemon tart"]
    kitchen.edit("tomato-soup", {"price": "7"}, based_on=kitchen.changes(2)[0].after)
    kitchen.undo()
    assert [s.verb for s in kitchen.history(limit=2)] == ["undo", "edit"]


def test_what_was_removed_comes_back_with_its_photo(data: Path, open_restaurant: Opening) -> None:
    opened = open_restaurant(data)
    opened.kitchen.undo(3)
    tart = opened.recommender.dish("lemon-tart")
    assert opened.photos.open(tart.photo or "").size == (64, 48)


def test_the_house_is_as_it_was_settled(data: Path, version: int, open_restaurant: Opening) -> None:
    opened = open_restaurant(data)
    if version < 3:
        assert opened.kitchen.furnished() is None
        return
    house = opened.kitchen.house()
    assert (house.name, house.currency) == ("Casa Ana", "EUR")
    assert opened.photos.logo(house.logo or "").is_file()


def test_a_backup_of_every_format_is_restored_in_todays(
    data: Path, version: int, tmp_path: Path, open_restaurant: Opening, tastes: TasteEncoder
) -> None:
    taken = backup(data, tmp_path / "old.zip")
    assert taken.manifest.schema_version == version
    assert look_at_folder(data).format == version  # neither look nor backup changes it

    restore(tmp_path / "old.zip", tmp_path / "restored")

    report = look_at_folder(tmp_path / "restored")
    assert (report.state, report.format, report.dishes) == ("healthy", SCHEMA_VERSION, 3)
    opened = open_restaurant(tmp_path / "restored")
    assert opened.recommender.search(Query("tomato soup")).matches[0].dish.id == "tomato-soup"
    assert tastes.encoded == []
