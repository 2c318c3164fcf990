"""The dry-run difference between a menu file and the menu."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from recommender.because import Because
from recommender.catalog import Catalog
from recommender.dish import Dish, Problem, fold, problems
from recommender.errors import UnusablePhoto
from recommender.kitchen.demo import Demo
from recommender.kitchen.desk import free_id, stem
from recommender.kitchen.merging import over
from recommender.menu_file import DECLARATION, MenuFile, Row
from recommender.photos import PhotoStore, check_photo
from recommender.workers import CORES, batches, in_order

# Files in a row by one worker; 10,000 of 120 kB on two cores: 1.5 s one by one, 0.9 by sixteens.
HASHED = 16
LARGE = min(CORES, 4)  # photos looked at at once: one of 50 megapixels takes 150 MB and more


@dataclass(frozen=True)
class Planned:
    """A dish as a menu file wants it.

    ``source`` is the photo's file when it must still be stored; ``before`` is what is on the menu,
    None for a new dish and for one that was removed and comes back.
    """

    dish: Dish
    before: Dish | None
    source: Path | None = None

    @property
    def changed_fields(self) -> dict[str, tuple[Any, Any]]:
        """Each changed field with its old and its new value.

        Who declared follows from what is declared, unless the file says it.
        """
        if self.before is None or (self.dish is self.before and not self.source):
            return {}
        old, new = self.before.model_dump(), self.dish.model_dump()
        changed = {name: (old[name], new[name]) for name in new if old[name] != new[name]}
        if "allergens" in changed:
            follow = {name for name in DECLARATION if not new[name]}
            changed = {name: pair for name, pair in changed.items() if name not in follow}
        if self.source:
            changed["photo"] = (self.before.photo, self.source.name)
        return changed


@dataclass(frozen=True)
class Plan:
    """The dry-run difference between a menu file and the menu."""

    file: MenuFile
    new: tuple[Planned, ...] = ()
    changed: tuple[Planned, ...] = ()
    unchanged: tuple[Dish, ...] = ()
    missing: tuple[Dish, ...] = ()  # on the menu, not in the file
    rejected: tuple[Row, ...] = ()

    @property
    def wanted(self) -> tuple[Planned, ...]:
        """The dishes that the file makes new or changes."""
        return (*self.new, *self.changed)

    @property
    def before(self) -> dict[str, Dish | None]:
        """What is on the menu for each of those, by id."""
        return {planned.dish.id: planned.before for planned in self.wanted}

    def summary(self) -> dict[str, int]:
        """Return how many dishes each part has."""
        parts = ("new", "changed", "unchanged", "missing", "rejected")
        return {part: len(getattr(self, part)) for part in parts}


class Planning:
    """Compares one menu file with the menu."""

    def __init__(
        self,
        catalog: Catalog,
        store: PhotoStore,
        file: MenuFile,
        photos: Path | None,
        *,
        removed: Mapping[str, Dish],
        keep_photos: bool = False,
    ) -> None:
        self._file = file
        self._keep_photos = keep_photos
        self._folder = photos if "photo" in file.columns else None
        self._menu = catalog.menu().dishes
        self._ids = catalog.history.ids()
        self._removed = removed
        self._demo = Demo(catalog)
        self._sources = self._hashes()
        remembered = catalog.photos_of(list(self._sources.values()))
        # A file that an export wrote is the stored photo itself, byte by byte.
        remembered = {source: source for source in self._sources.values()} | remembered
        lost = store.lost(remembered.values())
        self._stored = {s: photo for s, photo in remembered.items() if photo not in lost}
        # No sweep takes what is on the menu: a bucket would be asked about each of them.
        named = set(self._stored.values())
        for photo in store.unshared(named) | named - {dish.photo for dish in self._menu.values()}:
            store.claim(photo)
        unknown = [file for file, source in self._sources.items() if source not in self._stored]
        self._faults = dict(zip(unknown, in_order(_fault_of, unknown, at_once=LARGE), strict=True))

    def plan(self) -> Plan:
        """Return the difference."""
        planned = {row.number: self._planned(row, row.dish) for row in self._file.rows if row.dish}
        found = {number: p for number, p in planned.items() if isinstance(p, Planned)}
        rejected = [self._rejected(row, planned.get(row.number)) for row in self._file.rows]
        named = {row.values.get("id") for row in self._file.rows}
        named |= {planned.dish.id for planned in found.values()}
        return Plan(
            file=self._file,
            new=tuple(p for p in found.values() if p.before is None),
            changed=tuple(p for p in found.values() if p.changed_fields),
            unchanged=tuple(p.dish for p in found.values() if p.before and not p.changed_fields),
            missing=tuple(dish for dish in self._menu.values() if dish.id not in named),
            rejected=tuple(row for row in rejected if row),
        )

    def _planned(self, row: Row, said: Dish) -> Planned | Problem:
        said = said.model_copy(update={"id": self._id(said)})
        before = self._menu.get(said.id)
        known = self._known(said.id)
        says_allergens = "allergens" in self._file.columns
        left_out = {"photo"} if says_allergens else {"photo", *DECLARATION}
        names = [name for name in self._file.columns if name not in left_out]
        try:
            dish = over(known, said, names) if known else said
        except ValidationError as error:  # the row is good, but not beside what it leaves as it is
            return problems(error, row.values)[0]
        if self._folder is None:
            return Planned(_showing(dish, known.photo if known else None), before)
        if not row.photo:
            kept = known.photo if known and self._keep_photos else None
            return Planned(_showing(dish, kept), before)
        return self._with_source(row, dish, before, self._folder / Path(row.photo).name)

    def _known(self, dish: str) -> Dish | None:
        """Return what stays of a dish where the file says nothing.

        A dish that is merely called like one of the demo menu is another one: nobody declared its
        allergens.
        """
        known = self._menu.get(dish) or self._removed.get(dish)
        is_namesake = "id" not in self._file.columns and self._demo.has(known)
        return None if is_namesake else known

    def _id(self, said: Dish) -> str:
        """Return which dish a row means.

        An id that the file gives is meant, also that of a removed dish, which comes back. One that
        was made from the name never is a removed dish's: that was another dish.
        """
        if "id" in self._file.columns or said.id in self._menu or said.id not in self._ids:
            return said.id
        for twin in self._menu.values():
            if twin.id.startswith(stem(said.id)) and fold(twin.name) == fold(said.name):
                return twin.id
        made = {row.dish.id for row in self._file.rows if row.dish}
        return free_id(said.id, self._ids | made)

    def _with_source(
        self, row: Row, dish: Dish, before: Dish | None, source: Path
    ) -> Planned | Problem:
        if source not in self._sources:
            return Problem(
                "photo", row.photo, Because("is not among the photos that were handed in")
            )
        if photo := self._stored.get(self._sources[source]):
            return Planned(_showing(dish, photo), before)
        if fault := self._faults[source]:
            return Problem("photo", row.photo, Because("cannot be used: {reason}", reason=fault))
        return Planned(dish, before, source)

    @staticmethod
    def _rejected(row: Row, planned: Planned | Problem | None) -> Row | None:
        if isinstance(planned, Problem):
            return Row(row.number, row.values, row.photo, problems=(planned,))
        return row if row.problems else None

    def _hashes(self) -> dict[Path, str]:
        if self._folder is None:
            return {}
        named = {Path(row.photo).name for row in self._file.rows if row.photo}
        files = [self._folder / name for name in sorted(named)]
        found = list(batches([file for file in files if file.is_file()], HASHED))
        hashed = in_order(_hashes_of, found, at_once=LARGE)
        return {file: known_by for files in hashed for file, known_by in files}


def _showing(dish: Dish, photo: str | None) -> Dish:
    return dish if dish.photo == photo else dish.model_copy(update={"photo": photo})


def _fault_of(photo: Path) -> object:
    """Return why a photo cannot be used; None where it can."""
    try:
        check_photo(photo.read_bytes(), name=photo.name)
    except UnusablePhoto as error:
        return error.facts["reason"]
    return None


def _hashes_of(files: Sequence[Path]) -> list[tuple[Path, str]]:
    return [(file, hash_of(file.read_bytes())) for file in files]


def hash_of(data: bytes) -> str:
    """Return what a file with these bytes is known by."""
    return hashlib.sha256(data).hexdigest()
