"""Reasons: English below the pages, any language in them."""

import ast
import copy
import pickle

from recommender.because import Because
from recommender.config import PROJECT


def test_a_reason_is_its_english_sentence_and_keeps_what_it_is_made_of() -> None:
    reason = Because("it holds {count} files, more than {most}", count=31_000, most=20_000)

    assert reason == "it holds 31,000 files, more than 20,000"
    assert reason.template == "it holds {count} files, more than {most}"
    assert reason.facts == {"count": 31_000, "most": 20_000}


def test_a_fact_may_be_a_list_of_names_or_another_reason_and_braces_in_it_stay() -> None:
    inner = Because("has too long a name")

    assert Because("names {found}", found=("fish", "milk")) == "names fish, milk"
    assert Because('"{file}" {why}', file="{x}.jpg", why=inner) == '"{x}.jpg" has too long a name'


def test_a_copy_is_told_in_another_language_too() -> None:
    reason = Because("is not {what}", what="a price")

    for twin in (copy.deepcopy(reason), pickle.loads(pickle.dumps(reason))):
        assert (twin, twin.template, twin.facts) == (reason, reason.template, reason.facts)


def test_every_reason_of_ours_stands_where_translators_find_it() -> None:
    """Only what a library or the system said may come from a variable."""
    theirs = {"recommender/because.py", "recommender/problems.py"}
    theirs |= {"recommender/menu_file/opening.py", "recommender/house/__init__.py"}
    for file in (PROJECT / "recommender").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            called = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Because"
            if called and file.relative_to(PROJECT).as_posix() not in theirs:
                assert isinstance(node.args[0], ast.Constant), f"{file.name}:{node.lineno}"
