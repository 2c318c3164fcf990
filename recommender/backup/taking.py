"""Taking a backup: the catalog at one moment, then the photos that it names."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from recommender import __version__
from recommender.backup.contents import Contents, photo_name
from recommender.backup.manifest import FORMAT, NAME, Checksum, Entry, Manifest
from recommender.backup.workplace import sync, workplace
from recommender.catalog_file import CATALOG, copy
from recommender.errors import FolderUnusable
from recommender.progress import Progress, silent


@dataclass(frozen=True)
class Taken:
    """A backup that was taken."""

    file: Path
    bytes: int
    manifest: Manifest
    unread: int = 0  # entries of the history that cannot be read; they are in the catalog as ever


def backup(data: Path, file: Path, progress: Progress = silent) -> Taken:
    """Write everything in a data folder that cannot be made again into one ZIP file.

    Others may write to the folder meanwhile; what they acknowledged before is in the backup. The
    file appears when it is complete and on the disk; one of this name is replaced then.

    Args:
        data: the data folder.
        file: the file to write; in a folder it is named by the minute.
        progress: told about photos.

    Raises:
        FolderUnusable: the data folder cannot be read, its catalog is damaged, or ``file`` cannot
            be written.
    """
    try:
        if file.is_dir():
            file /= f"backup-{datetime.now(UTC):%Y-%m-%d-%H%M}.zip"
        with workplace(file.parent / ".backup-under-way") as place:
            copy(data, place / CATALOG)
            part = place / file.name
            part.touch(mode=0o600)
            manifest, unread = _pack(data, place / CATALOG, part, progress)
            size = part.stat().st_size
            sync(part)
            part.replace(file)
            sync(file.parent)
    except OSError as error:
        raise FolderUnusable(folder=file.parent, reason=error.strerror or str(error)) from None
    return Taken(file, size, manifest, unread)


def _pack(data: Path, catalog: Path, part: Path, progress: Progress) -> tuple[Manifest, int]:
    try:
        contents = Contents.of(catalog)
    except FolderUnusable as error:
        raise FolderUnusable(folder=data, reason=error.facts["reason"]) from None
    there = [name for name in contents.files() if (data / name).is_file()]
    with ZipFile(part, "w") as archive:
        files = {CATALOG: _put(archive, catalog, CATALOG, ZIP_DEFLATED)}
        for done, name in enumerate(there, start=1):
            with suppress(FileNotFoundError):  # swept since then
                files[name] = _put(archive, data / name, name, ZIP_STORED)
            progress("Storing photos", done, len(there))
        manifest = _manifest(contents, files)
        archive.writestr(_info(NAME, ZIP_DEFLATED), manifest.model_dump_json(indent=1))
    return manifest, contents.unread


def _manifest(contents: Contents, files: dict[str, Entry]) -> Manifest:
    lost = {dish for dish, photo in contents.on_menu if photo and photo_name(photo) not in files}
    return Manifest(
        format=FORMAT,
        program=__version__,
        made=datetime.now(UTC).replace(microsecond=0),
        schema_version=contents.schema_version,
        revision=contents.revision,
        dishes=len(contents.on_menu),
        photos=sum(photo_name(photo) in files for photo in contents.photos),
        lost=tuple(sorted(lost)),
        files=files,
    )


def _put(archive: ZipFile, source: Path, name: str, how: int) -> Entry:
    checksum = Checksum()
    with source.open("rb") as file, archive.open(_info(name, how), "w", force_zip64=True) as into:
        for chunk in checksum.of(file):
            into.write(chunk)
    return checksum.entry


def _info(name: str, how: int) -> ZipInfo:
    info = ZipInfo(name, datetime.now(UTC).timetuple()[:6])
    info.compress_type = how
    info.external_attr = 0o600 << 16
    return info
