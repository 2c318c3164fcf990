"""Pages that follow the menu are drawn one after the other; who asks for a page is not kept."""

import threading
from collections.abc import Iterator

import pytest
from screen import Opening, menu_changed, shown

from recommender.ui import following, resources

WAIT_S = 30.0


@pytest.fixture
def turn_taken() -> Iterator[None]:
    """Another page is being drawn because the menu changed."""
    assert following.TURNS.acquire(timeout=WAIT_S)
    yield
    following.TURNS.release()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a page wait for its turn longer than a test waits for the page."""
    monkeypatch.setattr(following, "AT_MOST_S", 10 * WAIT_S)


def is_free() -> bool:
    free = following.TURNS.acquire(blocking=False)
    if free:
        following.TURNS.release()
    return free


def test_a_page_follows_the_menu_and_gives_its_turn_back(visit: Opening) -> None:
    app, restaurant = visit(), resources.restaurant()
    gone = next(
        dish for dish in restaurant.catalog.menu().dishes.values() if dish.name in shown(app)
    )
    restaurant.kitchen.sell_out([gone.id])
    menu_changed(app)
    assert gone.name not in shown(app)
    assert is_free()


def test_a_page_that_follows_is_drawn_after_another_that_does(visit: Opening) -> None:
    app = visit()
    assert following.TURNS.acquire(timeout=WAIT_S)
    waited = threading.Timer(0.3, following.TURNS.release)
    waited.start()
    menu_changed(app)
    assert waited.finished.is_set()
    assert len(shown(app)) == 12


@pytest.mark.usefixtures("turn_taken", "patient")
def test_who_asks_for_a_page_does_not_wait_for_those_that_follow(visit: Opening) -> None:
    app = visit()
    app.text_input[0].set_value("soup").run(timeout=WAIT_S / 2)
    assert shown(app)


@pytest.mark.usefixtures("turn_taken", "patient")
def test_a_click_does_not_wait_where_a_page_that_followed_was_given_up_for_it(
    visit: Opening,
) -> None:
    app = visit()
    app.session_state["menu_changed"] = threading.Thread()  # which drew that page
    app.run()
    assert len(shown(app)) == 12


@pytest.mark.usefixtures("turn_taken", "patient")
def test_a_page_that_follows_amid_a_click_does_not_keep_who_clicked(visit: Opening) -> None:
    app = visit()
    app.session_state["asked_for"] = True  # and not drawn yet
    menu_changed(app)
    assert len(shown(app)) == 12
    assert "asked_for" not in app.session_state


@pytest.mark.usefixtures("turn_taken", "patient")
def test_a_page_does_not_wait_anew_for_every_further_change(visit: Opening) -> None:
    app = visit()
    app.session_state["waits_until"] = 0.0
    menu_changed(app)
    assert len(shown(app)) == 12
    assert "waits_until" not in app.session_state


@pytest.mark.usefixtures("turn_taken")
def test_a_page_whose_turn_does_not_come_is_drawn_all_the_same(
    visit: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "AT_MOST_S", 0.0)
    app = visit()
    menu_changed(app)
    assert len(shown(app)) == 12


def test_a_page_that_fails_gives_its_turn_back(
    visit: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit()

    def fails() -> None:
        raise RuntimeError

    monkeypatch.setattr(following, "follow_the_menu", fails)
    menu_changed(app)
    assert is_free()
