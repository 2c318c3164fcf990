"""The search log counts what guests ask, knows nothing of the guests, and never stands in their way."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from kit import DATABASES, dish

from recommender.catalog import Catalog, Change, SearchCount, SearchLog
from recommender.catalog import search_log as module
from recommender.catalog.database import writing

TODAY = date(2026, 11, 25)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture(params=DATABASES)
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def catalog(open_catalog: Callable[..., Catalog]) -> Catalog:
    return open_catalog()


@pytest.fixture
def log(catalog: Catalog) -> Iterator[SearchLog]:
    log = catalog.search_log(on=True)
    yield log
    log.close()


def rows(catalog: Catalog) -> list[tuple[object, ...]]:
    with catalog._engine.connect() as connection:
        query = sa.text("SELECT * FROM searches ORDER BY day, words")
        return [tuple(row) for row in connection.execute(query)]


def test_searches_that_found_nothing_are_told_the_most_frequent_first(log: SearchLog) -> None:
    log.log_search("Paella", no_match=True, shown=["ramen"], day=YESTERDAY)
    log.log_search("  PAELLÁ ", no_match=True, shown=[], day=TODAY)
    log.log_search("sushi", no_match=True, shown=[], day=TODAY)
    log.log_search("ramen", no_match=False, shown=["ramen"], day=TODAY)
    assert log.unmatched(YESTERDAY) == [
        SearchCount("paella", asked=2, unmatched=2, opened=0, matches=0),
        SearchCount("sushi", asked=1, unmatched=1, opened=0, matches=0),
    ]
    assert [count.words for count in log.unmatched(TODAY)] == ["paella", "sushi"]
    assert log.unmatched(TODAY)[0].asked == 1


def test_searches_of_which_nobody_opened_a_dish_are_told(log: SearchLog) -> None:
    log.log_search("curry", no_match=False, shown=["green-curry", "tofu-curry"], day=TODAY)
    log.log_search("ramen", no_match=False, shown=["ramen"], day=TODAY)
    log.log_opened("Ramen", "ramen", day=TODAY)
    assert log.unopened(TODAY) == [SearchCount("curry", asked=1, unmatched=0, opened=0, matches=2)]


def test_it_is_known_how_often_each_dish_was_shown(log: SearchLog) -> None:
    log.log_search("curry", no_match=False, shown=["green-curry", "tofu-curry"], day=YESTERDAY)
    log.log_search("", no_match=False, shown=["green-curry"], day=TODAY)
    log.log_opened("", "lemon-tart", day=TODAY)
    assert log.shown(YESTERDAY) == {"green-curry": 2, "tofu-curry": 1, "lemon-tart": 0}
    assert log.shown(TODAY) == {"green-curry": 1, "lemon-tart": 0}


def test_browsing_is_no_search(log: SearchLog, catalog: Catalog) -> None:
    log.log_search("   ", no_match=False, shown=["ramen"], day=TODAY)
    assert rows(catalog) == []


def test_nothing_about_the_guest_is_kept(log: SearchLog, catalog: Catalog) -> None:
    log.log_search("Mild curry", no_match=False, shown=["green-curry"], day=TODAY)
    log.log_search("table for ana@example.org", no_match=True, shown=[], day=TODAY)
    log.log_search("call me 600123456", no_match=True, shown=[], day=TODAY)
    log.log_search("x" * 500, no_match=True, shown=[], day=TODAY)
    assert rows(catalog) == [
        ("2026-11-25", "mild curry", 1, 0, 0, 1),
        ("2026-11-25", "x" * 80, 1, 1, 0, 0),
    ]


def test_a_log_that_is_switched_off_counts_nothing(catalog: Catalog) -> None:
    log = catalog.search_log(on=False)
    log.log_search("curry", no_match=False, shown=["green-curry"])
    log.log_opened("curry", "green-curry")
    assert rows(catalog) == []
    assert log.shown(TODAY) == {}


def test_counting_is_no_change_of_the_menu(catalog: Catalog, log: SearchLog) -> None:
    catalog.write([Change("ramen", dish("Ramen"))], who="Ana", what="added")
    before = catalog.revision()
    log.log_search("ramen", no_match=False, shown=["ramen"])
    log.log_opened("ramen", "ramen")
    assert catalog.revision() == before


def test_nobody_fills_the_disk_by_asking(
    log: SearchLog, monkeypatch: pytest.MonkeyPatch, catalog: Catalog
) -> None:
    monkeypatch.setattr(module, "MAX_SEARCHES_A_DAY", 2)
    for words in ("curry", "ramen", "paella", "curry"):
        log.log_search(words, no_match=False, shown=[], day=TODAY)
    log.log_search("paella", no_match=False, shown=[], day=YESTERDAY)
    assert [(row[0], row[1], row[2]) for row in rows(catalog)] == [
        ("2026-11-24", "paella", 1),
        ("2026-11-25", "curry", 2),
        ("2026-11-25", "ramen", 1),
    ]


def test_a_guest_s_search_goes_on_when_it_cannot_be_counted(
    log: SearchLog, catalog: Catalog, caplog: pytest.LogCaptureFixture
) -> None:
    with writing(log._engine):  # as another process that counts, or writes
        log.log_search("curry", no_match=False, shown=["green-curry"], day=TODAY)
    assert rows(catalog) == []
    assert "A search was not counted" in caplog.text
    log.log_search("curry", no_match=False, shown=["green-curry"], day=TODAY)
    assert len(rows(catalog)) == 1


def test_old_counts_are_forgotten(log: SearchLog, catalog: Catalog) -> None:
    log.log_search("curry", no_match=False, shown=["green-curry"], day=YESTERDAY)
    log.log_search("ramen", no_match=False, shown=["ramen"], day=TODAY)
    log.forget(before=TODAY)
    assert [row[1] for row in rows(catalog)] == ["ramen"]
    assert log.shown(YESTERDAY) == {"ramen": 1}
