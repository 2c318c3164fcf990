"""The command line, as scripts call it."""

import json
from pathlib import Path
from typing import Any

import pytest
from kit import BLUE, RED, jpeg, menu_csv

from recommender.__main__ import main

ROWS = [
    {
        "name": "Tofu curry",
        "price": "12.50",
        "vegan": "yes",
        "allergens": "soybeans",
        "photo": "curry.jpg",
    },
    {"name": "Beef stew", "price": "18", "vegan": "no", "allergens": "", "photo": ""},
    {
        "name": "Lemon tart",
        "price": "6",
        "vegan": "no",
        "allergens": "eggs;milk",
        "photo": "tart.jpg",
    },
]


@pytest.fixture
def menu(tmp_path: Path, encoders: object, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A menu file with its photos beside it; commands use the tests' encoder."""
    monkeypatch.setenv("RECOMMENDER_MODEL", "tastes")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "curry.jpg").write_bytes(jpeg(RED))
    (tmp_path / "photos" / "tart.jpg").write_bytes(jpeg(BLUE))
    return menu_csv(tmp_path / "menu.csv", ROWS)


@pytest.fixture
def imported(menu: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["import", str(menu), "--photos", str(menu.parent / "photos")]) == 0
    capsys.readouterr()
    return menu


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_dry_run_says_what_would_come_and_changes_nothing(
    menu: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = answer(capsys, "import", str(menu), "--photos", str(menu.parent / "photos"), "--dry-run")

    assert said["applied"] is False
    assert said["plan"] == {"new": 3, "changed": 0, "unchanged": 0, "missing": 0, "rejected": 0}
    assert answer(capsys, "check")["dishes"] == 0


def test_a_second_import_changes_nothing(
    imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photos = str(imported.parent / "photos")
    said = answer(capsys, "import", str(imported), "--photos", photos)

    assert said["plan"] == {"new": 0, "changed": 0, "unchanged": 3, "missing": 0, "rejected": 0}


def test_a_bad_row_is_named_and_nothing_is_taken(
    menu: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    menu_csv(menu, [*ROWS, ROWS[0] | {"name": "Soup", "price": "cheap"}])

    assert main(["import", str(menu)]) == 1

    told = capsys.readouterr().err
    assert 'Row 5: price "cheap" is not a price such as 12.50.' in told
    assert "Nothing was changed: 1 of 4 rows cannot be taken." in told
    assert answer(capsys, "check")["dishes"] == 0


def test_the_good_rows_are_taken_when_asked(menu: Path, capsys: pytest.CaptureFixture[str]) -> None:
    menu_csv(menu, [*ROWS, ROWS[0] | {"name": "Soup", "price": "cheap"}])

    assert main(["import", str(menu), "--good-rows"]) == 0

    capsys.readouterr()
    assert answer(capsys, "check")["dishes"] == 3


def test_a_search_answers_in_the_promised_shape(
    imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = answer(capsys, "search", "tofu curry", "--top", "1")

    assert said.keys() == {"query", "no_match", "matches"}
    assert said["query"]["words"] == "tofu curry"
    assert said["no_match"] is False
    (match,) = said["matches"]
    assert match.keys() == {"id", "name", "price", "score", "reasons"}
    assert (match["id"], match["name"], match["price"]) == ("tofu-curry", "Tofu curry", 12.5)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--vegan"], {"tofu-curry"}),
        (["--max-price", "12"], {"lemon-tart"}),
        (["--min-price", "15"], {"beef-stew"}),
        (["--without", "milk"], {"tofu-curry"}),
        (["--without", "milk", "--without", "soybeans"], set()),
    ],
)
def test_no_match_breaks_a_filter(
    imported: Path, capsys: pytest.CaptureFixture[str], filters: list[str], found: set[str]
) -> None:
    said = answer(capsys, "search", "curry", *filters)

    assert {match["id"] for match in said["matches"]} == found


def test_what_is_like_a_photo_and_like_a_dish_is_found(
    imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = str(imported.parent / "photos" / "curry.jpg")

    assert answer(capsys, "similar", photo)["matches"][0]["id"] == "tofu-curry"
    liked = [match["id"] for match in answer(capsys, "similar", "tofu-curry")["matches"]]
    assert sorted(liked) == ["beef-stew", "lemon-tart"]


def test_what_is_exported_is_the_menu_again(
    imported: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert answer(capsys, "export", str(out)) == {"dishes": 3, "folder": str(out)}

    said = answer(capsys, "import", str(out / "menu.csv"), "--photos", str(out / "photos"))

    assert said["plan"]["unchanged"] == 3


@pytest.mark.parametrize("name", ["menu.zip", "menu.xlsx"])
def test_an_archive_and_a_workbook_are_the_menu_again(
    imported: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    out = tmp_path / "out" / name
    assert answer(capsys, "export", str(out))["dishes"] == 3

    said = answer(capsys, "import", str(out))

    assert said["plan"] == {"new": 0, "changed": 0, "unchanged": 3, "missing": 0, "rejected": 0}


def test_rebuild_and_check_say_how_it_is(
    imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(capsys, "rebuild")["dishes"] == 3
    said = answer(capsys, "check")

    assert (said["dishes"], said["without_photo"], said["undeclared"]) == (3, 1, 1)
    assert said["encoder"] == "the tastes encoder"
    assert said["problems"] == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["import", "carta.csv"], "there is no such file"),
        (["similar", "no-such-dish"], "it is neither a dish's id nor a file"),
        (["search", "  "], "Say what you are looking for"),
        (["search", "curry", "--photo", "none.jpg"], "none.jpg cannot be used as a photo"),
    ],
)
def test_input_at_fault_is_one_sentence_and_status_1(
    imported: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert main(arguments) == 1

    assert sentence in capsys.readouterr().err


def test_a_search_reads_like_a_menu(imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "lemon tart", "--top", "1"]) == 0

    assert capsys.readouterr().out == ("    6.00 EUR  Lemon tart  (the name matches)\n")


def test_words_without_a_match_are_told_as_such(
    imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(capsys, "search", "winter tyres")["no_match"] is True
    assert main(["search", "winter tyres"]) == 0
    assert capsys.readouterr().out.startswith("Nothing on the menu matches. The closest:\n")
    assert main(["search", "winter tyres", "--cuisine", "peruvian"]) == 0
    assert capsys.readouterr().out == "Nothing matches.\n"


def test_words_and_a_photo_are_searched_together(
    imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = str(imported.parent / "photos" / "tart.jpg")

    said = answer(capsys, "search", "something with lemon", "--photo", photo)

    assert said["query"]["photo"] is True
    assert said["matches"][0]["id"] == "lemon-tart"
    assert "looks like your photo" in said["matches"][0]["reasons"]


def test_a_column_that_is_not_used_is_named(menu: Path, capsys: pytest.CaptureFixture[str]) -> None:
    menu_csv(menu, [row | {"chef": "Ana"} for row in ROWS])

    assert main(["import", str(menu)]) == 0

    assert capsys.readouterr().out == (
        "3 new, 0 changed, 0 unchanged, 0 missing, 0 rejected\nColumns that are not used: chef\n"
    )


def test_a_check_that_finds_a_problem_names_it_and_fails(
    imported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in (tmp_path / "data" / "photos").glob("*.jpg"):
        file.unlink()

    assert main(["check"]) == 1

    assert [line for line in capsys.readouterr().out.splitlines() if "problem " in line] == [
        "problem   The photo of Tofu curry is lost; add it again.",
        "problem   The photo of Lemon tart is lost; add it again.",
    ]


def test_another_data_folder_can_be_named(
    imported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = answer(capsys, "history", "--data", str(tmp_path / "elsewhere"))
    assert elsewhere == {"changes": [], "damages": []}


def test_a_setting_that_cannot_be_used_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECOMMENDER_CHROMA", "localhost:8000")

    assert main(["check"]) == 1

    assert capsys.readouterr().err == (
        "The setting RECOMMENDER_CHROMA is 'localhost:8000': "
        "an address such as http://127.0.0.1:8000 is needed. Correct it and start again.\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["cook"],
        ["search"],
        ["search", "x", "--without", "salt"],
        ["search", "x", "--max-price", "-1"],
        ["search", "x", "--max-price", "nan"],
        ["search", "x", "--course", "soup"],
        ["search", "x", "--top", "0"],
        ["import"],
    ],
)
def test_wrong_usage_is_status_2(
    menu: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2


def test_a_menu_that_did_not_change_is_imported_without_loading_an_encoder(
    imported: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def load(*_: object, **__: object) -> None:
        pytest.fail("an encoder was loaded")

    monkeypatch.setattr("recommender.starting.load_encoder", load)

    assert main(["import", str(imported), "--photos", str(imported.parent / "photos")]) == 0
    assert "3 unchanged" in capsys.readouterr().out
