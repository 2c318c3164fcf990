"""The README's promises that can be read off the project."""

import argparse
import re

import pytest

from recommender.__main__ import _parser
from recommender.config import PROJECT, Settings

README = (PROJECT / "README.md").read_text()
START = "pip install -r requirements.txt && streamlit run streamlit_app.py"
TEST = "pip install -r tests/requirements.txt && pytest"
MAX_PICTURE_BYTES = 200_000
NOT_CODE = {"__pycache__", "__init__.py", "cravings.csv"}


def part(title: str) -> str:
    """Return what stands under a heading, until the next of its level or above."""
    level, rest = title.count("#"), README.split(f"\n{title}\n", 1)[1]
    return re.split(rf"\n#{{1,{level}}} ", rest)[0]


def commands() -> list[str]:
    (chosen,) = (a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    return list(chosen.choices)


def pinned() -> list[str]:
    lines = (PROJECT / "requirements.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_the_two_commands_of_the_readme_are_those_that_work() -> None:
    lines = README.splitlines()

    assert START in lines
    assert TEST in lines


def test_ci_runs_the_very_test_command_of_the_readme() -> None:
    assert TEST in (PROJECT / ".ci" / "run").read_text().splitlines()


def test_every_requirement_is_pinned() -> None:
    assert all("==" in line for line in pinned())
    assert "torch==2.13.0" in pinned()


def test_every_picture_is_there_and_small_enough_for_a_phone() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)

    assert len(pictures) == 3
    assert all((PROJECT / file).stat().st_size < MAX_PICTURE_BYTES for file in pictures)


@pytest.mark.parametrize("command", commands())
def test_every_command_is_told(command: str) -> None:
    assert re.search(rf"^\|.*`{command}\b.*\|$", part("### The operator"), re.MULTILINE)


@pytest.mark.parametrize("setting", Settings.model_fields)
def test_every_setting_is_told(setting: str) -> None:
    assert f"`RECOMMENDER_{setting.upper()}`" in part("### Settings")


def test_no_setting_is_told_that_does_not_exist() -> None:
    known = {f"RECOMMENDER_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"RECOMMENDER_[A-Z_]+", README)) <= known


def test_the_layout_names_each_part_of_the_program_and_no_other() -> None:
    tree = part("## How it is laid out").split("```")[1]
    inside = tree.split("recommender/\n", 1)[1].split("menu_data/")[0]
    heads = [line[2:].split("  ")[0] for line in inside.splitlines()]
    named = {name.rstrip("/") for head in heads for name in re.findall(r"[\w.]+/|\w+\.py", head)}

    there = {file.name for file in (PROJECT / "recommender").iterdir()} - NOT_CODE
    assert named == there


@pytest.mark.parametrize("requirement", pinned())
def test_the_licence_of_every_requirement_is_told(requirement: str) -> None:
    name = requirement.partition("==")[0]
    assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", part("## Licences"))
