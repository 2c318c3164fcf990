"""Whether a photo looks more like other dishes than like the one that it is said to show.

Said only when it is plain: the three dishes whose photos are nearest are all near, are of one
family by their words, and the dish itself is not of that family.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from recommender.dish import Dish
from recommender.encoder import Encoder, Vector, Vectors
from recommender.photo_desk.remarks import Remark
from recommender.ranking import certainty

# Measured with the built-in encoder by giving each of 276 dishes the photos of six others: 14% of
# those were remarked on, nearly all (99.6%) by dishes like the one shown, and none of the 276
# photos that were right. So silence says nothing. With CLIP it is unmeasured.
NEIGHBOURS = 3
NEAR = 0.45  # certainty that the third nearest photo shows a like dish
FAMILY = 0.25  # mean certainty that the three are like each other by their words
STRANGER = 0.2  # highest certainty that the dish is like one of them


def looks_like_others(
    encoder: Encoder,
    dish: Dish,
    own: tuple[Vector, Vector],
    others: Sequence[Dish],
    halves: tuple[Vectors, Vectors],
    *,
    barred: NDArray[np.bool_],
) -> Remark | None:
    """Return a remark when a photo plainly shows another family of dishes.

    Args:
        encoder: made all the vectors.
        dish: what the photo is said to show.
        own: its photo half and its words half.
        others: dishes with photos.
        halves: their photo halves and words halves, shape (n, size) each.
        barred: which of them do not count, shape (n,): the dish itself, and this very photo.
    """
    if (~barred).sum() < NEIGHBOURS or ("dish", "words") not in encoder.scales:
        return None
    photos, words = halves
    cosines = np.where(barred, np.float32(-1), photos @ own[0])
    nearest = np.argsort(-cosines, kind="stable")[:NEIGHBOURS]
    near = _certain(encoder, "photo", cosines[nearest[-1:]])
    family = _certain(encoder, "words", _among(words[nearest]))
    stranger = _certain(encoder, "words", words[nearest] @ own[1])
    if near.min() < NEAR or family.mean() < FAMILY or stranger.max() >= STRANGER:
        return None
    names = ", ".join(others[index].name for index in nearest)
    facts = {"dishes": names, "name": dish.name}
    return Remark("other_dish", round(float(stranger.max()), 2), STRANGER, facts)


def _certain(encoder: Encoder, half: str, cosines: Vector) -> Vector:
    return np.asarray(certainty(cosines, encoder.scales["dish", half]), np.float32)


def _among(words: Vectors) -> Vector:
    """Return the cosine of each pair of rows."""
    pairs = [float(one @ other) for one, other in combinations(words, 2)]
    return np.array(pairs, np.float32)
