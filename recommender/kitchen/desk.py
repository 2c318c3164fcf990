"""What all verbs of the kitchen share: decide on the menu as it is, encode, write, follow."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo

from pydantic import ValidationError

from recommender.because import Because
from recommender.catalog import Catalog, Change, Revision, SearchLog, Verb
from recommender.dish import MAX_ID, Dish, Problem, dish_id, problems
from recommender.engine import Engine
from recommender.errors import ChangedMeanwhile, FolderUnusable, UnknownDish, UnusableDish
from recommender.logs import event, milliseconds
from recommender.photos import PhotoStore
from recommender.problems import sentences
from recommender.progress import Progress, silent

log = logging.getLogger(__name__)

FIRST_START = "first start"  # who lays the demo menu
ENDING = len("-9999")  # of an id that is numbered, as its name had one before
KEPT_DAYS = 30  # how long a removed dish can be brought back, and its photo is kept


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Decision:
    """What a verb makes of the menu, and what the history says of it."""

    changes: Sequence[Change]
    what: str
    verb: Verb
    undoes: int | None = None

    @property
    def dishes(self) -> list[Dish]:
        """The dishes that stay on the menu, as they are from now on."""
        return [change.after for change in self.changes if change.after]

    def checked(self) -> "Decision":
        """Return the same with dishes that were put in order and checked as a person's are.

        What a verb makes of a dish is not checked by itself; one that could not be read again
        would take all others with it.

        Raises:
            UnusableDish: a dish breaks the rules of the menu.
        """
        return replace(self, changes=[Change(c.dish, _checked(c.after)) for c in self.changes])


def _checked(dish: Dish | None) -> Dish | None:
    if dish is None:
        return None
    values = dish.model_dump()
    try:
        return Dish.model_validate(values)
    except ValidationError as error:
        raise unusable(problems(error, values)) from None


def unusable(found: Sequence[Problem]) -> UnusableDish:
    """Return the error that a dish breaks the rules of the menu."""
    return UnusableDish(problems=sentences(found), found={"": tuple(found)})


Dishes = Mapping[str, Dish]


class Desk:
    """What the verbs work with."""

    def __init__(
        self,
        catalog: Catalog,
        photos: PhotoStore,
        engine: Engine,
        *,
        search_log: SearchLog,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._catalog = catalog
        self._photos = photos
        self._engine = engine
        self._search_log = search_log
        self._clock = clock

    @property
    def _menu(self) -> Dishes:
        return self._catalog.menu().dishes

    def _carry_out(
        self, decide: Callable[[Dishes], Decision], *, who: str, progress: Progress = silent
    ) -> Decision:
        """Write what ``decide`` makes of the menu.

        It decides again when somebody else wrote meanwhile what it is about to change.

        Raises:
            UnusableDish: a dish would break the rules of the menu.
        """
        while True:
            menu = self._menu
            decision = decide(menu).checked()
            expected = {change.dish: menu.get(change.dish) for change in decision.changes}
            try:
                self._write(decision, expected, who=who, progress=progress)
            except ChangedMeanwhile:
                continue
            return decision

    def _write(
        self,
        decision: Decision,
        expected: Mapping[str, Dish | None],
        *,
        who: str,
        progress: Progress = silent,
    ) -> Revision | None:
        """Encode, then change the menu in one transaction, then let the index follow.

        Returns what holds the changes; None where the menu was so already.
        """
        began = time.monotonic()
        self._engine.prepare(decision.dishes, progress)
        written = self._catalog.write(
            decision.changes,
            who=who,
            what=decision.what,
            verb=decision.verb,
            undoes=decision.undoes,
            at=self._clock(),
            expected=expected,
        )
        self._engine.follow()
        if written:
            event(
                log,
                "change",
                who=who,
                verb=decision.verb,
                what=decision.what,
                dishes=len(decision.changes),
                revision=written.number,
                ms=milliseconds(began),
            )
        return written

    def _recently(self) -> datetime:
        """Return since when a removed dish can be brought back."""
        return self._clock() - timedelta(days=KEPT_DAYS)

    def _stored(self, data: bytes, name: str) -> str:
        try:
            photo = self._photos.add(data, name=name)
        except OSError as error:  # a full disk, a folder that may not be written
            raise FolderUnusable(folder=Because("of photos"), reason=error.strerror) from None
        self._photos.claim(photo)
        return photo

    def _stored_logo(self, data: bytes, name: str) -> str:
        try:
            return self._photos.add_logo(data, name=name)
        except OSError as error:
            raise FolderUnusable(folder=Because("of logos"), reason=error.strerror) from None

    def _settled_currency(self) -> str:
        """Return the currency that the owner settled; empty before."""
        furnished = self._catalog.houses.newest()
        return furnished.house.currency if furnished else ""

    def _zone(self) -> tzinfo | None:
        """Return the house's time zone; None is this machine's."""
        furnished = self._catalog.houses.newest()
        return furnished.house.zone if furnished else None

    def _declared(self, dish: Dish, who: str) -> Dish:
        """Return ``dish`` with who stated its allergens and when, if they are stated."""
        stamp = {"declared_by": who, "declared_at": self._clock().replace(microsecond=0)}
        nobody = {"declared_by": "", "declared_at": None}
        return dish.model_copy(update=stamp if dish.declared else nobody)

    def _free_id(self, name: str) -> str:
        """Return the id that a new dish of this name gets, which no dish ever had."""
        wanted, history = dish_id(name), self._catalog.history
        return free_id(wanted, history.ids_like(wanted) | history.ids_like(stem(wanted)))


def free_id(wanted: str, taken: set[str]) -> str:
    """Return ``wanted``, with the first number that makes it free where it is taken."""
    if wanted not in taken:
        return wanted
    numbered = (f"{stem(wanted)}-{number}" for number in range(2, len(taken) + 3))
    return next(free for free in numbered if free not in taken)


def stem(wanted: str) -> str:
    """Return what an id and those that are numbered after it begin with."""
    return wanted[: MAX_ID - ENDING].rstrip("-")


def on_menu(menu: Dishes, dish: str) -> Dish:
    """Return the dish with this id.

    Raises:
        UnknownDish: there is none.
    """
    if dish not in menu:
        raise UnknownDish(id=dish)
    return menu[dish]


def named(dishes: Sequence[Dish]) -> str:
    """Return what the history calls these dishes: one by its name, more by their number."""
    return dishes[0].name if len(dishes) == 1 else f"{len(dishes)} dishes"
