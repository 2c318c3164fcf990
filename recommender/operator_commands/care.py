"""Looking after the installation, on the command line."""

import argparse

from recommender.check import check
from recommender.command import AT_FAULT, DONE, Command, print_json, progress
from recommender.restaurant import Restaurant


def register(command: Command) -> None:
    """Add the verbs to the command line."""
    command("rebuild", _rebuild, "Build the index anew from the catalog.")
    command("check", _check, "Say how the installation is.")


def _rebuild(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    restaurant.engine.start(progress)
    count = restaurant.engine.rebuild()
    if chosen.json:
        print_json({"dishes": count, "index": restaurant.engine.status.index})
    else:
        print(f"{count} dishes in {restaurant.engine.status.index}")
    return DONE


def _check(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    restaurant.engine.start(progress)
    report = check(restaurant)
    if chosen.json:
        print_json(report.model_dump())
    else:
        print(report.in_words())
    return AT_FAULT if report.problems else DONE
