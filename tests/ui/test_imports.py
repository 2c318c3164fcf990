"""Imports that are under way: kept for who comes back, thrown away when nobody does."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from recommender.errors import UnusableMenuFile
from recommender.ui.kitchen_imports import KEPT_S, Imports

FILES = [("menu.csv", b"name,price\nLemon tart,6\n")]


class Hours:
    """A clock that the test turns, in seconds."""

    def __init__(self) -> None:
        self.now = 1_000_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def imports(tmp_path: Path, hours: Hours) -> Imports:
    return Imports(tmp_path / "imports", hours)


def test_an_import_is_found_by_its_token_alone(imports: Imports) -> None:
    first, second = imports.begin(FILES), imports.begin(FILES)

    assert len({first, second}) == 2
    assert len(first) >= 20
    assert imports.get(first) is not imports.get(second)
    assert imports.get("made-up") is None


def test_files_stay_as_long_as_somebody_looks_at_them(imports: Imports, hours: Hours) -> None:
    token = imports.begin(FILES)

    for _ in range(3):
        hours.now += KEPT_S - 1
        found = imports.get(token)
        assert found is not None
        assert found.delivery.menu.exists()


def test_files_that_nobody_came_back_to_are_thrown_away(
    imports: Imports, hours: Hours, tmp_path: Path
) -> None:
    token = imports.begin(FILES)

    hours.now += KEPT_S + 1

    assert imports.get(token) is None
    assert list((tmp_path / "imports").iterdir()) == []


def test_what_a_killed_app_left_is_thrown_away_too(
    tmp_path: Path, imports: Imports, hours: Hours
) -> None:
    begun = imports.get(imports.begin(FILES))
    assert begun is not None
    after_the_restart = Imports(tmp_path / "imports", hours)
    hours.now += KEPT_S + 1

    after_the_restart.begin(FILES)

    assert not begun.folder.exists()


def test_what_is_no_menu_leaves_nothing_behind(imports: Imports, tmp_path: Path) -> None:
    with pytest.raises(UnusableMenuFile):
        imports.begin([("menu.csv", b"%PDF-1.7")])

    assert list((tmp_path / "imports").iterdir()) == []


def test_an_import_whose_folder_is_gone_is_no_crash_for_who_looks(
    imports: Imports, hours: Hours
) -> None:
    token = imports.begin(FILES)
    found = imports.get(token)
    assert found is not None
    shutil.rmtree(found.folder)

    assert imports.get(token) is None
    assert imports.begin(FILES)


def test_many_can_hand_in_look_and_leave_at_once(imports: Imports) -> None:
    def hand_in_and_leave() -> None:
        for _ in range(20):
            token = imports.begin(FILES)
            assert imports.get(token)
            imports.forget(token)

    with ThreadPoolExecutor(6) as people:
        for person in [people.submit(hand_in_and_leave) for _ in range(6)]:
            person.result()
