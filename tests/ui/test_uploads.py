"""How much a visitor may hand in, refused before it is read."""

import pytest
from kit import Stopwatch
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from recommender.photos import MAX_FILE_BYTES
from recommender.ui.server.uploads import BYTES_AN_HOUR, FILES_A_MINUTE, Bounded, Uploads

GUEST, ANOTHER = "session-of-a-guest", "session-of-another"
PHOTO = 3_000_000


@pytest.fixture
def clock() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def uploads(clock: Stopwatch) -> Uploads:
    return Uploads(clock)


def test_a_guest_hands_in_photos(uploads: Uploads) -> None:
    assert uploads.refused(GUEST, PHOTO) is None


def test_a_guests_file_is_no_larger_than_a_photo(uploads: Uploads) -> None:
    assert uploads.refused(GUEST, MAX_FILE_BYTES) is None
    assert uploads.refused(GUEST, 2 * MAX_FILE_BYTES) == 413


def test_a_guest_who_does_not_say_how_much_comes_is_refused(uploads: Uploads) -> None:
    assert uploads.refused(GUEST, None) == 411


def test_a_guest_waits_after_a_dozen_photos_and_others_do_not(
    uploads: Uploads, clock: Stopwatch
) -> None:
    for _ in range(FILES_A_MINUTE):
        assert uploads.refused(GUEST, PHOTO) is None
    assert uploads.refused(GUEST, PHOTO) == 429
    assert uploads.refused(ANOTHER, PHOTO) is None

    clock.now += 61

    assert uploads.refused(GUEST, PHOTO) is None


def test_a_guest_hands_in_so_much_an_hour_and_no_more(uploads: Uploads, clock: Stopwatch) -> None:
    for _ in range(BYTES_AN_HOUR // MAX_FILE_BYTES):
        assert uploads.refused(GUEST, MAX_FILE_BYTES) is None
        clock.now += 10

    assert uploads.refused(GUEST, MAX_FILE_BYTES) == 429
    clock.now += 3_600
    assert uploads.refused(GUEST, MAX_FILE_BYTES) is None


def test_staff_hand_in_whole_menus_until_they_have_not_been_seen_for_a_workday(
    uploads: Uploads, clock: Stopwatch
) -> None:
    uploads.let_staff(GUEST)
    assert all(uploads.refused(GUEST, 900_000_000) is None for _ in range(FILES_A_MINUTE + 1))

    clock.now += 16 * 3_600 + 1

    assert uploads.refused(GUEST, 900_000_000) == 413


@pytest.fixture
def client(uploads: Uploads) -> TestClient:
    async def take(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    route = Route("/_stcore/upload_file/{session}/{file}", take, methods=["PUT"])
    return TestClient(Starlette(routes=[route], middleware=[Middleware(Bounded, uploads=uploads)]))


def test_what_is_refused_is_not_read(client: TestClient) -> None:
    address = f"/_stcore/upload_file/{GUEST}/a-file"

    assert client.put(address, content=b"1" * 100).text == "100"
    refused = client.put(address, content=b"1", headers={"content-length": "900000000"})
    assert refused.status_code == 413
    assert client.put(address, content=iter([b"1", b"2"])).status_code == 411
