"""What is shown to a guest as understood, and what stays to be searched."""

import time

import pytest

from recommender.query import Chip, KnownNames, Understanding, listed_as, understand

MENU = KnownNames(
    ["Greek Salad", "Köttbullar (Swedish Meatballs)", "Chili sin carne", "Brownie sin gluten"]
)


def shown(understood: Understanding) -> list[tuple[str, str]]:
    return [(chip.text, chip.kind) for chip in understood.chips]


def test_a_wish_becomes_chips_in_the_guests_own_words() -> None:
    understood = understand("Vegan curry under 12 euros without Nuts")
    assert shown(understood) == [
        ("Vegan", "diet"),
        ("under 12 euros", "max_price"),
        ("without Nuts", "allergen"),
    ]
    assert understood.words == "curry"
    assert understood.filters == {
        "vegan": True,
        "max_price": 12.0,
        "without": ["nuts", "peanuts"],
    }


def test_every_refused_thing_is_a_chip_of_its_own() -> None:
    understood = understand("pancakes but not with nuts or alcohol")
    assert [(chip.text, chip.kind, chip.guaranteed) for chip in understood.chips] == [
        ("but not with nuts", "allergen", True),
        ("or alcohol", "ingredient", False),
    ]
    assert understood.words == "pancakes"


def test_an_ingredient_that_is_no_allergen_promises_nothing_about_the_rest() -> None:
    (chip,) = understand("pasta without guanciale").chips
    assert chip == Chip(
        "without guanciale",
        "ingredient",
        {"without_ingredients": ["guanciale"]},
        guaranteed=False,
    )


@pytest.mark.parametrize(
    ("text", "ingredient"),
    [
        ("sin cilantro", "coriander"),
        ("no aubergines", "aubergine"),
        ("without eggplant", "aubergine"),
        ("sin champiñones", "mushroom"),
        ("without strawberries", "strawberry"),
        ("without guanciales", "guanciale"),
        ("sin chayotes", "chayote"),
        ("sin alcohol", "alcohol"),
    ],
)
def test_an_ingredient_is_named_as_a_menu_lists_it(text: str, ingredient: str) -> None:
    assert understand(text).filters == {"without_ingredients": [ingredient]}


@pytest.mark.parametrize(
    ("text", "words", "unwanted"),
    [
        ("chicken but not fried", "chicken", ("fried",)),
        ("nothing heavy", "", ("heavy",)),
        ("cake, not too sweet", "cake", ("sweet",)),
        ("pescado sin freír", "pescado", ("fried",)),
        ("sin mucho ajo", "", ("ajo",)),
        ("noodles, not indian", "noodles", ("indian",)),
        ("anything but chinese food", "food", ("chinese",)),
    ],
)
def test_a_taste_refused_is_pushed_down_and_hides_nothing(
    text: str, words: str, unwanted: tuple[str, ...]
) -> None:
    understood = understand(text)
    assert (understood.words, understood.unwanted, understood.filters) == (words, unwanted, {})


@pytest.mark.parametrize(
    "text", ["cheap pizza", "pizza barata", "algo económico", "nothing expensive"]
)
def test_cheap_is_a_wish_and_no_price(text: str) -> None:
    understood = understand(text)
    assert (understood.cheap, understood.filters) == (True, {})


def test_a_cocktail_is_a_drink_and_stays_a_cocktail() -> None:
    understood = understand("a green cocktail under 9")
    assert understood.words == "a green cocktail"
    assert [chip.kept for chip in understood.chips] == [True, False]
    assert understood.filters == {"course": ["drink"], "max_price": 9.0}


def test_halal_hides_pork_and_alcohol_and_guarantees_nothing() -> None:
    (chip,) = understand("halal").chips
    assert (chip.kind, chip.guaranteed) == ("religious", False)
    assert chip.filters == {"without_ingredients": ["pork", "alcohol"]}


def test_what_is_said_twice_is_united_and_the_tighter_price_holds() -> None:
    understood = understand("under 15, no milk, no eggs, thai or indian, at most 12 euros, no milk")
    assert understood.filters == {
        "max_price": 12.0,
        "without": ["milk", "eggs"],
        "cuisine": ["thai", "indian"],
    }


def test_available_now_is_understood() -> None:
    assert understand("soup available now").filters == {"available": True}
    assert understand("sopa disponible hoy").filters == {"available": True}


@pytest.mark.parametrize(
    "text",
    ["greek salad", "a Greek Salad please", "greek sallad", "swedish meatballs", "chili sin carne"],
)
def test_a_dish_asked_for_by_its_name_sets_no_filter(text: str) -> None:
    assert understand(text, names=MENU).filters == {}


def test_words_beside_a_dishs_name_are_still_read() -> None:
    understood = understand("vegan greek salad under 9", names=MENU)
    assert understood.filters == {"vegan": True, "max_price": 9.0}
    assert understood.words == "greek salad"


def test_a_name_never_hides_what_could_make_a_guest_ill() -> None:
    assert understand("brownie sin gluten", names=MENU).filters == {"gluten_free": True}


def test_names_may_be_given_as_they_are() -> None:
    assert understand("danish pancakes", names=frozenset({"danish pancakes"})).filters == {}


def test_the_menus_own_cuisines_are_known() -> None:
    assert understand("basque stew").filters == {}
    assert understand("basque stew", cuisines=["Basque"]).filters == {"cuisine": ["basque"]}
    assert understand("cocina vasca", cuisines=["basque"]).filters == {"cuisine": ["basque"]}
    assert understand("nikkei food", cuisines=["nikkei"]).filters == {"cuisine": ["nikkei"]}
    assert understand("any other soup", cuisines=["other"]).filters == {}


def test_asian_means_the_asian_cuisines_that_the_menu_has() -> None:
    found = understand("asian noodles", cuisines=["thai", "italian", "japanese"]).filters
    assert found == {"cuisine": ["japanese", "thai"]}


def test_a_chip_taken_away_gives_its_words_back() -> None:
    understood = understand("Vegan curry under 12", restored={"vegan"})
    assert shown(understood) == [("under 12", "max_price")]
    assert understood.words == "Vegan curry"


def test_what_remains_never_says_what_the_guest_did_not() -> None:
    understood = understand("without vegan eggs")
    assert understood.filters == {"vegan": True}
    assert understood.words == "without; eggs"


def test_a_pasted_book_is_read_at_its_beginning_and_kept_whole() -> None:
    book = "no nuts. " + "lorem ipsum " * 10_000 + "vegan"
    began = time.perf_counter()
    understood = understand(book)
    assert time.perf_counter() - began < 2
    assert understood.filters == {"without": ["nuts", "peanuts"]}
    assert understood.words.endswith("ipsum vegan")


@pytest.mark.parametrize(
    "text", ["", " ", "\x00\x1b[0m", "(((", "[a-z]+(?P<x>", "\\", "€€€", "12", "💥"]
)
def test_stray_characters_ask_for_nothing(text: str) -> None:
    assert understand(text).chips == ()


def test_control_characters_do_not_hide_a_refusal() -> None:
    assert understand("no\x00 nuts").filters == {"without": ["nuts", "peanuts"]}


def test_who_refuses_a_kind_refuses_all_that_a_menu_lists_of_it() -> None:
    assert {"rum", "wine", "beer"} <= set(listed_as("alcohol"))
    assert {"bacon", "ham"} <= set(listed_as("pork"))
    assert listed_as("onion") == ("onion",)
