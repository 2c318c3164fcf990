"""What the commands of the command line share: how they are added, end, and tell."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from typing import Any

# Adds a command by its name, what runs it, and what it says of itself.
Command = Callable[[str, Callable[..., int], str], argparse.ArgumentParser]

DONE, AT_FAULT = 0, 1
LOOK_AT_IT = 3  # done, but something wants looking at; 2 is argparse's wrong usage


def progress(stage: str, done: int, total: int) -> None:
    """Tell on stderr how far the work is: on one line of a terminal, once a stage elsewhere."""
    if sys.stderr.isatty():
        print(f"\r{stage} {f'{done} of {total}' if total else ''}\033[K", end="", file=sys.stderr)
        if total and done == total:
            print(file=sys.stderr)
    elif total and done == total:
        print(f"{stage}: {total}", file=sys.stderr)


def print_json(data: Any) -> None:
    """Print data as a script reads it."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def tell(chosen: argparse.Namespace, data: dict[str, Any], lines: Iterable[str]) -> int:
    """Print JSON if that was chosen, else lines; return the exit status."""
    if chosen.json:
        print_json(data)
    else:
        for line in lines:
            print(line)
    return DONE
