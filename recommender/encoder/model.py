"""A model of sentence-transformers: loaded from a folder, and never asked to open or fetch."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sentence_transformers import SentenceTransformer

from recommender.because import Because
from recommender.encoder import Vectors
from recommender.errors import EncoderUnavailable

BATCH = 16  # 8-16 reach most of the processor's limit; 32 gains nothing and holds more memory


def load_model(folder: Path, *, name: str, reads: set[str], max_tokens: int) -> SentenceTransformer:
    """Load the model in ``folder``, which must read ``reads``; longer text is cut at the tail.

    Raises:
        EncoderUnavailable: the folder holds no model, one that reads something else, or one with
            weights that are no numbers, whose vectors would be like no dish's.
    """
    try:
        # An absolute folder and local_files_only: the hub is never asked.
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except (OSError, ValueError, KeyError, RuntimeError, ImportError, AttributeError) as error:
        reason = Because(
            "{folder} does not hold a model that can be read ({error})",
            folder=str(folder),
            error=_brief(error),
        )
        raise EncoderUnavailable(model=name, reason=reason) from None
    if not reads <= set(model.modalities):
        reason = Because("it does not read {wanted}", wanted=" + ".join(sorted(reads)))
        raise EncoderUnavailable(model=name, reason=reason)
    # Of 151 million weights 55 ms; looking at each by itself takes 600.
    if not all(weights.sum(dtype=torch.float32).isfinite() for weights in model.parameters()):
        reason = Because("{folder} is damaged: weights in it are no numbers", folder=str(folder))
        raise EncoderUnavailable(model=name, reason=reason)
    model.max_seq_length = max_tokens
    return model.eval()


def looked_at(model: SentenceTransformer) -> int:
    """Return how many pixels of a photo's short side a model of words and photos looks at."""
    processor: Any = model[0].processor
    return int(processor.image_processor.size["shortest_edge"])


def encode(model: SentenceTransformer, inputs: Sequence[Mapping[str, Any]]) -> Vectors:
    """Return a unit row for each of ``inputs``, of which there is at least one.

    Inputs name their modality, as in ``{"text": words}``: the library guesses that of a plain
    string, and would open a path and fetch an address that a guest types.
    """
    with torch.inference_mode():
        rows = model.encode(
            list(inputs), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
    vectors = np.asarray(rows, dtype=np.float32)
    assert len(vectors) == len(inputs)
    return vectors


def _brief(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
