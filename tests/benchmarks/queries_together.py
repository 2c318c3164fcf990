"""Let more and more guests search by words at once, each alone and all together, as a table.

    python tests/benchmarks/queries_together.py FOLDER [--guests 1 4 16 32] [--seconds 2]
        [--rounds 3] [--most 16 32] [--at-once 1 2]

FOLDER keeps a ViT-B/32 of full size with random weights in the hub's layout (607 MB); it is made
unless it is there. Every request is of words that were not asked before. All ways take turns in
one process, so that other load meets each alike; figures are medians of the rounds. It takes two
minutes on two cores that are quiet; more of --most and --at-once take longer.
"""

import argparse
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count, product
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from full_size import cosines, full_size_clip
from machine import machine, row

from recommender.encoder import Vectors
from recommender.encoder.built_in import BuiltInEncoder
from recommender.encoder.clip import ClipEncoder
from recommender.encoder.language import ENGLISH
from recommender.encoder.threads import on_one_core
from recommender.encoder.together import AT_ONCE, MOST, Together

FOODS = ("curry", "tart", "soup", "rice", "bread", "salad", "noodles", "stew", "pie", "risotto")
WITH = ("lemon", "onion", "prawns", "tofu", "spinach", "mushrooms", "coconut", "beans")
STYLES = ("", "a light ", "something warm like ", "grandmother's slowly cooked ")
CHECKED = 100  # requests whose vectors and nearest dishes are compared
NEAREST = 10
ALONE = "each alone"
Reading = Callable[[Sequence[str]], Vectors]
Ways = Mapping[str, Callable[[str], object]]


class Turn(NamedTuple):
    """What one way did in one turn."""

    rate: float  # requests a second
    waits: list[float]  # milliseconds


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--guests", type=int, nargs="+", default=(1, 4, 16, 32), metavar="N")
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, nargs="+", default=(MOST,), metavar="N")
    parser.add_argument("--at-once", type=int, nargs="+", default=(AT_ONCE,), metavar="N")
    chosen = parser.parse_args()
    clip = ClipEncoder(full_size_clip(chosen.folder / "clip-ViT-B-32"), name="full-size")
    built_in = BuiltInEncoder()
    print(f"{machine()}\n")
    print_agreement("CLIP", clip._encode_words)
    print_agreement("built-in", built_in._encode_words)
    titles = ("encoder", "guests", "way", "requests a second", "ms, median", "95%", "gain")
    print(f"\n{row(titles)}\n{row(['---', '---:', '---', *['---:'] * 4])}")
    print_rows("CLIP", _clip_ways(clip, chosen), chosen)
    print_rows("built-in", _built_in_ways(built_in, chosen), chosen)


def _clip_ways(clip: ClipEncoder, chosen: argparse.Namespace) -> Ways:
    """Return how a request becomes its caption and its words, by each way of reading."""

    def asking(read: Reading) -> Callable[[str], object]:
        return lambda text: (on_one_core(), clip._asked(text, ENGLISH, read))

    return {name: asking(read) for name, read in _readings(clip._encode_words, chosen)}


def _built_in_ways(encoder: BuiltInEncoder, chosen: argparse.Namespace) -> Ways:
    def asking(read: Reading) -> Callable[[str], object]:
        return lambda text: (on_one_core(), read([text]))

    return {name: asking(read) for name, read in _readings(encoder._encode_words, chosen)}


def _readings(encode: Reading, chosen: argparse.Namespace) -> Iterator[tuple[str, Reading]]:
    yield ALONE, encode
    for most, cores in product(chosen.most, chosen.at_once):
        together = Together(encode, most=most, at_once=cores)
        yield f"together, {most} texts, {cores} at once", together.encode


def print_rows(encoder: str, ways: Ways, chosen: argparse.Namespace) -> None:
    """Print how so many guests are answered by each way, the first being what others gain on."""
    for guests in chosen.guests:
        turns: dict[str, list[Turn]] = {name: [] for name in ways}
        for _ in range(chosen.rounds):
            for name, ask in ways.items():
                turns[name].append(_turn(ask, guests, chosen.seconds))
        for name, taken in turns.items():
            gains = [one.rate / base.rate for one, base in zip(taken, turns[ALONE], strict=True)]
            waits = [wait for one in taken for wait in one.waits]
            rates = [one.rate for one in taken]
            rate = f"{median(rates):.0f} ({min(rates):.0f}-{max(rates):.0f})"
            figures = (rate, f"{median(waits):.0f}", f"{quantiles(waits, n=20)[-1]:.0f}")
            print(row((encoder, str(guests), name, *figures, f"{median(gains):.2f}")), flush=True)


def _turn(ask: Callable[[str], object], guests: int, seconds: float) -> Turn:
    waits: list[float] = []
    began = time.perf_counter()

    def search() -> None:
        while (asked := time.perf_counter()) < began + seconds:
            ask(next(WORDS))
            waits.append((time.perf_counter() - asked) * 1_000)

    threads = [threading.Thread(target=search) for _ in range(guests)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return Turn(len(waits) / (time.perf_counter() - began), waits)


def _words() -> Iterator[str]:
    """Yield requests of two to six words, no two alike."""
    for number in count(1):
        for style, food, beside in product(STYLES, FOODS, WITH):
            yield f"{style}{food} {beside} {number}"


WORDS = _words()


def print_agreement(encoder: str, encode: Reading) -> None:
    """Print whether vectors and nearest texts are the same in a batch as alone."""
    texts = [next(WORDS) for _ in range(CHECKED)]
    alone, batched = np.vstack([encode([text]) for text in texts]), encode(texts)
    dishes = encode([f"{food} with {beside}" for food, beside in product(FOODS, WITH)])
    orders = [np.argsort(-(rows @ dishes.T), axis=1)[:, :NEAREST] for rows in (alone, batched)]
    same = int((orders[0] == orders[1]).all(axis=1).sum())
    print(
        f"{encoder}: of {CHECKED} requests alone and in batches the least cosine is "
        f"{cosines(alone, batched).min():.7f}; the nearest {NEAREST} of {len(dishes)} dishes are "
        f"the same, in the same order, for {same}."
    )


if __name__ == "__main__":
    main()
