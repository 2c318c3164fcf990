"""A sweep throws away what nothing needs, and nothing else."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from kit import BLUE, GREEN, RED, Clock, jpeg, menu_csv

from recommender.kitchen import Kitchen, Swept
from recommender.restaurant import Restaurant


@pytest.fixture
def stored(place: Restaurant, clock: Clock) -> Callable[[str | None], bool]:
    """Return whether a photo and its thumbnail are there."""

    def both(photo: str | None) -> bool:
        files = [place.photos.path(photo or ""), place.photos.thumbnail(photo or "")]
        assert files[0].exists() == files[1].exists()
        return files[0].exists()

    return both


def age(place: Restaurant, clock: Clock, *photos: str | None) -> None:
    """Make photos as old as the clock says."""
    for photo in photos:
        os.utime(place.photos.path(photo or ""), (clock.now.timestamp(),) * 2)


def test_a_photo_is_swept_thirty_days_after_the_last_change_that_knew_it(
    kitchen: Kitchen, place: Restaurant, clock: Clock, stored: Callable[[str | None], bool]
) -> None:
    old = kitchen.replace_photo("ramen", jpeg(RED), name="ramen.jpg").photo
    new = kitchen.replace_photo("ramen", jpeg(GREEN), name="ramen.jpg").photo
    age(place, clock, old, new)
    size = place.photos.path(old or "").stat().st_size
    clock.turn(days=30)
    assert kitchen.sweep() == Swept()
    clock.turn(seconds=1)
    assert kitchen.sweep() == Swept(photos=1, bytes=size)
    assert (stored(old), stored(new)) == (False, True)


def test_the_photo_of_a_removed_dish_is_kept_as_long_as_the_dish_can_come_back(
    kitchen: Kitchen, place: Restaurant, clock: Clock, stored: Callable[[str | None], bool]
) -> None:
    photo = kitchen.replace_photo("ramen", jpeg(), name="ramen.jpg").photo
    age(place, clock, photo)
    clock.turn(days=100)
    kitchen.remove(["ramen"])
    clock.turn(days=30)
    kitchen.sweep()
    assert kitchen.bring_back("ramen").photo == photo
    assert stored(photo)


@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_the_photo_of_a_dish_that_leaves_while_a_sweep_looks_is_kept(
    first: bool,
    kitchen: Kitchen,
    place: Restaurant,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    photo = kitchen.replace_photo("ramen", jpeg(), name="ramen.jpg").photo
    age(place, clock, photo)
    clock.turn(days=100)
    history = place.catalog.history
    look = history.photos_since

    def looking(since: datetime) -> set[str]:
        before = look(since)
        kitchen.remove(["ramen"])
        return look(since) if first else before

    monkeypatch.setattr(history, "photos_since", looking)
    kitchen.sweep()

    assert place.photos.path(photo or "").exists()


def test_the_photos_of_an_import_that_was_stopped_are_kept(
    kitchen: Kitchen, place: Restaurant, clock: Clock, stored: Callable[[str | None], bool]
) -> None:
    photo = place.photos.add(jpeg(BLUE), name="stew.jpg")
    age(place, clock, photo)
    clock.turn(days=29)
    kitchen.sweep()
    assert stored(photo)


def test_an_orphan_that_an_import_planned_to_use_again_is_kept(
    kitchen: Kitchen, place: Restaurant, tmp_path: Path, clock: Clock
) -> None:
    clock.turn(days=-1000)
    (tmp_path / "stew.jpg").write_bytes(jpeg(BLUE))
    file = menu_csv(
        tmp_path / "menu.csv", [{"name": "Beef stew", "price": "18", "photo": "stew.jpg"}]
    )
    kitchen.apply(kitchen.plan(file, tmp_path))
    photo = place.catalog.menu().dishes["beef-stew"].photo
    kitchen.remove(["beef-stew"])
    os.utime(place.photos.path(photo or ""), (0, 0))
    plan = kitchen.plan(file, tmp_path)
    clock.now = datetime.now(UTC) + timedelta(days=29)  # files are touched by the real clock
    assert kitchen.sweep() == Swept()
    kitchen.apply(plan)
    assert place.photos.path(photo or "").exists()


def test_a_year_old_count_of_searches_is_forgotten(
    kitchen: Kitchen, place: Restaurant, clock: Clock
) -> None:
    day = clock.now.date()
    place.search_log.log_search("paella", no_match=True, shown=[], day=day)
    clock.turn(days=365)
    kitchen.sweep()
    assert len(place.search_log.unmatched(day)) == 1
    clock.turn(days=1)
    kitchen.sweep()
    assert place.search_log.unmatched(day) == []
