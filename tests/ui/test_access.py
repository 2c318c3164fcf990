"""Who may enter the staff pages and do what, and when that ends."""

import json
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher, profiles
from screen import Opening, linked, press, said
from streamlit import config
from streamlit.runtime.secrets import Secrets
from streamlit.testing.v1 import AppTest

from recommender.config import PROJECT
from recommender.errors import NotAllowed, NotSignedIn, RecommenderError
from recommender.people import Door, People, Person, Role
from recommender.restaurant import Restaurant
from recommender.ui import access, kitchen_paper, resources
from recommender.ui import sign_in as sign_in_page
from recommender.ui.kitchen_import import Import

DAILY = [
    *("staff", "staff_menu", "staff_import", "staff_attention", "staff_history", "staff_export"),
]
OWNERS = ["staff_people"]
CHEAP = PasswordHasher.from_parameters(profiles.CHEAPEST)
ANA = {"role": "owner", "password_hash": CHEAP.hash("saffron threads")}
LUIS = {"role": "staff", "password_hash": CHEAP.hash("smoked paprika")}
PAD_THAI = "pad-thai-with-prawns"
ENDED = "Nothing was done, as you are not signed in any more. Sign in, then do it again."


@pytest.fixture
def allow(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Set who may enter."""

    def allowing(**people: Any) -> None:
        monkeypatch.setenv("RECOMMENDER_PEOPLE", json.dumps(people))

    return allowing


@pytest.fixture
def signed_in(visit: Opening, allow: Callable[..., None]) -> Opening:
    """Open a page as Ana, an owner, or as Luis, of the staff."""
    allow(Ana=ANA, Luis=LUIS)

    def opening(page: str, name: str = "Ana", /, **parameters: str) -> AppTest:
        app = visit(page, **parameters)
        sign_in(app, name, {"Ana": "saffron threads", "Luis": "smoked paprika"}[name])
        assert not app.exception
        return app

    return opening


@pytest.fixture
def people_are(ready: Callable[[], Restaurant]) -> Callable[..., None]:
    """Change who may enter while the app runs, as an edit of the secrets does."""

    def changing(**people: Any) -> None:
        restaurant = ready()
        written = json.dumps(people)
        chosen = restaurant.settings.model_copy(
            update={"people": type(restaurant.settings.people)(written)}
        )
        restaurant.settings = chosen

    return changing


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Let time pass for sign-ins."""

    def passing(time: timedelta) -> None:
        monkeypatch.setattr("recommender.ui.access._now", lambda: datetime.now(UTC) + time)

    return passing


@pytest.fixture
def clock_stands(ready: Callable[[], Restaurant]) -> None:
    """Let no second pass at the door."""
    resources.door()._patience._clock = lambda: 1_000_000.0


def sign_in(app: AppTest, name: str, password: str) -> None:
    app.text_input(key="name").set_value(name)
    app.text_input(key="password").set_value(password)
    press(app, "Sign in")


def find_pad_thai(app: AppTest) -> None:
    app.text_input(key="off_search").set_value("pad thai").run()


@pytest.mark.parametrize("page", DAILY + OWNERS)
def test_staff_pages_stay_shut_when_nobody_is_set_up(
    page: str, visit: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recommender.ui.access._only_this_machine", lambda: False)
    app = visit(page)

    assert "nobody is set up to enter them" in app.warning[0].value
    assert not app.button
    assert not app.text_input


@pytest.mark.parametrize("page", DAILY + OWNERS)
def test_every_staff_page_asks_who_it_is(
    page: str, visit: Opening, allow: Callable[..., None]
) -> None:
    allow(Ana=ANA)
    app = visit(page)

    assert [field.key for field in app.text_input] == ["name", "password"]
    assert [button.label for button in app.button] == ["Sign in"]


def test_the_example_lets_nobody_in() -> None:
    assert tomllib.loads((PROJECT / ".streamlit" / "secrets.toml.example").read_text()) == {}


def test_on_this_machine_alone_pages_are_open_until_somebody_is_set_up(at_work: Opening) -> None:
    app = at_work("staff_people")

    assert "Nobody is set up to sign in." in said(app.caption[0])


def test_a_wrong_password_opens_nothing(visit: Opening, allow: Callable[..., None]) -> None:
    allow(Ana=ANA)
    app = visit("staff")

    sign_in(app, "Ana", "paprika")

    assert said(app.error[0]) == "This name and this password do not belong together. Try again."
    assert len(app.text_input) == 2


@pytest.mark.usefixtures("clock_stands")
def test_after_wrong_passwords_one_is_told_how_long_to_wait(
    visit: Opening, allow: Callable[..., None]
) -> None:
    allow(Ana=ANA)
    app = visit("staff")

    for _ in range(6):
        sign_in(app, "Ana", "paprika")

    assert said(app.error[0]) == "There were too many wrong passwords. Try again in 1 s."


@pytest.mark.usefixtures("clock_stands")
def test_another_window_does_not_shorten_the_wait(
    visit: Opening, allow: Callable[..., None]
) -> None:
    allow(Ana=ANA)
    for _ in range(5):
        sign_in(visit("staff"), "Ana", "paprika")

    app = visit("staff")
    sign_in(app, "Ana", "saffron threads")

    assert "too many wrong passwords" in said(app.error[0])


def test_the_history_knows_who_did_it_by_the_sign_in(
    signed_in: Opening, ready: Callable[[], Restaurant]
) -> None:
    app = signed_in("staff", "Luis")

    find_pad_thai(app)
    press(app, "Sold out")

    assert ready().kitchen.history(limit=1)[0].who == "Luis"


def test_people_may_be_listed_in_the_secrets_too(visit: Opening) -> None:
    app = visit("staff")
    app.secrets = {"people": {"Ana": ANA}}
    app.run()

    sign_in(app, "Ana", "saffron threads")

    assert any("You work as Ana" in said(element) for element in app.caption)


def test_an_entry_that_cannot_be_used_shuts_the_staff_pages_and_not_the_menu(
    visit: Opening, allow: Callable[..., None]
) -> None:
    allow(Ana={"role": "boss"})

    app = visit("staff")

    assert said(app.error[0]) == (
        "Nobody can sign in: Ana among the people is wrong: role is neither staff nor owner. "
        "Correct it there."
    )
    assert not visit().error


@pytest.mark.parametrize("page", OWNERS)
def test_pages_of_owners_are_shut_for_staff(page: str, signed_in: Opening) -> None:
    app = signed_in(page, "Luis")

    assert app.info[0].value == "This page is for owners. Ask one."
    assert not app.button
    assert not app.text_input
    assert page not in linked(signed_in("staff", "Luis"), "page")
    assert page in linked(signed_in("staff", "Ana"), "page")


def test_a_tap_of_a_session_that_was_signed_out_meanwhile_does_nothing_and_says_so(
    signed_in: Opening, ready: Callable[[], Restaurant]
) -> None:
    app = signed_in("staff")
    find_pad_thai(app)
    del app.session_state["stay"]

    press(app, "Sold out")

    assert ready().recommender.dish(PAD_THAI).available
    assert said(app.error[0]) == ENDED
    assert [field.key for field in app.text_input] == ["name", "password"]


@pytest.mark.parametrize(
    "people",
    [
        {"Luis": LUIS},
        {"Ana": ANA | {"password_hash": CHEAP.hash("another password")}},
    ],
    ids=["taken out", "new password"],
)
def test_who_is_taken_out_or_gets_a_new_password_can_do_nothing_from_then_on(
    people: dict[str, Any],
    signed_in: Opening,
    ready: Callable[[], Restaurant],
    people_are: Callable[..., None],
) -> None:
    app = signed_in("staff")
    find_pad_thai(app)
    people_are(**people)

    press(app, "Sold out")

    assert ready().recommender.dish(PAD_THAI).available
    assert said(app.error[0]) == ENDED


def test_who_is_an_owner_no_longer_is_staff_at_once(
    signed_in: Opening, people_are: Callable[..., None]
) -> None:
    app = signed_in("staff_people")
    people_are(Ana=ANA | {"role": "staff"})

    app.run()

    assert app.info[0].value == "This page is for owners. Ask one."


def test_a_sign_in_ends_when_nothing_was_done_for_long(
    signed_in: Opening, ready: Callable[[], Restaurant], later: Callable[[timedelta], None]
) -> None:
    app = signed_in("staff")
    find_pad_thai(app)
    later(timedelta(hours=4, minutes=1))

    press(app, "Sold out")

    assert ready().recommender.dish(PAD_THAI).available
    assert said(app.error[0]) == ENDED
    assert said(app.info[0]) == "Your session has ended. Sign in again."


def test_a_sign_in_lasts_while_something_is_done_and_ends_with_the_day(
    signed_in: Opening, later: Callable[[timedelta], None]
) -> None:
    app = signed_in("staff")

    for hours in (3, 6, 9, 12, 15):
        later(timedelta(hours=hours))
        app.run()
        assert not app.info
    later(timedelta(hours=16, minutes=1))
    app.run()

    assert said(app.info[0]) == "Your session has ended. Sign in again."


def test_signing_out_leaves_nothing_for_the_next_person(signed_in: Opening) -> None:
    app = signed_in("staff_menu", "Ana", edit="new")
    app.text_input(key="dish_name").set_value("Beef rendang").run()

    app.button(key="sign_out").click().run()

    assert [field.key for field in app.text_input] == ["name", "password"]
    sign_in(app, "Luis", "smoked paprika")
    assert app.text_input(key="dish_name").value == ""


def test_who_signs_in_again_goes_on_where_they_were(
    signed_in: Opening, later: Callable[[timedelta], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = signed_in("staff")
    app.session_state["import"] = "begun"
    later(timedelta(hours=5))
    app.run()
    later(timedelta())

    sign_in(app, "Ana", "saffron threads")

    assert app.session_state["import"] == "begun"


def test_what_was_handed_to_a_page_does_not_keep_the_right_to_act(
    signed_in: Opening, later: Callable[[timedelta], None]
) -> None:
    app = signed_in("staff_menu", "Ana", edit="new")
    app.text_input(key="dish_name").set_value("Beef rendang")
    app.number_input(key="dish_price").set_value(15.5).run()
    later(timedelta(hours=5))

    press(app, "Put on the menu")

    assert [field.key for field in app.text_input] == ["name", "password"]


def test_staff_undo_the_newest_change_whoever_made_it_and_their_own(
    signed_in: Opening, ready: Callable[[], Restaurant]
) -> None:
    for who in ("Luis", "Ana"):
        ready().kitchen.add({"name": f"Soup of {who}", "price": 6}, who=who)
    numbers = [one.number for one in ready().kitchen.history(limit=2)]

    assert undo(signed_in, "Luis", numbers[1]) == ""
    assert undo(signed_in, "Luis", numbers[0]) == ""


def test_an_older_change_of_somebody_else_is_undone_by_an_owner_alone(
    signed_in: Opening, ready: Callable[[], Restaurant]
) -> None:
    for who in ("Ana", "Luis"):
        ready().kitchen.add({"name": f"Soup of {who}", "price": 6}, who=who)
    older = ready().kitchen.history(limit=2)[1].number

    assert undo(signed_in, "Luis", older) == (
        f"Nothing was undone: change {older} is not the newest, and Ana made it. Ask an owner to "
        "undo it."
    )
    assert undo(signed_in, "Ana", older) == ""


def test_the_restaurant_is_settled_by_an_owner_alone_whichever_page_asks(
    ready: Callable[[], Restaurant], monkeypatch: pytest.MonkeyPatch
) -> None:
    kitchen = access.kitchen()
    monkeypatch.setattr(access, "person", lambda: Person("Luis", Role.STAFF))

    with pytest.raises(NotAllowed):
        kitchen.furnish({"name": "El Olivo"}, who="Luis")
    assert kitchen.first_steps().wanting
    monkeypatch.setattr(access, "person", lambda: Person("Ana", Role.OWNER))

    assert kitchen.furnish({"name": "El Olivo"}, who="Ana").name == "El Olivo"
    assert ready().kitchen.house().name == "El Olivo"


def test_first_steps_are_not_dismissed_by_a_session_that_has_ended(
    signed_in: Opening, ready: Callable[[], Restaurant]
) -> None:
    app = signed_in("staff")
    del app.session_state["stay"]

    press(app, "Do not show these again")

    assert not ready().kitchen.first_steps().dismissed
    assert said(app.error[0]) == ENDED


def test_the_code_for_the_tables_is_not_ticked_off_by_a_session_that_has_ended(
    ready: Callable[[], Restaurant], monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed: list[Callable[[], None]] = []
    monkeypatch.setattr("streamlit.text_input", lambda *_, **__: "https://mesa.example/")
    monkeypatch.setattr(
        "streamlit.download_button", lambda *_, on_click, **__: pressed.append(on_click)
    )
    monkeypatch.setattr(access, "person", lambda: Person("Ana", Role.OWNER))
    kitchen_paper.code(access.kitchen())
    monkeypatch.setattr(access, "person", lambda: None)

    pressed[0]()

    assert not ready().kitchen.first_steps().code_printed


def undo(signed_in: Opening, name: str, number: int) -> str:
    """Return what is said when a session of this person undoes a change."""
    with pytest.MonkeyPatch.context() as patch:
        role = Role.OWNER if name == "Ana" else Role.STAFF
        patch.setattr(access, "person", lambda: Person(name, role))
        try:
            access.kitchen().undo(number, who=name)
        except RecommenderError as error:
            return str(error)
    return ""


def test_an_owner_sees_who_may_enter_and_when_they_came_in(signed_in: Opening) -> None:
    app = signed_in("staff_people")

    table = app.dataframe[0].value
    assert list(table["Name"]) == ["Ana", "Luis"]
    assert list(table["Role"]) == ["Owner", "Staff"]
    assert [bool(moment) for moment in table["Signed in last"]] == [True, False]


def test_an_owner_makes_the_lines_that_let_somebody_in(signed_in: Opening) -> None:
    app = signed_in("staff_people")
    app.text_input(key="person_name").set_value("Zoë")
    app.text_input(key="person_password").set_value("bay and thyme")
    app.text_input(key="person_again").set_value("bay and thyme")
    press(app, "Make the lines")

    people = People.with_passwords(tomllib.loads(app.code[0].value)["people"])
    assert Door().enter(people, "Zoë", "bay and thyme", address="").person.name == "Zoë"


@pytest.mark.parametrize(
    ("name", "password", "again", "said_so"),
    [
        ("Zoë", "bay", "bay", "This password cannot be taken: it has fewer than 10 characters. Choose another."),
        ("Zoë", "bay and thyme", "bay and time", "This password cannot be taken: the two are not the same. Choose another."),
        (" ", "bay and thyme", "bay and thyme", "A name is needed."),
    ],
)  # fmt: skip
def test_lines_for_nobody_are_not_made(
    name: str, password: str, again: str, said_so: str, signed_in: Opening
) -> None:
    app = signed_in("staff_people")
    app.text_input(key="person_name").set_value(name)
    app.text_input(key="person_password").set_value(password)
    app.text_input(key="person_again").set_value(again)
    press(app, "Make the lines")

    assert said(app.error[0]) == said_so
    assert not app.code


def test_a_secrets_file_that_cannot_be_read_shuts_the_staff_pages_and_not_the_menu(
    visit: Opening, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "secrets.toml"
    broken.write_text("[people.Ana\n")
    files = config.get_option("secrets.files")
    monkeypatch.setattr("streamlit.secrets", Secrets())
    config.set_option("secrets.files", [str(broken)])
    try:
        staff, guest = visit("staff"), visit()
    finally:
        config.set_option("secrets.files", files)

    assert said(staff.error[0]) == (
        "Nobody can sign in: secrets.toml among the people is wrong: it is not TOML. "
        "Correct it there."
    )
    assert not guest.error


def test_a_file_that_was_offered_is_not_handed_out_once_the_sign_in_has_ended(
    signed_in: Opening,
    people_are: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = signed_in("staff_export")
    monkeypatch.setattr("recommender.ui.state.stay", lambda: app.session_state["stay"])
    offered = access.later(lambda: b"menu")

    assert offered() == b"menu"
    people_are(Luis=LUIS)
    with pytest.raises(NotSignedIn):
        offered()


def test_an_import_is_not_begun_by_a_session_that_has_ended(
    ready: Callable[[], Restaurant],
    allow: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(access, "person", lambda: Person("Ana", Role.OWNER))
    kitchen = access.kitchen()
    mine = Import([("menu.csv", b"name,price\nBeef rendang,15.5\n")])
    mine.planned(kitchen, mine.preview.mapping, revision=ready().catalog.revision())
    monkeypatch.setattr(access, "person", lambda: None)

    with pytest.raises(NotSignedIn):
        mine.start(kitchen, good_only=False, remove_missing=False, who="Ana")

    mine.close()
    assert mine.running is None


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7/32"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7/32"),  # IPv4 at a socket for both
        ("", "unknown"),
        ("<script>", "unknown"),
    ],
)
def test_one_household_is_one_visitor(address: str, network: str) -> None:
    assert sign_in_page.network(address) == network


@pytest.mark.parametrize(
    ("host", "visitor"),
    [
        ("127.0.0.1", "203.0.113.9/32"),
        ("::1", "203.0.113.9/32"),
        ("::ffff:127.0.0.1", "203.0.113.9/32"),
        ("192.0.2.7", "192.0.2.7/32"),
    ],
)
def test_only_a_proxy_of_this_machine_says_for_whom_it_asks(host: str, visitor: str) -> None:
    assert sign_in_page.come_from(host, "198.51.100.1, 203.0.113.9") == visitor
