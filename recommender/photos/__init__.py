"""Photos: opened safely, upright, bounded, without metadata, stored once under their content."""

from recommender.photos.bucket import Bucket
from recommender.photos.kept import THUMBNAIL, card_picture, logo_picture, photo_id
from recommender.photos.reading import (
    MAX_FILE_BYTES,
    MAX_PIXELS,
    MIN_SIDE,
    STORED_SIDE,
    SUFFIXES,
    check_photo,
    read_photo,
)
from recommender.photos.store import PhotoStore

__all__ = [
    "MAX_FILE_BYTES",
    "MAX_PIXELS",
    "MIN_SIDE",
    "STORED_SIDE",
    "SUFFIXES",
    "THUMBNAIL",
    "Bucket",
    "PhotoStore",
    "card_picture",
    "check_photo",
    "logo_picture",
    "photo_id",
    "read_photo",
]
