"""What guests ask of a synthetic menu: words, photos, both; and filters that leave a known share."""

import random
from collections.abc import Iterator
from functools import cache
from itertools import islice

from PIL import Image
from synthetic_menu import synthetic_requests
from synthetic_vectors import demo_photos

from recommender.filters import Filters
from recommender.recommend import Query, Recommender

# What is left of a synthetic menu, whose prices, courses, cuisines and claims are spread evenly.
SHARES = {
    "100%": Filters(available=False),
    "50%": Filters(max_price=21.5, available=False),
    "10%": Filters(course=("main", "starter"), max_price=22.5, without=("nuts",), available=False),
    "1%": Filters(cuisine=("thai",), course=("main",), available=False),
    "0.1%": Filters(cuisine=("thai",), course=("main",), max_price=6.5, available=False),
}
KINDS = ("words", "photo", "both")


def queries(
    recommender: Recommender, kind: str, filters: Filters, count: int, seed: int = 1
) -> list[Query]:
    """Return what is asked in one of ``KINDS``, no two alike."""
    asked = plain_requests(recommender, count, seed) if kind != "photo" else [""] * count
    seen = list(islice(photos(seed), count)) if kind != "words" else [None] * count
    pairs = zip(asked, seen, strict=True)
    return [Query(words, photo, filters=filters) for words, photo in pairs]


def plain_requests(recommender: Recommender, count: int, seed: int) -> list[str]:
    """Return words that imply no filter, so that it is known how many dishes are left."""
    requests = synthetic_requests(seed)
    plain = (words for words in requests if not recommender.understand(Query(words)).filters)
    return list(islice(plain, count))


def photos(seed: int) -> Iterator[Image.Image]:
    """Yield photos without end, each another part of one of the demo menu's."""
    chance, menu = random.Random(seed), _demo_photos()
    while True:
        photo = chance.choice(menu)
        share = chance.uniform(0.6, 0.95)
        width, height = int(photo.width * share), int(photo.height * share)
        left = chance.randrange(photo.width - width)
        top = chance.randrange(photo.height - height)
        yield photo.crop((left, top, left + width, top + height))


@cache
def _demo_photos() -> list[Image.Image]:
    return demo_photos()
