"""The real app is told to stop: it ends at once and in order, also amid its start."""

from pathlib import Path

import pytest
from running_app import App, until

from recommender.check.folder import look_at_folder
from recommender.config import BUILT_IN

START_S = 300.0
BADLY = ("Traceback", "ERROR", "Fatal")


@pytest.mark.parametrize("what", ["ready encoder", "first start"])
def test_an_app_that_is_told_to_stop_ends_in_order(tmp_path: Path, what: str) -> None:
    said, data = tmp_path / "said", tmp_path / "data"
    app = App(data, output=said, model=BUILT_IN).start()
    until(lambda: what in said.read_text(), START_S, f"the line {what!r} in the log")

    assert app.interrupt() == 0

    assert list(data.glob("index/*.busy")) == []  # or the index is built again
    assert look_at_folder(data).problems == []
    if what.startswith("ready"):
        assert not [word for word in BADLY if word in said.read_text()]
