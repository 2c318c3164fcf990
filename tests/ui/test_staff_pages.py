"""The staff pages: who may enter them, and today's service."""

from collections.abc import Callable

import pytest
from screen import Opening, linked, press, said, shown
from streamlit.testing.v1 import AppTest

from recommender.dish import Dish
from recommender.restaurant import Restaurant

PAGES = [
    *("staff", "staff_menu", "staff_import", "staff_attention", "staff_history", "staff_export"),
    "staff_settings",
]


@pytest.mark.parametrize("page", PAGES)
def test_staff_pages_stay_shut_without_a_password(
    page: str, visit: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recommender.ui.access._only_this_machine", lambda: False)
    app = visit(page)

    assert "no password is set" in app.warning[0].value
    assert not app.button
    assert not app.text_input


@pytest.mark.parametrize("page", PAGES)
def test_every_staff_page_asks_for_the_password(
    page: str, visit: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECOMMENDER_STAFF_PASSWORD", "saffron")
    app = visit(page)

    assert [field.key for field in app.text_input] == ["password", "name"]


def test_a_wrong_password_opens_nothing(visit: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOMMENDER_STAFF_PASSWORD", "saffron")
    app = visit("staff")

    app.text_input(key="password").set_value("paprika")
    app.button[0].click().run()

    assert said(app.error[0]) == "This is not the staff password. Try again."
    assert len(app.text_input) == 2


def test_staff_say_who_they_are_once_and_the_history_knows_it(
    visit: Opening, ready: Callable[[], Restaurant], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECOMMENDER_STAFF_PASSWORD", "saffron")
    app = visit("staff")
    app.text_input(key="password").set_value("saffron")
    app.text_input(key="name").set_value("Inés")
    app.button[0].click().run()

    app.text_input(key="off_search").set_value("pad thai").run()
    press(app, "Sold out")

    assert ready().kitchen.history(limit=1)[0].who == "Inés"


def test_a_dish_is_sold_out_in_one_tap_and_no_guest_sees_it_any_more(
    visit: Opening, at_work: Opening
) -> None:
    staff, guest = at_work("staff"), visit()

    staff.text_input(key="off_search").set_value("pad thai").run()
    press(staff, "Sold out")

    assert "is off" in said(staff.toast[0])
    guest.text_input(key="q").set_value("pad thai with prawns").run()
    assert "Pad thai with prawns" not in shown(guest)


def test_what_is_off_is_back_in_one_tap(at_work: Opening, ready: Callable[[], Restaurant]) -> None:
    ready().kitchen.sell_out(["pad-thai-with-prawns"])
    app = at_work("staff")

    app.button(key="back_pad-thai-with-prawns").click().run()

    assert ready().recommender.dish("pad-thai-with-prawns").available
    assert said(app.toast[0]) == "Pad thai with prawns is back on the menu."


def test_a_dish_may_stay_off_until_somebody_says_so(
    at_work: Opening, ready: Callable[[], Restaurant]
) -> None:
    app = at_work("staff")

    app.segmented_control(key="off_how_long").set_value("open")
    app.text_input(key="off_search").set_value("pad thai").run()
    press(app, "Sold out")

    dish = ready().recommender.dish("pad-thai-with-prawns")
    assert (dish.available, dish.off_until) == (False, None)


def test_counts_lead_to_the_evidence(at_work: Opening, ready: Callable[[], Restaurant]) -> None:
    ready().kitchen.add({"name": "Beef rendang", "price": "15.5"})

    app = at_work("staff")

    assert "staff_attention?show=without_photo" in linked(app, "back-link")


def test_staff_are_told_which_encoder_is_in_use(at_work: Opening) -> None:
    app = at_work("staff")

    assert any("the tastes encoder" in element.value for element in app.markdown)


def test_evidence_leads_to_the_form_that_puts_it_right(
    at_work: Opening, ready: Callable[[], Restaurant]
) -> None:
    ready().kitchen.add({"name": "Beef rendang", "price": "150"})

    app = at_work("staff_attention", show="without_photo")

    assert "staff_menu?edit=beef-rendang" in linked(app, "back-link")
    assert not app.exception


def test_searches_that_found_nothing_are_evidence(
    at_work: Opening, ready: Callable[[], Restaurant]
) -> None:
    ready().search_log.log_search("fresh oysters", no_match=True, shown=[])

    app = at_work("staff_attention")

    assert "./?q=fresh+oysters" in linked(app, "back-link")


def test_everything_can_be_taken_out_again(at_work: Opening) -> None:
    app = at_work("staff_export")

    assert [element.proto.label for element in app.get("download_button")] == [
        "CSV and photos (ZIP)",
        "Excel",
        "Menu card (PDF)",
        "Allergen sheet (PDF)",
    ]
    app.text_input(key="qr_address").set_value("https://mesa.example/").run()
    assert app.get("download_button")[-1].proto.label == "Code as a picture (PNG)"


def test_the_archive_and_the_workbook_import_back_to_the_same_menu(
    ready: Callable[[], Restaurant],
) -> None:
    from recommender.ui.kitchen_import import Import
    from recommender.ui.kitchen_paper import _workbook, _zip

    restaurant = ready()
    for name, data in (("menu.zip", _zip(restaurant)), ("menu.xlsx", _workbook(restaurant))):
        mine = Import([(name, data)])
        plan = mine.planned(
            restaurant.kitchen, mine.preview.mapping, revision=restaurant.catalog.revision()
        )
        mine.close()
        counts = plan.summary()
        assert (counts["new"], counts["changed"], counts["rejected"]) == (0, 0, 0), name
        assert counts["unchanged"] == len(restaurant.catalog.menu().dishes)


def test_the_history_tells_who_did_what_and_takes_it_back(
    at_work: Opening, ready: Callable[[], Restaurant], menu: dict[str, Dish]
) -> None:
    dish = menu["Tiramisù"] if "Tiramisù" in menu else next(iter(menu.values()))
    ready().kitchen.edit(dish.id, {"price": "9.9"}, based_on=dish, who="Inés")
    app = at_work("staff_history")

    assert "Inés · Edited" in app.expander[0].label
    assert "9" in app.expander[0].markdown[0].value
    app.button(key="undo_newest").click().run()

    assert ready().recommender.dish(dish.id).price == dish.price


def test_a_deleted_dish_is_brought_back(
    at_work: Opening, ready: Callable[[], Restaurant], menu: dict[str, Dish]
) -> None:
    dish = next(iter(menu.values()))
    ready().kitchen.remove([dish.id])
    app: AppTest = at_work("staff_history")

    app.button(key=f"bring_back_{dish.id}").click().run()

    assert ready().recommender.dish(dish.id) == dish
