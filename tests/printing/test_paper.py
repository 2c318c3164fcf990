"""The printed menu and allergen sheet, read back from the PDF."""

from datetime import date

import pypdfium2
import pytest
from kit import dish

from recommender.dish import ALLERGENS, COURSES, DIETS, Dish
from recommender.printing import allergen_sheet, menu_card, missing_letters
from recommender.printing.texts import TEXTS

DAY = date(2026, 11, 25)
CURRY = dish(
    "Green curry",
    price=12.5,
    course="main",
    vegan=True,
    description="Hot and sweet.",
    allergens="soybeans; peanuts",
)
SALAD = dish("Salad", course="starter", allergens="none")
STEW = dish("Grandmother's stew", course="main")


def pages(pdf: bytes) -> list[list[str]]:
    """Return the lines of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [text.replace("\r", "").replace("\u00a0", " ").splitlines() for text in texts]


def card(*dishes: Dish, language: str = "en") -> list[list[str]]:
    return pages(menu_card(dishes, title="Mesa Viva", language=language, day=DAY))


def sheet(*dishes: Dish, language: str = "en") -> list[list[str]]:
    return pages(allergen_sheet(dishes, title="Mesa Viva", language=language, day=DAY))


def test_a_card_lists_courses_in_order_with_prices_and_declarations() -> None:
    (page,) = card(CURRY, STEW, SALAD)

    assert page[:10] == [
        "Mesa Viva Menu · As of November 25, 2026",
        "Starters",
        "Salad €10.00",
        "Declared free of all 14 allergens",
        "Main courses",
        "Grandmother's stew €10.00",
        "Allergens not declared: please ask before you order",
        "Green curry €12.50",
        "Hot and sweet.",
        "Vegan · Contains peanuts, soybeans",
    ]
    assert page[-1] == "Page 1 of 1"


def test_a_card_is_spanish_when_it_is_asked_for() -> None:
    (page,) = card(CURRY, STEW, language="es")

    assert page[:7] == [
        "Mesa Viva Carta · A 25 de noviembre de 2026",
        "Platos principales",
        "Grandmother's stew 10,00 €",
        "Alérgenos sin declarar: pregunte antes de pedir",
        "Green curry 12,50 €",
        "Hot and sweet.",
        "Vegano · Contiene cacahuetes, soja",
    ]


def test_a_dish_is_called_by_its_name_in_the_language_where_it_has_one() -> None:
    curry = CURRY.model_copy(update={"name_es": "Curri verde", "description_es": "Picante."})

    spanish, english = card(curry, language="es")[0], card(curry)[0]

    assert {"Curri verde 12,50 €", "Picante."} <= set(spanish)
    assert {"Green curry €12.50", "Hot and sweet."} <= set(english)
    assert "Curri verde - - - - X X - - - - - - - -" in sheet(curry, language="es")[0]


def test_a_sold_out_dish_is_not_on_the_card_but_keeps_its_row_on_the_sheet() -> None:
    soup = dish("Pea soup", available=False, allergens="celery")

    assert not any("Pea soup" in line for line in card(soup, SALAD)[0])
    assert "Pea soup - - - - - - - - X - - - - -" in sheet(soup, SALAD)[0]


def test_a_sheet_tells_contained_from_free_and_both_from_undeclared() -> None:
    (page,) = sheet(CURRY, STEW, SALAD)

    rows = page[page.index("Starters") : page.index("Starters") + 5]
    assert rows == [
        "Starters",
        "Salad - - - - - - - - - - - - - -",
        "Main courses",
        "Grandmother's stew Allergens not declared: please ask before you order",
        "Green curry - - - - X X - - - - - - - -",
    ]
    assert page[1:4] == ["X contains", "- declared free of", "? not declared"]


@pytest.mark.parametrize("allergen", ALLERGENS)
def test_each_allergen_has_its_own_column(allergen: str) -> None:
    (page,) = sheet(dish("Dish", allergens=allergen))

    names = [TEXTS["en"].allergen[name] for name in ALLERGENS]
    assert page[4:18] == names
    marks = ["X" if name == allergen else "-" for name in ALLERGENS]
    assert " ".join(["Dish", *marks]) in page


def test_every_page_of_a_long_menu_has_head_date_and_number() -> None:
    many = [
        dish(f"Dish {number:03}", description="Fried. " * 20, course="main", allergens="milk")
        for number in range(120)
    ]
    for printed in (card(*many), sheet(*many)):
        assert len(printed) > 3
        for number, page in enumerate(printed, start=1):
            assert page[0].startswith("Mesa Viva ")
            assert page[0].endswith("As of November 25, 2026")
            assert page[-1].endswith(f"Page {number} of {len(printed)}")
        lines = [line for page in printed for line in page]
        assert all(any(line.startswith(d.name) for line in lines) for d in many)


def test_no_dish_is_torn_apart_between_two_pages() -> None:
    many = [
        dish(f"Dish {number:02}", description="Fried twice, slowly. " * 30, allergens="milk")
        for number in range(40)
    ]

    for page in card(*many):
        starts = [line for line in page if line.startswith("Dish ")]
        ends = [line for line in page if line == "Contains milk"]
        assert len(starts) == len(ends) > 0


def test_a_name_that_takes_several_lines_is_printed_whole() -> None:
    name = "A very long name of a dish, as long as the kitchen could think of it"
    (page,) = sheet(dish(name, allergens="milk"))

    assert name in " ".join(page)


def test_an_empty_menu_says_so() -> None:
    assert "There is no dish on the menu." in card()[0]
    assert "No hay ningún plato en la carta." in sheet(language="es")[0]


def test_letters_of_many_languages_are_printed() -> None:
    name = "Älplermagronen, țuică, żurek, борщ, μουσακάς, phở"
    assert missing_letters([dish(name)], "en") == {}
    assert card(dish(name))[0][2].startswith("Älplermagronen, țuică, żurek, борщ")


def test_letters_that_cannot_be_printed_are_told_beforehand() -> None:
    noodles = dish("Dan dan 担担面", id="dandan", description="Hot 🌶")

    assert missing_letters([noodles, SALAD], "en") == {"dandan": "担面🌶"}


@pytest.mark.parametrize("language", TEXTS)
def test_each_language_names_every_course_diet_and_allergen(language: str) -> None:
    texts = TEXTS[language]

    assert set(texts.courses) == set(COURSES)
    assert set(texts.diets) == set(DIETS)
    assert tuple(texts.allergen) == ALLERGENS
    assert len(set(texts.allergen.values())) == len(ALLERGENS)


def test_the_page_is_a4_upright_for_the_card_and_across_for_the_sheet() -> None:
    for printed, size in ((menu_card, (595, 842)), (allergen_sheet, (842, 595))):
        pdf = printed([CURRY], title="Mesa Viva", language="en", day=DAY)
        with pypdfium2.PdfDocument(pdf) as document:
            assert tuple(round(side) for side in document[0].get_size()) == size
