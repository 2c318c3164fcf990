"""Putting a backup back: everything is looked at first, then it appears at once."""

import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from pydantic import ValidationError

from recommender.backup.contents import Contents
from recommender.backup.manifest import FORMAT, NAME, Checksum, Manifest
from recommender.backup.workplace import sync, workplace
from recommender.catalog import Catalog
from recommender.catalog_file import CATALOG
from recommender.errors import FolderUnusable, UnusableBackup
from recommender.progress import Progress, silent

MAX_MANIFEST_BYTES = 64_000_000  # some 300,000 photos
# What a ZIP raises that is damaged, encrypted, or packed in a way that nobody here packs.
_DAMAGED = (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error)


def restore(file: Path, data: Path, progress: Progress = silent) -> Manifest:
    """Put a backup into a data folder that is empty or not there yet, and return what it held.

    It is unpacked beside the folder, every checksum is compared, and a catalog of an older version
    is brought up to date; then the folder appears, by one rename. Whatever breaks off before
    leaves the folder as it was.

    Args:
        file: what a backup wrote.
        data: the data folder.
        progress: told about files.

    Raises:
        UnusableBackup: the file is no backup, is damaged, or comes from a newer version.
        FolderUnusable: the folder is not empty or cannot be written.
    """
    data = data.resolve()
    _refuse_full(data)
    try:
        data.parent.mkdir(parents=True, exist_ok=True)
        with (
            _opened(file) as archive,
            workplace(data.with_name(f".{data.name}.restoring")) as staged,
        ):
            manifest = _manifest(archive, file)
            _unpack(archive, manifest, staged, file, progress)
            _prove(staged, manifest, file)
            _appear(staged, data)
    except OSError as error:
        raise FolderUnusable(folder=data, reason=error.strerror or str(error)) from None
    return manifest


def _refuse_full(data: Path) -> None:
    try:
        if data.exists() and (not data.is_dir() or any(data.iterdir())):
            reason = "a backup is restored into an empty folder, and this one is not"
            raise FolderUnusable(folder=data, reason=reason)
    except OSError as error:
        raise FolderUnusable(folder=data, reason=error.strerror) from None
    if data.is_mount():
        reason = "it is a disk of its own, and the restored folder appears by a rename"
        raise FolderUnusable(folder=data, reason=f"{reason}; restore into a folder on it")


@contextmanager
def _opened(file: Path) -> Iterator[ZipFile]:
    try:
        archive = ZipFile(file)
    except FileNotFoundError:
        raise UnusableBackup(file=file, reason="there is no such file") from None
    except OSError as error:
        raise UnusableBackup(file=file, reason=error.strerror) from None
    except _DAMAGED:
        raise UnusableBackup(file=file, reason="it is no backup, or it is cut off") from None
    with archive:
        yield archive


def _manifest(archive: ZipFile, file: Path) -> Manifest:
    try:
        info = archive.getinfo(NAME)
        if info.file_size > MAX_MANIFEST_BYTES:
            raise UnusableBackup(file=file, reason=f"its {NAME} is too large")
        manifest = Manifest.model_validate_json(archive.read(info))
    except KeyError:
        raise UnusableBackup(file=file, reason=f"it is no backup: it has no {NAME}") from None
    except ValidationError:
        raise UnusableBackup(file=file, reason=f"its {NAME} cannot be read") from None
    except _DAMAGED:
        raise UnusableBackup(file=file, reason=f"its {NAME} is damaged") from None
    if manifest.format > FORMAT:
        made_by = f"version {manifest.program} of this program made it, which is newer"
        raise UnusableBackup(file=file, reason=made_by)
    _refuse_other_files(archive, manifest, file)
    return manifest


def _refuse_other_files(archive: ZipFile, manifest: Manifest, file: Path) -> None:
    """Refuse names that no backup holds, such as those that lead out of the folder."""
    if foreign := manifest.foreign():
        raise UnusableBackup(file=file, reason=f"no backup holds a file named {foreign[0]!r}")
    held = sorted(archive.namelist())
    expected = sorted([*manifest.files, NAME])
    if CATALOG not in held or held != expected:
        odd = next((n for n in [*held, *expected] if held.count(n) != expected.count(n)), CATALOG)
        raise UnusableBackup(file=file, reason=f"{odd!r} is missing in it, or there by mistake")


def _unpack(
    archive: ZipFile, manifest: Manifest, staged: Path, file: Path, progress: Progress
) -> None:
    free = shutil.disk_usage(staged).free
    if manifest.bytes > free:
        needed, there = manifest.bytes / 1e6, free / 1e6
        reason = f"{needed:,.0f} MB are needed and {there:,.0f} MB are free"
        raise FolderUnusable(folder=staged.parent, reason=reason)
    for done, name in enumerate(manifest.files, start=1):
        target = staged / name
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy_out(archive, archive.getinfo(name), target, manifest, file)
        progress("Restoring files", done, len(manifest.files))
    for folder in (staged, *filter(Path.is_dir, staged.rglob("*"))):
        sync(folder)


def _copy_out(
    archive: ZipFile, info: ZipInfo, target: Path, manifest: Manifest, file: Path
) -> None:
    """Copy a file out of the archive, never more than the manifest says, and compare it."""
    expected, checksum = manifest.files[info.filename], Checksum()
    try:
        if info.file_size == expected.bytes:
            with archive.open(info) as source, target.open("xb") as into:
                for chunk in checksum.of(source):
                    into.write(chunk)
            sync(target)
    except _DAMAGED:
        checksum = Checksum()
    if checksum.entry != expected:
        raise UnusableBackup(file=file, reason=f"{info.filename} in it is damaged")


def _prove(staged: Path, manifest: Manifest, file: Path) -> None:
    """Open the catalog as the program will, which brings an older one up to date."""
    try:
        Catalog.open(staged / CATALOG).close()
        contents = Contents.of(staged / CATALOG)
    except FolderUnusable as error:
        raise UnusableBackup(file=file, reason=error.facts["reason"]) from None
    if (contents.revision, len(contents.on_menu)) != (manifest.revision, manifest.dishes):
        raise UnusableBackup(file=file, reason=f"its {NAME} tells of another catalog")
    (staged / CATALOG).with_suffix(".lock").unlink(missing_ok=True)
    sync(staged / CATALOG)
    sync(staged)


def _appear(staged: Path, data: Path) -> None:
    staged.replace(data)
    sync(data.parent)
