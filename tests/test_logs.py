"""What the log says: a line for each event, whole, and nothing that guests wrote or must not leak."""

import json
import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from kit import TasteEncoder
from streamlit import logger as server_logger

from recommender import logs
from recommender.__main__ import main
from recommender.config import read_settings
from recommender.errors import SettingError, TryLater, WrongPassword
from recommender.filters import Filters
from recommender.people import Door, People, hash_password
from recommender.recommend import Query
from recommender.restaurant import Restaurant
from recommender.ui import quiet

log = logging.getLogger("recommender.test")
Opening = Callable[..., Restaurant]
Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def _left_as_it_was() -> Iterator[None]:
    yield
    logs.tear_down()


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Lines:
    """Write JSON, and return what was written since it was asked for last."""
    logs.set_up("json")

    def written() -> list[dict[str, Any]]:
        return [json.loads(line) for line in capsys.readouterr().err.splitlines()]

    return written


def events(found: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """Return the facts of the events of this name, without what differs from run to run."""
    varying = {"at", "level", "from", "event", "ms", "seconds"}
    return [
        {key: fact for key, fact in line.items() if key not in varying}
        for line in found
        if line["event"] == name
    ]


def test_a_search_is_told_without_the_guests_words(restaurant: Restaurant, lines: Lines) -> None:
    restaurant.kitchen.add({"name": "Green curry", "price": "9", "vegan": "yes"})
    lines()
    filters = Filters(max_price=20, without=())

    restaurant.recommender.search(Query("vegan curry", filters=filters))

    (line,) = lines()
    assert events([line], "search") == [
        {"kind": "words", "filters": ["max_price", "vegan"], "count": 1, "no_match": False}
    ]
    assert line["level"] == "info"
    assert line["ms"] >= 0
    assert "curry" not in json.dumps(line)


def test_guests_words_are_told_where_the_operator_said_so(
    restaurant: Restaurant, capsys: pytest.CaptureFixture[str]
) -> None:
    restaurant.kitchen.add({"name": "Green curry", "price": "9"})
    logs.set_up("text", words=True)
    restaurant.recommender.search(Query("curry for\ntwo"))
    assert capsys.readouterr().err.rstrip().endswith(r'words="curry for\ntwo"')


def test_what_staff_do_is_told_with_who_and_the_revision(
    restaurant: Restaurant, lines: Lines
) -> None:
    kitchen = restaurant.kitchen
    kitchen.add({"name": "Green curry", "price": "9"}, who="Ana")
    kitchen.sell_out(["green-curry"], who="Luis")
    kitchen.furnish({"name": "Casa Ana"}, who="Ana")

    found = lines()

    assert events(found, "change") == [
        {"who": "Ana", "verb": "add", "what": "added Green curry", "dishes": 1, "revision": 1},
        {
            "who": "Luis",
            "verb": "sell out",
            "what": "sold out: Green curry",
            "dishes": 1,
            "revision": 2,
        },
    ]
    assert events(found, "settings") == [{"who": "Ana", "fields": ["name"]}]


def test_a_start_tells_its_steps_with_their_seconds_and_another_encoder(
    open_restaurant: Opening, encoders: dict[str, Any], lines: Lines
) -> None:
    restaurant = open_restaurant()
    restaurant.kitchen.add({"name": "Green curry", "price": "9"})
    restaurant.close()
    encoders["newer"] = TasteEncoder("newer")
    lines()

    open_restaurant(model="newer").engine.rebuild()

    found = lines()
    assert events(found, "step")[0] == {"step": "Loading the encoder"}
    assert events(found, "encoder replaced") == [{"before": "tastes@1", "now": "newer@1"}]
    (ready,) = events(found, "ready")
    assert ready["encoder"] == "the newer encoder"
    assert events(found, "index rebuilt") == [{"dishes": 1}]
    assert all(line["seconds"] >= 0 for line in found if line["event"] in {"step", "ready"})


def test_sign_ins_are_told_with_the_name_and_never_with_a_password(lines: Lines) -> None:
    entry = {"role": "owner", "password_hash": hash_password("saffron and smoke")}
    people, door = People.with_passwords({"Ana": entry}), Door()
    for name, password in (("ana", "saffron"), ("saffron and smoke", "Ana")):
        with pytest.raises(WrongPassword):
            door.enter(people, name, password, address="192.0.2.7")
    with pytest.raises(TryLater):
        guess_until_told_to_wait(people, door)

    found = lines()

    assert events(found, "sign-in refused")[:2] == [
        {"name": "Ana", "address": "192.0.2.7"},
        {"name": "nobody we know", "address": "192.0.2.7"},
    ]
    assert events(found, "sign-in too early") == [{"name": "Ana", "address": "192.0.2.7"}]
    assert not any(word in json.dumps(found) for word in ("saffron", "smoke", "argon2"))


def guess_until_told_to_wait(people: People, door: Door) -> None:
    for _ in range(20):
        with suppress(WrongPassword):
            door.enter(people, "Ana", "smoke", address="192.0.2.7")


def test_a_failure_has_a_reference_and_its_traceback_is_in_the_log_alone(lines: Lines) -> None:
    try:
        _ = {}["soup"]
    except KeyError as error:
        reference = logs.failure(log, error)

    (line,) = lines()
    assert (line["event"], line["level"], line["reference"]) == ("failure", "error", reference)
    assert line["traceback"].endswith("KeyError: 'soup'")
    assert len(reference) == 8


def test_a_line_stays_a_line_whatever_somebody_wrote(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.set_up("text")
    logs.event(log, "change", who='Ana" verb=remove\nGET /', dishes=2, allergens=("milk", "eggs"))
    log.warning("%s", "a\r\nb")

    first, second = capsys.readouterr().err.splitlines()

    assert first.endswith(
        r'INFO change who="Ana\" verb=remove\nGET /" dishes=2 allergens=milk,eggs'
    )
    assert second.endswith("WARNING a  b")


def test_what_others_warn_of_is_a_line_of_json_too(lines: Lines) -> None:
    logging.getLogger("library").warning("the disk is slow")
    logging.getLogger("library").info("chatter")
    (line,) = lines()
    assert (line["event"], line["message"]) == ("message", "the disk is slow")


def test_setting_it_up_twice_writes_each_line_once(lines: Lines) -> None:
    logs.set_up("json")
    logs.event(log, "sweep", photos=0)
    assert len(lines()) == 1


def test_the_command_line_writes_events_where_that_is_set_alone(
    encoders: object, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECOMMENDER_MODEL", "tastes")
    assert main(["add", "name=Gazpacho", "price=6"]) == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("RECOMMENDER_LOG", "json")
    assert main(["add", "name=Salmorejo", "price=6", "--who", "Ana"]) == 0
    (line,) = map(json.loads, capsys.readouterr().err.splitlines())
    assert (line["event"], line["who"], line["revision"]) == ("change", "Ana", 2)


def test_a_kind_of_log_that_does_not_exist_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOMMENDER_LOG", "xml")
    with pytest.raises(SettingError, match="RECOMMENDER_LOG is 'xml': Input should be 'text' or"):
        read_settings()


def test_what_a_library_writes_to_the_console_itself_is_a_line_of_json(
    capsys: pytest.CaptureFixture[str],
) -> None:
    server = logging.getLogger("some.server")
    server.addHandler(logging.StreamHandler())
    server.propagate = False

    logs.set_up("json")
    server.warning("the address is taken")
    warnings.warn("an option is old", DeprecationWarning, stacklevel=1)

    one, other = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert (one["from"], one["level"], one["message"]) == (
        "some.server", "warning", "the address is taken",
    )  # fmt: skip
    assert other["from"] == "py.warnings"
    assert "an option is old" in other["message"]


def test_what_goes_wrong_in_the_server_is_a_line_of_json_and_guests_addresses_are_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = logging.getLogger("uvicorn.error")
    monkeypatch.setattr(server, "propagate", False)  # as Streamlit leaves it
    monkeypatch.setattr(server, "handlers", [])
    monkeypatch.setattr(server, "level", logging.INFO)
    logs.set_up("json")

    quiet.hear_the_server()
    server.info("203.0.113.7 connects")
    server.error("Exception in ASGI application")

    (line,) = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert line["message"] == "Exception in ASGI application"


def test_no_guest_s_address_is_logged_though_settings_of_streamlit_change_meanwhile(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_logger, "setup_formatter", server_logger.setup_formatter)
    requests, server = (logging.getLogger(f"uvicorn.{name}") for name in ("access", "error"))
    for logger in (requests, server):
        monkeypatch.setattr(logger, "propagate", False)
        monkeypatch.setattr(logger, "level", logging.NOTSET)
        monkeypatch.setattr(logger, "handlers", [])
    monkeypatch.setattr(server_logger, "_loggers", {one.name: one for one in (requests, server)})
    quiet.speak_in_our_log()
    logs.set_up("json")
    quiet.hear_the_server()

    server_logger.update_formatter()  # as when its file is written while it runs
    server_logger.set_log_level("INFO")
    requests.info('203.0.113.7:4711 - "GET / HTTP/1.1" 200')
    server.info('203.0.113.7:4711 - "WebSocket /_stcore/stream" [accepted]')
    server.error("Exception in ASGI application")

    (line,) = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert line["message"] == "Exception in ASGI application"


def test_parts_of_the_server_that_are_loaded_later_write_json_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_logger, "setup_formatter", server_logger.setup_formatter)
    monkeypatch.setattr(server_logger, "_loggers", {})
    early = server_logger.get_logger("streamlit.early")
    quiet.speak_in_our_log()
    logs.set_up("json")

    early.warning("before")
    server_logger.get_logger("streamlit.late").warning("after")

    told = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["from"], line["message"]) for line in told] == [
        ("streamlit.early", "before"),
        ("streamlit.late", "after"),
    ]
