"""STUB until the query branch is merged."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Understanding:
    words: str
    chips: tuple = ()
    filters = {}
    unwanted = ()
    cheap = False


def understand(text, *, names=(), cuisines=(), restored=()):
    return Understanding(text)
