"""What a menu's texts were read as outlives a restart, and never the glossary it was read by."""

from collections.abc import Callable
from pathlib import Path

import pytest

from recommender.glossary import menu_texts, terms_of
from recommender.glossary import readings as module
from recommender.glossary.readings import Readings

TEXTS = ("Beef curry", "Lemon tart with almonds", "Gambas al ajillo")
Making = Callable[[], tuple[Readings, list[str]]]


@pytest.fixture(autouse=True)
def worth_saving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WORTH_SAVING", 1)
    monkeypatch.setattr(module, "AT_ONCE", 2)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "texts.jsonl"


def make(most: int = 10) -> tuple[Readings, list[str]]:
    read: list[str] = []

    def reading(text: str) -> frozenset[str]:
        read.append(text)
        return menu_texts(text)

    return Readings(reading, most=most), read


def saved(file: Path) -> None:
    before, _ = make()
    for text in TEXTS:
        before(text)
    assert before.save(file)


def test_a_text_is_read_once() -> None:
    known, read = make()
    assert known("Beef curry") == known("Beef curry") == terms_of("Beef curry")
    assert read == ["Beef curry"]


def test_after_a_restart_nothing_is_read_again_and_all_is_as_it_was(file: Path) -> None:
    saved(file)
    after, read = make()
    assert after.load(file) == 3
    assert [after(text) for text in TEXTS] == [terms_of(text) for text in TEXTS]
    assert read == []
    assert not after.save(file)  # there is nothing new


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: "",
        lambda content: content[: len(content) // 2],
        lambda content: content.replace("beef", "reef", 1),
        lambda content: content.rsplit("\n", 1)[0],
        lambda content: "\n".join(content.split("\n")[1:]),
        lambda content: "[]\n" + content[-64:],
    ],
)
def test_a_damaged_file_is_as_good_as_none(file: Path, damage: Callable[[str], str]) -> None:
    saved(file)
    file.write_text(damage(file.read_text()))
    after, read = make()
    assert after.load(file) == 0
    assert after("Beef curry") == terms_of("Beef curry")
    assert read == ["Beef curry"]


def test_what_another_glossary_read_is_read_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(file)
    monkeypatch.setattr(module, "glossary_version", lambda: "a cook corrected it")
    after, read = make()
    assert after.load(file) == 0
    after("Beef curry")
    assert read == ["Beef curry"]


def test_no_file_and_no_folder_are_no_matter(tmp_path: Path) -> None:
    known, _ = make()
    known("Beef curry")
    assert known.load(tmp_path / "missing.jsonl") == 0
    assert not known.save(tmp_path / "missing" / "texts.jsonl")


def test_no_more_is_kept_than_there_is_room_for() -> None:
    known, read = make(most=2)
    for text in (*TEXTS, TEXTS[2], TEXTS[0]):
        known(text)
    assert read == [*TEXTS, TEXTS[0]]
