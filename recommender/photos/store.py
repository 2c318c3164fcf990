"""The photos of a menu in a folder: without metadata, each stored once under its content."""

import logging
import os
import time
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from PIL import Image

from recommender.because import sentence
from recommender.errors import FolderUnusable, PhotosUnavailable, UnusablePhoto
from recommender.photos.bucket import Bucket, Kept
from recommender.photos.files import content_of, holds, is_whole, write_whole
from recommender.photos.kept import as_stored, card_picture, content_id, logo_picture
from recommender.photos.reading import read_photo, read_small

log = logging.getLogger(__name__)

RETRY_S = 10.0  # how long a page shows no more photos than it has before a lost bucket is asked


class PhotoStore:
    """The photos of a menu in a folder; each has the SHA-256 of its stored bytes as its id.

    With a bucket the folder is what this machine has fetched of it, and what it adds is in both
    before the id is told. While the bucket is away, what was fetched is shown.
    """

    def __init__(self, folder: Path, bucket: Bucket | None = None) -> None:
        self._folder = folder
        self._bucket = bucket
        self._retry_at = 0.0
        self._thumbnails = folder / "thumbnails"
        self._logos = folder / "logos"
        self.trouble = ""  # why photos cannot be fetched now, as a sentence
        try:
            self._thumbnails.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FolderUnusable(folder=folder, reason=error.strerror) from None

    def add(self, data: bytes, *, name: str) -> str:
        """Store a photo, once, and return its id.

        Raises:
            UnusablePhoto: ``data`` is not a photo that can be used.
            PhotosUnavailable: the bucket cannot be written.
        """
        stored = as_stored(data, name)
        photo = content_id(stored)
        file, thumbnail = self._photo(photo), self._thumbnail(photo)
        if not is_whole(thumbnail):
            write_whole(thumbnail, card_picture(stored, name=name))
        if not holds(file, stored):
            write_whole(file, stored)
        self._share(thumbnail, file)
        return photo

    def add_logo(self, data: bytes, *, name: str) -> str:
        """Store the restaurant's logo and return its id; drawings that may hold a script are not.

        Raises:
            UnusablePhoto: ``data`` is not a picture that can be used.
            PhotosUnavailable: the bucket cannot be written.
        """
        stored = logo_picture(data, name=name)
        logo = content_id(stored)
        self._logos.mkdir(exist_ok=True)
        file = self._logos / f"{logo}.webp"
        if not file.exists():
            write_whole(file, stored)
        self._share(file)
        return logo

    def claim(self, photo: str) -> None:
        """Let a stored photo that is about to be used look new, so that no sweep takes it."""
        files = (self.thumbnail(photo), self.path(photo))
        if all(file.exists() for file in files):
            os.utime(files[1])
            self._share(*files)

    def logo(self, logo: str) -> Path:
        """Return where the logo of this id is stored."""
        return self._fetched(self._logos / f"{logo}.webp")

    def path(self, photo: str) -> Path:
        """Return where the photo of this id is stored."""
        return self._fetched(self._photo(photo))

    def thumbnail(self, photo: str) -> Path:
        """Return where the card-sized picture of this photo is stored."""
        return self._fetched(self._thumbnail(photo))

    def lost(self, photos: Iterable[str]) -> set[str]:
        """Return which of these photos are nowhere; a bucket is asked once and nothing fetched.

        Raises:
            PhotosUnavailable: the bucket cannot be read.
        """
        lacking = {photo for photo in photos if not self._photo(photo).exists()}
        listed = self._bucket.listed() if self._bucket and lacking else {}
        return {photo for photo in lacking if self._photo(photo).name not in listed}

    def unshared(self, photos: Iterable[str]) -> set[str]:
        """Return which of these photos a bucket lacks, which is asked once; none without a bucket.

        Raises:
            PhotosUnavailable: the bucket cannot be read.
        """
        wanted = set(photos)
        listed = self._bucket.listed() if self._bucket and wanted else None
        if listed is None:
            return set()
        return {photo for photo in wanted if self._photo(photo).name not in listed}

    def sweep(self, needed: Collection[str], *, before: float) -> list[int]:
        """Remove photos that are not needed and as old as that, and return their sizes.

        Each is looked at again in the moment in which it goes: somebody may have claimed it.
        """
        try:
            found = self._stored()
            old = [p for p, kept in found.items() if p not in needed and kept.modified < before]
            return [found[photo].size for photo in old if self._remove(photo, before=before)]
        except PhotosUnavailable as error:
            log.error("Photos were not swept: %s", error)
            return []

    def open(self, photo: str) -> Image.Image:
        """Return the photo of this id, upright RGB.

        Raises:
            UnusablePhoto: it is missing or damaged.
        """
        return _read(self.path(photo))

    def open_small(self, photo: str, *, side: int) -> Image.Image:
        """Return the photo of this id, upright RGB, quicker than :meth:`open` and smaller.

        Each of its sides still has ``side`` pixels, if it has as many at all.

        Raises:
            UnusablePhoto: it is missing or damaged.
        """
        path = self.path(photo)
        return read_small(content_of(path), name=path.name, sides=(side, side))

    def open_thumbnail(self, photo: str) -> Image.Image:
        """Return the card-sized picture of the photo of this id, upright RGB.

        One that is missing or damaged is made again from the photo.

        Raises:
            UnusablePhoto: the photo is missing or damaged, too.
        """
        try:
            return _read(self.thumbnail(photo))
        except UnusablePhoto:
            self._make_thumbnail_again(photo)
            return _read(self.thumbnail(photo))

    def mend_thumbnail(self, photo: str) -> None:
        """Make the card-sized picture of a photo again where its file is missing or cut off."""
        if not is_whole(self.thumbnail(photo)):
            with suppress(UnusablePhoto, OSError):  # the photo is lost too, or the disk is full
                self._make_thumbnail_again(photo)

    def _make_thumbnail_again(self, photo: str) -> None:
        picture = content_of(self.path(photo))
        write_whole(self.thumbnail(photo), card_picture(picture, name=f"{photo}.jpg"))

    def _photo(self, photo: str) -> Path:
        return self._folder / f"{photo}.jpg"

    def _thumbnail(self, photo: str) -> Path:
        return self._thumbnails / f"{photo}.jpg"

    def _name(self, file: Path) -> str:
        return file.relative_to(self._folder).as_posix()

    def _share(self, *files: Path) -> None:
        if self._bucket:
            for file in files:
                self._bucket.keep(self._name(file), file.read_bytes())

    def _fetched(self, file: Path) -> Path:
        """Return ``file``, fetched if the bucket has it and it is not here yet."""
        if self._bucket and not file.exists() and time.monotonic() >= self._retry_at:
            try:
                data = self._bucket.read(self._name(file))
            except PhotosUnavailable as error:
                log.error("%s", error)
                self._retry_at = time.monotonic() + RETRY_S
                self.trouble = sentence(error)
                return file
            self.trouble = ""
            if data is not None:
                file.parent.mkdir(exist_ok=True)
                write_whole(file, data)
        return file

    def _stored(self) -> dict[str, Kept]:
        here = {file.stem: _known(file) for file in self._folder.glob("*.jpg")}
        there = self._bucket.listed() if self._bucket else {}
        return here | {name.removesuffix(".jpg"): kept for name, kept in there.items()}

    def _remove(self, photo: str, *, before: float) -> bool:
        files = (self._thumbnail(photo), self._photo(photo))
        if self._bucket:
            kept = self._bucket.known(self._name(files[1]))
            if kept and kept.modified >= before:
                return False
            for file in files:
                self._bucket.remove(self._name(file))
        if files[1].exists() and _known(files[1]).modified >= before:
            return False
        for file in files:
            file.unlink(missing_ok=True)
        return True


def _known(file: Path) -> Kept:
    facts = file.stat()
    return Kept(facts.st_size, facts.st_mtime)


def _read(path: Path) -> Image.Image:
    return read_photo(content_of(path), name=path.name)
