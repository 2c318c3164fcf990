"""The restaurant itself, and the first steps of those who open it."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from recommender.catalog import Furnished
from recommender.house import House
from recommender.kitchen.demo import Demo
from recommender.kitchen.desk import FIRST_START, Desk
from recommender.logs import event

log = logging.getLogger(__name__)

UNNAMED = "Restaurant"  # until somebody names it
_CHECKED_PHOTOS, _PRINTED_CODE, _DISMISSED = "photos checked", "code printed", "steps dismissed"


@dataclass(frozen=True)
class FirstSteps:
    """How far those are who open a restaurant; each is done by evidence, not by a tick."""

    named: bool
    own_menu: bool
    photos_checked: bool
    code_printed: bool
    dismissed: bool = False

    @property
    def wanting(self) -> bool:
        """Whether there is still something to lead to."""
        done = self.named and self.own_menu and self.photos_checked and self.code_printed
        return not (done or self.dismissed)


class Furnishing(Desk):
    """Verbs of the owner, and of a first start."""

    def house(self) -> House:
        """Return the restaurant as it is settled, or as far as the menu tells it."""
        if furnished := self._catalog.houses.newest():
            return furnished.house
        return self._bare()

    def furnished(self) -> Furnished | None:
        """Return who settled the restaurant last, when, and what; None before anybody did."""
        return self._catalog.houses.newest()

    def furnish(
        self,
        changes: Mapping[str, Any],
        *,
        logo: bytes | None = None,
        logo_name: str = "",
        who: str = "owner",
    ) -> House:
        """Change settings of the restaurant and return it; what is not named stays as it is.

        Args:
            changes: fields of the house with their new value, as a person wrote it; ``logo``
                None takes the logo away.
            logo: the bytes of a new one.
            logo_name: what the person calls that file.
            who: stands beside the settings.

        Raises:
            UnusableHouse: a value cannot be taken.
            UnusableHours: opening hours cannot be read.
            OverlappingHours: one time begins before another ends.
            UnusablePhoto: ``logo`` is not a picture that can be used.
        """
        self.house().with_changes(changes)
        stored = {} if logo is None else {"logo": self._stored_logo(logo, logo_name)}

        def decide(before: House | None) -> House:
            return (before or self._bare()).with_changes({**changes, **stored})

        furnished = self._catalog.houses.write(decide, who=who, at=self._clock())
        event(log, "settings", who=who, fields=sorted({*changes, *stored}))
        return furnished.house

    def _bare(self) -> House:
        first = next(iter(self._menu.values()), None)
        return House(name=UNNAMED, currency=first.currency if first else "EUR")

    def first_steps(self) -> FirstSteps:
        """Return how far those are who open the restaurant."""
        furnished = self.furnished()
        own_menu = self._has_own_menu()
        return FirstSteps(
            named=furnished is not None and furnished.who != FIRST_START,
            own_menu=own_menu,
            photos_checked=own_menu and self._is_noted(_CHECKED_PHOTOS),
            code_printed=self._is_noted(_PRINTED_CODE),
            dismissed=self._is_noted(_DISMISSED),
        )

    def note_photos_checked(self) -> None:
        """Remember that staff looked at what there is to remark on the photos of their own menu."""
        if not self._is_noted(_CHECKED_PHOTOS) and self._has_own_menu():
            self._catalog.note(_CHECKED_PHOTOS, "yes")

    def note_code_printed(self) -> None:
        """Remember that staff took the code for the tables."""
        self._catalog.note(_PRINTED_CODE, "yes")

    def dismiss_first_steps(self) -> None:
        """Show the first steps to nobody any more."""
        self._catalog.note(_DISMISSED, "yes")

    def _is_noted(self, key: str) -> bool:
        return self._catalog.noted(key) is not None

    def _has_own_menu(self) -> bool:
        """Return whether there are dishes, and none is as the first start laid it."""
        demo = Demo(self._catalog)
        return bool(self._menu) and not any(map(demo.has, self._menu.values()))
