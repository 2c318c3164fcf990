"""The glossary: what guests call things in either language, and what things contain."""

import csv
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.config import PROJECT
from recommender.dish import fold
from recommender.glossary import (
    Found,
    broader,
    concepts,
    kinds,
    language_of,
    named,
    singular,
    terms_of,
    to_english,
    tokens,
)
from recommender.glossary import book as written
from recommender.glossary.phrases import LONGEST

SPANISH = [
    ("algo caliente y cremoso", "something hot and creamy"),
    ("bolitas blancas al vapor", "steamed white balls"),
    ("un postre ligero y fresco", "a light and fresh dessert"),
    ("sopa de calabaza", "pumpkin soup"),
    ("sopa de lentejas", "lentil soup"),
    ("sopa de color rojo vivo", "bright red soup"),
    ("pan plano redondo con tomate encima", "round flatbread with tomato on top"),
    ("bebida roja con rodaja de naranja", "red drink with orange slice"),
    ("comida china con cerdo", "chinese food with pork"),
    ("platos con berenjena", "dishes with aubergine"),
    ("setas o champiñones", "mushrooms or mushrooms"),
    ("entrantes españoles", "spanish starters"),
    ("fideos japoneses", "japanese noodles"),
    ("plato principal vegano con garbanzos", "vegan main course with chickpeas"),
    ("hamburguesa con queso", "cheeseburger"),
    ("tortilla de patatas", "spanish omelette"),
    ("tortilla de papas", "spanish omelette"),
    ("tarta de queso con frutos rojos", "cheesecake with berries"),
    ("galletas de chocolate", "chocolate cookies"),
    ("helado de vainilla", "vanilla ice cream"),
    ("tapas frías para picar", "cold tapas to nibble"),
    ("algo dulce para compartir", "something sweet to share"),
    ("un guiso contundente", "a hearty stew"),
    ("caldo de pollo", "chicken stock"),
    ("batido de fresa bien frío", "very cold strawberry milkshake"),
    ("cóctel con ron y lima", "cocktail with rum and lime"),
    ("bocadillo de calamares", "squid sandwich"),
    ("pescado a la plancha con verduras", "grilled fish with vegetables"),
    ("costillas de cerdo a la barbacoa", "grilled pork ribs"),
    ("alitas de pollo muy picantes", "very spicy chicken wings"),
    ("pollo sin picante", "mild chicken"),
    ("pizza con champiñones", "pizza with mushrooms"),
    ("huevos fritos con patatas fritas", "fried eggs with french fries"),
    ("tostada con aguacate", "toast with avocado"),
    ("palta con camarones", "avocado with prawns"),
    ("frijoles con arroz", "beans with rice"),
    ("porotos con choclo", "beans with corn"),
    ("torta de frutillas", "strawberry cake"),
    ("jugo de maracuyá", "passion fruit juice"),
    ("sánguche de chancho", "pork sandwich"),
    ("arroz con leche", "rice pudding"),
    ("queso de cabra con nueces", "goat cheese with walnuts"),
    ("pimientos rellenos de carne", "meat stuffed peppers"),
    ("algo crujiente por fuera y tierno por dentro", "something crunchy outside and tender inside"),
    ("vaso de leche fría", "glass of cold milk"),
    ("vaso alto con bebida rosa", "tall glass with pink drink"),
    ("sopa naranja en un cuenco", "orange soup in a bowl"),
    ("zumo de naranja", "orange juice"),
    ("masa frita con azúcar glas", "fried dough with icing sugar"),
    ("dos huevos fritos encima", "two fried eggs on top"),
    ("capas en un vaso", "layers in a glass"),
    ("helados de chocolate y menta", "chocolate and mint ice creams"),
    ("pastel redondo con fruta encima", "round cake with fruit on top"),
    ("comida ligera para cenar", "light food for dinner"),
    ("¿qué hay de postre?", "what is there for dessert?"),
    ("quiero algo ligero, sin carne", "i want something light, vegetarian"),
    ("algo que no lleve cebolla", "something without onion"),
    ("sopa por menos de 7,50 euros", "soup for less than 7,50 euros"),
    ("pan con ajo", "garlic bread"),
    ("estofado de cordero", "lamb stew"),
    ("ternera estofada", "stewed veal"),
    ("el asado", "the barbecue"),
    ("queso cortado en dados", "diced cheese"),
    ("pescadito frito", "fried fish"),
    ("sopita calentita", "hot soup"),
    # Misspelt: by ear, without accents, a letter wrong.
    ("helado granisado de limon", "lemon granita"),
    ("champinones al ajiyo", "garlic style mushrooms"),
    ("berengenas con keso", "aubergines with cheese"),
    ("emsalada de poyo", "chicken salad"),
    ("sopa de zanaoria", "carrot soup"),
    ("paeya valensiana", "paella"),
    ("albondigas en salsa", "meatballs in sauce"),
    ("jamon con melon", "ham with melon"),
    ("zapatos de cuero", "leather shoes"),
    # What nobody has listed stays as it is.
    ("ceviche de Zyzzyx con limón", "ceviche of Zyzzyx with lemon"),
]


@pytest.mark.parametrize(("asked", "english"), SPANISH)
def test_a_spanish_request_is_understood_in_english(asked: str, english: str) -> None:
    assert to_english(asked) == english


ENGLISH = [
    "something warm and creamy",
    "Beef Pho, no coriander please",
    "quesadila with cheese",
    "dessert dusted with powdered sugar",
    "refreshing cold drink for a hot day",
    "two fried eggs on top",
    "very spicy, as hot as you have",
    "chili con carne and a salad",
    "chips and salsa",
    "pan fried fish",
    "mango with chocolate",
    "once a week I come for pie",
    "salmon or white fish",
    "comfort food for kids, no spice",
    "vegan sushi under 5 euros",
    "a sin of a chocolate cake",
    "fresh oysters on ice",
    "car tyre",
    "cheap pizza below 9 euros",
    "pancakes but not with nuts or alcohol",
]
NAMES = [
    "mapo tofu",
    "pulpo a la gallega",
    "tiramisu",
    "mojito",
    "pad thai",
    "gnocchi al pesto",
    "chocolate",
    "pasta",
    "kaiserschmarrn",
    "tacos al pastor",
    "crème brûlée",
    "café con leche",
    "",
    "12,50 €",
]


@pytest.mark.parametrize("asked", [*ENGLISH, *NAMES])
def test_english_and_names_of_dishes_stay_as_they_were_typed(asked: str) -> None:
    assert to_english(asked) == asked


def test_a_caller_who_knows_the_language_decides() -> None:
    assert to_english("pan") == "pan"
    assert to_english("pan", language="es") == "bread"
    assert to_english("pan y mantequilla", language="en") == "pan y mantequilla"


@pytest.mark.parametrize("asked", ENGLISH)
def test_english_is_told(asked: str) -> None:
    assert language_of(asked) == "en"


@pytest.mark.parametrize("asked", [asked for asked, _ in SPANISH])
def test_spanish_is_told(asked: str) -> None:
    assert language_of(asked) == "es"


@pytest.mark.parametrize("asked", NAMES)
def test_a_name_belongs_to_no_language(asked: str) -> None:
    assert language_of(asked) == "uncertain"


@given(st.text(max_size=60))
def test_any_text_can_be_asked(text: str) -> None:
    assert isinstance(to_english(text, language="es"), str)
    assert language_of(text) in {"en", "es", "uncertain"}
    assert terms_of(text) is terms_of(text)
    for found in concepts(text):
        assert 0 <= found.start < found.end <= len(tokens(text))


NOBODYS = st.text(alphabet="xkwzq", min_size=9, max_size=9)  # unlike any word of food
FOODS = st.sampled_from(
    ["sopa", "roja", "de", "pollo", "frito", "y", "muy", "picante", "con", "queso", "un", "tarta"]
)


@given(st.lists(NOBODYS | FOODS, max_size=12))
@settings(max_examples=200)
def test_no_word_that_is_not_understood_is_lost(words: list[str]) -> None:
    kept = sorted(word for word in words if len(word) == 9)
    said = to_english(" ".join(words), language="es").split()
    assert sorted(word for word in said if set(word) <= set("xkwzq")) == kept


def test_a_very_long_request_is_put_into_english_too() -> None:
    said = to_english("sopa " + "roja y " * 2_000 + "verde " + "de pollo " * 2_000, language="es")
    assert said.startswith("red and red")
    assert said.endswith("chicken chicken soup")
    assert said.count("chicken") == said.count("red") == 2_000


FOUND = [
    ("mushroom risotto", [Found("mushroom", 0, 1), Found("risotto", 1, 2)]),
    ("Risotto de setas", [Found("risotto", 0, 1), Found("mushroom", 2, 3)]),
    ("coconut milk curry", [Found("coconut milk", 0, 2), Found("curry", 2, 3)]),
    ("leche de coco", [Found("coconut milk", 0, 3)]),
    ("shrimps and gambas", [Found("prawn", 0, 1), Found("prawn", 2, 3)]),
    ("eggplants", [Found("aubergine", 0, 1)]),
    ("berenjenas", [Found("aubergine", 0, 1)]),
    ("zucchini", [Found("courgette", 0, 1)]),
    ("calabacines", [Found("courgette", 0, 1)]),
    ("judías verdes", [Found("green bean", 0, 2)]),
    ("ejotes", [Found("green bean", 0, 1)]),
    ("blubery mufins", [Found("blueberry", 0, 1), Found("muffin", 1, 2)]),
    ("gwacamole", [Found("guacamole", 0, 1)]),
    ("lasanga", [Found("lasagne", 0, 1)]),
    ("spagetti carbonnara", [Found("spaghetti", 0, 1), Found("carbonara", 1, 2)]),
    ("tirramisu", [Found("tiramisu", 0, 1)]),
    ("white cloud", [Found("white", 0, 1)]),
    ("laptop", []),
    ("zapatos de cuero", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_concepts_are_found_where_they_stand(text: str, found: list[Found]) -> None:
    assert concepts(text) == found


MEANT = [
    ("palta", "avocado"),
    ("aguacate", "avocado"),
    ("papas", "potato"),
    ("patatas", "potato"),
    ("frutillas", "strawberry"),
    ("fresas", "strawberry"),
    ("alubias", "bean"),
    ("porotos", "bean"),
    ("maíz", "corn"),
    ("choclo", "corn"),
    ("camarones", "prawn"),
    ("gambas", "prawn"),
    ("cacahuates", "peanut"),
    ("maní", "peanut"),
    ("melocotón", "peach"),
    ("durazno", "peach"),
    ("piña", "pineapple"),
    ("ananá", "pineapple"),
    ("nata", "cream"),
    ("crema de leche", "cream"),
    ("guisantes", "pea"),
    ("arvejas", "pea"),
    ("setas", "mushroom"),
    ("hongos", "mushroom"),
    ("remolacha", "beetroot"),
    ("betabel", "beetroot"),
    ("cilantro", "coriander"),
    ("rocket", "rocket"),
    ("arugula", "rocket"),
    ("cremosas", "creamy"),
    ("crujientes", "crunchy"),
    ("roja", "red"),
    ("mexicanas", "mexican"),
    ("española", "spanish"),
    ("desserts", "dessert"),
    ("postres", "dessert"),
    ("entradas", "starter"),
    ("niños", "kid"),
    ("desayuno", "breakfast"),
    ("almíbar", "sugar"),
]


@pytest.mark.parametrize(("word", "concept"), MEANT)
def test_every_country_has_its_word(word: str, concept: str) -> None:
    assert [found.concept for found in concepts(word)] == [concept]
    assert named(word) == {concept}


CONTAINS = [
    ("smoked bacon", "pork"),
    ("smoked bacon", "meat"),
    ("chorizo", "pork"),
    ("ham", "pork"),
    ("pancetta", "pork"),
    ("guanciale", "pork"),
    ("lard", "pork"),
    ("jamón serrano", "pork"),
    ("panceta ahumada", "pork"),
    ("salami", "pork"),
    ("bratwurst", "pork"),
    ("gelatine", "pork"),
    ("beef stock", "beef"),
    ("chicken stock", "meat"),
    ("caldo de pollo", "chicken"),
    ("lomo de cerdo", "pork"),
    ("White rum", "white rum"),
    ("White rum", "rum"),
    ("White rum", "alcohol"),
    ("red wine", "alcohol"),
    ("vino tinto", "alcohol"),
    ("beer", "alcohol"),
    ("cava", "alcohol"),
    ("curacao", "alcohol"),
    ("cachaca", "alcohol"),
    ("rice wine", "alcohol"),
    ("Mojito", "alcohol"),
    ("shiitake mushrooms", "mushroom"),
    ("porcini", "mushroom"),
    ("prawn", "crustacean"),
    ("prawn", "seafood"),
    ("fish sauce", "fish"),
    ("Worcestershire sauce", "fish"),
    ("anchovies", "fish"),
    ("oyster sauce", "mollusc"),
    ("cheddar", "cheese"),
    ("cheddar", "dairy"),
    ("queso manchego", "dairy"),
    ("buttermilk", "dairy"),
    ("creme fraiche", "cream"),
    ("milk chocolate", "dairy"),
    ("white chocolate", "dairy"),
    ("mayonnaise", "egg"),
    ("egg yolks", "egg"),
    ("egg noodles", "egg"),
    ("egg noodles", "gluten"),
    ("almond flour", "nut"),
    ("almond milk", "nut"),
    ("pesto", "nut"),
    ("marzipan", "nut"),
    ("peanut butter", "peanut"),
    ("tahini", "sesame"),
    ("tofu", "soy"),
    ("soy sauce", "gluten"),
    ("breadcrumbs", "gluten"),
    ("wheat penne", "pasta"),
    ("pan", "bread"),
    ("spring onions", "onion"),
    ("jalapeño", "chilli"),
    ("kidney beans", "legume"),
    ("honey", "animal product"),
]
FREE_OF = [
    ("coconut milk", ("dairy", "milk", "nut")),
    ("leche de coco", ("dairy", "milk")),
    ("peanut butter", ("dairy", "butter")),
    ("cocoa butter", ("dairy", "butter")),
    ("butternut squash", ("butter", "dairy", "nut")),
    ("butter beans", ("butter", "dairy")),
    ("ginger beer", ("alcohol", "beer")),
    ("eggplant", ("egg",)),
    ("nutmeg", ("nut",)),
    ("water chestnut", ("nut", "chestnut")),
    ("rice wine vinegar", ("alcohol", "wine")),
    ("sherry vinegar", ("alcohol", "wine")),
    ("almond milk", ("dairy", "milk")),
    ("oat milk", ("dairy", "milk")),
    ("vegan cream", ("dairy", "cream")),
    ("vegan cheeseburger", ("dairy", "meat", "beef", "animal product")),
    ("vegetarian sausages", ("pork", "meat")),
    ("Mojito sin alcohol", ("alcohol", "rum")),
    ("alcohol-free beer", ("alcohol",)),
    ("gluten-free pasta", ("gluten", "wheat")),
    ("rice noodles", ("gluten", "wheat")),
    ("corn tortilla", ("gluten", "wheat")),
    ("buckwheat", ("gluten", "wheat")),
    ("turkey bacon", ("pork",)),
    ("oyster mushrooms", ("mollusc", "oyster")),
    ("goat cheese", ("goat", "meat")),
    ("beefsteak tomato", ("beef", "meat")),
    ("black-eyed peas", ("pea",)),
    ("lemongrass", ("lemon",)),
    ("hamburger bun", ("pork", "ham")),
    ("cream of tartar", ("cream", "dairy")),
    ("sweetbread", ("bread", "gluten")),
    ("cauliflower steak", ("beef", "meat")),
    ("curry without nuts", ("nut",)),
]


@pytest.mark.parametrize(("ingredient", "contained"), CONTAINS)
def test_what_an_ingredient_contains_is_never_missed(ingredient: str, contained: str) -> None:
    assert contained in terms_of(ingredient)


@pytest.mark.parametrize(("ingredient", "absent"), FREE_OF)
def test_an_ingredient_is_not_taken_for_what_it_only_sounds_like(
    ingredient: str, absent: tuple[str, ...]
) -> None:
    assert not terms_of(ingredient) & set(absent)


def test_unknown_ingredients_keep_their_words_singular() -> None:
    assert terms_of("Zyzzyx roots") == {"zyzzyx root", "zyzzyx", "root"}
    assert named("zyzzyx") <= terms_of("Zyzzyx roots")
    assert terms_of("") == set()


def test_broader_concepts_are_reached_through_all_steps() -> None:
    assert broader("bacon") == {"animal product", "cured meat", "meat", "pork"}
    assert broader("rum") == {"alcohol", "drink", "spirit"}
    assert broader("prawn") == {"animal product", "crustacean", "seafood", "shellfish"}
    assert broader("zyzzyx") == set()


def test_a_concept_says_what_kind_it_is() -> None:
    assert kinds("orange") == {"colour", "ingredient"}
    assert kinds("zyzzyx") == set()


SINGULARS = [
    ("mushrooms", "mushroom"),
    ("tomatoes", "tomato"),
    ("berries", "berry"),
    ("leaves", "leaf"),
    ("dishes", "dish"),
    ("sandwiches", "sandwich"),
    ("cookies", "cookie"),
    ("olives", "olive"),
    ("Glasses", "glass"),
    ("slices", "slice"),
    ("radishes", "radish"),
    ("asparagus", "asparagus"),
    ("couscous", "couscous"),
    ("hummus", "hummus"),
    ("gas", "gas"),
    ("limones", "limon"),
    ("nueces", "nuez"),
    ("peces", "pez"),
    ("tomates", "tomate"),
    ("jamones", "jamon"),
    ("flanes", "flan"),
    ("champiñones", "champinon"),
    ("judías", "judia"),
    ("ajíes", "aji"),
    ("fresas", "fresa"),
    ("blancas", "blanca"),
    ("estaciones", "estacion"),
    ("soup", "soup"),
    ("zyzzyxes", "zyzzyx"),
]


@pytest.mark.parametrize(("plural", "single"), SINGULARS)
def test_plurals_of_both_languages_have_their_singular(plural: str, single: str) -> None:
    assert singular(plural) == single
    assert singular(single) == single


def test_the_glossary_knows_more_than_seven_hundred_concepts_in_both_languages() -> None:
    rows = list(written.rows())
    assert len({row.concept for row in rows}) > 700
    assert sum(1 for row in rows if row.spanish) > 0.95 * len(rows)


def test_a_cook_finds_each_row_in_its_place() -> None:
    places = [(row.kind, row.concept) for row in written.rows()]
    assert places == sorted(set(places))
    small = [form for form, _ in written.small_words()]
    assert small == sorted(set(small))


def test_no_form_means_two_things() -> None:
    meant: dict[tuple[str, str, str], str] = {}
    for row in written.rows():
        for language, forms in (("en", row.names), ("es", row.spanish)):
            for form in forms:
                key = (language, row.role, " ".join(tokens(form)))
                assert meant.setdefault(key, row.concept) == row.concept, f"{form}: two concepts"


def test_everything_broader_is_a_concept_too_and_leads_nowhere_back() -> None:
    known = {row.concept for row in written.rows()}
    for row in written.rows():
        unknown = {name.removeprefix(written.NOT) for name in row.broader} - known
        assert not unknown, f"{row.concept} names {unknown}"
    for concept in known:
        assert concept not in broader(concept), f"{concept} is broader than itself"


def test_every_form_can_be_found_by_the_search_for_the_longest() -> None:
    read = written.book()
    for forms in (read.english, read.spanish, read.small_spanish):
        assert max(len(form.split()) for form in forms) <= LONGEST


def test_the_small_words_play_known_parts() -> None:
    roles = {sense.role for _, sense in written.small_words()}
    assert roles <= set(written.Role.__args__)  # type: ignore[attr-defined]
    with (written.FOLDER / "spanish_words.csv").open(encoding="utf-8", newline="") as file:
        assert all(row["spanish"] == fold(row["spanish"]) for row in csv.DictReader(file))


def test_importing_the_glossary_reads_nothing() -> None:
    code = (
        "import recommender.glossary; from recommender.glossary.book import book;"
        "print(book.cache_info().currsize)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
