"""What a guest asks, and what is answered."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from PIL.Image import Image

from recommender.dish import Dish
from recommender.filters import Filters
from recommender.query import Understanding
from recommender.reasons import Reason
from recommender.similar import Intent

# The photo's weight beside words: on 57 composed queries 0.3 had an nDCG@10 of 0.67, 0.5 of 0.64,
# 0.7 of 0.57; adding instead of multiplying 0.67, 0.65 and 0.62.
BALANCE = 0.3

Sort = Literal["fit", "price_up", "price_down"]


@dataclass(frozen=True)
class Query:
    """What a guest asks, and what they require.

    ``restored`` holds texts of chips that the guest removed: those words are not read as filters.
    ``balance`` is the photo's weight beside words, 0 to 1.
    """

    words: str = ""
    photo: Image | None = None
    like: str | None = None  # id of a dish
    intent: Intent = "alike"
    liked: tuple[str, ...] = ()
    disliked: tuple[str, ...] = ()
    filters: Filters = Filters()
    restored: tuple[str, ...] = ()
    balance: float = BALANCE
    sort: Sort = "fit"

    @property
    def kind(self) -> str:
        """What it is asked by, such as ``words+photo``."""
        by = {"words": self.words, "photo": self.photo, "like": self.like, "liked": self.liked}
        return "+".join(name for name, given in by.items() if given)

    def described(self) -> dict[str, Any]:
        """Return the query as plain data."""
        return {
            "words": self.words,
            "photo": self.photo is not None,
            "like": self.like,
            "intent": self.intent,
            "liked": self.liked,
            "disliked": self.disliked,
            "filters": self.filters.model_dump(),
            "sort": self.sort,
        }


@dataclass(frozen=True)
class Match:
    """A dish with its score, 0 to 1."""

    dish: Dish
    score: float
    why: Callable[[], tuple[Reason, ...]] = field(default=tuple, repr=False, compare=False)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons for it, found when first asked for: most matches are on a later page."""
        return self.why()


@dataclass(frozen=True)
class Result:
    """Matches, the best first; ``no_match`` says that even the best is not what was asked.

    ``missing`` holds the guest's words that no dish of the menu answers; ``not_food`` says that
    the photo shows something else.
    """

    matches: tuple[Match, ...] = ()
    no_match: bool = False
    understood: Understanding = field(default_factory=lambda: Understanding("", ()))
    missing: tuple[str, ...] = ()
    not_food: bool = False
