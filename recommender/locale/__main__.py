"""Bring the catalogs up to the texts that stand in the code."""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from recommender.errors import RecommenderError
from recommender.locale import CATALOG, LOCALES
from recommender.photo_desk import TEMPLATES as REMARKS
from recommender.reasons import TEMPLATES

PACKAGE = LOCALES.parent
KEYWORDS = {"t": None, "p": ((1, "c"), 2), "n": (1, 2)}
HEADER = "# What the interface says; made by python -m recommender.locale, translated by hand."
WIDTH = 100  # characters of a line in a catalog


def texts() -> Catalog:
    """Return everything that the interface says, in English."""
    catalog = Catalog(project="restaurant-recommender", charset="utf-8")
    for place, text, context in _all_texts():
        catalog.add(text, locations=[(place, 0)], context=context)
    return catalog


def _all_texts() -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    found = extract_from_dir(PACKAGE / "ui", method_map=[("**.py", "python")], keywords=KEYWORDS)
    for file, _, text, _, context in found:
        yield f"ui/{file}", text, context
    yield from _reasons()
    yield from (("reasons.py", template, None) for template in TEMPLATES.values())
    yield from (("photo_desk/remarks.py", template, None) for template in REMARKS.values())
    yield from (("errors.py", error.template, None) for error in _errors(RecommenderError))


def _reasons() -> Iterator[tuple[str, str, None]]:
    """Yield what lower modules say is wrong."""
    found = extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords={"Because": None})
    for file, _, text, _, _ in found:
        yield file, str(text), None


def _errors(base: type[RecommenderError]) -> Iterator[type[RecommenderError]]:
    for child in base.__subclasses__():
        yield child
        yield from _errors(child)


def update(file: Path, code: str) -> None:
    """Write the catalog of a language with the texts of the code; translations stay."""
    known = Catalog(locale=code, project="restaurant-recommender", version="1")
    if file.exists():
        with file.open("rb") as source:
            known = read_po(source, locale=code)
    known.update(texts(), no_fuzzy_matching=True, update_creation_date=False)
    known.obsolete.clear()
    known.fuzzy, known.header_comment = False, HEADER
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as target:
        write_po(target, known, width=WIDTH, sort_output=True, include_lineno=False)


if __name__ == "__main__":
    codes = sys.argv[1:] or [file.parts[-3] for file in LOCALES.glob(f"*/{CATALOG}")]
    for code in codes:
        update(LOCALES / code / CATALOG, code)
