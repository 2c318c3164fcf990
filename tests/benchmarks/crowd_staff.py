"""Staff at work in their pages: each keeps dishes of their own, so that nobody is in the way."""

import csv
import io
import random
import time
from collections.abc import Callable, Mapping

from crowd_ledger import Ledger, Where
from crowd_session import Answer, Session
from kept import Kept
from streamlit.proto.WidgetStates_pb2 import WidgetState

PASSWORD = "saffron and smoke"
THINK_S = (4.0, 12.0)
CHORES = (8, 16)  # until a member of staff signs out
AWAY_S = (1.0, 4.0)  # until they come again
IMPORTED = 3  # dishes in a file
IMPORT_LIMIT_S = 120.0


class Wrong(Exception):
    """What was done is not what the catalog holds."""


class Member:
    """Somebody of the staff, signed in."""

    def __init__(
        self, name: str, session: Session, kept: Kept, dishes: list[str], ledger: Ledger
    ) -> None:
        self._name = name
        self._session = session
        self._kept = kept
        self._dishes = dishes
        self._ledger = ledger

    def sign_in(self) -> None:
        """Come in."""
        shown = self._ask("staff: sign in", "staff")
        self._ask(
            "staff: sign in",
            "staff",
            "",
            text(shown, "name", self._name),
            text(shown, "password", PASSWORD),
            pressed(shown, "sign_in_now"),
        )

    def sell_out(self, chance: random.Random) -> None:
        """Take a dish off the menu, and bring it back after a while."""
        dish = chance.choice(self._dishes)
        name = self._kept.dishes()[dish]["name"]
        shown = self._ask("staff: kitchen", "staff")
        shown = self._ask("staff: dish looked for", "staff", "", text(shown, "off_search", name))
        self._press("staff: sold out", shown, f"off_{dish}")
        self._hold(dish, {"available": False})
        time.sleep(chance.uniform(*THINK_S))
        self._press("staff: back", self._ask("staff: kitchen", "staff"), f"back_{dish}")
        self._hold(dish, {"available": True})

    def edit(self, chance: random.Random) -> None:
        """Change a price and a description, and take that back under History."""
        dish = chance.choice(self._dishes)
        before = self._kept.dishes()[dish]
        price, told = round(before["price"] + 1, 2), f"{before['description']} Today with a twist."
        query = f"edit={dish}"
        shown = self._ask("staff: form", "staff_menu", query)
        self._ask(
            "staff: saved",
            "staff_menu",
            query,
            text(shown, "dish_name", before["name"]),
            text(shown, "dish_description", told),
            WidgetState(id=shown.widgets["dish_price"], double_value=price),
            pressed(shown, "save_dish"),
        )
        self._hold(dish, {"price": price, "description": told})
        number = self._newest()
        time.sleep(chance.uniform(*THINK_S))
        shown = self._ask("staff: history", "staff_history")
        newest = "undo_newest" if self._kept.revision() == number else f"undo_{number}"
        key = newest if newest in shown.widgets else f"undo_{number}"
        self._press("staff: undone", shown, key)
        self._hold(dish, {"price": before["price"], "description": before["description"]})

    def bring_in(self, chance: random.Random) -> None:
        """Import a small file, and undo that."""
        before = self._kept.dishes()
        rows = {
            dish: {"price": before[dish]["price"] + 2, "description": f"Number {chance.random()}."}
            for dish in chance.sample(self._dishes, IMPORTED)
        }
        shown = self._ask("staff: import", "staff_import")
        written = _csv({dish: before[dish] | rows[dish] for dish in rows})
        file = f"{self._name}-{chance.getrandbits(40)}.csv"
        handed = self._session.hand_in(file, written, shown.widgets["import_files"])
        shown = self._ask("staff: file handed in", "staff_import", "", handed)
        look = pressed(shown, "import_look")
        shown = self._ask("staff: plan", "staff_import", "", handed, look)
        began = time.perf_counter()
        shown = self._until_imported(self._press("staff: import begun", shown, "import_apply"))
        self._ledger.took("staff: until imported", time.perf_counter() - began)
        for dish, fields in rows.items():
            self._hold(dish, fields)
        time.sleep(chance.uniform(*THINK_S))
        self._press("staff: import undone", shown, "undo")
        for dish, fields in rows.items():
            self._hold(dish, {name: before[dish][name] for name in fields})

    def sign_out(self) -> None:
        """Leave."""
        self._press("staff: sign out", self._ask("staff: kitchen", "staff"), "sign_out")

    def _until_imported(self, shown: Answer) -> Answer:
        end = time.monotonic() + IMPORT_LIMIT_S
        while "undo" not in shown.widgets:
            if (left := end - time.monotonic()) < 0 or shown.wrong:
                raise Wrong(f"an import did not come to its end: {shown.wrong or shown.told}")
            if (part := self._session.look(left)) is not None:
                shown = self._note("staff: import watched", self._session.draw(part))
        return shown

    def _newest(self) -> int:
        query = f"SELECT max(number) FROM revisions WHERE who = '{self._name}'"
        return int(self._kept._rows(query)[0][0])

    def _hold(self, dish: str, fields: Mapping[str, object]) -> None:
        """Fail unless the catalog holds these values for a dish."""
        now = self._kept.dishes()[dish]
        if differing := {name: now[name] for name in fields if now[name] != fields[name]}:
            raise Wrong(f"{dish} should have {fields} and has {differing}")

    def _ask(self, what: str, page: str, query: str = "", *states: WidgetState) -> Answer:
        return self._timed(what, lambda: self._session.ask(page, query, *states))

    def _press(self, what: str, shown: Answer, key: str) -> Answer:
        if key not in shown.widgets:
            raise Wrong(f"{what}: there is no {key}")
        return self._timed(what, lambda: self._session.press(shown, key))

    def _timed(self, what: str, do: Callable[[], Answer]) -> Answer:
        return self._note(what, self._ledger.timed(what, do))

    def _note(self, what: str, answer: Answer) -> Answer:
        self._ledger.sent(answer.bytes)
        for wrong in answer.wrong:
            self._ledger.fail(what, wrong)
        return answer


class Shift:
    """Somebody of the staff who signs in, does chores, signs out, and comes again."""

    def __init__(self, where: Where, name: str, dishes: list[str], *, seed: int) -> None:
        self._where = where
        self._name = name
        self._dishes = dishes
        self._chance = random.Random(seed)

    def run(self) -> None:
        """Work until the day is over; a chore that is begun is done."""
        where = self._where
        while not where.over.wait(self._chance.uniform(*AWAY_S)):
            try:
                with Session(where.address) as session:
                    self._work(Member(self._name, session, where.kept, self._dishes, where.ledger))
            except Exception as error:  # noqa: BLE001  the others go on; it is told in the end
                where.ledger.fail("staff broken off", f"{type(error).__name__}: {error}")

    def _work(self, member: Member) -> None:
        member.sign_in()
        chores = (member.sell_out, member.sell_out, member.edit, member.bring_in)
        for _ in range(self._chance.randint(*CHORES)):
            if self._where.over.wait(self._chance.uniform(*THINK_S)):
                return
            self._chance.choice(chores)(self._chance)
        member.sign_out()


def text(shown: Answer, key: str, value: str) -> WidgetState:
    return WidgetState(id=shown.widgets[key], string_value=value)


def pressed(shown: Answer, key: str) -> WidgetState:
    return WidgetState(id=shown.widgets[key], trigger_value=True)


def _csv(dishes: Mapping[str, Mapping[str, object]]) -> bytes:
    file = io.StringIO()
    lines = csv.writer(file)
    lines.writerow(("id", "name", "price", "description"))
    for dish, fields in dishes.items():
        lines.writerow((dish, fields["name"], fields["price"], fields["description"]))
    return file.getvalue().encode()
