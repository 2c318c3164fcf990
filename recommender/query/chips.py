"""What was understood of a guest's words: chips, which can be removed one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Chip:
    """One thing understood, in the guest's own words.

    ``kind`` is a key that the interface translates; ``filters`` are the filters it sets.
    """

    text: str
    kind: str
    filters: Mapping[str, Any] = field(default_factory=dict)
    unwanted: tuple[str, ...] = ()  # words to push down softly
    cheap: bool = False  # a soft wish, no price filter
    # False: hides the dishes that list it, and says nothing certain about the others.
    guaranteed: bool = True
    kept: bool = False  # its words say more than the filter and stay among the words


@dataclass(frozen=True)
class Understanding:
    """A guest's text as what remains to be searched by meaning, and what was understood."""

    words: str
    chips: tuple[Chip, ...] = ()

    @property
    def filters(self) -> dict[str, Any]:
        """What all chips ask for together: lists united, the tightest bound of each number."""
        merged: dict[str, Any] = {}
        for chip in self.chips:
            for name, value in chip.filters.items():
                merged[name] = _both(name, merged[name], value) if name in merged else _own(value)
        return merged

    @property
    def unwanted(self) -> tuple[str, ...]:
        """The words to push down softly."""
        return tuple(dict.fromkeys(word for chip in self.chips for word in chip.unwanted))

    @property
    def cheap(self) -> bool:
        """Whether the guest would rather spend little."""
        return any(chip.cheap for chip in self.chips)


def _own(value: Any) -> Any:
    return list(value) if isinstance(value, list | tuple) else value


def _both(name: str, one: Any, other: Any) -> Any:
    if isinstance(one, list):
        return list(dict.fromkeys([*one, *other]))
    if name.startswith("max_"):
        return min(one, other)
    return max(one, other)
