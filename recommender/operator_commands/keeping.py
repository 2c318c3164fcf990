"""Where everything is kept, on the command line: backups, and the way to a larger database."""

import argparse
import sys
from pathlib import Path

from recommender.backup import backup, restore
from recommender.because import Because
from recommender.catalog import Catalog
from recommender.catalog_file import CATALOG
from recommender.command import DONE, LOOK_AT_IT, Command, progress, tell
from recommender.config import read_settings
from recommender.errors import FolderUnusable, KeptElsewhere, NowhereToMove


def register(command: Command) -> None:
    """Add the verbs to the command line."""
    taking = command("backup", _backup, "Write everything into one file, while the app runs.")
    putting = command("restore", _restore, "Put a backup back into an empty data folder.")
    taking.add_argument("file", type=Path, metavar="FILE", help="or a folder, to be named by day")
    putting.add_argument("file", type=Path, metavar="FILE", help="what backup wrote")
    moving = command(
        "move-catalog",
        _move_catalog,
        "Copy the catalog of the data folder into the database of RECOMMENDER_CATALOG.",
    )
    for parser in (taking, putting, moving):
        parser.set_defaults(alone=True)


def _folder(chosen: argparse.Namespace) -> Path:
    """Return the data folder, which has to hold everything.

    Raises:
        KeptElsewhere: it does not.
    """
    settings = read_settings(data=chosen.data)
    if settings.elsewhere:
        raise KeptElsewhere(settings=" and ".join(settings.elsewhere))
    return settings.data


def _backup(chosen: argparse.Namespace) -> int:
    taken = backup(_folder(chosen), chosen.file.absolute(), progress)
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
    folder = _folder(chosen)
    held = restore(chosen.file, folder, progress)
    facts = held.model_dump(mode="json", exclude={"files"})
    line = (
        f"{held.dishes} dishes and {held.photos} photos at revision {held.revision}, as they were "
        f"on {held.made:%Y-%m-%d %H:%M} UTC, are in {folder}."
    )
    return tell(chosen, {"folder": str(folder)} | facts, [line])


def _move_catalog(chosen: argparse.Namespace) -> int:
    settings = read_settings(data=chosen.data)
    address, file = settings.catalog.get_secret_value(), settings.data / CATALOG
    if not address:
        raise NowhereToMove
    if not file.exists():
        raise FolderUnusable(folder=settings.data, reason=Because("there is no catalog in it"))
    source, target = Catalog.open(file), Catalog.on_server(address)
    rows, dishes = source.move_to(target), len(source.menu().dishes)
    source.close()
    target.close()
    line = (
        f"{dishes} dishes with their history are in the database of RECOMMENDER_CATALOG, which the "
        f"app serves from its next start on. {file} stays as it was."
    )
    return tell(chosen, {"dishes": dishes, "rows": rows, "from": str(file)}, [line])
