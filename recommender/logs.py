"""What the program says of its work, a line for each event: as text, or as JSON for a machine.

An event has a name and facts: ``search kind=words count=12 ms=38``. Guests' words, and whatever
else a person wrote, are facts of their own kind, which are written down where the operator said so
alone. Lines go to stderr; whoever starts the program (systemd, a container) keeps and rotates them.
"""

import json
import logging
import secrets
import sys
import time
from datetime import UTC, datetime
from typing import Any, Literal

from recommender.progress import Progress

Kind = Literal["text", "json"]
OURS = "recommender"
_PLAIN = 80  # characters of a value in a line of text; JSON has it whole
_SHOWN_AS_IS = set("-_.,:;@/+()")


def set_up(kind: Kind = "text", *, words: bool = False, level: int = logging.INFO) -> None:
    """Write what this program says to stderr, from ``level`` on, and what others say.

    Libraries that write to the console themselves, such as the server, write in our lines instead.

    Args:
        kind: text for people, or a line of JSON for each event.
        words: also write what guests asked, in their words.
        level: of our own lines.
    """
    tear_down()
    written = _ToStderr()
    written.setFormatter(_Json(words=words) if kind == "json" else _Text(words=words))
    logging.getLogger().addHandler(written)
    logging.getLogger(OURS).setLevel(level)
    logging.captureWarnings(kind == "json")
    for other in [one for one in _others() if isinstance(one, logging.Logger)]:
        hand_over(other)


def hand_over(other: logging.Logger) -> None:
    """Let a library's logger write what it says in our lines instead of to the console."""
    for handler in [one for one in other.handlers if type(one) is logging.StreamHandler]:
        other.removeHandler(handler)
        other.propagate = True


def tear_down() -> None:
    """Write nothing any more."""
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, _ToStderr)]:
        root.removeHandler(handler)
    logging.getLogger(OURS).setLevel(logging.NOTSET)
    logging.captureWarnings(capture=False)


def _others() -> list[object]:
    """Return every logger that there is, and a place for each that is named but not there."""
    return list(logging.getLogger().manager.loggerDict.values())


def event(
    log: logging.Logger, name: str, /, *, private: dict[str, Any] | None = None, **facts: Any
) -> None:
    """Say that something happened.

    Args:
        log: of the module in which it did.
        name: what happened, such as ``search``.
        private: facts in a guest's own words.
        facts: numbers, names of our own, and names of staff.
    """
    log.info("%s", name, extra={"event": name, "facts": facts, "private": private or {}})


def milliseconds(began: float) -> int:
    """Return how long ago ``time.monotonic()`` was so."""
    return round((time.monotonic() - began) * 1000)


def steps(log: logging.Logger, progress: Progress) -> Progress:
    """Return a progress that also says, as each step ends with the next one, how long it took."""
    running, began = "", time.monotonic()

    def told(stage: str, done: int, total: int) -> None:
        nonlocal running, began
        if stage != running:
            if running:
                event(log, "step", step=running, seconds=round(time.monotonic() - began, 1))
            running, began = stage, time.monotonic()
        progress(stage, done, total)

    return told


def failure(log: logging.Logger, error: BaseException) -> str:
    """Write an unexpected error down with its traceback, and return the reference to it.

    A person is told the reference alone: what went wrong inside is for who reads the log.
    """
    reference = secrets.token_hex(4)
    log.error(
        "failure",
        exc_info=error,
        extra={"event": "failure", "facts": {"reference": reference}, "private": {}},
    )
    return reference


class _ToStderr(logging.StreamHandler[Any]):
    """Writes to what stderr is now, also after somebody redirected it."""

    def __init__(self) -> None:
        super().__init__(sys.stderr)

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


class _Lines(logging.Formatter):
    """What the two kinds of lines share."""

    def __init__(self, *, words: bool) -> None:
        super().__init__()
        self._words = words

    def _facts(self, record: logging.LogRecord) -> dict[str, Any]:
        private = getattr(record, "private", {}) if self._words else {}
        return getattr(record, "facts", {}) | private

    @staticmethod
    def _at(record: logging.LogRecord) -> str:
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


class _Text(_Lines):
    """Lines for people."""

    def format(self, record: logging.LogRecord) -> str:
        facts = "".join(f" {name}={_short(value)}" for name, value in self._facts(record).items())
        line = f"{self._at(record)} {record.levelname} {_one_line(record.getMessage())}{facts}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class _Json(_Lines):
    """Lines for machines, one object each."""

    def format(self, record: logging.LogRecord) -> str:
        said = getattr(record, "event", None)
        line: dict[str, Any] = {"at": self._at(record), "level": record.levelname.lower()}
        line |= {"event": said or "message", "from": record.name}
        line |= self._facts(record) | ({} if said else {"message": record.getMessage()})
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def _one_line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")


def _short(value: Any) -> str:
    """Return a value so that a line stays a line, whatever somebody wrote into it."""
    if isinstance(value, list | tuple):
        return ",".join(map(_short, value)) or "-"
    text = str(value)[:_PLAIN]
    plain = text and all(one.isalnum() or one in _SHOWN_AS_IS for one in text)
    return text if plain else json.dumps(text, ensure_ascii=False)
