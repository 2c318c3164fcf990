"""How sure each dish is meant by what a guest says, shows or likes: certainties, and why.

Everything here is read off one snapshot, for the rows that are asked for; nothing is looked up.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from recommender.dish import MAX_SPICE, Dish
from recommender.encoder import Calibration, Comparison, Encoder, Halves, Vectors
from recommender.encoder.colours import COLOURS
from recommender.lexicon import Lexicon, Reading
from recommender.ranking import (
    COLOUR_HALF,
    Ranking,
    Scores,
    best_score,
    certainty,
    either,
    logit,
    mean_of_known,
    name_likeness,
    sigmoid,
)
from recommender.reasons import Reason, of_words
from recommender.snapshot import Rows, Snapshot

Scales: TypeAlias = Mapping[Comparison, Calibration]
EVEN = 0.5  # a dish below is rather not what was asked
SHOWN_FOODS = 3  # more on one card would be a list
HALVES = ("photo", "words")
# The reasons that name words, by the place of the dish where those stand.
STANDING = {"name_words": "name", "ingredients": "ingredients", "description": "description"}
LIKENESSES = ("words_seen", "photo", "look", "dish")


@dataclass(frozen=True)
class Wish:
    """What remains of a guest's words when the filters are taken out, as this menu reads it."""

    text: str
    reading: Reading = Reading()
    colours: tuple[str, ...] = ()
    unwanted: Reading = Reading()
    hot: bool = False
    cheap: bool = False


@dataclass(frozen=True)
class Signal:
    """How sure each row is meant, and the readings that made it, by the kind of their reason."""

    certainty: Scores
    readings: dict[str, Scores]
    liked: tuple[Dish | None, ...] = ()  # with a taste: the one that each row is nearest to


class Signals:
    """Scores rows of a snapshot."""

    def __init__(
        self, snapshot: Snapshot, encoder: Encoder, scales: Scales, ranking: Ranking
    ) -> None:
        self._snapshot = snapshot
        self._encoder = encoder
        self._scales = scales
        self._ranking = ranking

    def of_vectors(self, kind: str, asked: Halves, rows: Rows) -> dict[str, Scores]:
        """Return, by half, how sure each row is meant by ``asked``; NaN where a dish lacks it."""
        found = {}
        for name, vector, half in zip(
            HALVES, (asked.photo, asked.words), self._halves(rows), strict=True
        ):
            if vector is not None:
                reading = certainty(half @ vector, self._scales[kind, name])
                found[name] = np.where(half.any(axis=1), reading, np.float32(np.nan))
        return found

    def of_words(self, wish: Wish, asked: Halves | None, rows: Rows) -> Signal:
        """Return how sure each row is meant by a guest's words."""
        weights, snapshot = self._ranking, self._snapshot
        halves = self.of_vectors("words", asked, rows) if asked else {}
        said = mean_of_known(list(halves.values()), len(rows)) if halves else None
        covered = snapshot.lexicon.coverage(wish.reading)[rows]
        # A mood cannot make up for a food that is not there: "fresh oysters" is no fresh salad.
        craved = snapshot.lexicon.craved(wish.reading)[rows] * (1 - wish.reading.missing_share)
        coloured = self._coloured(wish.colours, rows)
        evidence = np.full(len(rows), -weights.doubt, np.float64)
        if said is not None:
            told = logit(said)
            evidence += weights.vectors * np.where(told < 0, weights.against * told, told)
        evidence += weights.lexical * covered + weights.craving * craved
        evidence += weights.soft * snapshot.lexicon.coverage(wish.reading, soft=True)[rows]
        evidence += weights.colour * coloured - weights.missing * wish.reading.missing_share
        evidence += self._preferred(wish, rows)
        sure = sigmoid(evidence)
        readings = {"craving": craved, "colour": coloured}
        if "words" in halves:
            readings["words"] = halves["words"]
        if "photo" in halves:
            readings["words_seen"] = halves["photo"]
        if weights.names:
            names = self._names(wish.text, rows, covered)
            readings["name"] = names
            sure = either(sure, names)
        return Signal(sure, readings)

    def of_photo(self, asked: Halves, rows: Rows) -> Signal:
        """Return how sure each row is meant by a guest's photo."""
        halves = self.of_vectors("photo", asked, rows)
        sure = mean_of_known(list(halves.values()), len(rows))
        return Signal(sure, {"photo": sure})

    def of_dish(self, asked: Halves, rows: Rows, *, look: bool) -> Signal:
        """Return how much each row is like a dish; by its look alone if told and it was seen."""
        halves = self.of_vectors("dish", asked, rows)
        seen = look and "photo" in halves
        wanted = [halves["photo"]] if seen else list(halves.values())
        sure = mean_of_known(wanted, len(rows))
        return Signal(sure, {"look" if seen else "dish": sure})

    def of_taste(self, liked: Rows, disliked: Rows, rows: Rows) -> tuple[Scores, NDArray[np.intp]]:
        """Return best-scores of ``rows``, -1 to 1, and which liked dish each is nearest to."""
        near, far = self._likenesses(liked, rows), self._likenesses(disliked, rows)
        nearest = near.argmax(axis=0) if len(liked) else np.zeros(len(rows), np.intp)
        return best_score(near, far), nearest

    def likeness(self, rows: Rows) -> Vectors:
        """Return the mean cosine of the halves that two rows share, shape (n, n)."""
        sums = np.zeros((len(rows), len(rows)), np.float32)
        shared = np.zeros_like(sums)
        for half in self._halves(rows):
            has = half.any(axis=1)
            sums += half @ half.T
            shared += np.outer(has, has)
        return np.asarray(sums / np.maximum(shared, 1), np.float32)

    def _likenesses(self, dishes: Rows, rows: Rows) -> NDArray[np.float32]:
        found = [
            self.of_dish(halves_of(self._snapshot, self._encoder, row), rows, look=False).certainty
            for row in dishes
        ]
        return np.array(found, np.float32).reshape(len(dishes), len(rows))

    def _halves(self, rows: Rows) -> tuple[Vectors, Vectors]:
        chosen = self._snapshot.vectors[rows]
        return chosen[:, : self._encoder.photo_size], chosen[:, self._encoder.photo_size :]

    def _coloured(self, colours: Sequence[str], rows: Rows) -> Scores:
        if not colours:
            return np.zeros(len(rows), np.float32)
        shares = self._snapshot.colours[rows][:, [COLOURS.index(colour) for colour in colours]]
        return np.asarray((shares / (shares + COLOUR_HALF)).mean(axis=1), np.float32)

    def _preferred(self, wish: Wish, rows: Rows) -> Scores:
        """Return the evidence of what is wished softly: heat, a low price, nothing unwanted."""
        table, weights = self._snapshot.table, self._ranking
        evidence = np.zeros(len(rows), np.float32)
        if wish.hot:
            evidence += weights.spice * table.column("spice")[rows] / MAX_SPICE
        if wish.cheap:
            prices = np.sort(table.column("price"))
            dearer = len(prices) - np.searchsorted(prices, table.column("price")[rows], "right")
            evidence += weights.cheap * dearer / len(prices)
        if wish.unwanted.wanted:
            evidence -= weights.unwanted * self._snapshot.lexicon.coverage(wish.unwanted)[rows]
        return evidence

    def _names(self, text: str, rows: Rows, covered: Scores) -> Scores:
        """Return how much ``text`` is the name of each dish that shares a word with it."""
        likeness = np.zeros(len(rows), np.float32)
        for place in np.flatnonzero(covered):
            likeness[place] = name_likeness(text, self._snapshot.dishes[rows[place]].name)
        return likeness


def halves_of(snapshot: Snapshot, encoder: Encoder, row: int) -> Halves:
    """Return the halves of a dish's own vector; a half that it lacks is None."""
    photo, words = np.split(snapshot.vectors[row], [encoder.photo_size])
    return Halves(photo if photo.any() else None, words if words.any() else None)


def reasons(
    snapshot: Snapshot, wish: Wish, signals: Iterable[Signal], place: int, row: int
) -> list[Reason]:
    """Return what made the score of the dish in ``row``, at its place in the signals."""
    readings = (reading for signal in signals for reading in signal.readings.items())
    made = {kind for kind, values in readings if round(float(values[place]), 4) >= EVEN}
    stands = snapshot.lexicon.places(wish.reading, row)
    return list(_reasons(snapshot.lexicon, wish, made, row, stands))


def _reasons(
    lexicon: Lexicon, wish: Wish, made: set[str], row: int, stands: Mapping[str, Sequence[str]]
) -> Iterator[Reason]:
    named = "name" in made
    if named:
        yield Reason("name")
    for kind, place in STANDING.items():
        if place in stands and not (named and place == "name"):
            yield of_words(kind, *stands[place][:SHOWN_FOODS])
    if "words" in made and not stands and not named:
        yield Reason("words")
    if "colour" in made:
        yield of_words("colour", *wish.colours)
    # A dish may be of a mood by words that are no food: "smoky" alone puts nothing in it.
    if "craving" in made and (foods := lexicon.foods_of(wish.reading, row)):
        yield of_words("craving", *foods[:SHOWN_FOODS])
    yield from (Reason(kind) for kind in LIKENESSES if kind in made)
