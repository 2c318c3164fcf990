"""One cell of a menu file as the value it means, or the reason why that cannot be told.

Cells come cleaned, but for lists, whose line breaks part their entries.
"""
# ruff: noqa: RUF001 - quotation marks and dashes are part of the subject

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from recommender.because import Because
from recommender.dish import ALLERGENS, DIETS, Dish, clean, fold
from recommender.menu_file.columns import MARKS
from recommender.menu_file.formulas import restored
from recommender.menu_file.prices import BadCell
from recommender.menu_file.vocabulary import (
    ALLERGEN_WORDS,
    COURSE_WORDS,
    CURRENCY_WORDS,
    DECLARED_FREE,
    DIET_MARKS,
    DIET_YES,
    SHARED_SIGNS,
    SPICE_WORDS,
    SPREADSHEET_ERRORS,
    UNCLEAR_ALLERGENS,
    YES_NO,
)

LISTS = frozenset({"allergens", "ingredients", MARKS})
NOTHING = frozenset("-‒–—−")  # a dash alone is how people leave a cell blank
# Where a dash may as well mean "none" or "no", so that only a person can tell.
DASH_SPEAKS = frozenset({"allergens", "available"})
AN_ERROR = Because("is a spreadsheet's error; correct its formula")
MAX_ENTRIES = 1_000  # of a list, more than a dish may have: it is refused without the rest
MAX_ALLERGENS_TEXT = 2_000  # characters; all fourteen with their Latin names have fewer
MAX_REPEATED = 80  # characters of a cell that is worth remembering
CHILLI = "🌶"
AS_PICTURE = "\ufe0f"  # asks for the coloured form of the character before
_PARTS = re.compile(r"(?:[^,;|\n()]|\([^()]*\)|[()])+")
_ALLERGEN_PARTS = re.compile(r"(?:[^,;/|+·•\n()]|\([^()]*\)|[()])+")
_CONTAINS = re.compile(r"^(?:contains|contiene|contienen|alergenos|allergens)\b ?:? ?")
_TRACES = re.compile(r"\btra(?:ces?|zas?)\b|\bmay contain\b|\bpueden? contener\b")
_WITHOUT = re.compile(r"^(?:no|sin|without|free of|free from|libre de)\b|\bfree$")
_BRACKET = re.compile(r"^(?P<word>[^()]+)\((?P<inside>[^()]+)\)$")


def means_nothing(column: str, cell: str) -> bool:
    """Return whether a cell is blank, or a dash that stands for blank."""
    return not cell or (cell in NOTHING and column not in DASH_SPEAKS)


def read_cell(column: str, cell: str) -> Any:
    """Return what a filled cell means, as :class:`Dish` takes it.

    Raises:
        BadCell: it cannot be told, or only guessed.
    """
    if cell in SPREADSHEET_ERRORS:
        raise BadCell(AN_ERROR)
    if column in REPEATING and len(cell) <= MAX_REPEATED:
        return _read_before(column, cell)
    return READERS.get(column, restored)(cell)


@lru_cache(maxsize=2_000)
def _read_before(column: str, cell: str) -> Any:
    """Read a cell such as "yes" or "Postres", which a menu holds a thousand times."""
    return READERS[column](cell)


def allergens(cell: str) -> tuple[str, ...]:
    """Read a list of allergens, whole names only: what is not certain is refused."""
    if len(cell) > MAX_ALLERGENS_TEXT:
        raise BadCell(Because("is longer than any list of allergens"))
    whole = fold(cell)
    if whole in UNCLEAR_ALLERGENS:
        raise BadCell(UNCLEAR_ALLERGENS[whole])
    parts = [fold(part) for part in _ALLERGEN_PARTS.findall(_CONTAINS.sub("", _lines(cell)))]
    named = [name for part in parts if part for name in _allergens_of(part)]
    if not named:  # separators alone declare nothing
        raise BadCell(UNCLEAR_ALLERGENS["-"])
    if named == ["none"]:
        return ()
    if "none" in named:
        raise BadCell(Because('"none" cannot stand beside other allergens'))
    return tuple(named)


def contains(cells: Mapping[str, str]) -> list[str] | None:
    """Read a row of crosses, one column an allergen; None when the row declares nothing.

    A blank cell means "no" only beside crosses alone: where somebody wrote "no" as well, a blank
    may be what they have not looked at.
    """
    marks = {name: _cross(name, cell) for name, cell in cells.items() if cell}
    if marks and len(marks) < len(cells) and not all(marks.values()):
        missing = next(name for name in cells if name not in marks)
        raise BadCell(
            Because(
                "say no for some but leave {allergen} blank; fill in all of the row",
                allergen=(missing,),
            )
        )
    return [name for name, marked in marks.items() if marked] if marks else None


def _cross(allergen: str, cell: str) -> bool:
    try:
        return yes_no(cell)
    except BadCell:
        reason = Because("is neither yes nor no for {allergen}", allergen=(allergen,))
        raise BadCell(reason, cell) from None


def yes_no(cell: str) -> bool:
    """Read yes or no, in words, figures or marks."""
    said = YES_NO.get(fold(cell).rstrip(".!"))
    if said is None:
        raise BadCell(Because("is neither yes nor no"))
    return said


def diet_marks(cell: str) -> dict[str, bool]:
    """Read "V, GF" into the diets that it names; the others it denies."""
    marks = {fold(part).strip(".") for part in re.split(r"[,;/|+·\n ]", _joined(cell))}
    marks -= {"", "y", "and", "none", "ninguna", "ninguno"}
    for mark in marks:
        if mark not in DIET_MARKS:
            reason = Because("is no mark for vegetarian, vegan or gluten-free; write those")
            raise BadCell(reason, mark)
    named = {DIET_MARKS[mark] for mark in marks}
    return {diet: diet in named or (diet == "vegetarian" and "vegan" in named) for diet in DIETS}


def currency_code(cell: str) -> str:
    """Read a currency's code, sign or name."""
    if fold(cell) in SHARED_SIGNS:
        raise BadCell(Because("is the sign of several currencies; write a code such as USD"))
    return CURRENCY_WORDS.get(fold(cell), cell)


def _allergens_of(part: str) -> list[str]:
    """Return the one allergen that ``part`` names, or the several that "and" joins."""
    if part in ALLERGEN_WORDS:
        return [ALLERGEN_WORDS[part]]
    if part in DECLARED_FREE:
        return ["none"]
    joined = re.split(r" (?:y|e|and|&) ", part)
    if len(joined) > 1 and all(word in ALLERGEN_WORDS for word in joined):
        return [ALLERGEN_WORDS[word] for word in joined]
    return [_with_details(part)]


def _with_details(part: str) -> str:
    """Read "gluten (wheat)": what stands in brackets must belong to what stands before."""
    bracket = _BRACKET.fullmatch(part)
    if bracket is None:
        raise _unclear(part)
    details = re.split(r"[,;/|]| y | and ", bracket["inside"])
    named = {ALLERGEN_WORDS.get(fold(word), "") for word in (bracket["word"], *details)}
    if len(named) > 1 or "" in named:
        raise _unclear(part)
    return named.pop()


def _unclear(part: str) -> BadCell:
    """Say why an allergen cannot be read."""
    if part in UNCLEAR_ALLERGENS:
        return BadCell(UNCLEAR_ALLERGENS[part], part)
    if _TRACES.search(part):
        reason = Because("speaks of traces; name what counts as contained, and nothing else")
        return BadCell(reason, part)
    if _WITHOUT.search(part):
        return BadCell(Because("says what is not in it; name what is, or write none"), part)
    if part.isdigit():
        reason = Because(
            "is a number, and not everybody's numbers agree; write the allergen's name"
        )
        return BadCell(reason, part)
    return BadCell(Because("is not one of {known}", known=ALLERGENS), part)


def _ingredients(cell: str) -> list[str]:
    """Split at semicolons; only a list without any is split at commas, bars and line breaks."""
    cell = restored(cell.strip())
    parts = cell.split(";") if ";" in cell else _PARTS.findall(cell)
    return [part for part in map(clean, parts[:MAX_ENTRIES]) if part]


def _diet(diet: str) -> Callable[[str], bool]:
    return lambda cell: fold(cell).strip(".") in DIET_YES[diet] or yes_no(cell)


def _course(cell: str) -> str:
    return COURSE_WORDS.get(fold(cell), cell)


def _spice(cell: str) -> int | str:
    text = fold(cell).replace(AS_PICTURE, "").replace(" ", "")
    if text and not text.strip(CHILLI):
        return len(text)
    return SPICE_WORDS.get(fold(cell), cell)


def _id(cell: str) -> str:
    """Read an id; a spreadsheet makes "12.0" of the number 12."""
    return re.sub(r"^(\d+)\.0+$", r"\1", cell)


def _lines(cell: str) -> str:
    return "\n".join(map(fold, cell.splitlines()))


def _joined(cell: str) -> str:
    """Keep marks of two words together where the cell is split at spaces."""
    return re.sub(r"\b(sin|gluten)[ -]+(gluten|free)\b", r"\1-\2", fold(cell))


def _is_flag(column: str) -> bool:
    return Dish.model_fields[column].annotation is bool


READERS: Mapping[str, Callable[[str], Any]] = {
    **{column: yes_no for column in Dish.model_fields if _is_flag(column)},
    **{diet: _diet(diet) for diet in DIETS},
    "id": _id,
    "currency": currency_code,
    "course": _course,
    "spice": _spice,
    "allergens": allergens,
    "ingredients": _ingredients,
}
REPEATING = READERS.keys() - {"id", "ingredients"}
