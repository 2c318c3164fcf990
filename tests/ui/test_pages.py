"""Every page, as guests and staff meet it."""

from collections.abc import Callable

import pytest
from screen import Opening, press, said, shown

from recommender.restaurant import Restaurant


def test_the_first_view_is_a_varied_page_of_available_dishes(visit: Opening) -> None:
    app = visit()

    names = shown(app)

    assert len(names) == 12
    assert "Lubina a la plancha" not in names  # sold out
    assert app.title[0].value == "What are you hungry for?"


def test_words_find_dishes_and_say_why(visit: Opening) -> None:
    app = visit(q="green curry with tofu")

    assert shown(app)[0] == "Green curry with tofu"
    assert any("the name matches" in caption.value for caption in app.caption)


def test_filters_in_the_address_narrow_the_menu(visit: Opening) -> None:
    app = visit(vegan="true", course=["Desserts"])

    assert set(shown(app)) == {"Lemon sorbet"}


def test_undeclared_dishes_are_not_shown_to_who_leaves_an_allergen_out(visit: Opening) -> None:
    app = visit(without=["Peanuts"], q="chicken katsu curry")

    assert "Chicken katsu curry" not in shown(app)


def test_filters_that_leave_nothing_say_so_and_can_be_cleared(visit: Opening) -> None:
    app = visit(vegan="true", cuisine=["American"])

    assert said(app.info[0]) == "No dish on the menu fits all of these filters."
    app.button(key="clear_from_results").click().run()
    assert len(shown(app)) == 12


def test_words_that_nothing_matches_are_answered_honestly(visit: Opening) -> None:
    app = visit(q="tofu", cuisine=["American"])

    assert app.info[0].value.startswith("Nothing on the menu matches **tofu**")


def test_wrong_parameters_of_an_address_are_ignored(visit: Opening) -> None:
    app = visit(vegan="perhaps", price=["a", "b"], course=["Nonsense"], available="?")

    assert len(shown(app)) == 12


@pytest.mark.parametrize("words", ["**tofu** [x](y)", "<b>tofu</b>", ":red[tofu] $x$"])
def test_a_guests_words_are_never_markup(visit: Opening, words: str) -> None:
    app = visit(q=words, cuisine=["American"])

    assert words not in app.info[0].value
    assert words in said(app.info[0])


def test_a_dish_has_its_own_page_with_allergens_said_plainly(visit: Opening) -> None:
    app = visit("dish", id="margherita-pizza")

    assert app.title[0].value == "Margherita pizza"
    assert said(app.info[0]) == "Contains gluten, milk."


def test_undeclared_allergens_are_called_undeclared(visit: Opening) -> None:
    app = visit("dish", id="chicken-katsu-curry")

    assert app.warning[0].value.startswith("Allergens are not declared for this dish")


def test_a_dish_that_is_not_on_the_menu_is_one_clear_sentence(visit: Opening) -> None:
    app = visit("dish", id="../../etc/passwd")

    assert said(app.error[0]).startswith('No dish on the menu has the id "../../etc/passwd"')


def test_a_dish_is_never_among_those_like_it(visit: Opening) -> None:
    app = visit("similar", like="green-curry-with-tofu")

    assert app.title[0].value == "Like Green curry with tofu"
    assert "Green curry with tofu" not in shown(app)
    assert len(shown(app)) > 0


def test_the_photo_page_says_what_it_is_for_before_it_has_a_photo(visit: Opening) -> None:
    app = visit("similar")

    assert any("we show you what comes closest" in caption.value for caption in app.caption)


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
