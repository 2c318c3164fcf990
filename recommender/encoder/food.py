"""Whether a photo shows food: what staff are warned of and a guest's search can say.

The built-in encoder's network was trained to name a thousand things, eighty of them eaten, drunk
or eaten from; how much of its guess falls on those tells food from other things. An encoder with
one space for words and photos is asked whether the photo is nearer to food than to other things.
"""

import csv
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL.Image import Image

from recommender.encoder import Encoder, Halves, Vector, Vectors

FOOD_CLASSES = Path(__file__).with_name("food_classes.csv")  # of ImageNet's thousand

# The share of the guess at which a photo is as likely food as not, and how fast that turns.
# Chosen on 311 photos of dishes and 81 others (landscapes, animals, objects, screens, patterns):
# one dish is taken for something else, sweet potato fries in a basket, and 77 of the others are
# found. Then, on 33 others that were not looked at before, all are found. Of 46 drawn dishes three
# are doubted.
EVEN_SHARE = 0.18
STEEPNESS = 3.0  # of the log-odds; fitted 3.75 with each kind weighing the same

# For words and photos in one space. More than four words each: shorter ones are taken for dishes.
FOOD = (
    "a photo of a dish of food on a plate",
    "a close-up photo of something to eat",
    "a photo of a drink in a glass or cup",
    "a photo of bread, cake or a dessert",
    "a photo of a bowl of soup or salad",
    "a photo of fresh fruit or vegetables",
)
OTHER = (
    "a photo of a person looking at the camera",
    "a photo of an animal or a pet",
    "a photo of a landscape, a plant or the sky",
    "a photo of a building or a street",
    "a photo of the inside of a room",
    "a photo of a tool, a machine or a car",
    "a screenshot or a page full of text",
    "a logo, a drawing or an abstract pattern",
)
SHARPNESS = 100.0  # what CLIP was trained to multiply its cosines with


def food_likeness(encoder: Encoder, photo: Image) -> float | None:
    """Return how likely a photo shows food, 0 to 1; None where the encoder cannot tell."""
    return food_in(encoder, encoder.encode_query_photo(photo))


def food_in(encoder: Encoder, seen: Halves) -> float | None:
    """Return the same of a photo that was encoded as a query, without encoding it again."""
    if seen.food is not None or seen.photo is None:
        return seen.food
    prompts = _prompts(encoder)  # type: ignore[arg-type]  # every encoder can be hashed
    return None if prompts is None else _zero_shot(seen.photo, prompts)


@lru_cache(maxsize=2)
def _prompts(encoder: Encoder) -> Vectors | None:
    """Return the vectors of FOOD, then OTHER; None where words are not compared with photos."""
    halves = [encoder.encode_query_words(text).photo for text in (*FOOD, *OTHER)]
    vectors = [half for half in halves if half is not None]
    return np.stack(vectors) if len(vectors) == len(halves) else None


def _zero_shot(photo: Vector, prompts: Vectors) -> float:
    return float(_shares(SHARPNESS * (prompts @ photo)[np.newaxis])[0, : len(FOOD)].sum())


def food_of_classes(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how likely photos show food, shape (n,), from ImageNet's logits, shape (n, 1000)."""
    share = np.clip(_shares(logits)[:, _food_columns()].sum(axis=1), 1e-6, 1 - 1e-6)
    odds = share / (1 - share) * (1 - EVEN_SHARE) / EVEN_SHARE
    return np.asarray(1 / (1 + odds**-STEEPNESS), dtype=np.float32)


def _shares(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the softmax of each row."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


@cache
def _food_columns() -> list[int]:
    with FOOD_CLASSES.open(encoding="utf-8", newline="") as file:
        return [int(row["index"]) for row in csv.DictReader(file)]
