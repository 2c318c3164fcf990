"""What a guest may rely on, whatever they write."""

import re
import string

from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.dish import ALLERGENS, COURSES, fold
from recommender.query import Chip, KnownNames, understand

PHRASES = (
    *(
        "vegan",
        "without nuts or milk",
        "under 12 euros",
        "a starter",
        "thai",
        "very spicy",
        "cheap",
    ),
    *("sin gluten", "para dos por menos de 30", "nada frito", "halal", "postre", "comida india"),
    *(
        "no",
        "not",
        "free",
        "sin",
        "que no lleve",
        "with",
        "or",
        "and",
        "ni",
        "for",
        "for two",
        "in",
    ),
    *(
        "between",
        "10",
        "12,50 €",
        "euros",
        "hot",
        "dog",
        "cocktail",
        "available now",
        "allergic to",
    ),
    *("egg", "noodles", "curry", "cheese", "pollo", "huevo", "greek salad", "fries", "french", ","),
    *(
        "main",
        "side",
        "too",
        "spicy",
        "picante",
        "poco",
        "menos de",
        "de",
        "italia",
        "without",
        "-",
    ),
)
texts = st.lists(st.sampled_from(PHRASES), max_size=8).map(" ".join)
NAMES = KnownNames(
    ["Greek Salad", "Köttbullar (Swedish Meatballs)", "Chili sin Carne", "Spicy Penne"]
)


steady = settings(derandomize=True, deadline=None, max_examples=200)


def terms(text: str) -> list[str]:
    return sorted(re.findall(r"[^\W_]+", fold(text)))


def meanings(chips: tuple[Chip, ...]) -> list[tuple[str, str]]:
    return [(fold(chip.text), str(chip.filters) + str(chip.unwanted)) for chip in chips]


@steady
@given(texts)
def test_no_word_is_lost_and_none_is_said_twice(text: str) -> None:
    understood = understand(text, names=NAMES)
    shown = [understood.words, *(chip.text for chip in understood.chips if not chip.kept)]
    assert terms(" ".join(shown)) == terms(text)


@steady
@given(st.text())
def test_no_word_is_lost_of_any_text_at_all(text: str) -> None:
    understood = understand(text, names=NAMES)
    shown = [understood.words, *(chip.text for chip in understood.chips if not chip.kept)]
    assert terms(" ".join(shown)) == terms(text)


@steady
@given(texts)
def test_what_a_chip_says_stands_in_the_text_word_for_word(text: str) -> None:
    for chip in understand(text).chips:
        assert chip.text in text


@steady
@given(texts)
def test_every_filter_comes_from_a_chip_and_every_chip_means_something(text: str) -> None:
    understood = understand(text)
    for name, value in understood.filters.items():
        said = [chip.filters[name] for chip in understood.chips if name in chip.filters]
        assert said
        for part in value if isinstance(value, list) else [value]:
            assert any(part in one if isinstance(one, list) else part == one for one in said)
    for chip in understood.chips:
        assert chip.filters or chip.unwanted or chip.cheap


@steady
@given(texts)
def test_filters_are_such_as_a_menu_knows(text: str) -> None:
    found = understand(text).filters
    assert set(found.get("without", [])) <= set(ALLERGENS)
    assert set(found.get("course", [])) <= set(COURSES)
    for price in (found.get("min_price"), found.get("max_price")):
        assert price is None or (isinstance(price, float) and price >= 0)


@steady
@given(st.lists(st.text(string.ascii_lowercase, min_size=9, max_size=14).map("xq".__add__)))
def test_words_that_mean_nothing_here_set_no_filter(salad: list[str]) -> None:
    assert understand(" ".join(salad)).chips == ()


@steady
@given(texts)
def test_the_words_that_remain_ask_for_nothing_more(text: str) -> None:
    understood = understand(text, names=NAMES)
    kept = [fold(chip.text) for chip in understood.chips if chip.kept]
    again = understand(understood.words, names=NAMES)
    assert [fold(chip.text) for chip in again.chips] == kept


@steady
@given(texts, st.data())
def test_a_chip_taken_away_stays_away_and_the_others_stay(text: str, data: st.DataObject) -> None:
    chips = understand(text, names=NAMES).chips
    if not chips:
        return
    gone = fold(data.draw(st.sampled_from(chips)).text)
    after = understand(text, names=NAMES, restored={gone})
    assert meanings(after.chips) == [one for one in meanings(chips) if one[0] != gone]
    assert set(terms(gone)) <= set(terms(after.words))


@steady
@given(texts)
def test_capitals_and_accents_change_nothing(text: str) -> None:
    accented = text.upper().translate(str.maketrans("AEIOU", "ÁÉÍÓÚ"))
    assert understand(accented).filters == understand(text).filters


def test_names_of_a_menu_that_changed_are_known_as_if_read_for_the_first_time() -> None:
    menu = ["vegan burger", "kottbullar (swedish meatballs)", "pasta (vegan burger)", "soup"]
    known = KnownNames(menu)
    for changed in (menu[1:], [*menu[1:3], "thai curry"], [], menu):
        known = KnownNames(changed, known)
        assert set(known) == set(KnownNames(changed))
        assert len(known) == len(set(known))
    assert "swedish meatballs" in known
    assert "thai curry" not in known
