"""Photo files that are more than a picture, or notes that are damaged: nothing rides along."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from kit import BLUE, GREEN, RED, encoded, picture
from PIL import Image, ImageCms

from recommender.errors import UnusablePhoto
from recommender.photos import PhotoStore, read_photo

PAGE = b"<html><script>alert('your menu')</script></html>"
ORIENTATION = 0x0112


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("evil.txt", "not a dish")
    return buffer.getvalue()


def noise(size: tuple[int, int] = (120, 90)) -> Image.Image:
    return Image.effect_noise(size, 80).convert("RGB")


PHOTO = encoded(noise())
START, BODY, END = PHOTO[:2], PHOTO[2:-2], PHOTO[-2:]


def segment(kind: int, content: bytes) -> bytes:
    return bytes((0xFF, kind)) + (len(content) + 2).to_bytes(2) + content


@pytest.fixture
def store(tmp_path: Path) -> PhotoStore:
    return PhotoStore(tmp_path / "photos")


@pytest.mark.parametrize(
    "data",
    [
        PHOTO + PAGE,
        PHOTO + PAGE + END,
        START + BODY + PAGE + END,
        START + segment(0xFE, PAGE) + BODY + END,
        START + segment(0xEF, PAGE) + BODY + END,
        START + segment(0xED, PAGE) + BODY + END,
        START + segment(0xDB, b"\x03" + (PAGE * 2)[:64]) + BODY + END,
        PHOTO + archive(),
        START + BODY + archive() + END,
        START + segment(0xE5, archive()) + BODY + END,
        encoded(noise(), "PNG") + PAGE,
        encoded(noise(), "WEBP") + PAGE,
        encoded(noise(), "AVIF") + PAGE,
        encoded(noise(), "HEIF") + PAGE,
    ],
    ids=[
        *("page-behind", "page-and-end-behind", "page-in-the-scan", "page-as-comment"),
        *("page-as-application", "page-as-caption", "page-as-table"),
        *("zip-behind", "zip-in-the-scan", "zip-as-application"),
        *("png", "webp", "avif", "heic"),
    ],
)
def test_nothing_but_the_picture_is_stored(store: PhotoStore, data: bytes) -> None:
    photo = store.add(data, name="curry.jpg")

    stored = store.path(photo).read_bytes()
    assert PAGE[:20] not in stored
    assert not zipfile.is_zipfile(io.BytesIO(stored))
    assert store.add(stored, name="exported.jpg") == photo


@pytest.mark.parametrize("seed", range(20))
def test_an_exported_photo_keeps_its_id_whatever_it_shows(store: PhotoStore, seed: int) -> None:
    chosen = random.Random(seed)
    size = (chosen.randrange(32, 400), chosen.randrange(32, 400))
    shown = picture((chosen.randrange(256), 255, chosen.randrange(256)), size)
    shown.paste(noise((20, 20)), (chosen.randrange(300), chosen.randrange(300)))
    photo = store.add(encoded(shown, "PNG"), name="dish.png")

    assert store.add(store.path(photo).read_bytes(), name="exported.jpg") == photo


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_where_and_when_is_stripped_from_every_kind_of_file(
    store: PhotoStore, file_format: str
) -> None:
    notes = Image.Exif()
    notes[0x010F] = "A telling phone"
    notes.get_ifd(0x8825)[1] = "N"
    photo = store.add(encoded(noise(), file_format, exif=notes), name="home")

    for file in (store.path(photo), store.thumbnail(photo)):
        assert not Image.open(file).getexif()
        assert b"telling" not in file.read_bytes()


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_every_kind_of_file_comes_out_upright(file_format: str) -> None:
    notes = Image.Exif()
    notes[ORIENTATION] = 6  # the phone was held upright
    lying = picture(RED, (96, 64))
    lying.paste(BLUE, (0, 0, 48, 64))

    shown = read_photo(encoded(lying, file_format, exif=notes, quality=95), name="phone")

    assert shown.size == (64, 96)
    top, bottom = shown.getpixel((32, 10)), shown.getpixel((32, 86))
    assert (top.index(max(top)), bottom.index(max(bottom))) == (2, 0)


DAMAGED_NOTES = [
    b"Exif\0\0",
    b"Exif\0\0II*\0",
    b"Exif\0\0II*\0\x08\0\0\0\xff\xff",
    b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01",
    b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x63\0\0\0\0\0\0\0",
    b"Exif\0\0II*\0\xff\xff\xff\xff",
    b"Exif\0\0no notes at all",
]


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("notes", DAMAGED_NOTES)
def test_damaged_notes_do_not_spoil_a_good_picture(store: PhotoStore, notes: bytes) -> None:
    data = START + segment(0xE1, notes) + BODY + END

    assert store.open(store.add(data, name="curry.jpg")).size == (120, 90)


def test_wide_colours_of_a_phone_are_shown_as_they_were_seen() -> None:
    grey = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    same = read_photo(encoded(picture(GREEN), quality=95, icc_profile=grey), name="sRGB")
    unread = read_photo(encoded(picture(GREEN), quality=95, icc_profile=b"damaged"), name="odd")

    for shown in (same, unread):
        assert all(abs(a - b) <= 12 for a, b in zip(shown.getpixel((9, 9)), GREEN, strict=True))


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_a_damaged_file_is_a_picture_or_a_sentence_and_nothing_else(file_format: str) -> None:
    whole = encoded(noise(), file_format)
    chosen = random.Random(file_format)
    for _ in range(60):
        data = bytearray(whole[: chosen.choice((len(whole), chosen.randrange(len(whole))))])
        for _ in range(chosen.choice((1, 5, 50))):
            data[chosen.randrange(len(data))] = chosen.randrange(256)
        try:
            assert read_photo(bytes(data), name="curry").mode == "RGB"
        except UnusablePhoto as refused:
            assert str(refused).startswith("curry cannot be used as a photo: it")  # noqa: PT017
