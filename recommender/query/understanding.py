"""Reading a guest's text from left to right, the longest phrase at each place."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from recommender.dish import clean, fold
from recommender.query.chips import Chip, Understanding
from recommender.query.courses import COURSES
from recommender.query.cuisines import cuisine, cuisine_phrases
from recommender.query.exclusions import free_from, refused
from recommender.query.lexical import LEXICAL
from recommender.query.names import misspelt_name, named_until
from recommender.query.phrases import AVAILABLE, CHEAP, DIETS, RELIGIOUS, SPICE
from recommender.query.prices import price
from recommender.query.reading import Reading
from recommender.query.tokens import Phrases, Token, tokenize

_EVERYWHERE = Phrases({**DIETS, **SPICE, **AVAILABLE, **CHEAP, **RELIGIOUS, **COURSES})


def understand(
    text: str,
    *,
    names: Collection[str] = (),
    cuisines: Collection[str] = (),
    restored: Collection[str] = (),
) -> Understanding:
    """Return what ``text`` asks for.

    Args:
        text: The guest's words.
        names: The folded names of the menu's dishes; words that are one are no filter.
        cuisines: The menu's cuisines, beside those that everybody knows.
        restored: The folded texts of chips that the guest took away: they stay words.
    """
    text = clean(text)
    tokens = tokenize(text)
    phrases = cuisine_phrases(frozenset(map(fold, cuisines)))
    taken = list(_readings(tokens, names, phrases))
    chips = [_worded(text, tokens, reading) for reading in taken]
    removed = frozenset(restored)
    live = [
        (reading, chip)
        for reading, chip in zip(taken, chips, strict=True)
        if fold(chip.text) not in removed
    ]
    gone = [
        (tokens[reading.start].start, tokens[reading.end - 1].end)
        for reading, chip in live
        if not chip.kept
    ]
    return Understanding(_remaining(text, gone), tuple(chip for _, chip in live))


def _worded(text: str, tokens: Sequence[Token], reading: Reading) -> Chip:
    words = text[tokens[reading.start].start : tokens[reading.end - 1].end]
    return replace(reading.chip, text=words)


def _remaining(text: str, gone: Sequence[tuple[int, int]]) -> str:
    """Return ``text`` without the spans ``gone`` and the punctuation that they leave dangling."""
    starts = [0, *(end for _, end in gone)]
    ends = [*(start for start, _ in gone), len(text)]
    pieces = [text[start:end].strip(" ,;:/-–") for start, end in zip(starts, ends, strict=True)]
    return " ".join(piece for piece in pieces if any(map(str.isalnum, piece)))


def _readings(
    tokens: Sequence[Token], names: Collection[str], cuisines: Phrases[Chip]
) -> Iterator[Reading]:
    """Yield what is read, from left to right; nothing in a dish's name, but for its allergens."""
    at = named = 0
    while at < len(tokens):
        if names:
            named = max(named, named_until(tokens, at, names))
        found = _read(tokens, at, cuisines)
        if at < named:
            found = [reading for reading in found if _is_vital(reading.chip)]
        elif names:
            found = [reading for reading in found if not _misspelt(tokens, reading, names)]
        yield from found
        at = found[-1].end if found else _skip(tokens, at)


def _is_vital(chip: Chip) -> bool:
    """Return whether a guest may fall ill without it: read even where it is a dish's name."""
    return chip.kind == "allergen" or "gluten_free" in chip.filters


def _misspelt(tokens: Sequence[Token], reading: Reading, names: Collection[str]) -> bool:
    names_alike = reading.chip.kind in {"cuisine", "spice", "course"}
    return names_alike and misspelt_name(tokens, reading.start, names)


def _skip(tokens: Sequence[Token], at: int) -> int:
    lexical = LEXICAL.longest(tokens, at)
    return lexical[0] if lexical else at + 1


def _read(tokens: Sequence[Token], at: int, cuisines: Phrases[Chip]) -> list[Reading]:
    """Return what begins at ``at``: the reading that takes most words, the earlier rule in doubt."""
    if priced := price(tokens, at):
        return priced
    if LEXICAL.longest(tokens, at):
        return []
    candidates = [
        _looked_up(tokens, at, _EVERYWHERE),
        free_from(tokens, at),
        refused(tokens, at),
        cuisine(tokens, at, cuisines),
    ]
    return max(candidates, key=lambda found: found[0].end if found else 0)


def _looked_up(tokens: Sequence[Token], at: int, phrases: Phrases[Chip]) -> list[Reading]:
    found = phrases.longest(tokens, at)
    return [Reading(at, *found)] if found else []
