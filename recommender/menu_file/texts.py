"""The bytes of a text file as text: which encoding a spreadsheet saved it in."""
# ruff: noqa: RUF001, RUF003 - quotation marks and dashes are part of the subject

import codecs
import re
from collections.abc import Iterator

from recommender.because import Because
from recommender.errors import UnusableMenuFile

# UTF-32's mark begins with UTF-16's, so it is asked first.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What spreadsheets without UTF-8 write, the likeliest first. Latin-1 needs no line of its own:
# where it differs from Windows-1252 it has control characters only.
ONE_BYTE = ("cp1252", "mac-roman", "iso8859-15", "cp850")
PROBED_BYTES = 4_096  # enough to see every other byte of UTF-16 being zero
JUDGED_CHARACTERS = 20_000  # beyond ASCII; more of them change no verdict
PLAUSIBLE = 0.5  # of a right reading's characters more than this make sense where they stand

LOWER = "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœšžß"
UPPER = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŸŒŠŽ"
PAIRS = ("çã", "çõ", "ÇÃ", "ÇÕ")
ALONE = "àáéóèôÀÁÉÓ"  # words of one letter
CURRENCY = "€£¥¢"
DASHES = "–—"
OPENING = "¡¿"
QUOTES = "“”„‘‚«»‹›"
COMMON = "…•·°ªº½¼¾×®™´\xa0"
ENDING = re.compile(r"’(?:s|t|re|ll|d|m|ve)?(?!\w)", re.IGNORECASE)  # chef’s, don’t
ELISION = re.compile(r"\b(?:[dlnscjm]|qu|o)’", re.IGNORECASE)  # d’oca, l’ail, O’Brien


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of a file and the encoding it is in.

    Raises:
        UnusableMenuFile: it is no text, or in an encoding that cannot be told.
    """
    encoding = _marked(data) or _wide(data)
    text = _strict(data, encoding, name) if encoding else None
    if text is None:
        encoding = "utf-8"
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            text, encoding = _one_byte(data, name, error.start)
    if "\0" in text:
        raise UnusableMenuFile(
            file=name,
            reason=Because(
                "character {place} of it is a NUL, which no text holds; save it anew as CSV UTF-8",
                place=str(text.index("\0") + 1),
            ),
        )
    return text.removeprefix("\ufeff"), encoding or "utf-8"


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without its mark: in western text every other byte is zero."""
    head = data[:PROBED_BYTES]
    zeros = head[0::2].count(0), head[1::2].count(0)
    if sum(zeros) * 3 < len(head) or min(zeros) * 10 > max(zeros):
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnusableMenuFile(
            file=name,
            reason=Because(
                "it begins as {encoding}, but is damaged at byte {place}; save it anew as CSV "
                "UTF-8",
                encoding=encoding.upper(),
                place=str(error.start),
            ),
        ) from None


def _one_byte(data: bytes, name: str, first: int) -> tuple[str, str]:
    """Return the reading in which the characters beyond ASCII make most sense."""
    readings = [(text, encoding) for encoding in ONE_BYTE if (text := _tried(data, encoding))]
    best = max(readings, key=lambda reading: _sense(reading[0]))  # the first of equal ones
    if _sense(best[0]) <= PLAUSIBLE:
        raise UnusableMenuFile(
            file=name,
            reason=Because(
                "it is not in UTF-8 (byte {place}), nor in another encoding that can be told; save "
                "it as CSV UTF-8",
                place=str(first),
            ),
        )
    return best


def _tried(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _sense(text: str) -> float:
    """Return how well the characters beyond ASCII fit their places, from -1 to 1."""
    scores = [_fit(before, found, after, text, at) for before, found, after, at in _foreign(text)]
    return sum(scores) / len(scores) if scores else 1.0


def _foreign(text: str) -> Iterator[tuple[str, str, str, int]]:
    for count, match in enumerate(re.finditer(r"[^\x00-\x7f]", text)):
        if count == JUDGED_CHARACTERS:
            return
        at = match.start()
        yield text[at - 1 : at] or " ", match[0], text[at + 1 : at + 2] or " ", at


def _fit(before: str, found: str, after: str, text: str, at: int) -> float:
    if found in LOWER or found in UPPER:
        return _letter_fit(before, found, after)
    if found in CURRENCY:
        around = text[max(at - 2, 0) : at + 3]
        return 1 if re.search(r"[\d(]\s?" + found + "|" + found + r"\s?[\d)]", around) else -1
    if found == "’":
        around = text[max(at - 3, 0) : at + 4]
        return 1 if ENDING.search(around) or ELISION.search(around) else -0.5
    return _sign_fit(before, found, after)


def _letter_fit(before: str, found: str, after: str) -> float:
    if (before + found) in PAIRS or (found + after) in PAIRS:
        return 1
    if any(beside.isalpha() and not beside.isascii() for beside in (before, after)):
        return -1  # in western words hardly ever two in a row; in a wrong reading often
    if not before.isalpha() and not after.isalpha():
        return 1 if found in ALONE else -0.5
    changes_case = before.islower() if found in UPPER else after.isupper()
    return -1 if changes_case else 1


def _sign_fit(before: str, found: str, after: str) -> float:
    between_letters = before.isalpha() and after.isalpha()
    if found in DASHES:
        return -1 if between_letters else 1
    if found in OPENING:
        return 1 if after.isalpha() and not before.isalnum() else -1
    if found in QUOTES:
        return -1 if between_letters else float(before.isascii() and after.isascii())
    if found in COMMON:
        return -1 if between_letters and (before, found, after) != ("l", "·", "l") else 0.75
    return -1
