"""The photos of a menu in a folder: without metadata, each stored once under its content."""

import hashlib
import os
import tempfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from recommender.because import Because
from recommender.errors import FolderUnusable, UnusablePhoto
from recommender.photos.plain import is_plain
from recommender.photos.reading import STORED_SIDE, decoded, decoded_clear, opened, read_photo

STORED_QUALITY = 88
THUMBNAIL = (640, 480)  # a 320-pixel card at double density; 4:3 like the cards
THUMBNAIL_QUALITY = 80
LOGO = (768, 256)  # at most: in a head 48 pixels high it stays sharp on every screen
LOGO_QUALITY = 90


def _as_stored(data: bytes, name: str) -> bytes:
    """Return the JPEG that is kept; one that is plainly a picture keeps its very bytes.

    So an exported photo comes back under the same content hash.
    """
    image = opened(data, name)
    bounded = image.format == "JPEG" and max(image.size) <= STORED_SIDE
    picture = decoded(image, name, STORED_SIDE)  # raises when it is damaged
    return data if bounded and is_plain(data) else _plain_jpeg(picture)


def _plain_jpeg(picture: Image.Image) -> bytes:
    """Return a JPEG that is known for a plain one when it comes back.

    One in thousands is doubted; a quality lower it is another file. A picture of one grey always
    is, and becomes the same file each time.
    """
    for quality in range(STORED_QUALITY, STORED_QUALITY - 5, -1):
        written = _jpeg(picture, quality)
        if is_plain(written):
            break
    return written


def _jpeg(image: Image.Image, quality: int) -> bytes:
    buffer = BytesIO()
    image.info.clear()  # a comment would be written again
    image.save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()


def logo_picture(data: bytes, *, name: str) -> bytes:
    """Return a logo as the small WebP that is kept, without notes; what is clear stays clear.

    Raises:
        UnusablePhoto: it cannot be used.
    """
    picture = decoded_clear(opened(data, name), name, STORED_SIDE)
    picture.thumbnail(LOGO, Image.Resampling.LANCZOS)
    picture.info.clear()
    buffer = BytesIO()
    picture.save(buffer, "WEBP", quality=LOGO_QUALITY, method=6)
    return buffer.getvalue()


def card_picture(data: bytes, *, name: str) -> bytes:
    """Return a photo as the JPEG that a card shows.

    Raises:
        UnusablePhoto: it cannot be used.
    """
    return _jpeg(ImageOps.fit(read_photo(data, name=name), THUMBNAIL), THUMBNAIL_QUALITY)


def photo_id(data: bytes, *, name: str) -> str:
    """Return the id that a photo gets when it is stored, without storing it.

    Raises:
        UnusablePhoto: it cannot be used.
    """
    return _id(_as_stored(data, name))


def _id(stored: bytes) -> str:
    return hashlib.sha256(stored).hexdigest()


class PhotoStore:
    """The photos of a menu in a folder; each has the SHA-256 of its stored bytes as its id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._thumbnails = folder / "thumbnails"
        self._logos = folder / "logos"
        try:
            self._thumbnails.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FolderUnusable(folder=folder, reason=error.strerror) from None

    def add(self, data: bytes, *, name: str) -> str:
        """Store a photo, once, and return its id.

        Raises:
            UnusablePhoto: ``data`` is not a photo that can be used.
        """
        stored = _as_stored(data, name)
        photo = _id(stored)
        if not _is_whole(self.thumbnail(photo)):
            _write_whole(self.thumbnail(photo), card_picture(stored, name=name))
        if not _holds(self.path(photo), stored):
            _write_whole(self.path(photo), stored)
        return photo

    def add_logo(self, data: bytes, *, name: str) -> str:
        """Store the restaurant's logo and return its id; drawings that may hold a script are not.

        Raises:
            UnusablePhoto: ``data`` is not a picture that can be used.
        """
        stored = logo_picture(data, name=name)
        logo = _id(stored)
        self._logos.mkdir(exist_ok=True)
        if not self.logo(logo).exists():
            _write_whole(self.logo(logo), stored)
        return logo

    def logo(self, logo: str) -> Path:
        """Return where the logo of this id is stored."""
        return self._logos / f"{logo}.webp"

    def path(self, photo: str) -> Path:
        """Return where the photo of this id is stored."""
        return self._folder / f"{photo}.jpg"

    def thumbnail(self, photo: str) -> Path:
        """Return where the card-sized picture of this photo is stored."""
        return self._thumbnails / f"{photo}.jpg"

    def open(self, photo: str) -> Image.Image:
        """Return the photo of this id, upright RGB.

        Raises:
            UnusablePhoto: it is missing or damaged.
        """
        return _read(self.path(photo))

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
        if not _is_whole(self.thumbnail(photo)):
            with suppress(UnusablePhoto, OSError):  # the photo is lost too, or the disk is full
                self._make_thumbnail_again(photo)

    def _make_thumbnail_again(self, photo: str) -> None:
        picture = _bytes(self.path(photo))
        _write_whole(self.thumbnail(photo), card_picture(picture, name=f"{photo}.jpg"))


def _read(path: Path) -> Image.Image:
    return read_photo(_bytes(path), name=path.name)


def _is_whole(path: Path) -> bool:
    """Return whether a JPEG has its beginning and its end, without decoding it."""
    try:
        with path.open("rb") as file:
            begins = file.read(2) == b"\xff\xd8"
            file.seek(-2, os.SEEK_END)
            return begins and file.read(2) == b"\xff\xd9"
    except OSError:  # missing, or too short to have an end
        return False


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = Because(
            "{error}; restore the photos folder or add the photo again", error=error.strerror
        )
        raise UnusablePhoto(file=path.name, reason=reason) from None


def _write_whole(path: Path, data: bytes) -> None:
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
