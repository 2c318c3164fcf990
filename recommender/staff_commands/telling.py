"""How dishes and changes are told on the command line: as data, and as lines to read."""

from dataclasses import asdict
from datetime import datetime, tzinfo
from typing import Any

from recommender.catalog import ChangeSet, Deleted, DishChange, shown
from recommender.dish import Dish
from recommender.kitchen import Attention


def dish_data(dish: Dish) -> dict[str, Any]:
    """Return a dish as data."""
    return dish.model_dump(mode="json")


def set_data(change_set: ChangeSet) -> dict[str, Any]:
    """Return a change set as data."""
    return asdict(change_set) | {"at": as_json(change_set.at)}


def set_line(change_set: ChangeSet, zone: tzinfo | None) -> str:
    """Return a change set as a line."""
    undone = f"  (undone by {change_set.undone_by})" if change_set.undone_by else ""
    counts = f"{change_set.new} new, {change_set.changed} changed, {change_set.removed} removed"
    when = f"{change_set.number:5}  {local(change_set.at, zone)}  {change_set.who}"
    return f"{when}  {change_set.what}  ({counts}){undone}"


def change_data(change: DishChange) -> dict[str, Any]:
    """Return what became of a dish as data."""
    fields = {name: [as_json(old), as_json(new)] for name, (old, new) in change.fields.items()}
    return {
        "id": change.dish,
        "name": change.name,
        "before": change.before and dish_data(change.before),
        "after": change.after and dish_data(change.after),
        "fields": fields,
    }


def as_json(value: Any) -> Any:
    """Return a value as JSON has it."""
    return value.isoformat() if isinstance(value, datetime) else value


def change_line(change: DishChange) -> str:
    """Return what became of a dish as a line."""
    if not change.fields:
        return f"{change.dish}  {'new' if change.after else 'removed'}"
    fields = (f"{name}: {shown(old)} -> {shown(new)}" for name, (old, new) in change.fields.items())
    return f"{change.dish}  {', '.join(fields)}"


def local(moment: datetime | None, zone: tzinfo | None) -> str:
    """Return a moment as the clock of ``zone`` shows it; without a zone, this machine's does.

    None is a moment that cannot be read in the history.
    """
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else "nobody knows when"


def attention_data(found: Attention) -> dict[str, Any]:
    """Return what needs attention as data: ids of dishes, counts of searches."""
    searches = {"unmatched": found.unmatched, "unopened": found.unopened}
    prices = [
        {"id": odd.dish.id, "price": odd.dish.price, "median": odd.median}
        for odd in found.odd_prices
    ]
    ids = {
        part: [dish.id for dish in entries]
        for part, entries in vars(found).items()
        if part not in {*searches, "odd_prices", "photo_findings"}
    }
    counted = {part: [asdict(count) for count in counts] for part, counts in searches.items()}
    return ids | counted | {"odd_prices": prices}


def until(dish: Dish, zone: tzinfo | None) -> str:
    """Return until when a dish is sold out, in words."""
    return f" until {local(dish.off_until, zone)}" if dish.off_until else ""


def deleted_data(deleted: Deleted) -> dict[str, Any]:
    """Return a removed dish as data."""
    facts = {"at": deleted.at.isoformat(), "who": deleted.who, "number": deleted.number}
    return {"dish": dish_data(deleted.dish)} | facts


def deleted_line(deleted: Deleted, zone: tzinfo | None) -> str:
    """Return a removed dish as a line."""
    dish = deleted.dish
    return f"{dish.id}  {dish.name}  removed {local(deleted.at, zone)} by {deleted.who}"
