"""What texts of a menu were read as, kept over a restart: reading 100,000 dishes takes minutes.

Only a menu's own texts are kept, never a guest's words.
"""

import hashlib
import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from pydantic_core import from_json

log = logging.getLogger(__name__)

MOST = 400_000  # texts: names, descriptions and ingredients of 100,000 dishes
WORTH_SAVING = 500  # new texts; fewer are read again in no time
AT_ONCE = 500  # texts a line: who reads or writes them lets others run in between
Terms = frozenset[str]


class Readings:
    """Reads each text once, also over a restart. Safe to share between threads."""

    def __init__(self, read: Callable[[str], Terms], *, most: int = MOST) -> None:
        self._read, self._most = read, most
        self._known: dict[str, Terms] = {}
        self._lock = threading.Lock()
        self._unsaved = 0

    def __call__(self, text: str) -> Terms:
        """Return what ``text`` is read as."""
        found = self._known.get(text)
        if found is None:
            found = self._read(text)
            with self._lock:
                self._unsaved += 1
                self._keep(text, found)
        return found

    def _keep(self, text: str, terms: Terms) -> None:
        if len(self._known) >= self._most:
            del self._known[next(iter(self._known))]
        self._known[text] = terms

    def load(self, file: Path) -> int:
        """Take over what was saved, and return how many texts; none of a changed glossary.

        A damaged file is as good as none.
        """
        try:
            found = dict(_lines(file))
        except (OSError, ValueError) as error:
            log.debug("What texts were read as is not to be had: %s", error)
            return 0
        with self._lock:
            for text, terms in found.items():
                if text not in self._known:
                    self._keep(text, terms)
        return len(found)

    def save(self, file: Path) -> bool:
        """Save what is known, if it is worth it; return whether it was.

        Where it cannot be written nothing is lost: the texts are read again.
        """
        with self._lock:
            known, unsaved = dict(self._known), self._unsaved
        if unsaved < WORTH_SAVING:
            return False
        written = file.with_name(f"{file.name}.new")
        with suppress(OSError):
            _write(written, known)
            written.replace(file)
            self._unsaved = 0
            return True
        return False


def glossary_version() -> str:
    """Return what changes whenever texts may be read otherwise."""
    here = Path(__file__).parent
    files = sorted(file for file in here.iterdir() if file.suffix in (".py", ".csv", ".txt"))
    found = hashlib.sha256()
    for file in (*files, here.parent / "dish.py"):
        found.update(file.read_bytes())
    found.update(version("rapidfuzz").encode())  # it says which words are misspelt
    return found.hexdigest()


def _write(file: Path, known: dict[str, Terms]) -> None:
    source = iter(known.items())
    digest = hashlib.sha256(glossary_version().encode())
    with file.open("w", encoding="utf-8") as target:
        while some := list(islice(source, AT_ONCE)):
            line = json.dumps({text: sorted(terms) for text, terms in some})
            digest.update(line.encode())
            target.write(f"{line}\n")
        target.write(digest.hexdigest())


def _lines(file: Path) -> Iterator[tuple[str, Terms]]:
    """Yield what a file holds.

    Raises:
        ValueError: it is damaged, or of another glossary.
    """
    digest = hashlib.sha256(glossary_version().encode())
    last = ""
    with file.open(encoding="utf-8") as source:
        for line in source:
            last = line
            if line.startswith("{"):
                digest.update(line.rstrip("\n").encode())
                # One string for each term, however many texts have it.
                for text, terms in from_json(line, cache_strings="all").items():
                    yield text, frozenset(terms)
    if last != digest.hexdigest():
        raise ValueError(f"{file.name} is damaged, or the glossary is another")
