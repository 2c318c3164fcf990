"""The embeddings of dishes: kept in the catalog, encoded only when they are not there yet."""

import hashlib
import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Any

import numpy as np
from PIL.Image import Image

from recommender.catalog import Catalog
from recommender.dish import Dish, words
from recommender.encoder import Encoder, Vector, Vectors
from recommender.encoder import colours as of_colours
from recommender.errors import UnusablePhoto
from recommender.photos import PhotoStore
from recommender.progress import Progress, silent
from recommender.workers import CORES, batches, in_order

log = logging.getLogger(__name__)

# Dishes that a core encodes and keeps at once, which is what a crash can cost of each core; CLIP's
# photos a second: 8.9 by fours, 9.2 by eights, 8.8 by 16.
SHARE = 8


@dataclass(frozen=True)
class _Half:
    """One half of all dishes, or their colours: how content is named, read and encoded."""

    stage: str
    made_by: str
    size: int
    content: Callable[[Dish], str | None]
    read: Callable[[Dish], Any]
    encode: Callable[[Sequence[Any]], Vectors]
    length: Callable[[Dish], int] = lambda _: 0


class Embeddings:
    """The vectors ``[photo | words]`` of dishes, made by one encoder."""

    def __init__(
        self, catalog: Catalog, photos: PhotoStore, encoder: Encoder, *, looks: bool = True
    ) -> None:
        """Read and keep in ``catalog``; one that does not look leaves photos not seen yet alone."""
        self._looks = looks
        # One at a time: where others write for long, no more than one connection waits.
        self._keeping = threading.Lock()
        self._catalog = catalog
        self._photos = photos
        self._encoder = encoder
        seen = _Half(
            stage="Looking at photos",
            made_by=encoder.identity,
            size=encoder.photo_size,
            content=_photo_content,
            read=self._photo,
            encode=encoder.encode_dish_photos,
        )
        self._words = _Half(
            stage="Reading descriptions",
            made_by=encoder.identity,
            size=encoder.words_size,
            content=_words_content,
            read=words,
            encode=encoder.encode_dish_words,
            length=lambda dish: len(words(dish)),
        )
        self._halves = (seen, self._words)
        self._colours = _Half(
            stage="Looking at colours",
            made_by=of_colours.IDENTITY,
            size=len(of_colours.COLOURS),
            content=_photo_content,
            read=self._thumbnail,
            encode=of_colours.colour_shares,
        )

    def _photo(self, dish: Dish) -> Image | None:
        return self._opened(partial(self._photos.open_small, side=self._encoder.photo_side), dish)

    def _thumbnail(self, dish: Dish) -> Image | None:
        return self._opened(self._photos.open_thumbnail, dish)

    @staticmethod
    def _opened(opening: Callable[[str], Image], dish: Dish) -> Image | None:
        """Return a dish's photo; None when its file is lost or damaged, which the log says.

        One lost photo must not keep a whole menu from being searched.
        """
        try:
            return opening(dish.photo or "")
        except UnusablePhoto as error:
            log.error("%s: %s", dish.id, error)
            return None

    def fill(self, dishes: Sequence[Dish], progress: Progress = silent) -> int:
        """Encode what of ``dishes`` is not kept yet, keep it, and return how many halves that was.

        Colours are looked at too; that is quick and does not count.
        """
        if self._looks:
            self._fill_half(self._colours, dishes, progress)
        halves = self._halves if self._looks else (self._words,)
        return sum(self._fill_half(half, dishes, progress) for half in halves)

    def _fill_half(self, half: _Half, dishes: Sequence[Dish], progress: Progress) -> int:
        by_content = {content: dish for dish in dishes if (content := half.content(dish))}
        kept = self._catalog.keeps(half.made_by, list(by_content))
        # Texts of one length together: by menu order, a quarter of what is encoded is padding.
        missing = sorted(
            (content for content in by_content if content not in kept),
            key=lambda content: half.length(by_content[content]),
        )
        if not missing:
            return 0
        progress(half.stage, 0, len(missing))
        pairs = [(content, by_content[content]) for content in missing]
        shares = list(batches(pairs, min(SHARE, ceil(len(pairs) / CORES))))
        done = 0
        # No core waits for another: each keeps what it encoded, also when this is stopped.
        with closing(in_order(partial(self._encode_and_keep, half), shares)) as looked_at:
            for number in looked_at:
                done += number
                progress(half.stage, done, len(missing))
        return len(missing)

    def _encode_and_keep(self, half: _Half, share: Sequence[tuple[str, Dish]]) -> int:
        """Return how many were looked at; what cannot be read is not kept."""
        vectors = _encoded(half, share)
        with self._keeping:
            self._catalog.keep(half.made_by, vectors)
        return len(share)

    def missing(self, dishes: Sequence[Dish]) -> int:
        """Return how many halves of ``dishes`` are not kept yet."""
        contents = {c for half in self._halves for dish in dishes if (c := half.content(dish))}
        return len(contents) - len(self._catalog.keeps(self._encoder.identity, list(contents)))

    def of(self, dishes: Sequence[Dish], *, fill: bool = False, spare: int = 0) -> Vectors:
        """Return the vectors of ``dishes``, shape (n, size); a half that a dish lacks is zero.

        Args:
            dishes: whose.
            fill: encode and keep what is not kept yet, as :meth:`fill` does; without, its half is
                zero, and only what was kept and is damaged is encoded again.
            spare: how many rows of zeros follow.
        """
        size = sum(half.size for half in self._halves)
        rows = np.zeros((len(dishes) + spare, size), np.float32)
        for half, part in zip(self._halves, self.split(rows[: len(dishes)]), strict=True):
            self._read_into(part, half, dishes, fill=fill)
        return rows

    def colours(self, dishes: Sequence[Dish], *, fill: bool = False, spare: int = 0) -> Vectors:
        """Return the colour shares of ``dishes``' photos, shape (n, 11); zeros without a photo.

        ``fill`` and ``spare`` as of :meth:`of`.
        """
        rows = np.zeros((len(dishes) + spare, self._colours.size), np.float32)
        self._read_into(rows[: len(dishes)], self._colours, dishes, fill=fill)
        return rows

    def _read_into(self, rows: Vectors, half: _Half, dishes: Sequence[Dish], *, fill: bool) -> None:
        contents = [half.content(dish) for dish in dishes]
        absent, damaged = self._catalog.read_kept(rows, half.made_by, contents)
        lacking = damaged | (absent if fill else set())
        may_fill = self._looks or half is self._words
        if lacking and may_fill:
            those = [content if content in lacking else None for content in contents]
            lackers = [dish for dish, content in zip(dishes, those, strict=True) if content]
            self._fill_half(half, lackers, silent)
            self._catalog.read_kept(rows, half.made_by, those)

    def query(self, photo: Vector | None, wanted_words: Vector | None) -> Vector:
        """Return the query vector of two halves, each already weighted; None leaves one out."""
        halves = (photo, wanted_words)
        return np.concatenate(
            [
                np.zeros(half.size, np.float32) if given is None else given
                for half, given in zip(self._halves, halves, strict=True)
            ]
        )

    @property
    def parts(self) -> tuple[slice, slice]:
        """Where in a vector the photo half is, and where the words half."""
        return slice(self._halves[0].size), slice(self._halves[0].size, None)

    def split(self, rows: Vectors) -> tuple[Vectors, Vectors]:
        """Return the photo halves and the words halves of dishes' vectors."""
        photos, words = self.parts
        return rows[:, photos], rows[:, words]


def _encoded(half: _Half, share: Sequence[tuple[str, Dish]]) -> dict[str, Vector]:
    """Return the vectors of what can be read, by its content."""
    read = {content: half.read(dish) for content, dish in share}
    readable = {content: value for content, value in read.items() if value is not None}
    return dict(zip(readable, half.encode(list(readable.values())), strict=True))


def _photo_content(dish: Dish) -> str | None:
    return f"photo:{dish.photo}" if dish.photo else None


def _words_content(dish: Dish) -> str:
    return f"words:{hashlib.sha256(words(dish).encode()).hexdigest()}"
