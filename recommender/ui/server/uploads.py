"""How much a visitor may hand in.

Streamlit has one limit for all, which is the staff's: a menu with its photos is large. It keeps
what comes in memory, whatever a page does with it, so guests' files are bounded before they are
read.
"""

import re
import threading
import time
from collections import deque
from collections.abc import Callable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime.scriptrunner import get_script_run_ctx

from recommender.photos import MAX_FILE_BYTES

FORM_BYTES = 10_000  # around a file, of the form that it comes in
A_MINUTE, AN_HOUR = 60.0, 3_600.0
A_WORKDAY = (
    16 * AN_HOUR
)  # as long as a sign-in lasts at most: a page may lie open before it is used
FILES_A_MINUTE = 12  # photos that a guest compares by hand
BYTES_AN_HOUR = 250_000_000
TOO_LARGE, TOO_MANY, WITHOUT_LENGTH = 413, 429, 411

_ADDRESS = re.compile(r".*/_stcore/upload_file/(?P<session>[^/]+)/[^/]+")


class Uploads:
    """What each session handed in within the last hour. Safe to share between threads."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Begin with none; ``now`` gives seconds."""
        self._now = now
        self._lock = threading.Lock()
        self._staff: dict[str, float] = {}
        self._handed_in: dict[str, deque[tuple[float, int]]] = {}

    def let_staff(self, session: str) -> None:
        """Let a session hand in what the import takes, for a workday from now."""
        with self._lock:
            self._staff[session] = self._now()

    def refused(self, session: str, size: int | None) -> int | None:
        """Return the HTTP status by which a request of ``size`` bytes is refused; None: it is not.

        One that is not refused counts.
        """
        with self._lock:
            now = self._now()
            self._forget(now)
            if session in self._staff:
                return None
            if size is None:
                return WITHOUT_LENGTH
            if size > MAX_FILE_BYTES + FORM_BYTES:
                return TOO_LARGE
            before = self._handed_in.setdefault(session, deque())
            lately = sum(at > now - A_MINUTE for at, _ in before)
            if lately >= FILES_A_MINUTE or sum(s for _, s in before) + size > BYTES_AN_HOUR:
                return TOO_MANY
            before.append((now, size))
            return None

    def _forget(self, now: float) -> None:
        self._staff = {one: at for one, at in self._staff.items() if at > now - A_WORKDAY}
        for session, handed_in in list(self._handed_in.items()):
            while handed_in and handed_in[0][0] <= now - AN_HOUR:
                handed_in.popleft()
            if not handed_in:
                del self._handed_in[session]


UPLOADS = Uploads()


def let_staff() -> None:
    """Let this session, whose role was asked for, hand in large files."""
    # The address that a browser sends files to names its session, and nothing else does.
    if (context := get_script_run_ctx()) is not None:
        UPLOADS.let_staff(context.session_id)


class Bounded:
    """ASGI middleware that refuses uploads before their bodies are read."""

    def __init__(self, app: ASGIApp, uploads: Uploads = UPLOADS) -> None:
        """Stand before ``app``."""
        self._app, self._uploads = app, uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what is not refused."""
        if scope["type"] == "http" and scope["method"] == "PUT":
            found = _ADDRESS.fullmatch(scope["path"])
            status = self._uploads.refused(found["session"], _length(scope)) if found else None
            if status is not None:
                await PlainTextResponse("refused", status)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _length(scope: Scope) -> int | None:
    said = dict(scope["headers"]).get(b"content-length", b"")
    return int(said) if said.isdigit() else None
