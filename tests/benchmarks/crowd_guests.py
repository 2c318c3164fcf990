"""Guests who come, look around for a while and leave, as different ones each time."""

import io
import random
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from crowd_ledger import Ledger, Where
from crowd_session import Answer, Session
from PIL import Image, ImageDraw
from synthetic_menu import synthetic_requests

from recommender.dish import ALLERGENS, COURSES, DIETS

THINK_S = (3.0, 12.0)  # between what a guest does: they read, and look at photos
STEPS = (4, 14)  # that a guest takes in a visit
AWAY_S = (0.5, 4.0)  # until somebody else takes the place of a guest who left
Query = dict[str, str]


class Lost(Exception):
    """A page came without what it must have."""


class Guest:
    """One visit: what is on the screen, and what the guest does next."""

    def __init__(
        self, session: Session, chance: random.Random, requests: Iterator[str], ledger: Ledger
    ) -> None:
        self._session = session
        self._chance = chance
        self._requests = requests
        self._ledger = ledger
        self._query: Query = {}
        self._shown = Answer()
        steps = {self._search: 35, self._dish: 20, self._filter: 20, self._turn: 15}
        steps |= {self._similar: 5, self._by_photo: 5}
        self._steps, self._weights = [*steps], [*steps.values()]

    def visit(self, is_over: Callable[[], bool]) -> None:
        """Come, look around, and leave, at once when the day is over."""
        self._go("first page", {})
        for _ in range(self._chance.randint(*STEPS)):
            self._rest(self._chance.uniform(*THINK_S))
            if is_over():
                return
            self._chance.choices(self._steps, self._weights)[0]()

    def _rest(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if (part := self._session.look(left)) is not None:
                began = time.perf_counter()
                answer = self._session.draw(part)
                what = "page follows the menu" if answer.whole else "look whether the menu changed"
                self._ledger.took(what, time.perf_counter() - began)
                self._note(what, answer)

    def _search(self) -> None:
        self._go("search", {"q": next(self._requests)})

    def _filter(self) -> None:
        chance = self._chance
        filters: Query = {
            "course": chance.choice(COURSES),
            "diet": chance.choice(DIETS),
            "without": chance.choice(ALLERGENS),
            "price": f"-{chance.randint(10, 40)}",
        }
        name = chance.choice([*filters])
        self._go("filter", self._query | {name: filters[name]})

    def _turn(self) -> None:
        page = int(self._query.get("page", "1")) + 1 if "page" in self._shown.widgets else 1
        self._go("page turned", self._query | {"page": str(page)})

    def _dish(self) -> None:
        """Open a dish and go back."""
        before = self._query
        if not self._shown.cards:
            self._go("back", {})
            return
        page, _, query = self._chance.choice(self._shown.cards)["target"].partition("?")
        self._ask("dish", page, query)
        self._rest(self._chance.uniform(*THINK_S))
        self._go("back", before)

    def _similar(self) -> None:
        """Look at what is like a dish, and go back."""
        before = self._query
        if self._shown.cards:
            target = self._chance.choice(self._shown.cards)["similar"]["target"]
            page, _, query = target.partition("?")
            self._ask("similar", page, query)
            self._rest(self._chance.uniform(*THINK_S))
        self._go("back", before)

    def _by_photo(self) -> None:
        """Hand in a photo that nobody handed in before, look at what comes close, and go back."""
        before, page = self._query, "similar"
        form = self._ask("photo's page", page, "")
        name = f"{self._chance.getrandbits(60)}.jpg"
        handed = self._session.hand_in(name, photo(self._chance), form.widgets["photo"])
        answer = self._ledger.timed("asked by photo", lambda: self._session.ask(page, "", handed))
        self._note("asked by photo", answer)
        self._rest(self._chance.uniform(*THINK_S))
        self._go("back", before)

    def _go(self, what: str, query: Query) -> None:
        """Go to the first page with what is asked there."""
        self._query = query
        answer = self._ask(what, "", urlencode(query))
        if not (answer.cards or answer.told):
            raise Lost(f"{what}: neither dishes nor a sentence, at {query}")
        self._shown = answer

    def _ask(self, what: str, page: str, query: str) -> Answer:
        answer = self._ledger.timed(what, lambda: self._session.ask(page, query))
        self._note(what, answer)
        for photo in self._session.photos(answer):
            self._ledger.took("photo", photo.elapsed.total_seconds())
            if photo.status_code != 200:
                self._ledger.fail("photo", f"status {photo.status_code}")
        return answer

    def _note(self, what: str, answer: Answer) -> None:
        self._ledger.sent(answer.bytes)
        for wrong in answer.wrong:
            self._ledger.fail(what, wrong)


def photo(chance: random.Random) -> bytes:
    """Return a photo as a phone would send it, of shapes in colours of food."""
    picture = Image.effect_noise((1_200, 900), 40).convert("RGB")
    draw = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y, r = chance.randint(0, 1_200), chance.randint(0, 900), chance.randint(40, 300)
        colour = (chance.randint(60, 255), chance.randint(30, 200), chance.randint(0, 120))
        draw.ellipse((x - r, y - r, x + r, y + r), colour)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=85)
    return file.getvalue()


class Place:
    """A place at a table: one guest after the other, until the day is over."""

    def __init__(self, where: Where, seed: int, *, comes_s: float = 0.0) -> None:
        self._where = where
        self._comes_s = comes_s
        self._chance = random.Random(seed)
        self._requests = synthetic_requests(seed)

    def run(self) -> None:
        """Let guests come."""
        ledger, over = self._where.ledger, self._where.over
        over.wait(self._comes_s)
        while not over.wait(self._chance.uniform(*AWAY_S)):
            ledger.came()
            try:
                with Session(self._where.address) as session:
                    Guest(session, self._chance, self._requests, ledger).visit(over.is_set)
            except Exception as error:  # noqa: BLE001  the others go on; it is told in the end
                ledger.fail("visit broken off", f"{type(error).__name__}: {error}")
