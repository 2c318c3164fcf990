"""Opening hours: how they are written, and whether guests are served at a moment."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo
from itertools import chain
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from recommender.because import Because
from recommender.errors import OverlappingHours, UnusableHours

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MAX_SPANS = 4  # a day; more is a slip
_SHOWN = 60  # characters of what cannot be read
_MINUTES = 24 * 60
_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?"
_SPAN = re.compile(rf"{_CLOCK}\s*(?:[-\u2013\u2014]|to\b|a\b)\s*{_CLOCK}")
_CLOSED = {"", "-", "\u2013", "closed", "cerrado"}


class Span(BaseModel):
    """From when to when guests are served; it ends on the next day unless later than it began."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    opens: time
    closes: time

    def __str__(self) -> str:
        """Return it as people write it: 13:00-16:00."""
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"

    @property
    def minutes(self) -> int:
        """How long it is; a whole day at most."""
        return (_minute(self.closes) - _minute(self.opens) - 1) % _MINUTES + 1


Spans = tuple[Span, ...]
Week = tuple[Spans, ...]  # Monday first


class Standing(NamedTuple):
    """Whether guests are served, and when that changes; None if it never does."""

    is_open: bool
    until: datetime | None


def read_spans(text: str) -> Spans:
    """Read the hours of a day, such as "13:00-16:00, 20:00-1:30"; none of them means closed.

    Raises:
        UnusableHours: they cannot be read.
    """
    if text.strip().lower() in _CLOSED:
        return ()
    parts = [part.strip() for part in re.split(r"[,;/]", text) if part.strip()]
    if len(parts) > MAX_SPANS:
        raise UnusableHours(written=text[:_SHOWN])
    return tuple(sorted(map(_span, parts), key=lambda span: span.opens))


def _span(text: str) -> Span:
    found = _SPAN.fullmatch(text.lower().removesuffix("h").strip())
    if not found:
        raise UnusableHours(written=text[:_SHOWN])
    try:
        return Span(opens=_time(found[1], found[2]), closes=_time(found[3], found[4]))
    except ValueError:
        raise UnusableHours(written=text[:_SHOWN]) from None


def _time(hour: str, minute: str | None) -> time:
    """Return what a clock shows; 24:00 is the midnight that ends a day."""
    midnight = (int(hour), int(minute or 0)) == (24, 0)
    return time(0 if midnight else int(hour), int(minute or 0))


def written(spans: Spans) -> str:
    """Return the hours of a day as they are read."""
    return ", ".join(map(str, spans))


def a_week(days: Any) -> Any:
    """Return seven days of spans, from texts by their names or in order.

    Raises:
        UnusableHours: a text cannot be read.
        OverlappingHours: one time begins before another ends.
    """
    if isinstance(days, Mapping):
        if unknown := days.keys() - set(DAYS):
            raise ValueError(Because("has no day {day}", day=min(unknown)))
        days = [days.get(day, "") for day in DAYS]
    week = tuple(read_spans(day) if isinstance(day, str) else _kept(day) for day in days)
    if len(week) != len(DAYS):
        raise ValueError(Because("needs seven days"))
    _refuse_overlaps(week)
    return week


def _kept(day: Sequence[Any]) -> Spans:
    return tuple(sorted(map(Span.model_validate, day), key=lambda span: span.opens))


def _refuse_overlaps(week: Week) -> None:
    began = [
        (number * _MINUTES + _minute(span.opens), span)
        for number, day in enumerate(week)
        for span in day
    ]
    later = [*began[1:], *((at + 7 * _MINUTES, span) for at, span in began[:1])]
    for (at, span), (following, other) in zip(began, later, strict=True):
        if at + span.minutes > following:
            raise OverlappingHours(one=str(span), other=str(other))


def standing(week: Week, now: datetime, zone: tzinfo | None) -> Standing | None:
    """Return whether guests are served at ``now``; None where no hours are said.

    Args:
        week: the opening hours.
        now: any moment.
        zone: of the clock that the hours are said by; None is this machine's.
    """
    if not any(week):
        return None
    coming = _coming(week, now, zone)
    for opens, closes in coming:
        if now < opens:
            return Standing(is_open=False, until=opens)
        if now < closes:
            return Standing(is_open=True, until=_end(closes, coming))
    raise AssertionError("a week with hours has one that is still to come")


def _end(closes: datetime, coming: Iterator[tuple[datetime, datetime]]) -> datetime | None:
    """Return when service ends, where one span goes on where another ends; None if never."""
    for opens, later in coming:
        if opens > closes:
            return closes
        closes = later
    return None


def _coming(week: Week, now: datetime, zone: tzinfo | None) -> Iterator[tuple[datetime, datetime]]:
    """Yield when guests are served, from yesterday to a week from tomorrow, in order."""
    today = now.astimezone(zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(-1, 9))
    return chain.from_iterable(
        (
            (_moment(opens, zone), _moment(opens + timedelta(minutes=span.minutes), zone))
            for span in week[day.weekday()]
            for opens in [datetime.combine(day, span.opens)]
        )
        for day in days
    )


def _moment(wall: datetime, zone: tzinfo | None) -> datetime:
    """Return the moment at which the clock on the wall shows this."""
    return (wall.replace(tzinfo=zone) if zone else wall).astimezone(UTC)


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
