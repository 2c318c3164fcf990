"""Finds the word of the glossary that a misspelt word means, and rather none than a wrong one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from recommender.glossary.book import Senses, book
from recommender.glossary.forms import sound, spanish_bases

SHORTEST_BY_EAR = 5  # letters; "hall" is no "all", ...
SHORTEST_BY_SPANISH_EAR = 4  # ... but "keso" is "queso"
# How many letters may be wrong, by how many the word sounds like having. "Plane" is no "plate".
SHORTEST_WITH_ONE_MISPLACED = 6  # left out, put in or exchanged
SHORTEST_WITH_ONE_WRONG = 7
SHORTEST_WITH_TWO_WRONG = 10
# Inflected English verbs differ from each other by a letter: "falling" is no "filling".
_INFLECTED = ("ed", "ing", "ly", "er", "ers", "ess", "ion", "ions", "ment")


class Vocabulary:
    """The single words of some forms, found again by their sound."""

    def __init__(self, *senses: Senses, shortest: int) -> None:
        self._shortest = shortest
        words = {word for forms in senses for form in forms for word in form.split()}
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for word in sorted(words):
            # A doubled l is often written as one: "paela", "quesadila".
            for heard in {sound(word), sound(word.replace("ll", "l"))}:
                self._by_sound[heard].append(word)
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for heard in self._by_sound:
            self._by_start[heard[:1]].append(heard)

    def nearest(self, word: str) -> str | None:
        """Return the word that a misspelt ``word`` most likely means, or None."""
        heard = sound(word)
        if len(word) >= self._shortest and heard in self._by_sound:
            return _closest(word, self._by_sound[heard])
        if not word.isalpha() or word.endswith(_INFLECTED):
            return None
        wrong = 2 if len(heard) >= SHORTEST_WITH_TWO_WRONG else 1
        near = {
            candidate: OSA.distance(heard, candidate, score_cutoff=wrong)
            for candidate in self._by_start.get(heard[:1], ())
            if abs(len(candidate) - len(heard)) <= wrong and _comparable(heard, candidate)
        }
        least = min(near.values(), default=wrong + 1)
        if least > wrong:
            return None
        best = [found for found, distance in near.items() if distance == least]
        return _closest(word, [real for found in best for real in self._by_sound[found]])


def _comparable(heard: str, candidate: str) -> bool:
    """Return whether two sounds are long enough to differ by mistake alone."""
    length = min(len(heard), len(candidate))
    if length >= SHORTEST_WITH_ONE_WRONG:
        return True
    misplaced = len(heard) != len(candidate) or sorted(heard) == sorted(candidate)
    return misplaced and length >= SHORTEST_WITH_ONE_MISPLACED


def _closest(word: str, candidates: Iterable[str]) -> str:
    return min(candidates, key=lambda real: (OSA.distance(word, real), real))


@cache
def _known() -> frozenset[str]:
    """Return every single word of the glossary: none of them is a mistake."""
    read = book()
    listed: Iterable[Mapping[str, object]] = (read.english, read.spanish, read.small_spanish)
    forms_ = (form.split() for senses in listed for form in senses)
    return read.small_english.union(*forms_)


@cache
def _both() -> Vocabulary:
    return Vocabulary(book().english, book().spanish, shortest=SHORTEST_BY_EAR)


@cache
def _spanish() -> Vocabulary:
    return Vocabulary(book().spanish, shortest=SHORTEST_BY_SPANISH_EAR)


@lru_cache(maxsize=8192)
def corrected(word: str) -> str:
    """Return what a folded word of either language means, or the word itself."""
    return word if word in _known() else _both().nearest(word) or word


@lru_cache(maxsize=8192)
def corrected_spanish(word: str) -> str:
    """Return what a folded Spanish word means, diminutives too, or the word itself."""
    if word in _known():
        return word
    spanish = book().spanish
    base = next((base for base in spanish_bases(word) if base in spanish), None)
    return base or _spanish().nearest(word) or word
