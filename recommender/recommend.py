"""Recommender: the guest's verbs.

Four doors, one room: words, a photo, "like this dish" and what a guest liked each become a query;
one method searches.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
from PIL.Image import Image

from recommender.catalog import Catalog
from recommender.dish import Dish, clean, fold
from recommender.encoder import Halves, Vector
from recommender.encoder.colours import COLOURS
from recommender.encoder.food import food_in
from recommender.engine import Engine, Serving
from recommender.errors import NothingAsked, UnknownDish
from recommender.facets import Mask, MenuTable
from recommender.filters import Filters, Where, where
from recommender.query import Understanding, known_names, understand
from recommender.ranking import CHOSEN, Ranking, Scores, fuse, interleaved, varied
from recommender.reasons import Reason, differences, of_words, required
from recommender.signals import EVEN, Signal, Signals, Wish, halves_of, reasons
from recommender.similar import Intent, required_by
from recommender.snapshot import Rows, Snapshot

# The photo's weight beside words: on 57 composed queries 0.3 had an nDCG@10 of 0.67, 0.5 of 0.64,
# 0.7 of 0.57; adding instead of multiplying 0.67, 0.65 and 0.62.
BALANCE = 0.3
CANDIDATES = 60  # dishes that each way of finding proposes: five pages of cards
MAX_WORDS = 500  # characters of a request that are read; encoders read some 300

Sort = Literal["fit", "price_up", "price_down"]


@dataclass(frozen=True)
class Query:
    """What a guest asks, and what they require.

    ``restored`` holds texts of chips that the guest removed: those words are not read as filters.
    ``balance`` is the photo's weight beside words, 0 to 1.
    """

    words: str = ""
    photo: Image | None = None
    like: str | None = None  # id of a dish
    intent: Intent = "alike"
    liked: tuple[str, ...] = ()
    disliked: tuple[str, ...] = ()
    filters: Filters = Filters()
    restored: tuple[str, ...] = ()
    balance: float = BALANCE
    sort: Sort = "fit"

    def described(self) -> dict[str, Any]:
        """Return the query as plain data."""
        return {
            "words": self.words,
            "photo": self.photo is not None,
            "like": self.like,
            "intent": self.intent,
            "liked": self.liked,
            "disliked": self.disliked,
            "filters": self.filters.model_dump(),
            "sort": self.sort,
        }


@dataclass(frozen=True)
class Match:
    """A dish with its score, 0 to 1, and the reasons for it."""

    dish: Dish
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Result:
    """Matches, the best first; ``no_match`` says that even the best is not what was asked.

    ``missing`` holds the guest's words that no dish of the menu answers; ``not_food`` says that
    the photo shows something else.
    """

    matches: tuple[Match, ...] = ()
    no_match: bool = False
    understood: Understanding = field(default_factory=lambda: Understanding("", ()))
    missing: tuple[str, ...] = ()
    not_food: bool = False


@dataclass(frozen=True)
class _Asked:
    """A query, read against one snapshot."""

    query: Query
    understood: Understanding
    required: tuple[Filters, ...]
    clause: Where | None
    wish: Wish
    hidden: frozenset[str]

    @property
    def is_choice(self) -> bool:
        """Whether nothing is asked but filters, so that every dish that passes is meant."""
        query, wish = self.query, self.wish
        return not (wish.text or query.photo or query.like or query.liked)


class Recommender:
    """Finds dishes. Safe to share between threads."""

    def __init__(self, catalog: Catalog, engine: Engine, ranking: Ranking = CHOSEN) -> None:
        self._catalog = catalog
        self._engine = engine
        self._ranking = ranking
        empty: tuple[object, MenuTable, frozenset[str]] = (None, MenuTable(()), frozenset())
        self._kept = empty

    def dish(self, dish: str) -> Dish:
        """Return the dish with this id.

        Raises:
            UnknownDish: there is none.
        """
        try:
            return self._catalog.menu().dishes[dish]
        except KeyError:
            raise UnknownDish(id=dish) from None

    def table(self) -> MenuTable:
        """Return the menu as it is now, for facets and bounds; needs no encoder."""
        return self._tabled()[1]

    def _tabled(self) -> tuple[object, MenuTable, frozenset[str]]:
        """Return a menu, its table and its dishes' names, which are only ever replaced together."""
        menu, kept = self._catalog.menu(), self._kept
        if kept[0] is not menu:
            table = MenuTable(menu.dishes.values())
            kept = (menu, table, known_names(dish.name for dish in table.dishes))
            self._kept = kept
        return kept

    def understand(self, query: Query) -> Understanding:
        """Return what of a guest's words are filters, on this menu; needs no encoder."""
        _, table, names = self._tabled()
        return understand(
            clean(query.words)[:MAX_WORDS],
            names=names,
            cuisines=table.cuisines,
            restored=[fold(text) for text in query.restored],
        )

    def search(self, query: Query, *, top: int = CANDIDATES) -> Result:
        """Return the dishes that fit ``query`` best, none of which breaks a filter.

        Raises:
            NothingAsked: the query has neither words nor photo nor dish nor anything liked.
            NotReady: the encoder or the index is still being prepared.
            UnknownDish: the dish to be like is not on the menu.
        """
        if not (fold(query.words) or query.photo or query.like or query.liked):
            raise NothingAsked
        snapshot, serving = self._engine.snapshot(), self._engine.serving
        asked = self._read(snapshot, query)
        if asked.is_choice:
            return self._chosen(snapshot, asked, top)
        return _Search(self._engine, self._ranking, serving, snapshot, asked).result(top)

    def browse(self, filters: Filters, *, seed: int = 0, courses: Sequence[str] = ()) -> list[Dish]:
        """Return all dishes that ``filters`` let through, in a varied order.

        Neighbours differ in course and cuisine; dishes with a photo come first. The same seed
        gives the same order.

        Args:
            filters: what is required.
            seed: for the order.
            courses: the courses of the hour; they take the first turns.
        """
        dishes = self.table().passing(filters)
        random.Random(seed).shuffle(dishes)  # noqa: S311  an order, not a secret
        dishes.sort(key=lambda d: courses.index(d.course) if d.course in courses else len(courses))
        shown = interleaved(
            [dish for dish in dishes if dish.photo], lambda d: d.course, lambda d: d.cuisine
        )
        return shown + [dish for dish in dishes if not dish.photo]

    def _read(self, snapshot: Snapshot, query: Query) -> _Asked:
        understood = self.understand(query)
        implied = Filters(**{"available": False, **understood.filters})
        required_all = [query.filters, implied]
        hidden = set(query.disliked)
        if query.like is not None:
            required_all.append(required_by(query.intent, self.dish(query.like)))
            hidden.add(query.like)
        if not (query.words or query.photo or query.like):
            hidden.update(query.liked)  # a taste asks for others
        text = clean(understood.words).lower()  # accents stay: encoders of Spanish read them
        lexicon = snapshot.lexicon
        wish = Wish(
            text=text if lexicon.says_something(text) else "",
            reading=lexicon.read(text),
            colours=lexicon.named_among(text, COLOURS),
            unwanted=lexicon.read(" ".join(understood.unwanted)),
            hot=implied.min_spice is not None,
            cheap=understood.cheap,
        )
        clause = where(*required_all)
        return _Asked(query, understood, tuple(required_all), clause, wish, frozenset(hidden))

    def _chosen(self, snapshot: Snapshot, asked: _Asked, top: int) -> Result:
        """Return the dishes that pass, where filters are all that is asked."""
        found = snapshot.table.passing(*asked.required)
        order = interleaved(found, lambda d: d.course, lambda d: d.cuisine)
        if asked.wish.hot:
            order.sort(key=lambda dish: -dish.spice)
        if asked.wish.cheap:
            order.sort(key=lambda dish: dish.price)
        why = tuple(required(*asked.required))
        matches = [Match(dish, 1.0, why) for dish in order if dish.id not in asked.hidden]
        return Result(
            tuple(_sorted(matches, asked.query.sort)[:top]), not matches, asked.understood
        )


class _Search:
    """One search over one snapshot."""

    def __init__(
        self,
        engine: Engine,
        ranking: Ranking,
        serving: Serving,
        snapshot: Snapshot,
        asked: _Asked,
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
        order = np.argsort(-scores, kind="stable").tolist()
        if self._ranking.variety:
            order = self._varied(order, rows, scores)
        query = self._asked.query
        # What is like a dish, or a taste, is a matter of order: there is always a nearest.
        open_end = query.like is not None or not (self._asked.wish.text or query.photo)
        not_food = self._shows_no_food()
        no_match = not_food or (not open_end and float(scores.max()) < EVEN)
        matches = [self._match(signals, scores, place, rows) for place in order]
        if no_match:
            matches = [replace(match, reasons=()) for match in matches]
        if query.sort != "fit":
            matches = [m for m in matches if m.score >= EVEN or open_end] or matches
        return Result(
            tuple(_sorted(matches, query.sort)[:top]),
            no_match,
            self._asked.understood,
            self._asked.wish.reading.missing,
            not_food,
        )

    def _shows_no_food(self) -> bool:
        """Return whether the guest's photo shows something else, as far as that can be told."""
        if "photo" not in self._halves:
            return False
        food = food_in(self._serving.encoder, self._halves["photo"])
        return food is not None and food < EVEN

    def _candidates(self, top: int) -> Rows:
        """Return the rows that may fit: near in the index, or answering the words; all allowed."""
        allowed = self._allowed()
        proposed = [self._answering(allowed, top)]
        vector = self._vector()
        if vector is not None:
            proposed.append(self._engine.find(self._snapshot, vector, self._asked.clause, top + 1))
        liked = (name for name in self._asked.query.liked if name in self._snapshot.table.rows)
        proposed += [self._near(name, top) for name in liked]
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
            evidence = evidence + self._ranking.colour * self._snapshot.colours[:, columns].mean(1)
        rows = np.flatnonzero(allowed & (evidence > 0))
        return rows[np.argsort(-evidence[rows], kind="stable")[:top]]

    def _near(self, dish: str, top: int) -> Rows:
        vector = self._snapshot.vectors[self._snapshot.table.rows[dish]]
        return self._engine.find(self._snapshot, vector, self._asked.clause, top + 1)

    def _vector(self) -> Vector | None:
        """Return the query vector ``[photo | words]``: the sum of what each part is compared by."""
        if not self._halves:
            return None
        photo = _sum([halves.photo for halves in self._halves.values()])
        words = _sum([halves.words for halves in self._halves.values()])
        return self._serving.embeddings.query(photo, words)

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
        return Signal(
            scores,
            {"taste": scores},
            tuple(snapshot.dishes[liked[n]].name for n in nearest) if len(liked) else (),
        )

    def _fused(self, signals: Mapping[str, Signal]) -> Scores:
        """Return one score for each row: words and a photo multiply, taste only leans."""
        parts = [signals[kind].certainty for kind in ("words", "photo", "dish") if kind in signals]
        taste = signals.get("taste")
        if not parts:
            assert taste is not None
            return (taste.certainty + 1) / 2
        scores = parts[0]
        if len(parts) > 1:
            balance = self._asked.query.balance
            scores = fuse(parts[0], parts[1], balance=balance, product=self._ranking.product)
        if taste is not None:
            scores = _leaning(scores, self._ranking.taste * taste.certainty)
        return scores

    def _varied(self, order: list[int], rows: Rows, scores: Scores) -> list[int]:
        head = order[:CANDIDATES]
        likeness = self._signals.likeness(rows[head])
        return varied(head, likeness, scores, self._ranking.variety) + order[CANDIDATES:]

    def _match(
        self, signals: Mapping[str, Signal], scores: Scores, place: int, rows: Rows
    ) -> Match:
        row, asked = int(rows[place]), self._asked
        dish = self._snapshot.dishes[row]
        why = list(reasons(self._snapshot, asked.wish, list(signals.values()), place, row))
        taste = signals.get("taste")
        if taste is not None and taste.named and taste.certainty[place] >= EVEN:
            why.append(of_words("taste", taste.named[place]))
        why += required(*asked.required)
        if asked.query.like is not None:
            source = self._snapshot.dishes[self._snapshot.table.rows[asked.query.like]]
            why += [one for one in differences(source, dish) if one not in why]
        return Match(dish, round(float(scores[place]), 4), tuple(why))


def _leaning(scores: Scores, evidence: Scores) -> Scores:
    bounded = np.clip(scores, 1e-9, 1 - 1e-9)
    return np.asarray(1 / (1 + (1 - bounded) / bounded * np.exp(-evidence)))


def _sum(vectors: Sequence[Vector | None]) -> Vector | None:
    given = [vector for vector in vectors if vector is not None]
    return np.sum(given, axis=0, dtype=np.float32) if given else None


def _sorted(matches: Sequence[Match], sort: Sort) -> list[Match]:
    if sort == "fit":
        return list(matches)
    return sorted(matches, key=lambda m: m.dish.price, reverse=sort == "price_down")
