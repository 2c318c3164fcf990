"""The words of food in English and Spanish: what they are called, what they are, what they contain.

Guests write either language whatever the menu's; a cook can correct ``concepts.csv``.
"""

from recommender.glossary.concepts import (
    Found,
    broader,
    called,
    concepts,
    is_small,
    kinds,
    menu_texts,
    named,
    singular,
    terms_of,
)
from recommender.glossary.forms import tokens
from recommender.glossary.language import Language, language_of
from recommender.glossary.translation import to_english

__all__ = [
    "Found",
    "Language",
    "broader",
    "called",
    "concepts",
    "is_small",
    "kinds",
    "language_of",
    "menu_texts",
    "named",
    "singular",
    "terms_of",
    "to_english",
    "tokens",
]
