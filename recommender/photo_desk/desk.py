"""The photo desk: everything there is to remark on the photo of one dish, or of all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from recommender.catalog import Catalog
from recommender.dish import Dish, words
from recommender.embeddings import Embeddings
from recommender.encoder import Encoder, Vector, Vectors
from recommender.encoder.food import food_in
from recommender.photo_desk.duplicates import near
from recommender.photo_desk.likeness import looks_like_others
from recommender.photo_desk.measured import Measured, Measurements, measured
from recommender.photo_desk.quality import judge
from recommender.photo_desk.remarks import Remark
from recommender.photos import PhotoStore, photo_id, read_photo
from recommender.progress import Progress, silent

FOOD = 0.5  # likeness below which a photo is rather not food


@dataclass(frozen=True)
class Eyes:
    """What can tell more of a photo than its light: an encoder and the menu's vectors by it."""

    encoder: Encoder
    embeddings: Embeddings


@dataclass(frozen=True)
class _Shown:
    """A photo and what it is said to show; ``vectors`` are its photo half and the words half."""

    photo: str
    known: Measured
    dish: Dish | None = None
    vectors: tuple[Vector, Vector] | None = None


@dataclass(frozen=True)
class _Menu:
    """The dishes whose photos can be seen, row by row."""

    dishes: Sequence[Dish]
    known: Mapping[str, Measured]
    eyes: Eyes | None

    @cached_property
    def fingerprints(self) -> NDArray[np.uint8]:
        """The fingerprint of each dish's photo, shape (n, 16)."""
        return np.stack([self.known[dish.photo or ""].fingerprint for dish in self.dishes])

    @cached_property
    def halves(self) -> tuple[Vectors, Vectors]:
        """The photo halves and the words halves of the dishes."""
        assert self.eyes is not None
        return self.eyes.embeddings.split(self.eyes.embeddings.of(self.dishes))


class PhotoDesk:
    """Looks at photos and remarks on them; decides and changes nothing."""

    def __init__(self, catalog: Catalog, photos: PhotoStore, eyes: Eyes | None = None) -> None:
        self._catalog = catalog
        self._eyes = eyes
        self._measurements = Measurements(catalog, photos, eyes.encoder if eyes else None)

    def look(
        self, data: bytes, *, name: str, dish: Dish | None = None, progress: Progress = silent
    ) -> tuple[Remark, ...]:
        """Return what there is to remark on a new photo, which need not be stored.

        Args:
            data: the file's bytes.
            name: what the person calls the file.
            dish: what it shows, as far as that is filled in; its own photo is no duplicate.
            progress: told about the menu's photos, the first time they are measured.

        Raises:
            UnusablePhoto: it cannot be used.
        """
        shown = self._shown(data, name, dish)
        menu = self._menu(progress)
        return tuple(_remarks(shown, menu))

    def look_at_menu(self, progress: Progress = silent) -> dict[str, tuple[Remark, ...]]:
        """Return what there is to remark on stored photos, by the ids of their dishes.

        What was measured is kept, so looking again decodes nothing. A lost photo is left out.
        """
        menu = self._menu(progress)
        found = {}
        for row, dish in enumerate(menu.dishes):
            vectors = (menu.halves[0][row], menu.halves[1][row]) if menu.eyes else None
            photo = dish.photo or ""
            found[dish.id] = tuple(_remarks(_Shown(photo, menu.known[photo], dish, vectors), menu))
        return {dish: remarks for dish, remarks in found.items() if remarks}

    def _menu(self, progress: Progress) -> _Menu:
        dishes = [dish for dish in self._catalog.menu().dishes.values() if dish.photo]
        known = self._measurements.of([dish.photo or "" for dish in dishes], progress)
        return _Menu([dish for dish in dishes if dish.photo in known], known, self._eyes)

    def _shown(self, data: bytes, name: str, dish: Dish | None) -> _Shown:
        picture = read_photo(data, name=name)
        photo = photo_id(data, name=name)
        if self._eyes is None:
            return _Shown(photo, measured(picture), dish)
        encoder = self._eyes.encoder
        seen = encoder.encode_query_photo(picture)
        known = measured(picture, food_in(encoder, seen))
        if dish is None or seen.photo is None:
            return _Shown(photo, known, dish)
        return _Shown(photo, known, dish, (seen.photo, encoder.encode_dish_words([words(dish)])[0]))


def _remarks(shown: _Shown, menu: _Menu) -> Iterator[Remark]:
    yield from judge(shown.known.figures)
    yield from _not_food(shown.known.food)
    if menu.dishes:
        yield from _beside_others(shown, menu)


def _beside_others(shown: _Shown, menu: _Menu) -> Iterator[Remark]:
    own = np.array([shown.dish is not None and d.id == shown.dish.id for d in menu.dishes])
    same = np.array([dish.photo == shown.photo for dish in menu.dishes])
    yield from _copies(shown, menu, own=own, same=same)
    if shown.dish and shown.vectors and menu.eyes:
        remark = looks_like_others(
            menu.eyes.encoder,
            shown.dish,
            shown.vectors,
            menu.dishes,
            menu.halves,
            barred=own | same,
        )
        if remark:
            yield remark


def _copies(
    shown: _Shown, menu: _Menu, *, own: NDArray[np.bool_], same: NDArray[np.bool_]
) -> Iterator[Remark]:
    if exact := [dish.name for dish, copy in zip(menu.dishes, same & ~own, strict=True) if copy]:
        yield Remark("same_photo", len(exact), 0, {"dishes": ", ".join(exact)})
    rows = near(shown.known.fingerprint, menu.fingerprints)
    if alike := [menu.dishes[row].name for row in rows if not (own | same)[row]]:
        yield Remark("near_copy", len(alike), 0, {"dishes": ", ".join(alike)})


def _not_food(food: float | None) -> Iterator[Remark]:
    if food is not None and food < FOOD:
        yield Remark("not_food", round(100 * food), round(100 * FOOD))
