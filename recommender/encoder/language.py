"""Which language a guest writes in, as far as which model reads it best depends on it."""

import re

from recommender import glossary

ENGLISH, SPANISH, OTHER, UNCERTAIN = "en", "es", "other", "uncertain"

_ENGLISH_WORDS = {
    *("and", "at", "for", "from", "in", "like", "not", "of", "on", "or", "some", "something"),
    *("that", "the", "to", "under", "with", "without"),
}
_SPANISH_WORDS = {
    *("al", "algo", "con", "de", "del", "el", "en", "la", "las", "los", "menos", "muy", "para"),
    *("pero", "por", "que", "sin", "un", "una", "y"),
}


def language_of(text: str) -> str:
    """Return the language that food words, else small words and letters, of ``text`` give away."""
    known = glossary.language_of(text)
    if known != UNCERTAIN:
        return known
    words = set(re.findall(r"\w+", text.lower()))
    english, spanish = bool(words & _ENGLISH_WORDS), bool(words & _SPANISH_WORDS)
    if english != spanish:
        return ENGLISH if english else SPANISH
    foreign = any(letter.isalpha() and not letter.isascii() for letter in text)
    return OTHER if foreign and not english else UNCERTAIN
