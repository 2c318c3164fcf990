"""What a restaurant hands in: a menu file alone, with photos beside it, or all in a ZIP."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from recommender.because import Because
from recommender.errors import UnusableDelivery
from recommender.menu_file.archive import (
    MAX_MEMBERS,
    TOO_LONG,
    against,
    base_name,
    is_too_long,
    members,
    opened,
    shown,
    unpack,
)

MENUS = frozenset({".csv", ".tsv", ".tab", ".xlsx", ".xlsm"})
# Read only when nothing better is there: a .txt may be a note, and the others are refused with
# a sentence of their own.
MENUS_PERHAPS = frozenset({".txt", ".xls", ".ods", ".xlsb", ".numbers", ".pdf", ".docx"})
PHOTOS = frozenset(
    {".jpg", ".jpeg", ".jfif", ".png", ".webp", ".heic", ".heif", ".avif", ".gif", ".bmp"}
    | {".tif", ".tiff"}
)
ARCHIVES = frozenset({".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"})


@dataclass(frozen=True)
class Delivery:
    """A menu file and its photos, in a folder of our own.

    Attributes:
        menu: the menu file.
        photos: the folder of the photos; None when there are none.
        photo_names: the files in it.
        ignored: what was handed in besides.
    """

    menu: Path
    photos: Path | None = None
    photo_names: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Item:
    """A file of a delivery, wherever it is; ``path`` is what a person calls it."""

    path: str
    write: Callable[[Path], object]

    @property
    def name(self) -> str:
        return base_name(self.path)

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.lower()


def open_delivery(files: Sequence[tuple[str, bytes | Path]], folder: Path) -> Delivery:
    """Take what was handed in apart, into ``folder`` and nowhere else.

    Args:
        files: the name and the content of each: one menu file, photos, or ZIPs of them.
        folder: an empty one, such as a temporary one.

    Raises:
        UnusableDelivery: it holds no menu file or several, or is not safe to unpack.
    """
    label = (
        shown(base_name(files[0][0]))
        if len(files) == 1
        else Because("a delivery of {count} files", count=len(files))
    )
    with ExitStack() as archives:
        items = list(_items(files, label, archives))
        menu = _menu(items, label)
        photos = [item for item in items if item.suffix in PHOTOS]
        _refuse_collisions(photos, label)
        others = (item.path for item in items if item is not menu and item not in photos)
        try:
            return _written(menu, photos, tuple(others), folder)
        except OSError as error:
            reason = Because(
                "it cannot be unpacked ({error}); make room and try again", error=error.strerror
            )
            raise UnusableDelivery(file=label, reason=reason) from None


def _items(
    files: Iterable[tuple[str, bytes | Path]], label: str, archives: ExitStack
) -> Iterator[_Item]:
    for path, content in files:
        item = _Item(path, partial(_copy, content))
        if item.suffix == ".zip":
            yield from _unpacked(archives.enter_context(opened(content, item.name)), item.name)
        else:
            if not item.name.strip("."):
                reason = Because("a file in it has no name; name it")
                raise UnusableDelivery(file=label, reason=reason)
            if is_too_long(item.name):
                raise UnusableDelivery(file=label, reason=against(item.name, TOO_LONG))
            yield item


def _unpacked(archive: ZipFile, label: str) -> Iterator[_Item]:
    for member in members(archive, label):
        item = _Item(member.path, partial(unpack, archive, member, label))
        if item.suffix in ARCHIVES:
            reason = Because('"{member}" in it is packed itself; unpack it first', member=item.path)
            raise UnusableDelivery(file=label, reason=reason)
        yield item


def _copy(content: bytes | Path, target: Path) -> None:
    if isinstance(content, bytes):
        target.write_bytes(content)
    else:
        shutil.copyfile(content, target)


def _menu(items: Sequence[_Item], label: str) -> _Item:
    """Return the one file that can be the menu."""
    for suffixes in (MENUS, MENUS_PERHAPS):
        found = [item for item in items if item.suffix in suffixes]
        if len(found) > 1:
            reason = Because(
                '"{one}" and "{other}" may both be the menu; hand in one of them',
                one=found[0].path,
                other=found[1].path,
            )
            raise UnusableDelivery(file=label, reason=reason)
        if found:
            return found[0]
    reason = Because("there is no menu file in it; add one as CSV or .xlsx")
    raise UnusableDelivery(file=label, reason=reason)


def _refuse_collisions(photos: Sequence[_Item], label: str) -> None:
    """Refuse photos that would overwrite each other, here or on a system that ignores case."""
    if len(photos) > MAX_MEMBERS:
        facts = {"count": len(photos), "most": MAX_MEMBERS}
        reason = Because("it has {count} photos, more than {most}; split it", **facts)
        raise UnusableDelivery(file=label, reason=reason)
    seen: dict[str, _Item] = {}
    for item in photos:
        other = seen.setdefault(item.name.casefold(), item)
        if other is not item:
            reason = Because(
                '"{one}" and "{other}" have one name; rename one of them',
                one=other.path,
                other=item.path,
            )
            raise UnusableDelivery(file=label, reason=reason)


def _written(
    menu: _Item, photos: Sequence[_Item], ignored: tuple[str, ...], folder: Path
) -> Delivery:
    target = folder / "menu" / menu.name
    target.parent.mkdir(parents=True)
    menu.write(target)
    if not photos:
        return Delivery(target, ignored=ignored)
    photo_folder = folder / "photos"
    photo_folder.mkdir()
    for item in photos:
        item.write(photo_folder / item.name)
    return Delivery(target, photo_folder, tuple(item.name for item in photos), ignored)
