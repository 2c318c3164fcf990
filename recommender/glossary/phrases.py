"""Finds the longest forms of the glossary in a row of words."""

from collections.abc import Iterator, Mapping, Sequence

from recommender.glossary.book import Sense, Senses

LONGEST = 7  # words of the longest form, held by a test


def longest(words: Sequence[str], *books: Senses) -> Iterator[tuple[int, int, tuple[Sense, ...]]]:
    """Yield ``(start, end, senses)`` from left to right, the longest form first.

    An earlier book wins over a later one for the same words; a word of no book comes alone,
    without senses.
    """
    start = 0
    while start < len(words):
        end, senses = _at(words, start, books)
        yield start, end, senses
        start = end


def _at(
    words: Sequence[str], start: int, books: Sequence[Mapping[str, tuple[Sense, ...]]]
) -> tuple[int, tuple[Sense, ...]]:
    for end in range(min(start + LONGEST, len(words)), start, -1):
        form = " ".join(words[start:end])
        for senses in books:
            if form in senses:
                return end, senses[form]
    return start + 1, ()
