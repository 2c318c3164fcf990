"""The process that is killed: a real installation on a cheap encoder, told what to do in lines.

Run as a program it loads everything once and forks a child for each line of JSON on its standard
input, so that a start takes a fraction of a second. A child says ``hello`` with what it found,
then ``done`` after each verb: what it said has happened.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import crash_points
from crash_faults import FAULTS
from kit import TASTES, TasteEncoder, dish, jpeg, menu_csv

from recommender import background, embeddings, index, restaurant, starting
from recommender.check import look_closely
from recommender.config import Settings
from recommender.dish import Dish
from recommender.encoder import Encoder, Loaded
from recommender.errors import RecommenderError
from recommender.facets import MenuTable
from recommender.lexicon import Lexicon
from recommender.pictures import unrelated_pictures
from recommender.query import understand
from recommender.recommend import Query
from recommender.restaurant import Restaurant

ENCODERS = ("tastes", "others", "thirds")
# As many numbers as real encoders give, so that Chroma's files take their time to be written.
SIZED = (*TASTES, *(f"taste {number}" for number in range(500)))
# Small, so that a menu of a dozen dishes has what one of thousands has: several batches, and HNSW
# files that are persisted every few records.
SMALL_BATCH, PERSISTED_EVERY = 3, 4


def say(kind: str, **facts: Any) -> None:
    """Write one line; it is with the reader even when the next instruction is the last."""
    os.write(1, json.dumps({"kind": kind, **facts}).encode() + b"\n")


def use_cheap_encoders() -> None:
    known: dict[str, Encoder] = {name: TasteEncoder(name, SIZED) for name in ENCODERS}
    starting.load_encoder = lambda model, *_, **__: Loaded(known[model])
    starting.encoder_of = lambda identity: next(
        (encoder for encoder in known.values() if encoder.identity == identity), None
    )


def use_small_batches() -> None:
    index.WRITE_BATCH = embeddings.BATCH = SMALL_BATCH
    index.HNSW.update(sync_threshold=PERSISTED_EVERY, batch_size=SMALL_BATCH)


def run(order: Mapping[str, Any]) -> None:
    """Open the installation, say what is there, and do what was ordered."""
    use_cheap_encoders()
    use_small_batches()
    if order["point"]:
        crash_points.POINTS[order["point"]](order["times"])
    try:
        opened = Restaurant(Settings(data=Path(order["data"]), model=order["encoder"]))
    except RecommenderError as error:
        say("refused", sentence=str(error))
        return
    if order["demo"]:
        lay_demo(opened, order["demo"])
    if order["fault"]:
        work_through_fault(opened, order)
    elif order["meanwhile"]:
        under_way = opened.engine.start_in_background(first=lambda: None)
        work(opened, order["verbs"])
        under_way.join()
    else:
        opened.engine.start()
        say("hello", **found(opened))
        work(opened, order["verbs"])
    opened.close()
    say("bye")


def lay_demo(opened: Restaurant, rows: list[dict[str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        restaurant.DEMO_MENU = menu_with_photos(Path(folder), rows)
        restaurant.DEMO_PHOTOS = Path(folder)
        opened.serve_demo_menu()
    say("done")


def work(opened: Restaurant, verbs: Iterable[Any]) -> None:
    for verb in verbs:
        do(opened, *verb)
        say("done")


def work_through_fault(opened: Restaurant, order: Mapping[str, Any]) -> None:
    """Try each verb while something is broken, look what is there, and try again without."""
    opened.engine.start()
    say("hello", **found(opened))
    with FAULTS[order["fault"]](Path(order["data"])):
        for verb in order["verbs"]:
            try:
                do(opened, *verb)
            except RecommenderError as error:
                say("refused", verb=verb[0], sentence=str(error))
            else:
                say("done", verb=verb[0])
    say("hello", **found(opened))
    work(opened, order["verbs"])
    say("hello", **found(opened))


def menu_with_photos(folder: Path, rows: list[dict[str, Any]]) -> Path:
    """Write a menu file and its photos as a restaurant hands them in."""
    for number, row in enumerate(rows):
        (folder / f"{number}.jpg").write_bytes(jpeg(tuple(row["colour"])))
    written = [
        {"name": row["name"], "price": row["price"], "photo": f"{number}.jpg"}
        for number, row in enumerate(rows)
    ]
    return menu_csv(folder / "menu.csv", written)


def do(opened: Restaurant, kind: str, *rest: Any) -> None:
    """Do one thing that staff do."""
    kitchen = opened.kitchen
    if kind == "import":
        with TemporaryDirectory() as folder:
            file = menu_with_photos(Path(folder), rest[0])
            kitchen.apply(kitchen.plan(file, file.parent))
    elif kind == "add":
        photo = jpeg(tuple(rest[0]["colour"]))
        kitchen.add({"name": rest[0]["name"], "price": rest[0]["price"]}, photo=photo)
    elif kind == "edit":
        changes = dict(rest[1])
        colour = changes.pop("colour", None)
        base = opened.catalog.menu().dishes[rest[0]]
        kitchen.edit(rest[0], changes, based_on=base, photo=colour and jpeg(tuple(colour)))
    elif kind == "rebuild":
        opened.engine.rebuild()
    elif kind == "search":
        assert best(opened, rest[0])
    else:
        verbs = {
            "sell out": kitchen.sell_out,
            "back": kitchen.back,
            "remove": kitchen.remove,
            "undo": kitchen.undo,
            "redo": kitchen.redo,
        }
        verbs[kind](*rest)


def found(opened: Restaurant) -> dict[str, Any]:
    """Return what is there after a start, as numbers and names for whoever knows what must be."""
    snapshot, serving = opened.engine.snapshot(), opened.engine.serving
    dishes = list(opened.catalog.menu().dishes.values())
    held = serving.index
    return {
        "number": opened.catalog.revision().number,
        "history": len(opened.kitchen.history(limit=10_000)),
        "menu": {dish.id: facts(dish) for dish in dishes},
        "bad_photos": [dish.name for dish in dishes if dish.photo and not is_whole(opened, dish)],
        "problems": look_closely(opened).problems,
        "in_memory": held is None,
        "lagging": held is not None and held.revision() != snapshot.revision,
        "wrong_vectors": wrong_vectors(opened),
        "not_found": [d.name for d in dishes if d.available and best(opened, d.name) != d.id],
        "encoded": len(getattr(serving.encoder, "encoded", ())),
    }


def facts(dish: Dish) -> dict[str, Any]:
    chosen = ("name", "price", "description", "available", "photo")
    return {name: getattr(dish, name) for name in chosen}


def is_whole(opened: Restaurant, dish: Dish) -> bool:
    stored = opened.photos.path(dish.photo or "")
    try:
        opened.photos.open_thumbnail(dish.photo or "")
        return hashlib.sha256(stored.read_bytes()).hexdigest() == dish.photo
    except (OSError, RecommenderError):
        return False


def wrong_vectors(opened: Restaurant) -> list[str]:
    """Return the dishes whose record in Chroma is not what the catalog's kept vectors say."""
    snapshot, held = opened.engine.snapshot(), opened.engine.serving.index
    if held is None:
        return []
    got = held._collection.get(include=["embeddings"])
    kept = dict(zip(got["ids"], got["embeddings"], strict=True))
    rows = snapshot.table.rows
    return [d for d, row in rows.items() if abs(kept[d] - snapshot.vectors[row]).max() > 1e-6]


def best(opened: Restaurant, words: str) -> str:
    matches = opened.recommender.search(Query(words)).matches
    return matches[0].dish.id if matches else ""


def load() -> None:
    """Load what every child needs: glossary, dictionaries, Chroma's core, drawn pictures."""
    import_module("chromadb.api.rust")
    import_module("sqlalchemy.dialects.sqlite")
    plates = [
        dish("Demo plattte", description="with lemmon")
    ]  # misspelt: what corrects it loads, too
    understand("beef curry without nuts")
    MenuTable(plates)
    Lexicon(plates)
    drawn = list(unrelated_pictures())
    background.unrelated_pictures = lambda: iter(drawn)


def main() -> None:
    """Fork a child for each line, say its process id, wait for its end and tell its status."""
    load()
    say("loaded")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            say("born", pid=os.getpid())
            run(json.loads(line))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        os.write(1, b"\n")  # a line that was cut off ends here
        say("ended", status=os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
