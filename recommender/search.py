"""One search: candidates, exact scores on them, their order, and why."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from recommender.asked import Asked
from recommender.encoder import Halves, Vector
from recommender.encoder.colours import COLOURS
from recommender.encoder.food import food_in
from recommender.engine import Engine
from recommender.facets import Mask
from recommender.ranking import Ranking, Scores, best_first, fuse, varied
from recommender.reasons import Reason, differences, like
from recommender.request import Match, Result
from recommender.serving import Serving
from recommender.signals import EVEN, Signal, Signals, halves_of, reasons
from recommender.snapshot import Rows, Snapshot

CANDIDATES = 60  # dishes that each way of finding proposes: five pages of cards


class Search:
    """One search over one snapshot."""

    def __init__(
        self,
        engine: Engine,
        ranking: Ranking,
        serving: Serving,
        snapshot: Snapshot,
        asked: Asked,
    ) -> None:
        self._engine = engine
        self._ranking = ranking
        self._snapshot = snapshot
        self._asked = asked
        self._signals = Signals(snapshot, serving.encoder, serving.scales, ranking)
        self._halves = self._encoded(serving)
        self._serving = serving

    def _encoded(self, serving: Serving) -> Mapping[str, Halves]:
        """Return each part of the query as the vectors it is compared by."""
        query, found = self._asked.query, {}
        if self._asked.wish.text:
            found["words"] = serving.query_words(self._asked.wish.text)
        if query.photo is not None:
            found["photo"] = serving.encoder.encode_query_photo(query.photo)
        if query.like is not None:
            row = self._snapshot.table.rows[query.like]
            found["dish"] = halves_of(self._snapshot, serving.encoder, row)
        return found

    def result(self, top: int) -> Result:
        """Score the candidates and return the best."""
        rows = self._candidates(max(top, CANDIDATES))
        if not len(rows):
            return Result((), no_match=True, understood=self._asked.understood)
        signals = self._scored(rows)
        scores = self._fused(signals)
        not_food = self._shows_no_food()
        no_match = not_food or (not self._asked.is_open and float(scores.max()) < EVEN)
        order = self._ordered(rows, scores)[:top]
        why = (lambda *_: ()) if no_match else self._reasons
        matches = (
            Match(
                self._snapshot.dishes[rows[place]],
                round(float(scores[place]), 4),
                partial(why, signals, place, int(rows[place])),
            )
            for place in order
        )
        return Result(
            tuple(matches),
            no_match,
            self._asked.understood,
            self._asked.wish.reading.missing,
            not_food,
        )

    def _ordered(self, rows: Rows, scores: Scores) -> list[int]:
        """Return the places in ``rows`` as they are shown."""
        order: list[int] = best_first(scores, len(scores)).tolist()
        if self._ranking.variety:
            order = self._varied(order, rows, scores)
        sort = self._asked.query.sort
        if sort == "fit":
            return order
        fitting = [
            place for place in order if self._asked.is_open or scores[place] >= EVEN
        ] or order
        prices = self._snapshot.table.column("price")[rows]
        return sorted(fitting, key=lambda place: prices[place], reverse=sort == "price_down")

    def _shows_no_food(self) -> bool:
        """Return whether the guest's photo shows something else, as far as that can be told."""
        if "photo" not in self._halves:
            return False
        food = food_in(self._serving.encoder, self._halves["photo"])
        return food is not None and food < EVEN

    def _candidates(self, top: int) -> Rows:
        """Return the rows that may fit: near in the index, or answering the words; all allowed."""
        allowed, query = self._allowed(), self._asked.query
        proposed = [self._answering(allowed, top)]
        proposed += [self._nearest(vector, top) for vector in self._vectors()]
        if not self._halves and query.liked:
            proposed.append(self._near(query.liked, top))
        rows = np.unique(np.concatenate(proposed)).astype(np.intp)
        return rows[allowed[rows]]

    def _allowed(self) -> Mask:
        """Return which rows pass the filters, whatever the index says, and are not hidden."""
        allowed = self._snapshot.table.mask(self._asked.clause)
        allowed[self._snapshot.rows_of(self._asked.hidden)] = False
        return allowed

    def _answering(self, allowed: Mask, top: int) -> Rows:
        wish, lexicon = self._asked.wish, self._snapshot.lexicon
        evidence = self._ranking.lexical * lexicon.coverage(wish.reading)
        evidence = evidence + self._ranking.craving * lexicon.craved(wish.reading)
        if wish.colours:
            columns = [COLOURS.index(colour) for colour in wish.colours]
            shares = self._snapshot.colours.columns(columns)
            evidence = evidence + self._ranking.colour * shares.mean(1)
        rows = np.flatnonzero(allowed & (evidence > 0))
        return np.asarray(rows[best_first(evidence[rows], top)], np.intp)

    def _nearest(self, vector: Vector, top: int) -> Rows:
        """Return the nearest dishes, at least ``top`` of which are not hidden."""
        top += len(self._asked.hidden)
        return self._engine.find(self._serving, self._snapshot, vector, self._asked.clause, top)

    def _near(self, liked: Sequence[str], top: int) -> Rows:
        """Return the dishes nearest to any of these: in memory, as the index takes them singly."""
        snapshot, encoder = self._snapshot, self._serving.encoder
        halves = [halves_of(snapshot, encoder, row) for row in snapshot.rows_of(liked)]
        vectors = [vector for one in halves for vector in self._apart(one.photo, one.words)]
        return snapshot.find_any(vectors, self._asked.clause, top + len(self._asked.hidden))

    def _vectors(self) -> list[Vector]:
        """Return the query vectors ``[photo | words]``: the sums of what the parts are compared by.

        One for each half: in a sum of both, dishes without a photo would never be near.
        """
        photo = _sum([halves.photo for halves in self._halves.values()])
        words = _sum([halves.words for halves in self._halves.values()])
        return self._apart(photo, words)

    def _apart(self, photo: Vector | None, words: Vector | None) -> list[Vector]:
        apart = ((photo, None), (None, words))
        return [
            self._serving.embeddings.query(*halves)
            for halves in apart
            if any(half is not None for half in halves)
        ]

    def _scored(self, rows: Rows) -> dict[str, Signal]:
        query, found = self._asked.query, {}
        if self._asked.wish.text:
            found["words"] = self._signals.of_words(
                self._asked.wish, self._halves.get("words"), rows
            )
        if "photo" in self._halves:
            found["photo"] = self._signals.of_photo(self._halves["photo"], rows)
        if "dish" in self._halves:
            look = query.intent == "look"
            found["dish"] = self._signals.of_dish(self._halves["dish"], rows, look=look)
        if query.liked or query.disliked:
            found["taste"] = self._tasted(rows)
        return found

    def _tasted(self, rows: Rows) -> Signal:
        query, snapshot = self._asked.query, self._snapshot
        liked, disliked = snapshot.rows_of(query.liked), snapshot.rows_of(query.disliked)
        scores, nearest = self._signals.of_taste(liked, disliked, rows)
        nearest_liked = (
            [
                None if own == row else snapshot.dishes[own]
                for own, row in zip(liked[nearest], rows, strict=True)
            ]
            if len(liked)
            else []
        )
        return Signal(scores, {"taste": scores}, tuple(nearest_liked))

    def _fused(self, signals: Mapping[str, Signal]) -> Scores:
        """Return one score for each row: words and a photo multiply, taste only leans."""
        weights, taste = self._ranking, signals.get("taste")
        asked = [signals[kind].certainty for kind in ("words", "photo") if kind in signals]
        if len(asked) > 1:
            balance = self._asked.query.balance
            asked = [fuse(*asked, balance=balance, product=weights.product)]
        if "dish" in signals:
            asked.append(signals["dish"].certainty)
        if not asked:
            assert taste is not None
            return (taste.certainty + 1) / 2
        scores = fuse(*asked, product=weights.product) if len(asked) > 1 else asked[0]
        if taste is not None:
            scores = _leaning(scores, weights.taste * taste.certainty)
        return scores

    def _varied(self, order: list[int], rows: Rows, scores: Scores) -> list[int]:
        head = order[:CANDIDATES]
        likeness = self._signals.likeness(rows[head])
        return varied(head, likeness, scores, self._ranking.variety) + order[CANDIDATES:]

    def _reasons(self, signals: Mapping[str, Signal], place: int, row: int) -> tuple[Reason, ...]:
        """Return why the dish in ``row``, at its place in the signals, is shown."""
        asked, like = self._asked, self._asked.query.like
        why = reasons(self._snapshot, asked.wish, signals.values(), place, row)
        why += [*_like_which(signals.get("taste"), place), *asked.why]
        if like is not None:
            other = differences(self._snapshot.dish(like), self._snapshot.dishes[row])
            why += [one for one in other if one not in why]
        return tuple(why)


def _like_which(taste: Signal | None, place: int) -> tuple[Reason, ...]:
    """Return which liked dish the one at ``place`` is like."""
    liked = taste.liked[place] if taste and taste.liked else None
    if taste and liked and taste.certainty[place] >= EVEN:
        return (like(liked),)
    return ()


def _leaning(scores: Scores, evidence: Scores) -> Scores:
    bounded = np.clip(scores, 1e-9, 1 - 1e-9)
    return np.asarray(1 / (1 + (1 - bounded) / bounded * np.exp(-evidence)))


def _sum(vectors: Sequence[Vector | None]) -> Vector | None:
    given = [vector for vector in vectors if vector is not None]
    return np.sum(given, axis=0, dtype=np.float32) if given else None
