"""Photos find their dishes: by what the file says, else by their names alike, never by luck."""

from collections.abc import Sequence

import pytest
from kit import dish

from recommender.menu_file import MenuFile, PhotoMatches, Row, match_photos, read_menu_file


def rows(*dishes: Sequence[str]) -> tuple[Row, ...]:
    """Return rows of name, photo and id, numbered from 2."""
    lines = ["\t".join((*cells, "", ""))[:200] for cells in dishes]
    text = "name\tphoto\tid\tprice\n" + "".join(
        "\t".join((*line.split("\t")[:3], "9")) + "\n" for line in lines
    )
    return read_menu_file(text.encode()).rows


@pytest.mark.parametrize(
    ("said", "photo"),
    [
        ("paella.jpg", "paella.jpg"),
        ("photos/paella.jpg", "paella.jpg"),
        ("C:\\carta\\paella.jpg", "paella.jpg"),
        ("Paella.JPG", "paella.jpg"),
        ("paella.jpeg", "paella.jpg"),
        ("paella", "paella.jpg"),
        ("PAELLA MIXTA.png", "paella-mixta.png"),
        ("paella_mixta.png", "paella-mixta.png"),
        ("Creme Brulee.webp", "Crème brûlée.webp"),
        ("Cre\u0300me bru\u0302le\u0301e.webp", "Crème brûlée.webp"),
        ("nata.v2.jpg", "Nata v2.heic"),
    ],
)
def test_a_photo_that_a_row_names_is_found_however_it_is_written(said: str, photo: str) -> None:
    names = ["paella.jpg", "paella-mixta.png", "Crème brûlée.webp", "Nata v2.heic", "tea.jpg"]
    matches = match_photos(rows(("Dish", said)), names)
    assert matches.by_row == {2: photo}
    assert (matches.missing, matches.ambiguous, matches.dishes_without) == ({}, {}, ())
    assert set(matches.unmatched_photos) == {*names} - {photo}


@pytest.mark.parametrize(
    ("name", "photo"),
    [
        ("Paella", "paella.jpg"),
        ("Paella", "PAELLA.JPG"),
        ("Paella mixta", "paella_mixta.webp"),
        ("Paella mixta", "Paella  Mixta.png"),
        ("Paella mixta", "01 - Paella mixta.jpg"),
        ("Paella mixta", "3_paella-mixta.jpg"),
        ("Crème brûlée", "creme brulee.jpg"),
        ("Creme brulee", "Crème-Brûlée.jpg"),
        ("Jalapeños «rellenos»", "jalapenos rellenos.jpg"),
        ("Smørrebrød", "smorrebrod.jpg"),
        ("Smørrebrød", "Smørrebrød.jpg"),
        ("Chef's salad", "Chef's salad.jpg"),
        ("Fish / chips", "fish chips.jpg"),
        ("St. Louis ribs", "st louis ribs.jpg"),
        ("7 Up", "7 up.png"),
        ("拉麺", "拉麺.jpg"),
        ("كباب", "كباب.jpg"),
    ],
)
def test_a_photo_called_like_a_dish_is_that_dish_s(name: str, photo: str) -> None:
    assert match_photos(rows((name,)), [photo, "tea.jpg"]) == PhotoMatches(
        by_row={2: photo}, unmatched_photos=("tea.jpg",)
    )


def test_a_photo_called_like_an_id_goes_before_one_called_like_a_name() -> None:
    named = rows(("Rice", "", "paella"), ("Paella", "", "rice"))
    assert match_photos(named, ["paella.jpg", "rice.jpg"]).by_row == {
        2: "paella.jpg",
        3: "rice.jpg",
    }


def test_what_the_file_says_goes_before_every_likeness() -> None:
    said = rows(("Paella", "rice.jpg"), ("Rice",), ("Tea", "rice.jpg"))
    assert match_photos(said, ["paella.jpg", "rice.jpg"]) == PhotoMatches(
        by_row={2: "rice.jpg", 4: "rice.jpg"},
        unmatched_photos=("paella.jpg",),
        dishes_without=(3,),
    )


def test_a_photo_that_is_not_there_is_named_and_not_replaced_by_one_alike() -> None:
    assert match_photos(rows(("Paella", "rice.jpg")), ["paella.jpg"]) == PhotoMatches(
        unmatched_photos=("paella.jpg",), missing={2: "rice.jpg"}
    )


def test_photos_that_may_both_be_meant_are_left_to_a_person() -> None:
    named = rows(("Paella",), ("Té", "te"), ("Tea", "tea.jpg"))
    names = ["paella.jpg", "Paella.PNG", "te.jpg", "té.png", "tea.jpg"]
    assert match_photos(named, names) == PhotoMatches(
        by_row={4: "tea.jpg"},
        unmatched_photos=("paella.jpg", "Paella.PNG", "te.jpg", "té.png"),
        ambiguous={2: ("paella.jpg", "Paella.PNG"), 3: ("te.jpg", "té.png")},
    )


def test_a_photo_that_two_dishes_could_have_is_left_to_a_person() -> None:
    named = rows(("Tapa", "", "tapa-1"), ("tapa", "", "tapa-2"))
    assert match_photos(named, ["Tapa.jpg"]) == PhotoMatches(
        unmatched_photos=("Tapa.jpg",), ambiguous={2: ("Tapa.jpg",), 3: ("Tapa.jpg",)}
    )


def test_a_row_that_was_rejected_still_has_its_photo() -> None:
    (row,) = read_menu_file(b"name,price\nPaella,cheap\n").rows
    assert match_photos([row], ["paella.jpg"]).by_row == {2: "paella.jpg"}


def test_found_photos_stand_in_the_file_as_if_it_had_named_them() -> None:
    file = read_menu_file(b"name,price\nPaella,9\nTea,2\n")
    found = match_photos(file.rows, ["01 paella.jpg"]).applied_to(file)
    assert isinstance(found, MenuFile)
    assert [row.photo for row in found.rows] == ["01 paella.jpg", ""]
    assert found.columns == ("name", "price", "photo")
    assert [row.dish for row in found.rows] == [dish("Paella", price=9), dish("Tea", price=2)]


def test_ten_thousand_photos_find_their_dishes_soon() -> None:
    import time

    text = "name\tprice\n" + "".join(f"Dish number {n}\t9\n" for n in range(10_000))
    listed = read_menu_file(text.encode()).rows
    began = time.process_time()
    matches = match_photos(listed, [f"{n} - DISH_NUMBER-{n}.JPG" for n in range(10_000)])
    assert len(matches.by_row) == 10_000
    assert time.process_time() - began < 5
