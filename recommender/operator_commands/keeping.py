"""Where everything is kept, on the command line: backups, and the way to a larger database."""

import argparse
import sys
from contextlib import closing
from pathlib import Path

from recommender.backup import backup, restore
from recommender.catalog import Catalog
from recommender.catalog_file import CATALOG, reading
from recommender.command import DONE, LOOK_AT_IT, Command, progress, tell
from recommender.config import read_settings
from recommender.errors import KeptElsewhere, NowhereToMove


def register(command: Command) -> None:
    """Add the verbs to the command line."""
    taking = command("backup", _backup, "Write everything into one file, while the app runs.")
    putting = command("restore", _restore, "Put a backup back into an empty data folder.")
    taking.add_argument("file", type=Path, metavar="FILE", help="or a folder, to be named by day")
    putting.add_argument("file", type=Path, metavar="FILE", help="what backup wrote")
    moving = command(
        "move-catalog",
        _move_catalog,
        "Copy the catalog of the data folder into the database of RECOMMENDER_CATALOG. Stop the "
        "app first: what it changes afterwards is not there.",
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
    if taken.unread:
        print(
            f"Entries of the history that cannot be read: {taken.unread}. They are in the backup "
            "as they are, without photos that only they show.",
            file=sys.stderr,
        )
    for dish in held.lost:
        print(f"The photo of {dish} is lost, so it is not in the backup.", file=sys.stderr)
    facts = held.model_dump(mode="json", exclude={"files"})
    data = {"file": str(taken.file), "bytes": taken.bytes} | facts
    line = (
        f"{held.dishes} dishes and {held.photos} photos at revision {held.revision} are in "
        f"{taken.file}, {taken.bytes / 1e6:.1f} MB."
    )
    tell(chosen, data, [line])
    return LOOK_AT_IT if held.lost or taken.unread else DONE


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
    with reading(settings.data):  # refuses a folder without a catalog, where opening makes one
        pass
    with closing(Catalog.open(file)) as source, closing(Catalog.on_server(address)) as target:
        menu = source.menu()
        rows = source.move_to(target)
        in_use = source.revision() != menu.revision
    dishes = len(menu.dishes)
    if in_use:
        print(
            "Somebody changed the menu meanwhile: stop the app, empty the database, move again.",
            file=sys.stderr,
        )
    line = (
        f"{dishes} dishes with their history are in the database of RECOMMENDER_CATALOG, which the "
        f"app serves from its next start on. What is changed in {file} from now on is not."
    )
    tell(chosen, {"dishes": dishes, "rows": rows, "from": str(file)}, [line])
    return LOOK_AT_IT if in_use else DONE
