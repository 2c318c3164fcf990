"""What stands on paper, in English and Spanish; allergens as the law names them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from babel.dates import format_date
from babel.numbers import format_currency

from recommender.dish import Allergen, Course, Diet, Dish

Language = Literal["en", "es"]


@dataclass(frozen=True)
class Texts:
    """The words of one language."""

    language: Language
    menu: str
    allergens: str
    page: str
    as_of: str
    contains: str
    free: str
    undeclared: str
    explained: Mapping[str, str]
    advice: str
    nothing: str
    other: str
    courses: Mapping[Course, str]
    diets: Mapping[Diet, str]
    allergen: Mapping[Allergen, str]

    def course(self, course: Course | Literal[""]) -> str:
        """Return the heading of a course."""
        return self.courses[course] if course else self.other

    def day(self, day: date) -> str:
        """Return a date in words."""
        return format_date(day, format="long", locale=self.language)

    def price(self, dish: Dish) -> str:
        """Return a price as this language writes it."""
        return format_currency(dish.price, dish.currency, locale=self.language)

    def name(self, dish: Dish) -> str:
        """Return the dish's name in this language, or the one it has."""
        return self._own(dish, "name") or dish.name

    def description(self, dish: Dish) -> str:
        """Return the dish's description in this language, or the one it has."""
        return self._own(dish, "description") or dish.description

    def _own(self, dish: Dish, field: str) -> str:
        return str(getattr(dish, f"{field}_{self.language}", "") or "")


Pair = tuple[str, str]  # English, Spanish

_SAID: Mapping[str, Pair] = {
    "menu": ("Menu", "Carta"),
    "allergens": ("Allergens", "Alérgenos"),
    "page": ("Page {page} of {{pages}}", "Página {page} de {{pages}}"),
    "as_of": ("As of {day}", "A {day}"),
    "contains": ("Contains {allergens}", "Contiene {allergens}"),
    "free": (
        "Declared free of all 14 allergens",
        "Declarado sin ninguno de los 14 alérgenos",
    ),
    "undeclared": (
        "Allergens not declared: please ask before you order",
        "Alérgenos sin declarar: pregunte antes de pedir",
    ),
    "advice": (
        (
            "As declared by the kitchen. Where nothing is declared, any allergen may be contained. "
            "Traces are possible everywhere: if you have an allergy, tell us before you order."
        ),
        (
            "Según lo declarado por la cocina. Donde no hay declaración puede haber cualquier "
            "alérgeno. Siempre puede haber trazas: si tiene alergia, díganoslo antes de pedir."
        ),
    ),
    "nothing": ("There is no dish on the menu.", "No hay ningún plato en la carta."),
    "other": ("Other dishes", "Otros platos"),
}
_EXPLAINED: Mapping[str, Pair] = {
    "contains": ("contains", "contiene"),
    "free": ("declared free of", "declarado sin"),
    "undeclared": ("not declared", "sin declarar"),
}
_COURSES: Mapping[Course, Pair] = {
    "starter": ("Starters", "Entrantes"),
    "main": ("Main courses", "Platos principales"),
    "side": ("Sides", "Guarniciones"),
    "dessert": ("Desserts", "Postres"),
    "drink": ("Drinks", "Bebidas"),
    "breakfast": ("Breakfast", "Desayunos"),
    "snack": ("Snacks", "Para picar"),
    "sauce": ("Sauces", "Salsas"),
}
_DIETS: Mapping[Diet, Pair] = {
    "vegetarian": ("vegetarian", "vegetariano"),
    "vegan": ("vegan", "vegano"),
    "gluten_free": ("gluten-free", "sin gluten"),
}
_ALLERGENS: Mapping[Allergen, Pair] = {
    "gluten": ("Gluten", "Gluten"),
    "crustaceans": ("Crustaceans", "Crustáceos"),
    "eggs": ("Eggs", "Huevos"),
    "fish": ("Fish", "Pescado"),
    "peanuts": ("Peanuts", "Cacahuetes"),
    "soybeans": ("Soybeans", "Soja"),
    "milk": ("Milk", "Leche"),
    "nuts": ("Nuts", "Frutos de cáscara"),
    "celery": ("Celery", "Apio"),
    "mustard": ("Mustard", "Mostaza"),
    "sesame": ("Sesame", "Sésamo"),
    "sulphites": ("Sulphites", "Sulfitos"),
    "lupin": ("Lupin", "Altramuces"),
    "molluscs": ("Molluscs", "Moluscos"),
}
Name = TypeVar("Name", bound=str)


def _texts(language: Language, at: int) -> Texts:
    def told(pairs: Mapping[Name, Pair]) -> dict[Name, str]:
        return {name: pair[at] for name, pair in pairs.items()}

    return Texts(
        language=language,
        explained=told(_EXPLAINED),
        courses=told(_COURSES),
        diets=told(_DIETS),
        allergen=told(_ALLERGENS),
        **told(_SAID),
    )


TEXTS: Mapping[Language, Texts] = {"en": _texts("en", 0), "es": _texts("es", 1)}
