"""A look at the data folder alone: fast, changing nothing, beside whoever works there."""

import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from recommender.catalog_file import damages, reading, schema
from recommender.check.report import Report
from recommender.errors import FolderUnusable

FREE_BYTES = 1_000_000_000  # an import with photos takes up to so much; below it, a warning
WITH_HOUSES = 3  # the first format of a catalog that holds the restaurant's own settings
_DAMAGED_CHANGES = (  # the number of the first of each kind
    """
    SELECT revision FROM changes WHERE NOT json_valid(ifnull(before, '{}'))
    OR NOT json_valid(ifnull(after, '{}')) ORDER BY revision LIMIT 1
    """,
    "SELECT number FROM revisions WHERE julianday(at) IS NULL ORDER BY number LIMIT 1",
)


def look_at_folder(data: Path) -> Report:
    """Look at a data folder; whatever is wrong with it stands in the report."""
    report = Report(data=str(data), quick=True)
    try:
        with reading(data) as connection:
            report = report.model_copy(update=_catalog(connection, data))
    except FolderUnusable as error:
        report = report.model_copy(update={"problems": [str(error)]})
    disk = _disk(data)
    disk["warnings"] = [*report.warnings, *disk.get("warnings", ())]
    return report.model_copy(update=disk)


def _catalog(connection: sqlite3.Connection, data: Path) -> dict[str, Any]:
    version = schema(connection)
    if found := damages(connection) or list(_unreadable(connection)):
        told = f"The catalog is damaged ({found[0]}). Restore a backup into an empty folder."
        return {"format": version, "problems": [told]}
    (revision,) = connection.execute("SELECT max(number) FROM revisions").fetchone()
    encoder = connection.execute("SELECT value FROM about WHERE key = 'encoder'").fetchone()
    dishes = [
        json.loads(body)
        for (body,) in connection.execute("SELECT body FROM dishes ORDER BY position")
    ]
    facts = {"format": version, "revision": revision or 0, "encoder": encoder[0] if encoder else ""}
    lost = [*_lost(dishes, data / "photos"), *_lost_logo(connection, data / "photos" / "logos")]
    past = list(_damaged_history(connection))
    return facts | _counts(dishes) | {"problems": lost, "warnings": past}


def _unreadable(connection: sqlite3.Connection) -> Iterator[str]:
    for (dish,) in connection.execute("SELECT id FROM dishes WHERE NOT json_valid(body) LIMIT 1"):
        yield f"the dish {dish} in it cannot be read"


def _damaged_history(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what nobody would see before they look for it, when no backup holds it any more."""
    for damaged in _DAMAGED_CHANGES:
        for (number,) in connection.execute(damaged):
            yield (
                f"The history is damaged at change {number}; a backup from before may still hold "
                "it. The menu is as it was."
            )


def _counts(dishes: list[dict[str, Any]]) -> dict[str, int]:
    return {
        "dishes": len(dishes),
        "sold_out": sum(not dish.get("available", True) for dish in dishes),
        "without_photo": sum(not dish.get("photo") for dish in dishes),
        "undeclared": sum(dish.get("allergens") is None for dish in dishes),
    }


def _lost(dishes: Iterable[Mapping[str, Any]], photos: Path) -> Iterator[str]:
    for dish in dishes:
        if not (photo := dish.get("photo")):
            continue
        if not (photos / f"{photo}.jpg").is_file():
            yield f"The photo of {dish['name']} is lost; add it again."
        elif not (photos / "thumbnails" / f"{photo}.jpg").is_file():
            yield f"The picture of {dish['name']} for its card is lost; add its photo again."


def _lost_logo(connection: sqlite3.Connection, logos: Path) -> Iterator[str]:
    if schema(connection) < WITH_HOUSES:
        return
    newest = connection.execute("SELECT body FROM houses ORDER BY number DESC LIMIT 1").fetchone()
    try:
        logo = json.loads(newest[0]).get("logo") if newest else None
    except (ValueError, AttributeError):  # no JSON, or no object
        yield "The settings of the restaurant were damaged; look at those in force and save them."
        return
    if logo and not (logos / f"{logo}.webp").is_file():
        yield "The logo of the restaurant is lost; add it again."


def _disk(data: Path) -> dict[str, Any]:
    try:
        free = shutil.disk_usage(data).free
        used = sum(_size(file) for file in data.rglob("*"))
    except OSError:
        return {}  # the problem that says so is there already
    if free >= FREE_BYTES:
        return {"free_bytes": free, "used_bytes": used}
    told = (
        f"Only {free / 1e6:,.0f} MB are free; below {FREE_BYTES / 1e6:,.0f} MB an import with "
        "photos may find the disk full. Make room."
    )
    return {"free_bytes": free, "used_bytes": used, "warnings": [told]}


def _size(file: Path) -> int:
    """Return how much a file takes; one that is gone by now takes nothing."""
    try:
        return file.lstat().st_size if file.is_file() else 0
    except OSError:
        return 0
