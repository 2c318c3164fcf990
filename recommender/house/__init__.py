"""The restaurant itself: what its owner settles about it, apart from the menu."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from recommender.because import Because
from recommender.errors import UnusableHouse
from recommender.house.accent import (
    CLAY,
    DARK_PAGE,
    LIGHT_PAGE,
    PALETTES,
    READABLE,
    Shades,
    contrast,
    shades,
    weakest,
)
from recommender.house.hours import DAYS, Span, Spans, Standing, Week, a_week, standing, written
from recommender.house.money import currencies

__all__ = [
    "CLAY",
    "DARK_PAGE",
    "DAYS",
    "DEMO",
    "LIGHT_PAGE",
    "MAX_NAME",
    "MAX_WELCOME",
    "PALETTES",
    "READABLE",
    "House",
    "Shades",
    "Span",
    "Spans",
    "Standing",
    "Week",
    "contrast",
    "currencies",
    "shades",
    "time_zones",
    "weakest",
    "written",
]

MAX_NAME = 60  # characters; more do not fit into the head on a phone
MAX_WELCOME = 120  # characters of one calm line


def _one_line(text: Any) -> Any:
    return " ".join(text.split()) if isinstance(text, str) else text


def _in_use(currency: str) -> str:
    if currency not in currencies():
        raise ValueError(Because("is not the code of a currency in use, such as EUR"))
    return currency


def _a_zone(name: str) -> str:
    if name and name not in available_timezones():
        raise ValueError(Because("is not a time zone such as Europe/Madrid"))
    return name


def _without_empty(lines: Any) -> Any:
    if not isinstance(lines, Mapping):
        return lines
    return {code: said for code, text in lines.items() if (said := _one_line(text))}


def _upper(code: Any) -> Any:
    return code.strip().upper() if isinstance(code, str) else code


def _lower(text: Any) -> Any:
    return text.strip().lower() if isinstance(text, str) else text


Code = Annotated[str, BeforeValidator(_lower), Field(pattern="^([a-z]{2,3})?$")]


def time_zones() -> tuple[str, ...]:
    """Return the names of the time zones that a house can be in."""
    return tuple(
        sorted(name for name in available_timezones() if "/" in name and name[:3] != "Etc")
    )


class House(BaseModel):
    """What guests see of the restaurant on every page. Building one from text checks it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, BeforeValidator(_one_line), Field(min_length=1, max_length=MAX_NAME)]
    logo: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    accent: Annotated[str, BeforeValidator(_lower), Field(pattern=r"^#[0-9a-f]{6}$")] = CLAY
    currency: Annotated[str, BeforeValidator(_upper), AfterValidator(_in_use)] = "EUR"
    time_zone: Annotated[str, AfterValidator(_a_zone)] = ""  # empty: this machine's
    hours: Annotated[Week, BeforeValidator(a_week)] = ((),) * len(DAYS)  # empty: not said
    # Of guests whose browser asks for none that there is; empty: English.
    language: Code = ""
    welcome: Annotated[
        dict[Code, Annotated[str, Field(max_length=MAX_WELCOME)]],
        BeforeValidator(_without_empty),
    ] = Field(default_factory=dict)

    @property
    def zone(self) -> tzinfo | None:
        """The house's time zone; None is this machine's."""
        return ZoneInfo(self.time_zone) if self.time_zone else None

    @property
    def shades(self) -> Shades:
        """The accent as it is shown on light and on dark pages."""
        return shades(self.accent)

    def standing(self, now: datetime) -> Standing | None:
        """Return whether guests are served at this moment; None where no hours are said."""
        return standing(self.hours, now, self.zone)

    def with_changes(self, changes: Mapping[str, Any]) -> "House":
        """Return the house with ``changes``, as a person wrote them.

        Raises:
            UnusableHouse: they cannot be taken; ``field`` and ``reason`` say which and why.
            UnusableHours: opening hours cannot be read.
            OverlappingHours: one time begins before another ends.
        """
        try:
            return House.model_validate({**self.model_dump(), **changes})
        except ValidationError as error:
            raise _unusable(error) from None


def _unusable(error: ValidationError) -> UnusableHouse:
    first = error.errors()[0]
    name = str(first["loc"][0])
    field = _FIELDS.get(name, name)
    return UnusableHouse(field=field, value=first["input"], reason=_reason(name, first))


def _reason(field: str, detail: Any) -> Because:
    facts = detail.get("ctx", {})
    if "error" in facts:  # one of our own
        told = facts["error"].args[0]
        return told if isinstance(told, Because) else Because(str(told))
    return _REASONS.get((field, detail["type"]), _NOT_USABLE).with_facts(**facts)


_FIELDS: dict[str, Because] = {
    one: one
    for one in (
        *(Because("name"), Because("logo"), Because("accent"), Because("currency")),
        *(Because("time_zone"), Because("hours"), Because("language"), Because("welcome")),
    )
}
_NOT_USABLE = Because("cannot be used")
_TOO_LONG = Because("is longer than {max_length} characters")
_REASONS = {
    ("name", "too_short"): Because("is missing"),
    ("name", "too_long"): _TOO_LONG,
    ("welcome", "string_too_long"): _TOO_LONG,
    ("accent", "string_pattern_mismatch"): Because("is not a colour such as #a8431f"),
    ("language", "string_pattern_mismatch"): Because("is not the code of a language, such as es"),
}

DEMO = House(
    name="Mesa Viva",
    hours=a_week(dict.fromkeys(DAYS, "13:00-16:00, 20:00-23:30")),
    welcome={
        "en": "Open kitchen, long tables, dishes from everywhere",
        "es": "Cocina abierta, mesas largas y platos de todas partes",
    },
)
