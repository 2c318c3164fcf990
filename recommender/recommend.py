"""Recommender: the guest's verbs.

Three doors, one room: words, a photo and "like this dish" each become a query; one method searches.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL.Image import Image

from recommender.catalog import Catalog
from recommender.dish import DIETS, Dish, fold
from recommender.embeddings import Embeddings
from recommender.encoder import Encoder, Halves, Vector, Vectors
from recommender.engine import Engine, Serving
from recommender.errors import NothingAsked, UnknownDish
from recommender.filters import Filters, holds, metadata, passing, where
from recommender.ranking import certainty, either, fuse, interleaved, mean_of_known, name_likeness

EVEN = 0.5  # a dish below is rather not what was asked
CANDIDATES = 60  # dishes the index proposes: five pages of cards
MAX_WORDS = 500  # characters of a request that are read; encoders read some 300


@dataclass(frozen=True)
class Query:
    """What a guest asks: words, a photo or both, or "like this dish"; and what they require."""

    words: str = ""
    photo: Image | None = None
    like: str | None = None  # id of a dish
    filters: Filters = Filters()

    def described(self) -> dict[str, Any]:
        """Return the query as plain data."""
        return {
            "words": self.words,
            "photo": self.photo is not None,
            "like": self.like,
            "filters": self.filters.model_dump(),
        }


@dataclass(frozen=True)
class Match:
    """A dish with its score, 0 to 1, and the reasons for it."""

    dish: Dish
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """Matches, the best first; ``no_match`` says that even the best is not what was asked."""

    matches: tuple[Match, ...] = ()
    no_match: bool = False


@dataclass(frozen=True)
class Part:
    """A part of a query ("words", "photo" or "dish") with the vectors it is compared by."""

    kind: str
    halves: Halves


class Recommender:
    """Finds dishes. Safe to share between threads."""

    def __init__(self, catalog: Catalog, engine: Engine) -> None:
        self._catalog = catalog
        self._engine = engine

    def dish(self, dish: str) -> Dish:
        """Return the dish with this id.

        Raises:
            UnknownDish: there is none.
        """
        try:
            return self._catalog.menu().dishes[dish]
        except KeyError:
            raise UnknownDish(id=dish) from None

    def search(self, query: Query, *, top: int = CANDIDATES) -> Result:
        """Return the dishes that fit ``query`` best, none of which breaks a filter.

        Raises:
            NothingAsked: the query has neither words nor photo nor dish.
            NotReady: the encoder or the index is still being prepared.
            UnknownDish: the dish to be like is not on the menu.
        """
        words = fold(query.words)[:MAX_WORDS]
        if not words and query.photo is None and query.like is None:
            raise NothingAsked
        query = replace(query, words=words)
        serving = self._engine.serving
        if query.like is not None:
            self._engine.follow()  # a dish added a moment ago elsewhere is encoded first
        parts = self._parts(serving, query)
        dishes = self._candidates(serving.embeddings, query, parts, max(top, CANDIDATES))
        matches = sorted(
            _scored(serving, query, parts, dishes), key=lambda match: match.score, reverse=True
        )
        # What is like a dish is a matter of order: there is always a nearest.
        no_match = not matches or (query.like is None and matches[0].score < EVEN)
        return Result(tuple(matches[:top]), no_match)

    def browse(self, filters: Filters, *, seed: int = 0) -> list[Dish]:
        """Return all dishes that ``filters`` let through, in a varied order.

        Neighbours differ in course and cuisine; dishes with a photo come first. The same seed
        gives the same order.
        """
        dishes = passing(self._catalog.menu().dishes, filters)
        random.Random(seed).shuffle(dishes)  # noqa: S311  an order, not a secret
        shown = interleaved(
            [dish for dish in dishes if dish.photo], lambda d: d.course, lambda d: d.cuisine
        )
        return shown + [dish for dish in dishes if not dish.photo]

    def _parts(self, serving: Serving, query: Query) -> list[Part]:
        """Return what the query is made of, each part with the vectors it is compared by."""
        parts = []
        if query.words:
            parts.append(Part("words", serving.query_words(query.words)))
        if query.photo is not None:
            parts.append(Part("photo", serving.encoder.encode_query_photo(query.photo)))
        if query.like is not None:
            parts.append(Part("dish", _halves_of(serving.embeddings, self.dish(query.like))))
        return parts

    def _candidates(
        self, embeddings: Embeddings, query: Query, parts: Sequence[Part], top: int
    ) -> dict[str, Dish]:
        """Return dishes that may fit: near in the index, or alike in name; none breaks a filter.

        A dish is looked up in the catalog, and held against the filters, after the index proposed
        it: nothing that changed a moment ago is shown as it was.
        """
        clause = where(query.filters)
        vector = embeddings.query(
            _sum([part.halves.photo for part in parts]), _sum([part.halves.words for part in parts])
        )
        found = [candidate.id for candidate in self._engine.find(vector, clause, top + 1)]
        menu = self._catalog.menu().dishes
        named = [d.id for d in menu.values() if query.words and name_likeness(query.words, d.name)]
        return {
            dish: menu[dish]
            for dish in dict.fromkeys([*found, *named])
            if dish in menu and dish != query.like and holds(clause, metadata(menu[dish]))
        }


def _halves_of(embeddings: Embeddings, dish: Dish) -> Halves:
    """Return the halves of a dish that is on the menu; a half that it lacks is None."""
    photo, words = (half[0] for half in embeddings.split(embeddings.of([dish])))
    return Halves(photo if photo.any() else None, words if words.any() else None)


def _sum(vectors: Sequence[Vector | None]) -> Vector | None:
    given = [vector for vector in vectors if vector is not None]
    return np.sum(given, axis=0, dtype=np.float32) if given else None


def _scored(
    serving: Serving, query: Query, parts: Sequence[Part], dishes: Mapping[str, Dish]
) -> list[Match]:
    """Return each dish with its exact score and the reasons that made it."""
    listed = list(dishes.values())
    if not listed:
        return []
    halves = serving.embeddings.split(serving.embeddings.of(listed))
    likenesses = {part.kind: _likeness(serving.encoder, part, halves) for part in parts}
    if query.words:
        names = np.array([name_likeness(query.words, d.name) for d in listed], np.float32)
        reasons = {"name": names} | likenesses
        likenesses["words"] = either(likenesses["words"], names)
    else:
        reasons = dict(likenesses)
    scores = fuse(list(likenesses.values()))
    return [
        Match(
            dish,
            round(float(score), 4),
            _reasons(query.filters, {kind: values[row] for kind, values in reasons.items()}),
        )
        for row, (dish, score) in enumerate(zip(listed, scores, strict=True))
    ]


def _likeness(encoder: Encoder, part: Part, halves: tuple[Vectors, Vectors]) -> NDArray[np.float32]:
    """Return how sure each dish is meant by one part of a query, over both halves."""
    readings = []
    for name, asked, rows in zip(
        ("photo", "words"), (part.halves.photo, part.halves.words), halves, strict=True
    ):
        if asked is not None:
            reading = certainty(rows @ asked, encoder.scales[part.kind, name])
            readings.append(np.where(rows.any(axis=1), reading, np.float32(np.nan)))
    return mean_of_known(readings, rows=len(halves[0]))


_REASONS = {
    "name": "the name matches",
    "words": "the description fits",
    "photo": "looks like your photo",
    "dish": "similar dish",
}


def _reasons(filters: Filters, likenesses: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what made the score, and what was required and is so, in words."""
    made = [
        text for kind, text in _REASONS.items() if round(float(likenesses.get(kind, 0)), 4) >= EVEN
    ]
    required = [diet.replace("_", "-") for diet in DIETS if getattr(filters, diet)]
    without = [f"declared without {allergen}" for allergen in filters.without]
    return (*made, *required, *without)
