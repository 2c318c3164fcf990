"""Photos in a bucket: one store for app processes on several machines, in anything S3-compatible.

The names in it are those in a folder of photos, so that one can be copied into the other by any
tool. Objects are put whole or not at all, and a name says its content, so nothing is put twice.
Keys, region and the address of another service than Amazon's are found as every S3 client finds
them: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL, or the files in ``~/.aws``.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any, NamedTuple

from recommender.because import Because
from recommender.errors import PhotosUnavailable

FRESH_S = 24 * 3600  # what was put or claimed since then is not put again to say so
# A guest's page waits for photos no longer than this; an import is told, and can be repeated.
_PATIENCE = {"connect_timeout": 3, "read_timeout": 10, "retries": {"max_attempts": 1}}
TRIES = 2  # s3fs's own, beside those


class Kept(NamedTuple):
    """What is known of a stored file."""

    size: int
    modified: float  # seconds since the epoch


class Bucket:
    """The files under one address such as ``s3://bucket/folder``."""

    def __init__(self, address: str) -> None:
        """Prepare to reach it; the first file that is read or written does.

        Raises:
            PhotosUnavailable: the package that speaks S3 is not installed.
        """
        self.address = address.rstrip("/")
        if find_spec("s3fs") is None:
            reason = Because(
                "the package s3fs is missing; pip install -r recommender/deploy/requirements-s3.txt"
            )
            raise PhotosUnavailable(place=self.address, reason=reason)
        import fsspec

        self._files: Any = fsspec.filesystem(
            "s3", config_kwargs=_PATIENCE, use_listings_cache=False
        )
        self._files.retries = TRIES

    def read(self, name: str) -> bytes | None:
        """Return a file's content; None when it is not there."""
        with self._failing_as_unavailable():
            try:
                return bytes(self._files.cat_file(self._path(name)))
            except FileNotFoundError:
                return None

    def keep(self, name: str, data: bytes) -> None:
        """Put a file unless it is there, and let it look as new as if it came today."""
        known = self.known(name)
        if known is None or time.time() - known.modified > FRESH_S:
            with self._failing_as_unavailable():
                self._files.pipe_file(self._path(name), data)

    def known(self, name: str) -> Kept | None:
        """Return what is known of a file; None when it is not there."""
        with self._failing_as_unavailable():
            try:
                return _kept(self._files.info(self._path(name)))
            except FileNotFoundError:
                return None

    def listed(self) -> dict[str, Kept]:
        """Return what is known of the files that lie in no folder of their own, by their names."""
        with self._failing_as_unavailable():
            try:
                found = self._files.ls(self._path(""), detail=True)
            except FileNotFoundError:  # a bucket has no empty folders
                return {}
        files = [each for each in found if each["type"] == "file"]
        return {each["name"].rpartition("/")[2]: _kept(each) for each in files}

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        with self._failing_as_unavailable():
            self._files.rm_file(self._path(name))

    def _path(self, name: str) -> str:
        return f"{self.address}/{name}"

    @contextmanager
    def _failing_as_unavailable(self) -> Iterator[None]:
        from botocore.exceptions import BotoCoreError

        try:
            yield
        except (OSError, BotoCoreError) as error:
            first = (str(error).splitlines() or [type(error).__name__])[0]
            raise PhotosUnavailable(place=self.address, reason=first.rstrip(".")) from None


def _kept(facts: dict[str, Any]) -> Kept:
    return Kept(int(facts["size"]), facts["LastModified"].timestamp())
