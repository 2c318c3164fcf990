"""What is kept of a picture: bounded, without metadata, named after its content."""

import hashlib
from io import BytesIO

from PIL import Image, ImageOps

from recommender.photos.plain import is_plain
from recommender.photos.reading import STORED_SIDE, decoded, decoded_clear, opened, read_small

STORED_QUALITY = 88
THUMBNAIL = (640, 480)  # a 320-pixel card at double density; 4:3 like the cards
THUMBNAIL_QUALITY = 80
LOGO = (768, 256)  # at most: in a head 48 pixels high it stays sharp on every screen
LOGO_QUALITY = 90


def as_stored(data: bytes, name: str) -> bytes:
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
    picture = read_small(data, name=name, sides=THUMBNAIL)
    return _jpeg(ImageOps.fit(picture, THUMBNAIL), THUMBNAIL_QUALITY)


def photo_id(data: bytes, *, name: str) -> str:
    """Return the id that a photo gets when it is stored, without storing it.

    Raises:
        UnusablePhoto: it cannot be used.
    """
    return content_id(as_stored(data, name))


def content_id(stored: bytes) -> str:
    """Return the id of what is stored."""
    return hashlib.sha256(stored).hexdigest()
