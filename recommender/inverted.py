"""Terms by the dishes that have them: turned around once, then only added to.

Turning three million around takes a third of a second. So what a change brings is kept apart until
it is much, and what leaves the menu only loses its place.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from recommender.carried import GONE, Carried, Places

Terms = NDArray[np.int32]  # numbers of terms
Counts = NDArray[np.float32]  # how much each counts
LEFT_OUT = -1  # instead of a number
YOUNG = 500  # dishes that are kept apart; finding them costs a search nothing that is felt


class _Numbers(dict[str, int]):
    """The number of each term, told when it is first asked for; LEFT_OUT of one that gets none."""

    def __init__(self, numbers: dict[str, int], has_one: Callable[[str], bool]) -> None:
        super().__init__(numbers)
        self._numbers, self._has_one = numbers, has_one

    def __missing__(self, term: str) -> int:
        numbers = self._numbers
        new = numbers.setdefault(term, len(numbers)) if self._has_one(term) else LEFT_OUT
        self[term] = new
        return new


class Numbering:
    """Reads texts as numbers of terms, each text and each term once."""

    def __init__(
        self,
        numbers: dict[str, int],
        read: Callable[[str], Iterable[str]],
        has_one: Callable[[str], bool] = lambda _: True,
    ) -> None:
        """Number what ``read`` returns of a text by ``numbers``, where new terms get the next.

        Terms of which ``has_one`` is false are left out.
        """
        self._numbers, self._read = _Numbers(numbers, has_one), read
        self._known: dict[str, list[int]] = {}

    def entries(self, texts: Iterable[Sequence[str]]) -> tuple[Terms, NDArray[np.int32]]:
        """Return the terms in each dish's texts, and beside each term the place of the dish."""
        found: list[list[int]] = []
        sizes: list[int] = []
        for own in texts:
            parts = [self._of(text) for text in own]
            found += parts
            sizes.append(sum(map(len, parts)))
        terms = np.fromiter(chain.from_iterable(found), np.int32, sum(sizes))
        return terms, np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)

    def _of(self, text: str) -> list[int]:
        found = self._known.get(text)
        if found is None:
            numbers = map(self._numbers.__getitem__, self._read(text))
            found = [number for number in numbers if number != LEFT_OUT]
            self._known[text] = found
        return found


@dataclass(frozen=True)
class _Part:
    """Some dishes turned around: terms in order, and beside each who has it."""

    terms: Terms
    owners: NDArray[np.int32]  # numbers of this part's own
    counts: Counts
    places: Places  # where each owner stands on the menu; GONE when it left

    @classmethod
    def of(cls, read: Sequence[tuple[Terms, Counts]], places: Places) -> "_Part":
        """Turn around what was read of dishes, which stand at ``places``."""
        owners = np.repeat(np.arange(len(read), dtype=np.int32), [len(terms) for terms, _ in read])
        terms = np.concatenate([np.empty(0, np.int32), *(terms for terms, _ in read)])
        counts = np.concatenate([np.empty(0, np.float32), *(counts for _, counts in read)])
        return cls.ordered(terms, owners, counts, places)

    @classmethod
    def ordered(
        cls, terms: Terms, owners: NDArray[np.int32], counts: Counts, places: Places
    ) -> "_Part":
        order = np.argsort(terms.astype(np.int64) * (len(places) + 1) + owners)
        return cls(terms[order], owners[order], counts[order], places)

    @classmethod
    def greatest(
        cls, terms: Terms, owners: NDArray[np.int32], counts: Counts, places: Places
    ) -> "_Part":
        """Turn around entries of which several may be of one owner and term: the most counts."""
        levels, size = np.unique(counts), len(places) + 1
        keys = terms.astype(np.int64) * size + owners
        keys = np.sort(keys * len(levels) + np.searchsorted(levels, counts))
        pairs, level = np.divmod(keys, max(len(levels), 1))
        last = np.append(pairs[1:] != pairs[:-1], True)[: len(pairs)]
        terms_of, owners_of = np.divmod(pairs[last], size)
        counts_of = levels[level[last]]
        return cls(terms_of.astype(np.int32), owners_of.astype(np.int32), counts_of, places)

    def moved(self, now: Places) -> "_Part":
        """Return the same dishes where they stand now; ``now`` tells it by where they stood."""
        moved = np.where(self.places == GONE, GONE, now[self.places])
        return _Part(self.terms, self.owners, self.counts, moved)

    def having(self, term: int) -> tuple[Places, Counts]:
        start, end = np.searchsorted(self.terms, np.array((term, term + 1), np.int32))
        places, counts = self.places[self.owners[start:end]], self.counts[start:end]
        stay = places != GONE
        return (places, counts) if stay.all() else (places[stay], counts[stay])

    def of_leavers(self, after: "_Part") -> Terms:
        """Return the terms of the dishes that have no place ``after`` a change any more."""
        leavers = (self.places != GONE) & (after.places == GONE)
        return self.terms[leavers[self.owners]] if leavers.any() else np.empty(0, np.int32)


@dataclass(frozen=True)
class Inverted:
    """For each term, by its number, the dishes that have it and how much it counts; immutable."""

    old: _Part
    young: _Part
    read: Sequence[tuple[Terms, Counts]]  # of the young dishes
    size: int  # dishes on the menu
    numbers: NDArray[np.intp]  # how many dishes have each term

    @classmethod
    def whole(
        cls, terms: Terms, owners: NDArray[np.int32], counts: Counts, size: int
    ) -> "Inverted":
        """Turn around what stands on a menu of ``size`` dishes.

        Args:
            terms: numbers of terms, in any order.
            owners: the place of the dish that has each.
            counts: how much it counts there; of what a dish has twice, the most does.
            size: how many dishes there are.
        """
        return cls._alone(_Part.greatest(terms, owners, counts, np.arange(size)))

    @classmethod
    def _alone(cls, old: _Part) -> "Inverted":
        none = _Part.of([], np.empty(0, np.intp))
        return cls(old, none, (), len(old.places), np.bincount(old.terms))

    def after(self, carried: Carried, read: Sequence[tuple[Terms, Counts]]) -> "Inverted":
        """Return what holds after a change; ``read`` is what was read of the fresh dishes."""
        if carried.in_place and not read:
            return self
        now = carried.moves
        old, moved = self.old.moved(now), self.young.moved(now)
        kept = [one for one, place in zip(self.read, moved.places, strict=True) if place != GONE]
        stood = np.concatenate([moved.places[moved.places != GONE], carried.fresh])
        everything = (*kept, *read)
        young, size = _Part.of(everything, stood.astype(np.intp)), len(carried.places)
        if len(everything) > YOUNG:
            return Inverted._alone(_joined(old, young, size))
        left = (self.old.of_leavers(old), self.young.of_leavers(moved))
        numbers = _sum(self.numbers, [terms for terms, _ in read], left)
        return Inverted(old, young, everything, size, numbers)

    def count(self, term: int) -> int:
        """Return how many dishes have a term."""
        return int(self.numbers[term]) if term < len(self.numbers) else 0

    def having(self, term: int) -> tuple[Places, Counts]:
        """Return the places of the dishes that have a term, in order, and what it counts there."""
        places, counts = self.old.having(term)
        if not len(self.young.places):
            return places, counts
        more, count_more = self.young.having(term)
        every = np.concatenate([places, more])
        order = np.argsort(every, kind="stable")
        return every[order], np.concatenate([counts, count_more])[order]


def _joined(old: _Part, young: _Part, size: int) -> _Part:
    """Return the dishes of both as one part, in which each is called by its place."""
    parts = [(part, part.places[part.owners]) for part in (old, young)]
    terms = np.concatenate([part.terms[at != GONE] for part, at in parts])
    owners = np.concatenate([at[at != GONE] for _, at in parts]).astype(np.int32)
    counts = np.concatenate([part.counts[at != GONE] for part, at in parts])
    return _Part.ordered(terms, owners, counts, np.arange(size))


def _sum(
    numbers: NDArray[np.intp], come: Sequence[Terms], left: Sequence[Terms]
) -> NDArray[np.intp]:
    gained = np.bincount(np.concatenate([np.empty(0, np.int32), *come]), minlength=len(numbers))
    lost = np.bincount(np.concatenate(left), minlength=len(gained))
    found = gained - lost
    found[: len(numbers)] += numbers
    return found
