"""What pages call things, and how stored text is shown."""

import re

from babel.numbers import format_currency

from recommender.dish import Dish

LOCALE = "en_IE"  # prices as the demo restaurant's guests write them: €12.50

DIET_LABELS = {"vegetarian": "Vegetarian", "vegan": "Vegan", "gluten_free": "Gluten-free"}
COURSE_LABELS = {
    "starter": "Starters",
    "main": "Mains",
    "side": "Sides",
    "dessert": "Desserts",
    "drink": "Drinks",
    "breakfast": "Breakfast",
    "snack": "Snacks",
    "sauce": "Sauces",
}
SPICE_LABELS = ("", "mild heat", "hot", "very hot")

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])")


def plain(text: str) -> str:
    """Return ``text`` so that Markdown shows it letter by letter: stored text is never markup."""
    return _MARKDOWN.sub(r"\\\1", text)


def price(dish: Dish) -> str:
    """Return the price as people write it."""
    return format_currency(dish.price, dish.currency, locale=LOCALE)


def cuisine(name: str) -> str:
    """Return the name of a cuisine as a label."""
    return name.title() or "Other"


def course(name: str) -> str:
    """Return the name of a course as a label."""
    return COURSE_LABELS.get(name, "Other")


def alternative(dish: Dish) -> str:
    """Return what stands for a dish's photo where it is not seen."""
    return f"{dish.name}: {dish.description}" if dish.description else dish.name


def allergens(dish: Dish) -> str:
    """Return what is known of a dish's allergens, plainly."""
    if dish.allergens is None:
        return "Allergens are not declared for this dish. Please ask before ordering."
    if not dish.allergens:
        return "Declared to contain none of the 14 EU allergens."
    return f"Contains {', '.join(dish.allergens)}."
