"""What courses, cuisines, diets, allergens and the like are called in the reader's language."""

from collections.abc import Callable, Mapping

from recommender.dish import Dish
from recommender.kitchen import UNNAMED
from recommender.people import Role
from recommender.ui.i18n import ENGLISH, language, p, t

ICONS = {
    "vegan": "eco",
    "vegetarian": "potted_plant",
    "gluten_free": "grain",
    "spice": "local_fire_department",
}


def house(called: str) -> str:
    """Return what the restaurant is called; one that nobody has named yet is any restaurant."""
    return t("Our restaurant") if called == UNNAMED else called


def diet(name: str) -> str:
    """Return the name of a diet."""
    names = {
        "vegetarian": t("Vegetarian"),
        "vegan": t("Vegan"),
        "gluten_free": t("Gluten-free"),
    }
    return names[name]


def course(name: str) -> str:
    """Return the name of a course, for many dishes."""
    names = {
        "starter": t("Starters"),
        "main": t("Mains"),
        "side": t("Sides"),
        "dessert": t("Desserts"),
        "drink": t("Drinks"),
        "breakfast": t("Breakfast"),
        "snack": t("Snacks"),
        "sauce": t("Sauces"),
    }
    return names.get(name, "")


def allergen(name: str) -> str:
    """Return the name of an allergen as Regulation (EU) No 1169/2011 has it in the language."""
    names = {
        "gluten": t("Cereals containing gluten"),
        "crustaceans": t("Crustaceans"),
        "eggs": t("Eggs"),
        "fish": t("Fish"),
        "peanuts": t("Peanuts"),
        "soybeans": t("Soybeans"),
        "milk": t("Milk"),
        "nuts": t("Nuts"),
        "celery": t("Celery"),
        "mustard": t("Mustard"),
        "sesame": t("Sesame seeds"),
        "sulphites": t("Sulphur dioxide and sulphites"),
        "lupin": t("Lupin"),
        "molluscs": t("Molluscs"),
    }
    return names[name]


def field(name: str) -> str:
    """Return what a field of a dish is called."""
    called = {
        "id": t("Id"),
        "name": t("Name"),
        "description": t("Description"),
        "price": t("Price"),
        "currency": t("Currency"),
        "cuisine": t("Cuisine"),
        "course": t("Course"),
        "spice": t("Heat"),
        "allergens": t("Allergens"),
        "ingredients": t("Ingredients"),
        "photo": t("Photo"),
        "available": t("Available"),
        "off_until": t("Sold out until"),
        "name_es": t("Name in Spanish"),
        "description_es": t("Description in Spanish"),
        "alt": t("What the photo shows"),
        "declared_by": t("Declared by"),
        "declared_at": t("Declared on"),
        "vegetarian": t("Vegetarian"),
        "vegan": t("Vegan"),
        "gluten_free": t("Gluten-free"),
        "diets": t("Diets"),
        "cell": t("Cell"),
        "quotation marks": t("Quotation marks"),
    }
    return called.get(name, name)


def spice(degree: int) -> str:
    """Return a degree of heat, 1 to 3, in words."""
    return ("", t("Mild heat"), p("spice", "Hot"), t("Very hot"))[degree]


def cuisine(name: str) -> str:
    """Return the name of a cuisine; one that is not known here stays as the menu has it."""
    names: Mapping[str, Callable[[], str]] = {
        "american": lambda: p("cuisine", "American"),
        "argentinian": lambda: p("cuisine", "Argentinian"),
        "basque": lambda: p("cuisine", "Basque"),
        "british": lambda: p("cuisine", "British"),
        "chinese": lambda: p("cuisine", "Chinese"),
        "french": lambda: p("cuisine", "French"),
        "galician": lambda: p("cuisine", "Galician"),
        "german": lambda: p("cuisine", "German"),
        "greek": lambda: p("cuisine", "Greek"),
        "indian": lambda: p("cuisine", "Indian"),
        "international": lambda: p("cuisine", "International"),
        "italian": lambda: p("cuisine", "Italian"),
        "japanese": lambda: p("cuisine", "Japanese"),
        "korean": lambda: p("cuisine", "Korean"),
        "lebanese": lambda: p("cuisine", "Lebanese"),
        "mediterranean": lambda: p("cuisine", "Mediterranean"),
        "mexican": lambda: p("cuisine", "Mexican"),
        "middle eastern": lambda: p("cuisine", "Middle Eastern"),
        "moroccan": lambda: p("cuisine", "Moroccan"),
        "peruvian": lambda: p("cuisine", "Peruvian"),
        "portuguese": lambda: p("cuisine", "Portuguese"),
        "spanish": lambda: p("cuisine", "Spanish"),
        "thai": lambda: p("cuisine", "Thai"),
        "turkish": lambda: p("cuisine", "Turkish"),
        "vietnamese": lambda: p("cuisine", "Vietnamese"),
    }
    return names[name]() if name in names else name.title()


def colour(name: str) -> str:
    """Return the name of a colour of a photo."""
    names = {
        "red": t("red"),
        "orange": t("orange"),
        "yellow": t("yellow"),
        "green": t("green"),
        "blue": t("blue"),
        "purple": t("purple"),
        "pink": t("pink"),
        "brown": t("brown"),
        "black": t("black"),
        "white": t("white"),
        "grey": t("grey"),
    }
    return names.get(name, name)


def dish(one: Dish) -> str:
    """Return the name of a dish in the reader's language where the menu has it."""
    return _own_or_original(one, "name")


def description(one: Dish) -> str:
    """Return the description of a dish in the reader's language where the menu has it."""
    return _own_or_original(one, "description")


def _own_or_original(one: Dish, field: str) -> str:
    own = "" if language() == ENGLISH else getattr(one, f"{field}_{language()}", "")
    return str(own or getattr(one, field))


def role(one: Role) -> str:
    """Return what a role may do, in a word."""
    return {Role.GUEST: t("Guest"), Role.STAFF: t("Staff"), Role.OWNER: t("Owner")}[one]
