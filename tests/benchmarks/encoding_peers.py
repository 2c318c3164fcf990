"""Ways to turn files of photos into vectors: ours, and those that people use instead."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import torch
from full_size import in_batches
from PIL import Image

from recommender.catalog import Catalog
from recommender.dish import Dish
from recommender.embeddings import SHARE, Embeddings
from recommender.encoder import Encoder, Vectors
from recommender.photos import PhotoStore, check_photo
from recommender.photos.reading import read_small
from recommender.workers import CORES, in_order

LIBRARY_BATCH = 32  # what sentence-transformers takes unless told

Files = Sequence[Path]
Measured = tuple[float, Vectors | None]  # seconds, and the vectors where they can be compared


def timed(work: Callable[[], Any]) -> Measured:
    """Return how long ``work`` took, and what it made."""
    began = time.perf_counter()
    made = work()
    return time.perf_counter() - began, made


class Ours:
    """What the app does, with one encoder."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        """Work in ``folder``."""
        self.encoder = encoder
        self._store = PhotoStore(folder / "photos")
        self._photos: dict[Path, str] = {}  # what was stored already, by its file

    def store(self, files: Files) -> None:
        """Store photos, so that :meth:`from_store` finds them."""
        photos = in_order(partial(_add, self._store), files)
        self._photos = dict(zip(files, photos, strict=True))

    def from_store(self, files: Files) -> Measured:
        """Encode photos that are stored already: colours, vectors, kept in a catalog."""
        return self._filled(_dishes(self._photos[file] for file in files), self._store)

    def imported(self, files: Files) -> Measured:
        """Check, store and encode photos, as an import does."""
        with tempfile.TemporaryDirectory() as fresh:
            store = PhotoStore(Path(fresh) / "photos")
            began = time.perf_counter()
            list(in_order(_check, files))
            dishes = _dishes(in_order(partial(_add, store), files))
            stored = time.perf_counter() - began
            encoded, vectors = self._filled(dishes, store)
        return stored + encoded, vectors

    def straight(self, files: Files) -> Measured:
        """Encode files without storing them: the least that decoding and encoding can take."""
        shares = list(in_batches(files, SHARE))
        return timed(lambda: np.concatenate(list(in_order(self._share, shares))))

    def _share(self, files: Files) -> Vectors:
        sides = (self.encoder.photo_side, self.encoder.photo_side)
        read = [read_small(file.read_bytes(), name=file.name, sides=sides) for file in files]
        return self.encoder.encode_dish_photos(read)

    def _filled(self, dishes: Sequence[Dish], store: PhotoStore) -> Measured:
        with tempfile.TemporaryDirectory() as folder:
            catalog = Catalog.open(Path(folder) / "catalog.db")
            embeddings = Embeddings(catalog, store, self.encoder)
            seconds, _ = timed(partial(embeddings.fill, dishes))
            vectors = embeddings.split(embeddings.of(dishes))[0]
            catalog.close()
        return seconds, vectors


def _check(file: Path) -> None:
    check_photo(file.read_bytes(), name=file.name)


def _add(store: PhotoStore, file: Path) -> str:
    return store.add(file.read_bytes(), name=file.name)


def _dishes(photos: Iterable[str]) -> list[Dish]:
    return [
        Dish(id=f"dish-{number}", name="Green curry", price=9.5, photo=photo)
        for number, photo in enumerate(photos)
    ]


class Forward:
    """The bare forward pass on tensors that are prepared already."""

    def __init__(self, run: Callable[[torch.Tensor], object], side: int, batch: int) -> None:
        """Run batches of ``batch`` random pictures of ``side`` pixels."""
        self._run = run
        self._pictures = torch.randn(batch, 3, side, side)

    def all_cores_on_one(self, files: Files) -> Measured:
        """Encode one batch after the other, each on all cores: torch's own way."""
        torch.set_num_threads(CORES)
        return timed(lambda: [self._forward(batch) for batch in self._batches(files)])[0], None

    def one_core_each(self, files: Files) -> Measured:
        """Encode as many batches at once as there are cores."""
        return timed(lambda: list(in_order(self._alone, self._batches(files))))[0], None

    def _batches(self, files: Files) -> list[Files]:
        return list(in_batches(files, len(self._pictures)))

    def _alone(self, batch: Files) -> None:
        torch.set_num_threads(1)
        self._forward(batch)

    def _forward(self, batch: Files) -> None:
        with torch.inference_mode():
            self._run(self._pictures[: len(batch)])


class Library:
    """sentence-transformers and transformers, as their documentation uses them."""

    def __init__(self, model: Any) -> None:
        """Use a loaded model of sentence-transformers."""
        self._model = model
        self._clip, self._processor = model[0].model, model[0].processor

    def exact(self, files: Files) -> Vectors:
        """Return what the library itself makes of each whole photo."""
        return np.concatenate([self._encoded([Image.open(file)]) for file in files])

    def one_by_one(self, files: Files) -> Measured:
        """Resize, then let the library resize again, a photo at a time."""
        torch.set_num_threads(CORES)

        def one(file: Path) -> Vectors:
            return self._encoded([Image.open(file).convert("RGB").resize((224, 224))])

        return timed(lambda: np.concatenate([one(file) for file in files]))

    def paths(self, files: Files) -> Measured:
        """Hand all paths to ``encode``."""
        torch.set_num_threads(CORES)
        return timed(lambda: self._encoded([str(file) for file in files]))

    def batches(self, files: Files) -> Measured:
        """Use transformers' CLIPModel and its processor, in batches."""
        torch.set_num_threads(CORES)

        def batch(some: Files) -> Vectors:
            pictures = [Image.open(file) for file in some]
            inputs = self._processor(images=pictures, return_tensors="pt")
            with torch.inference_mode():
                rows = self._clip.get_image_features(**inputs).pooler_output
            return np.asarray(torch.nn.functional.normalize(rows, dim=1))

        return timed(lambda: np.concatenate([batch(b) for b in in_batches(files, LIBRARY_BATCH)]))

    def words(self, text: str) -> Vectors:
        """Encode a short text as the library's documentation does."""
        torch.set_num_threads(CORES)
        return self._encoded([text])

    def padded_words(self, text: str) -> Vectors:
        """Encode a short text padded to 77 tokens, as the paper's own code does."""
        torch.set_num_threads(CORES)
        inputs = self._processor(text=[text], padding="max_length", return_tensors="pt")
        with torch.inference_mode():
            rows = self._clip.get_text_features(**inputs).pooler_output
        return np.asarray(torch.nn.functional.normalize(rows, dim=1))

    def _encoded(self, inputs: Sequence[Any]) -> Vectors:
        rows = self._model.encode(inputs, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(rows, np.float32)


def open_clip(files: Files, installed: Path) -> Measured:
    """Let open_clip encode in batches, in a process of its own, with weights of its own."""
    script = Path(__file__).with_name("encoding_open_clip.py")
    command = [sys.executable, str(script), str(installed), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])["seconds"], None
