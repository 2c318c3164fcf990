"""How fast a visitor may have pages drawn: as fast as people click, and no faster.

Streamlit draws for a session again whenever it is told to, and reads what it is told before it does
anything else: one visitor who tells it all the time kept all others from every page. What comes too
fast is read later, so that a nervous hand loses no click. Who goes on for long is no person: their
connection is closed, and with it goes what they had sent.
"""

import asyncio
from collections.abc import Awaitable, Callable
from math import inf, isinf

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from recommender.ui import sign_in
from recommender.ui.searching import Pace

# Of one page: a slider that is dragged tells five times a second, parts that follow the kitchen or
# the menu once or twice; what was not used is a reserve.
BURST, A_SECOND = 60.0, 8.0
# Guests of one restaurant share its address, and so do all who come through a mobile provider.
BURST_OF_ADDRESS, A_SECOND_OF_ADDRESS = 400.0, 40.0
PATIENCE_S = 15.0  # waited for one message after the other, or for the others of an address
COUNTED = {"websocket.connect", "websocket.receive"}
POLICY_VIOLATION = 1008  # RFC 6455, section 7.4.1

Sleep = Callable[[float], Awaitable[object]]


class Unhurried:
    """ASGI middleware that reads what a page's connection sends at a pace of people."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        of_connection: Callable[[], Pace] = lambda: Pace(BURST, A_SECOND),
        of_address: Pace | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """Stand before ``app``."""
        self._app, self._sleep = app, sleep
        self._of_connection = of_connection
        self._of_address = of_address or Pace(BURST_OF_ADDRESS, A_SECOND_OF_ADDRESS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on everything, what is counted when its time has come."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        turns = _Turns(self._of_connection(), self._of_address, _address(scope))

        async def unhurried() -> Message:
            message = await receive()
            if message["type"] not in COUNTED:
                return message
            if isinf(turn_s := turns.next_s()):
                await send({"type": "websocket.close", "code": POLICY_VIOLATION})
                return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}
            if turn_s:
                await self._sleep(turn_s)
            return message

        await self._app(scope, unhurried, send)


class _Turns:
    """When a connection's next message is read."""

    def __init__(self, own: Pace, of_address: Pace, address: str) -> None:
        self._own, self._of_address, self._address = own, of_address, address
        self._waited_s = 0.0  # for one message after the other

    def next_s(self) -> float:
        """Return in how many seconds that is; infinite where it is not read at all."""
        own_s = self._own.turn_s("", at_most_s=PATIENCE_S)
        self._waited_s = self._waited_s + own_s if own_s else 0.0
        if self._waited_s > PATIENCE_S:
            return inf
        if self._address == sign_in.UNKNOWN:
            return own_s
        return max(own_s, self._of_address.turn_s(self._address, at_most_s=PATIENCE_S))


def _address(scope: Scope) -> str:
    host, _ = scope["client"] or ("", 0)
    return sign_in.come_from(host, Headers(scope=scope).get("X-Forwarded-For", ""))
