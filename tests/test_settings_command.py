"""The owner's settings on the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from kit import encoded, picture

from recommender.__main__ import main

Printed = pytest.CaptureFixture[str]


def answer(capsys: Printed, *arguments: str) -> Any:
    assert main(["settings", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_settings_are_set_field_by_field_and_shown(capsys: Printed) -> None:
    answer(capsys, "set", "name=La Parra", "currency=usd", "--who", "Inés")
    answer(capsys, "set", "hours.friday=20-2", "welcome.es=Desde 1987", "time_zone=Europe/Madrid")

    said = answer(capsys, "show")

    assert (said["name"], said["currency"], said["time_zone"]) == (
        "La Parra",
        "USD",
        "Europe/Madrid",
    )
    assert (said["hours"]["friday"], said["hours"]["monday"]) == ("20:00-02:00", "")
    assert said["welcome"] == {"es": "Desde 1987"}
    assert said["settled"]["who"] == "owner"


def test_one_day_leaves_the_other_days_as_they_are(capsys: Printed) -> None:
    answer(capsys, "set", "hours.friday=20-2", "hours.monday=13-16")

    said = answer(capsys, "set", "hours.friday=")

    assert (said["hours"]["friday"], said["hours"]["monday"]) == ("", "13:00-16:00")


def test_a_logo_comes_and_goes(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "logo.png").write_bytes(encoded(picture(), "PNG"))

    assert len(answer(capsys, "set", "--logo", str(tmp_path / "logo.png"))["logo"]) == 64
    assert answer(capsys, "set", "--no-logo")["logo"] is None


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("name=", "Nothing was saved: name is missing."),
        ("chef=Ana", "Nothing was saved: chef is no setting."),
        ("hours.someday=13-16", "Nothing was saved: hours.someday is no setting."),
        ("logo=abc", "Nothing was saved: logo is no setting."),
        ("hours.monday=late", 'The hours "late" cannot be read.'),
        ("currency=PTS", "currency is not the code of a currency in use, such as EUR."),
    ],
)
def test_what_cannot_be_set_is_one_sentence_and_status_1(
    capsys: Printed, value: str, sentence: str
) -> None:
    assert main(["settings", "set", value]) == 1

    assert sentence in capsys.readouterr().err


def test_showing_sets_nothing(capsys: Printed) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["settings", "show", "name=La Parra"])

    assert ended.value.code == 2
    assert answer(capsys, "show")["name"] == "Restaurant"


def test_settings_read_like_a_card_on_the_door(capsys: Printed) -> None:
    assert main(["settings", "set", "name=La Parra", "hours.sunday=13-16"]) == 0

    lines = capsys.readouterr().out.splitlines()

    assert lines[0] == "name             La Parra"
    assert "hours.sunday     13:00-16:00" in lines
