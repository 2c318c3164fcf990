"""The search log counts what guests ask, knows nothing of the guests, and never stands in their way."""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from kit import dish

from recommender.catalog import Catalog, Change, SearchCount, SearchLog
from recommender.catalog import search_log as module

TODAY = date(2026, 11, 25)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return Catalog.open(tmp_path / "catalog.db")


@pytest.fixture
def log(catalog: Catalog) -> Iterator[SearchLog]:
    log = catalog.search_log(on=True)
    yield log
    log.close()


def rows(tmp_path: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(tmp_path / "catalog.db")
    try:
        return connection.execute("SELECT * FROM searches ORDER BY day, words").fetchall()
    finally:
        connection.close()


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


def test_browsing_is_no_search(log: SearchLog, tmp_path: Path) -> None:
    log.log_search("   ", no_match=False, shown=["ramen"], day=TODAY)
    assert rows(tmp_path) == []


def test_nothing_about_the_guest_is_kept(log: SearchLog, tmp_path: Path) -> None:
    log.log_search("Mild curry", no_match=False, shown=["green-curry"], day=TODAY)
    log.log_search("table for ana@example.org", no_match=True, shown=[], day=TODAY)
    log.log_search("call me 600123456", no_match=True, shown=[], day=TODAY)
    log.log_search("x" * 500, no_match=True, shown=[], day=TODAY)
    assert rows(tmp_path) == [
        ("2026-11-25", "mild curry", 1, 0, 0, 1),
        ("2026-11-25", "x" * 80, 1, 1, 0, 0),
    ]


def test_a_log_that_is_switched_off_counts_nothing(catalog: Catalog, tmp_path: Path) -> None:
    log = catalog.search_log(on=False)
    log.log_search("curry", no_match=False, shown=["green-curry"])
    log.log_opened("curry", "green-curry")
    assert rows(tmp_path) == []
    assert log.shown(TODAY) == {}


def test_counting_is_no_change_of_the_menu(catalog: Catalog, log: SearchLog) -> None:
    catalog.write([Change("ramen", dish("Ramen"))], who="Ana", what="added")
    before = catalog.revision()
    log.log_search("ramen", no_match=False, shown=["ramen"])
    log.log_opened("ramen", "ramen")
    assert catalog.revision() == before


def test_nobody_fills_the_disk_by_asking(
    log: SearchLog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "MAX_SEARCHES_A_DAY", 2)
    for words in ("curry", "ramen", "paella", "curry"):
        log.log_search(words, no_match=False, shown=[], day=TODAY)
    log.log_search("paella", no_match=False, shown=[], day=YESTERDAY)
    assert [(row[0], row[1], row[2]) for row in rows(tmp_path)] == [
        ("2026-11-24", "paella", 1),
        ("2026-11-25", "curry", 2),
        ("2026-11-25", "ramen", 1),
    ]


def test_a_guest_s_search_goes_on_when_it_cannot_be_counted(
    log: SearchLog, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    busy = sqlite3.connect(tmp_path / "catalog.db", isolation_level=None)
    busy.execute("BEGIN IMMEDIATE")
    log.log_search("curry", no_match=False, shown=["green-curry"], day=TODAY)
    busy.execute("ROLLBACK")
    assert rows(tmp_path) == []
    assert "A search was not counted" in caplog.text
    log.log_search("curry", no_match=False, shown=["green-curry"], day=TODAY)
    assert len(rows(tmp_path)) == 1
    busy.close()


def test_old_counts_are_forgotten(log: SearchLog, tmp_path: Path) -> None:
    log.log_search("curry", no_match=False, shown=["green-curry"], day=YESTERDAY)
    log.log_search("ramen", no_match=False, shown=["ramen"], day=TODAY)
    log.forget(before=TODAY)
    assert [row[1] for row in rows(tmp_path)] == ["ramen"]
    assert log.shown(YESTERDAY) == {"ramen": 1}
