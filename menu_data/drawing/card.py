"""The card: which function draws which dish."""

from __future__ import annotations

from collections.abc import Callable

from drawing.kit import Picture

Painter = Callable[[Picture], None]
DISHES: dict[str, Painter] = {}


def dish(name: str) -> Callable[[Painter], Painter]:
    """Put a painter on the card under the id of its dish."""

    def enter(painter: Painter) -> Painter:
        DISHES[name] = painter
        return painter

    return enter
