"""The staff pages: today's service, evidence, the way out, the history."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from screen import Opening, labelled, linked, press, said, shown, told
from streamlit.testing.v1 import AppTest

from recommender.dish import Dish
from recommender.restaurant import Restaurant
from recommender.ui import resources

TOKYO = ZoneInfo("Asia/Tokyo")


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


def test_days_and_hours_are_those_of_the_house_wherever_its_machine_stands(
    madrid: None, at_work: Opening, ready: Callable[[], Restaurant]
) -> None:
    ready().kitchen.furnish({"time_zone": "Asia/Tokyo"})
    back_on = datetime.now(TOKYO).replace(hour=0, minute=0, second=0, microsecond=0)
    back_on += timedelta(days=3)
    app = at_work("staff")
    app.segmented_control(key="off_how_long").set_value("day").run()
    app.date_input(key="off_day").set_value(back_on.date()).run()
    app.text_input(key="off_search").set_value("pad thai").run()
    press(app, "Sold out")

    assert ready().recommender.dish("pad-thai-with-prawns").off_until == back_on
    assert f"until {back_on:%-m/%-d/%y}, 12:00" in told(app)
    app.segmented_control(key="off_how_long").set_value("service").run()
    app.text_input(key="off_search").set_value("espresso").run()
    press(app, "Sold out")
    until = ready().recommender.dish("espresso").off_until
    assert until is not None
    assert until.astimezone(TOKYO).time() == time(4)


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


@pytest.fixture
def undeclared(ready: Callable[[], Restaurant]) -> str:
    values = {"name": "Glazed tofu", "price": "9", "ingredients": "soy sauce; honey"}
    return ready().kitchen.add(values).id


def test_proposed_allergens_are_declared_by_the_person_who_ticks_them(
    at_work: Opening, ready: Callable[[], Restaurant], undeclared: str
) -> None:
    app = at_work("staff_attention")

    app.button(key=f"declare_{undeclared}").click().run()
    assert "Soybeans: proposed from soy sauce" in told(app)
    assert not app.checkbox(key="declare_tick_soybeans").value
    # AppTest runs the whole page for a dialog, which shuts it: ticks and button go in one run.
    app.checkbox(key="declare_tick_soybeans").check()
    app.checkbox(key="declare_tick_gluten").check()
    app.button(key="declare_now").click().run()

    dish = ready().recommender.dish(undeclared)
    assert (dish.allergens, dish.declared_by) == (("gluten", "soybeans"), "Marta")
    assert dish.declared_at is not None


def test_a_dish_is_declared_free_of_all_only_by_a_tick_that_says_so(
    at_work: Opening, ready: Callable[[], Restaurant], undeclared: str
) -> None:
    app = at_work("staff_menu", edit=undeclared)

    app.button(key=f"declare_{undeclared}").click().run()
    app.checkbox(key="declare_tick_none").check()
    app.button(key="declare_now").click().run()

    dish = ready().recommender.dish(undeclared)
    assert (dish.allergens, dish.declared_by) == ((), "Marta")


def test_nothing_is_declared_without_a_tick(
    at_work: Opening, ready: Callable[[], Restaurant], undeclared: str
) -> None:
    app = at_work("staff_menu", edit=undeclared)
    app.button(key=f"declare_{undeclared}").click().run()

    app.button(key="declare_now").click().run()

    assert ready().recommender.dish(undeclared).allergens is None
    assert said(app.error[0]).startswith("Nothing was declared.")


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
    app.button(key="undo_newest_2").click().run()

    assert ready().recommender.dish(dish.id).price == dish.price


def test_an_undo_is_itself_taken_back_in_one_click(
    at_work: Opening, ready: Callable[[], Restaurant], menu: dict[str, Dish]
) -> None:
    dish = next(iter(menu.values()))
    ready().kitchen.edit(dish.id, {"price": "9.9"}, based_on=dish)
    app = at_work("staff_history")
    assert not any("redo" in str(button.key) for button in app.button)

    app.button(key="undo_newest_2").click().run()
    assert labelled(app, "redo_3") == f"Redo: Edited, {dish.name}"
    app.button(key="redo_3").click().run()

    assert ready().recommender.dish(dish.id).price == 9.9
    assert said(app.toast[0]) == "Change 2 is made again."


def test_a_change_that_is_not_the_newest_is_undone_alone(
    at_work: Opening, ready: Callable[[], Restaurant], menu: dict[str, Dish]
) -> None:
    first, second = list(menu.values())[:2]
    ready().kitchen.edit(first.id, {"price": "9.9"}, based_on=first)
    ready().kitchen.edit(second.id, {"price": "8.8"}, based_on=second)
    app = at_work("staff_history")

    app.button(key="undo_2").click().run()

    assert ready().recommender.dish(first.id) == first
    assert ready().recommender.dish(second.id).price == 8.8


def test_a_change_that_somebody_built_upon_is_not_undone_and_the_page_says_what_to_undo_first(
    at_work: Opening, ready: Callable[[], Restaurant], menu: dict[str, Dish]
) -> None:
    dish = menu["Espresso"]
    ready().kitchen.edit(dish.id, {"price": "9.9"}, based_on=dish)
    changed = ready().recommender.dish(dish.id)
    ready().kitchen.edit(dish.id, {"price": "8.8"}, based_on=changed, who="Inés")
    app = at_work("staff_history")

    app.button(key="undo_2").click().run()

    assert ready().recommender.dish(dish.id).price == 8.8
    assert said(app.error[0]) == (
        "Change 2 (Edited) cannot be undone: Espresso was changed again by Inés in change 3 "
        "(Edited). Undo that first."
    )


def test_a_damaged_change_keeps_the_menu_from_no_guest(
    visit: Opening, ready: Callable[[], Restaurant], caplog: pytest.LogCaptureFixture
) -> None:
    ready()
    damage(ready().settings.data, revision=1)
    resources._sweep.clear()

    app = visit()
    resources._sweep.clear()  # waits for it

    assert not app.error
    assert not app.exception
    assert "Nothing was swept: Change 1 cannot be read" in caplog.text


def test_nothing_is_swept_while_guests_wait_for_the_start(
    visit: Opening, ready: Callable[[], Restaurant], monkeypatch: pytest.MonkeyPatch
) -> None:
    restaurant, swept = ready(), threading.Event()
    monkeypatch.setattr(restaurant.kitchen, "sweep", swept.set)
    resources._sweep.clear()
    status = restaurant.engine.status

    restaurant.engine._installed.note(ready=False)
    app = visit()
    assert not swept.is_set()

    restaurant.engine._installed.note(ready=status.ready)
    app.run()
    resources._sweep.clear()  # waits for it
    assert swept.is_set()


def damage(data: Path, *, revision: int) -> None:
    """Write into the history by hand."""
    by_hand(data, f"UPDATE changes SET after = '{{' WHERE revision = {revision}")


def by_hand(data: Path, statement: str) -> None:
    with closing(sqlite3.connect(data / "catalog.db")) as catalog, catalog:
        catalog.execute(statement)


def test_a_damaged_change_is_one_sentence_on_the_page_and_the_others_are_told(
    at_work: Opening, ready: Callable[[], Restaurant], menu: dict[str, Dish]
) -> None:
    for price in ("9.9", "8.8"):
        espresso = ready().recommender.dish("espresso")
        ready().kitchen.edit("espresso", {"price": price}, based_on=espresso, who="Inés")
    damage(ready().settings.data, revision=3)

    app = at_work("staff_history")

    assert labelled(app, "undo_newest_3") == "Undo: Edited, 1 changed"
    (told,) = app.error
    assert said(told).startswith('Change 3 cannot be read: the history of the dish "espresso" is')
    assert "Espresso" in app.expander[1].markdown[0].value
    assert not app.exception


def test_a_damaged_dish_hides_no_other_of_its_change(
    at_work: Opening, ready: Callable[[], Restaurant], menu: dict[str, Dish]
) -> None:
    ready().kitchen.sell_out(["espresso", "gazpacho-andaluz"])
    by_hand(
        ready().settings.data,
        "UPDATE changes SET after = '{' WHERE dish = 'gazpacho-andaluz' AND revision = 2",
    )

    app = at_work("staff_history")

    (told,) = app.expander[0].error
    assert said(told).startswith(
        'Change 2 cannot be read: the history of the dish "gazpacho-andaluz" is'
    )
    (other,) = app.expander[0].markdown
    assert other.value.startswith("**Espresso**")


def test_a_damaged_time_is_one_sentence_on_the_page_and_the_menu_opens(
    at_work: Opening, visit: Opening, ready: Callable[[], Restaurant], menu: dict[str, Dish]
) -> None:
    ready().kitchen.sell_out(["espresso"])
    by_hand(ready().settings.data, "UPDATE revisions SET at = 'noon'")

    app = at_work("staff_history")

    assert app.expander[0].label == "nobody knows when · staff · Sold out, Espresso"
    (told,) = app.expander[0].error
    assert said(told) == (
        "When change 2 was made cannot be read: its time in the history is damaged. What it did "
        "is told as ever."
    )
    assert not app.exception
    guest = visit()
    assert not guest.exception
    assert not guest.error


def test_a_deleted_dish_is_brought_back(
    at_work: Opening, ready: Callable[[], Restaurant], menu: dict[str, Dish]
) -> None:
    dish = next(iter(menu.values()))
    ready().kitchen.remove([dish.id])
    app: AppTest = at_work("staff_history")

    app.button(key=f"bring_back_{dish.id}").click().run()

    assert ready().recommender.dish(dish.id) == dish
