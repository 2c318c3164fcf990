"""Kitchen: the staff's verbs. The same for pages and command line."""

import hashlib
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from recommender.catalog import Catalog, Change
from recommender.dish import Dish, Problem, dish_id, problems
from recommender.engine import Engine
from recommender.errors import FolderUnusable, RejectedRows, UnusableDish, UnusablePhoto
from recommender.menu_file import MenuFile, Row, read_menu_file, write_menu_file
from recommender.photos import PhotoStore, check_photo
from recommender.progress import Progress, silent


@dataclass(frozen=True)
class Planned:
    """A dish as a menu file wants it.

    ``source`` is the photo's file when it must still be stored; ``before`` is what is on the menu.
    """

    dish: Dish
    before: Dish | None
    source: Path | None = None

    @property
    def changed_fields(self) -> dict[str, tuple[Any, Any]]:
        """Each changed field with its old and its new value."""
        if self.before is None:
            return {}
        old, new = self.before.model_dump(), self.dish.model_dump()
        changed = {name: (old[name], new[name]) for name in new if old[name] != new[name]}
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
    missing: tuple[Dish, ...] = ()  # on the menu, not in the file; they are kept
    rejected: tuple[Row, ...] = ()

    def summary(self) -> dict[str, int]:
        """Return how many dishes each part has."""
        parts = ("new", "changed", "unchanged", "missing", "rejected")
        return {part: len(getattr(self, part)) for part in parts}


class Kitchen:
    """Keeps the menu true. Every verb is whole or does nothing."""

    def __init__(self, catalog: Catalog, photos: PhotoStore, engine: Engine) -> None:
        self._catalog = catalog
        self._photos = photos
        self._engine = engine

    def check_dish(self, values: Mapping[str, Any]) -> Dish:
        """Return the dish that ``values`` make; without an id it gets a free one from its name.

        Raises:
            UnusableDish: the values break the rules of the menu.
        """
        filled = {name: value for name, value in values.items() if value not in ("", None)}
        if "name" in filled:
            filled.setdefault("id", self._free_id(str(filled["name"])))
        try:
            return Dish.model_validate(filled)
        except ValidationError as error:
            raise UnusableDish(problems=_sentences(problems(error, filled))) from None

    def add(
        self,
        values: Mapping[str, Any],
        *,
        photo: bytes | None = None,
        photo_name: str = "",
        who: str = "staff",
    ) -> Dish:
        """Put a new dish on the menu and return it; the next search anywhere finds it.

        Raises:
            UnusableDish: the values break the rules, or the id is taken.
            UnusablePhoto: ``photo`` is not a photo that can be used.
        """
        dish = self.check_dish(values)
        if dish.id in self._catalog.menu().dishes:
            taken = Problem("id", dish.id, "belongs to another dish")
            raise UnusableDish(problems=_sentences([taken]))
        if photo is not None:
            dish = dish.model_copy(update={"photo": self._stored(photo, photo_name)})
        self._write([dish], who=who, what=f"added {dish.name}")
        return dish

    def plan(self, file: Path, photos: Path | None = None) -> Plan:
        """Return what importing ``file`` would do, with its photos from the folder ``photos``.

        Columns that the file lacks leave a dish as it is; so do all photos without a folder.

        Raises:
            UnusableMenuFile: ``file`` cannot be read at all.
        """
        if photos is not None and not photos.is_dir():
            raise FolderUnusable(folder=photos, reason="there is no such folder of photos")
        menu_file = read_menu_file(file)
        return _Planning(self._catalog, self._photos, menu_file, photos).plan()

    def apply(
        self,
        plan: Plan,
        *,
        good_only: bool = False,
        progress: Progress = silent,
        who: str = "staff",
    ) -> None:
        """Carry out ``plan``: all of it or nothing.

        Args:
            plan: what :meth:`plan` returned.
            good_only: take the good rows although others were rejected.
            progress: told about photos and encoding.
            who: for the history.

        Raises:
            RejectedRows: rows were rejected and ``good_only`` is false.
            UnusablePhoto: a photo changed since it was planned.
        """
        if plan.rejected and not good_only:
            file = plan.file
            raise RejectedRows(count=len(plan.rejected), rows=len(file.rows), file=file.name)
        wanted = (*plan.new, *plan.changed)
        dishes = []
        for done, planned in enumerate(wanted):
            progress("Storing photos", done, len(wanted))
            dishes.append(self._with_photo(planned))
        self._write(dishes, who=who, what=f"imported {plan.file.name}", progress=progress)

    def export(self, folder: Path) -> int:
        """Write the menu as ``menu.csv`` and ``photos/`` and return the number of dishes.

        Raises:
            FolderUnusable: the folder cannot be written.
        """
        dishes = list(self._catalog.menu().dishes.values())
        # A photo that two dishes share is named after the first of them.
        names = {dish.photo: f"{dish.id}.jpg" for dish in reversed(dishes) if dish.photo}
        try:
            (folder / "photos").mkdir(parents=True, exist_ok=True)
            for photo, name in names.items():
                shutil.copyfile(self._photos.path(photo), folder / "photos" / name)
            write_menu_file(folder / "menu.csv", dishes, names)
        except OSError as error:
            raise FolderUnusable(folder=error.filename or folder, reason=error.strerror) from None
        return len(dishes)

    def _write(
        self, dishes: Sequence[Dish], *, who: str, what: str, progress: Progress = silent
    ) -> None:
        """Encode, then change the menu in one transaction, then let the index follow."""
        self._engine.prepare(dishes, progress)
        self._catalog.write([Change(dish.id, dish) for dish in dishes], who=who, what=what)
        self._engine.follow()

    def _with_photo(self, planned: Planned) -> Dish:
        if planned.source is None:
            return planned.dish
        try:
            data = planned.source.read_bytes()
        except OSError as error:
            reason = f"{error.strerror}; put it back and import again"
            raise UnusablePhoto(file=planned.source.name, reason=reason) from None
        photo = self._stored(data, planned.source.name)
        self._catalog.remember_photo(_hash(data), photo)
        return planned.dish.model_copy(update={"photo": photo})

    def _stored(self, data: bytes, name: str) -> str:
        try:
            return self._photos.add(data, name=name)
        except OSError as error:  # a full disk, a folder that may not be written
            raise FolderUnusable(folder="of photos", reason=error.strerror) from None

    def _free_id(self, name: str) -> str:
        wanted = dish_id(name)
        taken = self._catalog.menu().dishes
        if wanted not in taken:
            return wanted
        return next(
            free for n in range(2, len(taken) + 3) if (free := f"{wanted}-{n}") not in taken
        )


class _Planning:
    """Compares one menu file with the menu."""

    def __init__(
        self, catalog: Catalog, store: PhotoStore, file: MenuFile, photos: Path | None
    ) -> None:
        self._file = file
        self._folder = photos if "photo" in file.columns else None
        self._menu = catalog.menu().dishes
        self._sources = self._hashes()
        remembered = catalog.photos_of(list(self._sources.values()))
        self._stored = {s: photo for s, photo in remembered.items() if store.path(photo).exists()}

    def plan(self) -> Plan:
        good = [row for row in self._file.rows if row.dish]
        planned = {row.number: self._planned(row) for row in good}
        found = {number: p for number, p in planned.items() if isinstance(p, Planned)}
        rejected = [self._rejected(row, planned.get(row.number)) for row in self._file.rows]
        ids = {row.values.get("id") for row in self._file.rows}
        return Plan(
            file=self._file,
            new=tuple(p for p in found.values() if p.before is None),
            changed=tuple(p for p in found.values() if p.changed_fields),
            unchanged=tuple(p.dish for p in found.values() if p.before and not p.changed_fields),
            missing=tuple(dish for dish in self._menu.values() if dish.id not in ids),
            rejected=tuple(row for row in rejected if row),
        )

    def _planned(self, row: Row) -> Planned | Problem:
        assert row.dish is not None
        before = self._menu.get(row.dish.id)
        try:
            dish = _over(before, row.dish, self._file.columns) if before else row.dish
        except ValidationError as error:  # the row is good, but not beside what it leaves as it is
            return problems(error, row.values)[0]
        if self._folder is None:
            return Planned(dish.model_copy(update={"photo": before and before.photo}), before)
        if not row.photo:
            return Planned(dish.model_copy(update={"photo": None}), before)
        return self._with_source(row, dish, before, self._folder / Path(row.photo).name)

    def _with_source(
        self, row: Row, dish: Dish, before: Dish | None, source: Path
    ) -> Planned | Problem:
        if source not in self._sources:
            return Problem("photo", row.photo, f"is not in {source.parent}")
        if photo := self._stored.get(self._sources[source]):
            return Planned(dish.model_copy(update={"photo": photo}), before)
        try:
            check_photo(source.read_bytes(), name=row.photo)
        except UnusablePhoto as error:
            return Problem("photo", row.photo, f"cannot be used: {error.facts['reason']}")
        return Planned(dish, before, source)

    @staticmethod
    def _rejected(row: Row, planned: Planned | Problem | None) -> Row | None:
        if isinstance(planned, Problem):
            return Row(row.number, row.values, row.photo, problems=(planned,))
        return row if row.problems else None

    def _hashes(self) -> dict[Path, str]:
        if self._folder is None:
            return {}
        named = {self._folder / Path(row.photo).name for row in self._file.rows if row.photo}
        return {file: _hash(file.read_bytes()) for file in sorted(named) if file.is_file()}


def _over(before: Dish, dish: Dish, columns: Iterable[str]) -> Dish:
    """Return ``before`` with what the file's columns say."""
    said = {name: getattr(dish, name) for name in columns if name != "photo"}
    # Vegan says vegetarian too; a dish that is vegan no more must not stay so because it was.
    if dish.vegan != before.vegan and "vegan" in said:
        said.setdefault("vegetarian", dish.vegetarian)
    return Dish.model_validate({**before.model_dump(), **said, "photo": before.photo})


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sentences(found: Iterable[Problem]) -> str:
    return " ".join(str(problem) for problem in found)
