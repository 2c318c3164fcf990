"""Backups, on the command line: taken while the app runs, put back into an empty folder."""

import argparse
import sys
from pathlib import Path

from recommender.backup import backup, restore
from recommender.command import DONE, LOOK_AT_IT, Command, progress, tell
from recommender.config import read_settings


def register(command: Command) -> None:
    """Add the verbs to the command line."""
    taking = command("backup", _backup, "Write everything into one file, while the app runs.")
    putting = command("restore", _restore, "Put a backup back into an empty data folder.")
    taking.add_argument("file", type=Path, metavar="FILE", help="or a folder, to be named by day")
    putting.add_argument("file", type=Path, metavar="FILE", help="what backup wrote")
    for parser in (taking, putting):
        parser.set_defaults(alone=True)


def _backup(chosen: argparse.Namespace) -> int:
    taken = backup(read_settings(data=chosen.data).data, chosen.file.absolute(), progress)
    held = taken.manifest
    for dish in held.lost:
        print(f"The photo of {dish} is lost, so it is not in the backup.", file=sys.stderr)
    facts = held.model_dump(mode="json", exclude={"files"})
    data = {"file": str(taken.file), "bytes": taken.bytes} | facts
    line = (
        f"{held.dishes} dishes and {held.photos} photos at revision {held.revision} are in "
        f"{taken.file}, {taken.bytes / 1e6:.1f} MB."
    )
    tell(chosen, data, [line])
    return LOOK_AT_IT if held.lost else DONE


def _restore(chosen: argparse.Namespace) -> int:
    folder = read_settings(data=chosen.data).data
    held = restore(chosen.file, folder, progress)
    facts = held.model_dump(mode="json", exclude={"files"})
    line = (
        f"{held.dishes} dishes and {held.photos} photos at revision {held.revision}, as they were "
        f"on {held.made:%Y-%m-%d %H:%M} UTC, are in {folder}."
    )
    return tell(chosen, {"folder": str(folder)} | facts, [line])
