"""Which dishes have which terms of the glossary, and how much a term counts where it stands."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from recommender import garbage
from recommender.carried import Carried
from recommender.dish import Dish
from recommender.glossary import named, terms_of, tokens
from recommender.inverted import Inverted, Numbering

Weights = NDArray[np.float32]

# How much a term counts where it stands; chosen on 70 English requests, where a name's word in a
# description counting as much as in the name lost 0.01 of nDCG@10.
PLACES: Mapping[str, float] = {"name": 1.0, "ingredients": 0.8, "description": 0.6, "kind": 0.6}
MOST_WORDS = 7  # of a term that a guest can name: a whole description is none
KNOWN_TEXTS = 32_768  # names, ingredients, descriptions whose terms are kept: 1 KB each
KNOWN_WORDS = 16_384


class Postings:
    """For each term the dishes that have it; immutable."""

    def __init__(
        self,
        dishes: Sequence[Dish],
        before: "Postings | None" = None,
        carried: Carried | None = None,
    ) -> None:
        """Read the dishes; of those that are the same objects ``before``, nothing is read again.

        Args:
            dishes: the menu.
            before: of another menu.
            carried: what stayed of that one's dishes, where it is known; one whose texts are the
                same may count as stayed.
        """
        self._numbers: dict[str, int] = before._numbers if before else {}  # noqa: SLF001
        self._dishes = dishes
        if before is None or not before._dishes:  # noqa: SLF001
            with garbage.none_made():
                self._terms = self._whole(dishes)
        else:
            if carried is None:
                carried = Carried.over(dishes, before._dishes)  # noqa: SLF001
            fresh = [dishes[row] for row in carried.fresh]
            self._terms = before._terms.after(carried, self._all_read(fresh))  # noqa: SLF001

    def __contains__(self, term: str) -> bool:
        return self.count(term) > 0

    def terms(self) -> Iterator[str]:
        """Yield every term that a dish has."""
        names = list(self._numbers)  # in the order of their numbers
        return (names[number] for number in np.flatnonzero(self._terms.numbers))

    def count(self, term: str) -> int:
        """Return how many dishes have ``term``."""
        number = self._numbers.get(term)
        return 0 if number is None else self._terms.count(number)

    def having(self, term: str) -> tuple[NDArray[np.intp], Weights]:
        """Return the places of the dishes that have ``term``, and how much it counts in each."""
        return self._terms.having(self._numbers[term])

    def standing(self, terms: Collection[str], row: int) -> str | None:
        """Return where a dish has any of ``terms`` in writing, of several places the most telling.

        What only follows counts and is not told: a paella need not have saffron.
        """
        texts = _texts(self._dishes[row])
        return next((place for place in PLACES if _any_written(texts[place], terms)), None)

    def best(self, terms: Mapping[str, float]) -> Weights:
        """Return for each dish the most that one of ``terms`` counts, times its own weight."""
        best = np.zeros(len(self._dishes), np.float32)
        for term, weight in terms.items():
            rows, counts = self.having(term)
            best[rows] = np.maximum(best[rows], counts * np.float32(weight))
        return best

    def _whole(self, dishes: Sequence[Dish]) -> Inverted:
        """Read all dishes at once, as :meth:`_read` does one."""
        texts = [*map(_texts, dishes)]
        numbering = Numbering(self._numbers, terms_of, _is_worth_naming)
        read = {place: numbering.entries(own[place] for own in texts) for place in PLACES}
        counts = [np.full(len(read[at][0]), weight, np.float32) for at, weight in PLACES.items()]
        terms, owners = zip(*read.values(), strict=True)
        everything = np.concatenate(terms), np.concatenate(owners), np.concatenate(counts)
        return Inverted.whole(*everything, len(dishes))

    def _all_read(self, dishes: Sequence[Dish]) -> list[tuple[NDArray[np.int32], Weights]]:
        return [self._read(dish) for dish in dishes]

    def _read(self, dish: Dish) -> tuple[NDArray[np.int32], Weights]:
        """Return the terms of a dish, by their numbers, with what each counts."""
        counts: dict[str, float] = {}
        for place, terms in terms_by_place(dish).items():
            for term in terms:
                counts[term] = max(counts.get(term, 0.0), PLACES[place])
        numbers = [self._numbers.setdefault(term, len(self._numbers)) for term in counts]
        return np.array(numbers, np.int32), np.array(list(counts.values()), np.float32)


def terms_by_place(dish: Dish) -> Mapping[str, frozenset[str]]:
    """Return the terms of a dish by the place where they stand, a key of :data:`PLACES`."""
    texts = _texts(dish).items()
    return {place: frozenset().union(*map(_terms_of, parts)) for place, parts in texts}


def _texts(dish: Dish) -> Mapping[str, Sequence[str]]:
    return {
        "name": (dish.name,),
        "ingredients": dish.ingredients,  # each by itself: "turkey; butter" is no turkey butter
        "description": (dish.description,),
        "kind": (f"{dish.cuisine} {dish.course}",),
    }


def _any_written(texts: Iterable[str], terms: Collection[str]) -> bool:
    """Return whether any of ``terms`` is written, and does not only follow from what is."""
    # What is written is among the terms, which are known: most texts need not be read again.
    likely = (text for text in texts if not _terms_of(text).isdisjoint(terms))
    return any(not _written(text).isdisjoint(terms) for text in likely)


@lru_cache(maxsize=KNOWN_TEXTS)
def _terms_of(text: str) -> frozenset[str]:
    return _worth_naming(text)


def _worth_naming(text: str) -> frozenset[str]:
    return frozenset(filter(_is_worth_naming, terms_of(text)))


def _is_worth_naming(term: str) -> bool:
    return term.count(" ") < MOST_WORDS


@lru_cache(maxsize=KNOWN_TEXTS)
def _written(text: str) -> frozenset[str]:
    """Return what is named in a text; "lemon tart" names a tart, and by its words a lemon too."""
    return named(text).union(*map(_named, tokens(text)))


@lru_cache(maxsize=KNOWN_WORDS)
def _named(word: str) -> frozenset[str]:
    return frozenset(named(word))
