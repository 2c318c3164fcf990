"""A menu's words are understood by what they mean, wherever they stand on the dish."""

import math
from typing import Any

import pytest
from kit import dish

from recommender.glossary import kinds
from recommender.lexicon import CRAVING_STEP, KIN, Lexicon, Reading, cravings
from recommender.postings import PLACES, Postings

MENU = (
    dish("Green curry", cuisine="thai", course="main", description="Creamy, with coconut milk.",
         ingredients="aubergine;basil;coconut milk"),
    dish("Paella de marisco", cuisine="spanish", course="main", ingredients="rice;prawns;mussels"),
    dish("Lemon tart", course="dessert", description="A sour tart with a crisp base.",
         ingredients="lemon;butter;eggs;flour"),
    dish("Roast turkey", course="main", ingredients="turkey;butter;chicken stock"),
    dish("Mushroom soup", course="starter", description="Served hot with bread."),
)  # fmt: skip
NAME, INGREDIENTS, DESCRIPTION = (PLACES[place] for place in ("name", "ingredients", "description"))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(MENU)


def covered(lexicon: Lexicon, words: str, **options: Any) -> dict[str, float]:
    """Return which dishes have how much of what is named."""
    parts = lexicon.coverage(lexicon.read(words), **options).tolist()
    return {d.name: part for d, part in zip(MENU, parts, strict=True) if part}


def rarity(having: int, of: int = len(MENU)) -> float:
    return math.log(1 + (of - having + 0.5) / (having + 0.5))


@pytest.mark.parametrize(
    ("words", "having"),
    [
        ("green curry", {"Green curry": NAME}),
        ("prawns", {"Paella de marisco": INGREDIENTS}),
        ("gambas", {"Paella de marisco": INGREDIENTS}),  # the same in Spanish
        ("paela", {"Paella de marisco": NAME}),  # misspelt
        ("shellfish", {"Paella de marisco": NAME}),  # what "marisco" is
        ("sopa de setas", {"Mushroom soup": NAME}),
        ("soup", {"Mushroom soup": NAME}),  # what it is a kind of
        ("tarta de limón", {"Lemon tart": NAME}),
        ("eggs please", {"Lemon tart": INGREDIENTS}),
        ("an egg", {"Lemon tart": INGREDIENTS}),
        ("bread", {"Mushroom soup": DESCRIPTION}),
        ("thai food", {"Green curry": PLACES["kind"]}),
        ("butter", {"Lemon tart": INGREDIENTS, "Roast turkey": INGREDIENTS}),
    ],
)
def test_what_a_guest_names_is_found_where_it_stands(
    lexicon: Lexicon, words: str, having: dict[str, float]
) -> None:
    assert covered(lexicon, words) == pytest.approx(having)


def test_each_ingredient_is_read_by_itself(lexicon: Lexicon) -> None:
    # "turkey; butter; chicken stock" holds no butter chicken, which would be a curry.
    assert "butter chicken" not in Postings(MENU)
    assert covered(lexicon, "curry") == {"Green curry": 1.0}
    separate = dish("Breakfast", ingredients="coconut;milk;cream;cheese")
    assert "coconut milk" not in Postings([separate])
    assert "cream cheese" not in Postings([separate])


def test_of_two_foods_the_rarer_one_counts_more(lexicon: Lexicon) -> None:
    # Butter is in two dishes of five, lemon in one.
    lemon, butter = rarity(1), rarity(2)
    parts = covered(lexicon, "lemon and butter")
    whole = lemon + butter
    assert parts["Lemon tart"] == pytest.approx((lemon * NAME + butter * INGREDIENTS) / whole)
    assert parts["Roast turkey"] == pytest.approx(butter * INGREDIENTS / whole)


def test_a_dish_counts_a_word_once_however_often_it_has_it() -> None:
    twice = Lexicon([dish("Lemon and lemon", description="Lemon.", ingredients="lemon")])
    assert twice.coverage(twice.read("lemon lemon lemon")).tolist() == [1.0]


def test_looks_and_moods_are_counted_apart_from_foods(lexicon: Lexicon) -> None:
    assert covered(lexicon, "creamy curry") == {"Green curry": 1.0}
    assert covered(lexicon, "creamy curry", soft=True) == {"Green curry": pytest.approx(0.6)}
    # Where no food is named, they are all there is to go by.
    assert covered(lexicon, "something creamy") == {"Green curry": pytest.approx(0.6)}


def test_what_no_dish_has_is_called_missing_and_its_kin_comes_close(lexicon: Lexicon) -> None:
    reading = lexicon.read("oysters and curry")
    assert reading.missing == ("oysters",)
    missing, curry = rarity(0), rarity(1)
    assert reading.missing_share == pytest.approx(missing / (missing + curry))
    assert covered(lexicon, "oysters")["Paella de marisco"] == pytest.approx(KIN)


def test_a_colour_a_mood_or_a_taste_is_never_called_missing(lexicon: Lexicon) -> None:
    reading = lexicon.read("something bright red, fresh and spicy")
    assert (reading.missing, reading.missing_share) == ((), 0.0)


def test_a_word_of_no_language_is_missing(lexicon: Lexicon) -> None:
    assert lexicon.read("xyzzy").missing == ("xyzzy",)
    assert covered(lexicon, "xyzzy") == {}


def test_a_name_that_no_book_knows_forgives_a_typing_error() -> None:
    house = Lexicon([dish("Zubrowkatini"), dish("Bread")])
    assert house.coverage(house.read("zubrovkatini")).tolist() == pytest.approx([11 / 12, 0])
    assert house.read("zub").missing == ("zub",)  # too short to be told from others


def test_a_known_word_is_no_typing_error_of_another(lexicon: Lexicon) -> None:
    assert lexicon.read("lime").missing == ("lime",)
    assert covered(lexicon, "lime")["Lemon tart"] == pytest.approx(KIN)  # a fruit, no more


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("curry", True),
        ("something with prawns, please", True),
        ("xyzzy", True),
        ("something, please", False),
        ("a dish with the", False),
        ("algo para comer, por favor", True),
        ("🌮 ?!", False),
        ("", False),
    ],
)
def test_courtesy_alone_says_nothing(lexicon: Lexicon, words: str, said: bool) -> None:
    assert lexicon.says_something(words) is said


def test_colours_are_named_in_both_languages(lexicon: Lexicon) -> None:
    colours = ("red", "green")
    assert lexicon.named_among("una sopa verde o roja, sobre todo verde", colours) == (
        "green",
        "red",
    )
    assert lexicon.named_among("a blue soup", colours) == ()


def places(lexicon: Lexicon, words: str) -> dict[str, dict[str, list[str]]]:
    found = {d.name: lexicon.places(lexicon.read(words), row) for row, d in enumerate(MENU)}
    return {name: places for name, places in found.items() if places}


def test_words_are_told_at_the_most_telling_place_where_they_stand(lexicon: Lexicon) -> None:
    assert places(lexicon, "lemon, butter and bread") == {
        "Lemon tart": {"name": ["lemon"], "ingredients": ["butter"]},
        "Roast turkey": {"ingredients": ["butter"]},
        "Mushroom soup": {"description": ["bread"]},
    }
    assert places(lexicon, "thai") == {"Green curry": {"kind": ["thai"]}}


def test_words_stand_only_where_they_are_written_or_meant(lexicon: Lexicon) -> None:
    assert places(lexicon, "gambas") == {"Paella de marisco": {"ingredients": ["gambas"]}}
    # Turkey comes close to oysters, as meat does; but no dish has them.
    assert places(lexicon, "oysters") == {}
    assert places(lexicon, "milk") == {}


def test_a_mood_is_each_further_food_that_people_mean_by_it() -> None:
    menu = [
        dish("Cod", ingredients="cucumber"),
        dish("Cake"),
        dish("Salad", ingredients="cucumber;yoghurt"),
    ]
    lexicon = Lexicon(menu)
    fresh = lexicon.read("something fresh")
    assert {"salad", "cucumber", "yoghurt"} <= set(cravings()["fresh"])
    listed = CRAVING_STEP**INGREDIENTS
    craved = [1 - listed, 0, 1 - CRAVING_STEP**NAME * listed * listed]
    assert lexicon.craved(fresh).tolist() == pytest.approx(craved)
    assert set(lexicon.foods_of(fresh, 2)) == {"salad", "cucumber", "yoghurt"}
    assert lexicon.foods_of(fresh, 1) == []


def test_two_moods_are_both_asked_for() -> None:
    lexicon = Lexicon([dish("Lemon"), dish("Soup")])
    fresh, filling = (lexicon.craved(lexicon.read(word)) for word in ("fresh", "filling"))
    both = lexicon.craved(lexicon.read("fresh and filling"))
    assert both.tolist() == pytest.approx(((fresh + filling) / 2).tolist())


def test_without_a_mood_nothing_is_craved(lexicon: Lexicon) -> None:
    assert not lexicon.craved(lexicon.read("curry")).any()
    assert lexicon.foods_of(lexicon.read("curry"), 0) == []


def test_every_mood_of_the_list_is_a_word_of_the_glossary_and_every_food_says_something() -> None:
    empty = Lexicon(())
    for mood, foods in cravings().items():
        assert kinds(mood), f"The glossary does not know the mood {mood}."
        assert foods
        for food in foods:
            assert empty.says_something(food), f"{food}, under {mood}, names nothing."


def test_an_empty_menu_reads_words_and_has_none_of_them() -> None:
    empty = Lexicon(())
    reading = empty.read("creamy curry")
    assert reading.missing == ("curry",)
    assert empty.coverage(reading).tolist() == []
    assert empty.craved(reading).tolist() == []
    assert Reading().missing_share == 0.0


CHANGES = {
    "a new dish": (*MENU, dish("Oysters", ingredients="oysters;lemon")),
    "a dish gone": MENU[1:],
    "another order": tuple(reversed(MENU)),
    "other ingredients": (
        MENU[0].model_copy(update={"ingredients": ("prawns", "oysters")}),
        *MENU[1:],
    ),
    "a sold-out dish": (MENU[0].model_copy(update={"available": False}), *MENU[1:]),
    "nothing left": (),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("words", ["oysters and lemon", "prawns", "fresh", "creamy curry", "xyzy"])
def test_a_menu_that_changed_reads_as_if_it_were_read_for_the_first_time(
    lexicon: Lexicon, change: str, words: str
) -> None:
    after, fresh = Lexicon(CHANGES[change], lexicon), Lexicon(CHANGES[change])
    reading, rows = fresh.read(words), range(len(CHANGES[change]))
    assert after.read(words) == reading
    assert after.coverage(reading).tolist() == fresh.coverage(reading).tolist()
    assert after.craved(reading).tolist() == fresh.craved(reading).tolist()
    for row in rows:
        assert after.places(reading, row) == fresh.places(reading, row)
    assert lexicon.read("oysters").missing == ("oysters",)  # the menu before is as it was


def test_a_known_food_is_not_taken_for_a_misspelt_other() -> None:
    reading = Lexicon([dish("Macaroni with cheese")]).read("macarons")

    assert reading.missing == ("macarons",)
