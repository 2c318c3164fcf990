"""What stands on paper, in English and Spanish; allergens as the law names them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

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


ENGLISH = Texts(
    language="en",
    menu="Menu",
    allergens="Allergens",
    page="Page {page} of {{pages}}",
    as_of="As of {day}",
    contains="Contains {allergens}",
    free="Declared free of all 14 allergens",
    undeclared="Allergens not declared: please ask before you order",
    explained={"contains": "contains", "free": "declared free of", "undeclared": "not declared"},
    advice="As declared by the kitchen. Where nothing is declared, any allergen may be contained. "
    "Traces are possible everywhere: if you have an allergy, tell us before you order.",
    nothing="There is no dish on the menu.",
    other="Other dishes",
    courses={
        "starter": "Starters",
        "main": "Main courses",
        "side": "Sides",
        "dessert": "Desserts",
        "drink": "Drinks",
        "breakfast": "Breakfast",
        "snack": "Snacks",
        "sauce": "Sauces",
    },
    diets={"vegetarian": "vegetarian", "vegan": "vegan", "gluten_free": "gluten-free"},
    allergen={
        "gluten": "Gluten",
        "crustaceans": "Crustaceans",
        "eggs": "Eggs",
        "fish": "Fish",
        "peanuts": "Peanuts",
        "soybeans": "Soybeans",
        "milk": "Milk",
        "nuts": "Nuts",
        "celery": "Celery",
        "mustard": "Mustard",
        "sesame": "Sesame",
        "sulphites": "Sulphites",
        "lupin": "Lupin",
        "molluscs": "Molluscs",
    },
)
SPANISH = Texts(
    language="es",
    menu="Carta",
    allergens="Alérgenos",
    page="Página {page} de {{pages}}",
    as_of="A {day}",
    contains="Contiene {allergens}",
    free="Declarado sin ninguno de los 14 alérgenos",
    undeclared="Alérgenos sin declarar: pregunte antes de pedir",
    explained={
        "contains": "contiene",
        "free": "declarado sin",
        "undeclared": "sin declarar",
    },
    advice="Según lo declarado por la cocina. Donde no hay declaración puede haber cualquier "
    "alérgeno. Siempre puede haber trazas: si tiene alergia, díganoslo antes de pedir.",
    nothing="No hay ningún plato en la carta.",
    other="Otros platos",
    courses={
        "starter": "Entrantes",
        "main": "Platos principales",
        "side": "Guarniciones",
        "dessert": "Postres",
        "drink": "Bebidas",
        "breakfast": "Desayunos",
        "snack": "Para picar",
        "sauce": "Salsas",
    },
    diets={"vegetarian": "vegetariano", "vegan": "vegano", "gluten_free": "sin gluten"},
    allergen={
        "gluten": "Gluten",
        "crustaceans": "Crustáceos",
        "eggs": "Huevos",
        "fish": "Pescado",
        "peanuts": "Cacahuetes",
        "soybeans": "Soja",
        "milk": "Leche",
        "nuts": "Frutos de cáscara",
        "celery": "Apio",
        "mustard": "Mostaza",
        "sesame": "Sésamo",
        "sulphites": "Sulfitos",
        "lupin": "Altramuces",
        "molluscs": "Moluscos",
    },
)
TEXTS: Mapping[Language, Texts] = {"en": ENGLISH, "es": SPANISH}
