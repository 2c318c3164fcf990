"""Dish and its vocabulary: the only place that knows what a valid dish is."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError
from slugify import slugify

Course = Literal[
    "starter", "main", "side", "dessert", "drink", "breakfast", "snack", "sauce"
]  # in the order of a menu card
Diet = Literal["vegetarian", "vegan", "gluten_free"]
# The fourteen of Regulation (EU) No 1169/2011, Annex II, in its order.
Allergen = Literal[
    "gluten",
    "crustaceans",
    "eggs",
    "fish",
    "peanuts",
    "soybeans",
    "milk",
    "nuts",
    "celery",
    "mustard",
    "sesame",
    "sulphites",
    "lupin",
    "molluscs",
]
COURSES: tuple[Course, ...] = get_args(Course)
DIETS: tuple[Diet, ...] = get_args(Diet)
ALLERGENS: tuple[Allergen, ...] = get_args(Allergen)
MAX_SPICE = 3
MAX_PRICE = 100_000.0  # no currency's dish costs more; a slipped decimal point does
NEVER_VEGETARIAN = frozenset({"crustaceans", "fish", "molluscs"})
NEVER_VEGAN = NEVER_VEGETARIAN | {"eggs", "milk"}


def fold(text: str) -> str:
    """Return ``text`` as it is compared: lower case, without accents, single spaces."""
    if text.isascii():  # nine in ten cells of a menu: ten times faster
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def clean(text: str) -> str:
    """Return ``text`` as it is kept: composed characters, single spaces, no control characters."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):  # most are: ten times faster
        return " ".join(text.split())
    composed = unicodedata.normalize("NFC", text)
    return " ".join(
        "".join(" " if unicodedata.category(c) == "Cc" else c for c in composed).split()
    )


def dish_id(name: str) -> str:
    """Return the id a dish of this name gets when none is given, such as ``pad-thai``."""
    return slugify(name, max_length=80, word_boundary=True)


def _items(value: Any) -> Any:
    return (
        [part for part in map(clean, value.split(";")) if part] if isinstance(value, str) else value
    )


def _allergen_items(value: Any) -> Any:
    """Read a semicolon list; ``none`` is declared free of all, empty is undeclared."""
    if not isinstance(value, str):
        return value
    names = [fold(item) for item in _items(value.replace(",", ";"))]
    if "none" in names and len(names) > 1:
        raise PydanticCustomError("allergens", '"none" cannot stand beside other allergens')
    return None if not names else [] if names == ["none"] else names


def _in_order(names: tuple[Allergen, ...] | None) -> tuple[Allergen, ...] | None:
    return None if names is None else tuple(name for name in ALLERGENS if name in names)


def _folded(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else value


def _cleaned(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


def _upper(value: Any) -> Any:
    return value.strip().upper() if isinstance(value, str) else value


def _to_cents(price: float) -> float:
    return round(price, 2)


Text = Annotated[str, BeforeValidator(_cleaned)]
Word = Annotated[str, BeforeValidator(_folded)]


class Dish(BaseModel):
    """One thing a guest can order. Building one from text (a CSV's cells, a form) checks it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
    name: Annotated[Text, Field(min_length=1, max_length=120)]
    description: Annotated[Text, Field(max_length=2_000)] = ""
    # A float with two decimals, never an int: Chroma compares by type.
    price: Annotated[
        float, Field(ge=0, le=MAX_PRICE, allow_inf_nan=False), AfterValidator(_to_cents)
    ]
    currency: Annotated[str, BeforeValidator(_upper), Field(pattern=r"^[A-Z]{3}$")] = "EUR"
    cuisine: Annotated[Word, Field(max_length=40)] = ""
    course: Annotated[Course | Literal[""], BeforeValidator(_folded)] = ""
    vegetarian: bool = False
    vegan: bool = False
    gluten_free: bool = False
    spice: Annotated[int, Field(ge=0, le=MAX_SPICE)] = 0
    # None: nobody has declared them. Empty: declared to contain none.
    allergens: Annotated[
        tuple[Allergen, ...] | None, BeforeValidator(_allergen_items), AfterValidator(_in_order)
    ] = None
    ingredients: Annotated[
        tuple[Annotated[str, Field(max_length=100)], ...],
        BeforeValidator(_items),
        Field(max_length=100),
    ] = ()
    photo: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    available: bool = True

    @model_validator(mode="before")
    @classmethod
    def _vegan_is_vegetarian(cls, values: Any) -> Any:
        if isinstance(values, Mapping) and "vegan" in values and "vegetarian" not in values:
            return {**values, "vegetarian": values["vegan"]}
        return values

    @model_validator(mode="after")
    def _claims_agree(self) -> Self:
        contained = set(self.allergens or ())
        if self.vegan and not self.vegetarian:
            raise PydanticCustomError("vegan", "is yes, but vegetarian is no")
        for diet, forbidden in (
            ("vegan", NEVER_VEGAN),
            ("vegetarian", NEVER_VEGETARIAN),
            ("gluten_free", {"gluten"}),
        ):
            if getattr(self, diet) and (found := sorted(contained & forbidden)):
                raise PydanticCustomError(
                    diet, "is yes, but the allergens name {found}", {"found": ", ".join(found)}
                )
        return self

    @property
    def declared(self) -> bool:
        """Whether somebody stated the allergens of this dish."""
        return self.allergens is not None

    @property
    def diets(self) -> tuple[Diet, ...]:
        """The diets this dish suits, the narrower first: vegan says vegetarian too."""
        vegetable: tuple[Diet, ...] = (
            ("vegan",) if self.vegan else ("vegetarian",) if self.vegetarian else ()
        )
        return vegetable + (("gluten_free",) if self.gluten_free else ())


def words(dish: Dish) -> str:
    """Return the dish as the words that are encoded: the most telling first, as CLIP cuts the tail.

    Price, diets and availability are left out: they are filters, and changing them must not
    encode the dish again.
    """
    kind = " ".join(part for part in (dish.cuisine, dish.course) if part)
    parts = (dish.name, dish.description.rstrip("."), kind, ", ".join(dish.ingredients))
    return ". ".join(part for part in parts if part)


WORDS_VERSION = "words-1"  # goes into an encoder's identity; raise it when words() changes


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one value of a dish; ``reason`` completes "price 'abc' ..."."""

    field: str
    value: object
    reason: str

    def __str__(self) -> str:
        shown = "" if self.value in (None, "") else f' "{_shortened(str(self.value))}"'
        return f"{self.field}{shown} {self.reason}."


def _follows_from_another(detail: ErrorDetails, field: str, values: Mapping[str, Any]) -> bool:
    """Return whether a problem is the shadow of another: an id is made from the name."""
    if detail["type"] == "missing":
        return field == "id" and "name" not in values
    return bool(detail["loc"]) and field not in values


def _shortened(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


_REASONS = {
    "missing": "is missing",
    "too_short": "is missing",
    "too_long": "is longer than {max_length} characters",
    "string_too_long": "is longer than {max_length} characters",
    "float_parsing": "is not a price such as 12.50",
    "float_type": "is not a price such as 12.50",
    "finite_number": "is not a price such as 12.50",
    "int_parsing": "is not a whole number",
    "int_from_float": "is not a whole number",
    "bool_parsing": "is neither yes nor no",
    "bool_type": "is neither yes nor no",
    "greater_than_equal": "is less than {ge:g}",
    "less_than_equal": "is more than {le:g}",
    "literal_error": "is not one of {expected}",
    "extra_forbidden": "is not known",
}
_PATTERNS = {
    "id": "may hold only a-z, 0-9 and single dashes",
    "currency": "is not a currency code such as EUR",
    "photo": "is not the name of a stored photo",
}


def _reason(detail: ErrorDetails, field: str) -> str:
    if detail["type"] == "string_pattern_mismatch":
        return _PATTERNS[field]
    if detail["type"] == "too_long" and field == "ingredients":
        return "has more than {max_length} entries".format(**detail["ctx"])
    template = _REASONS.get(detail["type"])
    return template.format(**detail.get("ctx", {})) if template else detail["msg"]


def problems(error: ValidationError, values: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong in words a person understands, one for each bad value of a dish."""
    found: dict[str, Problem] = {}
    for detail in error.errors():
        field = str(detail["loc"][0]) if detail["loc"] else detail["type"]
        if _follows_from_another(detail, field, values):
            continue
        inner = len(detail["loc"]) > 1 and detail["type"] == "literal_error"
        value = detail["input"] if inner else values.get(field)
        found.setdefault(field, Problem(field, value, _reason(detail, field)))
    return list(found.values())
