"""The real command line with the real built-in encoder, killed while it imports a menu."""

import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from kit import jpeg, menu_csv

from recommender.config import PROJECT

# Where an import ends itself as by SIGKILL, at the n-th time that it comes by; see crash_points.
POINTS = (
    ("half a photo written", 2),
    ("before a photo's rename", 5),
    ("in a transaction, before it commits", 11),  # the menu's own: each photo has one, too
    ("between catalog and index", 2),
    ("before a batch enters the index", 1),
    ("before the index notes its revision", 1),
)
# What an import tells when it is done with; it is killed from outside when it does.
STAGES = ("Storing photos", "Looking at photos")
KILLS, AT_LEAST = len(POINTS) + len(STAGES), 6  # what is killed from outside may be done by then
AIMED = """
import sys
import crash_points
crash_points.POINTS[sys.argv.pop(1)](int(sys.argv.pop(1)))
from recommender.__main__ import main
sys.exit(main())
"""
DISHES = ("Tofu curry", "Beef stew", "Lemon tart", "Chocolate cake", "Prawn soup", "Tomato salad")


def started(
    data: Path, *arguments: Any, by: tuple[str, ...] = ("-m", "recommender")
) -> "subprocess.Popen[str]":
    command = [sys.executable, *by, *map(str, arguments), "--data", str(data)]
    ours = os.pathsep.join(map(str, Path(__file__).parents[:2]))
    chosen = {"RECOMMENDER_MODEL": "built-in", "PYTHONPATH": ours}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, cwd=PROJECT, env=os.environ | chosen, stdout=pipe, stderr=pipe, text=True
    )


def killed_at_a_point(data: Path, file: Path, point: str, times: int) -> int:
    """Import a menu that ends at a point, and return the status of its end."""
    aimed = ("-c", AIMED, point, str(times))
    run = started(data, "import", file, "--photos", file.parent, by=aimed)
    run.communicate()
    return run.returncode


def killed_after_a_stage(data: Path, file: Path, stage: str) -> int:
    """Import a menu, kill that once it tells of a stage, and return the status of its end."""
    run = started(data, "import", file, "--photos", file.parent)
    assert run.stderr
    assert any(line.startswith(stage) for line in run.stderr), f"nobody told of {stage}"
    run.kill()
    run.communicate()
    return run.returncode


def answered(data: Path, *arguments: Any) -> Any:
    run = started(data, *arguments, "--json")
    out, complaint = run.communicate()
    assert run.returncode == 0, complaint
    return json.loads(out)


def handed_in(folder: Path, day: int) -> Path:
    """Write the menu of a day: every dish has the day as its price and a photo of its own."""
    folder.mkdir()
    for number, name in enumerate(DISHES):
        (folder / f"{name}.jpg").write_bytes(jpeg((40 * number, 20 * day, 90), (320, 240)))
    rows = [{"name": name, "price": day, "photo": f"{name}.jpg"} for name in DISHES]
    return menu_csv(folder / "menu.csv", rows)


def prices_of(data: Path, exported: Path) -> list[float]:
    """Return the price of each dish of the menu, in its order."""
    answered(data, "export", exported)
    with (exported / "menu.csv").open(encoding="utf-8-sig", newline="") as file:
        return [float(row["price"]) for row in csv.DictReader(file)]


@pytest.mark.long
def test_an_import_that_is_killed_at_any_moment_happened_whole_or_not_at_all(
    tmp_path: Path,
) -> None:
    data, price, killed = tmp_path / "data", 1, 0
    file = handed_in(tmp_path / "day-1", 1)
    answered(data, "import", file, "--photos", file.parent)
    aims: list[tuple[Any, ...]] = [(killed_at_a_point, *point) for point in POINTS]
    aims += [(killed_after_a_stage, stage) for stage in STAGES]
    for day, (kill, *where) in enumerate(aims, 2):
        file = handed_in(tmp_path / f"day-{day}", day)
        status = kill(data, file, *where)
        killed += status == -signal.SIGKILL
        assert answered(data, "check")["problems"] == []
        prices = prices_of(data, tmp_path / f"exported-{day}")
        assert prices in ([price] * len(DISHES), [day] * len(DISHES))
        assert status != 0 or prices[0] == day
        print(f"{where[0]}: status {status}, {'new' if prices[0] == day else 'old'} menu")
        price = int(prices[0])
    best = answered(data, "search", "Beef stew")["matches"][0]
    assert (best["name"], best["price"]) == ("Beef stew", price)
    assert killed >= AT_LEAST
    print(f"{killed} of {KILLS} imports killed; lost 0, half 0")
