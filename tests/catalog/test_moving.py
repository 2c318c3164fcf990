"""A catalog moves into another database whole, and goes on there as if nothing had happened."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from kit import DATABASES, dish, unit
from servers.postgres import Cluster

from recommender.__main__ import main
from recommender.catalog import Catalog, Change
from recommender.catalog.tables import dishes
from recommender.command import AT_FAULT, LOOK_AT_IT
from recommender.errors import RecommenderError
from recommender.house import DEMO

RAMEN, TEA, CURRY = dish("Ramen", price=11), dish("Mint tea", price=2), dish("Green curry")
TODAY = date(2026, 11, 26)


@pytest.fixture(params=DATABASES)
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def source(tmp_path: Path) -> Catalog:
    """A catalog in a file: ramen and curry, a tea that was removed, a house, vectors and counts."""
    catalog = Catalog.open(tmp_path / "source" / "catalog.db")
    for changes in (
        [Change("ramen", RAMEN), Change("green-curry", CURRY), Change("mint-tea", TEA)],
        [Change("mint-tea", None)],
    ):
        catalog.write(changes, who="Ana", what="menu", verb="edit")
    catalog.houses.write(lambda _: DEMO, who="Ana", at=datetime.now(UTC))
    catalog.keep("clip", {"words:ramen": unit([3, 4])})
    catalog.remember_photo("source", "photo")
    log = catalog.search_log(on=True)
    log.log_search("ramen", no_match=False, shown=["ramen"], day=TODAY)
    log.close()
    return catalog


def moved(source: Catalog, open_catalog: Callable[..., Catalog]) -> Catalog:
    assert source.move_to(open_catalog()) > 10
    return open_catalog()


def test_everything_goes_along(source: Catalog, open_catalog: Callable[..., Catalog]) -> None:
    target = moved(source, open_catalog)
    assert target.uid == source.uid
    assert target.revision() == source.revision()
    assert list(target.menu().dishes.items()) == list(source.menu().dishes.items())
    assert target.history.change_sets() == source.history.change_sets()
    assert target.houses.past() == source.houses.past()
    assert target.kept("clip", ["words:ramen"])["words:ramen"].tolist() == unit([3, 4]).tolist()
    assert target.photos_of(["source"]) == {"source": "photo"}
    log = target.search_log(on=True)
    assert log.shown(TODAY) == {"ramen": 1}
    log.close()


def test_the_history_goes_on_and_a_removed_dish_finds_its_place(
    source: Catalog, open_catalog: Callable[..., Catalog]
) -> None:
    target = moved(source, open_catalog)
    udon = dish("Udon")
    written = target.write([Change("udon", udon)], who="Luis", what="added", verb="add")
    assert written is not None
    assert written.number == 3
    target.write([Change("mint-tea", TEA)], who="Luis", what="back", verb="bring back")
    assert list(target.menu().dishes) == ["ramen", "green-curry", "mint-tea", "udon"]
    target.houses.write(lambda _: DEMO.model_copy(update={"name": "Mesa"}), who="Ana", at=_now())
    assert [furnished.house.name for furnished in target.houses.past()] == ["Mesa", DEMO.name]


def test_a_catalog_with_a_menu_is_not_written_over(
    source: Catalog, open_catalog: Callable[..., Catalog]
) -> None:
    target = open_catalog()
    target.write([Change("udon", dish("Udon"))], who="Luis", what="added")
    with pytest.raises(RecommenderError, match="it has a menu already"):
        source.move_to(target)
    assert list(target.menu().dishes) == ["udon"]


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch, postgres: Cluster) -> Iterator[None]:
    """Name an empty database as the catalog's."""
    database = postgres.lend()
    monkeypatch.setenv("RECOMMENDER_CATALOG", postgres.address(database))
    yield
    postgres.give_back(database)


def test_the_operator_moves_a_catalog_and_the_app_goes_on_there(
    source: Catalog, tmp_path: Path, setting: None, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "source")

    assert main(["move-catalog", "--data", folder]) == 0
    assert "2 dishes with their history are in the database" in capsys.readouterr().out
    assert main(["deleted", "--data", folder]) == 0

    assert "mint-tea" in capsys.readouterr().out


def test_moving_twice_is_refused_in_a_sentence(
    source: Catalog, tmp_path: Path, setting: None, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["move-catalog", "--data", str(tmp_path / "source")]

    assert main(command) == 0
    assert main(command) == AT_FAULT

    assert "it has a menu already" in capsys.readouterr().err


def test_moving_needs_a_database_and_a_catalog(
    tmp_path: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["move-catalog", "--data", str(tmp_path)]) == AT_FAULT
    assert "RECOMMENDER_CATALOG names no database" in capsys.readouterr().err

    request.getfixturevalue("setting")
    assert main(["move-catalog", "--data", str(tmp_path)]) == AT_FAULT
    assert "there is no catalog.db in it" in capsys.readouterr().err
    assert not any(tmp_path.iterdir())


def test_a_catalog_with_a_dish_that_cannot_be_read_is_not_moved(
    source: Catalog,
    tmp_path: Path,
    setting: None,
    postgres: Cluster,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with source._engine.begin() as connection:
        connection.execute(dishes.update().where(dishes.c.id == "ramen").values(body="{"))

    assert main(["move-catalog", "--data", str(tmp_path / "source")]) == AT_FAULT

    assert "a dish in it cannot be read" in capsys.readouterr().err
    assert Catalog.on_server(os.environ["RECOMMENDER_CATALOG"]).revision().number == 0


def test_whoever_changes_the_menu_during_the_move_is_told_of(
    source: Catalog,
    tmp_path: Path,
    setting: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    move_to = Catalog.move_to

    def amid(this: Catalog, other: Catalog) -> int:
        rows = move_to(this, other)
        this.write([Change("udon", dish("Udon"))], who="Luis", what="added", verb="add")
        return rows

    monkeypatch.setattr(Catalog, "move_to", amid)

    assert main(["move-catalog", "--data", str(tmp_path / "source")]) == LOOK_AT_IT
    assert "Somebody changed the menu meanwhile" in capsys.readouterr().err


def _now() -> datetime:
    return datetime.now(UTC)
