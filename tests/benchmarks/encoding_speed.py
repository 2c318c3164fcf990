"""Measure how fast photos become vectors, ours beside others' ways, as Markdown tables.

    python tests/benchmarks/encoding_speed.py FOLDER [--photos N] [--rounds N] [--peers PEERS]

FOLDER keeps what is made for it: a ViT-B/32 of full size with random weights in the hub's layout
(607 MB) and N photos of 12 megapixels. With 32 photos and 3 rounds it takes some seven minutes on
two cores, making the photos a minute more. PEERS is where open_clip was put, see
requirements-open-clip.txt beside this file. All ways take turns, so that other load on the machine
meets each alike.
"""

import argparse
import os
import platform
import resource
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
import torch
from encoding_peers import Files, Forward, Library, Measured, Ours, open_clip
from full_size import cosines, full_size_clip, large_photos
from PIL import Image

from recommender.encoder.built_in import PHOTO_BATCH, PHOTO_SIDE, BuiltInEncoder, efficientnet
from recommender.encoder.clip import ClipEncoder
from recommender.photos import read_photo
from recommender.photos.reading import read_small
from recommender.workers import CORES

GFLOP_A_PHOTO = 8.8  # ViT-B/32: 50 tokens through 12 layers, and the patches
MATRIX = 2_048  # rows of the square matrices that the peak is measured with
BARE, BARE_EACH = "bare forward pass, all cores on a batch", "bare forward pass, a batch a core"
WORDS = ("green curry", "lemon tart", "warm bread", "onion soup", "fried rice")
Ways = Mapping[str, Callable[[Files], Measured]]


class Turn(NamedTuple):
    """What one way did in one round."""

    rate: float  # photos a second
    cpu: float  # milliseconds of all cores, a photo
    memory: float  # MB at the peak, above what was loaded before
    vectors: np.ndarray | None


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--photos", type=int, default=32, metavar="N")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--peers", type=Path, metavar="PEERS")
    chosen = parser.parse_args()
    files = large_photos(chosen.folder / "photos", chosen.photos)
    model = full_size_clip(chosen.folder / "clip-ViT-B-32")
    print(f"{machine()}; {len(files)} photos of 12 megapixels, {chosen.rounds} rounds.\n")
    clip = ClipEncoder(model, name="full-size")
    library = Library(clip._model)
    peak = matmul_peak()
    print_clip(clip, library, files, chosen, peak)
    print_built_in(files, chosen)
    print_words(clip, library, Ours(clip, chosen.folder / "clip"), files)


def print_clip(
    clip: ClipEncoder, library: Library, files: Files, chosen: argparse.Namespace, peak: float
) -> None:
    """Print the table of CLIP's photos, and what two cores allow."""
    ours = Ours(clip, chosen.folder / "clip")
    ours.store(files)
    run = partial(_features, clip)
    ways: Ways = {
        BARE: Forward(run, 224, 16).all_cores_on_one,
        BARE_EACH: Forward(run, 224, 8).one_core_each,
        "the app, photos in its store": ours.from_store,
        "the app, files straight to vectors": ours.straight,
        "the app, whole import: check, store, encode": ours.imported,
        "a photo at a time, resized twice": library.one_by_one,
        "`SentenceTransformer.encode(paths)`": library.paths,
        "transformers' `CLIPModel`, batches of 32": library.batches,
    }
    if chosen.peers:
        ways = {**ways, "open_clip, batches of 32": partial(open_clip, installed=chosen.peers)}
    turns = rounds(ways, files, chosen.rounds)
    print(f"CLIP ViT-B/32, matrix multiplication at {peak:.0f} GFLOP/s at best:\n")
    print_table(turns, exact=library.exact(files), peak=peak)
    decoding = _cpu_ms(partial(_decoded, side=clip.photo_side), files)
    bare = median(turn.cpu for turn in turns[BARE_EACH])
    print(
        f"\nDecoding 12 megapixels to what is looked at takes {decoding:.0f} ms of a core, the "
        f"forward pass {bare:.0f}: from such files no way on these cores can reach more than "
        f"{bare / (bare + decoding):.2f} of the quickest bare pass.\n"
    )


def print_built_in(files: Files, chosen: argparse.Namespace) -> None:
    """Print the table of the built-in encoder's photos."""
    encoder = BuiltInEncoder()
    ours = Ours(encoder, chosen.folder / "built-in")
    ours.store(files)
    forward = Forward(efficientnet().extract_features, PHOTO_SIDE, PHOTO_BATCH)
    ways: Ways = {
        BARE: forward.all_cores_on_one,
        BARE_EACH: forward.one_core_each,
        "the app, photos in its store": ours.from_store,
        "the app, files straight to vectors": ours.straight,
        "the app, whole import: check, store, encode": ours.imported,
    }
    turns = rounds(ways, files, chosen.rounds)
    whole = [read_photo(file.read_bytes(), name=file.name) for file in files]
    print("Built-in encoder (EfficientNet-Lite2):\n")
    print_table(turns, exact=encoder.encode_dish_photos(whole))


def print_words(clip: ClipEncoder, library: Library, ours: Ours, files: Files) -> None:
    """Print how long a guest's words take, alone and while a menu is encoded."""
    built_in = BuiltInEncoder()
    alone = {
        "the app, a caption and the words": clip.encode_query_words,
        "the app, CLIP's one text": lambda text: clip._encode_words([text]),
        "`SentenceTransformer.encode(text)`": library.words,
        "transformers' `CLIPModel`, padded to 77": library.padded_words,
        "the app, built-in encoder": built_in.encode_query_words,
    }
    print("\n| a guest's words | ms, median | 95% |\n| --- | ---: | ---: |")
    for name, encode in alone.items():
        print(_words_row(name, encode))
    with encoding(ours, files):
        busy = "the app, CLIP, while photos are encoded"
        print(_words_row(busy, clip.encode_query_words))
        print(_words_row(f"{busy}: built-in", built_in.encode_query_words))


def _words_row(name: str, encode: Callable[[str], object]) -> str:
    times = []
    for text in WORDS * 6:
        began = time.perf_counter()
        encode(text)
        times.append((time.perf_counter() - began) * 1000)
    counted = times[len(WORDS) :]
    return f"| {name} | {median(counted):.0f} | {quantiles(counted, n=20)[-1]:.0f} |"


@contextmanager
def encoding(ours: Ours, files: Files) -> Iterator[None]:
    """Encode stored photos again and again in another thread, until the end."""
    ended = threading.Event()

    def again() -> None:
        while not ended.is_set():
            ours.from_store(files)

    thread = threading.Thread(target=again)
    ours.store(files)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def rounds(ways: Ways, files: Files, count: int) -> dict[str, list[Turn]]:
    """Let each way have its turn in every round, after a first one that does not count."""
    for way in ways.values():
        way(files[:2])
    turns: dict[str, list[Turn]] = {name: [] for name in ways}
    for _ in range(count):
        for name, way in ways.items():
            turns[name].append(_turn(way, files))
    return turns


def _turn(way: Callable[[Files], Measured], files: Files) -> Turn:
    before, cpu = _peak_memory(forget=True), time.process_time()
    seconds, vectors = way(files)
    spent = (time.process_time() - cpu) * 1000 / len(files)
    return Turn(len(files) / seconds, spent, max(0.0, _peak_memory() - before), vectors)


def _peak_memory(*, forget: bool = False) -> float:
    """Return the most memory that was used, in MB; since it was last forgotten, on Linux."""
    if sys.platform == "linux":
        if forget:
            Path("/proc/self/clear_refs").write_text("5")
        status = Path("/proc/self/status").read_text().split("VmHWM:")[1]
        return int(status.split()[0]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def print_table(
    turns: Mapping[str, Sequence[Turn]], *, exact: np.ndarray, peak: float | None = None
) -> None:
    """Print a row for each way; ratios are medians of the rounds' own."""
    print(
        "| way | photos/s (spread) | of bare, all | of bare, each | CPU ms | MB | cosine | peak |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, taken in turns.items():
        rates = [turn.rate for turn in taken]
        cells = [
            f"{median(rates):.1f} ({min(rates):.1f}-{max(rates):.1f})",
            *(f"{_ratio(taken, turns[bare]):.2f}" for bare in (BARE, BARE_EACH)),
            f"{median(turn.cpu for turn in taken):.0f}",
            f"{max(turn.memory for turn in taken):.0f}",
            _least_cosine(taken, exact),
            f"{median(rates) * GFLOP_A_PHOTO / peak:.0%}" if peak else "",
        ]
        print(f"| {name} | {' | '.join(cells)} |")


def _ratio(taken: Sequence[Turn], bare: Sequence[Turn]) -> float:
    return median(one.rate / other.rate for one, other in zip(taken, bare, strict=True))


def _least_cosine(taken: Sequence[Turn], exact: np.ndarray) -> str:
    made = [turn.vectors for turn in taken if turn.vectors is not None]
    return f"{min(cosines(vectors, exact).min() for vectors in made):.5f}" if made else ""


def matmul_peak() -> float:
    """Return the most GFLOP/s that torch multiplies matrices with, on all cores."""
    torch.set_num_threads(CORES)
    one, other = torch.randn(MATRIX, MATRIX), torch.randn(MATRIX, MATRIX)
    seconds = []
    for _ in range(10):
        began = time.perf_counter()
        one @ other
        seconds.append(time.perf_counter() - began)
    return 2 * MATRIX**3 / min(seconds) / 1e9


def _features(clip: ClipEncoder, pictures: torch.Tensor) -> object:
    return clip._model[0].model.get_image_features(pixel_values=pictures)


def _decoded(file: Path, side: int) -> Image.Image:
    return read_small(file.read_bytes(), name=file.name, sides=(side, side))


def _cpu_ms(work: Callable[[Path], object], files: Files) -> float:
    times = []
    for file in files[:8]:
        began = time.thread_time()
        work(file)
        times.append((time.thread_time() - began) * 1000)
    return median(times)


def machine() -> str:
    """Return a line about where this was measured."""
    cpu = platform.processor() or platform.machine()
    if sys.platform == "linux":
        names = [
            line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line
        ]
        cpu = names[0].split(":")[1].strip() if names else cpu
    packages = ("torch", "transformers", "sentence-transformers", "pillow")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return f"{CORES} cores, {cpu}, load {os.getloadavg()[0]:.1f}; Python {platform.python_version()}, {versions}"


if __name__ == "__main__":
    main()
