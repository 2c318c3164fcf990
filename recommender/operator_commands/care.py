"""Looking after the installation, on the command line."""

import argparse

from recommender.check import check, look_at_folder
from recommender.command import AT_FAULT, DONE, LOOK_AT_IT, Command, print_json, progress, tell
from recommender.config import read_settings
from recommender.restaurant import Restaurant

# By the state of an installation.
STATUS = {"healthy": DONE, "warnings": LOOK_AT_IT, "problems": AT_FAULT}


def register(command: Command) -> None:
    """Add the verbs to the command line."""
    command("rebuild", _rebuild, "Build the index anew from the catalog.")
    checking = command("check", _check, "Say how the installation is; status 3 for warnings.")
    checking.add_argument(
        "--quick", action="store_true", help="look at catalog, photos and disk alone"
    )
    checking.set_defaults(alone=True)


def _rebuild(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    restaurant.engine.start(progress)
    count = restaurant.engine.rebuild()
    if chosen.json:
        print_json({"dishes": count, "index": restaurant.engine.status.index})
    else:
        print(f"{count} dishes in {restaurant.engine.status.index}")
    return DONE


def _check(chosen: argparse.Namespace) -> int:
    settings = read_settings(data=chosen.data)
    report = look_at_folder(settings.data) if chosen.quick else check(settings, progress)
    tell(chosen, report.model_dump(), [report.in_words()])
    return STATUS[report.state]
