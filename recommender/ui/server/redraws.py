"""How fast a visitor may have pages drawn: as fast as people click, and no faster.

Streamlit draws for a session again whenever it is told to, and reads what it is told before it does
anything else: one visitor who tells it all the time kept all others from every page. Nothing of
what comes too fast is refused. It is read later, so that a nervous hand loses no click, and who
sends on fills their own line.
"""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from recommender.ui import sign_in
from recommender.ui.searching import Pace

# Of one page: a slider that is dragged tells five times a second, parts that follow the kitchen or
# the menu once or twice; what was not used is a reserve.
BURST, A_SECOND = 60.0, 8.0
# Guests of one restaurant share its address, and so do all who come through a mobile provider.
BURST_OF_ADDRESS, A_SECOND_OF_ADDRESS = 400.0, 40.0
COUNTED = {"websocket.connect", "websocket.receive"}

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
        address, own = _address(scope), self._of_connection()

        async def unhurried() -> Message:
            message = await receive()
            if message["type"] in COUNTED:
                await self._until(own, "")
                if address != sign_in.UNKNOWN:
                    await self._until(self._of_address, address)
            return message

        await self._app(scope, unhurried, send)

    async def _until(self, pace: Pace, visitor: str) -> None:
        while wait_s := pace.wait_s(visitor):
            await self._sleep(wait_s)


def _address(scope: Scope) -> str:
    host, _ = scope["client"] or ("", 0)
    return sign_in.come_from(host, Headers(scope=scope).get("X-Forwarded-For", ""))
