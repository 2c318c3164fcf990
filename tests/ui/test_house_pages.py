"""The owner's settings on their page, what guests see of them, first steps, and help."""

from collections.abc import Callable
from typing import Any

import pytest
from kit import encoded, picture
from screen import Opening, linked, press, said, told
from streamlit.testing.v1 import AppTest

from recommender.house import DAYS
from recommender.restaurant import Restaurant


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_what_the_owner_settles_is_what_guests_see(
    visit: Opening, at_work: Opening, ready: Callable[[], Restaurant]
) -> None:
    app = at_work("staff_settings")
    app.text_input(key="house_name").set_value("La Parra").run()
    assert "<span>La Parra</span>" in html(app)  # in the preview, before it is saved
    assert ready().kitchen.house().name == "Mesa Viva"
    app.button(key="house_save").click().run()

    assert said(app.toast[0]) == "La Parra is saved."
    assert "<span>La Parra</span>" in html(visit())
    furnished = ready().kitchen.furnished()
    assert furnished is not None
    assert furnished.who == "Marta"


def test_a_field_that_is_left_by_the_click_on_save_is_saved_too(
    at_work: Opening, ready: Callable[[], Restaurant]
) -> None:
    app = at_work("staff_settings")
    app.text_input(key="house_name").set_value("La Parra").run()

    app.text_input(key="house_welcome_en").set_value("Come in")  # comes with the click
    app.button(key="house_save").click().run()

    house = ready().kitchen.house()
    assert (house.name, house.welcome["en"]) == ("La Parra", "Come in")


def test_what_another_owner_saves_meanwhile_stays(
    at_work: Opening, ready: Callable[[], Restaurant]
) -> None:
    app = at_work("staff_settings")
    ready().kitchen.furnish({"name": "La Parra"}, who="Inés")

    app.selectbox(key="house_currency").set_value("USD").run()
    app.button(key="house_save").click().run()

    assert (ready().kitchen.house().name, ready().kitchen.house().currency) == ("La Parra", "USD")


def test_saving_again_takes_nothing_back_that_a_colleague_saved_in_between(
    at_work: Opening, ready: Callable[[], Restaurant]
) -> None:
    mine, colleagues = at_work("staff_settings"), at_work("staff_settings")
    colleagues.text_input(key="house_name").set_value("La Parra").run()
    colleagues.selectbox(key="house_time_zone").set_value("Asia/Tokyo").run()
    colleagues.text_input(key="house_hours_monday").set_value("18-23").run()
    colleagues.button(key="house_save").click().run()

    mine.selectbox(key="house_currency").set_value("USD").run()
    mine.button(key="house_save").click().run()
    assert mine.text_input(key="house_name").value == "La Parra"
    mine.text_input(key="house_welcome_en").set_value("Come in").run()
    mine.button(key="house_save").click().run()

    house = ready().kitchen.house()
    assert (house.name, house.currency, house.time_zone) == ("La Parra", "USD", "Asia/Tokyo")
    assert (str(*house.hours[0]), house.welcome["en"]) == ("18:00-23:00", "Come in")
    assert not mine.warning


def test_hours_that_cannot_be_read_are_told_and_not_saved(at_work: Opening) -> None:
    app = at_work("staff_settings")

    app.text_input(key="house_hours_monday").set_value("late").run()

    assert 'The hours "late" cannot be read.' in said(app.error[0])
    assert app.button(key="house_save").disabled


def test_one_day_can_be_taken_for_all(at_work: Opening, ready: Callable[[], Restaurant]) -> None:
    app = at_work("staff_settings")

    app.text_input(key="house_hours_monday").set_value("18-2").run()
    app.button(key="house_all_alike").click().run()
    app.button(key="house_save").click().run()

    assert {str(*day) for day in ready().kitchen.house().hours} == {"18:00-02:00"}


def test_a_colour_that_cannot_be_read_is_shown_in_another_shade_and_the_figure_said(
    at_work: Opening, ready: Callable[[], Restaurant]
) -> None:
    app = at_work("staff_settings")

    app.button_group[0].set_value("own").run()
    app.color_picker(key="house_accent").set_value("#ffd400").run()

    assert "has a contrast of 1.2 to 1, where 4.5 is due" in told(app)


def test_dishes_in_another_currency_are_told_and_priced_anew_in_one_step(
    at_work: Opening, ready: Callable[[], Restaurant]
) -> None:
    ready().kitchen.furnish({"currency": "USD"}, who="Inés")
    app = at_work("staff_settings")

    app.button(key="house_reprice").click().run()

    menu = ready().catalog.menu().dishes.values()
    assert {dish.currency for dish in menu} == {"USD"}
    ready().kitchen.undo()
    assert {d.currency for d in ready().catalog.menu().dishes.values()} == {"EUR"}


def test_a_logo_stands_in_the_head(visit: Opening, ready: Callable[[], Restaurant]) -> None:
    ready().kitchen.furnish({}, logo=encoded(picture(), "PNG"), logo_name="logo.png")

    assert 'src="data:image/webp;base64,' in html(visit())


@pytest.mark.parametrize(
    ("hours", "line"),
    [
        (dict.fromkeys(DAYS, "0:00-24:00"), '<p class="today">Open'),
        ({}, '<p class="today">Open kitchen'),  # the welcome alone
    ],
)
def test_guests_read_in_the_head_whether_the_house_is_open(
    visit: Opening, ready: Callable[[], Restaurant], hours: Any, line: str
) -> None:
    ready().kitchen.furnish({"hours": hours})

    assert line in html(visit())


def test_a_guest_whose_browser_asks_for_another_language_reads_the_houses(
    visit: Opening, ready: Callable[[], Restaurant]
) -> None:
    ready().kitchen.furnish({"language": "es"})

    assert visit().title[0].value == "¿Qué le apetece?"
    assert visit(lang="en").title[0].value == "What are you hungry for?"


def test_the_first_steps_lead_to_their_pages_and_can_be_dismissed(at_work: Opening) -> None:
    app = at_work("staff")

    assert linked(app, "step") == [
        *("staff_settings", "staff_import", "staff_attention", "staff_export"),
    ]
    press(app, "Do not show these again")
    assert linked(app, "step") == []


def test_a_step_that_is_done_says_so(at_work: Opening, ready: Callable[[], Restaurant]) -> None:
    ready().kitchen.furnish({"name": "La Parra"}, who="Inés")

    app = at_work("staff")

    assert linked(app, "done") == ["staff_settings"]
    assert "Done: Name the restaurant" in html(app)


def test_looking_at_the_demos_photos_is_no_step(
    at_work: Opening, ready: Callable[[], Restaurant]
) -> None:
    at_work("staff_attention")

    assert not ready().kitchen.first_steps().photos_checked


@pytest.mark.parametrize("language", ["en", "es"])
def test_help_has_half_a_screen_for_each_role(visit: Opening, language: str) -> None:
    app = visit("help", lang=language)

    assert len(app.header) == 3
    assert "help" in linked(app, "page")[-1]
