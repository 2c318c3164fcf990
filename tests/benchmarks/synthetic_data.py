"""A data folder with a synthetic menu of any size, made once and kept."""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import numpy as np
from synthetic_menu import synthetic_dishes
from synthetic_vectors import photo_vectors, words_vectors

from recommender.catalog import Catalog, Change
from recommender.config import BUILT_IN, read_settings
from recommender.dish import Dish
from recommender.embeddings import Embeddings, batches
from recommender.encoder import Encoder, Vectors
from recommender.encoder.built_in import BuiltInEncoder
from recommender.installing import Installed
from recommender.restaurant import Restaurant
from recommender.serving import CHROMA_UP_TO

AT_ONCE = 5_000  # dishes that are written in one transaction
REQUESTS = 30  # measured on each menu, unless told


def sizes_and_requests(what: str, sizes: Sequence[int]) -> argparse.Namespace:
    """Read the command line of a benchmark that asks requests of menus of several sizes."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--dishes", type=int, nargs="+", default=sizes, metavar="N")
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="keep the menus here")
    parser.add_argument("--requests", type=int, default=REQUESTS, metavar="N")
    return parser.parse_args()


def served(sizes: Sequence[int], kept: Path | None) -> Iterator[tuple[int, Restaurant]]:
    """Yield an installation of each size while it serves; without ``kept`` all are gone then."""
    with tempfile.TemporaryDirectory() as temporary:
        for count in sizes:
            with serving((kept or Path(temporary)) / f"{count}-dishes", count) as restaurant:
                yield count, restaurant


@contextmanager
def serving(folder: Path, count: int) -> Iterator[Restaurant]:
    """Open an installation that serves a synthetic menu, which is made unless it is there.

    100,000 dishes take some minutes to make. A menu that is not searched by Chroma is served
    without filling it.
    """
    restaurant = Restaurant(read_settings(data=folder, model=BUILT_IN))
    try:
        if not restaurant.catalog.menu().dishes:
            embeddings = Embeddings(restaurant.catalog, restaurant.photos, BuiltInEncoder())
            fill(restaurant.catalog, embeddings, synthetic_dishes(count))
        if count > CHROMA_UP_TO:
            with patch.object(Installed, "_open_index", lambda *_: (None, "")):
                restaurant.engine.start()
        else:
            restaurant.engine.start()
        yield restaurant
    finally:
        restaurant.close()


def fill(catalog: Catalog, embeddings: Embeddings, dishes: Sequence[Dish]) -> None:
    """Write ``dishes`` with likely vectors, as if they had been encoded."""
    chance, encoder = np.random.default_rng(1), embeddings._encoder
    for some in batches(dishes, AT_ONCE):
        for half, vectors in zip(
            (*embeddings._halves, embeddings._colours), _likely(some, encoder, chance), strict=True
        ):
            contents = [half.content(dish) for dish in some]
            catalog.keep(half.made_by, dict(zip(contents, vectors, strict=True)))
        changes = [Change(dish.id, dish) for dish in some]
        catalog.write(changes, who="benchmark", what="a menu")


def _likely(
    dishes: Sequence[Dish], encoder: Encoder, chance: np.random.Generator
) -> tuple[Vectors, Vectors, Vectors]:
    """Return photo halves, words halves and colour shares."""
    colours = chance.dirichlet(np.full(11, 0.3), len(dishes)).astype(np.float32)
    return photo_vectors(dishes, encoder, chance), words_vectors(dishes, encoder, chance), colours
