"""Which photo belongs to which dish: by what the menu file says, or by their names alike."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TypeVar

from recommender.dish import fold
from recommender.menu_file.archive import base_name
from recommender.menu_file.columns import COLUMNS
from recommender.menu_file.reading import MenuFile
from recommender.menu_file.rows import Row

T = TypeVar("T")
Key = Callable[[str], str]  # what names that mean the same have in common; "" for nothing


@dataclass(frozen=True)
class PhotoMatches:
    """What photos and rows have to do with each other; rows are named by their numbers.

    Attributes:
        by_row: the photo of a row.
        unmatched_photos: photos that belong to no row.
        dishes_without: rows that name no photo, and no photo is called like them.
        missing: what a row names as its photo, where no such photo is.
        ambiguous: the photos that may be meant, where a row could mean several, or several rows
            could mean one.
    """

    by_row: Mapping[int, str] = field(default_factory=dict)
    unmatched_photos: tuple[str, ...] = ()
    dishes_without: tuple[int, ...] = ()
    missing: Mapping[int, str] = field(default_factory=dict)
    ambiguous: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def applied_to(self, file: MenuFile) -> MenuFile:
        """Return ``file`` as if its photo column named the photos that were found."""
        rows = (replace(row, photo=self.by_row.get(row.number, row.photo)) for row in file.rows)
        columns = tuple(name for name in COLUMNS if name in {*file.columns, "photo"})
        return replace(file, rows=tuple(rows), columns=columns)


def match_photos(rows: Sequence[Row], names: Iterable[str]) -> PhotoMatches:
    """Find the photo of each row among the files ``names``.

    What a row's photo column says counts alone: as it is, else without regard to case, accents,
    dashes and the ending. A row that says nothing gets the photo that is called like its id or
    its name, a number in front aside, if no other row has it.
    """
    matching = _Matching(names)
    saying = [row for row in rows if row.photo]
    silent = [row for row in rows if not row.photo]
    for key in SAID:
        matching.find({row.number: key(row.photo) for row in saying}, key, shared=True)
    for key in ALIKE:
        for column in ("id", "name"):
            called = {row.number: _plain(row.values.get(column, "")) for row in silent}
            matching.find(called, key)
    found, unclear = matching.by_row, matching.ambiguous
    settled = found.keys() | unclear.keys()
    return PhotoMatches(
        by_row=found,
        unmatched_photos=tuple(name for name in matching.names if name not in found.values()),
        dishes_without=tuple(row.number for row in silent if row.number not in settled),
        missing={row.number: row.photo for row in saying if row.number not in settled},
        ambiguous=unclear,
    )


class _Matching:
    """Gives photos to rows, one way of comparing names after another."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(names))
        self.by_row: dict[int, str] = {}
        self.ambiguous: dict[int, tuple[str, ...]] = {}

    def find(self, wanted: Mapping[int, str], key: Key, *, shared: bool = False) -> None:
        """Give rows without a photo yet the one whose key they want.

        Args:
            wanted: the key, by row.
            key: how photos are looked at.
            shared: whether several rows may have one photo.
        """
        taken = set() if shared else set(self.by_row.values())
        photos = _by_key((name for name in self.names if name not in taken), key)
        rows = _by_key((n for n in wanted if not self._settled(n)), lambda n: wanted[n])
        for called, numbers in rows.items():
            found = photos.get(called, [])
            if len(found) == 1 and (shared or len(numbers) == 1):
                self.by_row.update(dict.fromkeys(numbers, found[0]))
            elif found:
                self.ambiguous.update(dict.fromkeys(numbers, tuple(found)))

    def _settled(self, number: int) -> bool:
        return number in self.by_row or number in self.ambiguous


def _by_key(things: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    found = defaultdict(list)
    for thing in things:
        if called := key(thing):
            found[called].append(thing)
    return found


def _as_it_is(name: str) -> str:
    return name


def _file(name: str) -> str:
    """Return a path's last part with its ending, in plain letters."""
    return _stem(name) + PurePosixPath(base_name(name)).suffix.lower()


def _stem(name: str) -> str:
    """Return a path's last part without its ending, in plain letters."""
    return _plain(re.sub(r"\.\w{2,5}$", "", base_name(name)))


def _unnumbered(name: str) -> str:
    return re.sub(r"^\d+-(?=.)", "", _stem(name))


def _plain(text: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", fold(text)))


SAID: tuple[Key, ...] = (_as_it_is, base_name, _file, _stem)
ALIKE: tuple[Key, ...] = (_stem, _unnumbered)
