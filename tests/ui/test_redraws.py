"""Who has pages drawn all the time waits in a line of their own."""

from collections.abc import Iterator

import pytest
from anyio.from_thread import start_blocking_portal
from kit import Stopwatch
from starlette.types import Message, Receive, Scope, Send

from recommender.ui.searching import Pace
from recommender.ui.server.redraws import POLICY_VIOLATION, Unhurried

ADDRESS = "203.0.113.7"


class Line:
    """Connections to an app that notes at which second it was told what."""

    def __init__(self) -> None:
        self.clock = Stopwatch()
        self.began = self.clock.now
        self.told: list[tuple[float, str]] = []
        self.closed: list[int] = []
        self.sleeps = True
        self._unhurried = Unhurried(
            self._app,
            of_connection=lambda: Pace(3, 2, self.clock),
            of_address=Pace(6, 1, self.clock),
            sleep=self._sleep,
        )

    async def _sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.clock.now += seconds * self.sleeps

    async def _app(self, _scope: Scope, receive: Receive, _send: Send) -> None:
        while (message := await receive())["type"] != "websocket.disconnect":
            self.told.append((self.clock.now - self.began, message["type"].split(".")[1]))
        self.told.append((self.clock.now - self.began, "disconnect"))

    def come(self, messages: int, host: str, kind: str = "websocket", **headers: str) -> None:
        """Connect from ``host``, send so many messages at once, and go."""
        kinds = ["websocket.connect", *["websocket.receive"] * messages, "websocket.disconnect"]
        sent: Iterator[Message] = iter([{"type": one} for one in kinds])

        async def receive() -> Message:
            return next(sent)

        async def send(message: Message) -> None:
            self.closed.append(message["code"])

        named = [(name.encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": kind, "client": (host, 1), "headers": named}
        with start_blocking_portal() as portal:
            portal.call(self._unhurried, scope, receive, send)

    @property
    def seconds(self) -> list[float]:
        return [at for at, _ in self.told]


@pytest.fixture
def line() -> Line:
    return Line()


def test_who_clicks_quickly_does_not_wait(line: Line) -> None:
    line.come(2, "127.0.0.1")

    assert line.seconds == [0, 0, 0, 0]


def test_who_sends_on_is_read_at_a_pace_of_people_and_nothing_is_lost(line: Line) -> None:
    line.come(6, "127.0.0.1")

    assert line.seconds == pytest.approx([0, 0, 0, 0.5, 1.0, 1.5, 2.0, 2.0])
    assert [kind for _, kind in line.told] == ["connect", *["receive"] * 6, "disconnect"]


def test_who_sends_without_end_is_let_go_with_all_that_they_had_sent(line: Line) -> None:
    line.come(1_000, "127.0.0.1")

    # Three at once, then two a second for fifteen seconds.
    assert [kind for _, kind in line.told] == ["connect", *["receive"] * 32, "disconnect"]
    assert line.seconds[-1] == pytest.approx(15)
    assert line.closed == [POLICY_VIOLATION]


def test_who_would_wait_long_for_others_of_their_address_is_told_to_come_again(line: Line) -> None:
    line.sleeps = False  # they come at the same moment

    for _ in range(30):
        line.come(0, ADDRESS)

    connected = [kind for _, kind in line.told].count("connect")
    assert connected == 6 + 15
    assert line.closed == [POLICY_VIOLATION] * 9


def test_another_who_comes_does_not_wait_for_them(line: Line) -> None:
    line.come(6, "127.0.0.1")
    line.told.clear()
    left = line.clock.now

    line.come(2, "127.0.0.1")

    assert line.seconds == [left - line.began] * 4


def test_who_connects_again_and_again_waits_by_their_address(line: Line) -> None:
    for _ in range(8):
        line.come(0, ADDRESS)

    connected = [at for at, kind in line.told if kind == "connect"]
    assert connected == pytest.approx([0, 0, 0, 0, 0, 0, 1, 2])


def test_guests_behind_a_proxy_of_this_machine_are_told_apart(line: Line) -> None:
    for number in range(8):
        line.come(0, "127.0.0.1", **{"x-forwarded-for": f"198.51.100.1, 203.0.113.{number}"})

    assert set(line.seconds) == {0}


def test_what_is_no_page_is_not_slowed(line: Line) -> None:
    line.come(20, ADDRESS, kind="http")

    assert set(line.seconds) == {0}
