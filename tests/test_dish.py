"""What a valid dish is, and the sentence for everything that is not."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from kit import dish
from pydantic import ValidationError

from recommender.catalog.bodies import read_dish
from recommender.dish import ALLERGENS, Dish, clean, dish_id, fold, problems, words

GOOD = {"id": "green-curry", "name": "Green curry", "price": "12.50"}


def sentences(**cells: object) -> list[str]:
    """Return what a person is told about a green curry with these cells."""
    values = GOOD | cells
    with pytest.raises(ValidationError) as raised:
        Dish.model_validate(values)
    return [str(problem) for problem in problems(raised.value, values)]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"id": "Green Curry"}, 'id "Green Curry" may hold only a-z, 0-9 and single dashes.'),
        ({"id": "green--curry"}, 'id "green--curry" may hold only a-z, 0-9 and single dashes.'),
        ({"id": ""}, "id may hold only a-z, 0-9 and single dashes."),
        ({"name": "   "}, 'name "   " is missing.'),
        ({"name": "N" * 121}, f'name "{"N" * 59}…" is longer than 120 characters.'),
        ({"description": "x" * 2001}, f'description "{"x" * 59}…" is longer than 2000 characters.'),
        ({"price": "abc"}, 'price "abc" is not a price such as 12.50.'),
        ({"price": "nan"}, 'price "nan" is not a price such as 12.50.'),
        ({"price": "inf"}, 'price "inf" is not a price such as 12.50.'),
        ({"price": "-1"}, 'price "-1" is less than 0.'),
        ({"price": "100001"}, 'price "100001" is more than 100000.'),
        ({"price": "10000001", "currency": "VND"}, 'price "10000001" is more than 10000000.'),
        ({"currency": "euro"}, 'currency "euro" is not a currency code such as EUR.'),
        ({"cuisine": "t" * 41}, f'cuisine "{"t" * 41}" is longer than 40 characters.'),
        (
            {"course": "soup"},
            (
                'course "soup" is not one of starter, main, side, dessert, drink, '
                "breakfast, snack, sauce."
            ),
        ),
        ({"vegetarian": "perhaps"}, 'vegetarian "perhaps" is neither yes nor no.'),
        ({"spice": "hot"}, 'spice "hot" is not a whole number.'),
        ({"spice": "1.5"}, 'spice "1.5" is not a whole number.'),
        ({"spice": "4"}, 'spice "4" is more than 3.'),
        ({"spice": "-1"}, 'spice "-1" is less than 0.'),
        (
            {"allergens": "milk;pollen"},
            (
                'allergens "pollen" is not one of gluten, crustaceans, eggs, fish, '
                "peanuts, soybeans, milk, nuts, celery, mustard, sesame, sulphites, "
                "lupin, molluscs."
            ),
        ),
        (
            {"allergens": "none;milk"},
            'allergens "none;milk" "none" cannot stand beside other allergens.',
        ),
        (
            {"vegan": "yes", "vegetarian": "no"},
            'vegan "yes" is yes, but vegetarian is no.',
        ),
        (
            {"vegan": "yes", "allergens": "milk;eggs"},
            'vegan "yes" is yes, but the allergens name eggs, milk.',
        ),
        (
            {"vegetarian": "yes", "allergens": "fish"},
            'vegetarian "yes" is yes, but the allergens name fish.',
        ),
        (
            {"gluten_free": "yes", "allergens": "gluten"},
            'gluten_free "yes" is yes, but the allergens name gluten.',
        ),
        ({"photo": "curry.jpg"}, 'photo "curry.jpg" is not the name of a stored photo.'),
        ({"available": "soon"}, 'available "soon" is neither yes nor no.'),
        ({"chef": "Ana"}, 'chef "Ana" is not known.'),
        ({"name_es": "N" * 121}, f'name_es "{"N" * 59}…" is longer than 120 characters.'),
        ({"alt": "x" * 201}, f'alt "{"x" * 59}…" is longer than 200 characters.'),
        (
            {"off_until": "tomorrow", "available": "no"},
            'off_until "tomorrow" is not a date such as 2026-12-31.',
        ),
        (
            {"off_until": 20261231, "available": "no"},
            'off_until "20261231" is not a date such as 2026-12-31.',
        ),
        (
            {"off_until": "2026-12-31"},
            'off_until "2026-12-31" is given, but the dish is not sold out.',
        ),
        ({"declared_by": "Ana"}, 'declared_by "Ana" is given, but no allergens are declared.'),
        (
            {"ingredients": ";".join(["basil"] * 101)},
            f'ingredients "{"basil;" * 9}basil…" has more than 100 entries.',
        ),
    ],
)
def test_a_bad_value_is_named_with_what_is_wrong_with_it(
    cells: dict[str, object], sentence: str
) -> None:
    assert sentences(**cells) == [sentence]


def test_every_bad_value_of_a_dish_gets_its_own_sentence() -> None:
    assert sentences(price="free", spice="9", available="soon") == [
        'price "free" is not a price such as 12.50.',
        'spice "9" is more than 3.',
        'available "soon" is neither yes nor no.',
    ]


def test_a_dish_needs_only_a_name_and_a_price() -> None:
    assert Dish(id="espresso", name="Espresso", price="2").model_dump() == {
        "id": "espresso",
        "name": "Espresso",
        "description": "",
        "price": 2.0,
        "currency": "EUR",
        "cuisine": "",
        "course": "",
        "vegetarian": False,
        "vegan": False,
        "gluten_free": False,
        "spice": 0,
        "allergens": None,
        "ingredients": (),
        "photo": None,
        "available": True,
        "name_es": "",
        "description_es": "",
        "alt": "",
        "off_until": None,
        "declared_by": "",
        "declared_at": None,
    }


def test_cells_as_a_person_types_them_are_understood() -> None:
    typed = Dish.model_validate(
        {
            "id": "shakshuka",
            "name": "  Shakshuka   of the house ",
            "price": " 9.999 ",
            "currency": " eur ",
            "cuisine": "  Middle  Eastern ",
            "course": "Breakfast",
            "vegetarian": "Yes",
            "gluten_free": "1",
            "spice": "2",
            "allergens": " Milk, EGGS ;milk",
            "ingredients": "tomato; ; egg ;  red  pepper",
            "available": "off",
        }
    )
    assert typed == Dish(
        id="shakshuka",
        name="Shakshuka of the house",
        price=10.0,
        currency="EUR",
        cuisine="middle eastern",
        course="breakfast",
        vegetarian=True,
        gluten_free=True,
        spice=2,
        allergens=("eggs", "milk"),
        ingredients=("tomato", "egg", "red pepper"),
        available=False,
    )


def test_vegan_says_vegetarian_too() -> None:
    assert dish("Hummus", vegan=True).diets == ("vegan",)
    assert dish("Hummus", vegan=True).vegetarian is True


@pytest.mark.parametrize(
    ("cell", "allergens", "declared"),
    [
        ("", None, False),
        (" ; ", None, False),
        ("none", (), True),
        (" None ", (), True),
        ("nuts", ("nuts",), True),
        (";".join(reversed(ALLERGENS)), ALLERGENS, True),
    ],
)
def test_allergens_are_declared_only_by_somebody_stating_them(
    cell: str, allergens: tuple[str, ...] | None, declared: bool
) -> None:
    stated = Dish.model_validate(GOOD | {"allergens": cell})
    assert (stated.allergens, stated.declared) == (allergens, declared)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-12-31T22:30:15.9+01:00", datetime(2026, 12, 31, 21, 30, 15, tzinfo=UTC)),
        (" 2026-12-31 22:30 ", datetime(2026, 12, 31, 21, 30, tzinfo=UTC)),
        ("2026-07-01", datetime(2026, 6, 30, 22, 0, tzinfo=UTC)),
        (date(2026, 7, 1), datetime(2026, 6, 30, 22, 0, tzinfo=UTC)),
        (datetime(2026, 7, 1, 2, 0), datetime(2026, 7, 1, 0, 0, tzinfo=UTC)),  # noqa: DTZ001
        ("", None),
    ],
)
def test_a_day_of_return_is_its_beginning_on_this_machine_s_clock(
    madrid: None, written: object, moment: datetime | None
) -> None:
    dish = Dish.model_validate(GOOD | {"available": "no", "off_until": written})
    assert dish.off_until == moment
    assert Dish.model_validate_json(dish.model_dump_json()) == dish


def test_a_dish_cannot_be_changed_by_accident() -> None:
    with pytest.raises(ValidationError):
        dish("Lemon tart").price = 0  # type: ignore[misc]


def test_what_is_encoded_says_the_name_first_and_no_price() -> None:
    curry = dish(
        "Green curry",
        description="Coconut and basil.",
        cuisine="thai",
        course="main",
        ingredients="tofu;basil",
        vegan=True,
        price=12.5,
    )
    assert words(curry) == "Green curry. Coconut and basil. thai main. tofu, basil"
    assert words(dish("Espresso")) == "Espresso"


@pytest.mark.parametrize(
    "change",
    [
        {"price": 99.0},
        {"available": False, "off_until": "2026-12-31"},
        {"allergens": (), "declared_by": "Ana", "declared_at": "2026-11-25"},
        {"name_es": "Curry de ternera", "description_es": "Picante.", "alt": "A bowl of curry"},
    ],
)
def test_what_a_filter_reads_does_not_encode_a_dish_again(change: dict[str, object]) -> None:
    assert words(dish("Beef curry", **change)) == words(dish("Beef curry"))


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Pad Thai", "pad-thai"),
        ("Jalapeños rellenos", "jalapenos-rellenos"),
        ("Fish & chips (large)", "fish-chips-large"),
        ("抹茶アイス", "mo-cha-aisu"),
    ],
)
def test_an_id_is_made_of_a_name_in_any_script(name: str, made: str) -> None:
    assert dish_id(name) == made
    assert dish(name).id == made


def test_a_very_long_name_still_makes_a_valid_id() -> None:
    assert dish_id("very " * 24) == "-".join(["very"] * 16)
    assert dish("very " * 24).id == dish_id("very " * 24)


def test_texts_are_compared_without_case_accents_and_spaces() -> None:
    assert fold("  CRÈME   Brûlée ") == "creme brulee"
    assert fold("Straße") == "strasse"


def test_texts_are_kept_without_control_characters() -> None:
    assert clean(" Tom\tyum \x00\n soup ") == "Tom yum soup"
    assert clean("Creme bru\u0302le\u0301e") == "Creme brûlée"


FULL = {
    "name": "Crème brûlée",
    "price": "7.5",
    "allergens": "milk; eggs",
    "ingredients": "cream; egg yolk; sugar",
    "course": "Dessert",
    "vegetarian": True,
    "available": False,
    "off_until": "2026-12-31T12:00:00+01:00",
    "declared_by": "Ana",
    "declared_at": "2026-11-26",
}


TRADED = {"name": "Fajitas", "price": 8, "cuisine": "Tex™"}  # folded once to texTM, then to textm


@pytest.mark.parametrize("values", [FULL, {"name": "Tea", "price": 2}, TRADED])
def test_a_kept_dish_is_read_as_it_was(values: dict[str, Any]) -> None:
    made = Dish(id="kept", **values)
    body = made.model_dump_json()
    assert read_dish(body) == Dish.model_validate_json(body)
    assert repr(read_dish(body)) == repr(Dish.model_validate_json(body))


@pytest.mark.parametrize(
    "wrong",
    [
        {"vegan": True, "vegetarian": True, "allergens": ["milk"]},
        {"gluten_free": True, "allergens": ["gluten"]},
        {"price": -1},
        {"allergens": ["dust"]},
        {"declared_by": "Ana"},
        {"unheard": "of"},
    ],
)
def test_a_kept_dish_that_somebody_spoilt_is_no_dish(wrong: dict[str, Any]) -> None:
    body = json.dumps({"id": "kept", "name": "Tea", "price": 2} | wrong)
    with pytest.raises(ValidationError):
        read_dish(body)


def test_a_dish_that_somebody_kept_as_people_type_is_read_all_the_same() -> None:
    body = '{"id": "kept", "name": "Tea", "price": "2", "course": " Drink", "allergens": "none"}'
    assert read_dish(body) == Dish(id="kept", name="Tea", price=2, course="drink", allergens=())
