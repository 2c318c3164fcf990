"""The glossary as it is kept: three files that a cook can correct, read once and when needed.

``concepts.csv`` holds one concept a row, sorted by kind and concept: its English forms, its Spanish
forms (adjectives as masculine; plurals and genders follow by rule, exceptions are listed), and the
broader concepts it is a kind of or is made with. ``not gluten`` among the broader ones takes away
what would follow: rice noodles are noodles, without gluten. What both languages call the same
stands in both columns. ``spanish_words.csv`` holds the small words between the concepts, and
``english_small_words.txt`` those of English. ``english_words.txt`` holds words that have nothing to
do with food, so that they are not taken for misspelt food.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from recommender.glossary import forms

FOLDER = Path(__file__).parent
NOT = "not "
Role = Literal[
    "noun",
    "adjective",
    "of",
    "preposition",
    "article",
    "conjunction",
    "degree",
    "words",  # left where they are: verbs, pronouns, turns of phrase
    "dropped",  # what English does not say
    "unknown",
]
DESCRIBING = frozenset(
    {"colour", "cuisine", "diet", "look", "method", "mood", "taste", "texture", "worth"}
)


@dataclass(frozen=True, slots=True)
class Sense:
    """What a form means: the English to write for it, its part in a phrase, and its concept."""

    english: str
    role: Role
    concept: str = ""  # empty for the small words
    kind: str = ""
    singular: str = ""  # the English of one, where ``english`` says many


Senses = Mapping[str, tuple[Sense, ...]]  # by form: folded words joined by single spaces


@dataclass(frozen=True)
class Row:
    """One row of ``concepts.csv``."""

    kind: str
    concept: str
    english: tuple[str, ...]
    spanish: tuple[str, ...]
    broader: tuple[str, ...]

    @property
    def role(self) -> Role:
        """The part this concept plays in a phrase."""
        return "adjective" if self.kind in DESCRIBING else "noun"

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called in English."""
        return (self.concept, *self.english)

    def sense(self, *, plural: bool) -> Sense:
        """Return what a form of this concept means, as one or as many."""
        if self.role == "adjective":
            return Sense(self.concept, self.role, self.concept, self.kind)
        spoken = forms.several(self.concept) if plural else self.concept
        return Sense(spoken, self.role, self.concept, self.kind, self.concept)


@dataclass(frozen=True)
class Book:
    """All that is known of both languages, by form."""

    english: Senses
    spanish: Senses
    small_spanish: Senses
    small_english: frozenset[str]
    joining_english: frozenset[str]
    parents: Mapping[str, tuple[str, ...]]
    denied: Mapping[str, frozenset[str]]
    kinds: Mapping[str, frozenset[str]]
    singulars: Mapping[str, str]


def rows() -> Iterator[Row]:
    """Yield the rows of ``concepts.csv`` in their order."""
    with (FOLDER / "concepts.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Row(
                row["kind"],
                row["concept"],
                _listed(row["english"]),
                _listed(row["spanish"]),
                _listed(row["broader"]),
            )


def small_words() -> Iterator[tuple[str, Sense]]:
    """Yield the words of ``spanish_words.csv`` with what they mean, in their order."""
    with (FOLDER / "spanish_words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            role: Role = row["role"]  # type: ignore[assignment]  # held by a test
            yield row["spanish"], Sense(row["english"], role)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in (part.strip() for part in cell.split(";")) if part)


class Form(NamedTuple):
    """One way to write a concept; what a rule made gives way to what a row lists."""

    text: str
    many: bool = False
    ruled: bool = False


@cache
def book() -> Book:
    """Return the glossary, read on first use."""
    listed = list(rows())
    kinds: dict[str, frozenset[str]] = {}
    parents: dict[str, tuple[str, ...]] = {}
    denied: dict[str, frozenset[str]] = {}
    for row in listed:  # "orange" is a fruit in one row and a colour in another
        refused = {name.removeprefix(NOT) for name in row.broader if name.startswith(NOT)}
        kept = tuple(name for name in row.broader if not name.startswith(NOT))
        kinds[row.concept] = kinds.get(row.concept, frozenset()) | {row.kind}
        parents[row.concept] = (*parents.get(row.concept, ()), *kept)
        denied[row.concept] = denied.get(row.concept, frozenset()) | refused
    return Book(
        english=_senses((row, form) for row in listed for form in _english_forms(row)),
        spanish=_senses((row, form) for row in listed for form in _spanish_forms(row)),
        small_spanish={_key(form): (sense,) for form, sense in small_words()},
        small_english=_words("english_words.txt") | _words("english_small_words.txt"),
        joining_english=_words("english_small_words.txt"),
        parents=parents,
        denied=denied,
        kinds=kinds,
        singulars=_singulars(listed),
    )


def _words(file: str) -> frozenset[str]:
    return frozenset((FOLDER / file).read_text(encoding="utf-8").split())


def _key(form: str) -> str:
    return " ".join(forms.tokens(form))


def _senses(written: Iterable[tuple[Row, Form]]) -> Senses:
    senses: dict[str, dict[Role, Sense]] = {}
    for row, form in sorted(written, key=lambda pair: pair[1].ruled):
        senses.setdefault(_key(form.text), {}).setdefault(row.role, row.sense(plural=form.many))
    return {form: tuple(by_role.values()) for form, by_role in senses.items()}


def _english_forms(row: Row) -> Iterator[Form]:
    for name in row.names:
        yield Form(name)
        if row.role == "noun":
            yield Form(forms.english_plural(name), many=True, ruled=True)


def _spanish_forms(row: Row) -> Iterator[Form]:
    for name in row.spanish:
        yield Form(name)
        for single in _genders(row, name):
            yield Form(single, ruled=True)
            for plural in forms.spanish_plurals(single):
                yield Form(plural, many=True, ruled=True)


def _genders(row: Row, name: str) -> Iterator[str]:
    yield name
    if row.role == "adjective" and (feminine := forms.spanish_feminine(name)):
        yield feminine


def _singulars(listed: Iterable[Row]) -> Mapping[str, str]:
    """Return the singular of each plural word that the rules make of what is listed."""
    pairs = [(name, forms.english_plural(name)) for row in listed for name in row.names]
    pairs += [
        (single, plural)
        for row in listed
        for name in row.spanish
        for single in _genders(row, name)
        for plural in forms.spanish_plurals(single)
    ]
    singulars: dict[str, str] = {}
    for single, plural in pairs:
        for one, many in zip(forms.tokens(single), forms.tokens(plural), strict=False):
            if one != many:
                singulars.setdefault(many, one)
    return singulars
