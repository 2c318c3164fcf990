"""The staff's verbs on the command line, as scripts and cooks call them."""

import json
import os
import sqlite3
import subprocess
import sys
import tomllib
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from kit import jpeg, menu_csv

from recommender.__main__ import main
from recommender.command import LOOK_AT_IT
from recommender.config import PROJECT, read_settings
from recommender.dish import ALLERGENS
from recommender.people import Door, People, Person, Role

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def fake_encoder(encoders: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOMMENDER_MODEL", "tastes")


@pytest.fixture
def menu(capsys: Printed) -> None:
    """A menu with ramen and gazpacho."""
    for values in (["name=Ramen", "price=11"], ["name=Gazpacho", "price=6", "allergens=none"]):
        assert main(["add", *values, "--who", "Ana"]) == 0
    capsys.readouterr()


def answer(capsys: Printed, *arguments: str) -> Any:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def lines(capsys: Printed, *arguments: str) -> list[str]:
    assert main(list(arguments)) == 0
    return capsys.readouterr().out.splitlines()


def refused(capsys: Printed, *arguments: str) -> str:
    assert main(list(arguments)) == 1
    return capsys.readouterr().err.strip()


def names(capsys: Printed, *arguments: str) -> list[str]:
    return [dish["name"] for dish in answer(capsys, *arguments)["dishes"]]


def test_a_dish_is_added_with_its_photo(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "ramen.jpg").write_bytes(jpeg())
    photo = ["--photo", str(tmp_path / "ramen.jpg")]
    values = ["name=Ramen", "price=11", "ingredients=egg;noodles", "name_es=Ramen"]
    added = answer(capsys, "add", *values, "allergens=eggs;gluten", *photo, "--who", "Ana")
    assert (added["id"], added["price"], added["name_es"]) == ("ramen", 11.0, "Ramen")
    assert added["ingredients"] == ["egg", "noodles"]
    assert added["allergens"] == ["gluten", "eggs"]
    assert added["declared_by"] == "Ana"
    assert len(added["photo"]) == 64


def test_a_dish_is_edited_field_by_field(menu: None, tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "ramen.jpg").write_bytes(jpeg())
    edited = answer(capsys, "edit", "ramen", "price=12.50", "description=With egg = good.")
    assert (edited["price"], edited["description"]) == (12.5, "With egg = good.")
    photo = ["--photo", str(tmp_path / "ramen.jpg")]
    assert answer(capsys, "edit", "ramen", "description=", *photo)["description"] == ""
    without = answer(capsys, "edit", "ramen", "--no-photo")
    assert (without["photo"], without["price"]) == (None, 12.5)
    assert len(answer(capsys, "history")["changes"]) == 5


def test_allergens_are_declared_by_somebody_who_answers_for_them(
    menu: None, capsys: Printed
) -> None:
    declared = answer(capsys, "declare", "ramen", "gluten", "eggs", "--who", "Luis")
    assert (declared["allergens"], declared["declared_by"]) == (["gluten", "eggs"], "Luis")
    free = lines(capsys, "declare", "ramen", "none", "--who", "Luis")
    assert free == ["Ramen: none, declared by Luis."]
    assert "is not one of" in refused(capsys, "declare", "ramen", "polen", "--who", "Luis")
    with pytest.raises(SystemExit):
        main(["declare", "ramen", "milk"])


def test_dishes_are_removed_listed_and_brought_back(menu: None, capsys: Printed) -> None:
    assert names(capsys, "remove", "ramen", "gazpacho", "--who", "Luis") == ["Ramen", "Gazpacho"]
    deleted = answer(capsys, "deleted")["deleted"]
    assert [(d["dish"]["id"], d["who"], d["number"]) for d in deleted] == [
        ("ramen", "Luis", 3),
        ("gazpacho", "Luis", 3),
    ]
    assert answer(capsys, "bring-back", "ramen")["id"] == "ramen"
    (line,) = lines(capsys, "deleted")
    assert line.startswith("gazpacho  Gazpacho  removed ")
    assert line.endswith(" by Luis")


def test_a_dish_is_copied(menu: None, capsys: Printed) -> None:
    copy = answer(capsys, "duplicate", "gazpacho")
    assert (copy["id"], copy["available"], copy["allergens"]) == ("gazpacho-copy", False, None)


def test_a_dish_is_sold_out_until_said_and_back(menu: None, capsys: Printed) -> None:
    (sold_out,) = answer(capsys, "sell-out", "ramen")["dishes"]
    assert (sold_out["available"], sold_out["off_until"]) == (False, None)
    assert lines(capsys, "off") == ["ramen  Ramen  sold out"]
    assert names(capsys, "back", "ramen") == ["Ramen"]
    assert names(capsys, "off") == []


@pytest.mark.parametrize(
    ("until", "end"),
    [
        ("2099-12-31", "2099-12-30T23:00:00Z"),
        ("2099-12-31T18:30", "2099-12-31T17:30:00Z"),
        ("2099-12-31T18:30Z", "2099-12-31T18:30:00Z"),
    ],
)
def test_a_dish_is_sold_out_until_a_day_or_a_moment(
    menu: None, madrid: None, capsys: Printed, until: str, end: str
) -> None:
    (sold_out,) = answer(capsys, "sell-out", "ramen", "--until", until)["dishes"]
    assert sold_out["off_until"] == end


def test_days_and_hours_are_those_of_the_house_wherever_its_machine_stands(
    menu: None, madrid: None, capsys: Printed
) -> None:
    lines(capsys, "settings", "set", "time_zone=Asia/Tokyo", "--who", "Ana")
    (until_a_day,) = answer(capsys, "sell-out", "ramen", "--until", "2099-12-31")["dishes"]
    assert until_a_day["off_until"] == "2099-12-30T15:00:00Z"
    assert lines(capsys, "off") == ["ramen  Ramen  sold out until 2099-12-31 00:00"]
    (until_an_hour,) = answer(capsys, "sell-out", "ramen", "--until", "04:00")["dishes"]
    assert until_an_hour["off_until"].endswith("T19:00:00Z")


@pytest.mark.parametrize(("setting", "hour"), [("23:30", "23:30"), (None, "04:00")])
def test_a_dish_is_sold_out_until_the_end_of_service(
    menu: None, capsys: Printed, monkeypatch: pytest.MonkeyPatch, setting: str | None, hour: str
) -> None:
    if setting:
        monkeypatch.setenv("RECOMMENDER_END_OF_SERVICE", setting)
    (line,) = lines(capsys, "sell-out", "ramen", "--until", "end-of-service")
    assert line.startswith("ramen  Ramen  sold out until ")
    assert line.endswith(hour)


def test_a_dish_is_sold_out_until_an_hour(menu: None, capsys: Printed) -> None:
    (line,) = lines(capsys, "sell-out", "ramen", "--until", "18:15")
    assert line.endswith("18:15")


def test_the_history_is_told_and_undone_and_redone(menu: None, capsys: Printed) -> None:
    main(["edit", "ramen", "price=12", "--who", "Luis"])
    capsys.readouterr()
    changes = answer(capsys, "history", "--limit", "2")["changes"]
    assert [(c["number"], c["who"], c["what"], c["verb"]) for c in changes] == [
        (3, "Luis", "edited Ramen", "edit"),
        (2, "Ana", "added Gazpacho", "add"),
    ]
    (change,) = answer(capsys, "history", "3")["dishes"]
    assert change["fields"] == {"price": [11.0, 12.0]}
    assert lines(capsys, "history", "3") == ["ramen  price: 11.0 -> 12.0"]
    assert answer(capsys, "undo", "--who", "Ana")["undone"]["number"] == 3
    assert answer(capsys, "redo")["redone"]["number"] == 4
    assert answer(capsys, "undo", "3")["undone"]["undone_by"] == 6
    assert [c["undone_by"] for c in answer(capsys, "history")["changes"]] == [None] * 2 + [
        5,
        6,
        None,
        None,
    ]


def test_a_damaged_change_is_one_sentence_and_the_others_are_told(
    menu: None, capsys: Printed
) -> None:
    with closing(sqlite3.connect(read_settings().data / "catalog.db")) as by_hand, by_hand:
        by_hand.execute("UPDATE changes SET after = '{' WHERE revision = 2")

    assert main(["history", "2"]) == LOOK_AT_IT
    sentence = (
        'Change 2 cannot be read: the history of the dish "gazpacho" is damaged there. All other '
        "changes are as they were; a backup from before may still hold this one."
    )
    assert capsys.readouterr().out == f"{sentence}\n"
    assert lines(capsys, "history", "1") == ["ramen  new"]
    assert [c["number"] for c in answer(capsys, "history")["changes"]] == [2, 1]
    assert refused(capsys, "undo").startswith("Change 2 cannot be read: ")


def test_a_damaged_dish_hides_no_other_of_its_change(menu: None, capsys: Printed) -> None:
    main(["sell-out", "ramen", "gazpacho"])
    with closing(sqlite3.connect(read_settings().data / "catalog.db")) as by_hand, by_hand:
        by_hand.execute("UPDATE changes SET after = '{' WHERE revision = 3 AND dish = 'gazpacho'")
    capsys.readouterr()

    assert main(["history", "3"]) == LOOK_AT_IT
    damage, ramen = sorted(capsys.readouterr().out.splitlines())
    assert ramen == "ramen  available: True -> False"
    assert damage.startswith('Change 3 cannot be read: the history of the dish "gazpacho" is')
    assert main(["history", "3", "--json"]) == LOOK_AT_IT
    told = json.loads(capsys.readouterr().out)
    assert ([one["id"] for one in told["dishes"]], told["damages"]) == (["ramen"], [damage])


def test_a_change_whose_time_is_damaged_is_one_sentence_and_is_undone(
    menu: None, capsys: Printed
) -> None:
    with closing(sqlite3.connect(read_settings().data / "catalog.db")) as by_hand, by_hand:
        by_hand.execute("UPDATE revisions SET at = 'noon' WHERE number = 2")
    capsys.readouterr()

    assert main(["history"]) == LOOK_AT_IT
    newest, _, damage = capsys.readouterr().out.splitlines()
    assert newest == "    2  nobody knows when  Ana  added Gazpacho  (1 new, 0 changed, 0 removed)"
    assert damage == (
        "When change 2 was made cannot be read: its time in the history is damaged. What it did "
        "is told as ever."
    )
    assert main(["history", "--json"]) == LOOK_AT_IT
    told = json.loads(capsys.readouterr().out)
    assert ([one["at"] is None for one in told["changes"]], told["damages"]) == (
        [True, False],
        [damage],
    )
    assert answer(capsys, "undo")["undone"]["number"] == 2


def test_what_needs_attention_is_counted_and_listed(menu: None, capsys: Printed) -> None:
    found = answer(capsys, "attention")
    assert found["without_photo"] == ["ramen", "gazpacho"]
    assert found["undeclared"] == ["ramen"]
    assert (found["odd_prices"], found["unmatched"], found["never_shown"]) == ([], [], [])
    assert "    1 undeclared" in lines(capsys, "attention")


def test_a_sweep_says_what_it_removed(menu: None, capsys: Printed) -> None:
    assert answer(capsys, "sweep") == {"photos": 0, "bytes": 0}
    assert lines(capsys, "sweep") == ["0 photos removed, 0.0 MB"]


def test_an_import_removes_what_the_file_lacks_when_asked(
    menu: None, tmp_path: Path, capsys: Printed
) -> None:
    file = menu_csv(tmp_path / "menu.csv", [{"name": "Ramen", "price": "13"}])
    assert main(["import", str(file), "--remove-missing", "--who", "Ana"]) == 0
    assert capsys.readouterr().out == "0 new, 1 changed, 0 unchanged, 1 missing, 0 rejected\n"
    newest = answer(capsys, "history")["changes"][0]
    assert (newest["who"], newest["what"]) == (
        "Ana",
        "imported menu.csv and removed 1 that it lacks",
    )


def test_an_import_with_a_rejected_row_removes_nothing(
    menu: None, tmp_path: Path, capsys: Printed
) -> None:
    file = menu_csv(tmp_path / "menu.csv", [{"name": "Ramen", "price": "cheap"}])
    told = refused(capsys, "import", str(file), "--remove-missing", "--good-rows")
    assert told.endswith("Correct them, or leave --remove-missing out to take the others.")
    assert answer(capsys, "check")["dishes"] == 2


def test_what_staff_do_is_found_by_the_next_search(menu: None, capsys: Printed) -> None:
    main(["add", "name=Tofu curry", "price=12"])
    main(["sell-out", "ramen"])
    capsys.readouterr()
    found = [match["id"] for match in answer(capsys, "search", "tofu")["matches"]]
    assert found[0] == "tofu-curry"
    assert "ramen" not in found


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["add", "name=Ramen"], "The dish cannot be taken: price is missing."),
        (["edit", "ramen", "price=cheap"], 'price "cheap" is not a price such as 12.50.'),
        (["edit", "paella", "price=1"], 'No dish on the menu has the id "paella".'),
        (["edit", "ramen", "--photo", "no.jpg"], "no.jpg cannot be used as a photo"),
        (["remove", "ramen", "paella"], 'No dish on the menu has the id "paella".'),
        (["duplicate", "paella"], 'No dish on the menu has the id "paella".'),
        (["sell-out", "ramen", "--until", "2020-01-01"], "is past already."),
        (["back", "paella"], 'No dish on the menu has the id "paella".'),
        (["bring-back", "ramen"], 'No dish with the id "ramen" was removed in the last 30 days.'),
        (["undo", "99"], "Nothing was undone: there is no change 99."),
        (["redo"], "Nothing was undone: there is no undo to take back."),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_status_1(
    menu: None, capsys: Printed, arguments: list[str], sentence: str
) -> None:
    assert sentence in refused(capsys, *arguments)
    assert len(answer(capsys, "history")["changes"]) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", "Ramen"],
        ["edit"],
        ["remove"],
        ["sell-out"],
        ["sell-out", "ramen", "--until", "tomorrow"],
        ["history", "soup"],
        ["bring-back"],
    ],
)
def test_wrong_usage_is_status_2(capsys: Printed, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


@pytest.mark.parametrize("hour", ["25:00", "late", "4", "23:30Z"])
def test_an_end_of_service_that_is_no_time_is_named(
    capsys: Printed, monkeypatch: pytest.MonkeyPatch, hour: str
) -> None:
    monkeypatch.setenv("RECOMMENDER_END_OF_SERVICE", hour)
    assert refused(capsys, "off") == (
        f"The setting RECOMMENDER_END_OF_SERVICE is '{hour}': a time such as 23:30 is needed. "
        "Correct it and start again."
    )


def test_the_search_log_can_be_switched_off(
    menu: None, open_restaurant: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert open_restaurant(start=False).search_log.on is True
    assert open_restaurant(start=False, search_log="off").search_log.on is False


def test_all_allergens_can_be_stated(menu: None, capsys: Printed) -> None:
    stated = answer(capsys, "edit", "ramen", f"allergens={';'.join(ALLERGENS)}")
    assert stated["allergens"] == list(ALLERGENS)


def test_a_password_becomes_the_lines_that_let_its_person_in(
    capsys: Printed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("saffron threads\n"))
    printed = "\n".join(lines(capsys, "hash-password", "Ana", "--role", "owner"))

    people = People.with_passwords(tomllib.loads(printed)["people"])
    member = Door().enter(people, "Ana", "saffron threads", address="")
    assert member.person == Person("Ana", Role.OWNER)
    assert not (tmp_path / "data").exists(), "a password needs no installation"


def test_a_password_becomes_what_a_container_is_given(
    capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("saffron threads\n"))
    printed = json.dumps(answer(capsys, "hash-password", "Luis"))

    assert next(iter(People.with_passwords(printed))).person == Person("Luis", Role.STAFF)


def test_a_password_that_is_too_short_is_refused(
    capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("saffron\n"))

    assert refused(capsys, "hash-password", "Ana") == (
        "This password cannot be taken: it has fewer than 10 characters. Choose another."
    )


def test_a_password_that_is_typed_differently_twice_is_refused(
    capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["saffron threads", "saffron thread"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("recommender.staff_commands.people.getpass", lambda _: next(typed))

    assert "the two are not the same" in refused(capsys, "hash-password", "Ana")


def test_a_reader_who_has_seen_enough_is_no_failure(menu: None, tmp_path: Path) -> None:
    """As with ``python -m recommender off | head``: the pipe is closed before the last line."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "recommender", "off", "--json", "--data", str(tmp_path / "d")]
    ended = subprocess.run(
        command, cwd=PROJECT, stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)

    assert (ended.returncode, ended.stderr) == (0, "")
