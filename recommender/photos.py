"""Photos: opened safely, upright, bounded, without metadata, stored once under their content."""

import hashlib
import os
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from recommender.errors import FolderUnusable, UnusablePhoto

FORMATS = ("JPEG", "PNG", "WEBP")
SUFFIXES = ("jpg", "jpeg", "png", "webp")
MAX_FILE_BYTES = 25_000_000  # a 50-megapixel phone JPEG has about 20 MB
MAX_PIXELS = 50_000_000  # a 50-megapixel phone photo; a decompression bomb is larger
MIN_SIDE = 32  # pixels; nothing on a plate can be made out below
STORED_SIDE = 1600  # pixels of the long side: a full-width photo on a double-density tablet
STORED_QUALITY = 88
THUMBNAIL = (640, 480)  # a 320-pixel card at double density; 4:3 like the cards
THUMBNAIL_QUALITY = 80
# Keys of Image.info that say how a JPEG is built, not where and when it was taken.
HARMLESS_INFO = frozenset(
    {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "progressive", "progression"}
)


def read_photo(data: bytes, *, name: str, side: int = STORED_SIDE) -> Image.Image:
    """Decode the bytes of a JPEG, PNG or WebP file into an upright RGB picture.

    Args:
        data: the file's bytes.
        name: what the person calls the file, for the error's sentence.
        side: the long side of the result is at most this many pixels.

    Raises:
        UnusablePhoto: it is too large, too small, damaged or no photo at all.
    """
    return _upright_rgb(_opened(data, name), name, side)


def check_photo(data: bytes, *, name: str) -> None:
    """Decode a photo at a small size, which finds the damage that a full decoding would.

    Raises:
        UnusablePhoto: it cannot be used.
    """
    read_photo(data, name=name, side=MIN_SIDE)


def _opened(data: bytes, name: str) -> Image.Image:
    if len(data) > MAX_FILE_BYTES:
        size, limit = len(data) / 1e6, MAX_FILE_BYTES / 1e6
        raise UnusablePhoto(
            file=name, reason=f"it has {size:.0f} MB, more than {limit:.0f}; save it smaller"
        )
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise UnusablePhoto(file=name, reason=_too_many_pixels()) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        reason = "it is not a JPEG, PNG or WebP picture; save it as one of these"
        raise UnusablePhoto(file=name, reason=reason) from None
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise UnusablePhoto(file=name, reason=_too_many_pixels())
    if min(width, height) < MIN_SIDE:
        reason = f"it is {width} by {height} pixels; both sides need at least {MIN_SIDE}"
        raise UnusablePhoto(file=name, reason=reason)
    return image


def _too_many_pixels() -> str:
    return f"it has more than {MAX_PIXELS / 1e6:.0f} megapixels; save it smaller"


def _upright_rgb(image: Image.Image, name: str, side: int) -> Image.Image:
    try:
        image.draft("RGB", (side, side))  # a JPEG decodes at a fraction of its size: 5 x faster
        image.load()
        image = ImageOps.exif_transpose(image)
    except (OSError, ValueError, SyntaxError, TypeError, IndexError, EOFError):
        reason = "its file is damaged or cut off; take or export it again"
        raise UnusablePhoto(file=name, reason=reason) from None
    image = _as_rgb(image)
    image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return image


def _as_rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits a pixel: convert() would clip instead of scale
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        backdrop = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(backdrop, image.convert("RGBA"))
    return image.convert("RGB")


def _as_stored(data: bytes, name: str) -> bytes:
    """Return the JPEG that is kept; one that needs no change keeps its very bytes.

    So an exported photo comes back under the same content hash.
    """
    image = _opened(data, name)
    clean = image.format == "JPEG" and image.mode == "RGB" and image.info.keys() <= HARMLESS_INFO
    if clean and max(image.size) <= STORED_SIDE and data.endswith(b"\xff\xd9"):
        _upright_rgb(image, name, STORED_SIDE)  # raises when it is damaged
        return data
    return _jpeg(_upright_rgb(image, name, STORED_SIDE), STORED_QUALITY)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    buffer = BytesIO()
    image.info.clear()  # a comment would be written again
    image.save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()


def card_picture(data: bytes, *, name: str) -> bytes:
    """Return a photo as the JPEG that a card shows.

    Raises:
        UnusablePhoto: it cannot be used.
    """
    return _jpeg(ImageOps.fit(read_photo(data, name=name), THUMBNAIL), THUMBNAIL_QUALITY)


class PhotoStore:
    """The photos of a menu in a folder; each has the SHA-256 of its stored bytes as its id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._thumbnails = folder / "thumbnails"
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
        photo = hashlib.sha256(stored).hexdigest()
        if not self.thumbnail(photo).exists():
            _write_whole(self.thumbnail(photo), card_picture(stored, name=name))
        if not self.path(photo).exists():
            _write_whole(self.path(photo), stored)
        return photo

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

        Raises:
            UnusablePhoto: it is missing or damaged.
        """
        return _read(self.thumbnail(photo))


def _read(path: Path) -> Image.Image:
    try:
        return read_photo(path.read_bytes(), name=path.name)
    except OSError as error:
        reason = f"{error.strerror}; restore the photos folder or add the photo again"
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
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
