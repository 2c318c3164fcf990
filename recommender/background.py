"""What a menu scores for words that have nothing to do with it: what a real answer must beat.

The best of 300 dishes is nearer to anything than the best of 30, and each encoder has a scale of
its own. So the point at which a dish is as likely meant as not is found on the menu itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from recommender.catalog import Catalog
from recommender.encoder import Calibration, Comparison, Encoder, Vector, Vectors

# Everyday things that are no food, at home, at work and on the road.
UNRELATED = (
    *("a bicycle chain", "wireless headphones", "winter tyres", "a train ticket", "blue jeans"),
    *("a football match", "hair shampoo", "a leather sofa", "printer paper", "a mobile phone"),
    *("a garden hose", "swimming lessons", "a wooden door", "car insurance", "a dog lead"),
    *("a violin concert", "light bulbs", "a school exam", "running shoes", "an umbrella"),
    *("a tax return", "a hammer and nails", "a wedding dress", "laundry detergent"),
    *("a museum visit", "a computer keyboard", "a flight to London", "window cleaning"),
    *("a chess club", "a fishing rod", "toothpaste", "paint for the wall", "a weather forecast"),
    *("a bank account", "a road map", "sunglasses", "a history book", "a concrete mixer"),
    *("a passport photo", "a tennis racket"),
)
BEATEN = 0.95  # of the unrelated words must score less than a dish that is rather meant
# Spreads above that point. With the built-in encoder this puts the even point of a menu of 290
# dishes at 0.37, where it had been found by hand, and that of one of 48 dishes at 0.35.
MARGIN = 0.9
LEEWAY = 2.0  # spreads: a menu of a handful of dishes has too few to be measured by


class Background:
    """The vectors of unrelated words by one encoder, kept in the catalog."""

    def __init__(self, catalog: Catalog, encoder: Encoder) -> None:
        self._scales = encoder.scales
        made_by = f"{encoder.identity}/asked"
        kept = catalog.kept(made_by, [f"{half}:{t}" for t in UNRELATED for half in _HALVES])
        if not kept:
            kept = _encoded(encoder)
            catalog.keep(made_by, kept)
        self._halves = {half: _stacked(half, kept) for half in _HALVES}

    def scales(self, photos: Vectors, words: Vectors) -> Mapping[Comparison, Calibration]:
        """Return the encoder's scales, those of words put right for a menu with these halves."""
        found = dict(self._scales)
        for half, rows in zip(_HALVES, (photos, words), strict=True):
            asked, scale = self._halves[half], found.get(("words", half))
            filled = rows[rows.any(axis=1)]
            if scale and asked is not None and len(filled):
                best = (asked @ filled.T).max(axis=1)
                found["words", half] = _put_right(scale, float(np.quantile(best, BEATEN)))
        return found


_HALVES = ("photo", "words")


def _put_right(scale: Calibration, beaten: float) -> Calibration:
    lowest = scale.even - LEEWAY * scale.spread
    return replace(scale, even=max(lowest, beaten + MARGIN * scale.spread))


def _encoded(encoder: Encoder) -> dict[str, Vector]:
    vectors: dict[str, Vector] = {}
    for text in UNRELATED:
        halves = encoder.encode_query_words(text)
        for half, vector in zip(_HALVES, (halves.photo, halves.words), strict=True):
            if vector is not None:
                vectors[f"{half}:{text}"] = vector
    return vectors


def _stacked(half: str, kept: Mapping[str, Vector]) -> Vectors | None:
    rows: Sequence[Vector] = [kept[key] for t in UNRELATED if (key := f"{half}:{t}") in kept]
    return np.stack(rows) if rows else None
