"""Hands files in as the page of the import does, and holds what must hold of every answer."""

from pathlib import Path

from guard import safely

from recommender.dish import Dish
from recommender.errors import UnusableMenuFile
from recommender.kitchen import Plan
from recommender.restaurant import Restaurant
from recommender.ui.kitchen_import import Import

LONGEST_SENTENCE = 1_000  # characters; longer, and nobody reads it


def hand_in(restaurant: Restaurant, *files: tuple[str, bytes]) -> Plan | str:
    """Return the plan for what was handed in, or the sentence with which it was refused.

    Whichever it is: it comes soon, in little memory, nothing is changed, written elsewhere or
    left, and each row is a dish or has problems that a person can read.
    """
    folder = restaurant.settings.data / "imports"
    before, revision = everything(restaurant.settings.data.parent), restaurant.catalog.revision()
    with safely(restaurant.settings.data):
        answer = _answer(restaurant, folder, files)
    assert restaurant.catalog.revision() == revision
    assert everything(restaurant.settings.data.parent) - before <= {folder}
    _hold(answer)
    return answer


def refused(restaurant: Restaurant, *files: tuple[str, bytes]) -> bool:
    """Return whether nothing of what was handed in can be taken: as a whole, or row by row."""
    answer = hand_in(restaurant, *files)
    return isinstance(answer, str) or not any(row.dish for row in answer.file.rows)


def everything(folder: Path) -> set[Path]:
    """Return all files and folders in ``folder``, but what the databases open and close."""
    return {file for file in folder.rglob("*") if not file.name.endswith(("-wal", "-shm"))}


def _answer(
    restaurant: Restaurant, folder: Path, files: tuple[tuple[str, bytes], ...]
) -> Plan | str:
    folder.mkdir(exist_ok=True)
    try:
        handed = Import(files, folder)
    except UnusableMenuFile as error:
        return str(error)
    try:
        revision = restaurant.catalog.revision()
        return handed.planned(restaurant.kitchen, handed.mapping, revision=revision)
    except UnusableMenuFile as error:
        return str(error)
    finally:
        handed.close()


def _hold(answer: Plan | str) -> None:
    if isinstance(answer, str):
        return _hold_sentence(answer)
    for row in answer.file.rows:
        assert isinstance(row.dish, Dish) != bool(row.problems)
        for problem in row.problems[:3]:
            _hold_sentence(str(problem))
    return None


def _hold_sentence(sentence: str) -> None:
    assert len(sentence) <= LONGEST_SENTENCE
    assert sentence.endswith(".")
    assert sentence.isprintable() or not sentence.isascii()
    assert "{" not in sentence or "{" in sentence.split('"', 1)[-1]
    assert not any(name in sentence for name in ("Traceback", "Error(", "Exception", "object at"))
