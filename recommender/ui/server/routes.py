"""What is served beside the pages: photos, to be kept by the browser, and how the app is."""

import math
import re
import time
from collections.abc import Callable
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from recommender.errors import RecommenderError
from recommender.health import Health, health
from recommender.ui import resources

# A photo has the hash of its content as its name: what is under it never changes.
_FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}
FRESH_S = 0.1  # for which the newest revision is not read again
_PHOTO_ID = re.compile("[0-9a-f]{64}")
_NO_PHOTO = Path(__file__).parents[1] / "no_photo.svg"


def photo_address(photo: str | None) -> str:
    """Return the address of a photo's picture on a card, as seen from any page.

    Args:
        photo: its id; None leads to the drawing that stands for a photo.
    """
    return f"photo/{photo}.jpg" if photo else "photo/none.svg"


def _served(request: Request) -> Response:
    """Send the card-sized picture of a photo."""
    photo = request.path_params["photo"]
    if not _PHOTO_ID.fullmatch(photo):
        return Response(status_code=404)
    try:
        file = resources.restaurant().photos.thumbnail(photo)
    except RecommenderError:  # the page says what is wrong with the installation
        return Response(status_code=503)
    return FileResponse(file, headers=_FOR_GOOD) if file.is_file() else Response(status_code=404)


def _drawing(_request: Request) -> Response:
    return FileResponse(_NO_PHOTO, headers={"Cache-Control": "public, max-age=86400"})


def _health(_request: Request) -> Response:
    """Say whether guests can be served: status 200, or 503 while they cannot."""
    try:
        found = health(resources.restaurant())
    except RecommenderError:  # the log and the page say what is wrong
        found = Health()
    status = 200 if found.ready else 503
    return JSONResponse(found.model_dump(), status, headers={"Cache-Control": "no-store"})


class _Newest:
    """The number of the menu's newest revision, read once for all who ask at about the same time.

    Asked from the server's one event loop alone.
    """

    def __init__(self, read: Callable[[], int]) -> None:
        self._read, self._number, self._at = read, -1, -math.inf

    async def number(self) -> int:
        if time.monotonic() - self._at > FRESH_S:
            self._number = await run_in_threadpool(self._read)
            self._at = time.monotonic()
        return self._number


_NEWEST = _Newest(lambda: resources.restaurant().catalog.revision().number)


async def _revision(_request: Request) -> Response:
    """Say which menu it is that guests see now: open pages ask all the time."""
    try:
        number = await _NEWEST.number()
    except RecommenderError:  # the page says what is wrong with the installation
        return Response(status_code=503)
    return PlainTextResponse(str(number), headers={"Cache-Control": "no-store"})


ROUTES = (
    Route("/revision", _revision),
    Route("/health", _health),
    Route("/photo/none.svg", _drawing),
    Route("/photo/{photo}.jpg", _served),
)
