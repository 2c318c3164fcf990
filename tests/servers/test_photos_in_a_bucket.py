"""Photos in a bucket are those of all machines, and a bucket that is away takes nothing from a page."""

import os
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest
from kit import BLUE, GREEN, RED, jpeg
from servers.buckets import KEYS, Bucket, bucket

from recommender import photos as module
from recommender.config import read_settings
from recommender.errors import PhotosUnavailable, SettingError, UnusablePhoto
from recommender.photos import PhotoStore
from recommender.photos import bucket as bucket_module
from recommender.photos import store as store_module
from recommender.restaurant import Restaurant

ADDRESS = "s3://photos/mesa"


@pytest.fixture(scope="module")
def running() -> Iterator[Bucket]:
    with bucket() as made:
        yield made


@pytest.fixture
def cloud(running: Bucket, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """An empty bucket that this process can reach."""
    for name, value in running.surroundings.items():
        monkeypatch.setenv(name, value)
    yield running
    for name in running.names():
        running.client.delete_object(Bucket="photos", Key=name)


@pytest.fixture
def here(cloud: Bucket, tmp_path: Path) -> PhotoStore:
    return PhotoStore(tmp_path / "here", module.Bucket(ADDRESS))


@pytest.fixture
def there(cloud: Bucket, tmp_path: Path) -> PhotoStore:
    """The store of another machine."""
    return PhotoStore(tmp_path / "there", module.Bucket(ADDRESS))


def test_a_photo_that_one_machine_adds_is_shown_by_the_other(
    here: PhotoStore, there: PhotoStore
) -> None:
    photo = here.add(jpeg(RED), name="curry.jpg")
    assert there.open(photo).getpixel((9, 9)) == pytest.approx(RED, abs=3)
    assert there.path(photo).read_bytes() == here.path(photo).read_bytes()
    assert there.thumbnail(photo).read_bytes() == here.thumbnail(photo).read_bytes()


def test_a_logo_is_shared_like_a_photo(here: PhotoStore, there: PhotoStore) -> None:
    logo = here.add_logo(jpeg(BLUE), name="logo.jpg")
    assert there.logo(logo).read_bytes() == here.logo(logo).read_bytes()


def test_a_bucket_is_laid_out_as_a_folder_so_that_any_tool_can_move_photos(
    here: PhotoStore, cloud: Bucket, tmp_path: Path
) -> None:
    photo = here.add(jpeg(RED), name="curry.jpg")
    names = [f"mesa/{photo}.jpg", f"mesa/thumbnails/{photo}.jpg"]
    assert cloud.names() == names
    folder = tmp_path / "here"
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert sorted(f"mesa/{path.relative_to(folder)}" for path in files) == names


def test_what_is_there_is_not_sent_again(
    here: PhotoStore, there: PhotoStore, cloud: Bucket
) -> None:
    photo = here.add(jpeg(RED), name="curry.jpg")
    name = f"mesa/{photo}.jpg"
    cloud.client.put_object(Bucket="photos", Key=name, Body=b"as it lies")
    assert there.add(jpeg(RED), name="again.jpg") == photo
    assert cloud.client.get_object(Bucket="photos", Key=name)["Body"].read() == b"as it lies"


def test_what_was_fetched_is_not_fetched_again(
    here: PhotoStore, there: PhotoStore, cloud: Bucket
) -> None:
    photo = here.add(jpeg(RED), name="curry.jpg")
    before = there.thumbnail(photo).read_bytes()
    cloud.client.delete_object(Bucket="photos", Key=f"mesa/thumbnails/{photo}.jpg")
    assert there.thumbnail(photo).read_bytes() == before


def test_lost_photos_are_known_without_fetching_the_others(
    here: PhotoStore, there: PhotoStore, tmp_path: Path
) -> None:
    photo = here.add(jpeg(RED), name="curry.jpg")
    assert there.lost([photo, "f" * 64]) == {"f" * 64}
    assert [path for path in (tmp_path / "there").rglob("*") if path.is_file()] == []


def test_a_photo_that_is_nowhere_is_said_to_be_lost(here: PhotoStore) -> None:
    assert not here.path("f" * 64).exists()
    with pytest.raises(UnusablePhoto):
        here.open("f" * 64)


def test_a_sweep_takes_what_nobody_needs_from_the_bucket_and_leaves_what_was_claimed(
    here: PhotoStore, there: PhotoStore, cloud: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    needed, orphan, claimed = (
        here.add(jpeg(colour), name="dish.jpg") for colour in (RED, GREEN, BLUE)
    )
    later = time.time() + 40 * 86_400
    for photo in (needed, orphan, claimed):
        os.utime(here.path(photo), (0, 0))
    size = here.path(orphan).stat().st_size
    listed = {p: k._replace(modified=0) for p, k in here._stored().items() if p != claimed}
    monkeypatch.setattr(here, "_stored", lambda: listed)
    real = here._bucket.known
    aged = lambda name: real(name)._replace(modified=0)  # noqa: E731  as after forty days
    monkeypatch.setattr(here._bucket, "known", aged)
    assert here.sweep({needed}, before=later - 30 * 86_400) == [size]
    kept = {
        f"mesa/{folder}{photo}.jpg" for folder in ("", "thumbnails/") for photo in (needed, claimed)
    }
    assert set(cloud.names()) == kept
    assert not here.path(orphan).exists()


def test_a_photo_claimed_while_a_sweep_runs_stays(
    here: PhotoStore, cloud: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = here.add(jpeg(RED), name="curry.jpg")
    listed = {photo: here._stored()[photo]._replace(modified=0)}
    monkeypatch.setattr(here, "_stored", lambda: listed)
    assert here.sweep(set(), before=time.time() - 86_400) == []
    assert f"mesa/{photo}.jpg" in cloud.names()


def test_an_old_photo_that_is_claimed_counts_as_new_again(
    here: PhotoStore, cloud: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = here.add(jpeg(RED), name="curry.jpg")
    monkeypatch.setattr(bucket_module, "time", SimpleNamespace(time=lambda: time.time() + 90_000))
    put = []
    monkeypatch.setattr(here._bucket._files, "pipe_file", lambda path, data: put.append(path))
    here.claim(photo)
    assert put == [f"{ADDRESS}/thumbnails/{photo}.jpg", f"{ADDRESS}/{photo}.jpg"]


def test_a_bucket_that_is_away_takes_no_page_with_it_and_is_asked_again_later(
    here: PhotoStore, there: PhotoStore, cloud: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = here.add(jpeg(RED), name="curry.jpg")
    asked = []

    def away(path: str) -> bytes:
        asked.append(path)
        raise ConnectionError("Could not connect")

    with monkeypatch.context() as cut:
        cut.setattr(there._bucket._files, "cat_file", away)
        for _ in range(24):
            assert not there.thumbnail(photo).exists()
        assert here.thumbnail(photo).exists()
        assert len(asked) == 1
        assert there.trouble == (
            f"The photos at {ADDRESS} cannot be used: Could not connect. See to that place, or "
            "name another with RECOMMENDER_PHOTOS."
        )
    later = time.monotonic() + store_module.RETRY_S
    monkeypatch.setattr(store_module, "time", SimpleNamespace(monotonic=lambda: later))
    assert there.thumbnail(photo).exists()
    assert there.trouble == ""


def test_a_photo_that_cannot_be_shared_is_not_taken(
    open_restaurant: object, cloud: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "not-the-cook-s")
    restaurant: Restaurant = open_restaurant(photos="s3://nobody-s/mesa", start=False)
    with pytest.raises(PhotosUnavailable) as raised:
        restaurant.kitchen.add({"name": "Ramen", "price": 11}, photo=jpeg(RED), photo_name="r.jpg")
    assert str(raised.value).startswith("The photos at s3://nobody-s/mesa cannot be used: ")
    assert restaurant.catalog.menu().dishes == {}


def test_no_key_is_in_what_is_told(cloud: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    store = module.Bucket("s3://nobody-s/mesa")
    with pytest.raises(PhotosUnavailable) as raised:
        store.keep("curry.jpg", jpeg(RED))
    assert not [key for key in KEYS.values() if key in f"{raised.value!r} {raised.value}"]


def test_two_machines_share_the_photos_of_one_kitchen(
    open_restaurant: object, cloud: Bucket, tmp_path: Path
) -> None:
    first: Restaurant = open_restaurant(photos=ADDRESS, start=False)
    added = first.kitchen.add({"name": "Ramen", "price": 11}, photo=jpeg(RED), photo_name="r.jpg")
    second: Restaurant = open_restaurant(tmp_path / "second", photos=ADDRESS, start=False)
    assert second.photos.open_thumbnail(added.photo or "").size == (640, 480)


def test_photos_may_lie_in_a_folder_that_machines_share(
    open_restaurant: object, tmp_path: Path
) -> None:
    shared = str(tmp_path / "shared")
    first: Restaurant = open_restaurant(photos=shared, start=False)
    added = first.kitchen.add({"name": "Ramen", "price": 11}, photo=jpeg(RED), photo_name="r.jpg")
    second: Restaurant = open_restaurant(tmp_path / "second", photos=shared, start=False)
    assert second.photos.path(added.photo or "") == first.photos.path(added.photo or "")
    assert second.photos.path(added.photo or "").is_relative_to(shared)


def test_a_machine_without_what_speaks_s3_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        bucket_module, "find_spec", lambda name: None if name == "s3fs" else find_spec(name)
    )
    with pytest.raises(
        PhotosUnavailable, match=r"pip install -r recommender/deploy/requirements-s3\.txt"
    ):
        module.Bucket(ADDRESS)


@pytest.mark.parametrize("place", ["s3://", "gs://photos", "s3:///mesa", "s3://ana:saffron@photos"])
def test_an_address_that_is_no_bucket_s_is_refused(place: str) -> None:
    with pytest.raises(SettingError) as raised:
        read_settings(photos=place)
    assert "a folder or an address such as s3://bucket/folder is needed" in str(raised.value)
    assert "saffron" not in str(raised.value)
