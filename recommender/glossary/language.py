"""Tells English from Spanish in the few words of a request."""

import math
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal

from recommender.glossary.book import Senses, book
from recommender.glossary.forms import tokens
from recommender.glossary.phrases import longest
from recommender.glossary.spelling import corrected

Language = Literal["en", "es", "uncertain"]

# Small words that stand in names of dishes all over the world, or in other languages too.
_WEAK = frozenset({"de", "del", "e", "el", "en", "la", "las", "los", "o", "y", "un"})
_SILENT = frozenset({"a", "al", "la", "a la", "e", "le", "se", "es", "son", "real", "extra"})
_WEAK_WEIGHT = 0.5
_UNKNOWN_WEIGHT = 0.5


@lru_cache(maxsize=4096)
def language_of(text: str) -> Language:
    """Return the language of a short text; names such as "mapo tofu" belong to none."""
    spanish = english = 0.0
    for weight in _evidence(tokens(text)):
        spanish += max(weight, 0.0)
        english -= min(weight, 0.0)
    if abs(spanish - english) < _WEAK_WEIGHT:
        return "uncertain"
    return "es" if spanish > english else "en"


def _evidence(words: list[str]) -> Iterable[float]:
    """Yield how much each form speaks for Spanish (above zero) or English (below)."""
    read = book()
    fixed = [corrected(word) for word in words]
    for start, end, senses in longest(
        fixed, read.english, read.spanish, read.small_spanish, _small_english()
    ):
        form = " ".join(fixed[start:end])
        if form in _SILENT or form.isdecimal():
            continue
        in_english = form in read.english or form in read.small_english
        in_spanish = form in read.spanish or form in read.small_spanish
        if in_english != in_spanish:
            weight = _WEAK_WEIGHT if form in _WEAK else 1.0
            yield weight if in_spanish else -weight
        elif not senses:
            yield _spelling_evidence(form)


@cache
def _small_english() -> Senses:
    return {word: () for word in book().small_english}


def _spelling_evidence(word: str) -> float:
    """Return which language an unknown word is spelt like, by its triples of letters."""
    likelihoods = _triples()
    ratio = sum(likelihoods.get(triple, 0.0) for triple in _split(word)) / (len(word) + 1)
    return math.copysign(_UNKNOWN_WEIGHT, ratio) if abs(ratio) > 0.3 else 0.0


def _split(word: str) -> list[str]:
    edged = f"^{word}$"
    return [edged[n : n + 3] for n in range(len(edged) - 2)]


@cache
def _triples() -> dict[str, float]:
    """Return for each triple of letters how much more common it is in the Spanish words."""
    read = book()
    counts = []
    for forms in (read.spanish, read.english):
        words = {word for form in forms for word in form.split()}
        counts.append(Counter(triple for word in words for triple in _split(word)))
    totals = [sum(count.values()) for count in counts]
    return {
        triple: math.log((counts[0][triple] + 0.5) / totals[0])
        - math.log((counts[1][triple] + 0.5) / totals[1])
        for triple in counts[0] | counts[1]
    }
