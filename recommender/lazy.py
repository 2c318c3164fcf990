"""Sequences whose items are made when they are looked at: of a long menu one page is shown."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar, overload

from numpy.typing import NDArray

Made = TypeVar("Made")


class Lazy(Sequence[Made], Generic[Made]):
    """What ``make`` makes of each of ``items``, one when it is asked for."""

    def __init__(self, items: Sequence[Any] | NDArray[Any], make: Callable[[Any], Made]) -> None:
        self._items = items
        self._make = make

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, place: int) -> Made: ...
    @overload
    def __getitem__(self, place: slice) -> "Lazy[Made]": ...
    def __getitem__(self, place: int | slice) -> "Made | Lazy[Made]":
        if isinstance(place, slice):
            return Lazy(self._items[place], self._make)
        return self._make(self._items[place])
