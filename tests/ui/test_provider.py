"""Signing in with a provider: roles by verified address."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from screen import Opening, press, said
from streamlit.testing.v1 import AppTest

from recommender.restaurant import Restaurant

GOOGLE = {"client_id": "mesa", "client_secret": "s", "server_metadata_url": "http://127.0.0.1/"}
ROLES = {"owner": ["ana@mesa.example"], "staff": ["luis@mesa.example"]}


@pytest.fixture
def arrive(visit: Opening) -> Callable[..., AppTest]:
    """Open a page as whom a provider says it is."""

    def arriving(
        page: str = "staff", *, auth: Any = None, roles: Any = ROLES, **user: Any
    ) -> AppTest:
        app = visit(page)
        app.secrets = {"auth": auth or GOOGLE, "roles": roles}
        app.user = {"is_logged_in": bool(user), "iat": datetime.now(UTC).timestamp()} | user
        app.run()
        assert not app.exception
        return app

    return arriving


def works_as(app: AppTest) -> list[str]:
    told = [said(element) for element in app.caption]
    return [one for one in told if one.startswith("You work as")]


def test_one_provider_is_one_button_and_no_password(
    arrive: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str | None] = []
    monkeypatch.setattr("streamlit.login", sent.append)
    app = arrive()

    assert [button.label for button in app.button] == ["Sign in"]
    assert not app.text_input
    press(app, "Sign in")
    assert sent == [None]


def test_several_providers_are_named(
    arrive: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str | None] = []
    monkeypatch.setattr("streamlit.login", sent.append)
    app = arrive(auth={"cookie_secret": "c", "google": GOOGLE, "okta": GOOGLE})

    assert [button.label for button in app.button] == ["Sign in with Google", "Sign in with Okta"]
    press(app, "Sign in with Okta")
    assert sent == ["okta"]


def test_a_listed_address_works_under_it(
    arrive: Callable[..., AppTest], ready: Callable[[], Restaurant]
) -> None:
    app = arrive(email="Luis@Mesa.example", email_verified=True, name="Ana")

    assert works_as(app) == ["You work as luis@mesa.example."]
    app.text_input(key="off_search").set_value("pad thai").run()
    press(app, "Sold out")
    assert ready().kitchen.history(limit=1)[0].who == "luis@mesa.example"


def test_who_arrives_reads_the_page_in_the_language_of_the_house(
    arrive: Callable[..., AppTest], ready: Callable[[], Restaurant]
) -> None:
    ready().kitchen.furnish({"language": "es"})

    app = arrive(email="ana@mesa.example", email_verified=True)

    assert "Trabaja como ana@mesa.example." in [said(element) for element in app.caption]


def test_roles_decide_which_pages_open(arrive: Callable[..., AppTest]) -> None:
    ana = arrive("staff_people", email="ana@mesa.example", email_verified=True)
    luis = arrive("staff_people", email="luis@mesa.example", email_verified=True)

    assert list(ana.dataframe[0].value["Role"]) == ["Owner", "Staff"]
    assert luis.info[0].value == "This page is for owners. Ask one."


def test_an_address_that_is_not_listed_is_told_so(arrive: Callable[..., AppTest]) -> None:
    app = arrive(email="guest@example.com", email_verified=True)

    assert said(app.warning[0]) == (
        "guest@example.com may not enter these pages. Ask an owner to add it."
    )
    assert works_as(app) == []


@pytest.mark.parametrize("claim", [{"email_verified": False}, {"email_verified": "false"}, {}])
def test_an_address_that_nobody_verified_opens_nothing(
    claim: dict[str, Any], arrive: Callable[..., AppTest]
) -> None:
    app = arrive(email="ana@mesa.example", **claim)

    assert said(app.warning[0]) == (
        "Whether ana@mesa.example is yours was not verified. Verify it where you sign in."
    )


@pytest.mark.parametrize(("claim", "in_"), [({}, True), ({"email_verified": False}, False)])
def test_a_provider_of_ones_own_may_say_nothing_of_verifying_but_never_no(
    claim: dict[str, Any], in_: bool, arrive: Callable[..., AppTest]
) -> None:
    app = arrive(roles=ROLES | {"trust_addresses": True}, email="ana@mesa.example", **claim)

    assert bool(works_as(app)) == in_


def test_a_new_window_does_not_begin_a_new_day(arrive: Callable[..., AppTest]) -> None:
    yesterday = (datetime.now(UTC) - timedelta(hours=17)).timestamp()
    app = arrive(email="ana@mesa.example", email_verified=True, iat=yesterday)

    assert said(app.warning[0]) == "Your session has ended. Sign in again."
    assert works_as(app) == []


def test_who_signs_out_is_out_here_and_in_the_browser(arrive: Callable[..., AppTest]) -> None:
    app = arrive(email="ana@mesa.example", email_verified=True)

    app.button(key="sign_out").click().run()

    assert app.user["is_logged_in"] is False
    assert [button.label for button in app.button] == ["Sign in"]


def test_with_a_provider_nobody_enters_by_being_on_this_machine(
    arrive: Callable[..., AppTest],
) -> None:
    app = arrive(roles={})

    assert works_as(app) == []
    assert [button.label for button in app.button] == ["Sign in"]


def test_the_way_back_from_a_provider_leads_to_the_kitchen_once(
    arrive: Callable[..., AppTest],
) -> None:
    app = arrive("discover", email="ana@mesa.example", email_verified=True)
    assert works_as(app) == ["You work as ana@mesa.example."]

    app.switch_page("../pages/similar.py").run()
    app.switch_page("../pages/discover.py").run()

    assert works_as(app) == []


def test_who_comes_back_later_stays_on_the_menu(arrive: Callable[..., AppTest]) -> None:
    before = (datetime.now(UTC) - timedelta(hours=1)).timestamp()

    app = arrive("discover", email="ana@mesa.example", email_verified=True, iat=before)

    assert works_as(app) == []


def test_loading_a_page_anew_does_not_make_up_for_idling(arrive: Callable[..., AppTest]) -> None:
    ana: Any = {"email": "ana@mesa.example", "email_verified": True}
    before = (datetime.now(UTC) - timedelta(hours=6)).timestamp()

    for _ in range(2):
        app = arrive(**ana, iat=before)
        assert said(app.warning[0]) == "Your session has ended. Sign in again."
    assert works_as(arrive(**ana, iat=datetime.now(UTC).timestamp()))


def test_another_window_goes_on_with_the_sign_in_while_something_is_done(
    arrive: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    ana: Any = {"email": "ana@mesa.example", "email_verified": True}
    ana["iat"], now = datetime.now(UTC).timestamp(), datetime.now(UTC)
    in_window = {}
    for hours in (3, 6, 9, 14):
        moment = now + timedelta(hours=hours)
        monkeypatch.setattr("recommender.ui.access._now", lambda moment=moment: moment)
        in_window[hours] = bool(works_as(arrive(**ana)))

    assert in_window == {3: True, 6: True, 9: True, 14: False}


@pytest.mark.parametrize(
    "auth",
    [
        {"cookie_secret": "c"},
        {"cookie_secret": "c", "google": {"client_id": "mesa"}},
        {"client_id": "mesa", "client_kwargs": {"prompt": "login"}},
    ],
)
def test_a_provider_that_is_not_complete_is_told_and_asks_for_no_password(
    auth: dict[str, Any], arrive: Callable[..., AppTest]
) -> None:
    app = arrive(auth=auth)

    assert said(app.error[0]) == (
        "Nobody can sign in: [auth] among the people is wrong: no provider in it is complete; one "
        "needs client_id, client_secret and server_metadata_url. Correct it there."
    )
    assert not app.text_input
