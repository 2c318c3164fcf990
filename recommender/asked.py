"""A guest's query as one menu understands it: what is required, what is wished, what is hidden."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from recommender.dish import clean, fold
from recommender.encoder.colours import COLOURS
from recommender.facets import MenuTable
from recommender.filters import Filters, Where, where
from recommender.query import KnownNames, Understanding, understand
from recommender.reasons import Reason, required
from recommender.request import Query
from recommender.signals import Wish
from recommender.similar import required_by
from recommender.snapshot import Snapshot

MAX_WORDS = 500  # characters of a request that are read; encoders read some 300
KEPT_READINGS = 512  # requests whose meaning is kept: a page needs it more than once


class Reader:
    """Understands guests' words on one menu."""

    def __init__(self, table: MenuTable, before: "Reader | None" = None) -> None:
        """Read the names of the menu; what the menu ``before`` had as well is not read again."""
        self.table = table
        known: KnownNames | None = before._names if before else None  # noqa: SLF001
        same = known is not None and known.names == table.names
        self._names: KnownNames = known if known and same else KnownNames(table.names, known)
        self._kept = lru_cache(maxsize=KEPT_READINGS)(self._read)

    def understand(self, query: Query) -> Understanding:
        """Return what of a guest's words are filters."""
        return self._kept(clean(query.words)[:MAX_WORDS], query.restored)

    def _read(self, words: str, restored: Iterable[str]) -> Understanding:
        folded = frozenset(map(fold, restored))
        cuisines = self.table.cuisines
        return understand(words, names=self._names, cuisines=cuisines, restored=folded)


def implied(understood: Understanding) -> Filters:
    """Return what a guest's words require; of what is sold out they say nothing unless told."""
    return Filters(**({"available": False} | understood.filters))


@dataclass(frozen=True)
class Asked:
    """A query, read against one snapshot."""

    query: Query
    understood: Understanding
    required: tuple[Filters, ...]
    wish: Wish
    hidden: frozenset[str]

    @classmethod
    def of(cls, query: Query, understood: Understanding, snapshot: Snapshot) -> "Asked":
        """Read ``query``, whose words are ``understood`` already.

        Raises:
            UnknownDish: the dish to be like is not on the menu.
        """
        required_all = [query.filters, implied(understood)]
        hidden = set(query.disliked)
        if query.like is not None:
            required_all.append(required_by(query.intent, snapshot.dish(query.like)))
            hidden.add(query.like)
        if not (fold(query.words) or query.photo or query.like):
            hidden.update(query.liked)  # a taste asks for others
        wish = _wish(understood, snapshot)
        return cls(query, understood, tuple(required_all), wish, frozenset(hidden))

    @cached_property
    def clause(self) -> Where | None:
        """What is required, as a clause."""
        return where(*self.required)

    @cached_property
    def why(self) -> tuple[Reason, ...]:
        """What was required, and is so of every dish that is shown."""
        return tuple(required(*self.required))

    @property
    def is_choice(self) -> bool:
        """Whether nothing is asked but filters, so that every dish that passes is meant."""
        query = self.query
        return bool(fold(query.words)) and not (self.wish.text or query.photo or query.like)

    @property
    def is_open(self) -> bool:
        """Whether there is always a nearest: likeness to a dish or a taste is a matter of order."""
        return self.query.like is not None or not (self.wish.text or self.query.photo)


def _wish(understood: Understanding, snapshot: Snapshot) -> Wish:
    text = clean(understood.words).lower()  # accents stay: encoders of Spanish read them
    lexicon = snapshot.lexicon
    return Wish(
        text=text if lexicon.says_something(text) else "",
        reading=lexicon.read(text),
        colours=lexicon.named_among(text, COLOURS),
        unwanted=lexicon.read(" ".join(understood.unwanted)),
        hot=implied(understood).min_spice is not None,
        cheap=understood.cheap,
    )
