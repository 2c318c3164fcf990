"""Measure what passes between starting the app and its first answers, as Markdown tables.

    python tests/benchmarks/starting_speed.py DATA [--rounds N] [--model MODEL]

DATA is a folder with the data folder of a menu, such as ``10000-dishes``, for each size; they are
copied before the app runs on them. A visitor without a browser asks for the first page as soon as
the server answers, and for words as soon as the app says that it can be asked. "Killed" is a start
after the process was ended while it wrote to the index, whose files are worthless then. It takes
some 20 seconds a round with 1,000 dishes and two minutes with 100,000.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "browser"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hostile"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import httpx
from crowd_session import Answer, Session
from measuring import line as row
from measuring import machine
from running_app import App

from recommender.config import BUILT_IN, PROJECT

ROUNDS = 3
PATIENCE_S = 600.0
POLL_S = 0.05
STEPS = ("the server answers", "the menu can be browsed", "words can be searched", "memory, MB")
IMPORTED = ("streamlit", "sqlalchemy", "chromadb", "pandas", "torch", "sentence_transformers")
Figures = dict[str, list[float]]


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")
    parser.add_argument("--model", default=BUILT_IN)
    chosen = parser.parse_args()
    menus = sorted(chosen.data.glob("*-dishes"), key=_size)
    measured: dict[tuple[int, str], Figures] = {}
    for menu in menus:
        with copied(menu) as data:
            begin(data, chosen.model)  # makes what is made once
            for how in ("again", "killed"):
                figures: Figures = {step: [] for step in STEPS}
                for _ in range(chosen.rounds):
                    if how == "killed":
                        spoil(data)
                    for step, value in begin(data, chosen.model).items():
                        figures[step].append(value)
                measured[_size(menu), how] = figures
    print(
        "\n\n".join(
            [
                machine("streamlit", "chromadb", "torch", "sentence-transformers"),
                table(measured),
                imports_table(imported()),
            ]
        )
    )


def _size(menu: Path) -> int:
    return int(menu.name.split("-")[0])


@contextmanager
def copied(menu: Path) -> Iterator[Path]:
    """Copy a data folder for as long as it is needed."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(copytree(menu, Path(folder) / "data"))


def spoil(data: Path) -> None:
    """Leave the index as a process does that is killed while it writes to it."""
    for generation in (data / "index").glob("menu-*.[0-9]*[0-9]"):
        generation.with_name(f"{generation.name}.busy").touch()


def begin(data: Path, model: str) -> Mapping[str, float]:
    """Start the app, ask for a page and for words, and return when each came, in seconds."""
    app = App(data, model=model, output=data / "app.log")
    began = time.perf_counter()
    with app, Session(app.address) as session:
        answers = time.perf_counter() - began
        _until_cards(session, "")
        browsable = time.perf_counter() - began
        with httpx.Client(base_url=app.address, timeout=PATIENCE_S) as client:
            _until_ready(client)
        _until_cards(session, "q=tomato+soup")
        searchable = time.perf_counter() - began
        return dict(zip(STEPS, (answers, browsable, searchable, resident_mb(app.pid)), strict=True))


def _until_cards(session: Session, query: str) -> Answer:
    """Ask for the page until it shows dishes."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        answer = session.ask("", query)
        if answer.cards:
            return answer
        time.sleep(POLL_S)
    raise TimeoutError(f"no dishes came for {query!r}")


def _until_ready(client: httpx.Client) -> None:
    end = time.monotonic() + PATIENCE_S
    while not client.get("/health").json()["encoder"]:
        if time.monotonic() > end:
            raise TimeoutError("words could not be searched")
        time.sleep(POLL_S)


def resident_mb(process: int) -> float:
    """Return the memory that a process holds."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) / 1e3 if found else 0.0


def imported() -> Mapping[str, float]:
    """Return how many seconds the libraries take to be imported, each with all that it needs."""
    found: dict[str, float] = {}
    for library in (*IMPORTED, "recommender.restaurant"):
        command = [sys.executable, "-c", f"import time; b=time.time(); import {library}"]
        command[-1] += "; print(time.time() - b)"
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
        found[library] = float(done.stdout.splitlines()[-1])
    return found


def table(measured: Mapping[tuple[int, str], Figures]) -> str:
    """Return a row for each menu and way of starting: medians, and in brackets the slowest."""
    lines = [row(["dishes", "start", *STEPS]), row(["---:", "---", *["---:"] * len(STEPS)])]
    for (count, how), figures in measured.items():
        cells = [_told(figures[step], step) for step in STEPS]
        lines.append(row([f"{count:,}", how, *cells]))
    return "\n".join(lines)


def _told(values: Sequence[float], step: str) -> str:
    if "MB" in step:
        return f"{median(values):,.0f}"
    return f"{median(values):.1f} s ({max(values):.1f})"


def imports_table(seconds: Mapping[str, float]) -> str:
    """Return what importing takes."""
    lines = [row(["imported by itself", "seconds"]), row(["---", "---:"])]
    lines += [row([f"`{name}`", f"{value:.1f}"]) for name, value in seconds.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
