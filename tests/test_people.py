"""Who may enter, how passwords are kept, and how long one waits after wrong ones."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher, profiles
from kit import Stopwatch

from recommender.errors import (
    RecommenderError,
    TryLater,
    UnusablePassword,
    UnusablePeople,
    WrongPassword,
)
from recommender.people import (
    Door,
    Patience,
    People,
    Person,
    Role,
    Stay,
    hash_password,
    line,
    passwords,
    patience,
)

CHEAP = PasswordHasher.from_parameters(profiles.CHEAPEST)
SAFFRON, PAPRIKA = CHEAP.hash("saffron threads"), CHEAP.hash("smoked paprika")
ENTRIES = {
    "Ana": {"role": "owner", "password_hash": SAFFRON},
    "Luis": {"role": "staff", "password_hash": PAPRIKA},
}
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOME, AWAY = "192.0.2.1", "198.51.100.7"


@pytest.fixture
def clock() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def door(clock: Stopwatch) -> Door:
    return Door(Patience(clock))


@pytest.fixture
def people() -> People:
    return People.with_passwords(ENTRIES)


@pytest.fixture
def knock(door: Door, people: People, clock: Stopwatch) -> Callable[..., str]:
    """Try a name and a password; return the name of who came in, or what was said."""

    def knocking(name: str, password: str = "guess", *, address: str = AWAY) -> str:
        try:
            return door.enter(people, name, password, address=address).person.name
        except RecommenderError as error:
            return str(error)

    return knocking


WRONG = "This name and this password do not belong together. Try again."


def later(seconds: int) -> str:
    return f"There were too many wrong passwords. Try again in {seconds} s."


def test_roles_hold_what_those_below_may_do() -> None:
    assert Role.GUEST < Role.STAFF < Role.OWNER


def test_the_right_password_lets_its_person_in_however_the_name_is_capitalised(
    door: Door, people: People
) -> None:
    member = door.enter(people, " ana ", "saffron threads", address=HOME)

    assert member.person == Person("Ana", Role.OWNER)


@pytest.mark.parametrize(
    ("name", "password"),
    [("Ana", "smoked paprika"), ("Ana", ""), ("Nobody", "saffron threads"), ("", "")],
)
def test_a_wrong_name_and_a_wrong_password_are_told_alike(
    knock: Callable[..., str], name: str, password: str
) -> None:
    assert knock(name, password) == WRONG


def test_a_name_that_nobody_has_costs_a_verification_too(
    knock: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def counted(hashed: str, password: str) -> bool:
        seen.append(password)
        return passwords.matches(hashed, password)

    monkeypatch.setattr("recommender.people.door.matches", counted)

    knock("Nobody", "saffron threads")

    assert seen == ["saffron threads"]


def test_a_kept_password_is_a_hash_of_its_own_and_opens() -> None:
    first, second = hash_password("saffron threads"), hash_password("saffron threads")

    assert first.startswith("$argon2id$")
    assert first != second
    assert passwords.matches(first, "saffron threads")
    assert not passwords.matches(first, "saffron thread")


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "it has fewer than 10 characters"),
        ("saffron", "it has fewer than 10 characters"),
        ("x" * 201, "it has more than 200 characters"),
    ],
)
def test_a_password_that_cannot_stand_is_not_kept(password: str, said: str) -> None:
    with pytest.raises(UnusablePassword, match=said):
        hash_password(password)


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ({"Ana": {"role": "boss", "password_hash": SAFFRON}}, "Ana among the people is wrong: role is neither staff nor owner"),
        ({"Ana": {"password_hash": SAFFRON}}, "role is neither staff nor owner"),
        ({"Ana": {"role": "owner"}}, "password_hash is missing"),
        ({"Ana": {"role": "owner", "password_hash": "saffron"}}, "password_hash is not the hash of a password; make one with"),
        ({"Ana": {"role": "owner", "password_hash": SAFFRON, "password": "saffron"}}, "password is not kept, only password_hash; make one with"),
        ({"Ana": {"role": "owner", "password_hash": SAFFRON, "age": 41}}, "age is not known"),
        ({"Ana": ENTRIES["Ana"], "ANA": ENTRIES["Ana"]}, "each name stands there once"),
        ({" ": ENTRIES["Ana"]}, "each name stands there once, and has 1 to 60 characters"),
        ("{", "RECOMMENDER_PEOPLE among the people is wrong: it is not JSON from line 1, column 2 on"),
        ({"Ana": "owner"}, "Ana among the people is wrong: it is not a table of settings, one a line"),
        ({"Ana": {"role": "owner", "password_hash": 41}}, "password_hash is not a text"),
        ("[]", "it is not a table of names"),
    ],
)  # fmt: skip
def test_an_entry_that_cannot_be_used_is_told_in_one_sentence(entries: Any, said: str) -> None:
    with pytest.raises(RecommenderError) as refused:
        People.with_passwords(entries)

    assert said in str(refused.value)
    assert "saffron" not in str(refused.value)


@pytest.mark.parametrize("cut", range(8, len(SAFFRON) - 1, 4))
def test_a_hash_that_was_pasted_in_part_is_told_or_opens_nothing_without_a_crash(
    cut: int, door: Door
) -> None:
    entry = ENTRIES["Ana"] | {"password_hash": SAFFRON[:cut]}

    with pytest.raises((UnusablePeople, WrongPassword)):
        door.enter(People.with_passwords({"Ana": entry}), "Ana", "saffron threads", address=HOME)


def test_half_a_hash_is_no_hash() -> None:
    whole = hash_password("saffron threads")

    assert passwords.is_hash(whole)
    assert not passwords.is_hash(whole[: whole.rindex("$") + 1])
    assert not passwords.is_hash(whole[: whole.rindex("$") + 3])
    assert not passwords.is_hash("$argon2id$ñ")


def test_a_password_that_cannot_be_compared_is_wrong() -> None:
    assert not passwords.matches(SAFFRON.replace("m=8,", "m=1,"), "saffron threads")


def test_what_is_printed_for_a_person_lets_that_person_in(door: Door) -> None:
    import tomllib

    printed = line('Zoë "Z" Núñez', Role.STAFF, SAFFRON)
    read = People.with_passwords(tomllib.loads(printed)["people"])

    member = door.enter(read, 'zoë "z" núñez', "saffron threads", address=HOME)
    assert member.person == Person('Zoë "Z" Núñez', Role.STAFF)


def test_addresses_give_the_higher_of_two_roles() -> None:
    listed = People.with_addresses(
        {"owner": ["Ana@Mesa.example"], "staff": ["luis@mesa.example", "ana@mesa.example"]}
    )

    assert [(one.person.name, one.person.role) for one in listed] == [
        ("ana@mesa.example", Role.OWNER),
        ("luis@mesa.example", Role.STAFF),
    ]


def test_roles_that_cannot_be_used_are_told() -> None:
    with pytest.raises(RecommenderError, match=r"\[roles\] among the people is wrong: chef is not"):
        People.with_addresses({"chef": ["ana@mesa.example"]})


def test_nobody_waits_for_a_few_mistypings(knock: Callable[..., str]) -> None:
    assert [knock("Ana") for _ in range(5)] == [WRONG] * 5


def test_each_wrong_password_doubles_the_wait(knock: Callable[..., str], clock: Stopwatch) -> None:
    for _ in range(5):
        knock("Ana")

    for wait in (1, 2, 4, 8):
        assert knock("Ana") == later(wait)
        clock.now += wait
        assert knock("Ana") == WRONG


def test_while_one_waits_not_even_the_right_password_is_looked_at(
    knock: Callable[..., str],
) -> None:
    for _ in range(5):
        knock("Ana")

    assert knock("Ana", "saffron threads") == later(1)


def test_a_name_waits_whatever_address_the_guesses_come_from(
    knock: Callable[..., str],
) -> None:
    for at in range(5):
        knock("Ana", address=f"198.51.100.{at}")

    assert knock("Ana", address="198.51.100.99") == later(1)
    assert knock("Luis", address="198.51.100.99") == WRONG


def test_an_address_waits_whatever_names_it_guesses_at(knock: Callable[..., str]) -> None:
    for at in range(10):
        knock(f"name {at}")

    assert knock("Ana") == later(1)
    assert knock("Ana", address=HOME) == WRONG


def test_guesses_from_everywhere_at_everybody_are_slowed_too(knock: Callable[..., str]) -> None:
    for at in range(50):
        knock(f"name {at}", address=f"198.51.100.{at}")

    assert knock("Ana", address=HOME) == later(1)


def test_guesses_from_elsewhere_keep_nobody_out_where_they_came_in_before(
    knock: Callable[..., str], clock: Stopwatch
) -> None:
    assert knock("Ana", "saffron threads", address=HOME) == "Ana"
    for at in range(20):
        knock("Ana", address=f"198.51.100.{at}")
        clock.now += 1

    assert knock("Ana", "saffron threads", address=HOME) == "Ana"


def test_nobody_is_kept_out_for_ever_by_one_who_never_stops_guessing(
    knock: Callable[..., str], clock: Stopwatch
) -> None:
    came_in = 0
    for second in range(3600):
        knock("Ana")
        if second % 60 == 30:
            came_in += knock("Ana", "saffron threads", address=HOME) == "Ana"
        clock.now += 1

    assert came_in >= 30


def test_somebody_who_guesses_gets_no_more_than_thirty_tries_an_hour(
    knock: Callable[..., str], clock: Stopwatch
) -> None:
    for _ in range(20):
        knock("Ana")
        clock.now += 200
    tried = 0
    for second in range(3600):
        tried += knock("Ana", address=f"198.51.{second // 250}.{second % 250}") == WRONG
        clock.now += 1

    assert tried <= 30


def test_knowing_one_password_buys_no_tries_at_another(
    knock: Callable[..., str], clock: Stopwatch
) -> None:
    for _ in range(9):
        clock.now += 20
        assert knock("Ana") == WRONG
        assert knock("Luis", "smoked paprika") == "Luis"

    assert knock("Ana") == later(16)


def test_tries_of_long_ago_are_forgotten(knock: Callable[..., str], clock: Stopwatch) -> None:
    for _ in range(5):
        knock("Ana")
    clock.now += patience.FORGOTTEN_AFTER_S + 1

    assert [knock("Ana") for _ in range(5)] == [WRONG] * 5


def test_what_is_remembered_of_guesses_is_bounded(
    clock: Stopwatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "MAX_KEPT", 100)
    waiting = Patience(clock)

    for at in range(500):
        waiting.begin(f"name {at}", f"address {at}")
        waiting.succeeded(f"name {at}", f"address {at}")
        clock.now += 20

    assert (len(waiting._tries), len(waiting._known)) == (100, 100)


def test_tries_at_once_are_counted_before_they_are_verified(clock: Stopwatch) -> None:
    waiting, passed = Patience(clock), []
    ready = threading.Barrier(20)

    def trying() -> None:
        ready.wait()
        try:
            waiting.begin("ana", AWAY)
        except TryLater:
            return
        passed.append(1)

    threads = [threading.Thread(target=trying) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(passed) == 5


def test_no_more_than_two_passwords_are_verified_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "TURN_S", 0)
    for _ in range(passwords.AT_ONCE):
        passwords._turns.acquire()
    try:
        with pytest.raises(TryLater):
            passwords.matches(SAFFRON, "saffron threads")
    finally:
        for _ in range(passwords.AT_ONCE):
            passwords._turns.release()

    assert passwords.matches(SAFFRON, "saffron threads")


def test_the_door_knows_who_came_in_last(door: Door, people: People) -> None:
    ana, luis = people
    door.note(ana, NOON)

    assert (door.came_in(ana), door.came_in(luis)) == (NOON, None)


def stay(**changed: Any) -> Stay:
    return Stay(**{"key": "ana", "seal": SAFFRON, "since": NOON, "seen": NOON} | changed)


def test_a_stay_ends_when_nothing_was_done_for_long() -> None:
    idle = timedelta(hours=4)

    assert not stay().is_over(NOON + idle, idle)
    assert stay().is_over(NOON + idle + timedelta(seconds=1), idle)
    assert not stay().seen_at(NOON + idle).is_over(NOON + 2 * idle, idle)


def test_a_stay_ends_with_the_day_however_much_is_done() -> None:
    evening = NOON + timedelta(hours=16, seconds=1)

    assert stay(seen=evening).is_over(evening, timedelta(hours=4))


def test_a_stay_ends_with_a_new_password_and_with_the_person(people: People) -> None:
    changed = People.with_passwords({"Ana": {"role": "owner", "password_hash": PAPRIKA}})

    assert stay().is_of(people.member("Ana"))
    assert not stay().is_of(changed.member("Ana"))
    assert not stay().is_of(None)
