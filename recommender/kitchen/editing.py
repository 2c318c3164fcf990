"""Editing dishes and their photos, also when others edit them at the same time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recommender.because import Because
from recommender.catalog import Change, Meanwhile, Revision, changed_meanwhile
from recommender.dish import Dish
from recommender.errors import ChangedMeanwhile, UnknownDish, UnusableDish
from recommender.kitchen.desk import Decision, Desk, Dishes, named, on_menu
from recommender.kitchen.merging import Unfit, conflicts, edited, merged
from recommender.problems import Problem, sentences


@dataclass(frozen=True)
class Draft:
    """A dish as an editor read it, and as the editor wants it."""

    base: Dish
    wanted: Dish


class Editing(Desk):
    """Verbs that change single dishes."""

    def edit(
        self,
        dish: str,
        changes: Mapping[str, Any],
        *,
        based_on: Revision | Dish,
        photo: bytes | None = None,
        photo_name: str = "",
        without_photo: bool = False,
        who: str = "staff",
    ) -> Dish:
        """Change fields of a dish and return it; what others changed meanwhile stays.

        Args:
            dish: its id.
            changes: fields with their new value, as a person wrote it; an empty one clears.
            based_on: the dish as the editor read it, or the menu's revision then.
            photo: the bytes of a new photo.
            photo_name: what the person calls that file.
            without_photo: take its photo away.
            who: for the history, and for the declaration when the allergens change.

        Raises:
            ChangedMeanwhile: somebody else changed the same fields to other values.
            UnknownDish: there is no such dish.
            UnusableDish: the values break the rules.
            UnusablePhoto: ``photo`` is not a photo that can be used.
        """
        base = self._read(dish, based_on)
        draft = _drafts({dish: base}, {dish: changes})[dish]
        if photo is not None:
            draft = _with_photo(draft, self._stored(photo, photo_name))
        elif without_photo:
            draft = _with_photo(draft, None)
        return self._save({dish: draft}, who=who)[0]

    def edit_many(
        self,
        edits: Mapping[str, Mapping[str, Any]],
        *,
        based_on: Revision | Mapping[str, Dish],
        who: str = "staff",
    ) -> list[Dish]:
        """Change many dishes at once, all of them or none; see :meth:`edit`.

        Raises:
            ChangedMeanwhile: somebody else changed the same fields to other values.
            UnknownDish: there is no such dish.
            UnusableDish: values break the rules; ``by_dish`` holds the problems of each dish.
        """
        bases = {
            dish: self._read(dish, based_on if isinstance(based_on, Revision) else based_on[dish])
            for dish in edits
        }
        return self._save(_drafts(bases, edits), who=who)

    def declare(
        self, dish: str, allergens: Sequence[str], *, based_on: Revision | Dish, who: str
    ) -> Dish:
        """State the allergens of a dish, none of them if empty; ``who`` answers for it from now on.

        Unlike an edit, this is recorded also when the allergens were the same before.

        Raises:
            ChangedMeanwhile: somebody else stated others meanwhile.
            UnknownDish: there is no such dish.
            UnusableDish: they contradict what the dish claims.
        """
        base = self._read(dish, based_on)
        changes = {"allergens": ";".join(allergens) or "none"}
        return self._save(_drafts({dish: base}, {dish: changes}), who=who, declaring=True)[0]

    def replace_photo(
        self,
        dish: str,
        photo: bytes,
        *,
        name: str,
        who: str = "staff",
        based_on: Dish | None = None,
    ) -> Dish:
        """Give a dish this photo.

        Raises:
            ChangedMeanwhile: somebody else gave it another one after it was ``based_on``.
            UnknownDish: there is no such dish.
            UnusablePhoto: ``photo`` is not a photo that can be used.
        """
        base = based_on or on_menu(self._menu, dish)
        return self.edit(dish, {}, based_on=base, photo=photo, photo_name=name, who=who)

    def remove_photo(self, dish: str, *, who: str = "staff", based_on: Dish | None = None) -> Dish:
        """Take the photo of a dish away.

        Raises:
            ChangedMeanwhile: somebody else gave it another one after it was ``based_on``.
            UnknownDish: there is no such dish.
        """
        base = based_on or on_menu(self._menu, dish)
        return self.edit(dish, {}, based_on=base, without_photo=True, who=who)

    def _read(self, dish: str, based_on: Revision | Dish) -> Dish:
        """Return a dish as an editor read it."""
        if isinstance(based_on, Dish):
            return based_on
        if not self._catalog.knows(based_on):
            raise ChangedMeanwhile(
                summary=Because("the menu was replaced by another one"), dishes=()
            )
        base = self._catalog.history.dish_at(dish, based_on.number)
        if base is None:
            raise UnknownDish(id=dish)
        return base

    def _save(
        self, drafts: Mapping[str, Draft], *, who: str, declaring: bool = False
    ) -> list[Dish]:
        """Write what the drafts changed over what the dishes are by now."""

        def decide(menu: Dishes) -> Decision:
            self._refuse_conflicts(drafts, menu, declaring=declaring)
            dishes = [
                self._declared(dish, who)
                if declaring or dish.allergens != menu[dish.id].allergens
                else dish
                for dish in _merged(drafts, menu)
            ]
            return Decision([Change(d.id, d) for d in dishes], f"edited {named(dishes)}", "edit")

        return self._carry_out(decide, who=who).dishes

    def _refuse_conflicts(
        self, drafts: Mapping[str, Draft], menu: Dishes, *, declaring: bool
    ) -> None:
        found: list[Meanwhile] = []
        for dish, draft in drafts.items():
            current = menu.get(dish)
            if current is None or _collides(draft, current, declaring=declaring):
                found.append(self._catalog.history.what_became(dish, draft.base, current))
        if found:
            raise changed_meanwhile(found)


def _collides(draft: Draft, current: Dish, *, declaring: bool) -> bool:
    """Return whether somebody changed meanwhile what ``draft`` changes, or what it declares."""
    # Who declares signs every allergen, those too that they left as they saw them.
    seen = (draft.base.allergens, draft.wanted.allergens)
    unseen = declaring and current.allergens not in seen
    return unseen or bool(conflicts(draft.base, draft.wanted, current))


def _drafts(bases: Mapping[str, Dish], edits: Mapping[str, Mapping[str, Any]]) -> dict[str, Draft]:
    drafts, unfit = {}, {}
    for dish, changes in edits.items():
        try:
            drafts[dish] = Draft(bases[dish], edited(bases[dish], changes))
        except Unfit as error:
            unfit[dish] = error.problems
    _refuse_unfit(unfit, bases)
    return drafts


def _merged(drafts: Mapping[str, Draft], menu: Dishes) -> list[Dish]:
    dishes, unfit = [], {}
    for dish, draft in drafts.items():
        try:
            dishes.append(merged(draft.base, draft.wanted, menu[dish]))
        except Unfit as error:
            unfit[dish] = error.problems
    _refuse_unfit(unfit, menu)
    return dishes


def _refuse_unfit(unfit: Mapping[str, Sequence[Problem]], known: Dishes) -> None:
    if unfit:
        several = len(unfit) > 1
        found = {known[dish].name if several else "": of for dish, of in unfit.items()}
        told = [(f"{name}: " if name else "") + sentences(of) for name, of in found.items()]
        raise UnusableDish(problems=" ".join(told), found=found, by_dish=dict(unfit))


def _with_photo(draft: Draft, photo: str | None) -> Draft:
    return Draft(draft.base, draft.wanted.model_copy(update={"photo": photo}))
