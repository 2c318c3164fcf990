"""Allergens and diets that ingredients suggest; every line was worked out from the packets."""

import pytest

from recommender.dish import ALLERGENS
from recommender.suggestions import AllergenProposal, DietProposal, propose_allergens, propose_diets
from recommender.suggestions.declaration import allergen_dictionary


def proposed(*ingredients: str) -> str:
    """Return the allergens in a row; a question mark stands behind those to ask about."""
    found = propose_allergens(ingredients)
    return " ".join(p.allergen + ("?" if p.level == "ask" else "") for p in found)


@pytest.mark.parametrize(
    ("ingredient", "allergens"),
    [
        ("coconut milk", ""),
        ("leche de coco", ""),
        ("milk", "milk"),
        ("peanut butter", "peanuts"),
        ("butter", "milk"),
        ("almond butter", "nuts"),
        ("butter beans", ""),
        ("butternut squash", ""),
        ("cocoa butter", ""),
        ("buckwheat", ""),
        ("buckwheat flour", ""),
        ("wheat flour", "gluten"),
        ("rice flour", ""),
        ("almond flour", "nuts"),
        ("gluten-free flour", ""),
        ("rice noodles", ""),
        ("egg noodles", "gluten eggs milk?"),
        ("glass noodles", ""),
        ("soba noodles", "gluten?"),
        ("corn tortillas", ""),
        ("flour tortillas", "gluten"),
        ("tortillas", "gluten?"),
        ("oats", "gluten"),
        ("oat milk", "gluten"),
        ("soya milk", "soybeans"),
        ("eggplant", ""),
        ("eggs", "eggs"),
        ("eggs (free range)", "eggs"),
        ("salmon, free from bones", "fish"),
        ("egg free", ""),
        ("plant milk", "gluten? soybeans? nuts?"),
        ("roux", "gluten milk?"),
        ("gulas", "gluten? crustaceans? eggs? fish molluscs?"),
        ("nutmeg", ""),
        ("nuez moscada", ""),
        ("nueces", "nuts"),
        ("coconut", ""),
        ("chestnuts", ""),
        ("water chestnuts", ""),
        ("pine nuts", "peanuts? nuts?"),
        ("cream of tartar", ""),
        ("double cream", "milk"),
        ("coconut cream", ""),
        ("oyster mushrooms", ""),
        ("oyster sauce", "gluten soybeans molluscs"),
        ("oysters", "molluscs"),
        ("Worcestershire sauce", "gluten fish soybeans? celery?"),
        ("soy sauce", "gluten soybeans sesame?"),
        ("salsa de soja", "gluten soybeans sesame?"),
        ("beer", "gluten"),
        ("ginger beer", ""),
        ("white wine", "sulphites"),
        ("vino blanco", "sulphites"),
        ("rice vinegar", ""),
        ("balsamic vinegar", "sulphites"),
        ("cider vinegar", "sulphites?"),
        ("raisins", "sulphites?"),
        ("pesto", "milk nuts?"),
        ("mayonnaise", "eggs mustard?"),
        ("mayonesa", "eggs mustard?"),
        ("vegan mayonnaise", "soybeans? mustard?"),
        ("Dijon mustard", "mustard"),
        ("mustard greens", "mustard"),
        ("tahini", "sesame"),
        ("hummus", "sesame"),
        ("za'atar", "sesame"),
        ("fish sauce", "fish"),
        ("anchovies", "fish"),
        ("boquerones", "fish"),
        ("surimi", "gluten? crustaceans eggs? fish soybeans?"),
        ("prawns", "crustaceans"),
        ("gambas", "crustaceans"),
        ("calamares", "molluscs"),
        ("mejillones", "molluscs"),
        ("curry paste", "crustaceans? fish?"),
        ("tofu", "soybeans"),
        ("miso", "gluten? soybeans"),
        ("vegetable stock", "gluten? celery?"),
        ("celeriac", "celery"),
        ("dark chocolate", "soybeans? milk?"),
        ("milk chocolate", "milk"),
        ("lupin flour", "lupin"),
        ("panko", "gluten"),
        ("hojaldre", "gluten eggs? milk?"),
        ("queso de cabra", "milk"),
        ("mantequilla de cacahuete", "peanuts"),
        ("trigo sarraceno", ""),
        ("seta de ostra", ""),
        ("sin huevo", ""),
        ("egg-free pasta", "gluten"),
        ("dry-roasted PEANUTS", "peanuts"),
        ("smoked cheddar cheese, grated", "milk"),
        ("salt", ""),
        ("something that no dictionary knows", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_an_ingredient_suggests_its_allergens_and_not_those_it_only_sounds_like(
    ingredient: str, allergens: str
) -> None:
    assert proposed(ingredient) == allergens


def test_a_proposal_names_every_ingredient_that_it_comes_from() -> None:
    found = propose_allergens(["wheat flour", "Butter", "cream", "vegetable stock", "rice"])

    assert found == (
        AllergenProposal("gluten", "contains", ("wheat flour",)),
        AllergenProposal("milk", "contains", ("Butter", "cream")),
        AllergenProposal("celery", "ask", ("vegetable stock",)),
    )


def test_what_is_contained_is_not_asked_about_as_well() -> None:
    assert proposed("mayonnaise", "mustard") == "eggs mustard"


def test_no_ingredients_propose_nothing_rather_than_freedom_from_all() -> None:
    assert propose_allergens([]) == ()


def test_the_dictionary_covers_all_fourteen_in_hundreds_of_words() -> None:
    known = allergen_dictionary()
    telling = [words for words, ingredient in known.items() if ingredient.contains]

    assert len(telling) >= 300
    assert {a for ingredient in known.values() for a in ingredient.contains} == set(ALLERGENS)


def answers(*ingredients: str) -> tuple[str, str]:
    vegetarian, vegan = propose_diets(ingredients)
    return vegetarian.answer, vegan.answer


@pytest.mark.parametrize(
    ("ingredients", "vegetarian", "vegan"),
    [
        (["tofu", "rice", "coconut milk"], "yes", "yes"),
        (["egg", "rice"], "yes", "no"),
        (["honey", "oats"], "yes", "no"),
        (["bacon", "eggs"], "no", "no"),
        (["prawns"], "no", "no"),
        (["gelatine", "sugar"], "no", "no"),
        (["chicken stock", "rice"], "no", "no"),
        (["vegetable stock", "rice"], "yes", "yes"),
        (["curry paste", "tofu"], "unsure", "unsure"),
        (["pasta sheets", "lasagne", "tomato"], "yes", "unsure"),
        (["kidney beans", "beef tomato", "artichoke hearts", "lamb's lettuce"], "yes", "yes"),
        (["judías", "tomate corazón de buey"], "yes", "yes"),
        (["manteca de cerdo"], "no", "no"),
        (["manteca de cacao"], "yes", "yes"),
        ([], "unsure", "unsure"),
    ],
)  # fmt: skip
def test_a_diet_is_suggested_from_ingredients_alone(
    ingredients: list[str], vegetarian: str, vegan: str
) -> None:
    assert answers(*ingredients) == (vegetarian, vegan)


def test_the_ingredient_that_decides_is_shown() -> None:
    assert propose_diets(["Spaghetti", "guanciale", "egg", "pecorino"]) == (
        DietProposal("vegetarian", "no", ("guanciale",)),
        DietProposal("vegan", "no", ("guanciale", "egg", "pecorino")),
    )


def test_the_ingredient_that_leaves_it_unsure_is_shown() -> None:
    assert propose_diets(["tofu", "red curry paste"])[0] == DietProposal(
        "vegetarian", "unsure", ("red curry paste",)
    )
