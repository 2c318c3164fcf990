"""Words that are a dish's name and therefore no filter: "greek salad" on a menu that has one."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from recommender.dish import fold
from recommender.query.tokens import Token

LONGEST_NAME = 10  # words
KNOWN_WORDS = 16_384  # whose sound is kept: the names of a menu are made of few
_SLIP = "~"  # marks how a name sounds, among names; no folded name begins so
_PARTS = re.compile(r"[()]")
_SOUNDS = str.maketrans({"c": "k", "q": "k", "z": "s", "v": "b", "y": "i", "j": "g"})
_SILENT = re.compile(r"[aeiouh]|[^\w]")
_DOUBLED = re.compile(r"(.)\1+")


class KnownNames(Collection[str]):
    """What :func:`recommender.query.understand` takes for names of dishes; immutable.

    That is each name, what stands in its brackets and before them ("Köttbullar (Swedish
    Meatballs)"), and how these sound, so that a slip of the pen is recognised as well.
    """

    def __init__(self, names: Iterable[str], before: "KnownNames | None" = None) -> None:
        """Read the names; of those ``before`` none is read again."""
        self.names = frozenset(names)
        known: frozenset[str] = before.names if before else frozenset()
        self._counts: dict[str, int] = dict(before._counts) if before else {}  # noqa: SLF001
        self._count(self.names - known, 1)
        self._count(known - self.names, -1)

    def _count(self, names: Iterable[str], by: int) -> None:
        """Count what more or fewer names can be read as; what none can be is not kept."""
        for part in (part for name in names for part in _known(name)):
            left = self._counts.pop(part, 0) + by
            if left:
                self._counts[part] = left

    def __contains__(self, words: object) -> bool:
        return words in self._counts

    def __iter__(self) -> Iterator[str]:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)


def _known(name: str) -> set[str]:
    folded = fold(name)
    parts = {folded}
    if _PARTS.search(folded):
        parts.update(part.strip() for part in _PARTS.split(folded))
    return (parts | {_SLIP + _sound(part) for part in parts if " " in part}) - {"", _SLIP}


def named_until(tokens: Sequence[Token], at: int, names: Collection[str]) -> int:
    """Return where the longest dish name of two words or more that begins at ``at`` ends, or 0."""
    named, name = 0, tokens[at].folded
    for end in range(at + 1, min(at + LONGEST_NAME, len(tokens))):
        name += tokens[end].gap + tokens[end].folded
        if name in names:
            named = end + 1
    return named


def misspelt_name(tokens: Sequence[Token], at: int, names: Collection[str]) -> bool:
    """Return whether words around ``at`` sound like a dish's name: "greek sallad"."""
    for start in range(max(0, at - 3), at + 1):
        sound = _SLIP + _sound(tokens[start].folded)
        for end in range(start + 1, min(start + LONGEST_NAME, len(tokens))):
            sound += " " + _sound(tokens[end].folded)
            if end >= at and sound in names:
                return True
    return False


def _sound(name: str) -> str:
    """Return the consonants of each word, alike where they are easily mistaken."""
    return " ".join(map(_sound_of_word, name.split()))


@lru_cache(maxsize=KNOWN_WORDS)
def _sound_of_word(word: str) -> str:
    return _DOUBLED.sub(r"\1", _SILENT.sub("", word.translate(_SOUNDS)))
