"""Fit the space of the built-in encoder's photo half on a folder of food photos.

    python tests/benchmarks/fit_photo_space.py FOLDER

FOLDER has ``photos/`` of a menu and, for the printed figures, ``query_photos/`` and
``photo_pairs_dev.csv`` with judged pairs. Writes ``recommender/encoder/photo_space.npz``.
"""

import sys
from pathlib import Path

import numpy as np

from recommender.encoder.built_in import PHOTO_BATCH, PHOTO_SPACE, efficientnet, photo_features
from recommender.photos import read_photo

COMPONENTS = 256


def main(folder: Path) -> None:
    """Fit on every photo of the menu and write the space."""
    files = sorted((folder / "photos").iterdir())
    photos = [read_photo(file.read_bytes(), name=file.name) for file in files]
    batches = [photos[start : start + PHOTO_BATCH] for start in range(0, len(photos), PHOTO_BATCH)]
    features = np.concatenate([photo_features(efficientnet(), batch) for batch in batches])
    mean = features.mean(axis=0)
    _, spread, directions = np.linalg.svd(features - mean, full_matrices=False)
    kept = (spread[:COMPONENTS] ** 2).sum() / (spread**2).sum()
    np.savez_compressed(
        PHOTO_SPACE,
        mean=mean.astype(np.float32),
        components=directions[:COMPONENTS].T.astype(np.float16),
    )
    print(f"{len(files)} photos, {COMPONENTS} components, {kept:.1%} of the variance")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
