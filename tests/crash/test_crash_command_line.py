"""The real command line with the real built-in encoder, killed while it imports a menu."""

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from kit import jpeg, menu_csv

from recommender.config import PROJECT

KILLS, SEED = 8, 6
DISHES = ("Tofu curry", "Beef stew", "Lemon tart", "Chocolate cake", "Prawn soup", "Tomato salad")


def started(data: Path, *arguments: Any) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "recommender", *map(str, arguments), "--data", str(data)]
    pipe, chosen = subprocess.PIPE, {"RECOMMENDER_MODEL": "built-in"}
    return subprocess.Popen(
        command, cwd=PROJECT, env=os.environ | chosen, stdout=pipe, stderr=pipe, text=True
    )


def answered(data: Path, *arguments: Any) -> Any:
    run = started(data, *arguments, "--json")
    out, complaint = run.communicate()
    assert run.returncode == 0, complaint
    return json.loads(out)


def handed_in(folder: Path, day: int) -> Path:
    """Write the menu of a day: every dish has the day as its price and a photo of its own."""
    folder.mkdir()
    for number, name in enumerate(DISHES):
        (folder / f"{name}.jpg").write_bytes(jpeg((40 * number, day % 256, 90), (320, 240)))
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
    chance, data = random.Random(SEED), tmp_path / "data"
    file = handed_in(tmp_path / "day-1", 1)
    began = time.monotonic()
    answered(data, "import", file, "--photos", file.parent)
    takes, price, killed = time.monotonic() - began, 1, 0
    for day in range(2, 2 + KILLS):
        file = handed_in(tmp_path / f"day-{day}", day)
        run = started(data, "import", file, "--photos", file.parent)
        try:
            run.wait(chance.uniform(0.3, 1.0) * takes)
        except subprocess.TimeoutExpired:
            run.kill()
        run.communicate()
        killed += run.returncode == -signal.SIGKILL
        assert answered(data, "check")["problems"] == []
        prices = prices_of(data, tmp_path / f"exported-{day}")
        assert prices in ([price] * len(DISHES), [day] * len(DISHES))
        assert run.returncode != 0 or prices[0] == day
        price = int(prices[0])
    best = answered(data, "search", "Beef stew")["matches"][0]
    assert (best["name"], best["price"]) == ("Beef stew", price)
    print(f"{killed} of {KILLS} imports killed; lost 0, half 0")
