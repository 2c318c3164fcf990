"""What a guest asks for is what a guest is shown."""

from collections.abc import Callable
from typing import Any

import pytest
from kit import BLUE, GREEN, RED, TasteEncoder, dish, jpeg, picture

from recommender.catalog import Change
from recommender.dish import ALLERGENS
from recommender.errors import NothingAsked, UnknownDish
from recommender.filters import Filters
from recommender.recommend import MAX_WORDS, Match, Query, Result
from recommender.restaurant import Restaurant

MENU: list[dict[str, Any]] = [
    {"name": "Tofu curry", "cuisine": "thai", "course": "main", "vegan": True, "price": 12,
     "allergens": "soybeans", "colour": RED},
    {"name": "Beef curry", "cuisine": "thai", "course": "main", "price": 14,
     "allergens": "none", "colour": BLUE},
    {"name": "Coconut curry", "cuisine": "thai", "course": "main", "vegan": True, "price": 11},
    {"name": "Lemon tart", "cuisine": "french", "course": "dessert", "vegetarian": True, "price": 6,
     "allergens": "eggs;gluten", "colour": GREEN},
    {"name": "Chocolate cake", "course": "dessert", "vegetarian": True, "price": 7,
     "allergens": "eggs;milk;gluten"},
    {"name": "Prawn soup", "course": "starter", "price": 9, "available": False,
     "allergens": "crustaceans"},
]  # fmt: skip


@pytest.fixture
def full(restaurant: Restaurant) -> Restaurant:
    for row in MENU:
        values = {name: value for name, value in row.items() if name != "colour"}
        photo = jpeg(row["colour"]) if "colour" in row else None
        restaurant.kitchen.add(values, photo=photo, photo_name="dish.jpg")
    return restaurant


def ask(restaurant: Restaurant, words: str = "", **asked: Any) -> Result:
    filters = Filters(**asked.pop("filters", {}))
    return restaurant.recommender.search(Query(words, filters=filters, **asked))


def ids(result: Result) -> list[str]:
    return [match.dish.id for match in result.matches]


def meant(result: Result) -> list[str]:
    return [match.dish.id for match in result.matches if match.score >= 0.5]


def said(match: Match) -> list[str]:
    return [str(reason) for reason in match.reasons]


def test_a_dish_s_own_name_finds_it_first(full: Restaurant) -> None:
    for row in MENU[:5]:
        result = ask(full, row["name"].upper())
        first = result.matches[0]
        assert (first.dish.name, first.score) == (row["name"], 1.0)
        assert said(first) == ["the name matches"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("coconut cury", "coconut-curry"),
        ("choclate cake", "chocolate-cake"),
        ("lemmon tart", "lemon-tart"),
        ("tart", "lemon-tart"),
    ],
)
def test_a_misspelt_or_shortened_name_is_found(full: Restaurant, typed: str, found: str) -> None:
    result = ask(full, typed)
    assert (result.matches[0].dish.id, result.no_match) == (found, False)


def test_words_find_what_is_like_them_in_the_order_of_likeness(full: Restaurant) -> None:
    # "Lemon and coconut" is half lemon, half coconut: "Lemon tart" is all lemon (0.71), "Coconut
    # curry" half coconut (0.5), the others nothing (0).
    result = ask(full, "lemon and coconut")
    assert ids(result)[:2] == ["lemon-tart", "coconut-curry"]
    assert meant(result) == ["lemon-tart", "coconut-curry"]
    assert said(result.matches[0]) == ["lemon in the name"]


def test_words_without_a_match_say_so_and_show_the_nearest(full: Restaurant) -> None:
    result = ask(full, "a new set of winter tyres")
    assert result.no_match
    assert sorted(ids(result)) == sorted(
        ["tofu-curry", "beef-curry", "coconut-curry", "lemon-tart", "chocolate-cake"]
    )
    assert all(match.reasons == () for match in result.matches)
    assert result.missing == ("set", "tyres")


def test_an_empty_menu_matches_nothing(restaurant: Restaurant) -> None:
    for asked in ({"words": "curry"}, {"photo": picture(RED)}):
        result = ask(restaurant, **asked)
        assert (result.matches, result.no_match) == ((), True)


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ({"vegan": True}, {"tofu-curry", "coconut-curry"}),
        ({"max_price": 11}, {"coconut-curry", "lemon-tart", "chocolate-cake"}),
        ({"course": ["dessert"]}, {"lemon-tart", "chocolate-cake"}),
        ({"without": ["soybeans"]}, {"beef-curry", "lemon-tart", "chocolate-cake"}),
        ({"without": ["soybeans"], "vegan": True}, set()),
        ({"cuisine": ["French"], "vegetarian": True}, {"lemon-tart"}),
    ],
)
def test_a_filter_is_never_broken_even_for_the_very_name(
    full: Restaurant, filters: dict[str, Any], shown: set[str]
) -> None:
    for asked in ({"words": "tofu curry"}, {"words": "curry"}, {"photo": picture(RED)}):
        assert set(ids(ask(full, **asked, filters=filters))) == shown
    like = ask(full, like="beef-curry", filters=filters)
    assert set(ids(like)) == shown - {"beef-curry"}


@pytest.mark.parametrize("allergen", ALLERGENS)
def test_undeclared_allergens_never_pass_an_allergen_filter(
    full: Restaurant, allergen: str
) -> None:
    assert "coconut-curry" not in ids(ask(full, "Coconut curry", filters={"without": [allergen]}))


def test_sold_out_dishes_are_hidden_from_guests_and_kept_for_staff(full: Restaurant) -> None:
    assert "prawn-soup" not in ids(ask(full, "Prawn soup"))
    assert ask(full, "Prawn soup").no_match
    staff = ask(full, "Prawn soup", filters={"available": False})
    assert staff.matches[0].dish.id == "prawn-soup"


def test_reasons_say_what_was_required_and_is_so(full: Restaurant) -> None:
    result = ask(full, "tofu curry", filters={"vegan": True, "vegetarian": True})
    assert said(result.matches[0]) == ["the name matches", "vegetarian", "vegan"]
    result = ask(full, "beef curry", filters={"without": ["nuts", "milk"]})
    assert said(result.matches[0])[-2:] == ["declared without milk", "declared without nuts"]


def test_a_dish_is_never_its_own_neighbour(full: Restaurant) -> None:
    for row in MENU:
        own = dish(row["name"]).id
        assert own not in ids(ask(full, like=own, filters={"available": False}))


def test_what_is_like_a_dish_comes_by_likeness(full: Restaurant) -> None:
    result = ask(full, like="tofu-curry")
    assert set(ids(result)[:2]) == {"beef-curry", "coconut-curry"}
    assert set(ids(result)[2:]) == {"lemon-tart", "chocolate-cake"}
    assert result.no_match is False
    coconut = next(m for m in result.matches if m.dish.id == "coconut-curry")
    # Words have 1/2 (one of two tastes each), which is the even point; it has no photo.
    assert coconut.score == 0.5
    assert said(coconut) == ["similar dish", "allergens not declared", "1.00 cheaper"]


def test_a_dish_much_like_another_says_that_it_is_similar(restaurant: Restaurant) -> None:
    for name in ("Lemon tart", "Lemon sorbet", "Beef stew"):
        restaurant.kitchen.add({"name": name, "price": 5})
    result = ask(restaurant, like="lemon-tart")
    assert [(m.dish.id, said(m)) for m in result.matches] == [
        ("lemon-sorbet", ["similar dish"]),
        ("beef-stew", []),
    ]


def test_a_dish_that_another_process_has_just_added_has_neighbours_at_once(
    restaurant: Restaurant,
) -> None:
    plates = [dish("Lemon tart"), dish("Lemon sorbet"), dish("Beef stew")]
    changes = [Change(plate.id, plate) for plate in plates]
    restaurant.catalog.write(changes, who="Ana", what="from another process")
    result = ask(restaurant, like="lemon-tart")
    assert [(m.dish.id, m.score > 0.5) for m in result.matches] == [
        ("lemon-sorbet", True),
        ("beef-stew", False),
    ]


def test_a_photo_of_a_dish_finds_that_dish(full: Restaurant) -> None:
    result = ask(full, photo=picture(GREEN))
    assert (meant(result), result.no_match) == (["lemon-tart"], False)
    assert said(result.matches[0]) == ["looks like your photo"]


def test_a_photo_like_nothing_on_the_menu_is_no_match(full: Restaurant) -> None:
    assert ask(full, photo=picture(GREEN), filters={"cuisine": ["thai"]}).no_match


def test_words_and_a_photo_together_ask_for_both(full: Restaurant) -> None:
    assert ids(ask(full, "curry", photo=picture(BLUE)))[0] == "beef-curry"
    assert ids(ask(full, "curry", photo=picture(RED)))[0] == "tofu-curry"
    result = ask(full, "curry", photo=picture(RED))
    assert meant(result) == ["tofu-curry"]
    assert "looks like your photo" in said(result.matches[0])


def test_like_this_one_but_cheaper_or_vegan(full: Restaurant) -> None:
    assert ids(ask(full, like="tofu-curry", filters={"max_price": 11}))[0] == "coconut-curry"
    vegan = ask(full, like="beef-curry", filters={"vegan": True})
    assert set(ids(vegan)) == {"coconut-curry", "tofu-curry"}


def test_a_changed_dish_is_shown_as_it_is_now(full: Restaurant) -> None:
    old = full.recommender.dish("tofu-curry")
    dearer = old.model_copy(update={"price": 19.0, "available": True})
    full.catalog.write([Change("tofu-curry", dearer)], who="Ana", what="dearer")
    assert ask(full, "tofu curry").matches[0].dish == dearer
    assert "tofu-curry" not in ids(ask(full, "tofu curry", filters={"max_price": 12}))


def test_a_dish_that_just_sold_out_is_gone_from_the_next_search(full: Restaurant) -> None:
    sold_out = full.recommender.dish("tofu-curry").model_copy(update={"available": False})
    full.catalog.write([Change("tofu-curry", sold_out)], who="Ana", what="sold out")
    assert "tofu-curry" not in ids(ask(full, "tofu curry"))
    assert "tofu-curry" not in [d.id for d in full.recommender.browse(Filters())]


def test_no_more_dishes_are_returned_than_were_asked_for(full: Restaurant) -> None:
    found = full.recommender.search(Query("curry"), top=2)
    assert len(found.matches) == 2
    assert ids(found) == ids(ask(full, "curry"))[:2]


def test_a_search_for_more_than_sixty_dishes_returns_them(restaurant: Restaurant) -> None:
    plates = [dish(f"Curry {n}", id=f"curry-{n}") for n in range(90)]
    changes = [Change(plate.id, plate) for plate in plates]
    restaurant.catalog.write(changes, who="Ana", what="curry week")
    found = restaurant.recommender.search(Query("a curry please"), top=80)
    assert len(set(ids(found))) == 80


@pytest.mark.parametrize("words", ["", "   ", "\n\t"])
def test_a_search_for_nothing_asks_for_words_or_a_photo(full: Restaurant, words: str) -> None:
    with pytest.raises(NothingAsked) as raised:
        ask(full, words)
    assert str(raised.value) == "Say what you are looking for, in words or with a photo."


def test_a_dish_that_is_not_on_the_menu_is_unknown(full: Restaurant) -> None:
    for look in (
        lambda: full.recommender.dish("paella"),
        lambda: ask(full, like="paella"),
    ):
        with pytest.raises(UnknownDish) as raised:
            look()
        assert str(raised.value) == (
            'No dish on the menu has the id "paella". Look it up on the menu.'
        )


@pytest.mark.parametrize(
    "words", ["🌮🌮🌮", "'; DROP TABLE dishes; --", "\x00\x01", "%s {0} {name}", "../" * 50, "₂°"]
)
def test_any_words_are_only_words(full: Restaurant, words: str) -> None:
    assert isinstance(ask(full, words), Result)
    assert len(full.catalog.menu().dishes) == len(MENU)


def test_a_whole_novel_is_read_up_to_its_first_five_hundred_letters(
    full: Restaurant, tastes: TasteEncoder
) -> None:
    ask(full, "lemon " * 10_000)
    assert len(tastes.asked[-1]) == MAX_WORDS


Browsing = Callable[..., list[str]]


@pytest.fixture
def browse(full: Restaurant) -> Browsing:
    return lambda seed=0, **filters: [
        d.id for d in full.recommender.browse(Filters(**filters), seed=seed)
    ]


def test_browsing_shows_every_available_dish_once_with_photos_first(browse: Browsing) -> None:
    for seed in range(5):
        shown = browse(seed)
        assert sorted(shown) == sorted(dish(row["name"]).id for row in MENU[:5])
        assert set(shown[:3]) == {"tofu-curry", "beef-curry", "lemon-tart"}


def test_browsing_varies_course_and_cuisine(browse: Browsing) -> None:
    for seed in range(5):
        assert browse(seed).index("lemon-tart") < 2  # the two curries do not stand together


def test_browsing_is_the_same_for_the_same_seed_and_differs_between_seeds(browse: Browsing) -> None:
    assert browse(7) == browse(7)
    assert len({tuple(browse(seed)) for seed in range(10)}) > 1


def test_browsing_obeys_the_filters(browse: Browsing) -> None:
    assert set(browse(vegan=True, max_price=11)) == {"coconut-curry"}
    assert browse(without=["soybeans"], vegan=True) == []


def test_browsing_by_price_and_without_what_a_guest_hides(full: Restaurant) -> None:
    browse = full.recommender.browse
    for sort, sign in (("price_up", 1), ("price_down", -1)):
        shown = [sign * one.price for one in browse(Filters(), sort=sort, hidden=("tofu-curry",))]
        assert shown == sorted(shown)
        assert len(shown) == len(browse(Filters())) - 1


def test_a_page_of_the_menu_is_a_part_of_it(full: Restaurant) -> None:
    menu = full.recommender.browse(Filters(), seed=3)
    assert list(menu[1:3]) == list(menu)[1:3]
    assert list(menu[90:]) == []


def test_browsing_needs_no_encoder(open_restaurant: Callable[..., Restaurant]) -> None:
    restaurant = open_restaurant(start=False)
    restaurant.kitchen.add({"name": "Espresso", "price": 2})
    assert list(restaurant.recommender.browse(Filters())) == [dish("Espresso", price=2)]


def test_a_query_is_told_as_plain_data() -> None:
    query = Query("curry", picture(), filters=Filters(vegan=True))
    assert query.described() == {
        "words": "curry",
        "photo": True,
        "like": None,
        "intent": "alike",
        "liked": (),
        "disliked": (),
        "sort": "fit",
        "filters": Filters(vegan=True).model_dump(),
    }


def test_two_dishes_of_one_name_both_come(restaurant: Restaurant) -> None:
    for price in (3, 5):
        restaurant.kitchen.add({"name": "Lemon tart", "price": price})
    result = ask(restaurant, "lemon tart")
    assert [m.score for m in result.matches] == [1.0, 1.0]
    assert set(ids(result)) == {"lemon-tart", "lemon-tart-2"}
    assert isinstance(result.matches[0], Match)
