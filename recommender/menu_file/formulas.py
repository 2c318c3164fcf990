"""Texts that a spreadsheet would take for formulas: defused when written, restored when read.

A spreadsheet runs a cell that begins with "=" and the like, whoever wrote it. Such a text is
written behind an apostrophe, and so is one that already has apostrophes there: reading takes
exactly one away, so that every text comes back as it was.
"""
# ruff: noqa: RUF001 - quotation marks and dashes are part of the subject

import re

from recommender.menu_file.vocabulary import SPREADSHEET_ERRORS

# The wide forms are formulas in East Asian editions. Dashes are no formulas, but a cell of a
# dash alone is read as blank.
_RISKY = re.compile(
    "'*(?:[=+\\-@\t\r＝＋－＠‒–—−].*|(?:"
    + "|".join(map(re.escape, sorted(SPREADSHEET_ERRORS)))
    + "))",
    re.DOTALL,
)
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def defused(text: str) -> str:
    """Return ``text`` as it may stand in a spreadsheet's cell; a number stays one."""
    return f"'{text}" if _RISKY.fullmatch(text) and not _NUMBER.fullmatch(text) else text


def restored(cell: str) -> str:
    """Return the text that :func:`defused` made ``cell`` of; other cells as they are."""
    return cell[1:] if cell.startswith("'") and _RISKY.fullmatch(cell) else cell
