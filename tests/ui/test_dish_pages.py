"""The page of a dish, and the dishes like it or like a photo."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from screen import Opening, linked, on_cards, said, shown, told

from recommender.dish import Dish
from recommender.engine import Status
from recommender.ui import names

Menu = dict[str, Dish]


def test_a_dish_has_its_own_page_with_allergens_said_plainly(visit: Opening) -> None:
    app = visit("dish", id="margherita-pizza")

    assert app.title[0].value == "Margherita pizza"
    assert said(app.info[0]) == "Contains cereals containing gluten and milk."


def test_allergens_are_said_in_the_guests_language(visit: Opening) -> None:
    app = visit("dish", id="margherita-pizza", lang="es")

    assert said(app.info[0]) == "Contiene cereales que contengan gluten y leche."


def test_undeclared_allergens_are_called_undeclared(visit: Opening) -> None:
    app = visit("dish", id="chicken-katsu-curry")

    assert app.warning[0].value.startswith("Allergens are not declared for this dish")


def test_a_dish_that_is_not_on_the_menu_is_one_clear_sentence(visit: Opening) -> None:
    app = visit("dish", id="../../etc/passwd")

    assert said(app.error[0]).startswith('No dish on the menu has the id "../../etc/passwd"')
    assert linked(app, "back-link") == ["./"]


def test_a_dish_is_never_among_those_like_it(visit: Opening) -> None:
    app = visit("similar", like="green-curry-with-tofu")

    assert said(app.title[0]) == "Dishes like Green curry with tofu"
    assert "Green curry with tofu" not in shown(app)
    assert len(shown(app)) > 0


def test_the_intents_offered_are_those_that_make_sense(visit: Opening) -> None:
    app = visit("similar", like="green-curry-with-tofu")

    options = app.button_group(key="intent").options

    assert "But vegan" not in options  # it is
    assert options[0] == "Just alike"
    assert "Without soybeans" in options
    assert "Milder" in options


def test_an_intent_is_kept_in_the_address_and_obeyed(visit: Opening, menu: Menu) -> None:
    app = visit("similar", like="butter-chicken")

    app.button_group(key="intent").set_value("vegetarian").run()

    assert app.query_params == {"like": "butter-chicken", "intent": "vegetarian"}
    assert shown(app)
    assert all(menu[name].vegetarian for name in shown(app))


def test_what_a_dish_s_page_recommends_keeps_to_what_the_guest_does_not_eat(
    visit: Opening, menu: Menu
) -> None:
    app = visit("dish", id="butter-chicken", without="milk")

    assert shown(app)
    assert all(menu[name].allergens is not None for name in shown(app))
    assert all("milk" not in (menu[name].allergens or ()) for name in shown(app))
    assert any(said(line) == "Only dishes that suit you: without milk" for line in app.caption)
    app.button(key="lift_needs").click().run()
    assert app.query_params == {"id": "butter-chicken"}


def test_a_dish_without_one_of_its_allergens_is_declared_so(visit: Opening, menu: Menu) -> None:
    app = visit("similar", like="butter-chicken", intent="without-milk")

    assert shown(app)
    assert all(menu[name].declared for name in shown(app))
    assert all("milk" not in (menu[name].allergens or ()) for name in shown(app))
    assert "declared without milk" in on_cards(app)


def test_an_intent_that_makes_no_sense_is_ignored(visit: Opening) -> None:
    assert shown(visit("similar", like="butter-chicken", intent="without-love"))


def test_cards_say_in_what_similar_dishes_differ(visit: Opening) -> None:
    app = visit("similar", like="butter-chicken")

    assert "cheaper" in on_cards(app)


def test_the_photo_page_says_what_it_is_for_before_it_has_a_photo(visit: Opening) -> None:
    app = visit("similar")

    assert "we show you what comes closest" in told(app)
    assert not app.get("select_slider")


def test_a_dish_is_named_in_the_guests_language_where_the_menu_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A menu may name its dishes in two languages; what it lacks stays as it is."""
    monkeypatch.setattr("recommender.ui.names.language", lambda: "es")
    both = SimpleNamespace(name="Tom yum soup", name_es="Sopa tom yum", description="Hot broth.")

    assert names.dish(both) == "Sopa tom yum"
    assert names.description(both) == "Hot broth."


@pytest.mark.usefixtures("still_loading")
def test_the_facts_of_a_dish_do_not_wait_for_the_encoder(visit: Opening) -> None:
    app = visit("dish", id="margherita-pizza")

    assert said(app.info[0]).startswith("Contains")
    assert app.get("skeleton") or app.get("progress")


@pytest.mark.parametrize("ready_for", ["words", "photos"])
def test_a_dish_s_page_says_that_photos_do_not_count_while_they_are_looked_at(
    visit: Opening, standing: Callable[[Status], None], ready_for: str
) -> None:
    if ready_for == "words":
        standing(Status(words_ready=True, stage="Looking at photos"))

    app = visit("dish", id="margherita-pizza")

    waiting = "The photos of the dishes do not count in this search yet." in told(app)
    assert waiting == (ready_for == "words")
    assert shown(app)
