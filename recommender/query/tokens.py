"""A guest's text as tokens, which remember where they stood; phrases are looked up in them."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from recommender.dish import fold

MAX_READ = 1_000  # characters; no craving is longer, and what is pasted beyond stays plain words

MOST_LEADS = 5  # phrases that lead to another: "and my son is also ..."

_UNIT = r"(?:euros?|eur|usd|gbp|dollars?|dolares|pounds|quid|bucks|pp)"
_TOKEN = re.compile(
    rf"""(?P<number>[0-9]+(?:(?:[.,'\u2019][0-9]{{3}})+|[.,'\u2019][0-9]+)?(?={_UNIT}?(?![^\W_])))
    | (?P<word>w/o?(?![^\W_]) | [^\W_](?:[^\W_]|[\u0300-\u036f]|['\u2019\u00b4`](?=[^\W_]))*)
    | (?P<sign><=|>=|[<>≤≥€$£&+%🥜🥛🧀🥚🍳🌰🐟🍣🦐🦞🦀🌾🚫❌])""",
    re.VERBOSE | re.IGNORECASE,
)
_ABBREVIATIONS = frozenset({"max", "min", "approx", "aprox"})  # "max. 12"
_APOSTROPHES = re.compile("['\u2019\u00b4`]")
_GOES_ON = re.compile(r"\|\n\s*")
# What may stand inside a phrase: "gluten-free", "max: 12".
_JOINED = re.compile(r"\s*[-\u2010\u2011\u2013':=(\"*#\u201c]?\s*")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign of a text, ``key`` being how it is compared."""

    key: str
    folded: str  # the key, but with its apostrophes
    start: int
    end: int
    gap: str  # what stands between it and the token before
    joined: bool  # whether it may continue a phrase with the token before


def tokenize(text: str) -> list[Token]:
    """Return the tokens of ``text``, as far as it is read."""
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text[:MAX_READ]):
        if match.end() == MAX_READ < len(text):
            break  # cut within a word, perhaps
        gap = text[end : match.start()]
        if tokens and tokens[-1].key in _ABBREVIATIONS:
            gap = gap.removeprefix(".")
        joined = bool(tokens) and bool(_JOINED.fullmatch(gap))
        folded = fold(match[0])
        key = folded if match["number"] else _APOSTROPHES.sub("", folded)
        tokens.append(Token(key, folded, match.start(), match.end(), gap, joined))
        end = match.end()
    return tokens


def joined_key(tokens: Sequence[Token], start: int, end: int) -> str:
    """Return the words from ``start`` to ``end`` as one key."""
    return " ".join(token.key for token in tokens[start:end])


def spelled(block: str) -> Iterator[str]:
    """Yield every folded phrase that the lines of ``block`` stand for.

    Words are separated by spaces, alternatives by ``|``; an empty alternative leaves the word
    out, and ``_`` is a space within an alternative: "very|really| hot|spicy". A line that ends
    with ``|`` goes on in the next.
    """
    for line in _GOES_ON.sub("|", block).splitlines():
        choices = [word.split("|") for word in line.split()]
        for chosen in itertools.product(*choices) if choices else ():
            yield " ".join(fold(" ".join(chosen)).replace("_", " ").split())


Value = TypeVar("Value")


class Phrases(Generic[Value]):
    """A table of phrases, the longest of which is found at a place of a text."""

    def __init__(self, table: Mapping[str, Value]) -> None:
        """Take ``table`` from blocks of patterns (see :func:`spelled`) to what they mean."""
        self._meanings: dict[str, Value] = {}
        self._longest: dict[str, int] = {}
        for block, meaning in table.items():
            for phrase in spelled(block):
                self._add(phrase, meaning)

    def _add(self, phrase: str, meaning: Value) -> None:
        words = phrase.split()
        self._meanings.setdefault(phrase, meaning)
        self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[int, Value] | None:
        """Return where the longest phrase that begins at ``at`` ends, and what it means."""
        most = self._longest.get(tokens[at].key) if at < len(tokens) else None
        if not most:
            return None
        for end in range(_reach(tokens, at, most), at, -1):
            meaning = self._meanings.get(joined_key(tokens, at, end))
            if meaning is not None:
                return end, meaning
        return None

    def after(self, tokens: Sequence[Token], at: int) -> tuple[int, Value] | None:
        """Return the longest phrase that continues at ``at`` what stands before."""
        continued = at < len(tokens) and tokens[at].joined
        return self.longest(tokens, at) if continued else None

    def past(self, tokens: Sequence[Token], at: int) -> int:
        """Return where the phrases end that lead from ``at``, one by one, to something else."""
        for _ in range(MOST_LEADS):
            found = self.longest(tokens, at)
            if not found or found[0] >= len(tokens) or not tokens[found[0]].joined:
                break
            at = found[0]
        return at


def _reach(tokens: Sequence[Token], at: int, most: int) -> int:
    """Return the furthest end of a phrase of up to ``most`` words that begins at ``at``."""
    end = at + 1
    while end < min(at + most, len(tokens)) and tokens[end].joined:
        end += 1
    return end


def entries(table: str) -> Iterator[tuple[str, str]]:
    """Yield the two sides of each line "name: patterns" of ``table``."""
    for line in _GOES_ON.sub("|", table).strip().splitlines():
        name, _, block = line.partition(": ")
        yield name, block


def word_set(block: str) -> frozenset[str]:
    """Return every phrase that the lines of ``block`` stand for."""
    return frozenset(spelled(block))
