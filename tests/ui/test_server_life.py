"""The server's own part: how it says that it is well, and what it says when something goes wrong."""

import json
import logging
from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from recommender import logs
from recommender.catalog import Catalog
from recommender.engine import Status
from recommender.restaurant import Restaurant
from recommender.ui import resources
from recommender.ui.kitchen_running import Running
from recommender.ui.server import life, routes

Ready = Callable[[], Restaurant]


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=list(routes.ROUTES)))


def test_a_ready_restaurant_says_that_guests_may_come(ready: Ready, client: TestClient) -> None:
    ready()
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json() == {
        "menu": True,
        "encoder": True,
        "index": True,
        "dishes": 48,
        "revision": 1,
        "ready": True,
    }


def test_while_the_encoder_loads_guests_are_sent_elsewhere(
    still_loading: None, client: TestClient
) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["menu"]) == (503, True)
    assert answer.json()["ready"] is False


def test_a_lost_index_is_told_and_sends_nobody_away(
    standing: Callable[[Status], None], client: TestClient
) -> None:
    standing(Status(words_ready=True, ready=True, index_notice="It is lost."))
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["index"]) == (200, False)


def test_a_catalog_that_cannot_be_read_any_more_sends_guests_elsewhere(
    ready: Ready, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready()
    monkeypatch.setattr(Catalog, "answers", lambda _: False)
    assert client.get("/health").status_code == 503


def test_a_folder_that_cannot_be_opened_is_unhealthy_and_no_secret_is_told(
    ready: Ready, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    resources.restaurant.clear()
    monkeypatch.setenv("RECOMMENDER_CHROMA", "no-address")
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["ready"]) == (503, False)
    assert "no-address" not in answer.text


def unforeseen() -> None:
    from recommender.ui.server import life

    life.tell(KeyError("the cook's secret"))


def test_a_person_is_told_a_reference_and_the_log_has_the_rest(
    ready: Ready, caplog: pytest.LogCaptureFixture
) -> None:
    ready()
    page = AppTest.from_function(unforeseen, default_timeout=30).run()

    (told,) = page.error
    (record,) = [r for r in caplog.records if r.levelno == logging.ERROR]
    reference = record.facts["reference"]  # type: ignore[attr-defined]
    assert told.value.endswith(f"tell the restaurant this reference: {reference}.")
    assert "secret" not in told.value
    assert "the cook's secret" in caplog.text


def test_an_import_that_broke_off_unforeseen_has_a_reference_too(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def work(_running: Running) -> None:
        raise KeyError("the cook's secret")

    running = Running(work)
    running.wait(10)

    assert running.failed
    assert "secret" not in running.reference
    (record,) = [r for r in caplog.records if r.levelno == logging.ERROR]
    assert record.facts["reference"] == running.reference  # type: ignore[attr-defined]


def foreseen() -> None:
    from recommender.errors import UnknownDish
    from recommender.ui.server import life

    life.tell(UnknownDish(id="soup"))


def test_what_we_have_a_sentence_for_is_told_in_it(ready: Ready) -> None:
    ready()
    (told,) = AppTest.from_function(foreseen, default_timeout=30).run().error
    assert told.value.startswith("No dish on the menu has the id")


def test_the_app_opens_before_the_first_guest_and_logs_as_it_is_set(
    ready: Ready, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RECOMMENDER_LOG", "json")
    opened = []
    try:
        with monkeypatch.context() as patched:
            patched.setattr(resources, "restaurant", lambda: opened.append("opened"))
            life._open()
        life.log.warning("The oven is hot.")
        (line,) = map(json.loads, capsys.readouterr().err.splitlines())
    finally:
        logs.tear_down()
    assert opened == ["opened"]
    assert line["message"] == "The oven is hot."
