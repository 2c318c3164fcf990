"""Bringing a menu file in: planned first, then carried out whole or not at all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from recommender.because import Because
from recommender.catalog import Change, Revision
from recommender.dish import Dish
from recommender.errors import Cancelled, FolderUnusable, RejectedRows, UnusablePhoto
from recommender.kitchen.desk import Decision, Desk
from recommender.kitchen.planning import LARGE, Plan, Planning, hash_of
from recommender.menu_file import (
    DECLARATION,
    Delivery,
    MenuFile,
    PhotoMatches,
    match_photos,
    read_menu_file,
)
from recommender.progress import Progress, silent
from recommender.workers import in_order


def never() -> bool:
    """Return no."""
    return False


class Importing(Desk):
    """Verbs of the import."""

    def plan(
        self, file: Path | MenuFile, photos: Path | None = None, *, keep_photos: bool = False
    ) -> Plan:
        """Return what importing ``file`` would do, with its photos from the folder ``photos``.

        Columns that the file lacks leave a dish as it is; so do all photos without a folder.

        Args:
            file: where it is, or as it was read with a person's mapping.
            photos: the folder of its photos.
            keep_photos: rows that name no photo leave a dish its own, instead of taking it away.

        Raises:
            UnusableMenuFile: ``file`` cannot be read at all.
        """
        if photos is not None and not photos.is_dir():
            raise FolderUnusable(folder=photos, reason=Because("there is no such folder of photos"))
        removed = {d.dish.id: d.dish for d in self._catalog.history.deleted(self._recently())}
        return Planning(
            self._catalog,
            self._photos,
            file if isinstance(file, MenuFile) else self._read_file(file),
            photos,
            removed=removed,
            keep_photos=keep_photos,
        ).plan()

    def plan_delivery(
        self, delivery: Delivery, mapping: Mapping[str, str | None] | None = None
    ) -> tuple[Plan, PhotoMatches]:
        """Return what importing a delivery would do, and which of its photos found their dishes.

        Args:
            delivery: a menu file and its photos, as they were handed in.
            mapping: the columns as a person settled them; otherwise as they are understood.

        Raises:
            UnusableMenuFile: the menu file cannot be read.
        """
        file = self._read_file(delivery.menu, mapping)
        matches = match_photos(file.rows, delivery.photo_names)
        if delivery.photos is None:
            return self.plan(file), matches
        says_photos = "photo" in file.columns
        matched = matches.applied_to(file)
        return self.plan(matched, delivery.photos, keep_photos=not says_photos), matches

    def _read_file(self, file: Path, mapping: Mapping[str, str | None] | None = None) -> MenuFile:
        """Read a menu file; prices that say no currency are in the house's, if it settled one."""
        usual = self._settled_currency()
        return read_menu_file(file, mapping, usual_currency=usual)

    def apply(
        self,
        plan: Plan,
        *,
        good_only: bool = False,
        remove_missing: bool = False,
        cancelled: Callable[[], bool] = never,
        progress: Progress = silent,
        who: str = "staff",
        declared: bool = True,
    ) -> Revision | None:
        """Carry out ``plan``: all of it or nothing.

        The menu changes in one transaction at the end. Photos and vectors are kept as they are
        made: what was stopped or broke off goes on from there when it is done again.

        Args:
            plan: what :meth:`plan` returned.
            good_only: take the good rows although others were rejected.
            remove_missing: remove the dishes that the file lacks; not beside rejected rows, as
                one of those may be the dish that seems to be missing.
            cancelled: asked between photos; once it says yes, the menu stays as it is.
            progress: told about photos and encoding.
            who: for the history, and for allergens that the file declares without saying by whom.
            declared: whether ``who`` is somebody who can answer for allergens.

        Returns:
            What holds the changes, for its undo; None where the menu was so already.

        Raises:
            Cancelled: ``cancelled`` said so.
            ChangedMeanwhile: a dish that the plan touches is not as it was planned; plan again.
            RejectedRows: rows were rejected and ``good_only`` is false, or dishes would go.
            UnusablePhoto: a photo changed since it was planned.
        """
        _refuse_rejected(plan, good_only=good_only, remove_missing=remove_missing)
        watched = _stopping(progress, cancelled)
        dishes = self._with_photos(plan, watched)
        if declared:
            dishes = [self._declared_now(plan, dish, who) for dish in dishes]
        gone = plan.missing if remove_missing else ()
        decision = _decision(plan, dishes, gone).checked()
        return self._write(decision, _expected(plan, gone), who=who, progress=watched)

    def _declared_now(self, plan: Plan, dish: Dish, who: str) -> Dish:
        """Return ``dish`` as declared by ``who`` where a file states allergens, but not by whom.

        Who stands beside allergens that the file changed stated the ones before, not these.
        """
        before, columns = plan.before.get(dish.id), plan.file.columns
        if "allergens" not in columns or not dish.declared:
            return dish
        if before is None:
            return dish if DECLARATION.intersection(columns) else self._declared(dish, who)
        says_who = bool(dish.declared_by) and _declaration(dish) != _declaration(before)
        if before.allergens == dish.allergens or says_who:
            return dish
        return self._declared(dish, who)

    def _with_photos(self, plan: Plan, progress: Progress) -> list[Dish]:
        dishes = [planned.dish for planned in plan.wanted]
        sources = {n: planned.source for n, planned in enumerate(plan.wanted) if planned.source}
        progress("Storing photos", 0, len(sources))
        with closing(in_order(self._brought_in, list(sources.values()), at_once=LARGE)) as stored:
            for done, (number, (source, photo)) in enumerate(zip(sources, stored, strict=True), 1):
                self._catalog.remember_photo(source, photo)
                dishes[number] = dishes[number].model_copy(update={"photo": photo})
                progress("Storing photos", done, len(sources))
        return dishes

    def _brought_in(self, source: Path) -> tuple[str, str]:
        """Store a photo, and return what its file is known by and its id."""
        try:
            data = source.read_bytes()
        except OSError as error:
            reason = Because("{error}; put it back and import again", error=error.strerror)
            raise UnusablePhoto(file=source.name, reason=reason) from None
        return hash_of(data), self._stored(data, source.name)


def _declaration(dish: Dish) -> tuple[str, datetime | None]:
    return dish.declared_by, dish.declared_at


def _refuse_rejected(plan: Plan, *, good_only: bool, remove_missing: bool) -> None:
    if plan.rejected and (remove_missing or not good_only):
        file = plan.file
        raise RejectedRows(count=len(plan.rejected), rows=len(file.rows), file=file.name)


def _decision(plan: Plan, dishes: Iterable[Dish], gone: Sequence[Dish]) -> Decision:
    changes = [Change(dish.id, dish) for dish in dishes]
    changes += [Change(dish.id, None) for dish in gone]
    what = f"imported {plan.file.name}"
    if gone:
        what += f" and removed {len(gone)} that it lacks"
    return Decision(changes, what, "import")


def _expected(plan: Plan, gone: Iterable[Dish]) -> dict[str, Dish | None]:
    """Return the dishes that would change, as they were when it was planned."""
    return {**plan.before, **{dish.id: dish for dish in gone}}


def _stopping(progress: Progress, cancelled: Callable[[], bool]) -> Progress:
    """Return a progress that raises when the work it is told of is no longer wanted."""

    def told(stage: str, done: int, total: int) -> None:
        if cancelled():
            raise Cancelled
        progress(stage, done, total)

    return told
