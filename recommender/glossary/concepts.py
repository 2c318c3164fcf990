"""Finds the concepts in a text and what they follow from: names, ingredients, "without" them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from recommender.dish import fold
from recommender.glossary.book import Sense, book
from recommender.glossary.forms import singular_by_rule, tokens
from recommender.glossary.language import Language, language_of
from recommender.glossary.phrases import longest
from recommender.glossary.spelling import corrected, corrected_spanish

_DENIES = frozenset({"no", "non", "not", "sin", "without", "zero"})
_DENIED = frozenset({"free", "less"})


class Found(NamedTuple):
    """A concept and the words it was read from: ``tokens(text)[start:end]``."""

    concept: str
    start: int
    end: int


def concepts(text: str, *, language: Language | None = None) -> list[Found]:
    """Return the concepts named in ``text``, in order, the longest names first.

    Either language, plurals, accents and spelling mistakes are understood. ``language`` decides
    what "pan" is, for callers who know better than :func:`language_of`.
    """
    words = tokens(text)
    return [
        Found(sense.concept, start, end)
        for start, end, sense in _read(words, language or language_of(text))
        if sense
    ]


def _read(words: Sequence[str], language: Language) -> Iterator[tuple[int, int, Sense | None]]:
    """Yield every stretch of ``words`` with what it means first, or None."""
    read = book()
    in_order = [read.english, read.spanish]
    correct = corrected
    if language == "es":
        in_order.reverse()
        correct = corrected_spanish
    for start, end, senses in longest([correct(word) for word in words], *in_order):
        yield start, end, senses[0] if senses else None


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """Return the singular of an English or Spanish word, folded; a singular stays as it is."""
    folded = fold(word)
    return book().singulars.get(folded) or singular_by_rule(folded)


@lru_cache(maxsize=4096)
def broader(concept: str) -> frozenset[str]:
    """Return every concept that this one is a kind of or is made with, near and far.

    >>> sorted(broader("bacon"))
    ['animal product', 'cured meat', 'meat', 'pork']
    """
    read = book()
    denied = read.denied.get(concept, frozenset())
    near = {name for name in read.parents.get(concept, ()) if name not in denied}
    far = {name for parent in near for name in broader(parent)}
    if denied:
        far = _reached(near, denied)
    return frozenset(near | far)


def _reached(start: set[str], denied: frozenset[str]) -> set[str]:
    reached: set[str] = set()
    waiting = list(start)
    while waiting:
        name = waiting.pop()
        if name not in reached and name not in denied:
            reached.add(name)
            waiting += book().parents.get(name, ())
    return reached


@lru_cache(maxsize=65536)
def terms_of(text: str) -> frozenset[str]:
    """Return all that a name or an ingredient is and contains, to look "without pork" up in.

    The whole folded and singular, its concepts in either language, all that is broader, and the
    words that are no concept. "Vegan", "alcohol-free" and "without nuts" take away what they say.
    Rather too much than too little: wine and spirit in a sauce count as alcohol, vinegar does not.
    """
    words = tokens(text)
    language = language_of(text)
    read = [*_read(words, language)]
    if language == "uncertain":
        read += _read(words, "es")  # "pan" may be bread: contained rather than missed
    named = {sense.concept for _, _, sense in read if sense}
    denied = _denied(words, read)
    contained = {name for concept in named for name in broader(concept)}
    loose = {singular(words[start]) for start, _, sense in read if not sense}
    kept = {name for name in contained if not ({name} | broader(name)) & denied}
    return frozenset({" ".join(map(singular, words))} | (named - denied) | kept | loose) - {""}


def _denied(words: Sequence[str], read: Sequence[tuple[int, int, Sense | None]]) -> frozenset[str]:
    """Return the concepts that a text says it is without."""
    denied: set[str] = set()
    for start, end, sense in read:
        if not sense:
            continue
        if sense.kind == "diet":
            denied |= book().denied[sense.concept]
        elif (
            words[start - 1 : start]
            and words[start - 1] in _DENIES
            or words[end : end + 1]
            and words[end] in _DENIED
        ):
            denied.add(sense.concept)
    return frozenset(denied)


def kind_of(concept: str) -> str:
    """Return what a concept is: a dish, an ingredient, a mood ...; empty for none of the glossary."""
    return book().kinds.get(concept, "")


def is_small(word: str) -> bool:
    """Return whether a folded word only joins others, in either language: with, algo, please."""
    return word in book().joining_english or word in book().small_spanish
