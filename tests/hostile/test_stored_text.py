"""Stored text is text: on no page is it markup, a link, an icon, a formula or a script."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from google.protobuf.message import Message
from screen import Opening
from streamlit.testing.v1 import AppTest
from visitor import strings

from recommender.catalog import Change
from recommender.config import PROJECT
from recommender.dish import Dish
from recommender.restaurant import Restaurant
from recommender.ui import resources

POISON = "<b>Hot</b> [x](javascript:alert(1)) :material/home: $x^2$ www.evil.test `c` \"q\" 'a'"
SHORT = "<i>T</i> :material/home: www.evil.test"
# What must not be left of it when the escapes are taken away, and what not even when they are read.
MARKUP, FOUND_LATER = ("<b>", "<i>", "](", "$x", "`c"), (":material/home", "www.", "://")
# Where a page shows letters and nothing else, by message and field.
LETTERS = {
    ("TextInput", "default"), ("TextInput", "value"), ("TextArea", "default"), ("TextArea", "value"),
    ("Selectbox", "options"), ("Selectbox", "raw_value"), ("Selectbox", "value"), ("MultiSelect", "options"), ("Image", "alt"),
    ("BidiComponent", "json"),  # cards, whose script writes letters alone: see below
    ("ArrowData", "data"), ("Arrow", "data"), ("Image", "alt_text"),
}  # fmt: skip
GUEST_PAGES = [
    ("discover", {}),
    ("discover", {"q": POISON}),
    ("discover", {"q": "curry", "plain": POISON}),
    ("discover", {"liked": "poisoned", "disliked": "other"}),
    ("discover", {"cuisine": SHORT.lower()}),
    ("discover", {"lang": "es"}),
    ("dish", {"id": "poisoned"}),
    ("dish", {"id": "poisoned", "lang": "es"}),
    ("dish", {"id": POISON}),
    ("similar", {"like": "poisoned"}),
    ("similar", {"like": POISON}),
    ("similar", {"q": POISON}),
    ("help", {}),
]
STAFF_PAGES = [
    ("staff", {}),
    ("staff_menu", {}),
    ("staff_menu", {"edit": "poisoned"}),
    ("staff_menu", {"edit": POISON}),
    ("staff_import", {"import": POISON}),
    ("staff_attention", {}),
    ("staff_attention", {"show": POISON}),
    ("staff_history", {}),
    ("staff_export", {}),
    ("staff_people", {}),
    ("staff_settings", {}),
]


def texts(app: AppTest) -> Iterator[tuple[str, str, str]]:
    """Yield every text that a page sent, of blocks and of elements."""
    for node in app._tree:
        if isinstance(proto := getattr(node, "proto", None), Message):
            yield from strings(proto)


def acts(kind: str, text: str) -> bool:
    """Return whether something of the poison could act where a page shows this."""
    if kind == "Html" or text.lstrip().startswith("<"):  # ours, with stored text in it
        return any(tag in text for tag in ("<b>", "<i>", 'href="javascript'))
    left, read = re.sub(r"\\.", "", text), re.sub(r"\\(.)", r"\1", text)
    return any(one in left for one in MARKUP) or any(one in read for one in FOUND_LATER)


def alive(app: AppTest) -> list[tuple[str, str, str]]:
    """Return the texts in which something of the poison could act."""
    return [
        (kind, field, text)
        for kind, field, text in texts(app)
        if (kind, field) not in LETTERS and "evil" in text.lower() and acts(kind, text.lower())
    ]


@pytest.fixture
def poisoned(ready: Callable[[], Restaurant]) -> Restaurant:
    """An installation whose every text is up to no good."""
    restaurant = ready()
    texts = dict.fromkeys(("name", "name_es", "description", "description_es", "alt"), POISON)
    dish = Dish(
        id="poisoned",
        price=9.0,
        cuisine=SHORT,
        ingredients=[SHORT, POISON],
        allergens=["milk"],
        declared_by=SHORT,
        declared_at="2026-11-25T12:00:00+00:00",
        photo=next(d.photo for d in restaurant.catalog.menu().dishes.values() if d.photo),
        **texts,
    )
    other = dish.model_copy(update={"id": "other", "available": False})
    restaurant.catalog.write(
        [Change("poisoned", dish), Change("other", other)], who=POISON, what="new"
    )
    undeclared = {"id": "open", "allergens": None, "declared_by": "", "declared_at": None}
    restaurant.catalog.write(
        [Change("open", dish.model_copy(update=undeclared))], who=SHORT, what="new"
    )
    restaurant.catalog.write(
        [Change("gone", dish.model_copy(update={"id": "gone"}))], who=POISON, what=POISON
    )
    restaurant.kitchen.remove(["gone"], who=POISON)
    restaurant.kitchen.furnish({"name": SHORT, "welcome": {"en": POISON, "es": POISON}}, who=SHORT)
    restaurant.search_log.log_search(POISON, no_match=True, shown=[])
    return restaurant


def _named(case: tuple[str, dict[str, Any]]) -> str:
    return "-".join([case[0], *case[1]])


@pytest.mark.parametrize("case", GUEST_PAGES, ids=_named)
def test_guests_read_every_text_letter_by_letter(
    case: tuple[str, dict[str, str]], poisoned: Restaurant, visit: Opening
) -> None:
    app = visit(case[0], **case[1])

    assert any("evil" in text for _, _, text in texts(app)) or case[0] == "help"
    assert alive(app) == []


@pytest.mark.parametrize("case", STAFF_PAGES, ids=_named)
def test_staff_read_every_text_letter_by_letter(
    case: tuple[str, dict[str, str]], poisoned: Restaurant, at_work: Opening
) -> None:
    app = at_work(case[0], **case[1])

    assert alive(app) == []


def test_what_staff_are_called_is_read_letter_by_letter(
    poisoned: Restaurant, visit: Opening
) -> None:
    app = visit("staff")
    app.text_input(key="name").set_value(POISON[:50])
    next(button for button in app.button if button.label == "Go on").click().run()

    assert not app.exception
    assert alive(app) == []


def test_a_refused_import_is_told_letter_by_letter(poisoned: Restaurant, at_work: Opening) -> None:
    app = at_work("staff_import")
    files = [(f"{POISON}.csv", f"name,price,{SHORT}\n{POISON},{POISON}\n".encode())]
    app.query_params["import"] = resources.imports().begin(files)
    app.run()

    assert not app.exception
    assert any("evil" in text for _, _, text in texts(app))
    assert alive(app) == []


def test_scripts_of_pages_write_letters_and_no_markup() -> None:
    scripts = [file.read_text() for file in (PROJECT / "recommender").rglob("*.js")]
    assert scripts
    for script in scripts:
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", script
        )
