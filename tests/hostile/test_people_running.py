"""Bad people at the running app, who speak its protocol and leave out what a browser would not."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import pytest
from argon2 import PasswordHasher, profiles
from running_app import START_LIMIT_S, App, until
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from visitor import Page, Visitor, announce, upload
from websockets.exceptions import InvalidStatus

from recommender.catalog import Catalog, Revision
from recommender.config import PROJECT

SOON_S = 10.0  # on a busy machine; a tenth of a second on another
CHEAP = PasswordHasher.from_parameters(profiles.CHEAPEST)
PASSWORDS = {"Ana": "saffron threads and smoke", "Luis": "smoked paprika and salt"}
ROLES = {"Ana": "owner", "Luis": "staff"}
STAFF = ("staff", "staff_menu", "staff_import", "staff_attention", "staff_history", "staff_export")
OWNERS = ("staff_people", "staff_settings")


class LoggedApp(App):
    """The app, whose every output is kept in a file."""

    def start(self) -> Self:
        self.log = self.data.parent / "output.log"
        command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                command + self._options,
                cwd=PROJECT, env=self._surroundings, stdout=output, stderr=output,
            )  # fmt: skip
        until(self._answers, START_LIMIT_S, "the app's start")
        return self


@pytest.fixture(scope="module")
def hashes() -> dict[str, str]:
    return {name: CHEAP.hash(password) for name, password in PASSWORDS.items()}


# Python runs this before the app: it notes whom the app looks up or calls, whoever swallows it.
LISTENING = """
import os, sys
HERE = ("127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "", None)
def heard(event, args):
    told = None
    if event == "socket.connect" and isinstance(args[1], tuple):
        told = args[1][0]
    elif event == "socket.getaddrinfo":
        told = args[0]
    if told not in HERE:
        with open(os.environ["CALLS"], "a") as file:
            file.write(f"{event} {told}\\n")
sys.addaudithook(heard)
"""


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file in which the app's calls to others are noted."""
    return tmp_path_factory.mktemp("calls") / "calls"


@pytest.fixture(scope="module")
def app(
    demo_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    hashes: dict[str, str],
    calls: Path,
) -> Iterator[LoggedApp]:
    data = tmp_path_factory.mktemp("running") / "data"
    shutil.copytree(demo_folder, data)
    (calls.parent / "sitecustomize.py").write_text(LISTENING)
    people = {n: {"role": ROLES[n], "password_hash": kept} for n, kept in hashes.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(calls.parent))
        patch.setenv("CALLS", str(calls))
        running = LoggedApp(data, people=json.dumps(people))  # models as nobody chose others
    with running:
        yield running


@pytest.fixture(scope="module")
def searched(app: LoggedApp) -> LoggedApp:
    """The app, once its encoder is there."""
    with Visitor(app.address) as visitor:

        def is_found() -> bool:
            return "Tofu curry" in visitor.open("", "q=curry").text

        until(is_found, START_LIMIT_S, "the first search")
    return app


@pytest.fixture
def guest(app: LoggedApp) -> Iterator[Visitor]:
    with Visitor(app.address) as visitor:
        yield visitor


@pytest.fixture(scope="module")
def ana(app: LoggedApp) -> Iterator[Visitor]:
    with Visitor(app.address) as visitor:
        assert "You work as Ana" in visitor.sign_in("Ana", PASSWORDS["Ana"]).text
        yield visitor


@pytest.fixture(scope="module")
def luis(app: LoggedApp) -> Iterator[Visitor]:
    with Visitor(app.address) as visitor:
        assert "You work as Luis" in visitor.sign_in("Luis", PASSWORDS["Luis"]).text
        yield visitor


def revision(app: LoggedApp) -> Revision:
    catalog = Catalog.open(app.data / "catalog.db")
    try:
        return catalog.revision()
    finally:
        catalog.close()


def pressed(widgets: dict[str, str]) -> list[WidgetState]:
    """Return every widget of a page as pressed, ticked and filled in."""
    states = []
    for widget in widgets.values():
        states += [
            WidgetState(id=widget, trigger_value=True),
            WidgetState(id=widget, bool_value=True),
            WidgetState(id=widget, string_value="x"),
        ]
    return states


def is_shut(page: Page) -> bool:
    return {"name", "password", "sign_in_now"} <= {*page.widgets}


@pytest.mark.parametrize("page", STAFF + OWNERS)
def test_a_guest_gets_no_page_of_the_staff(guest: Visitor, page: str) -> None:
    shown = guest.open(page)

    assert is_shut(shown)
    assert "You work as" not in shown.text
    assert len(shown.widgets) <= 4, shown.widgets


@pytest.mark.parametrize("page", STAFF + OWNERS)
def test_a_guest_who_says_that_a_button_of_the_staff_was_pressed_changes_nothing(
    app: LoggedApp, ana: Visitor, guest: Visitor, page: str
) -> None:
    widgets, before = ana.open(page).widgets, revision(app)
    assert len(widgets) > 1

    for state in pressed(widgets):
        assert is_shut(guest.open(page, "", state))
    assert is_shut(guest.open(page, "", *pressed(widgets)))

    assert revision(app) == before


@pytest.mark.parametrize("page", OWNERS)
def test_staff_who_say_that_a_button_of_the_owner_was_pressed_change_nothing(
    app: LoggedApp, ana: Visitor, luis: Visitor, page: str
) -> None:
    widgets, before = ana.open(page).widgets, house(app)

    for state in pressed(widgets):
        assert "This page is for owners" in luis.open(page, "", state).text

    assert house(app) == before


def house(app: LoggedApp) -> object:
    catalog = Catalog.open(app.data / "catalog.db")
    try:
        return catalog.houses.newest()
    finally:
        catalog.close()


def test_the_same_button_works_for_who_is_signed_in(app: LoggedApp, ana: Visitor) -> None:
    before = revision(app)
    widgets = ana.open("staff_menu", "edit=lemonade").widgets
    name = next(widget for key, widget in widgets.items() if key == "dish_name")
    states = [
        WidgetState(id=name, string_value="Pink lemonade"),
        WidgetState(id=widgets["save_dish"], trigger_value=True),
    ]
    with Visitor(app.address) as guest:
        assert is_shut(guest.open("staff_menu", "edit=lemonade", *states))
    assert revision(app) == before

    ana.open("staff_menu", "edit=lemonade", *states)
    assert revision(app) != before


NONSENSE = [
    {"string_value": "x" * 100_000},
    {"int_value": 10**15},
    {"double_value": float("nan")},
    {"bool_value": True},
    {"trigger_value": True},
    {"json_value": "[" * 1_000},
    {"bytes_value": b"\0" * 1_000},
]


@pytest.mark.parametrize("nonsense", NONSENSE, ids=lambda one: next(iter(one)))
def test_nonsense_for_the_widgets_of_a_page_disturbs_nobody_else(
    app: LoggedApp, guest: Visitor, nonsense: dict[str, Any]
) -> None:
    before = revision(app)
    widgets = guest.open("", "without=milk").widgets
    sent = [WidgetState(id=widget, **nonsense) for widget in widgets.values()]
    arrays = [
        WidgetState(id=widget, **{field: {"data": data}})
        for widget in widgets.values()
        for field, data in (("int_array_value", [10**9]), ("double_array_value", [1e308, -1e308]))
    ]
    guest.open("", "without=milk", *sent)
    guest.open("", "without=milk", *arrays)

    assert revision(app) == before
    with Visitor(app.address) as other:
        assert "Pad thai" in other.open("", "course=main").text


def test_emptying_the_caches_signs_nobody_out_and_closes_nothing(
    app: LoggedApp, ana: Visitor, guest: Visitor
) -> None:
    guest.open()
    guest.tell(BackMsg(clear_cache=True))

    assert "Pad thai" in guest.open().text
    assert "You work as Ana" in ana.open("staff").text


def test_messages_for_developers_stop_nothing(app: LoggedApp, guest: Visitor) -> None:
    guest.open()
    guest.tell(BackMsg(debug_shutdown_runtime=True))
    guest.tell(BackMsg(debug_disconnect_websocket=True))

    assert "Pad thai" in guest.open().text


def test_guessing_is_slowed_and_emptying_the_caches_buys_no_tries(app: LoggedApp) -> None:
    told = []
    with Visitor(app.address) as guesser:
        for number in range(9):
            guesser.tell(BackMsg(clear_cache=True))
            told.append(guesser.sign_in("Marta", f"guess {number}").text)

    assert "do not belong together" in told[0]
    assert "There were too many wrong passwords" in told[-1]


def test_another_site_cannot_speak_for_a_visitor(app: LoggedApp) -> None:
    with pytest.raises(InvalidStatus) as refused:
        Visitor(app.address, origin="https://evil.test")
    assert refused.value.response.status_code == 403


def test_files_are_taken_of_open_sessions_alone_and_never_from_another_site(
    app: LoggedApp, guest: Visitor
) -> None:
    guest.open("similar")

    assert upload(app.address, guest.session, b"x") == 204
    assert upload(app.address, guest.session, b"x", with_token=False) == 403
    assert upload(app.address, "nobody", b"x") == 400


def test_a_file_larger_than_any_menu_is_refused_before_it_is_read(
    app: LoggedApp, guest: Visitor
) -> None:
    guest.open("similar")

    assert announce(app.address, guest.session, 2_000_000_000) == 413


def test_a_hundred_kilobytes_of_words_keep_nobody_waiting(app: LoggedApp, guest: Visitor) -> None:
    guest.open("", "q=" + "x" * 100_000)
    assert "Pad thai" in guest.open("", "course=main").text


ASKED = 300  # searches one after the other: far more than a person does


def test_who_searches_faster_than_a_person_is_told_calmly_to_wait_and_others_are_served(
    searched: LoggedApp, guest: Visitor
) -> None:
    with Visitor(searched.address) as hasty:
        answers = (hasty.open("", f"q=curry+{number}").text for number in range(ASKED))
        assert any("That was a lot of searches in a short time" in one for one in answers)

        assert "Tofu curry" in guest.open("", "q=curry+with+tofu").text
        assert "Pad thai" in hasty.open("", "course=main").text


FLOOD = 20_000  # times that a page is asked for, without waiting for it


def test_who_has_pages_drawn_all_the_time_keeps_nobody_waiting(
    app: LoggedApp, guest: Visitor
) -> None:
    message = BackMsg()
    message.rerun_script.query_string = "course=main"
    with Visitor(app.address) as hasty:
        for _ in range(FLOOD):
            hasty.tell(message)

        began = time.monotonic()
        assert "Pad thai" in guest.open("", "course=main").text
        assert time.monotonic() - began < SOON_S


def test_passwords_and_hashes_are_never_told(
    app: LoggedApp, ana: Visitor, guest: Visitor, hashes: dict[str, str]
) -> None:
    wrong = "a password typed at the wrong field"
    pages = [guest.sign_in("Ana", wrong), guest.sign_in(wrong, wrong)]
    pages += [ana.open(page) for page in STAFF + OWNERS]

    output = app.log.read_bytes()
    for secret in (*PASSWORDS.values(), *hashes.values(), wrong, "$argon2"):
        assert secret.encode() not in output
    for page in pages:
        for secret in (*PASSWORDS.values(), *hashes.values(), "$argon2"):
            assert secret.encode() not in page.raw


def test_with_the_hub_switched_off_the_app_calls_nobody(
    searched: LoggedApp, guest: Visitor, calls: Path
) -> None:
    guest.open("similar", "like=tofu-curry")

    assert not calls.exists(), calls.read_text()
