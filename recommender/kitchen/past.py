"""The past of the menu: what was changed, how it is taken back, and dishes that come back."""

from collections.abc import Mapping
from datetime import datetime

from recommender.because import Because
from recommender.catalog import Change, ChangeSet, Deleted, DishChange
from recommender.dish import Dish
from recommender.errors import ChangedLater, HistoryDamaged, NotDeleted, NothingToUndo, PhotoGone
from recommender.kitchen.desk import KEPT_DAYS, Decision, Desk, Dishes
from recommender.kitchen.reversing import Blocked, taken_back


class Past(Desk):
    """Verbs that look back."""

    def history(self, *, limit: int = 20, before: int | None = None) -> list[ChangeSet]:
        """Return the last change sets, the newest first; ``before`` a number, for a next page."""
        if before is None:
            return self._catalog.history.change_sets(limit=limit)
        return self._catalog.history.change_sets(limit=limit, before=before)

    def changes(self, number: int) -> list[DishChange | HistoryDamaged]:
        """Return what a change set did, dish by dish; nothing for an unknown number.

        Where it cannot be read what it did to a dish, that stands in its place.
        """
        return self._catalog.history.changes_or_damages(number)

    def undo(self, number: int | None = None, *, who: str = "staff") -> ChangeSet:
        """Take a change set back, the newest that is not undone unless told, and return it.

        The undo is itself in the history. Undoing again goes further back. What the clock did is
        passed over, and stays: a dish that was sold out until an hour ago is back.

        Raises:
            ChangedLater: a later change, not undone, touches one of its dishes.
            HistoryDamaged: what it did cannot be read.
            NothingToUndo: there is nothing left, or ``number`` is undone or unknown.
            PhotoGone: the photo of a dish from before is kept no longer.
        """

        def decide(menu: Dishes) -> Decision:
            wanted = self._newest() if number is None else self._standing(number)
            return self._undoing(wanted, menu)

        return self._undone(self._carry_out(decide, who=who))

    def redo(self, *, who: str = "staff") -> ChangeSet:
        """Take the latest undo back, and return it; a change made since then ends that.

        Raises:
            ChangedLater: the clock changed one of its dishes.
            NothingToUndo: there is no such undo.
            PhotoGone: the photo of a dish is kept no longer.
        """

        def decide(menu: Dishes) -> Decision:
            undo = self.redoable()
            if undo is None:
                raise NothingToUndo(reason=Because("there is no undo to take back"))
            return self._undoing(undo.number, menu)

        return self._undone(self._carry_out(decide, who=who))

    def undoable(self) -> ChangeSet | None:
        """Return what :meth:`undo` takes back when it is not told; None when nothing is left."""
        numbers = self._catalog.history.in_force()
        return self._change_set(numbers[0]) if numbers else None

    def redoable(self) -> ChangeSet | None:
        """Return the undo that :meth:`redo` takes back; None when there is none."""
        undos = self._catalog.history.undos_in_force()
        return self._change_set(undos[0]) if undos else None

    def _newest(self) -> int:
        newest = self.undoable()
        if newest is None:
            raise NothingToUndo(reason=Because("nothing is left to undo"))
        return newest.number

    def _standing(self, number: int) -> int:
        if undone_by := self._change_set(number).undone_by:
            facts = {"number": str(number), "other": str(undone_by)}
            reason = Because("change {number} was undone by change {other}", **facts)
            raise NothingToUndo(reason=reason)
        return number

    def _undoing(self, number: int, menu: Dishes) -> Decision:
        undone = self._change_set(number)
        redo = undone.verb == "undo"
        what = f"{'redid' if redo else 'undid'} change {number}: {undone.what}"
        changes = self._reversed(number, menu)
        return Decision(changes, what, "redo" if redo else "undo", undoes=number)

    def _undone(self, decision: Decision) -> ChangeSet:
        assert decision.undoes is not None
        return self._change_set(decision.undoes)

    def _change_set(self, number: int) -> ChangeSet:
        found = self._catalog.history.change_set(number)
        if found is None:
            raise NothingToUndo(reason=Because("there is no change {number}", number=str(number)))
        return found

    def _reversed(self, number: int, menu: Dishes) -> list[Change]:
        changes = self._catalog.history.changes(number)
        later = self._catalog.history.later_changes(number)
        return [
            Change(change.dish, self._taken_back(number, change, menu, later.get(change.dish, {})))
            for change in changes
        ]

    def _taken_back(
        self, number: int, change: DishChange, menu: Dishes, later: Mapping[int, DishChange]
    ) -> Dish | None:
        current = menu.get(change.dish)
        try:
            dish = taken_back(change, current, list(later.values()), now=self._clock())
        except Blocked:
            last = max(later, default=self._catalog.history.last_number(change.dish))
            raise self._changed_later(number, change, last) from None
        if dish and self._is_gone(dish.photo, current.photo if current else None):
            raise self._photo_gone(number, dish)
        return dish

    def _is_gone(self, wanted: str | None, current: str | None) -> bool:
        """Return whether a photo that a dish would get back is kept no longer."""
        return bool(wanted and wanted != current and not self._photos.path(wanted).exists())

    def _changed_later(self, number: int, change: DishChange, last: int) -> ChangedLater:
        wanted, later = self._change_set(number), self._change_set(last)
        return ChangedLater(
            number=number,
            what=wanted.what,
            dish=change.name,
            later=last,
            later_what=later.what,
            later_who=later.who,
            sets=(wanted, later),
        )

    def _photo_gone(self, number: int, dish: Dish) -> PhotoGone:
        wanted = self._change_set(number)
        return PhotoGone(number=number, what=wanted.what, dish=dish.name, sets=(wanted,))

    def deleted(self, since: datetime | None = None) -> list[Deleted]:
        """Return the dishes removed since then, or in the last thirty days, the latest first."""
        return self._catalog.history.deleted(since or self._recently())

    def bring_back(self, dish: str, *, who: str = "staff") -> Dish:
        """Put a removed dish back on the menu as it was, and return it.

        Raises:
            NotDeleted: no such dish was removed in the last thirty days.
        """

        def decide(_: Dishes) -> Decision:
            removed = {deleted.dish.id: deleted.dish for deleted in self.deleted()}
            if dish not in removed:
                raise NotDeleted(id=dish, days=KEPT_DAYS)
            back = Change(dish, removed[dish])
            return Decision([back], f"brought {removed[dish].name} back", "bring back")

        return self._carry_out(decide, who=who).dishes[0]
