"""Discover, as guests meet it."""

import pytest
from screen import Opening, labelled, linked, on_cards, said, shown, told

from recommender.dish import Dish
from recommender.ui import address
from recommender.ui.hours import COURSES, Daypart, daypart

Menu = dict[str, Dish]


def test_the_first_view_is_a_varied_page_of_available_dishes(visit: Opening) -> None:
    app = visit()

    names = shown(app)

    assert len(names) == 12
    assert "Lubina a la plancha" not in names  # sold out
    assert app.title[0].value == "What are you hungry for?"


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (4, Daypart.EVENING),
        (5, Daypart.MORNING),
        (11, Daypart.MORNING),
        (12, Daypart.MIDDAY),
        (16, Daypart.AFTERNOON),
        (19, Daypart.EVENING),
        (23, Daypart.EVENING),
    ],
)
def test_the_day_is_divided_as_meals_divide_it(hour: int, part: Daypart) -> None:
    assert daypart(hour) == part


@pytest.mark.parametrize("part", Daypart)
def test_the_first_dishes_are_those_of_the_hour(
    visit: Opening, menu: Menu, monkeypatch: pytest.MonkeyPatch, part: Daypart
) -> None:
    monkeypatch.setattr("recommender.ui.state.daypart", lambda _hour: part)

    leading = shown(visit())[: len(COURSES[part])]

    assert {menu[name].course for name in leading} == set(COURSES[part])


def test_the_first_view_stays_as_it_is_while_a_guest_looks_around(
    visit: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit()
    before = shown(app)

    monkeypatch.setattr("recommender.ui.state.daypart", lambda _hour: Daypart.MORNING)
    app.run()

    assert shown(app) == before


def test_words_find_dishes_and_say_why(visit: Opening) -> None:
    app = visit(q="green curry with tofu")

    assert shown(app)[0] == "Green curry with tofu"
    assert "the name matches" in on_cards(app)


def test_what_is_understood_is_shown_and_obeyed(visit: Opening) -> None:
    app = visit(q="vegan dessert")

    assert shown(app) == ["Lemon sorbet"]
    assert app.button(key="chip-0").label == "Vegan"
    assert app.button(key="chip-1").label == "Desserts"


def test_a_chip_that_is_taken_back_returns_its_words_to_the_search(visit: Opening) -> None:
    app = visit(q="vegan dessert")

    app.button(key="chip-0").click().run()

    assert app.query_params["plain"] == "vegan"
    assert app.button(key="chip-0").label == "Desserts"
    assert labelled(app, "plain-0") == "“vegan” as mere words"


def test_words_that_were_taken_back_can_be_understood_again(visit: Opening) -> None:
    app = visit(q="vegan dessert", plain="vegan")

    app.button(key="plain-0").click().run()

    assert "plain" not in app.query_params
    assert app.button(key="chip-0").label == "Vegan"


def test_new_words_are_understood_afresh(visit: Opening) -> None:
    app = visit(q="vegan dessert", plain="vegan")

    app.text_input(key="q").set_value("vegan curry").run()

    assert "plain" not in app.query_params
    assert app.button(key="chip-0").label == "Vegan"


def test_what_no_list_of_ingredients_can_promise_is_not_promised(visit: Opening) -> None:
    app = visit(q="something without garlic")

    assert "Dishes that list garlic are left out." in told(app)
    assert "not guaranteed" in told(app)


def test_an_allergen_that_is_left_out_comes_without_that_doubt(visit: Opening) -> None:
    app = visit(q="curry without milk")

    assert "not guaranteed" not in told(app)


def test_words_that_no_dish_has_are_named(visit: Opening) -> None:
    app = visit(q="tofu curry with haggis")

    assert said(app.info[0]) == "No dish here has “haggis”."


def test_filters_in_the_address_narrow_the_menu(visit: Opening) -> None:
    app = visit(diet="vegan", course=["dessert"])

    assert set(shown(app)) == {"Lemon sorbet"}


def test_an_address_means_the_same_in_every_language(visit: Opening) -> None:
    app = visit(diet="vegan", course=["dessert"], lang="es")

    assert set(shown(app)) == {"Lemon sorbet"}
    assert app.title[0].value == "¿Qué le apetece?"


def test_every_option_says_how_many_dishes_it_would_leave(visit: Opening, menu: Menu) -> None:
    app = visit(diet="vegan")

    options = app.button_group(key="course").options

    vegan = [dish for dish in menu.values() if dish.vegan and dish.available]
    desserts = sum(dish.course == "dessert" for dish in vegan)
    assert f"Desserts · {desserts}" in options


def test_what_is_understood_counts_in_the_options_too(visit: Opening) -> None:
    said_in_words, set_by_hand = visit(q="vegan"), visit(diet="vegan")

    by_words, by_hand = (
        app.button_group(key="course").options for app in (said_in_words, set_by_hand)
    )

    assert by_words == by_hand


def test_a_chosen_filter_goes_into_the_address_and_to_the_first_page(visit: Opening) -> None:
    app = visit(page="2")

    app.button_group(key="cuisine").set_value(["thai"]).run()

    assert app.query_params == {"cuisine": "thai"}
    assert "Tom yum soup" in shown(app)


def test_a_tap_that_comes_before_the_browser_has_the_new_address_keeps_the_first(
    visit: Opening,
) -> None:
    app = visit(q="curry")
    app.button_group(key="without").set_value(["nuts"]).run()

    for group, option in (("diet", "vegan"), ("course", "main")):
        app.query_params = {"q": "curry"}  # as a slow line has it still
        app.button_group(key=group).set_value([option]).run()

    asked = {"q": "curry", "without": "nuts", "diet": "vegan", "course": "main"}
    assert app.query_params == asked
    app.run()
    assert app.query_params == asked
    app.query_params = {"q": "soup"}  # a link leads elsewhere
    app.run()
    assert app.query_params == {"q": "soup"}


def test_an_address_from_before_counts_again_once_the_browser_has_had_the_new_one(
    visit: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit(q="curry")
    app.button_group(key="without").set_value(["nuts"]).run()
    monkeypatch.setattr(address, "HEARD_S", 0.0)

    app.query_params = {"q": "curry"}  # Back
    app.run()

    assert app.query_params == {"q": "curry"}


def test_what_a_guest_does_not_eat_goes_along_to_a_dish_and_to_dishes_like_it(
    visit: Opening,
) -> None:
    ticked, said = visit(without="milk", diet="vegetarian"), visit(q="dessert without nuts")

    for links in (linked(ticked, "dish-link"), linked(ticked, "similar-link")):
        assert all("diet=vegetarian&without=milk" in link for link in links)
    for links in (linked(said, "dish-link"), linked(said, "similar-link")):
        assert all("without=nuts&without=peanuts" in link for link in links)


def test_the_price_range_has_the_bounds_of_the_menu(visit: Opening, menu: Menu) -> None:
    app = visit()

    prices = [dish.price for dish in menu.values()]
    slider = app.slider(key="price")
    assert (slider.min, slider.max) == (2, 22)
    assert slider.min <= min(prices)
    assert max(prices) <= slider.max


def test_a_price_range_with_an_open_end_leaves_it_open(visit: Opening, menu: Menu) -> None:
    app = visit()

    app.slider(key="price").set_value((2, 5)).run()

    assert app.query_params == {"price": "-5"}
    cheap = {dish.name for dish in menu.values() if dish.price <= 5}
    assert set(shown(app)) <= cheap


def test_undeclared_dishes_are_not_shown_to_who_leaves_an_allergen_out(visit: Opening) -> None:
    app = visit(without=["peanuts"], q="chicken katsu curry")

    assert "Chicken katsu curry" not in shown(app)


def test_filters_that_leave_nothing_say_so_and_can_be_cleared(visit: Opening) -> None:
    app = visit(diet="vegan", cuisine=["american"])

    assert said(app.info[0]) == "No dish on the menu fits all of these filters."
    app.button(key="clear_from_results").click().run()
    assert len(shown(app)) == 12


def test_the_filter_that_helps_most_is_lifted_with_one_click(visit: Opening, menu: Menu) -> None:
    app = visit(diet="vegan", cuisine=["american"], price="-21")
    vegan = sum(dish.vegan and dish.available and dish.price <= 21 for dish in menu.values())

    assert app.button(key="relax").label == f"Of any cuisine: {vegan} dishes"
    app.button(key="relax").click().run()

    assert app.query_params == {"diet": "vegan", "price": "-21"}
    assert len(shown(app)) == min(12, vegan)


def test_a_filter_that_was_understood_is_lifted_with_one_click(visit: Opening) -> None:
    app = visit(q="vegan under 1 euro")

    app.button(key="relax").click().run()

    assert app.query_params["q"] == "vegan under 1 euro"
    assert app.query_params["plain"] == "under 1 euro"
    assert shown(app)


def test_neither_a_diet_nor_an_allergen_is_ever_offered_to_be_lifted(visit: Opening) -> None:
    app = visit(q="vegan steak without gluten", without=["gluten", "soybeans", "sesame"])

    offered = [button.label for button in app.button if button.key == "relax"]

    assert not offered


def test_words_that_nothing_matches_are_answered_honestly(visit: Opening) -> None:
    app = visit(q="tofu", cuisine="american")

    assert app.info[-1].value.startswith("Nothing on the menu matches **tofu**")
    assert len(shown(app)) == 3


def test_dishes_are_sorted_by_price_when_asked(visit: Opening, menu: Menu) -> None:
    app = visit()
    prices = {dish.name: dish.price for dish in menu.values()}

    app.selectbox(key="sort").set_value("price_up").run()

    assert app.query_params == {"sort": "price_up"}
    found = [prices[name] for name in shown(app)]
    assert found == sorted(found)


def test_twelve_dishes_make_a_page_and_the_next_has_others(visit: Opening) -> None:
    first, second = visit(), visit(page="2")

    assert len(shown(first)) == len(shown(second)) == 12
    assert not set(shown(first)) & set(shown(second))


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "999999999999999999999"])
def test_a_page_that_does_not_exist_is_the_first_or_the_last(visit: Opening, page: str) -> None:
    assert shown(visit(page=page))


def test_wrong_parameters_of_an_address_are_ignored(visit: Opening) -> None:
    app = visit(
        diet="perhaps", price="b-a", course=["Nonsense"], cuisine="?", without="love",
        sort="random", lang="xx", liked="no-such-dish", balance="much",
    )  # fmt: skip

    assert len(shown(app)) == 12


@pytest.mark.parametrize("words", ["**tofu** [x](y)", "<b>tofu</b>", ":red[tofu] $x$"])
def test_a_guests_words_are_never_markup(visit: Opening, words: str) -> None:
    app = visit(q=words, cuisine=["american"])

    assert words not in app.info[0].value
    assert words in said(app.info[0])


def test_examples_are_searches_that_find_something(visit: Opening) -> None:
    app = visit()

    targets = linked(app, "example")

    assert targets[0] == "./?q=something+smoky"
    assert len(targets) == 4


def test_the_language_goes_along_with_every_link(visit: Opening) -> None:
    app = visit(lang="es")

    for kind in ("home", "page", "example", "dish-link", "similar-link"):
        assert linked(app, kind)
        assert all("lang=es" in target for target in linked(app, kind)), kind


def test_the_other_language_is_one_click_away_and_asks_the_same(visit: Opening) -> None:
    app = visit(q="curry", diet="vegan", lang="es")

    assert linked(app, "language") == ["?q=curry&diet=vegan&lang=en"]


@pytest.mark.usefixtures("still_loading")
def test_menu_filters_and_chips_do_not_wait_for_the_encoder(visit: Opening) -> None:
    app = visit(q="vegan dessert")

    assert shown(app) == ["Lemon sorbet"]
    assert app.button(key="chip-0").label == "Vegan"


@pytest.mark.usefixtures("still_loading")
def test_words_that_need_the_encoder_wait_for_it_visibly(visit: Opening) -> None:
    app = visit(q="something smoky")

    (waiting,) = app.get("progress")
    assert waiting.proto.text.startswith("The search opens in a moment")
    assert not shown(app)
    assert app.button_group(key="course").options
