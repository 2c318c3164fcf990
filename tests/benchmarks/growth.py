"""Measure how time and memory grow with the menu, draw it, and reckon a million dishes.

    pip install -r tests/benchmarks/requirements.txt
    python tests/benchmarks/growth.py --data FOLDER [--dishes N ...] [--check N] [--plot FILE]

Each menu is made once in the folder and measured in a process of its own. A straight line, cost =
start + slope x dishes, is laid through the measured sizes, each counting by its own part, and
compared with one more size that it has not seen. Five minutes once the menus are there.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import count as numbers
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from measuring import line, machine, milliseconds, resident
from synthetic_data import serving
from synthetic_guests import SHARES, photos, plain_requests

from recommender.filters import Filters
from recommender.recommend import Query
from recommender.restaurant import Restaurant

SIZES, CHECK, MILLION = (1_000, 10_000, 100_000), 30_000, 1_000_000
PLOT = Path(__file__).with_name("plots") / "growth.svg"
TIMES = 30
CARDS = 12
MEMORY = "memory of the process, MB"
MILLISECONDS = {
    "words": "words searched, encoded before, ms",
    "photo": "a photo searched, encoded before, ms",
    "counts": "filters counted, ms",
    "menu": "first page of the menu, ms",
}
ROWS = MILLISECONDS | {"memory": MEMORY}
Measured = Mapping[str, float]


def main() -> None:
    """Read the command line, measure each size apart, print and draw."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--dishes", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--check", type=int, default=CHECK, metavar="N")
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--plot", type=Path, default=PLOT, metavar="FILE")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(measured(chosen.data, chosen.one)))
        return
    found = {size: apart(chosen.data, size) for size in (*chosen.dishes, chosen.check)}
    lines = {key: fitted(chosen.dishes, [found[n][key] for n in chosen.dishes]) for key in ROWS}
    print(machine("matplotlib"), end="\n\n")
    print("\n".join(table(found, lines, chosen.check)))
    drawn(found, lines, chosen.check, chosen.plot)


def apart(data: Path, size: int) -> Measured:
    """Return what is measured in a process of its own."""
    command = [sys.executable, __file__, "--one", str(size), "--data", str(data)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def measured(data: Path, size: int) -> Measured:
    """Return medians of what a guest waits for, without encoding, and the memory it takes."""
    with serving(data / f"{size}-dishes", size) as restaurant:
        acts = guests_acts(restaurant)
        found = {key: medians(act) for key, act in acts.items()}
        return found | {"memory": resident() / 1e6}


def guests_acts(restaurant: Restaurant) -> Mapping[str, Callable[[], object]]:
    """Return what is timed, by its name."""
    recommender, encoder = restaurant.recommender, restaurant.engine.serving.encoder
    words = plain_requests(recommender, 2 * TIMES, seed=5)
    for text in words:  # the search keeps their vectors
        recommender.search(Query(text))
    given = encoder.encode_query_photo(next(photos(5)))
    encoder.encode_query_photo = lambda _photo: given  # type: ignore[method-assign]
    turn, panel = numbers(), SHARES["10%"]
    return {
        "words": lambda: recommender.search(Query(words[next(turn) % len(words)])),
        "photo": lambda: recommender.search(Query(photo=next(photos(5)))),
        "counts": lambda: recommender.table().facets(panel),
        "menu": lambda: list(recommender.browse(Filters(), seed=next(turn))[:CARDS]),
    }


def medians(act: Callable[[], object]) -> float:
    """Return how many milliseconds it takes."""
    act()
    return median(milliseconds(act) for _ in range(TIMES))


def fitted(sizes: Sequence[int], costs: Sequence[float]) -> tuple[float, float]:
    """Return start and slope of the line through the costs, each counting by its own part."""
    slope, start = np.polyfit(sizes, costs, 1, w=1 / np.array(costs))
    return float(start), float(slope)


def at(line_: tuple[float, float], size: float) -> float:
    """Return what the line says of a size."""
    return line_[0] + line_[1] * size


def table(
    found: Mapping[int, Measured], lines: Mapping[str, tuple[float, float]], check: int
) -> list[str]:
    """Return the rows: measured sizes, the one more beside what was expected, and a million."""
    sizes = [size for size in found if size != check]
    heads = [*(f"{size:,}" for size in sizes), "each 1,000 more", f"{check:,}: expected, measured"]
    rows = [
        line(["dishes", *heads, f"{MILLION:,}, expected"]),
        line(["---", *["---:"] * (len(heads) + 1)]),
    ]
    for key, title in ROWS.items():
        expected = f"{at(lines[key], check):.1f}, {found[check][key]:.1f}"
        cells = [*(f"{found[size][key]:.1f}" for size in sizes), f"{1_000 * lines[key][1]:.2f}"]
        rows.append(line([title, *cells, expected, f"{at(lines[key], MILLION):,.0f}"]))
    return rows


def drawn(
    found: Mapping[int, Measured],
    lines: Mapping[str, tuple[float, float]],
    check: int,
    file: Path,
) -> None:
    """Draw what was measured, and the lines up to a million."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams |= {"svg.fonttype": "none", "font.size": 9, "svg.hashsalt": "growth"}
    from matplotlib import pyplot as plt

    figure, panels = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    reach = np.geomspace(min(found), MILLION, 60)
    for panel, titles in zip(panels, (MILLISECONDS, {"memory": MEMORY}), strict=True):
        for colour, (key, title) in enumerate(titles.items()):
            panel.plot(reach, at(lines[key], reach), f"C{colour}:", linewidth=1)  # type: ignore[arg-type]
            for size, costs in found.items():
                panel.plot(size, costs[key], f"C{colour}" + ("x" if size == check else "o"))
            panel.plot([], [], f"C{colour}o:", label=title)
        panel.plot([], [], "kx", label=f"{check:,} dishes, not in the line")
        panel.set(xscale="log", yscale="log", xlabel="dishes")
        panel.legend(frameon=False)
        panel.grid(alpha=0.3)
        panel.spines[["top", "right"]].set_visible(False)
    file.parent.mkdir(exist_ok=True)
    figure.savefig(file, metadata={"Date": None})


if __name__ == "__main__":
    main()
