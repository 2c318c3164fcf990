"""The words of a menu, and how well each dish answers a guest's.

Names, ingredients and descriptions are read as terms of the glossary, so that a guest's "gambas"
are a menu's "prawns", a "soup" finds gazpacho, and a typing error is forgiven. Moods ("something
hearty") are looked up in ``cravings.csv``: which foods people mean by them.
"""

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from recommender.carried import Carried
from recommender.dish import Dish
from recommender.glossary import broader, concepts, is_small, kinds, singular, tokens
from recommender.postings import Postings, terms_by_place

Scores = NDArray[np.float32]  # shape (dishes,), 0 to 1

# What is seldom written on a menu, though the dish may be just so: it is not called missing.
SOFT = frozenset(
    {
        *("colour", "look", "shape", "vessel", "texture", "taste", "mood", "occasion", "people"),
        *("worth", "method", "course", "diet"),
    }
)
ANYTHING = frozenset(
    {"dish", "food", "menu", "meal", "portion", "guest", "person"}
)  # names nothing
KIN = 0.4  # how close a dish comes that has only what the wanted thing is a kind of
TYPO_LENGTH = 4  # letters; shorter words have too many neighbours
TYPO_CLOSENESS = 78  # percent of equal letters: "gwacamole" has 89 with "guacamole"
TYPO_GUESSES = 3
CRAVING_STEP = 0.55  # of the doubt that each further food of a craving leaves
CRAVINGS_FILE = Path(__file__).with_name("cravings.csv")


@dataclass(frozen=True)
class Wanted:
    """One thing a guest names: the menu's terms for it with their closeness, and its weight.

    ``soft`` is a look, a mood or the like; ``missing`` says that no dish has it, so that ``terms``
    hold at best what it is a kind of.
    """

    spelled: str
    terms: Mapping[str, float]
    weight: float
    soft: bool = False
    missing: bool = False


@dataclass(frozen=True)
class Reading:
    """A guest's words as this menu understands them."""

    wanted: tuple[Wanted, ...] = ()
    cravings: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What no dish of the menu has, in the guest's words."""
        return tuple(wanted.spelled for wanted in self.wanted if wanted.missing)

    @property
    def missing_share(self) -> float:
        """Which part by weight, 0 to 1, of the foods that are wanted no dish of the menu has."""
        foods = [wanted for wanted in self.wanted if not wanted.soft]
        total = sum(wanted.weight for wanted in foods)
        return sum(wanted.weight for wanted in foods if wanted.missing) / (total or 1)


class Lexicon:
    """The terms of all dishes of one revision; immutable."""

    def __init__(
        self,
        dishes: Sequence[Dish],
        before: "Lexicon | None" = None,
        carried: Carried | None = None,
    ) -> None:
        """Read the dishes, as :class:`Postings` are read after those of the lexicon ``before``."""
        self._dishes = dishes
        known: Postings | None = before._postings if before else None  # noqa: SLF001
        self._postings: Postings = Postings(dishes, known, carried)
        self._cravings: dict[str, Scores] = {}

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted(self._postings.terms())

    def read(self, words: str) -> Reading:
        """Return what ``words``, in English or Spanish, name."""
        asked = dict.fromkeys(_asked(words))
        moods = tuple(term for _, term in asked if term in cravings())
        return Reading(tuple(self._wanted(spelled, term) for spelled, term in asked), moods)

    def _wanted(self, spelled: str, term: str) -> Wanted:
        terms = self._terms_like(term)
        soft = _is_soft(term) or (term in cravings() and not terms)
        if terms or soft:
            weight = max(map(self._rarity, terms), default=self._rarity(""))
            return Wanted(spelled, terms, weight, soft=soft)
        kin = {other: KIN for other in broader(term) if other in self._postings}
        return Wanted(spelled, kin, self._rarity(""), missing=True)

    def says_something(self, words: str) -> bool:
        """Return whether anything in ``words`` is more than a word of courtesy."""
        return any(True for _ in _asked(words))

    def named_among(self, words: str, terms: Sequence[str]) -> tuple[str, ...]:
        """Return which of ``terms`` the words name, each once."""
        named = dict.fromkeys(term for _, term in _asked(words))
        return tuple(term for term in named if term in terms)

    def coverage(self, reading: Reading, *, soft: bool = False) -> Scores:
        """Return which part of what is wanted each dish has, rare words counting more.

        Foods and soft words are counted apart: a red drink is no red soup.
        """
        foods = [wanted for wanted in reading.wanted if not wanted.soft]
        # Where no food is named, looks and moods are all there is to go by.
        chosen = [w for w in reading.wanted if w.soft] if soft or not foods else foods
        covered = np.zeros(len(self._dishes), np.float32)
        for wanted in chosen:
            covered += np.float32(wanted.weight) * self._postings.best(wanted.terms)
        return covered / np.float32(sum(wanted.weight for wanted in chosen) or 1)

    def craved(self, reading: Reading) -> Scores:
        """Return how much each dish is of the foods that the moods in ``reading`` stand for."""
        if not reading.cravings:
            return np.zeros(len(self._dishes), np.float32)
        moods = [self._craving(name) for name in reading.cravings]
        return np.asarray(np.mean(moods, axis=0), np.float32)

    def places(self, reading: Reading, row: int) -> dict[str, list[str]]:
        """Return, by the place of a dish where they stand, the guest's words that it answers.

        What no dish has stands nowhere, though a dish may come close.
        """
        found: dict[str, list[str]] = {}
        for wanted in reading.wanted:
            place = None if wanted.missing else self._postings.standing(wanted.terms, row)
            if place:
                found.setdefault(place, []).append(wanted.spelled)
        return found

    def foods_of(self, reading: Reading, row: int) -> list[str]:
        """Return the foods that make this dish what the moods in ``reading`` stand for.

        Each as what is there: where a list says "mineral water", a dish has water.
        """
        terms = frozenset().union(*terms_by_place(self._dishes[row]).values())
        foods = [_needed(food) for name in reading.cravings for food in cravings()[name]]
        return [
            " ".join(needed)
            for needed in dict.fromkeys(foods)
            if terms.issuperset(needed) and not any(map(_is_soft, needed))
        ]

    def _terms_like(self, term: str) -> dict[str, float]:
        if term in self._postings:
            return {term: 1.0}
        if len(term) < TYPO_LENGTH or kinds(term):  # a known word is no typing error
            return {}
        close = process.extract(
            term,
            self._vocabulary,
            scorer=fuzz.ratio,
            score_cutoff=TYPO_CLOSENESS,
            limit=TYPO_GUESSES,
        )
        return {other: likeness / 100 for other, likeness, _ in close}

    def _rarity(self, term: str) -> float:
        """Return the inverse document frequency of BM25; of a word that no dish has, the most."""
        having = self._postings.count(term)
        return math.log(1 + (len(self._dishes) - having + 0.5) / (having + 0.5))

    def _craving(self, name: str) -> Scores:
        """Return how much each dish is of the foods that one mood stands for."""
        if name not in self._cravings:
            doubt = np.ones(len(self._dishes), np.float32)
            for food in cravings()[name]:
                terms = [{t: 1.0} if t in self._postings else {} for t in _needed(food)]
                if terms:
                    doubt *= CRAVING_STEP ** np.minimum.reduce([*map(self._postings.best, terms)])
            self._cravings[name] = 1 - doubt
        return self._cravings[name]


@cache
def cravings() -> Mapping[str, tuple[str, ...]]:
    """Return the foods that people mean by each mood, taste or occasion of the glossary."""
    with CRAVINGS_FILE.open(encoding="utf-8", newline="") as file:
        rows = [(_list(row["cravings"]), _list(row["foods"])) for row in csv.DictReader(file)]
    return {name: foods for names, foods in rows for name in names}


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";"))


def _is_soft(term: str) -> bool:
    return bool(kinds(term)) and kinds(term) <= SOFT


@lru_cache(maxsize=4_096)
def _needed(food: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term for _, term in _asked(food)))


def _asked(words: str) -> Iterable[tuple[str, str]]:
    """Yield each thing that ``words`` name, as spelled and as a term; stop words are left out."""
    spelled = tokens(words)
    found = {concept.start: concept for concept in concepts(words)}
    place = 0
    while place < len(spelled):
        concept = found.get(place)
        if concept and concept.concept in ANYTHING:
            place = concept.end
            continue
        if concept:
            yield " ".join(spelled[concept.start : concept.end]), concept.concept
            place = concept.end
            continue
        if len(spelled[place]) > 1 and not is_small(spelled[place]):
            yield spelled[place], singular(spelled[place])
        place += 1
