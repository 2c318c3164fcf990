"""What must be on the menu after a crash: worked out beside the program, verb by verb."""

import hashlib
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kit import TASTES, jpeg

from recommender.dish import dish_id

Facts = Mapping[str, Any]  # of one dish: what staff wrote
Menu = Mapping[str, Facts]
Colour = tuple[int, int, int]

KINDS = ("soup", "stew", "salad", "cake", "bowl", "pie")
PLAIN: Facts = {"description": "", "available": True, "photo": None}


def photo_of(colour: Colour | None) -> str | None:
    """Return the id under which the photo of this colour is stored."""
    return None if colour is None else hashlib.sha256(jpeg(colour)).hexdigest()


DEMO_ROWS: tuple[dict[str, Any], ...] = tuple(
    {"name": f"Demo {taste} plate", "price": 5 + number, "colour": (20 * number, 90, 200)}
    for number, taste in enumerate(TASTES)
)
# A file that names a dish of the demo menu means a dish of its own: it takes nothing from the demo.
DEMO = frozenset(dish_id(row["name"]) for row in DEMO_ROWS)


@dataclass
class Ledger:
    """The menu after each acknowledged change, and what may have happened since the last one."""

    menu: Menu = field(default_factory=dict)
    number: int = 0  # of the newest change set
    past: list[Menu] = field(default_factory=list)  # before each change that can be undone
    future: list[Menu] = field(default_factory=list)  # before each undo that can be redone
    under_way: tuple[Any, ...] | None = None
    named: int = 0

    def begin(self, verb: tuple[Any, ...]) -> None:
        """Note what is asked now; until it is acknowledged, it may have happened or not."""
        self.under_way = verb

    def acknowledged(self) -> str:
        """Note that what was asked is done, and return what kind of thing it was."""
        assert self.under_way is not None
        verb, self.under_way = self.under_way, None
        after = self.after(verb)
        if verb[0] == "undo":
            self.future.append(self.menu)
            self.past.pop()
        elif verb[0] == "redo":
            self.past.append(self.menu)
            self.future.pop()
        elif after != self.menu:
            self.past.append(self.menu)
            self.future.clear()
        self.number += int(after != self.menu or verb[0] in {"undo", "redo"})
        self.menu = after
        return str(verb[0])

    def settle(self, number: int) -> None:
        """Learn from the number of the newest change set whether what was under way happened."""
        if self.under_way is not None and number > self.number:
            self.acknowledged()
        self.under_way = None

    def after(self, verb: tuple[Any, ...]) -> Menu:
        """Return the menu that a verb makes of the menu."""
        kind, *rest = verb
        menu = self.menu
        if kind in {"undo", "redo"}:
            return (self.past if kind == "undo" else self.future)[-1]
        if kind in {"rebuild", "search"}:
            return menu
        if kind in {"import", "first start"}:
            return {**menu, **{dish_id(row["name"]): self._imported(row) for row in rest[0]}}
        if kind == "add":
            return {**menu, dish_id(rest[0]["name"]): self._imported(rest[0])}
        if kind == "remove":
            return {dish: facts for dish, facts in menu.items() if dish not in rest[0]}
        changes = {"sell out": {"available": False}, "back": {"available": True}}.get(kind)
        changed = dict.fromkeys(rest[0], changes) if changes else {rest[0]: _as_facts(rest[1])}
        return {**menu, **{dish: {**menu[dish], **facts} for dish, facts in changed.items()}}

    def _imported(self, row: Facts) -> Facts:
        dish = dish_id(row["name"])
        before = PLAIN if dish in DEMO else self.menu.get(dish, PLAIN)
        return {**before, "name": row["name"], "price": float(row["price"])} | _as_facts(row)

    def next_verb(self, chance: random.Random) -> tuple[Any, ...]:
        """Return something that staff could do now."""
        dishes = sorted(self.menu)
        asked: list[tuple[Any, ...]] = [("import", self._rows(chance)), ("add", self._new(chance))]
        asked += [("rebuild",)]
        if self.past:
            asked += [("undo",)] * 2
        if self.future:
            asked += [("redo",)] * 2
        if dishes:
            dish = chance.choice(dishes)
            some = chance.sample(dishes, min(len(dishes), chance.randint(1, 3)))
            asked += [
                ("edit", dish, {"price": chance.randint(1, 40)}),
                ("edit", dish, {"description": f"with {chance.choice(TASTES)}"}),
                ("edit", dish, {"colour": _colour(chance)}),
                ("sell out", some),
                ("back", some),
                ("remove", some),
            ]
        return chance.choice(asked)

    def _rows(self, chance: random.Random) -> list[dict[str, Any]]:
        known = sorted(self.menu)
        old = [self.menu[dish] for dish in chance.sample(known, min(len(known), 2))]
        changed = [{"name": f["name"], "price": chance.randint(1, 40)} for f in old]
        changed = [row | {"colour": _colour(chance)} for row in changed]
        return [*changed, *(self._new(chance) for _ in range(chance.randint(1, 6)))]

    def _new(self, chance: random.Random) -> dict[str, Any]:
        """Return a dish with a photo under a name that no dish ever had."""
        self.named += 1
        name = f"{chance.choice(TASTES)} {chance.choice(KINDS)} {self.named}".capitalize()
        return {"name": name, "price": chance.randint(1, 40), "colour": _colour(chance)}


def _colour(chance: random.Random) -> Colour:
    red, green, blue = (chance.randrange(256) for _ in range(3))
    return red, green, blue


def _as_facts(changes: Facts) -> dict[str, Any]:
    """Return changes as what they make of a dish: a colour is the photo of that colour."""
    facts = {name: value for name, value in changes.items() if name != "colour"}
    if "price" in facts:
        facts["price"] = float(facts["price"])
    if "colour" in changes:
        facts["photo"] = photo_of(changes["colour"])
    return facts
