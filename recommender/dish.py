"""Dish and its vocabulary: the only place that knows what a valid dish is."""

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)
from slugify import slugify

from recommender.because import Because
from recommender.problems import Problem as Problem  # noqa: PLC0414  asked for here
from recommender.problems import broken
from recommender.problems import problems as problems  # noqa: PLC0414  as above

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
MAX_ID = 80  # characters
MAX_NAME = 120  # characters: a line on a menu card
MAX_SIGNER = 254  # characters: the longest address of e-mail (RFC 5321, 4.5.3.1.3)
# No dish costs more; a slipped decimal point does. A wagyu steak in Jakarta is some millions.
MAX_PRICE, MAX_LARGE_PRICE = 100_000.0, 10_000_000.0
# Where a dish costs thousands, and "18.000" can only be eighteen thousand.
LARGE_CURRENCIES = frozenset(["ARS", "CLP", "COP", "CRC", "HUF", "IDR", "JPY", "KRW", "PYG", "VND"])
NEVER_VEGETARIAN = frozenset({"crustaceans", "fish", "molluscs"})
NEVER_VEGAN = NEVER_VEGETARIAN | {"eggs", "milk"}


def fold(text: str) -> str:
    """Return ``text`` as it is compared: lower case, without accents, single spaces."""
    if text.isascii():  # nine in ten cells of a menu: ten times faster
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def clean(text: str) -> str:
    """Return ``text`` as it is kept: composed characters, single spaces, nothing but characters.

    Control characters and halves of characters, which no database or page takes, become spaces.
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text):  # most are: ten times faster
        return " ".join(text.split())
    composed = unicodedata.normalize("NFC", text)
    return " ".join(
        "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in composed).split()
    )


def dish_id(name: str) -> str:
    """Return the id a dish of this name gets when none is given, such as ``pad-thai``."""
    return slugify(name, max_length=MAX_ID, word_boundary=True)


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
        raise broken("allergens", Because('"none" cannot stand beside other allergens'))
    return None if not names else [] if names == ["none"] else names


def _in_order(names: tuple[Allergen, ...] | None) -> tuple[Allergen, ...] | None:
    return None if names is None else tuple(name for name in ALLERGENS if name in names)


def _folded(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else value


def _cleaned(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


def _upper(value: Any) -> Any:
    return value.strip().upper() if isinstance(value, str) else value


def _moment(value: Any) -> Any:
    """Read a date, which is its beginning, or a time; one without a zone is this machine's."""
    if value in ("", None):
        return None
    try:
        if isinstance(value, str):
            value = datetime.fromisoformat(value.strip())
        if not isinstance(value, datetime):
            value = datetime.combine(value, time())
        return value.astimezone(UTC).replace(microsecond=0)
    except (ValueError, TypeError, OverflowError):
        raise broken("moment", Because("is not a date such as 2026-12-31")) from None


def _to_cents(price: float) -> float:
    return round(price, 2)


Text = Annotated[str, BeforeValidator(_cleaned)]
Word = Annotated[str, BeforeValidator(_folded)]
Moment = Annotated[datetime | None, BeforeValidator(_moment)]  # in UTC, to the second


class Dish(BaseModel):
    """One thing a guest can order. Building one from text (a CSV's cells, a form) checks it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=MAX_ID)]
    name: Annotated[Text, Field(min_length=1, max_length=MAX_NAME)]
    description: Annotated[Text, Field(max_length=2_000)] = ""
    # A float with two decimals, never an int: Chroma compares by type.
    price: Annotated[
        float, Field(ge=0, le=MAX_LARGE_PRICE, allow_inf_nan=False), AfterValidator(_to_cents)
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
    name_es: Annotated[Text, Field(max_length=MAX_NAME)] = ""
    description_es: Annotated[Text, Field(max_length=2_000)] = ""
    alt: Annotated[Text, Field(max_length=200)] = ""  # what the photo shows, in staff's own words
    off_until: Moment = None  # a sold-out dish is back then; None: when somebody says so
    # Who stated the allergens and when; empty where nobody knows.
    declared_by: Annotated[Text, Field(max_length=MAX_SIGNER)] = ""
    declared_at: Moment = None

    @model_validator(mode="before")
    @classmethod
    def _vegan_is_vegetarian(cls, values: Any) -> Any:
        if isinstance(values, Mapping) and "vegan" in values and "vegetarian" not in values:
            return {**values, "vegetarian": values["vegan"]}
        return values

    @model_validator(mode="after")
    def _price_is_possible(self) -> Self:
        if self.price > MAX_PRICE and self.currency not in LARGE_CURRENCIES:
            raise broken("price", Because("is more than {most}", most=f"{MAX_PRICE:g}"))
        return self

    @model_validator(mode="after")
    def _claims_agree(self) -> Self:
        if not (self.vegan or self.vegetarian or self.gluten_free):
            return self
        contained = set(self.allergens or ())
        if self.vegan and not self.vegetarian:
            raise broken("vegan", Because("is yes, but vegetarian is no"))
        for diet, forbidden in (
            ("vegan", NEVER_VEGAN),
            ("vegetarian", NEVER_VEGETARIAN),
            ("gluten_free", {"gluten"}),
        ):
            if getattr(self, diet) and (found := sorted(contained & forbidden)):
                reason = Because("is yes, but the allergens name {found}", found=tuple(found))
                raise broken(diet, reason)
        return self

    @model_validator(mode="after")
    def _facts_have_their_reason(self) -> Self:
        if self.available and self.off_until:
            raise broken("off_until", Because("is given, but the dish is not sold out"))
        for field in ("declared_by", "declared_at"):
            if getattr(self, field) and not self.declared:
                raise broken(field, Because("is given, but no allergens are declared"))
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


# What puts in order what people type, before it is checked, and does nothing to what is in order.
TIDYING = (
    *(_cleaned, _upper, _items, _allergen_items),
    Dish._vegan_is_vegetarian,  # noqa: SLF001  of this module
)


def words(dish: Dish) -> str:
    """Return the dish as the words that are encoded: the most telling first, as CLIP cuts the tail.

    Price, diets and availability are left out: they are filters, and changing them must not
    encode the dish again.
    """
    kind = " ".join(part for part in (dish.cuisine, dish.course) if part)
    parts = (dish.name, dish.description.rstrip("."), kind, ", ".join(dish.ingredients))
    return ". ".join(part for part in parts if part)


WORDS_VERSION = "words-1"  # goes into an encoder's identity; raise it when words() changes
