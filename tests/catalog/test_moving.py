"""A catalog moves into another database whole, and goes on there as if nothing had happened."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from kit import DATABASES, dish, unit

from recommender.catalog import Catalog, Change
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


def _now() -> datetime:
    return datetime.now(UTC)
