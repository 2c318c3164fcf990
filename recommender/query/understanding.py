"""Reading a guest's text from left to right, the longest phrase at each place."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from recommender.dish import clean, fold
from recommender.query.chips import Chip, Understanding
from recommender.query.courses import COURSES
from recommender.query.cuisines import cuisine, cuisine_phrases
from recommender.query.exclusions import refused, refused_cuisine, refuses_until
from recommender.query.freed import free_from
from recommender.query.lexical import LEXICAL
from recommender.query.names import misspelt_name, named_until
from recommender.query.phrases import AVAILABLE, CHEAP, DIETS, REFUSED, RELIGIOUS, SPICE
from recommender.query.prices import price
from recommender.query.reading import Reading
from recommender.query.refusals import LEADS, REFUSALS
from recommender.query.refused_foods import is_vital
from recommender.query.tokens import Phrases, Token, tokenize

_EVERYWHERE = Phrases({**DIETS, **SPICE, **AVAILABLE, **CHEAP, **RELIGIOUS, **REFUSED, **COURSES})


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
    phrases = cuisine_phrases(frozenset(map(fold, cuisines)))
    removed = frozenset(restored)
    found = _spans(text, names, phrases)
    live = [span for span in found if fold(span.chip.text) not in removed]
    pieces = _remaining(text, [span for span in live if not span.chip.kept])
    words = " ".join(pieces)
    if live and _asks_more(_spans(words, names, phrases), live, removed):
        words = "; ".join(pieces)  # "without vegan eggs", less "vegan", refuses no eggs
    return Understanding(words, tuple(span.chip for span in live))


@dataclass(frozen=True, slots=True)
class _Span:
    """Where the words of a chip stand in a text, in characters."""

    start: int
    end: int
    chip: Chip


def _spans(text: str, names: Collection[str], cuisines: Phrases[Chip]) -> list[_Span]:
    """Return all that is read in ``text``, from left to right."""
    tokens = tokenize(text)
    spans: list[_Span] = []
    for reading in _readings(tokens, names, cuisines):
        start, end = tokens[reading.start].start, tokens[reading.end - 1].end
        spans.append(_Span(start, end, replace(reading.chip, text=text[start:end])))
    return spans


def _asks_more(again: Sequence[_Span], live: Sequence[_Span], removed: Collection[str]) -> bool:
    """Return whether words, read ``again``, ask for what their text did not."""
    known = {fold(span.chip.text) for span in live if span.chip.kept} | set(removed)
    return any(fold(span.chip.text) not in known for span in again)


def _remaining(text: str, gone: Sequence[_Span]) -> list[str]:
    """Return what is left of ``text``, without punctuation that dangles at a gap."""
    starts = [0, *(span.end for span in gone)]
    ends = [*(span.start for span in gone), len(text)]
    pieces = (
        text[start:end].strip(" ,;:/-\u2013") for start, end in zip(starts, ends, strict=True)
    )
    return [piece for piece in pieces if any(map(str.isalnum, fold(piece)))]


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
            found = [reading for reading in found if is_vital(reading.chip)]
        elif names:
            found = [reading for reading in found if not _misspelt(tokens, reading, names)]
        yield from found
        at = found[-1].end if found else _skip(tokens, at)


def _misspelt(tokens: Sequence[Token], reading: Reading, names: Collection[str]) -> bool:
    names_alike = reading.chip.kind in {"cuisine", "spice", "course"}
    return names_alike and misspelt_name(tokens, reading.start, names)


def _skip(tokens: Sequence[Token], at: int) -> int:
    lexical = LEXICAL.longest(tokens, at)
    return lexical[0] if lexical else at + 1


def _read(tokens: Sequence[Token], at: int, cuisines: Phrases[Chip]) -> list[Reading]:
    """Return what begins at ``at``: the reading of most words, of the earlier rule in doubt."""
    if priced := price(tokens, at):
        return priced
    begins = partial(_may_begin, tokens, cuisines)
    refusals = [free_from(tokens, at), refused(tokens, at, begins)]
    if lexical := LEXICAL.longest(tokens, at):
        # "brazil nut allergy", "no more nuts": whoever may fall ill is read all the same, but not
        # in "no-churn ice cream", whose "no" refuses the churn.
        if not refuses_until(tokens, at, lexical[0]):
            refusals.pop()
        ill = [f for f in refusals if any(map(is_vital, (r.chip for r in f)))]
        return max((f for f in ill if f[-1].end > lexical[0]), key=_length, default=[])
    candidates = [
        _looked_up(tokens, at, _EVERYWHERE),
        refusals[0],
        refused_cuisine(tokens, at, cuisines),
        refusals[1],
        cuisine(tokens, at, cuisines),
    ]
    return max(candidates, key=_length)


def _length(found: Sequence[Reading]) -> int:
    return found[0].end if found else 0


def _may_begin(tokens: Sequence[Token], cuisines: Phrases[Chip], at: int) -> bool:
    """Return whether something may be read from ``at`` on, without reading it."""
    if any(table.longest(tokens, at) for table in (_EVERYWHERE, REFUSALS, LEADS)):
        return True
    return bool(price(tokens, at) or free_from(tokens, at) or cuisine(tokens, at, cuisines))


def _looked_up(tokens: Sequence[Token], at: int, phrases: Phrases[Chip]) -> list[Reading]:
    found = phrases.longest(tokens, at)
    return [Reading(at, *found)] if found else []
