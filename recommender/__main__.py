"""The command line: the operator's and every script's door to the same verbs as the pages.

Exit status: 0 done, 1 the input was at fault (sentences on stderr), 2 wrong usage.
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from recommender import __version__, evaluation, staff_commands
from recommender.check import check
from recommender.config import read_settings
from recommender.dish import ALLERGENS, COURSES, DIETS
from recommender.errors import RecommenderError, UnusablePhoto
from recommender.filters import Filters
from recommender.kitchen import Plan
from recommender.menu_file import open_delivery
from recommender.photos import read_photo
from recommender.recommend import Query, Result
from recommender.restaurant import Restaurant
from recommender.staff_commands.command import Command

DONE, AT_FAULT = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    chosen = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    try:
        return _run(chosen)
    except RecommenderError as error:
        print(error, file=sys.stderr)
        return AT_FAULT
    except BrokenPipeError:  # who reads has seen enough, as head does
        return _unread()


def _run(chosen: argparse.Namespace) -> int:
    status = int(chosen.command(chosen) if chosen.alone else _with_restaurant(chosen))
    sys.stdout.flush()  # a closed pipe is noticed here, not at the end of the process
    return status


def _unread() -> int:
    """Let nothing more be written where nobody reads, at the end of the process either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _with_restaurant(chosen: argparse.Namespace) -> int:
    restaurant = Restaurant(read_settings(data=chosen.data))
    command: Callable[[Restaurant, argparse.Namespace], int] = chosen.command
    try:
        return command(restaurant, chosen)
    finally:
        restaurant.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m recommender", description=__doc__)
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[..., int], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.add_argument("--data", type=Path, metavar="FOLDER", help="the data folder")
        added.add_argument("--json", action="store_true", help="print JSON")
        added.set_defaults(command=run, alone=False)
        return added

    _register_import(command)
    _register_finding(command)
    export = command("export", _export, "Write the whole menu as a folder, .zip or .xlsx.")
    export.add_argument("folder", type=Path, metavar="FOLDER")
    command("rebuild", _rebuild, "Build the index anew from the catalog.")
    command("check", _check, "Say how the installation is.")
    staff_commands.register(command)
    return parser


def _register_import(command: Command) -> None:
    taking = command("import", _import, "Bring a menu in; a bad row changes nothing.")
    taking.add_argument(
        "menu", type=Path, metavar="MENU", help="a CSV, a workbook, or a ZIP with photos"
    )
    taking.add_argument("--photos", type=Path, metavar="FOLDER", help="where its photos are")
    taking.add_argument("--dry-run", action="store_true", help="only say what would change")
    taking.add_argument("--good-rows", action="store_true", help="leave bad rows out")
    taking.add_argument(
        "--remove-missing", action="store_true", help="remove dishes that the file lacks"
    )
    taking.add_argument("--who", default="staff", metavar="NAME", help="for the history")


def _register_finding(command: Command) -> None:
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


def _import(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    with TemporaryDirectory(prefix="menu-import-") as folder:
        return _imported(restaurant, chosen, _planned(restaurant, chosen, Path(folder)))


def _planned(restaurant: Restaurant, chosen: argparse.Namespace, folder: Path) -> Plan:
    if chosen.menu.suffix.lower() != ".zip":
        return restaurant.kitchen.plan(chosen.menu, chosen.photos)
    delivery = open_delivery([(chosen.menu.name, chosen.menu)], folder)
    plan, matches = restaurant.kitchen.plan_delivery(delivery)
    for name in matches.unmatched_photos:
        print(f"The photo {name} belongs to no dish.", file=sys.stderr)
    return plan


def _imported(restaurant: Restaurant, chosen: argparse.Namespace, plan: Plan) -> int:
    for row in plan.rejected:
        for problem in row.problems:
            print(f"Row {row.number}: {problem}", file=sys.stderr)
    refused = bool(plan.rejected) and (chosen.remove_missing or not chosen.good_rows)
    applied = not chosen.dry_run and not refused
    if applied:
        restaurant.engine.start(_progress)
        restaurant.kitchen.apply(
            plan,
            good_only=chosen.good_rows,
            remove_missing=chosen.remove_missing,
            progress=_progress,
            who=chosen.who,
        )
    _print_plan(plan, chosen, applied=applied)
    if refused:
        print(
            f"Nothing was changed: {len(plan.rejected)} of {len(plan.file.rows)} rows cannot be "
            f"taken. Correct them, or {_other_way(chosen)} to take the others.",
            file=sys.stderr,
        )
    return AT_FAULT if refused else DONE


def _other_way(chosen: argparse.Namespace) -> str:
    return "leave --remove-missing out" if chosen.good_rows else "add --good-rows"


def _print_plan(plan: Plan, chosen: argparse.Namespace, *, applied: bool) -> None:
    if chosen.json:
        rejected = [
            {"row": row.number, "problems": [str(problem) for problem in row.problems]}
            for row in plan.rejected
        ]
        _print_json(
            {
                "applied": applied,
                "plan": plan.summary(),
                "unused_columns": plan.file.unused,
                "rejected": rejected,
            }
        )
        return
    print(", ".join(f"{count} {part}" for part, count in plan.summary().items()))
    if plan.missing and not chosen.remove_missing:
        print("Dishes that are missing from the file stay on the menu.")
    if plan.file.unused:
        print(f"Columns that are not used: {', '.join(plan.file.unused)}")


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
    restaurant.engine.start(_progress)
    result = restaurant.recommender.search(query, top=chosen.top)
    if chosen.json:
        _print_json(_as_data(query, result))
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
    restaurant.engine.start(_progress)
    top = max(chosen.top, evaluation.DEPTH)
    found = evaluation.report(
        evaluation.answers(restaurant.recommender, queries, top=top, progress=_progress),
        evaluation.answers(restaurant.recommender, pairs, top=top, progress=_progress),
        dishes=len(menu),
        encoder=restaurant.engine.status.encoder,
    )
    if chosen.json:
        _print_json(found.model_dump())
    else:
        print(evaluation.in_words(found))
    return DONE


def _export(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    count = restaurant.kitchen.export(chosen.folder)
    if chosen.json:
        _print_json({"dishes": count, "folder": str(chosen.folder)})
    else:
        print(f"{count} dishes written to {chosen.folder}")
    return DONE


def _rebuild(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    restaurant.engine.start(_progress)
    count = restaurant.engine.rebuild()
    if chosen.json:
        _print_json({"dishes": count, "index": restaurant.engine.status.index})
    else:
        print(f"{count} dishes in {restaurant.engine.status.index}")
    return DONE


def _check(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    restaurant.engine.start(_progress)
    report = check(restaurant)
    if chosen.json:
        _print_json(report.model_dump())
    else:
        print(report.in_words())
    return AT_FAULT if report.problems else DONE


def _progress(stage: str, done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{stage} {f'{done} of {total}' if total else ''}\033[K", end="", file=sys.stderr)
        if total and done == total:
            print(file=sys.stderr)
    elif total and done == total:
        print(f"{stage}: {total}", file=sys.stderr)


def _print_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    sys.exit(main())
