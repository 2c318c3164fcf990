"""The owner's settings on the command line: shown, and changed field by field."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from recommender.because import Because
from recommender.command import Command, tell
from recommender.errors import UnusableHouse, UnusablePhoto
from recommender.house import DAYS, House
from recommender.kitchen import Kitchen
from recommender.restaurant import Restaurant
from recommender.staff_commands.telling import as_json, local

PLAIN = ("name", "accent", "currency", "time_zone", "language")
FIELDS = (*PLAIN, *(f"hours.{day}" for day in DAYS), "welcome.<language>")


def register(command: Command) -> None:
    """Add the verbs to the command line."""
    settings = command(
        "settings", _settings, "Show the restaurant's own settings, or set some of them."
    )
    settings.add_argument("action", choices=("show", "set"))
    settings.add_argument(
        "values", nargs="*", type=_value, metavar="FIELD=VALUE", help=", ".join(FIELDS)
    )
    settings.add_argument("--logo", type=Path, metavar="FILE", help="a PNG, WebP or JPEG")
    settings.add_argument("--no-logo", action="store_true", help="take the logo away")
    settings.add_argument("--who", default="owner", metavar="NAME", help="stands beside them")
    settings.set_defaults(refuse=settings.error)


def _value(text: str) -> tuple[str, str]:
    name, found, value = text.partition("=")
    if not found:
        raise argparse.ArgumentTypeError(f"{text} is not FIELD=VALUE")
    return name, value


def _settings(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    kitchen = restaurant.kitchen
    if chosen.action == "show":
        if chosen.values or chosen.logo or chosen.no_logo:
            chosen.refuse("show changes nothing; use set")
        return _shown(kitchen, chosen)
    data, name = _logo(chosen.logo)
    changes = _changes(kitchen.house(), dict(chosen.values))
    if chosen.no_logo:
        changes["logo"] = None
    kitchen.furnish(changes, logo=data, logo_name=name, who=chosen.who)
    return _shown(kitchen, chosen)


def _changes(house: House, values: dict[str, str]) -> dict[str, Any]:
    """Return the changes of whole fields that values such as ``hours.monday`` make."""
    changes: dict[str, Any] = {}
    for name, value in values.items():
        field, _, part = name.partition(".")
        if field == "hours" and part in DAYS:
            week = changes.setdefault("hours", list(house.hours))
            week[DAYS.index(part)] = value
        elif field == "welcome" and part:
            changes.setdefault("welcome", dict(house.welcome))[part] = value
        elif name in PLAIN:
            changes[name] = value
        else:
            raise UnusableHouse(field=name, reason=Because("is no setting"), value=value)
    return changes


def _logo(file: Path | None) -> tuple[bytes | None, str]:
    if file is None:
        return None, ""
    try:
        return file.read_bytes(), file.name
    except OSError as error:
        raise UnusablePhoto(file=str(file), reason=error.strerror) from None


def _shown(kitchen: Kitchen, chosen: argparse.Namespace) -> int:
    furnished, house = kitchen.furnished(), kitchen.house()
    data = house.model_dump(mode="json") | {
        "hours": {day: ", ".join(map(str, house.hours[at])) for at, day in enumerate(DAYS)},
        "shades": house.shades._asdict(),
        "settled": furnished and {"who": furnished.who, "at": as_json(furnished.at)},
    }
    lines = list(_lines(house))
    if furnished:
        lines.append(f"settled by {furnished.who}, {local(furnished.at, house.zone)}")
    return tell(chosen, data, lines)


def _lines(house: House) -> Iterator[str]:
    for name in PLAIN:
        yield f"{name:16} {getattr(house, name) or '-'}"
    yield f"{'logo':16} {house.logo or '-'}"
    for at, day in enumerate(DAYS):
        yield f"{f'hours.{day}':16} {', '.join(map(str, house.hours[at])) or '-'}"
    for code, line in house.welcome.items():
        yield f"{f'welcome.{code}':16} {line}"
