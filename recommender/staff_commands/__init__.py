"""The staff's verbs on the command line.

None of them loads the encoder, which takes seconds: what is new is encoded by the app that runs on
the same folder, or by the next search.
"""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, time, tzinfo
from pathlib import Path

from recommender.catalog import DishChange
from recommender.command import DONE, LOOK_AT_IT, Command, tell
from recommender.dish import Dish
from recommender.errors import HistoryDamaged, TimeDamaged, UnusablePhoto
from recommender.kitchen import end_of_service
from recommender.restaurant import Restaurant
from recommender.staff_commands import people, settings
from recommender.staff_commands.telling import (
    attention_data,
    change_data,
    change_line,
    deleted_data,
    deleted_line,
    dish_data,
    set_data,
    set_line,
    until,
)

END_OF_SERVICE = "end-of-service"


def register(command: Command) -> None:
    """Add the verbs to the command line."""
    _register_editing(command)
    _register_service(command)
    _register_past(command)
    people.register(command)
    command("attention", _attention, "Say what needs attention on the menu.")
    settings.register(command)
    command("sweep", _sweep, "Remove photos that nothing has needed for thirty days.")


def _register_editing(command: Command) -> None:
    adding = command("add", _add, "Put a dish on the menu, such as: add name=Gazpacho price=6.")
    editing = command("edit", _edit, "Change fields of a dish; an empty value clears one.")
    editing.add_argument("dish", metavar="ID")
    for parser in (adding, editing):
        parser.add_argument("values", nargs="*", type=_value, metavar="FIELD=VALUE")
        parser.add_argument("--photo", type=Path, metavar="FILE")
        _add_who(parser)
    editing.add_argument("--no-photo", action="store_true", help="take its photo away")
    _add_dishes(command("remove", _remove, "Take dishes off the menu; undo brings them back."))
    copying = command("duplicate", _duplicate, "Copy a dish; the copy is sold out at first.")
    copying.add_argument("dish", metavar="ID")
    _add_who(copying)
    declaring = command(
        "declare", _declare, "State the allergens of a dish, such as: declare ramen eggs gluten."
    )
    declaring.add_argument("dish", metavar="ID")
    declaring.add_argument("allergens", nargs="+", metavar="ALLERGEN", help="or none, alone")
    declaring.add_argument("--who", required=True, metavar="NAME", help="who answers for it")


def _register_service(command: Command) -> None:
    selling = command("sell-out", _sell_out, "Hide dishes from guests, until told unless given.")
    _add_dishes(selling)
    selling.add_argument(
        "--until",
        type=_until,
        metavar=f"{END_OF_SERVICE}|DATE|TIME",
        help="such as end-of-service, 2026-12-31 or 18:30",
    )
    _add_dishes(command("back", _back, "Let guests order dishes again."))
    command("off", _off, "List what is sold out.")


def _register_past(command: Command) -> None:
    looking = command("history", _history, "List the last changes, or tell one of them.")
    looking.add_argument("number", nargs="?", type=int, metavar="NUMBER")
    looking.add_argument("--limit", type=int, default=20, metavar="N", help="20 unless told")
    undoing = command("undo", _undo, "Take back the newest change that is not undone, or a given.")
    undoing.add_argument("number", nargs="?", type=int, metavar="NUMBER")
    returning = command("bring-back", _bring_back, "Put a removed dish back on the menu.")
    returning.add_argument("dish", metavar="ID")
    for parser in (undoing, returning, command("redo", _redo, "Take the latest undo back.")):
        _add_who(parser)
    command("deleted", _deleted, "List the dishes removed in the last thirty days.")


def _add_dishes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dishes", nargs="+", metavar="ID")
    _add_who(parser)


def _add_who(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--who", default="staff", metavar="NAME", help="for the history")


def _value(text: str) -> tuple[str, str]:
    name, found, value = text.partition("=")
    if not found:
        raise argparse.ArgumentTypeError(f"{text} is not FIELD=VALUE")
    return name, value


def _until(text: str) -> str | time | datetime:
    if text == END_OF_SERVICE:
        return text
    for read in (time.fromisoformat, datetime.fromisoformat):
        try:
            return read(text)
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"{text} is no date or time such as 2026-12-31 or 18:30")


def _add(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    data, name = _photo(chosen.photo)
    dish = restaurant.kitchen.add(dict(chosen.values), photo=data, photo_name=name, who=chosen.who)
    return tell(chosen, dish_data(dish), [f"{dish.name} is on the menu as {dish.id}."])


def _edit(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    based_on = restaurant.catalog.revision()
    data, name = _photo(chosen.photo)
    dish = restaurant.kitchen.edit(
        chosen.dish,
        dict(chosen.values),
        based_on=based_on,
        photo=data,
        photo_name=name,
        without_photo=chosen.no_photo,
        who=chosen.who,
    )
    return tell(chosen, dish_data(dish), [f"{dish.name} is saved."])


def _remove(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    return _listed(
        restaurant, chosen, restaurant.kitchen.remove(chosen.dishes, who=chosen.who), "removed"
    )


def _duplicate(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    dish = restaurant.kitchen.duplicate(chosen.dish, who=chosen.who)
    return tell(chosen, dish_data(dish), [f"{dish.name} is there as {dish.id}, sold out for now."])


def _declare(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    named = [] if chosen.allergens == ["none"] else chosen.allergens
    base = restaurant.catalog.revision()
    dish = restaurant.kitchen.declare(chosen.dish, named, based_on=base, who=chosen.who)
    stated = ", ".join(dish.allergens or ("none",))
    return tell(chosen, dish_data(dish), [f"{dish.name}: {stated}, declared by {chosen.who}."])


def _sell_out(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    moment, zone = chosen.until, _zone(restaurant)
    if moment == END_OF_SERVICE:
        moment = restaurant.settings.end_of_service
    if isinstance(moment, time):
        moment = end_of_service(datetime.now(UTC), moment, zone)
    elif moment and moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    sold_out = restaurant.kitchen.sell_out(chosen.dishes, until=moment, who=chosen.who)
    return _listed(restaurant, chosen, sold_out, "sold out")


def _back(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    return _listed(
        restaurant, chosen, restaurant.kitchen.back(chosen.dishes, who=chosen.who), "back"
    )


def _off(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    restaurant.kitchen.bring_back_due()
    return _listed(restaurant, chosen, restaurant.kitchen.off(), "sold out")


def _zone(restaurant: Restaurant) -> tzinfo | None:
    return restaurant.kitchen.house().zone


def _listed(
    restaurant: Restaurant, chosen: argparse.Namespace, dishes: Sequence[Dish], state: str
) -> int:
    zone = _zone(restaurant)
    lines = [f"{dish.id}  {dish.name}  {state}{until(dish, zone)}" for dish in dishes]
    return tell(chosen, {"dishes": [dish_data(dish) for dish in dishes]}, lines)


def _history(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    if chosen.number is not None:
        return _dish_by_dish(restaurant, chosen)
    sets = restaurant.kitchen.history(limit=chosen.limit)
    lines = [set_line(one, _zone(restaurant)) for one in sets]
    damages = [str(TimeDamaged(number=one.number)) for one in sets if one.at is None]
    data = {"changes": [set_data(one) for one in sets], "damages": damages}
    return tell(chosen, data, lines + damages) or (LOOK_AT_IT if damages else DONE)


def _dish_by_dish(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    changes = restaurant.kitchen.changes(chosen.number)
    read = [change for change in changes if isinstance(change, DishChange)]
    damages = [str(change) for change in changes if isinstance(change, HistoryDamaged)]
    data = {"dishes": [change_data(change) for change in read], "damages": damages}
    return tell(chosen, data, [*map(change_line, read), *damages]) or (
        LOOK_AT_IT if damages else DONE
    )


def _undo(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    undone = restaurant.kitchen.undo(chosen.number, who=chosen.who)
    return tell(
        chosen, {"undone": set_data(undone)}, [f"Undone: {set_line(undone, _zone(restaurant))}"]
    )


def _redo(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    redone = restaurant.kitchen.redo(who=chosen.who)
    return tell(
        chosen, {"redone": set_data(redone)}, [f"Taken back: {set_line(redone, _zone(restaurant))}"]
    )


def _deleted(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    deleted = restaurant.kitchen.deleted()
    data = {"deleted": [deleted_data(entry) for entry in deleted]}
    zone = _zone(restaurant)
    return tell(chosen, data, [deleted_line(entry, zone) for entry in deleted])


def _bring_back(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    dish = restaurant.kitchen.bring_back(chosen.dish, who=chosen.who)
    return tell(chosen, dish_data(dish), [f"{dish.name} is on the menu again."])


def _attention(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    found = restaurant.kitchen.attention()
    lines = [f"{count:5} {part.replace('_', ' ')}" for part, count in found.summary().items()]
    return tell(chosen, attention_data(found), lines)


def _sweep(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    swept = restaurant.kitchen.sweep()
    line = f"{swept.photos} photos removed, {swept.bytes / 1e6:.1f} MB"
    return tell(chosen, asdict(swept), [line])


def _photo(file: Path | None) -> tuple[bytes | None, str]:
    if file is None:
        return None, ""
    try:
        return file.read_bytes(), file.name
    except OSError as error:
        raise UnusablePhoto(file=str(file), reason=error.strerror) from None
