"""What encoding is measured with: a CLIP of full size with random weights, and large photos."""

import io
import random
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "encoder"))

from checkpoint import END, START, byte_tokens, with_modules

from recommender.glossary.book import rows

TWELVE_MEGAPIXELS = (4032, 3024)  # what a phone takes
JPEG_QUALITY = 90
GRAIN = 6.0  # spread of a sensor's noise: with it such a photo has 3 MB or so, as a phone's has
VOCABULARY = 49_408  # tokens of ViT-B/32
FILLER = 3_000  # words of the glossary that become one token each, as common words are


def full_size_clip(folder: Path) -> Path:
    """Return a ViT-B/32 in the hub's layout, 607 MB, made in ``folder`` unless it is there."""
    if not (folder / "modules.json").exists():
        _write_clip(folder / "0_CLIPModel")
        with_modules(folder, [("0_CLIPModel", "sentence_transformers.models.CLIPModel")])
    return folder


def _write_clip(folder: Path) -> None:
    import torch
    from transformers import (
        CLIPConfig,
        CLIPImageProcessor,
        CLIPModel,
        CLIPProcessor,
        CLIPTokenizerFast,
    )

    torch.manual_seed(1)
    tokens, merges = _vocabulary()
    text = {
        "vocab_size": VOCABULARY,
        "bos_token_id": tokens[START],
        "eos_token_id": tokens[END],
        "pad_token_id": tokens[END],
    }
    CLIPModel(CLIPConfig(text_config=text)).eval().save_pretrained(folder)
    CLIPProcessor(
        CLIPImageProcessor(), CLIPTokenizerFast(vocab=tokens, merges=merges)
    ).save_pretrained(folder)


def _vocabulary() -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Return the tokens and the merges of a tokenizer that knows the words of menus."""
    tokens = list(byte_tokens())[:-2]
    known, merges = set(tokens), []
    words = {part for row in rows() for part in row.concept.split() if part.isascii()}
    for word in [*("a", "of", "photo", "type", "food"), *sorted(words)][:FILLER]:
        letters = [*word[:-1], f"{word[-1]}</w>"]
        joined = letters[0]
        for letter in letters[1:]:
            if joined + letter not in known:
                known.add(joined + letter)
                tokens.append(joined + letter)
                merges.append((joined, letter))
            joined += letter
    numbered = {token: number for number, token in enumerate(tokens)}
    return numbered | {START: VOCABULARY - 2, END: VOCABULARY - 1}, merges


def large_photos(folder: Path, count: int, size: tuple[int, int] = TWELVE_MEGAPIXELS) -> list[Path]:
    """Return ``count`` JPEGs of different plates of this size; those that are there are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"plate-{size[0]}-{number:05}.jpg" for number in range(count)]
    for number, file in enumerate(files):
        if not file.exists():
            file.write_bytes(plate(number, size))
    return files


def plate(number: int, size: tuple[int, int]) -> bytes:
    """Return a JPEG with round things of many colours on a table, as noisy as a photo."""
    chance = random.Random(number)
    width, height = size
    picture = Image.new("RGB", size, _colour(chance))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((width * 0.1, height * 0.05, width * 0.9, height * 0.95), fill=_colour(chance))
    for _ in range(400):
        x, y = chance.randrange(width), chance.randrange(height)
        reach = chance.randrange(width // 100 + 1, width // 12 + 2)
        pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=_colour(chance))
    noise = np.roll(_grain(width, height), number * 7919, axis=1)
    grainy = np.clip(np.asarray(picture, np.float32) + noise, 0, 255).astype(np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(grainy).save(buffer, "JPEG", quality=JPEG_QUALITY)
    return buffer.getvalue()


@cache
def _grain(width: int, height: int) -> np.ndarray:
    noise = np.random.default_rng(1).normal(0, GRAIN, (height, width, 1))
    return noise.astype(np.float32)


def _colour(chance: random.Random) -> tuple[int, int, int]:
    return chance.randrange(256), chance.randrange(256), chance.randrange(256)


def cosines(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the cosine of each row with its counterpart."""
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    return (one * other).sum(axis=1) / lengths


def in_batches(values: Sequence[Path], size: int) -> Iterator[Sequence[Path]]:
    """Yield ``values`` in order, at most ``size`` at a time."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
