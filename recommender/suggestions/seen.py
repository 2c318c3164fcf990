"""What the photo of a dish shows of its cuisine, its course and words for its description.

Zero-shot: the photo is compared with a caption for each answer and with a plain one that answers
nothing, and the encoder's own softmax is its confidence. Only an encoder with one space for words
and photos can tell; any other is silent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from recommender.encoder import Encoder, Vector, Vectors
from recommender.suggestions.kinds import Suggestion

Captions: TypeAlias = Mapping[str, str]

SHARPNESS = 100.0  # what CLIP was trained to multiply its cosines with
# Below these shares the answer is "unsure". A cuisine is seldom to be seen: it needs more. They are
# not measured on a menu with CLIP's own weights yet.
COURSE_SURE = 0.7
CUISINE_SURE = 0.8
WORD_SURE = 0.7
# What all answers compete with. Captions have more than four words, so that no encoder takes one
# for the name of a dish.
NOTHING = "a photo of some food on a table."

COURSES: Captions = {
    "starter": "a photo of a small starter or appetiser on a plate.",
    "main": "a photo of a main course on a plate.",
    "side": "a photo of a side dish in a small bowl.",
    "dessert": "a photo of a sweet dessert.",
    "drink": "a photo of a drink in a glass or cup.",
    "breakfast": "a photo of a breakfast.",
    "snack": "a photo of a snack to eat by hand.",
    "sauce": "a photo of a sauce or dip in a small bowl.",
}
CUISINES: Captions = {
    name: f"a photo of {name.title()} food."
    for name in (
        *("american", "british", "chinese", "french", "german", "greek", "indian", "italian"),
        *("japanese", "korean", "lebanese", "mexican", "moroccan", "peruvian", "spanish"),
        *("thai", "turkish", "vietnamese"),
    )
}
# Words of one group exclude each other; what is not to be seen, such as a taste, is not asked.
GROUPS: Sequence[Captions] = (
    {
        "grilled": "a photo of grilled food with grill marks.",
        "fried": "a photo of deep-fried food with a golden crust.",
        "roasted": "a photo of food roasted in the oven.",
        "steamed": "a photo of steamed food.",
        "raw": "a photo of raw fish or raw meat, served as a dish.",
        "in broth": "a photo of food in a clear broth.",
    },
    {
        "creamy": "a photo of food in a creamy sauce.",
        "with melted cheese": "a photo of food covered with melted cheese.",
        "crispy": "a photo of crispy, crunchy food.",
    },
    {
        "with fresh herbs": "a photo of food with fresh green herbs on top.",
        "with sesame seeds": "a photo of food with sesame seeds on top.",
        "with lemon": "a photo of food with slices of lemon.",
        "with berries": "a photo of food with berries on top.",
        "with chocolate": "a photo of food with chocolate on top.",
    },
)


@dataclass(frozen=True)
class SeenWord:
    """A word for the description, and the share of the encoder's confidence that it has."""

    word: str
    confidence: float


@dataclass(frozen=True)
class Seen:
    """What a photo shows; empty values and no words where the encoder is unsure or cannot tell."""

    cuisine: Suggestion = Suggestion("cuisine")
    course: Suggestion = Suggestion("course")
    words: tuple[SeenWord, ...] = ()


def look(encoder: Encoder, photo: Vector | None) -> Seen:
    """Return what a photo shows.

    Args:
        encoder: made ``photo``.
        photo: the photo half of a dish or of a query; None where there is no photo.
    """
    if photo is None or not can_look(encoder):
        return Seen()
    words = (_best(encoder, photo, group, WORD_SURE) for group in GROUPS)
    return Seen(
        Suggestion("cuisine", *_best(encoder, photo, CUISINES, CUISINE_SURE)),
        Suggestion("course", *_best(encoder, photo, COURSES, COURSE_SURE)),
        tuple(SeenWord(word, share) for word, share in words if word),
    )


def can_look(encoder: Encoder) -> bool:
    """Return whether an encoder compares words with photos."""
    return _captions(encoder, (NOTHING,)) is not None  # type: ignore[arg-type]


def _best(
    encoder: Encoder, photo: Vector, answers: Mapping[str, str], sure: float
) -> tuple[str, float]:
    """Return the likeliest answer with its share; nothing where it is not ``sure``."""
    vectors = _captions(encoder, (NOTHING, *answers.values()))  # type: ignore[arg-type]
    assert vectors is not None
    powers = np.exp(SHARPNESS * (vectors @ photo - (vectors @ photo).max()))
    at, share = int(powers.argmax()), float(powers.max() / powers.sum())
    return (tuple(answers)[at - 1], share) if at and share >= sure else ("", 0.0)


@lru_cache(maxsize=2 * (3 + len(GROUPS)))
def _captions(encoder: Encoder, texts: tuple[str, ...]) -> Vectors | None:
    """Return the vectors of captions; None where words are not compared with photos."""
    halves = [encoder.encode_query_words(text).photo for text in texts]
    vectors = [half for half in halves if half is not None]
    return np.stack(vectors) if len(vectors) == len(texts) else None
