"""The guests' verbs on the command line, and what measures their search."""

import argparse
from pathlib import Path
from typing import Any

from recommender import evaluation
from recommender.command import DONE, Command, print_json, progress
from recommender.dish import ALLERGENS, COURSES, DIETS
from recommender.errors import UnusablePhoto
from recommender.filters import Filters
from recommender.photos import read_photo
from recommender.recommend import Query, Result
from recommender.restaurant import Restaurant


def register(command: Command) -> None:
    """Add the verbs to the command line."""
    search = command("search", _search, "Find dishes by words, a photo or both.")
    search.add_argument("words")
    search.add_argument("--photo", type=Path, metavar="FILE")
    _add_filters(search)

    similar = command("similar", _similar, "Find dishes like a dish or like a photo.")
    similar.add_argument("target", metavar="DISH_ID|FILE")
    _add_filters(similar)

    evaluate = command("evaluate", _evaluate, "Measure the search on judged queries and photos.")
    evaluate.add_argument("queries", type=Path, metavar="QUERIES.csv")
    evaluate.add_argument("--photos", type=Path, metavar="PAIRS.csv", help="judged photos")
    evaluate.add_argument(
        "--top", type=_count, default=10, metavar="K", help="matches looked at; at least 10"
    )


def _add_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cuisine", action="append", default=[], metavar="X")
    parser.add_argument("--course", action="append", default=[], choices=COURSES, metavar="X")
    parser.add_argument("--min-price", type=_price, metavar="N")
    parser.add_argument("--max-price", type=_price, metavar="N")
    for diet in DIETS:
        parser.add_argument(f"--{diet.replace('_', '-')}", action="store_true")
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        choices=ALLERGENS,
        metavar="ALLERGEN",
        help=", ".join(ALLERGENS),
    )
    parser.add_argument("--top", type=_count, default=10, metavar="K", help="10 unless told")


def _price(text: str) -> float:
    price = float(text)
    if not 0 <= price < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not a price")
    return price


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError("at least 1 is needed")
    return count


def _filters(chosen: argparse.Namespace) -> Filters:
    return Filters(**{name: getattr(chosen, name) for name in vars(chosen) if name in _FILTERS})


_FILTERS = Filters.model_fields.keys()


def _search(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    photo = _photo(chosen.photo) if chosen.photo else None
    return _answer(restaurant, chosen, Query(chosen.words, photo, filters=_filters(chosen)))


def _similar(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    filters = _filters(chosen)
    if chosen.target in restaurant.catalog.menu().dishes:
        return _answer(restaurant, chosen, Query(like=chosen.target, filters=filters))
    if not Path(chosen.target).is_file():
        raise UnusablePhoto(file=chosen.target, reason="it is neither a dish's id nor a file")
    return _answer(restaurant, chosen, Query(photo=_photo(Path(chosen.target)), filters=filters))


def _photo(file: Path) -> Any:
    try:
        return read_photo(file.read_bytes(), name=file.name)
    except OSError as error:
        raise UnusablePhoto(file=str(file), reason=error.strerror) from None


def _answer(restaurant: Restaurant, chosen: argparse.Namespace, query: Query) -> int:
    restaurant.kitchen.bring_back_due()
    restaurant.engine.start(progress)
    result = restaurant.recommender.search(query, top=chosen.top)
    if chosen.json:
        print_json(_as_data(query, result))
        return DONE
    if result.no_match:
        print("Nothing on the menu matches. The closest:" if result.matches else "Nothing matches.")
    for match in result.matches:
        dish = match.dish
        why = ", ".join(map(str, match.reasons))
        print(f"{dish.price:8.2f} {dish.currency}  {dish.name}  ({why})")
    return DONE


def _as_data(query: Query, result: Result) -> dict[str, Any]:
    matches = [
        {
            "id": match.dish.id,
            "name": match.dish.name,
            "price": match.dish.price,
            "score": match.score,
            "reasons": [str(reason) for reason in match.reasons],
        }
        for match in result.matches
    ]
    return {"query": query.described(), "no_match": result.no_match, "matches": matches}


def _evaluate(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    menu = restaurant.catalog.menu().dishes
    queries = evaluation.read_queries(chosen.queries, menu)
    pairs = evaluation.read_photo_pairs(chosen.photos, menu) if chosen.photos else []
    restaurant.engine.start(progress)
    top = max(chosen.top, evaluation.DEPTH)
    found = evaluation.report(
        evaluation.answers(restaurant.recommender, queries, top=top, progress=progress),
        evaluation.answers(restaurant.recommender, pairs, top=top, progress=progress),
        dishes=len(menu),
        encoder=restaurant.engine.status.encoder,
    )
    if chosen.json:
        print_json(found.model_dump())
    else:
        print(evaluation.in_words(found))
    return DONE
