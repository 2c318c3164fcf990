"""Vectors for a synthetic menu, made without encoding its dishes one by one.

What a dish is made of is encoded, some 1,300 words and the photos of the demo menu; a dish lies
where these meet, with noise of its own. So kinds are clusters, what shares an ingredient is nearer,
and a guest's real words and photos have real neighbours. With the built-in encoder, before the noise,
words lie at a mean cosine of 0.84 from what encoding 300 dishes in full gives, and any two of them
at 0.42 from each other, where it is 0.40 in full.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image
from synthetic_menu import synthetic_dishes

from recommender.dish import COURSES, Dish, words
from recommender.encoder import Encoder, Vector, Vectors
from recommender.glossary.book import rows

PHOTOS = Path(__file__).resolve().parents[2] / "menu_data" / "photos"
# What a dish's words owe to its parts, to what all dishes have in common, and to nothing.
KIND, FIRST, OTHERS, FRAME, COMMON = 1.0, 0.8, 0.25, 0.15, 0.9
COMMON_OF_PARTS = 0.8  # of their mean, which is taken off: the rest is what tells them apart
READ_IN_FULL = 64  # dishes whose mean is what all have in common
WORDS_NOISE, PHOTO_NOISE = 0.4, 0.8  # lengths beside a unit vector
SECOND_PHOTO = 0.7  # what a kind's look owes to a second photo of the demo menu


def words_vectors(dishes: Sequence[Dish], encoder: Encoder, chance: np.random.Generator) -> Vectors:
    """Return a words half for each dish."""
    parts, common = _parts(encoder), _common(encoder)
    found = _unit(np.stack([_words(dish, parts) for dish in dishes]))
    found = _unit(found + COMMON * common)
    return _unit(found + _noise(chance, found.shape, WORDS_NOISE))


def photo_vectors(dishes: Sequence[Dish], encoder: Encoder, chance: np.random.Generator) -> Vectors:
    """Return a photo half for each dish: each kind looks like two photos of the demo menu."""
    looks = _looks(encoder)
    found = np.stack([looks[_kind(dish)] for dish in dishes])
    return _unit(found + _noise(chance, found.shape, PHOTO_NOISE))


def demo_photos() -> list[Image.Image]:
    """Return the photos of the demo menu."""
    return [Image.open(file).convert("RGB") for file in sorted(PHOTOS.glob("*.webp"))]


def kinds() -> list[str]:
    """Return what a synthetic dish may be."""
    return [row.concept for row in rows() if row.kind == "dish"]


@cache
def _parts(encoder: Encoder) -> Mapping[str, Vector]:
    ingredients = [row.concept for row in rows() if row.kind == "ingredient"]
    cuisines = [row.concept for row in rows() if row.kind == "cuisine"]
    texts = list(dict.fromkeys([*kinds(), *ingredients, *cuisines, *COURSES]))
    read = encoder.encode_dish_words(texts)
    return dict(zip(texts, read - COMMON_OF_PARTS * read.mean(axis=0), strict=True))


@cache
def _common(encoder: Encoder) -> Vector:
    dishes = synthetic_dishes(READ_IN_FULL)
    return encoder.encode_dish_words([words(dish) for dish in dishes]).mean(axis=0)


@cache
def _looks(encoder: Encoder) -> Mapping[str, Vector]:
    seen, chance = encoder.encode_dish_photos(demo_photos()), np.random.default_rng(2)
    found = {}
    for kind in kinds():
        one, other = chance.choice(len(seen), 2, replace=False)
        found[kind] = _unit(seen[one] + SECOND_PHOTO * seen[other])
    return found


def _words(dish: Dish, parts: Mapping[str, Vector]) -> Vector:
    first, *others = dish.ingredients
    weighed = [(_kind(dish), KIND), (first, FIRST), *((one, OTHERS) for one in others)]
    weighed += [(dish.cuisine, FRAME), (dish.course, FRAME)]
    return np.sum([weight * parts[part] for part, weight in weighed if part in parts], axis=0)


@cache
def _known_kinds() -> frozenset[str]:
    return frozenset(kinds())


def _kind(dish: Dish) -> str:
    """Return what a dish is: what its name ends in."""
    words = dish.name.split()
    ends = (" ".join(words[start:]) for start in range(len(words)))
    return next(end for end in ends if end in _known_kinds())


def _noise(chance: np.random.Generator, shape: tuple[int, ...], length: float) -> Vectors:
    found = chance.standard_normal(shape, np.float32)
    return np.asarray(found * np.float32(length / np.sqrt(shape[-1])))


def _unit(rows: Vectors) -> Vectors:
    return np.asarray(rows / np.linalg.norm(rows, axis=-1, keepdims=True), np.float32)
