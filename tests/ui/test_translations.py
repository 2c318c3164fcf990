"""Every word of the interface stands in every language's catalog, and nothing else does."""

import ast
import re
import string
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po
from kit import dish, encoded, picture
from pydantic import ValidationError

from recommender.because import Because
from recommender.config import PROJECT
from recommender.dish import ALLERGENS, COURSES, DIETS, Problem, problems
from recommender.errors import RecommenderError, UnusableDish, UnusablePhoto
from recommender.facets import LIFTABLE
from recommender.house import DEMO
from recommender.locale import CATALOG, LOCALES
from recommender.locale.__main__ import texts
from recommender.menu_file import Row, rejected_csv
from recommender.people import People
from recommender.photos import read_photo
from recommender.reasons import TEMPLATES, Reason, like, of_words
from recommender.ui import i18n, kitchen_words, names, words

TRANSLATED = [code for code in i18n.languages() if code != i18n.ENGLISH]
SAME_IN_SPANISH = {
    *("no", "{name}: {description}", "{name}: {remark}", "{title}: {count}", "{file}: {counts}"),
    *("{name}: {allergens}",),
    *("{field}: {old} → **{new}**", "{when} · {who} · {what}", "{deed}, {about}"),
}
# The official names in the two languages of Regulation (EU) No 1169/2011, Annex II.
OFFICIAL = {
    "gluten": "Cereales que contengan gluten",
    "crustaceans": "Crustáceos",
    "eggs": "Huevos",
    "fish": "Pescado",
    "peanuts": "Cacahuetes",
    "soybeans": "Soja",
    "milk": "Leche",
    "nuts": "Frutos de cáscara",
    "celery": "Apio",
    "mustard": "Mostaza",
    "sesame": "Granos de sésamo",
    "sulphites": "Dióxido de azufre y sulfitos",
    "lupin": "Altramuces",
    "molluscs": "Moluscos",
}


@pytest.fixture
def spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recommender.ui.i18n.language", lambda: "es")
    monkeypatch.setattr("recommender.ui.names.language", lambda: "es")


def catalog(code: str) -> Catalog:
    with (LOCALES / code / CATALOG).open("rb") as file:
        return read_po(file, locale=code)


def keys(of: Catalog) -> set[tuple[str | None, object]]:
    return {(message.context, message.id) for message in of if message.id}


def forms(text: object) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (str(text),)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def translations(code: str) -> Iterator[tuple[str, str]]:
    """Yield every English form beside every form of the translation."""
    for message in catalog(code):
        if message.id:
            for english in forms(message.id):
                for other in forms(message.string):
                    yield english, other


def test_there_is_spanish_beside_english() -> None:
    assert i18n.languages() == ("en", "es")


@pytest.mark.parametrize("code", TRANSLATED)
def test_nothing_that_the_interface_says_is_missing_from_a_language(code: str) -> None:
    assert keys(texts()) - keys(catalog(code)) == set(), "run python -m recommender.locale"


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_language_holds_what_nobody_says_any_more(code: str) -> None:
    assert keys(catalog(code)) - keys(texts()) == set(), "run python -m recommender.locale"
    assert not catalog(code).obsolete


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_is_translated_and_no_translation_is_a_guess(code: str) -> None:
    for message in catalog(code):
        if message.id:
            assert all(forms(message.string)), message.id
            assert not message.fuzzy, message.id


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_hold_the_facts_of_the_english_text(code: str) -> None:
    for english, other in translations(code):
        assert placeholders(other) == placeholders(english), english


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_keep_the_marks_of_the_english_text(code: str) -> None:
    for english, other in translations(code):
        for mark in ("**", "`"):
            assert other.count(mark) == english.count(mark), english


def test_a_sentence_that_is_english_in_spanish_is_meant_so() -> None:
    same = {english for english, other in translations("es") if english == other}

    assert same == SAME_IN_SPANISH


def test_no_text_hides_in_an_f_string_where_translators_do_not_find_it() -> None:
    for file in (PROJECT / "recommender" / "ui").rglob("*.py"):
        for template in ast.walk(ast.parse(file.read_text())):
            if isinstance(template, ast.JoinedStr):
                called = {
                    getattr(node.func, "id", "")
                    for node in ast.walk(template)
                    if isinstance(node, ast.Call)
                }
                assert not called & {"t", "n", "p"}, f"{file.name}:{template.lineno}"


def test_no_sentence_is_put_together_from_pieces() -> None:
    """A text that begins or ends in a space would be half of a sentence."""
    for message in texts():
        for form in forms(message.id):
            assert form == form.strip(), form


@pytest.mark.usefixtures("spanish")
def test_allergens_have_their_official_names() -> None:
    assert {name: names.allergen(name) for name in ALLERGENS} == OFFICIAL


@pytest.mark.usefixtures("spanish")
def test_prices_numbers_and_days_are_written_as_spaniards_write_them() -> None:
    assert i18n.money(1234.5, "EUR") == "1.234,50\xa0€"
    assert i18n.number(12345) == "12.345"
    assert i18n.day(date(2026, 3, 1)) == "1 de marzo de 2026"
    assert i18n.whole_money("EUR") == "%d\xa0€"


def test_prices_are_written_as_english_speakers_write_them() -> None:
    assert i18n.money(1234.5, "EUR") == "€1,234.50"
    assert i18n.whole_money("EUR") == "€%d"


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(("count", "said"), [(0, "0 platos"), (1, "1 plato"), (12, "12 platos")])
def test_one_is_one_and_many_are_many(count: int, said: str) -> None:
    assert i18n.n("{count} dish", "{count} dishes", count) == said


@pytest.mark.usefixtures("spanish")
def test_courses_diets_and_heat_have_spanish_names() -> None:
    assert [names.diet(diet) for diet in DIETS] == ["Vegetariano", "Vegano", "Sin gluten"]
    assert names.course("starter") == "Entrantes"
    assert names.spice(3) == "Muy picante"
    assert names.cuisine("spanish") == "Española"
    assert all(names.course(course) for course in COURSES)


def test_a_cuisine_that_nobody_translated_stays_as_the_menu_has_it() -> None:
    assert names.cuisine("nikkei fusion") == "Nikkei Fusion"


@pytest.mark.usefixtures("spanish")
def test_reasons_are_told_in_spanish_from_their_facts() -> None:
    soup = dish("Soup", currency="EUR")

    told = {
        words.reason(Reason("cheaper", {"price": "2.50"}), soup),
        words.reason(of_words("contains", "nuts", "milk"), soup),
        words.reason(of_words("colour", "green"), soup),
        words.reason(Reason("name"), soup),
    }

    assert told == {
        "2,50\xa0€ más barato",
        "contiene frutos de cáscara y leche",
        "verde en la foto",
        "el nombre coincide",
    }


@pytest.mark.usefixtures("spanish")
def test_every_reason_can_be_told() -> None:
    facts = {"words": "milk", "price": "1.00"}

    for kind, template in TEMPLATES.items():
        used = {name: facts[name] for name in placeholders(template)}
        assert words.reason(Reason(kind, used), dish("Soup"))


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"no picture",
            "no es una imagen JPEG, PNG, WebP, HEIC ni AVIF; guárdela en uno de estos formatos.",
        ),
        (
            encoded(picture(size=(10, 12))),
            "mide 10 por 12 píxeles; ambos lados necesitan al menos 32.",
        ),
        (
            encoded(picture(size=(400, 300)))[:-300],
            "el archivo está dañado o incompleto; hágala o expórtela de nuevo.",
        ),
        (
            bytes(26_000_000),
            "tiene 26 MB, más de 25; guárdela más pequeña.",
        ),
    ],
)
def test_what_is_wrong_with_a_photo_is_said_in_spanish(data: bytes, said: str) -> None:
    with pytest.raises(UnusablePhoto) as refused:
        read_photo(data, name="lasagne.jpg")

    assert words.error(refused.value) == f"lasagne.jpg no se puede usar como foto: {said}"


@pytest.mark.usefixtures("spanish")
def test_a_reason_that_no_catalog_knows_is_told_as_it_is() -> None:
    problem = UnusablePhoto(file="soup.jpg", reason="the disk hums")

    assert words.error(problem) == "soup.jpg no se puede usar como foto: the disk hums."


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(
    ("attempt", "said"),
    [
        (
            lambda: People.with_passwords({"Ana": "owner"}),
            (
                "Nadie puede entrar: en la lista de personas, Ana es incorrecto: no es una tabla "
                "de ajustes, uno por línea. Corríjalo allí."
            ),
        ),
        (
            lambda: DEMO.with_changes({"name": "x" * 61}),
            "No se ha guardado nada: el nombre tiene más de 60 caracteres.",
        ),
        (
            lambda: DEMO.with_changes({"currency": "PTS"}),
            "No se ha guardado nada: la moneda no es el código de una moneda en uso, como EUR.",
        ),
    ],
)
def test_what_is_wrong_with_people_and_settings_is_said_in_spanish(
    attempt: Callable[[], object], said: str
) -> None:
    with pytest.raises(RecommenderError) as refused:
        attempt()

    assert words.error(refused.value) == said


@pytest.mark.usefixtures("spanish")
def test_a_liked_dish_is_called_as_the_reader_calls_it() -> None:
    liked = dish("Rice, beans and plantain", name_es="Arroz, frijoles y plátano")

    assert words.reason(like(liked), dish("Soup")) == (
        "como Arroz, frijoles y plátano, que le gustó"
    )


def test_every_error_is_a_sentence() -> None:
    for error in RecommenderError.__subclasses__():
        assert re.search(r"[.}]$", error.template), error
        assert "text" not in placeholders(error.template), "t() calls the sentence itself so"


def test_every_filter_that_may_be_lifted_has_an_offer() -> None:
    from recommender.facets import Relaxation
    from recommender.ui.results import _offered

    for name in LIFTABLE:
        assert "3 dishes" in _offered(Relaxation(name, 3))


@pytest.mark.usefixtures("spanish")
def test_what_is_wrong_with_a_dish_is_told_in_spanish() -> None:
    with pytest.raises(ValidationError) as raised:
        dish("Soup", price="free", vegan=True, allergens="milk;fish")
    values = {"name": "Soup", "price": "free", "vegan": True, "allergens": "milk;fish"}
    found = problems(raised.value, values)
    error = UnusableDish(problems="", found={"": found})

    assert kitchen_words.error(error) == (
        "El plato no se puede aceptar: precio «free»: no es un precio como 12,50."
    )


@pytest.mark.usefixtures("spanish")
def test_names_of_ours_in_a_reason_are_told_in_spanish() -> None:
    reason = Because("is yes, but the allergens name {found}", found=("fish", "milk"))

    assert words.because(reason) == "es sí, pero los alérgenos nombran pescado y leche"


@pytest.mark.usefixtures("spanish")
def test_the_list_of_rejected_rows_follows_the_language() -> None:
    row = Row(1204, {}, problems=(Problem("price", "", Because("is missing")),))

    written = rejected_csv(
        [row], titles=("Fila", "Columna"), field=names.field, reason=words.because
    )

    assert written.decode("utf-8-sig") == "Fila,Columna\r\n1204,Precio,,falta\r\n"
