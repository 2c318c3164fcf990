"""Word forms of English and Spanish: tokens, plurals, genders, diminutives, how a word sounds.

Rules, not lists: what a rule gets wrong is written out in ``concepts.csv``, which comes first.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from recommender.dish import fold

_TOKEN = re.compile(r"[^\W_]+")
_ENGLISH_LINK = re.compile(r" (?:and|in|of|on|with) ")
_VOWELS = "aeiou"
_MASSES = frozenset(
    {"bread", "dairy", "fish", "food", "meat", "rice", "seafood", "shellfish", "spinach", "squid"}
)
_F_TO_VES = ("calf", "half", "knife", "leaf", "loaf", "shelf")
_SPANISH_LINKS = frozenset({"a", "al", "con", "de", "del", "en", "para", "por", "que", "sin", "y"})
_NOT_PLURAL = frozenset({"gas", "less", "menos", "plus", "sans", "this", "yes"})


def tokens(text: str) -> list[str]:
    """Return the folded words and numbers of ``text``, without punctuation."""
    return _TOKEN.findall(text.lower() if text.isascii() else fold(text))


def english_plural(phrase: str) -> str:
    """Return the plural of an English noun phrase: "legs of lamb", "green beans"."""
    link = _ENGLISH_LINK.search(phrase)
    end = link.start() if link else len(phrase)
    before, space, last = phrase[:end].rpartition(" ")
    return before + space + _english_plural(last) + phrase[end:]


def several(phrase: str) -> str:
    """Return an English noun phrase as it is said of many: "lentils", but "bread"."""
    return phrase if phrase.rsplit(maxsplit=1)[-1] in _MASSES else english_plural(phrase)


def _english_plural(word: str) -> str:
    if word[-1:] in ("s", "i") and not word.endswith("ss"):
        return word
    if word.endswith(_F_TO_VES):
        return re.sub("fe?$", "ves", word)
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("ch", "sh", "ss", "x", "z", "ato")) else "s")


def spanish_plurals(phrase: str) -> Iterator[str]:
    """Yield the plurals of a Spanish phrase, which is inflected up to its first preposition.

    "Judía verde" gives "judías verdes", "tarta de queso" gives "tartas de queso".
    """
    inflected, rest = _head(phrase)
    if inflected:
        for last in _spanish_plurals(inflected[-1]):
            front = [next(_spanish_plurals(word)) for word in inflected[:-1]]
            yield " ".join([*front, last, *rest])


def _spanish_plurals(word: str) -> Iterator[str]:
    plain = fold(word)
    if plain.endswith("z"):
        yield plain[:-1] + "ces"
    elif plain.endswith("s"):
        yield plain + "es" if word.endswith(("ás", "és", "ís", "ós", "ús")) else plain
    elif plain[-1:] in "aeo":
        yield plain + "s"
    elif plain[-1:] in "lnrdj":
        yield plain + "es"
    else:
        yield plain + "s"
        yield plain + "es"


def spanish_feminine(phrase: str) -> str | None:
    """Return the feminine of a Spanish adjective given as masculine, or None if it has none."""
    inflected, rest = _head(phrase)
    if not inflected:
        return None
    feminine = " ".join([*map(_feminine, inflected), *map(fold, rest)])
    return feminine if feminine != fold(phrase) else None


def _feminine(word: str) -> str:
    plain = fold(word)
    if plain.endswith("o"):
        return plain[:-1] + "a"
    if word.endswith(("és", "án", "ín", "ón", "or", "ñol")) and plain not in {"mejor", "marron"}:
        return plain + "a"
    return plain


def _head(phrase: str) -> tuple[list[str], list[str]]:
    words = phrase.casefold().split()
    end = next((n for n, word in enumerate(words) if word in _SPANISH_LINKS), len(words))
    return words[:end], words[end:]


@lru_cache(maxsize=4096)
def singular_by_rule(word: str) -> str:
    """Return the likely singular of a folded word that no list knows, in either language."""
    if len(word) <= 3 or word in _NOT_PLURAL or not word.endswith("s") or word[-2] in "siu":
        return word
    for ending, single in (
        ("ies", "y"),
        ("oes", "o"),
        ("iones", "ion"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("sses", "ss"),
        ("xes", "x"),
        ("dades", "dad"),
        ("ores", "or"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + single
    return word[:-1]


_SMALL = re.compile(r"(?:ec|c)?it([oa])(s?)$")
_SUPERLATIVE = re.compile(r"isim([oa])(s?)$")


def spanish_bases(word: str) -> Iterator[str]:
    """Yield what a Spanish diminutive or superlative may be made of: "pescadito" of "pescado"."""
    for pattern in (_SMALL, _SUPERLATIVE):
        if (found := pattern.search(word)) and len(stem := word[: found.start()]) >= 3:
            hard = re.sub("qu$", "c", re.sub("gu$", "g", re.sub("c$", "z", stem)))
            for root in dict.fromkeys((stem, re.sub("qu$", "c", stem), hard)):
                yield from (root + found[1] + found[2], root + "e" + found[2], root)


_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"gu(?=[ei])|gh", "g"),
        (r"[gh]u(?=[aeo])|[gh]?w", "w"),
        (r"qu(?=[ei])|c(?=[aou])|ck|c$|c(?=[^aeiouhy])", "k"),
        (r"ph", "f"),
        (r"ch", "x"),
        (r"ll", "y"),
        (r"[cz](?=[ei])|z|ss", "s"),
        (r"g(?=[ei])", "j"),
        (r"v", "b"),
        (r"h", ""),
        (r"(?<=[aeiou])y$|y(?=[^aeiou]|$)", "i"),
        (r"(.)\1", r"\1"),
    )
)


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """Return how a folded word sounds to a Spanish ear, so that spelling by ear is the same word.

    "paeya" sounds like "paella", "granisado" like "granizado", "mufins" like "muffins".
    """
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word
