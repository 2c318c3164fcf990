"""Photos: opened safely, upright, bounded, stored once, and shown without telling where they are from."""

import hashlib
import struct
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from kit import BLUE, GREEN, RED, encoded, jpeg, picture
from PIL import Image

from recommender.errors import FolderUnusable, UnusablePhoto
from recommender.photos import (
    MAX_FILE_BYTES,
    STORED_SIDE,
    PhotoStore,
    check_photo,
    read_photo,
)
from recommender.photos.kept import STORED_QUALITY
from recommender.photos.reading import read_small

ORIENTATION = 0x0112
GPS = 0x8825
WHITE = (255, 255, 255)
# How a picture is turned before it is saved with each orientation, so that it shows upright.
TURNED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.fixture
def store(tmp_path: Path) -> PhotoStore:
    return PhotoStore(tmp_path / "photos")


def upright() -> Image.Image:
    """Return a picture whose left half is red, with a blue top right quarter on green."""
    image = picture(GREEN, (96, 64))
    image.paste(RED, (0, 0, 48, 64))
    image.paste(BLUE, (48, 0, 96, 32))
    return image


def corners(image: Image.Image) -> list[str]:
    """Name the strongest colour near each corner: top left, top right, bottom left and right."""
    width, height = image.size
    places = [(8, 8), (width - 8, 8), (8, height - 8), (width - 8, height - 8)]
    pixels = [image.getpixel(place) for place in places]
    return [["red", "green", "blue"][pixel.index(max(pixel))] for pixel in pixels]


def close(image: Image.Image, colour: tuple[int, int, int], *, within: int = 12) -> bool:
    shown = image.getpixel((image.width // 2, image.height // 2))
    return all(abs(a - b) <= within for a, b in zip(shown, colour, strict=True))


def png(width: int, height: int, bits: int, rows: bytes) -> bytes:
    """Return a colour PNG that declares this size over these rows, whatever they hold."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + checksum

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def bomb(width: int, height: int) -> bytes:
    return png(width, height, 8, bytes(1000))


def sixteen_bit_png(colour: tuple[int, int, int]) -> bytes:
    row = b"\0" + b"".join(struct.pack(">H", part * 257) for part in colour) * 64
    return png(64, 48, 16, row * 48)


@pytest.mark.parametrize("orientation", TURNED)
def test_a_phone_photo_comes_out_upright_however_it_was_held(
    store: PhotoStore, orientation: int
) -> None:
    turn = TURNED[orientation]
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    held = upright() if turn is None else upright().transpose(turn)
    data = encoded(held, quality=95, exif=exif)
    expected = ["red", "blue", "red", "green"]
    for image in (
        read_photo(data, name="phone.jpg"),
        store.open(store.add(data, name="phone.jpg")),
    ):
        assert (image.size, corners(image)) == ((96, 64), expected)


def test_where_a_photo_was_taken_is_not_stored(store: PhotoStore) -> None:
    exif = Image.Exif()
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (41.0, 23.0, 12.0)
    exif[0x010F] = "A telling phone"
    data = encoded(picture(), exif=exif)
    assert Image.open(BytesIO(data)).getexif().get_ifd(GPS)
    photo = store.add(data, name="home.jpg")
    for file in (store.path(photo), store.thumbnail(photo)):
        stored = Image.open(file)
        assert dict(stored.getexif()) == {}
        assert b"telling" not in file.read_bytes()


def test_a_comment_in_a_photo_is_not_stored(store: PhotoStore) -> None:
    photo = store.add(encoded(picture(), comment=b"taken at home"), name="home.jpg")
    assert b"taken at home" not in store.path(photo).read_bytes()


@pytest.mark.parametrize(
    ("what", "data", "colour"),
    [
        ("CMYK print JPEG", encoded(picture(RED, mode="CMYK"), quality=95), RED),
        ("grey JPEG", encoded(Image.new("L", (64, 48), 120)), (120, 120, 120)),
        (
            "16-bit grey PNG",
            encoded(Image.new("I;16", (64, 48), 32768), "PNG"),
            (128, 128, 128),
        ),
        ("palette PNG", encoded(picture(BLUE).quantize(), "PNG"), BLUE),
        (
            "transparent palette PNG",
            encoded(Image.new("P", (64, 48), 0), "PNG", transparency=0),
            WHITE,
        ),
        ("half transparent PNG", encoded(Image.new("RGBA", (64, 48), (0, 0, 0, 128)), "PNG"),
         (127, 127, 127)),
        ("grey PNG with transparency", encoded(Image.new("LA", (64, 48), (0, 0)), "PNG"), WHITE),
        ("WebP", encoded(picture(GREEN), "WEBP", lossless=True), GREEN),
        (
            "phone JPEG with a second picture",
            encoded(picture(GREEN), "MPO", quality=95, save_all=True,
                    append_images=[picture(BLUE)]),
            GREEN,
        ),
        ("16-bit colour PNG", sixteen_bit_png((230, 0, 0)), RED),
        ("HEIC of a phone", encoded(picture(GREEN), "HEIF", quality=90), GREEN),
        ("half transparent HEIC", encoded(Image.new("RGBA", (64, 48), (0, 0, 0, 128)), "HEIF",
                                          quality=90), (127, 127, 127)),
        ("AVIF", encoded(picture(BLUE), "AVIF", quality=90), BLUE),
        ("animated AVIF", encoded(picture(RED), "AVIF", quality=90, save_all=True,
                                  append_images=[picture(BLUE)]), RED),
        ("animated PNG", encoded(picture(RED), "PNG", save_all=True,
                                 append_images=[picture(BLUE)]), RED),
        ("PNG called .jpg", encoded(picture(RED), "PNG"), RED),
        (
            "animated WebP",
            encoded(picture(RED), "WEBP", save_all=True, append_images=[picture(BLUE)],
                    lossless=True),
            RED,
        ),
    ],
)  # fmt: skip
def test_every_kind_of_picture_shows_its_colours(
    store: PhotoStore, what: str, data: bytes, colour: tuple[int, int, int]
) -> None:
    seen = read_photo(data, name=what)
    stored = store.open(store.add(data, name=what))
    for image in (seen, stored):
        assert (image.mode, image.size, close(image, colour)) == ("RGB", (64, 48), True)


NO_PICTURE = "it is not a JPEG, PNG, WebP, HEIC or AVIF picture; save it as one of these"
EMPTY = "it is empty; take or export it again"
DAMAGED = "its file is damaged or cut off; take or export it again"
TOO_MANY = "it has more than 50 megapixels; save it smaller"
NOISE = encoded(Image.effect_noise((200, 200), 90).convert("RGB"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", EMPTY),
        (b"Green curry, 12.50", NO_PICTURE),
        (encoded(picture(), "GIF"), NO_PICTURE),
        (encoded(picture(), "BMP"), NO_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NO_PICTURE),
        (NOISE[: len(NOISE) // 2], DAMAGED),
        (encoded(Image.effect_noise((200, 200), 90).convert("RGB"), "PNG")[:9000], DAMAGED),
        (encoded(Image.effect_noise((200, 200), 90).convert("RGB"), "WEBP")[:5000], DAMAGED),
        (encoded(Image.effect_noise((200, 200), 90).convert("RGB"), "AVIF")[:5000], DAMAGED),
        (encoded(Image.effect_noise((200, 200), 90).convert("RGB"), "HEIF")[:5000], DAMAGED),
        (encoded(picture(), "HEIF")[:200], DAMAGED),
        (b"\x89PNG\r\n\x1a\n", DAMAGED),
        (encoded(picture(), "TIFF"), NO_PICTURE),
        (b"PK\x03\x04" + bytes(400), NO_PICTURE),
        (b"%PDF-1.7 the menu", NO_PICTURE),
        (b"<!doctype html><img src=x>", NO_PICTURE),
        (jpeg(size=(30_000, 1)), "it is 30000 by 1 pixels; both sides need at least 32"),
        (jpeg(size=(1_632, 32)), "it is 1632 by 32 pixels, more than 50 to 1; cut the dish out"),
        (bomb(7100, 7100), TOO_MANY),
        (bomb(60_000, 60_000), TOO_MANY),
        (jpeg(size=(31, 400)), "it is 31 by 400 pixels; both sides need at least 32"),
        (b"\xff\xd8" + bytes(MAX_FILE_BYTES), "it has 25 MB, more than 25; save it smaller"),
    ],
    ids=["nothing", "text", "gif", "bmp", "svg", "half-a-jpeg", "half-a-png", "half-a-webp", "half-an-avif", "half-a-heic", "head-of-a-heic", "head-of-a-png", "tiff", "zip", "pdf", "html", "line", "ribbon", "bomb", "huge-bomb", "tiny", "large"],
)  # fmt: skip
def test_what_is_no_usable_photo_is_refused_with_the_reason(
    store: PhotoStore, tmp_path: Path, data: bytes, reason: str
) -> None:
    for use in (read_photo, check_photo, store.add):
        with pytest.raises(UnusablePhoto) as raised:
            use(data, name="curry.jpg")
        assert str(raised.value) == f"curry.jpg cannot be used as a photo: {reason}."
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_the_smallest_photo_that_is_taken_has_32_pixels_a_side(store: PhotoStore) -> None:
    assert store.open(store.add(jpeg(size=(32, 32)), name="tapa.jpg")).size == (32, 32)


def test_a_photo_is_stored_once_under_the_hash_of_what_is_stored(
    store: PhotoStore, tmp_path: Path
) -> None:
    photo = store.add(jpeg(RED), name="curry.jpg")
    assert store.add(jpeg(RED), name="the same again.jpg") == photo
    assert photo == hashlib.sha256(store.path(photo).read_bytes()).hexdigest()
    files = sorted(f.relative_to(tmp_path).as_posix() for f in tmp_path.rglob("*.*"))
    assert files == [f"photos/{photo}.jpg", f"photos/thumbnails/{photo}.jpg"]


@pytest.mark.parametrize(
    "data",
    [
        jpeg(),
        NOISE,
        encoded(picture(), quality=60, progressive=True),
        encoded(picture(size=(2400, 1200)), quality=80),
        encoded(picture(mode="CMYK")),
        encoded(picture(), "PNG"),
        encoded(picture(), "WEBP"),
        encoded(picture(), "HEIF"),
        encoded(picture(), "AVIF"),
        encoded(picture((255, 255, 255))),
        encoded(Image.linear_gradient("L").convert("RGB"), quality=STORED_QUALITY),
        encoded(picture(), icc_profile=b"colours of a phone"),
        jpeg() + b"trailing bytes of a phone",
    ],
    ids=[
        "jpeg",
        "noise",
        "progressive",
        "large",
        "cmyk",
        "png",
        "webp",
        "heic",
        "avif",
        "white",
        "gradient",
        "profile",
        "trailing",
    ],
)
def test_a_stored_photo_that_comes_back_is_the_same_photo(store: PhotoStore, data: bytes) -> None:
    photo = store.add(data, name="dish")
    assert store.add(store.path(photo).read_bytes(), name="exported.jpg") == photo


def test_a_large_photo_is_stored_bounded_and_its_card_is_four_to_three(store: PhotoStore) -> None:
    photo = store.add(encoded(picture(GREEN, (3200, 1000))), name="table.jpg")
    assert store.open(photo).size == (STORED_SIDE, 500)
    assert Image.open(store.path(photo)).size == (STORED_SIDE, 500)
    assert Image.open(store.thumbnail(photo)).size == (640, 480)


@pytest.mark.parametrize("size", [(64, 48), (50, 300), (900, 40)])
def test_every_card_is_four_to_three(store: PhotoStore, size: tuple[int, int]) -> None:
    photo = store.add(jpeg(BLUE, size), name="dish.jpg")
    assert Image.open(store.thumbnail(photo)).size == (640, 480)


def test_a_reader_may_ask_for_a_smaller_picture(store: PhotoStore) -> None:
    assert read_photo(jpeg(size=(800, 400)), name="dish.jpg", side=224).size == (224, 112)


def test_a_lost_photo_says_what_to_do(store: PhotoStore) -> None:
    photo = store.add(jpeg(), name="curry.jpg")
    store.path(photo).unlink()
    with pytest.raises(UnusablePhoto) as raised:
        store.open(photo)
    assert str(raised.value) == (
        f"{photo}.jpg cannot be used as a photo: No such file or directory; "
        "restore the photos folder or add the photo again."
    )


def test_a_lost_photo_is_whole_again_when_it_is_added_again(store: PhotoStore) -> None:
    photo = store.add(jpeg(), name="curry.jpg")
    store.path(photo).unlink()
    store.thumbnail(photo).unlink()
    assert store.add(jpeg(), name="curry.jpg") == photo
    assert store.open(photo).size == (64, 48)
    assert store.thumbnail(photo).exists()


def test_a_lost_thumbnail_is_made_again_when_its_photo_is_added_again(store: PhotoStore) -> None:
    photo = store.add(jpeg(), name="curry.jpg")
    store.thumbnail(photo).unlink()
    store.add(jpeg(), name="curry.jpg")
    assert store.thumbnail(photo).exists()


def test_a_full_disk_leaves_no_half_photo(
    store: PhotoStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("recommender.photos.store.os.fsync", full_disk)
    with pytest.raises(OSError, match="No space left"):
        store.add(jpeg(), name="curry.jpg")
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_a_photo_folder_that_is_a_file_is_said_to_be_unusable(tmp_path: Path) -> None:
    (tmp_path / "photos").write_text("not a folder")
    with pytest.raises(FolderUnusable):
        PhotoStore(tmp_path / "photos")


def test_a_photo_is_opened_small_with_as_many_pixels_as_are_asked_for(store: PhotoStore) -> None:
    photo = store.add(jpeg(RED, (1600, 1200)), name="curry.jpg")

    small = store.open_small(photo, side=300)

    assert (small.size, small.mode) == ((400, 300), "RGB")
    assert small.getpixel((200, 150)) == pytest.approx(RED, abs=3)
    assert store.open_small(photo, side=301).size == (800, 600)
    assert store.open_small(photo, side=5000).size == (1600, 1200)


def test_a_small_photo_is_upright_like_a_large_one() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # the phone was held upright
    turned = encoded(picture(RED, (1600, 1200)), exif=exif)

    assert read_small(turned, name="curry.jpg", sides=(300, 300)).size == (300, 400)


def test_a_damaged_photo_is_told_when_opened_small(store: PhotoStore) -> None:
    photo = store.add(jpeg(RED, (1600, 1200)), name="curry.jpg")
    store.path(photo).write_bytes(store.path(photo).read_bytes()[:2000])

    with pytest.raises(UnusablePhoto, match="damaged or cut off"):
        store.open_small(photo, side=224)


def test_a_large_photo_is_stored_as_sharp_as_its_own_pixels_allow(store: PhotoStore) -> None:
    """Decoded at half its size it must not differ from the whole one made smaller."""
    whole = Image.effect_mandelbrot((4032, 3024), (-2.0, -1.5, 2.0, 1.5), 60).convert("RGB")
    kept = store.open(store.add(encoded(whole, quality=95), name="curry.jpg"))
    whole.thumbnail((STORED_SIDE, STORED_SIDE), Image.Resampling.LANCZOS)

    assert kept.size == whole.size == (1600, 1200)
    difference = np.asarray(kept, np.float32) - np.asarray(whole, np.float32)
    assert np.sqrt((difference**2).mean()) < 3  # of 255


@pytest.mark.parametrize("size", [(33, 1600), (4000, 81), (33, 32)])
def test_a_photo_of_any_shape_is_checked_and_stored(
    store: PhotoStore, size: tuple[int, int]
) -> None:
    check_photo(jpeg(RED, size), name="curry.jpg")
    kept = store.open(store.add(jpeg(RED, size), name="curry.jpg"))

    assert max(kept.size) == min(max(size), STORED_SIDE)
