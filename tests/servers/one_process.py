"""One app process of several: a restaurant without pages that does what its standard input says.

Each line is a list, the verb first; each answer is a line of JSON.
"""

import json
import sys
from pathlib import Path
from typing import Any

from kit import TasteEncoder, jpeg
from pydantic import SecretStr

from recommender import starting
from recommender.config import Settings
from recommender.encoder import Loaded
from recommender.errors import RecommenderError
from recommender.recommend import Query
from recommender.restaurant import Restaurant

ENCODER = TasteEncoder()


def opened(data: str, catalog: str, chroma: str, photos: str) -> Restaurant:
    """Return the restaurant of this process, ready to be searched."""
    starting.load_encoder = lambda *_, **__: Loaded(ENCODER)  # type: ignore[assignment]
    settings = Settings(
        data=Path(data), catalog=SecretStr(catalog), chroma=chroma, photos=photos, model="tastes"
    )
    restaurant = Restaurant(settings)
    restaurant.engine.start()
    return restaurant


class Verbs:
    """What a process can be told."""

    def __init__(self, restaurant: Restaurant) -> None:
        self._of = restaurant

    def add(self, name: str, colour: list[int] | None = None) -> str:
        photo = jpeg((colour[0], colour[1], colour[2])) if colour else None
        return self._of.kitchen.add({"name": name, "price": 10}, photo=photo, photo_name="p.jpg").id

    def edit(self, dish: str, field: str, value: Any) -> str:
        base = self._of.catalog.menu().dishes[dish]
        return self._of.kitchen.edit(dish, {field: value}, based_on=base).id

    def remove(self, dish: str) -> None:
        self._of.kitchen.remove([dish])

    def find(self, words: str) -> list[str]:
        result = self._of.recommender.search(Query(words))
        return sorted(match.dish.id for match in result.matches if match.score >= 0.5)

    def thumbnail(self, dish: str) -> list[int]:
        photo = self._of.catalog.menu().dishes[dish].photo or ""
        return list(self._of.photos.open_thumbnail(photo).getpixel((9, 9)))

    def menu(self) -> dict[str, float]:
        return {d.id: d.price for d in self._of.catalog.menu().dishes.values()}

    def state(self) -> list[Any]:
        status = self._of.engine.status
        disagreements = self._of.engine.disagreements()
        return [status.index, status.index_notice, disagreements, len(ENCODER.encoded)]

    def turn(self) -> None:
        """Take the turn at the index and never give it back."""
        self._held = self._of.engine._following._turns()
        self._held.__enter__()


def main() -> None:
    verbs = Verbs(opened(*sys.argv[1:5]))
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        verb, *told = json.loads(line)
        try:
            answer = getattr(verbs, verb)(*told)
        except RecommenderError as error:
            answer = {"error": str(error)}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
