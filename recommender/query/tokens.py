"""A guest's text as tokens, which remember where they stood; phrases are looked up in them."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from recommender.dish import fold

MAX_READ = 2_000  # characters; no craving is longer, and what is pasted beyond stays plain words

_UNIT = r"(?:euros?|eur|usd|gbp|dollars?|dolares|pounds|quid|bucks|pp)"
_TOKEN = re.compile(
    rf"""(?P<number>[0-9]+(?:[.,'’][0-9]+)?(?={_UNIT}?(?![^\W_])))
    | (?P<word>w/o?(?![^\W_]) | [^\W_](?:[^\W_]|[\u0300-\u036f]|['’´`](?=[^\W_]))*)
    | (?P<sign><=|>=|[<>≤≥€$£&+%])""",
    re.VERBOSE | re.IGNORECASE,
)
_APOSTROPHES = re.compile("['’´`]")
_JOINED = re.compile(r"\s*[-‐‑–']?\s*")  # what may stand inside a phrase: "gluten-free"


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
        joined = bool(tokens) and bool(_JOINED.fullmatch(gap))
        folded = fold(match[0])
        key = folded if match["number"] else _APOSTROPHES.sub("", folded)
        tokens.append(Token(key, folded, match.start(), match.end(), gap, joined))
        end = match.end()
    return tokens


def joined_key(tokens: Sequence[Token], start: int, end: int) -> str:
    """Return the words from ``start`` to ``end`` as one key."""
    return " ".join(token.key for token in tokens[start:end])


def spelled(pattern: str) -> Iterator[str]:
    """Return every phrase that ``pattern`` stands for.

    Words are separated by spaces, alternatives by ``|``; an empty alternative leaves the word
    out, and ``_`` is a space within an alternative: "very|really| hot|spicy".
    """
    choices = [word.split("|") for word in pattern.split()]
    for chosen in itertools.product(*choices):
        yield " ".join(" ".join(chosen).replace("_", " ").split())


Value = TypeVar("Value")


class Phrases(Generic[Value]):
    """A table of phrases, the longest of which is found at a place of a text."""

    def __init__(self, table: Mapping[str, Value]) -> None:
        """Take ``table`` from patterns (see :func:`spelled`) to what they mean."""
        self._meanings: dict[str, Value] = {}
        self._longest: dict[str, int] = {}
        for pattern, meaning in table.items():
            for phrase in spelled(pattern):
                self._add(fold(phrase), meaning)

    def _add(self, phrase: str, meaning: Value) -> None:
        words = phrase.split()
        self._meanings.setdefault(phrase, meaning)
        self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[int, Value] | None:
        """Return where the longest phrase that begins at ``at`` ends, and what it means."""
        if at >= len(tokens):
            return None
        for end in range(_reach(tokens, at, self._longest.get(tokens[at].key, 0)), at, -1):
            meaning = self._meanings.get(joined_key(tokens, at, end))
            if meaning is not None:
                return end, meaning
        return None

    def past(self, tokens: Sequence[Token], at: int) -> int:
        """Return where the phrases end that follow each other from ``at`` on, if any."""
        while found := self.longest(tokens, at):
            at = found[0]
            if at < len(tokens) and not tokens[at].joined:
                break
        return at


def _reach(tokens: Sequence[Token], at: int, most: int) -> int:
    """Return the furthest end of a phrase of up to ``most`` words that begins at ``at``."""
    end = min(at + 1, len(tokens)) if most else at
    while end < min(at + most, len(tokens)) and tokens[end].joined:
        end += 1
    return end


def patterns(lines: Iterable[str]) -> set[str]:
    """Return every folded phrase that the patterns ``lines`` stand for."""
    return {fold(phrase) for line in lines for phrase in spelled(line)}
