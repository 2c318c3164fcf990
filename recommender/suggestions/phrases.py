"""Finding the phrases of a word list in what a person wrote, in singular or plural."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from recommender.dish import fold

Stems: TypeAlias = tuple[str, ...]
T = TypeVar("T")

WORD = re.compile(r"[^\W_]+")
LONGEST = 5  # words of the longest phrase of a list
FREE_ITSELF = {"rang", "run", "roaming", "from", "of"}  # stems: "eggs (free range)" are there
ABSENT_BEFORE = {"sin", "without", "no"}


@dataclass(frozen=True)
class Found(Generic[T]):
    """A phrase of a list in a text, and what the list says of it."""

    words: str
    meaning: T


def stems(text: str) -> Stems:
    """Return the words of a text as they are compared: folded, and alike in singular and plural."""
    return tuple(_stem(word) for word in WORD.findall(fold(text)))


def _stem(word: str) -> str:
    """Return a word without its plural, crudely: "noodles" and "noodle" need only be the same."""
    if len(word) > 3:
        word = word.removesuffix("s")
        word = word[:-1] + "i" if word.endswith("y") else word
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def find(text: str, phrases: Mapping[Stems, T]) -> list[Found[T]]:
    """Return the phrases in ``text`` from left to right, the longest first, none inside another.

    So "coconut milk" is coconut milk, and no milk beside it.
    """
    written = WORD.findall(fold(text))
    return list(_found(written, [_stem(word) for word in written], phrases))


def _found(written: list[str], words: list[str], phrases: Mapping[Stems, T]) -> Iterator[Found[T]]:
    place = 0
    while place < len(words):
        length = _longest(words[place : place + LONGEST], phrases)
        if length < 2 and _is_absent(words[place : place + 3]):
            length = 2
        elif length:
            meaning = phrases[tuple(words[place : place + length])]
            yield Found(" ".join(written[place : place + length]), meaning)
        place += length or 1


def _is_absent(words: list[str]) -> bool:
    """Return whether words begin with what is not there: "sin huevo", "egg free"."""
    is_free = words[1:2] == ["free"] and not FREE_ITSELF.intersection(words[2:3])
    return words[0] in ABSENT_BEFORE or is_free


def _longest(words: list[str], phrases: Mapping[Stems, T]) -> int:
    fitting = (length for length in range(len(words), 0, -1) if tuple(words[:length]) in phrases)
    return next(fitting, 0)
