"""Menus of any size that read like real ones, and requests for them, combined from the glossary."""

import hashlib
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from recommender.dish import ALLERGENS, COURSES, NEVER_VEGAN, Dish
from recommender.glossary.book import Row, rows

CUISINES = (
    *("italian", "spanish", "thai", "indian", "mexican", "japanese", "french", "greek"),
    *("german", "lebanese", "chinese", "vietnamese", ""),
)
# ":es" asks for the Spanish word.
REQUESTS = (
    *("{taste} {dish} with {ingredient}", "something {texture} with {ingredient}"),
    *("{method} {ingredient}", "{dish} without {ingredient}", "cheap {dish} for the evening"),
    *("a {mood} {dish}", "{ingredient} and {ingredient}", "vegan {dish} under 14"),
    *("{dish:es} con {ingredient:es}", "algo {taste:es} con {ingredient:es}"),
    *("{dish:es} sin {ingredient:es} por menos de 20 euros", "{look} {dish}"),
)


def synthetic_dishes(count: int, seed: int = 1) -> list[Dish]:
    """Return ``count`` dishes; the same seed gives the same."""
    chance = random.Random(seed)
    return [_dish(chance, number) for number in range(count)]


def synthetic_requests(seed: int = 1) -> Iterator[str]:
    """Yield requests without end, English and Spanish, none of them twice."""
    chance, given = random.Random(seed), set[str]()
    while True:
        template = REQUESTS[len(given) % len(REQUESTS)]
        asked = re.sub(r"\{(\w+)(:es)?\}", lambda m: _word(chance, m[1], bool(m[2])), template)
        if asked not in given:
            given.add(asked)
            yield asked


def _dish(chance: random.Random, number: int) -> Dish:
    kind = _word(chance, "dish")
    listed = [_word(chance, "ingredient") for _ in range(chance.randint(4, 10))]
    looks = {name: _word(chance, name) for name in ("texture", "taste", "vessel")}
    return Dish(
        id=f"dish-{number}",
        name=f"{_word(chance, 'method')} {listed[0]} {kind}".capitalize(),
        description=(
            f"A {looks['texture']}, {looks['taste']} {kind} with {listed[1]} and {listed[2]}, "
            f"served in a {looks['vessel']}."
        ),
        price=chance.randint(3, 40) + 0.5,
        cuisine=chance.choice(CUISINES),
        course=chance.choice(COURSES),
        spice=chance.choice((0, 0, 0, 1, 2, 3)),
        ingredients=tuple(listed),
        photo=hashlib.sha256(f"photo {number}".encode()).hexdigest(),
        available=chance.random() < 0.95,
        **_claims(chance),
    )


def _claims(chance: random.Random) -> Mapping[str, object]:
    vegan, gluten_free = chance.random() < 0.3, chance.random() < 0.3
    impossible = (NEVER_VEGAN if vegan else frozenset()) | ({"gluten"} if gluten_free else set())
    allergens = [n for n in ALLERGENS if n not in impossible and chance.random() < 0.15]
    return {
        "vegan": vegan,
        "gluten_free": gluten_free,
        "allergens": None if chance.random() < 0.15 else tuple(allergens),
    }


def _word(chance: random.Random, kind: str, spanish: bool = False) -> str:  # noqa: FBT002
    row = chance.choice(_listed(kind, spanish))
    return chance.choice(row.spanish) if spanish else row.concept


@cache
def _listed(kind: str, spanish: bool) -> Sequence[Row]:
    return [row for row in rows() if row.kind == kind and (row.spanish or not spanish)]
