"""Puts Spanish requests into English, so that an encoder that reads English understands them.

Words, not grammar: forms of the glossary and small words are replaced, the longest first. Word order
follows two rules: adjectives go before their noun, and "soup of pumpkin" becomes "pumpkin soup".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from recommender.dish import fold
from recommender.glossary.book import Sense, book
from recommender.glossary.language import Language, language_of
from recommender.glossary.phrases import longest
from recommender.glossary.spelling import corrected_spanish

# A number with its decimals, a word, or one sign.
_PART = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+|[^\W]|\S")
_TIGHT_BEFORE = frozenset(".,;:!?)]}%»”’")
_TIGHT_AFTER = frozenset("([{«“‘¿¡")
_SPANISH_SIGNS = frozenset("¿¡")
_MEASURES = frozenset({"people", "vessel"})  # "a glass of milk" is no "milk glass"


@dataclass(frozen=True, slots=True)
class Unit:
    """Some words of the request in English, with the part they play."""

    english: str
    role: str
    kind: str = ""
    singular: str = ""

    @property
    def describes(self) -> bool:
        """Whether this goes before the noun that it follows in Spanish."""
        return self.role == "adjective"


@lru_cache(maxsize=4096)
def to_english(text: str, *, language: Language | None = None) -> str:
    """Return ``text`` in English where it is Spanish, and as it is where it is not.

    Words the glossary does not know stay as they are. ``language`` is for callers who know better
    than :func:`language_of`.
    """
    if (language or language_of(text)) != "es":
        return text
    parts = _PART.findall(text)
    said: list[str] = []
    for run in _runs(parts):
        if not run[0][0].isalnum():
            said += [sign for sign in run if sign not in _SPANISH_SIGNS]
        else:
            said += [unit.english for unit in _in_order(_units(run)) if unit.english]
    return _joined(said)


def _runs(parts: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words between signs together, and the signs between words together."""
    run: list[str] = []
    for part in parts:
        if run and run[0][0].isalnum() != part[0].isalnum():
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def _units(words: Sequence[str]) -> list[Unit]:
    read = book()
    folded = [corrected_spanish(fold(word)) for word in words]
    units: list[Unit] = []
    for start, _, senses in longest(folded, read.spanish, read.small_spanish):
        if senses:
            sense = _meant(senses, units)
            units.append(Unit(sense.english, sense.role, sense.kind, sense.singular))
        else:
            foreign = read.english.get(folded[start])
            units.append(Unit(words[start], foreign[0].role if foreign else "unknown"))
    return [unit for unit in units if unit.role != "dropped"]


def _meant(senses: Sequence[Sense], before: Sequence[Unit]) -> Sense:
    """Return the sense that fits what stands before: "crema frita", but "una fritura"."""
    if len(senses) == 1:
        return senses[0]
    roles = [unit.role for unit in before if unit.role not in {"degree", "dropped"}]
    after_noun = roles[-1:] in (["noun"], ["adjective"], ["unknown"], ["words"])
    joined = roles[-1:] == ["conjunction"] and roles[-2:-1] == ["adjective"]
    wanted = "adjective" if after_noun or joined else "noun"
    return next(sense for sense in senses if sense.role == wanted)


def _in_order(units: Sequence[Unit]) -> list[Unit]:
    """Return the units in the order of English."""
    ordered: list[Unit] = []
    at = 0
    units = _with_degrees(units)
    while at < len(units):
        if units[at].role in {"noun", "unknown"}:
            thing, at = _thing(units, at)
            ordered += thing
        else:
            ordered.append(units[at])
            at += 1
    return ordered


def _with_degrees(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with "very", "not" and the like made one with what they grade."""
    graded: list[Unit] = []
    for unit in units:
        if unit.describes and graded and graded[-1].role == "degree":
            degree = graded.pop()
            graded.append(replace(unit, english=f"{degree.english} {unit.english}"))
        elif unit.role == "degree" and graded and graded[-1].role == "degree":
            graded[-1] = replace(unit, english=f"{graded[-1].english} {unit.english}")
        else:
            graded.append(unit)
    return graded


def _thing(units: Sequence[Unit], at: int) -> tuple[list[Unit], int]:
    """Return the noun phrase that starts at ``at``, in English order, and where it ends."""
    noun = units[at]
    describing, at = _describing(units, at + 1)
    if not _compounds(units, at) or noun.role == "unknown" or noun.kind in _MEASURES:
        return [*describing, noun], at
    inner, end = _thing(units, at + 1)
    if (
        _role(units, end) == "conjunction"
        and _role(units, end + 1) == "noun"
        and _role(units, end + 2) in {"", "preposition"}
    ):
        inner += [units[end], units[end + 1]]
        end += 2
    return [*describing, *map(_as_one, inner), noun], end


def _compounds(units: Sequence[Unit], at: int) -> bool:
    return _role(units, at) == "of" and _role(units, at + 1) == "noun"


def _role(units: Sequence[Unit], at: int) -> str:
    return units[at].role if at < len(units) else ""


def _as_one(unit: Unit) -> Unit:
    """Return a noun as it stands before another: "lentil soup" is made of lentils."""
    return replace(unit, english=unit.singular or unit.english)


def _describing(units: Sequence[Unit], at: int) -> tuple[list[Unit], int]:
    """Return the adjectives at ``at`` in English order, and where they end.

    "Plano redondo" becomes "round flat"; "ligero y fresco" stays "light and fresh".
    """
    found: list[Unit] = []
    while _role(units, at) == "adjective":
        found.insert(0, units[at])
        at += 1
    joined = _role(units, at) == "conjunction" and _role(units, at + 1) == "adjective"
    if found and joined and _role(units, at + 2) != "noun":
        more, end = _describing(units, at + 1)
        return [*found, units[at], *more], end
    return found, at


def _joined(said: Sequence[str]) -> str:
    text = ""
    for part in said:
        tight = not text or part in _TIGHT_BEFORE or text[-1] in _TIGHT_AFTER
        text += part if tight else f" {part}"
    return text
