"""Files that are there whole or not at all."""

import os
import tempfile
from pathlib import Path

from recommender.because import Because
from recommender.errors import UnusablePhoto


def is_whole(path: Path) -> bool:
    """Return whether a JPEG has its beginning and its end, without decoding it."""
    try:
        with path.open("rb") as file:
            begins = file.read(2) == b"\xff\xd8"
            file.seek(-2, os.SEEK_END)
            return begins and file.read(2) == b"\xff\xd9"
    except OSError:  # missing, or too short to have an end
        return False


def holds(path: Path, data: bytes) -> bool:
    """Return whether a file has this very content."""
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def content_of(path: Path) -> bytes:
    """Return the bytes of a stored photo.

    Raises:
        UnusablePhoto: its file is lost or cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        reason = Because(
            "{error}; restore the photos folder or add the photo again", error=error.strerror
        )
        raise UnusablePhoto(file=path.name, reason=reason) from None


def write_whole(path: Path, data: bytes) -> None:
    """Write under a temporary name and rename, so that no half file ever has the final name."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)  # there no more, unless something failed
