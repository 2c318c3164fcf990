"""The command line: the operator's and every script's door to the same verbs as the pages.

Exit status: 0 done, 1 the input was at fault (sentences on stderr), 2 wrong usage, 3 done but
something wants looking at.
"""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from recommender import __version__, guest_commands, logs, operator_commands, staff_commands
from recommender.command import AT_FAULT, DONE
from recommender.config import read_settings
from recommender.errors import RecommenderError
from recommender.restaurant import Restaurant


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    chosen = _parser().parse_args(arguments)
    logs.set_up(level=logging.WARNING)
    try:
        return _run(chosen)
    except RecommenderError as error:
        print(error, file=sys.stderr)
        return AT_FAULT
    except BrokenPipeError:  # who reads has seen enough, as head does
        return _unread()


def _run(chosen: argparse.Namespace) -> int:
    status = int(chosen.command(chosen) if chosen.alone else _with_restaurant(chosen))
    sys.stdout.flush()  # a closed pipe is noticed here, not at the end of the process
    return status


def _unread() -> int:
    """Let nothing more be written where nobody reads, at the end of the process either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _with_restaurant(chosen: argparse.Namespace) -> int:
    settings = read_settings(data=chosen.data)
    if "log" in settings.model_fields_set:  # else only warnings stand between the answers
        logs.set_up(settings.log, words=settings.log_words)
    restaurant = Restaurant(settings)
    command: Callable[[Restaurant, argparse.Namespace], int] = chosen.command
    try:
        return command(restaurant, chosen)
    finally:
        restaurant.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m recommender", description=__doc__)
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[..., int], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.add_argument("--data", type=Path, metavar="FOLDER", help="the data folder")
        added.add_argument("--json", action="store_true", help="print JSON")
        added.set_defaults(command=run, alone=False)
        return added

    for commands_of in (guest_commands, operator_commands, staff_commands):
        commands_of.register(command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
