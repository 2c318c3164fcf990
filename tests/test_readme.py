"""The README's promises that can be read off the project."""

from recommender.config import PROJECT

START = "pip install -r requirements.txt && streamlit run streamlit_app.py"
TEST = "pip install -r tests/requirements.txt && pytest"


def test_the_two_commands_of_the_readme_are_those_that_work() -> None:
    lines = (PROJECT / "README.md").read_text().splitlines()

    assert START in lines
    assert TEST in lines


def test_ci_runs_the_very_test_command_of_the_readme() -> None:
    assert TEST in (PROJECT / ".ci" / "run").read_text().splitlines()


def test_every_requirement_is_pinned() -> None:
    lines = (PROJECT / "requirements.txt").read_text().splitlines()
    pinned = [line for line in lines if line and not line.startswith("#")]

    assert all("==" in line for line in pinned)
    assert "torch==2.13.0" in pinned
