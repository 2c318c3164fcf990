"""A whole menu in and out, on the command line."""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from recommender.command import AT_FAULT, DONE, Command, print_json, progress
from recommender.kitchen import Plan
from recommender.menu_file import open_delivery
from recommender.restaurant import Restaurant


def register(command: Command) -> None:
    """Add the verbs to the command line."""
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
    export = command("export", _export, "Write the whole menu as a folder, .zip or .xlsx.")
    export.add_argument("folder", type=Path, metavar="FOLDER")


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
        if plan.wanted or (chosen.remove_missing and plan.missing):
            restaurant.engine.start(progress)
        restaurant.kitchen.apply(
            plan,
            good_only=chosen.good_rows,
            remove_missing=chosen.remove_missing,
            progress=progress,
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
        print_json(
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


def _export(restaurant: Restaurant, chosen: argparse.Namespace) -> int:
    count = restaurant.kitchen.export(chosen.folder)
    if chosen.json:
        print_json({"dishes": count, "folder": str(chosen.folder)})
    else:
        print(f"{count} dishes written to {chosen.folder}")
    return DONE
