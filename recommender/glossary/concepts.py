"""Finds the concepts in a text and what they follow from: names, ingredients, "without" them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from recommender.dish import fold
from recommender.glossary.book import Sense, book
from recommender.glossary.forms import singular_by_rule, tokens
from recommender.glossary.language import Language, language_of
from recommender.glossary.phrases import longest
from recommender.glossary.readings import Readings
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

    Bacon is cured meat, pork, meat, an animal product; what is no concept has nothing broader.
    """
    return frozenset(_above(concept, frozenset()))


def _above(concept: str, denied: frozenset[str]) -> Iterator[str]:
    denied |= book().denied.get(concept, frozenset())
    for name in book().parents.get(concept, ()):
        if name not in denied:
            yield name
            yield from _above(name, denied)


def kinds(concept: str) -> frozenset[str]:
    """Return the kinds of a concept, such as ``ingredient``, ``taste`` or ``cuisine``."""
    return book().kinds.get(concept, frozenset())


def called(concept: str, language: str) -> str:
    """Return what a concept is called in a language; in English where no other name is known."""
    return book().spanish_names.get(concept, concept) if language == "es" else concept


def named(text: str) -> frozenset[str]:
    """Return what ``text`` names: its concepts, and the singular of words that are none.

    What "without ..." names is looked up in :func:`terms_of` what a dish lists.
    """
    words = tokens(text)
    return frozenset(
        sense.concept if sense else singular(words[start])
        for start, _, sense in _read(words, language_of(text))
    )


def terms_of(text: str) -> frozenset[str]:
    """Return all that a name or an ingredient is and contains, to look "without pork" up in.

    The whole folded and singular, its concepts in either language, all that is broader, and the
    words that are no concept. "Vegan", "alcohol-free" and "without nuts" take away what they say.
    Rather too much than too little: wine and spirit in a sauce count as alcohol, vinegar does not.
    """
    return menu_texts(text)


def _terms(text: str) -> frozenset[str]:
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


menu_texts = Readings(_terms)


def _denied(words: Sequence[str], read: Sequence[tuple[int, int, Sense | None]]) -> frozenset[str]:
    """Return the concepts that a text says it is without."""
    denied: set[str] = set()
    for start, end, sense in read:
        if sense and sense.kind == "diet":
            denied |= book().denied[sense.concept]
        elif sense and (
            _DENIES.intersection(words[max(start - 1, 0) : start])
            or _DENIED.intersection(words[end : end + 1])
        ):
            denied.add(sense.concept)
    return frozenset(denied)


def is_small(word: str) -> bool:
    """Return whether a folded word only joins others, in either language: with, algo, please."""
    senses = book().small_spanish.get(word, ())
    joins = any(sense.role not in ("noun", "adjective") for sense in senses)
    return joins or word in book().joining_english
