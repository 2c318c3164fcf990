"""The staff pages."""

from collections.abc import Callable

import pytest
from screen import Opening, press, said, shown

from recommender.restaurant import Restaurant


def test_staff_pages_stay_shut_without_a_password(
    visit: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recommender.ui.access._only_this_machine", lambda: False)
    app = visit("staff")

    assert "no password is set" in app.warning[0].value
    assert not app.text_area


def test_a_wrong_password_opens_nothing(visit: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOMMENDER_STAFF_PASSWORD", "saffron")
    app = visit("staff")

    app.text_input(key="password").set_value("paprika")
    app.button[0].click().run()

    assert said(app.error[0]) == "This is not the staff password. Try again."
    assert not app.text_area


def test_staff_add_a_dish_that_the_next_search_finds(
    visit: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECOMMENDER_STAFF_PASSWORD", "saffron")
    guest, staff = visit(), visit("staff")
    staff.text_input(key="password").set_value("saffron")
    staff.button[0].click().run()

    staff.text_input(key="dish_name").set_value("Beef rendang")
    staff.number_input(key="dish_price").set_value(15.5)
    press(staff, "Put on the menu")

    assert said(staff.success[0]) == "Beef rendang is on the menu."
    guest.text_input(key="q").set_value("beef rendang").run()
    assert shown(guest)[0] == "Beef rendang"


def test_a_dish_without_a_price_is_refused_in_a_sentence(visit: Opening) -> None:
    app = visit("staff")

    app.text_input(key="dish_name").set_value("Beef rendang")
    press(app, "Put on the menu")

    assert said(app.error[0]) == "The dish cannot be taken: price is missing."


def test_the_preview_shows_the_card_and_adds_nothing(
    visit: Opening, ready: Callable[[], Restaurant]
) -> None:
    app = visit("staff")
    before = ready().catalog.revision()

    app.text_input(key="dish_name").set_value("Beef rendang")
    app.number_input(key="dish_price").set_value(15.5)
    press(app, "Preview")

    assert any("€15.50" in said(element) for element in app.markdown)
    assert ready().catalog.revision() == before


def test_staff_are_told_which_encoder_is_in_use(visit: Opening) -> None:
    app = visit("staff")

    assert any("the tastes encoder" in element.value for element in app.markdown)
