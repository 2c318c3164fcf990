"""From the bytes of a file, whatever they hold, to an upright and bounded RGB picture."""

import struct
from functools import cache
from io import BytesIO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from recommender.because import Because
from recommender.errors import UnusablePhoto

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF")
SUFFIXES = ("jpg", "jpeg", "png", "webp", "heic", "heif", "avif")
MAX_FILE_BYTES = 25_000_000  # a 50-megapixel phone JPEG has about 20 MB
MAX_PIXELS = 50_000_000  # a 50-megapixel phone photo; a decompression bomb is larger
MIN_SIDE = 32  # pixels; nothing on a plate can be made out below
STORED_SIDE = 1600  # pixels of the long side: a full-width photo on a double-density tablet
MAX_RATIO = STORED_SIDE // MIN_SIDE  # longer, and less than MIN_SIDE would be left when stored
# What decoders raise for damaged files, besides what they document.
DAMAGED = (
    *(OSError, ValueError, SyntaxError, TypeError, LookupError, EOFError),
    *(ArithmeticError, RuntimeError, struct.error),
)
# How the files of FORMATS begin; what begins so and cannot be opened is damaged.
SIGNATURES = (
    (0, b"\xff\xd8\xff"),
    (0, b"\x89PNG\r\n\x1a\n"),
    (8, b"WEBP"),
    *((4, b"ftyp" + brand) for brand in (b"heic", b"heix", b"mif1", b"avif")),
)


def read_photo(data: bytes, *, name: str, side: int = STORED_SIDE) -> Image.Image:
    """Decode the bytes of a JPEG, PNG, WebP, HEIC or AVIF file into an upright RGB picture.

    Of several pictures in one file, as in an animation, it is the first.

    Args:
        data: the file's bytes.
        name: what the person calls the file, for the error's sentence.
        side: the long side of the result is at most this many pixels.

    Raises:
        UnusablePhoto: it is too large, too small, too long, damaged or no photo at all.
    """
    return decoded(opened(data, name), name, side)


def check_photo(data: bytes, *, name: str) -> None:
    """Decode a photo at a small size, which finds the damage that a full decoding would.

    Raises:
        UnusablePhoto: it cannot be used.
    """
    read_photo(data, name=name, side=MIN_SIDE)


def opened(data: bytes, name: str) -> Image.Image:
    """Open a file without decoding it, once its size and measures are found bearable.

    Raises:
        UnusablePhoto: they are not, or it is no photo.
    """
    if len(data) > MAX_FILE_BYTES:
        size, limit = len(data) / 1e6, MAX_FILE_BYTES / 1e6
        reason = Because(
            "it has {size} MB, more than {most}; save it smaller",
            size=round(size),
            most=round(limit),
        )
        raise UnusablePhoto(file=name, reason=reason)
    _know_heic()
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise UnusablePhoto(file=name, reason=_too_many_pixels()) from None
    except (UnidentifiedImageError, *DAMAGED):
        raise UnusablePhoto(file=name, reason=_why_not_opened(data)) from None
    if wrong := _wrong_measures(*image.size):
        raise UnusablePhoto(file=name, reason=wrong)
    return image


@cache
def _know_heic() -> None:
    # Imported here: it costs 0.2 s, and a menu is browsed without it.
    from pillow_heif import register_heif_opener

    # The main picture alone: what else a file holds is more to go wrong.
    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


def _why_not_opened(data: bytes) -> Because:
    if not data:
        return Because("it is empty; take or export it again")
    if any(data[place:].startswith(start) for place, start in SIGNATURES):
        return _damaged()
    return Because("it is not a JPEG, PNG, WebP, HEIC or AVIF picture; save it as one of these")


def _damaged() -> Because:
    return Because("its file is damaged or cut off; take or export it again")


def _too_many_pixels() -> Because:
    most = round(MAX_PIXELS / 1e6)
    return Because("it has more than {most} megapixels; save it smaller", most=most)


def _wrong_measures(width: int, height: int) -> Because | None:
    short, long = sorted((width, height))
    if width * height > MAX_PIXELS:
        return _too_many_pixels()
    if short < MIN_SIDE:
        return Because(
            "it is {width} by {height} pixels; both sides need at least {least}",
            width=str(width),
            height=str(height),
            least=MIN_SIDE,
        )
    if long > short * MAX_RATIO:
        return Because(
            "it is {width} by {height} pixels, more than {most} to 1; cut the dish out",
            width=str(width),
            height=str(height),
            most=MAX_RATIO,
        )
    return None


def decoded(image: Image.Image, name: str, side: int) -> Image.Image:
    """Decode an opened photo: upright RGB, its long side at most ``side`` pixels.

    Raises:
        UnusablePhoto: it is damaged.
    """
    return _on_white(decoded_clear(image, name, side))


def decoded_clear(image: Image.Image, name: str, side: int) -> Image.Image:
    """Decode an opened picture as :func:`decoded` does; what is clear in it stays clear, as RGBA.

    Raises:
        UnusablePhoto: it is damaged.
    """
    try:
        # A JPEG decodes at a fraction of its size: 5 x faster.
        image.draft("RGB", _within(side, image.size))
        image.load()
        image = _plain(image)
        image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    except DAMAGED:
        raise UnusablePhoto(file=name, reason=_damaged()) from None
    return _upright(_in_srgb(image))


def _within(side: int, size: tuple[int, int]) -> tuple[int, int]:
    """Return the measures of ``size`` once its long side is ``side``."""
    width, height = (max(1, side * own // max(size)) for own in size)
    return width, height


def read_small(data: bytes, *, name: str, sides: tuple[int, int]) -> Image.Image:
    """Decode a photo as :func:`read_photo` does, at the least size that is quick to decode to.

    Args:
        data: the file's bytes.
        name: what the person calls the file, for the error's sentence.
        sides: width and height, of which the result has at least as much if the photo has.

    Raises:
        UnusablePhoto: it cannot be used.
    """
    image = opened(data, name)
    image.draft("RGB", sides)
    return decoded(image, name, max(image.size))


def _plain(image: Image.Image) -> Image.Image:
    """Return RGB, or RGBA where something shines through: what can be resized."""
    if image.mode.startswith("I"):  # 16 bits a pixel: convert() would clip instead of scale
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    wanted = "RGBA" if image.has_transparency_data else "RGB"
    return image if image.mode == wanted else image.convert(wanted)


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return a phone's wide colours as what a page shows; without the profile they look dull."""
    profile = image.info.get("icc_profile")
    if not profile:
        return image
    try:
        own, page = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        shown = ImageCms.profileToProfile(image, own, page)
    except (ImageCms.PyCMSError, *DAMAGED):
        return image  # of another kind of colour, or damaged: no reason to refuse the photo
    return shown or image


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except DAMAGED:
        return image  # its notes are damaged, not its picture


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
