"""Editing the menu: the table, many edits at once, and the form of a dish."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from kit import dish, jpeg
from screen import Opening, press, said, shown, told
from streamlit.testing.v1 import AppTest

from recommender.dish import Dish
from recommender.restaurant import Restaurant
from recommender.ui import kitchen_form, kitchen_table

PAD_THAI = "pad-thai-with-prawns"
Edit = Callable[..., None]


@pytest.fixture
def edited(monkeypatch: pytest.MonkeyPatch) -> Edit:
    """Let the table come back with cells as somebody edited them: AppTest cannot type in it."""

    def editing(name: str, **cells: Any) -> None:
        def typed(table: pd.DataFrame, key: str) -> pd.DataFrame:
            after = table.copy()
            if name in table.index:  # not deleted since
                for column, value in cells.items():
                    after.loc[name, column] = value
            return after

        monkeypatch.setattr(kitchen_table, "_editor", typed)
        if cells.keys() != {"chosen"}:
            monkeypatch.setattr(kitchen_table, "is_edited", lambda held: bool(held.key))

    return editing


def price(restaurant: Restaurant, of: str = PAD_THAI) -> float:
    return restaurant.recommender.dish(of).price


def test_what_was_edited_is_told_as_a_person_writes_it() -> None:
    soup = dish("Soup", vegetarian=True, allergens=("milk",), course="starter", cuisine="french")
    before = kitchen_table.frame([soup])
    after = before.copy()
    after.loc["soup", "price"] = 8.5
    after.loc["soup", "course"] = None
    after["diets"] = [["vegetarian", "gluten_free"]]
    after["allergens"] = [["milk", "celery"]]
    after.loc["soup", "chosen"] = True

    assert kitchen_table.edits(before, after) == {
        "soup": {"price": 8.5, "course": "", "gluten_free": True, "allergens": "milk;celery"}
    }


def test_no_allergen_in_the_cell_is_undeclared_and_none_is_a_declaration() -> None:
    undeclared, free = dish("Soup"), dish("Salad", allergens=())

    cells = kitchen_table.frame([undeclared, free])["allergens"]

    assert list(cells) == [[], ["none"]]


def test_an_untouched_table_has_no_edits(menu: dict[str, Dish]) -> None:
    table = kitchen_table.frame(list(menu.values()))

    assert kitchen_table.edits(table, table.copy()) == {}


def test_edits_are_saved_together_under_the_name_of_who_made_them(
    at_work: Opening, ready: Callable[[], Restaurant], edited: Edit
) -> None:
    edited(PAD_THAI, price=11.5, name_es="Pad thai con gambas")
    app = at_work("staff_menu")

    press(app, "Save 1 dish")

    dish = ready().recommender.dish(PAD_THAI)
    assert (dish.price, dish.name_es) == (11.5, "Pad thai con gambas")
    assert ready().kitchen.history(limit=1)[0].who == "Marta"
    assert said(app.toast[0]) == "1 dish is saved."


def test_an_edit_that_breaks_a_rule_saves_nothing_and_says_why(
    at_work: Opening, ready: Callable[[], Restaurant], edited: Edit
) -> None:
    before = price(ready())
    edited(PAD_THAI, price=None)
    app = at_work("staff_menu")

    press(app, "Save 1 dish")

    assert said(app.error[0]) == "The dish cannot be taken: price is missing."
    assert price(ready()) == before


def test_the_second_of_two_editors_is_told_what_changed_and_overwrites_nothing(
    at_work: Opening, ready: Callable[[], Restaurant], edited: Edit
) -> None:
    edited(PAD_THAI, price=11.5)
    app = at_work("staff_menu")
    ready().kitchen.edit(PAD_THAI, {"price": "12"}, based_on=ready().catalog.revision(), who="Inés")

    press(app, "Save 1 dish")

    assert said(app.error[0]) == (
        "Nothing was saved. Pad thai with prawns was changed by Inés meanwhile: Price is now 12.00. "
        "Look at it again, then save."
    )
    assert price(ready()) == 12


def test_a_chosen_dish_is_deleted_only_after_a_dialog(
    at_work: Opening, ready: Callable[[], Restaurant], edited: Edit
) -> None:
    edited(PAD_THAI, chosen=True)
    app = at_work("staff_menu")

    app.button(key="delete").click().run()
    assert PAD_THAI in ready().catalog.menu().dishes
    app.button(key="delete_now").click().run()

    assert PAD_THAI not in ready().catalog.menu().dishes
    assert ready().kitchen.deleted()[0].dish.id == PAD_THAI


def test_who_deletes_is_asked_about_what_was_ticked_though_the_menu_changed_meanwhile(
    at_work: Opening, ready: Callable[[], Restaurant], edited: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited(PAD_THAI, chosen=True)
    app = at_work("staff_menu")
    monkeypatch.setattr(kitchen_table, "_editor", lambda table, key: table)  # as a fresh one is
    ready().kitchen.sell_out(["espresso"], who="Luis")

    app.button(key="delete").click().run()
    app.button(key="delete_now").click().run()

    assert ready().kitchen.deleted()[0].dish.id == PAD_THAI


SOLD_OUT = [PAD_THAI, "espresso"]


def off(restaurant: Restaurant) -> dict[str, datetime | None]:
    """Return what is sold out, and until when."""
    return {dish.id: dish.off_until for dish in restaurant.kitchen.off()}


def both(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let somebody tick two dishes of the table."""

    def ticked(table: pd.DataFrame, key: str) -> pd.DataFrame:
        after = table.copy()
        after["chosen"] = [dish in SOLD_OUT for dish in after.index]
        return after

    monkeypatch.setattr(kitchen_table, "_editor", ticked)


def test_chosen_dishes_are_taken_off_together_until_somebody_says_so(
    at_work: Opening,
    ready: Callable[[], Restaurant],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both(monkeypatch)
    before = off(ready())
    app = at_work("staff_menu")

    app.button(key="sell_out_chosen").click().run()
    assert off(ready()) == before
    app.segmented_control(key="chosen_how_long").set_value("open")
    app.button(key="sell_out_now").click().run()

    assert off(ready()) == before | dict.fromkeys(SOLD_OUT)
    assert ready().kitchen.history(limit=1)[0].changed == 2
    assert said(app.toast[0]) == "2 dishes are off. Guests do not see them any more."


def test_chosen_dishes_come_back_together(
    at_work: Opening,
    ready: Callable[[], Restaurant],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = off(ready())
    ready().kitchen.sell_out(SOLD_OUT)
    both(monkeypatch)
    app = at_work("staff_menu")
    assert "sell_out_chosen" not in [button.key for button in app.button]

    app.button(key="back_chosen").click().run()

    assert off(ready()) == before


def test_a_copy_opens_in_its_form(at_work: Opening, edited: Edit) -> None:
    edited(PAD_THAI, chosen=True)
    app = at_work("staff_menu")

    app.button(key="duplicate").click().run()

    assert app.query_params["edit"] == "pad-thai-with-prawns-copy"
    assert app.text_input(key="dish_name").value == "Pad thai with prawns (copy)"


def test_the_filters_find_what_is_sold_out(
    at_work: Opening, ready: Callable[[], Restaurant], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(
        kitchen_table, "_editor", lambda table, key: seen.append(list(table.index)) or table
    )
    ready().kitchen.sell_out([PAD_THAI])
    app = at_work("staff_menu")

    app.text_input(key="menu_search").set_value("thai pad")
    app.button_group(key="menu_lacking").set_value(["available"]).run()

    assert seen[-1] == [PAD_THAI]


def form(at_work: Opening, of: str) -> AppTest:
    return at_work("staff_menu", edit=of)


def test_staff_add_a_dish_that_the_next_search_finds(visit: Opening, at_work: Opening) -> None:
    guest, staff = visit(), form(at_work, "new")

    staff.text_input(key="dish_name").set_value("Beef rendang")
    staff.number_input(key="dish_price").set_value(15.5).run()
    press(staff, "Put on the menu")

    assert said(staff.toast[0]) == "Beef rendang is on the menu."
    guest.text_input(key="q").set_value("beef rendang").run()
    assert shown(guest)[0] == "Beef rendang"


def test_a_dish_is_saved_though_another_drawing_replaced_the_one_that_was_asked_for(
    at_work: Opening, ready: Callable[[], Restaurant], monkeypatch: pytest.MonkeyPatch
) -> None:
    staff = form(at_work, "new")
    staff.text_input(key="dish_name").set_value("Beef rendang")
    staff.number_input(key="dish_price").set_value(15.5).run()

    with monkeypatch.context() as replaced:
        replaced.setattr(kitchen_form, "_look", lambda *_: st.stop())
        press(staff, "Put on the menu")
    assert "beef-rendang" not in ready().catalog.menu().dishes
    staff.run()

    assert "beef-rendang" in ready().catalog.menu().dishes


def test_a_dish_without_a_price_is_refused_in_a_sentence(at_work: Opening) -> None:
    app = form(at_work, "new")

    app.text_input(key="dish_name").set_value("Beef rendang")
    press(app, "Put on the menu")

    assert said(app.error[0]) == "The dish cannot be taken: price is missing."


def test_the_card_is_previewed_while_it_is_written_and_nothing_is_saved(
    at_work: Opening, ready: Callable[[], Restaurant]
) -> None:
    before = ready().catalog.revision()
    app = form(at_work, "new")

    app.text_input(key="dish_name").set_value("Beef rendang")
    app.number_input(key="dish_price").set_value(15.5).run()

    assert any("€15.50" in said(element) for element in app.markdown)
    assert ready().catalog.revision() == before


def test_allergens_are_proposed_and_declared_only_with_a_tick(
    at_work: Opening, ready: Callable[[], Restaurant]
) -> None:
    app = form(at_work, "new")
    app.text_input(key="dish_name").set_value("Glazed tofu")
    app.number_input(key="dish_price").set_value(9.0)
    app.text_input(key="dish_ingredients").set_value("soy sauce; honey").run()

    assert app.button_group(key="dish_allergens").value == []
    proposed = app.checkbox(key="dish_proposed_soybeans")
    assert proposed.label == "Soybeans: proposed from soy sauce"
    proposed.check().run()
    press(app, "Put on the menu")

    dish = ready().recommender.dish("glazed-tofu")
    assert dish.allergens == ("soybeans",)
    assert dish.declared_by == "Marta"


def test_the_ingredient_that_decides_about_a_diet_is_named(at_work: Opening) -> None:
    app = form(at_work, "new")

    app.text_input(key="dish_name").set_value("Glazed tofu")
    app.text_input(key="dish_ingredients").set_value("tofu; honey").run()

    assert "Vegan: no, because of honey." in told(app)


def test_a_form_changes_only_what_was_changed_in_it(
    at_work: Opening, ready: Callable[[], Restaurant]
) -> None:
    before = ready().recommender.dish(PAD_THAI)
    app = form(at_work, PAD_THAI)

    app.number_input(key="dish_price").set_value(11.5).run()
    press(app, "Save")

    assert ready().recommender.dish(PAD_THAI) == before.model_copy(update={"price": 11.5})


def test_what_a_colleague_changed_while_a_form_was_open_is_told(
    at_work: Opening, ready: Callable[[], Restaurant]
) -> None:
    app = form(at_work, PAD_THAI)
    ready().kitchen.edit(PAD_THAI, {"price": "12"}, based_on=ready().catalog.revision(), who="Inés")

    app.number_input(key="dish_price").set_value(11.5).run()
    press(app, "Save")

    assert "was changed by Inés meanwhile: Price is now 12.00" in said(app.error[0])
    assert price(ready()) == 12


def test_remarks_on_a_photo_warn_and_never_block(
    at_work: Opening, ready: Callable[[], Restaurant]
) -> None:
    app = form(at_work, PAD_THAI)
    before = ready().recommender.dish(PAD_THAI).photo

    app.file_uploader(key=f"dish_photo_{PAD_THAI}").upload(
        "dark.jpg", jpeg((5, 5, 5)), "image/jpeg"
    ).run()
    assert any("64 by 48 pixels" in said(warning) for warning in app.warning)
    press(app, "Save")

    assert ready().recommender.dish(PAD_THAI).photo != before
