"""Words, photo, taste and filters together: the right dishes, in the right order, and why."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from kit import BLUE, GREEN, RED, TasteEncoder, dish, jpeg, picture

from recommender.catalog import Change
from recommender.filters import Filters
from recommender.lexicon import Lexicon
from recommender.recommend import CANDIDATES, Match, Query, Result
from recommender.restaurant import Restaurant

MENU: list[dict[str, Any]] = [
    {"name": "Tofu curry", "cuisine": "thai", "course": "main", "vegan": True, "price": 12,
     "spice": 2, "allergens": "soybeans", "ingredients": "tofu;coconut milk", "colour": RED},
    {"name": "Beef curry", "cuisine": "thai", "course": "main", "price": 14, "spice": 3,
     "allergens": "none", "ingredients": "beef;coconut milk", "colour": BLUE},
    {"name": "Prawn curry", "cuisine": "indian", "course": "main", "price": 16, "spice": 1,
     "allergens": "crustaceans", "ingredients": "prawns;tomato"},
    {"name": "Lemon tart", "cuisine": "french", "course": "dessert", "vegetarian": True,
     "price": 6, "allergens": "eggs;gluten", "colour": GREEN},
    {"name": "Lemon sorbet", "course": "dessert", "vegan": True, "gluten_free": True, "price": 4,
     "allergens": "none"},
    {"name": "Chocolate cake", "course": "dessert", "vegetarian": True, "price": 7,
     "description": "Dark and rich.", "allergens": "eggs;milk;gluten"},
    {"name": "Tomato soup", "cuisine": "spanish", "course": "starter", "price": 5,
     "description": "A bright red soup.", "colour": RED},
]  # fmt: skip


def put(restaurant: Restaurant, menu: list[dict[str, Any]]) -> Restaurant:
    for row in menu:
        values = {name: value for name, value in row.items() if name != "colour"}
        photo = jpeg(row["colour"]) if "colour" in row else None
        restaurant.kitchen.add(values, photo=photo, photo_name="dish.jpg")
    return restaurant


@pytest.fixture
def full(restaurant: Restaurant) -> Restaurant:
    return put(restaurant, MENU)


def ask(restaurant: Restaurant, words: str = "", **asked: Any) -> Result:
    filters = Filters(**asked.pop("filters", {}))
    return restaurant.recommender.search(Query(words, filters=filters, **asked))


def ids(result: Result) -> list[str]:
    return [match.dish.id for match in result.matches]


def meant(result: Result) -> list[str]:
    return [match.dish.id for match in result.matches if match.score >= 0.5]


def told(result: Result) -> dict[str, list[str]]:
    return {match.dish.id: [str(reason) for reason in match.reasons] for match in result.matches}


# What is understood of the words


def test_what_the_words_require_is_obeyed_and_only_the_rest_is_searched_for(
    full: Restaurant, tastes: TasteEncoder
) -> None:
    result = ask(full, "vegan curry under 13 without nuts")
    assert ids(result)[0] == "tofu-curry"
    assert set(ids(result)) == {"tofu-curry", "lemon-sorbet"}
    assert result.understood.words == "curry"
    assert tastes.asked[-1] == "curry"
    assert told(result)["tofu-curry"] == [
        "the name matches", "vegan", "declared without nuts", "declared without peanuts"
    ]  # fmt: skip


def test_words_and_panel_are_obeyed_together_the_tighter_one_each_time(full: Restaurant) -> None:
    asked = {"words": "dessert under 7", "filters": {"max_price": 6, "without": ["eggs"]}}
    assert ids(ask(full, **asked)) == ["lemon-sorbet"]
    assert ids(ask(full, "dessert under 5", filters={"max_price": 20})) == ["lemon-sorbet"]
    assert ask(full, "vegan", filters={"cuisine": ["french"]}).matches == ()


def test_an_undeclared_dish_never_passes_what_the_words_leave_out(full: Restaurant) -> None:
    for words in ("tomato soup without nuts", "sopa de tomate sin frutos secos", "no milk"):
        assert "tomato-soup" not in ids(ask(full, words)), words


def test_a_chip_taken_back_is_searched_for_as_words(full: Restaurant, tastes: TasteEncoder) -> None:
    assert "beef-curry" not in ids(ask(full, "Vegan curry"))
    back = ask(full, "Vegan curry", restored=("Vegan",))
    assert back.understood.chips == ()
    assert back.understood.words == "Vegan curry"
    assert {"beef-curry", "prawn-curry"} <= set(ids(back))
    assert tastes.asked[-1] == "vegan curry"


def test_a_chip_taken_back_leaves_the_others(full: Restaurant) -> None:
    words = "vegan dessert under 13"
    result = ask(full, words, restored=("dessert",))
    assert [chip.text for chip in result.understood.chips] == ["vegan", "under 13"]
    assert set(ids(result)) == {"tofu-curry", "lemon-sorbet"}


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("vegan dessert", {"lemon-sorbet"}),
        ("postre", {"lemon-sorbet", "lemon-tart", "chocolate-cake"}),
        ("something thai", {"tofu-curry", "beef-curry"}),
        ("up to 6", {"lemon-sorbet", "tomato-soup", "lemon-tart"}),
        ("vegetarian, please", {"tofu-curry", "lemon-tart", "lemon-sorbet", "chocolate-cake"}),
    ],
)
def test_where_only_filters_are_asked_all_that_pass_are_shown_and_nothing_else(
    full: Restaurant, tastes: TasteEncoder, words: str, shown: set[str]
) -> None:
    result = ask(full, words)
    assert (set(ids(result)), result.no_match) == (shown, False)
    assert {match.score for match in result.matches} == {1.0}
    assert tastes.asked == []  # nothing is left to compare


def test_of_a_long_menu_too_all_that_pass_are_shown(restaurant: Restaurant) -> None:
    plates = [dish(f"Plate {n}", course="dessert", vegan=True) for n in range(CANDIDATES + 30)]
    changes = [Change(plate.id, plate) for plate in plates]
    restaurant.catalog.write(changes, who="Ana", what="dessert week")
    assert len(ids(ask(restaurant, "vegan dessert"))) == CANDIDATES + 30
    assert len(ids(ask(restaurant, "vegan dessert", liked=("plate-1",)))) == CANDIDATES + 30
    few = restaurant.recommender.search(Query("vegan dessert"), top=5)
    assert len(few.matches) == 5


def test_filters_that_nothing_passes_are_no_match(full: Restaurant) -> None:
    for words in ("vegan starter", "vegan starter with tomato"):
        result = ask(full, words)
        assert (result.matches, result.no_match) == ((), True)


@pytest.mark.parametrize("words", ["available now", "curry that is available", "not sold out"])
def test_what_is_available_can_be_asked_for(full: Restaurant, words: str) -> None:
    sold_out = full.recommender.dish("tofu-curry").model_copy(update={"available": False})
    full.catalog.write([Change("tofu-curry", sold_out)], who="Ana", what="sold out")
    for filters in ({}, {"available": False}):
        shown = ids(ask(full, words, filters=filters))
        assert "tofu-curry" not in shown
        assert "beef-curry" in shown


def test_the_name_of_a_dish_is_no_filter_even_if_it_is_misspelt(restaurant: Restaurant) -> None:
    put(restaurant, [{"name": "Greek salad", "price": 5, "cuisine": "house"}, *MENU[:1]])
    for words in ("greek salad", "greek sallad"):
        result = ask(restaurant, words)
        assert (ids(result)[0], result.understood.chips) == ("greek-salad", ())


def test_words_are_understood_by_the_menu_as_it_is_now(full: Restaurant) -> None:
    assert ask(full, "polynesian").understood.chips == ()
    full.kitchen.add({"name": "Poisson cru", "price": 9, "cuisine": "polynesian"})
    assert ids(ask(full, "polynesian")) == ["poisson-cru"]


# What no dish has, and what is wished softly


def test_words_that_no_dish_answers_are_told_and_the_rest_is_found(full: Restaurant) -> None:
    result = ask(full, "curry with papaya")
    assert result.missing == ("papaya",)
    assert ids(result)[0].endswith("curry")
    assert not any("papaya" in reason for why in told(result).values() for reason in why)


def test_what_is_not_on_the_menu_is_no_match_and_gives_no_reasons(full: Restaurant) -> None:
    result = ask(full, "papaya")
    assert (result.no_match, result.missing) == (True, ("papaya",))
    assert all(match.reasons == () for match in result.matches)


def test_what_a_guest_would_rather_not_have_comes_last_but_is_not_hidden(
    full: Restaurant,
) -> None:
    plain = ids(ask(full, "curry"))
    assert set(plain[:3]) == {"tofu-curry", "beef-curry", "prawn-curry"}
    result = ask(full, "curry, not too much coconut")
    assert result.understood.unwanted == ("coconut",)
    curries = [name for name in ids(result) if name.endswith("curry")]
    assert curries[0] == "prawn-curry"
    assert set(curries) == {"tofu-curry", "beef-curry", "prawn-curry"}


def test_cheap_is_a_preference_and_no_filter(full: Restaurant) -> None:
    curries = [name for name in ids(ask(full, "cheap curry")) if name.endswith("curry")]
    assert curries == ["tofu-curry", "beef-curry", "prawn-curry"]
    assert ids(ask(full, "cheap dessert")) == ["lemon-sorbet", "lemon-tart", "chocolate-cake"]


def test_hot_asks_for_hot_dishes_the_hottest_first(full: Restaurant) -> None:
    assert ids(ask(full, "spicy curry")) == ["beef-curry", "tofu-curry", "prawn-curry"]
    assert ids(ask(full, "something spicy")) == ["beef-curry", "tofu-curry", "prawn-curry"]


# The order of the cards


def test_by_price_only_what_was_asked_for_is_sorted(full: Restaurant) -> None:
    cheapest = ask(full, "curry", sort="price_up")
    assert ids(cheapest) == ["tofu-curry", "beef-curry", "prawn-curry"]
    dearest = ask(full, "curry", sort="price_down")
    assert ids(dearest) == ["prawn-curry", "beef-curry", "tofu-curry"]
    assert told(dearest) == told(cheapest)


def test_by_price_what_passes_filters_or_is_like_a_dish_is_sorted_whole(full: Restaurant) -> None:
    assert ids(ask(full, "dessert", sort="price_down")) == [
        "chocolate-cake", "lemon-tart", "lemon-sorbet"
    ]  # fmt: skip
    like = ask(full, like="tofu-curry", sort="price_up")
    prices = [match.dish.price for match in like.matches]
    assert (len(prices), prices) == (6, sorted(prices))


def test_by_price_the_closest_are_sorted_where_nothing_matches(full: Restaurant) -> None:
    result = ask(full, "papaya", sort="price_up")
    prices = [match.dish.price for match in result.matches]
    assert (result.no_match, prices) == (True, sorted(prices))


def test_the_cheapest_of_the_best_is_not_cut_off(full: Restaurant) -> None:
    found = full.recommender.search(Query("curry", sort="price_up"), top=1)
    assert ids(found) == ["tofu-curry"]


def test_near_identical_dishes_do_not_stand_together(restaurant: Restaurant) -> None:
    # Both lemon tarts are one dish to the encoder, photo and all; the cake has lemon as well.
    put(restaurant, [
        {"name": "Lemon tart", "price": 5, "colour": GREEN},
        {"name": "Lemon tart large", "price": 9, "colour": GREEN},
        {"name": "Lemon chocolate cake", "price": 6, "colour": RED},
    ])  # fmt: skip
    order = ids(ask(restaurant, "something with lemon"))
    assert order[1] == "lemon-chocolate-cake"
    assert set(order) == {"lemon-tart", "lemon-tart-large", "lemon-chocolate-cake"}


def test_the_exact_name_comes_first_among_near_identical_dishes(restaurant: Restaurant) -> None:
    names = ["Lemon tart large", "Lemon tart small", "Lemon tart", "Lemon cake"]
    put(restaurant, [{"name": name, "price": 5} for name in names])
    for name in names:
        assert ids(ask(restaurant, name.lower()))[0] == dish(name).id


# Like a dish, but


@pytest.mark.parametrize(
    ("intent", "shown"),
    [
        ("vegetarian", {"tofu-curry", "lemon-tart", "lemon-sorbet", "chocolate-cake"}),
        ("vegan", {"tofu-curry", "lemon-sorbet"}),
        ("gluten_free", {"lemon-sorbet"}),
        ("cheaper", {"tofu-curry", "lemon-tart", "lemon-sorbet", "chocolate-cake", "tomato-soup"}),
        (
            "milder",
            {"tofu-curry", "prawn-curry", "lemon-tart", "lemon-sorbet", "chocolate-cake",
             "tomato-soup"},
        ),
    ],
)  # fmt: skip
def test_like_a_dish_with_an_intent_shows_only_what_keeps_it(
    full: Restaurant, intent: Any, shown: set[str]
) -> None:
    result = ask(full, like="beef-curry", intent=intent)
    assert (set(ids(result)), result.no_match) == (shown, False)
    if "tofu-curry" in shown:  # half of it is curry, as half of beef curry is
        assert ids(result)[0] in {"tofu-curry", "prawn-curry"}


def test_a_card_says_in_what_a_similar_dish_is_different(full: Restaurant) -> None:
    why = told(ask(full, like="beef-curry"))
    assert why["tofu-curry"][-5:] == [
        "contains soybeans", "2.00 cheaper", "milder", "vegetarian", "vegan"
    ]  # fmt: skip
    assert why["prawn-curry"][-3:] == ["contains crustaceans", "2.00 dearer", "milder"]
    assert why["tomato-soup"][-3:] == ["allergens not declared", "9.00 cheaper", "milder"]
    vegan = told(ask(full, like="beef-curry", intent="vegan"))["tofu-curry"]
    assert vegan.count("vegan") == 1


def test_without_an_allergen_and_alike(full: Restaurant) -> None:
    result = ask(full, like="lemon-tart", filters={"without": ["eggs"]})
    assert ids(result)[0] == "lemon-sorbet"
    assert not {"chocolate-cake", "tomato-soup"} & set(ids(result))


def test_the_same_look_goes_by_the_photo_alone(full: Restaurant) -> None:
    # Tomato soup is as red as tofu curry, and nothing else about it is alike.
    result = ask(full, like="tofu-curry", intent="look")
    assert ids(result)[0] == "tomato-soup"
    assert "looks alike" in told(result)["tomato-soup"]
    assert not any("looks alike" in why for name, why in told(result).items() if name != "tomato-soup")  # fmt: skip


def test_what_is_in_a_dish_is_said_only_where_there_is_something_to_name(
    full: Restaurant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def craved(lexicon: Lexicon, reading: object) -> Any:
        return np.ones(len(lexicon._dishes), np.float32)

    monkeypatch.setattr(Lexicon, "craved", craved)
    monkeypatch.setattr(Lexicon, "foods_of", lambda *_: [])

    assert not any(line.endswith(" in it") for why in told(ask(full, "curry")).values() for line in why)  # fmt: skip


def test_nothing_is_said_to_look_alike_before_the_dish_s_photo_was_looked_at(
    restaurant: Restaurant,
) -> None:
    for name in ("Tofu curry", "Tofu stew"):  # without photos, as while those are looked at
        restaurant.kitchen.add({"name": name, "price": 9})
    why = told(ask(restaurant, like="tofu-curry", intent="look"))["tofu-stew"]
    assert "similar dish" in why
    assert "looks alike" not in why


def test_a_dish_without_a_photo_is_found_among_many_that_have_one(restaurant: Restaurant) -> None:
    count = CANDIDATES + 20
    put(restaurant, [{"name": "Lemon tart", "price": 5, "colour": RED}])
    photo = restaurant.recommender.dish("lemon-tart").photo
    plates = [dish(f"Beef plate {n}", photo=photo) for n in range(count)]
    changes = [Change(plate.id, plate) for plate in (*plates, dish("Lemon sorbet"))]
    restaurant.catalog.write(changes, who="Ana", what="many")
    assert ids(ask(restaurant, like="lemon-tart"))[0] == "lemon-sorbet"
    assert ids(ask(restaurant, liked=("lemon-tart",)))[0] == "lemon-sorbet"


# Taste


def test_what_is_near_any_liked_dish_is_recommended_and_says_which(full: Restaurant) -> None:
    result = ask(full, liked=("lemon-tart", "beef-curry"))
    assert not {"lemon-tart", "beef-curry"} & set(ids(result))
    assert set(ids(result)[:3]) == {"lemon-sorbet", "tofu-curry", "prawn-curry"}
    assert told(result)["lemon-sorbet"] == ["like Lemon tart, which you liked"]
    assert result.no_match is False


def test_what_is_near_a_disliked_dish_comes_last_and_the_disliked_one_never(
    full: Restaurant,
) -> None:
    result = ask(full, liked=("beef-curry",), disliked=("lemon-tart",))
    assert "lemon-tart" not in ids(result)
    assert ids(result)[-1] == "lemon-sorbet"
    assert set(ids(result)[:2]) == {"tofu-curry", "prawn-curry"}


def test_a_disliked_dish_is_hidden_from_every_search(full: Restaurant) -> None:
    hidden = ("tofu-curry",)
    for asked in (
        {"words": "tofu curry"}, {"words": "vegan"}, {"photo": picture(RED)},
        {"like": "beef-curry"}, {"liked": ("beef-curry",)}, {"words": "papaya"},
    ):  # fmt: skip
        assert "tofu-curry" not in ids(ask(full, **asked, disliked=hidden)), asked


def test_a_guest_who_hid_many_dishes_still_finds_others(restaurant: Restaurant) -> None:
    plates = [dish(f"Lemon tart {n}") for n in range(CANDIDATES + 30)]
    changes = [Change(plate.id, plate) for plate in (*plates, dish("Beef stew"))]
    restaurant.catalog.write(changes, who="Ana", what="many")
    hidden = tuple(plate.id for plate in plates)
    for asked in ({"words": "something good"}, {"like": "lemon-tart-1"}, {"liked": hidden[:2]}):
        assert ids(ask(restaurant, **asked, disliked=hidden)) == ["beef-stew"], asked


def test_a_liked_dish_is_found_by_its_name_and_is_not_like_itself(full: Restaurant) -> None:
    result = ask(full, "lemon tart", liked=("lemon-tart",))
    assert ids(result)[:2] == ["lemon-tart", "lemon-sorbet"]
    assert told(result)["lemon-tart"] == ["the name matches"]
    assert "like Lemon tart, which you liked" in told(result)["lemon-sorbet"]


def test_taste_leans_the_order_but_does_not_answer_for_the_words(full: Restaurant) -> None:
    curries = ids(ask(full, "curry", liked=("tomato-soup",)))[:3]
    assert set(curries) == {"tofu-curry", "beef-curry", "prawn-curry"}
    assert ask(full, "papaya", liked=("lemon-tart",)).no_match


def test_dishes_that_are_gone_are_neither_liked_nor_disliked(full: Restaurant) -> None:
    result = ask(full, liked=("paella", "lemon-tart"), disliked=("gazpacho",))
    assert ids(result)[0] == "lemon-sorbet"
    assert told(result)["lemon-sorbet"] == ["like Lemon tart, which you liked"]


def test_a_taste_never_moves_a_filter(full: Restaurant) -> None:
    result = ask(full, liked=("beef-curry",), filters={"vegan": True})
    assert set(ids(result)) == {"tofu-curry", "lemon-sorbet"}


# Words and a photo


def test_the_slider_says_how_much_the_photo_counts_beside_the_words(full: Restaurant) -> None:
    def first(balance: float) -> str:
        return ids(ask(full, "beef curry", photo=picture(RED), balance=balance))[0]

    assert first(0.0) == "beef-curry"  # which is blue
    assert first(0.5) == "tofu-curry"  # red, and a curry
    assert first(1.0) in {"tofu-curry", "tomato-soup"}  # both are red


def test_at_its_ends_the_slider_leaves_words_or_photo_alone(full: Restaurant) -> None:
    def order(**asked: Any) -> list[tuple[str, float]]:
        return [(match.dish.id, match.score) for match in ask(full, **asked).matches]

    both = {"words": "curry", "photo": picture(RED)}
    assert order(**both, balance=0.0) == order(words="curry")
    assert order(**both, balance=1.0) == order(photo=picture(RED))


def test_words_and_photo_together_are_satisfied_by_what_satisfies_both(full: Restaurant) -> None:
    result = ask(full, "curry", photo=picture(RED))
    assert meant(result) == ["tofu-curry"]
    why = told(result)["tofu-curry"]
    assert why == ["the name matches", "looks like your photo"]


# Reasons


def test_a_card_names_the_words_that_stand_on_the_dish_and_where(full: Restaurant) -> None:
    why = told(ask(full, "coconut milk and tofu"))
    assert why["tofu-curry"] == ["tofu in the name", "coconut milk among the ingredients"]
    assert why["beef-curry"] == ["coconut milk among the ingredients"]
    assert told(ask(full, "gambas"))["prawn-curry"] == ["gambas in the name"]
    assert told(ask(full, "something rich"))["chocolate-cake"][0] == "rich in the description"


def test_a_colour_is_told_of_photos_that_show_it(full: Restaurant) -> None:
    why = told(ask(full, "something red"))
    assert "red in the photo" in why["tofu-curry"]
    assert "red in the photo" in why["tomato-soup"]
    assert not any("in the photo" in reason for reason in why.get("beef-curry", []))


def test_a_mood_is_told_by_foods_that_the_dish_has(restaurant: Restaurant) -> None:
    put(restaurant, [
        {"name": "Gin tonic", "price": 8, "ingredients": "gin;tonic water;cucumber"},
        {"name": "Bread", "price": 2},
    ])  # fmt: skip
    why = told(ask(restaurant, "something refreshing"))
    (reason,) = why["gin-tonic"]
    assert reason == "cucumber, tonic water, cocktail in it"  # not the highball of the list
    assert not any("in it" in reason for reason in why.get("bread", []))


WORDS = (
    "curry", "coconut tofu", "lemon", "oysters and lemon", "turkey curry", "red soup",
    "something rich with chocolate", "butter chicken", "cream cheese", "gambas", "papaya",
)  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
def test_no_card_names_a_word_that_does_not_stand_there(full: Restaurant, words: str) -> None:
    from recommender.glossary import concepts, terms_of

    texts: dict[str, Callable[[Match], list[str]]] = {
        "name_words": lambda match: [match.dish.name],
        "ingredients": lambda match: list(match.dish.ingredients),
        "description": lambda match: [match.dish.description],
    }
    for match in ask(full, words).matches:
        for reason in match.reasons:
            if reason.kind not in texts:
                continue
            standing = frozenset().union(*map(terms_of, texts[reason.kind](match)))
            for word in reason.facts["words"].split(", "):
                meanings = {found.concept for found in concepts(word)} or {word}
                assert meanings & standing, f"{match.dish.name}: {reason}"


def test_a_filter_is_told_as_a_reason_only_where_it_was_required(full: Restaurant) -> None:
    assert told(ask(full, "tofu curry"))["tofu-curry"] == ["the name matches"]
    assert told(ask(full, "vegan tofu curry"))["tofu-curry"] == ["the name matches", "vegan"]
