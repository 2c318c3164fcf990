"""Addresses that nobody's page would link to: every parameter wrong, on every page."""
# ruff: noqa: RUF001 - letters of every script

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from guard import safely
from screen import Opening
from streamlit.runtime.state import QueryParamsProxy
from streamlit.testing.v1 import AppTest

from recommender.dish import ALLERGENS, COURSES, DIETS
from recommender.restaurant import Restaurant
from recommender.ui import address

PARAMETERS = (
    *("q", "plain", "page", "sort", "like", "intent", "balance", "liked", "disliked", "for"),
    *("course", "cuisine", "diet", "without", "price", "sold_out", "lang", "id", "nobody_knows"),
)
STAFF_PARAMETERS = ("edit", "show", "import", "lang", "q", "nobody_knows")
WRONG: dict[str, str | list[str]] = {
    "nothing": "",
    "blanks": " \t\n ",
    "noughts": "\0",
    "control characters": "a\x1b[2J\x07\r\nSet-Cookie: b=c",
    "a hundred kilobytes": "x" * 100_000,
    "accents": "e" + "\u0301" * 5_000,
    "a number too large": "9" * 400,
    "a negative number": "-1",
    "digits of elsewhere": "٣",
    "no number": "NaN",
    "a page": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "Markdown": "**b** [x](javascript:alert(1)) :material/home: $x^2$",
    "a template": "{0.__class__} {name} %(name)s ${x} {{7*7}}",
    "a database": "' OR '1'='1'; DROP TABLE dishes; --",
    "an operator": '{"$ne": null}',
    "a pattern": "(a+)+$",
    "a path": "../../../../etc/passwd",
    "an address": "http://192.0.2.1/a.jpg",
    "percent signs": "%2e%2e%2f%00%ff",
    "the other way round": "\u202eyrruc",
    "emoji": "🍜👩🏽\u200d🍳",
    "a thousand times": [f"curry {n}" for n in range(1_000)],
    "itself": ["q", "q", "q"],
    "true": "true",
}
GUESTS = ("discover", "dish", "similar", "help")
STAFF = (
    *("staff", "staff_menu", "staff_import", "staff_attention", "staff_history", "staff_export"),
    *("staff_people", "staff_settings"),
)


def every_page_with_every_wrong() -> Iterator[Any]:
    """Yield each pair; everybody runs one page with each kind of wrong, in turn."""
    for at, (name, wrong) in enumerate(WRONG.items()):
        for place, page in enumerate(GUESTS):
            marks = [] if (at + place) % len(GUESTS) == 0 else [pytest.mark.long]
            yield pytest.param(page, wrong, id=f"{page}-{name}", marks=marks)


def opened(visit: Opening, restaurant: Restaurant, page: str, /, **parameters: Any) -> AppTest:
    """Open a page by an address; it answers soon and changes nothing."""
    revision = restaurant.catalog.revision()
    with safely(restaurant.settings.data):
        app = visit(page, **parameters)
    assert restaurant.catalog.revision() == revision
    assert len(app.error) <= 1
    assert all(len(error.value) < 1_000 for error in app.error)
    return app


@pytest.mark.parametrize(("page", "wrong"), list(every_page_with_every_wrong()))
def test_a_guest_s_page_answers_whatever_its_address_says(
    page: str, wrong: str | list[str], visit: Opening, ready: Callable[[], Restaurant]
) -> None:
    opened(visit, ready(), page, **dict.fromkeys(PARAMETERS, wrong))


@pytest.mark.parametrize("wrong", ["a page", "a template", "a number too large", "noughts"])
def test_dishes_like_one_are_shown_whatever_else_the_address_says(
    wrong: str, visit: Opening, ready: Callable[[], Restaurant]
) -> None:
    parameters = dict.fromkeys(PARAMETERS, WRONG[wrong]) | {"like": "pad-thai"}
    assert not opened(visit, ready(), "similar", **parameters).error


@pytest.mark.parametrize("page", STAFF)
@pytest.mark.parametrize(
    "wrong",
    ["a page", *(pytest.param(one, marks=pytest.mark.long) for one in ("a template", "a path"))],
)
def test_a_page_of_the_staff_answers_whatever_its_address_says(
    page: str, wrong: str, at_work: Opening, ready: Callable[[], Restaurant]
) -> None:
    opened(at_work, ready(), page, **dict.fromkeys(STAFF_PARAMETERS, WRONG[wrong]))


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[str]]]:
    """What the address says; without a page around it."""
    values: dict[str, list[str]] = {}

    class Said:
        def get(self, name: str, default: str) -> str:
            return values[name][-1] if name in values else default

        def get_all(self, name: str) -> list[str]:
            return values.get(name, [])

    assert hasattr(QueryParamsProxy, "get_all")
    monkeypatch.setattr("recommender.ui.address.st.query_params", Said())
    return values


@pytest.mark.parametrize(
    ("written", "page"),
    [
        *((wrong, 1) for wrong in (
            "", "0", "-1", "1.5", "1e3", "+3", " ", "x", "NaN", "0x10", "²", "½", "Ⅳ", "999999", "9" * 5_000, "1_000", "1,000",
            "3; DROP", "None", "٣٣٣٣٣٣", "1\x003",
        )),
        ("3", 3), (" 3 ", 3), ("0003", 3), ("٣", 3), ("99999", 99_999),
    ],
)  # fmt: skip
def test_a_page_that_is_no_number_is_the_first(
    said: dict[str, list[str]], written: str, page: int
) -> None:
    said["page"] = [written]
    assert address.page() == page


@pytest.mark.parametrize(
    ("written", "prices"),
    [
        *((wrong, (None, None)) for wrong in (
            "", "-", "5", "a-b", "5-b", "-5-10", "5--10", "5-10-15", "1.5-3", "1e3-2e3", "5 - 10", "999999999-1", "5-NaN", "inf-5",
            "½-1", "<5-10>", "5-10; DROP",
        )),
        ("5-10", (5, 10)), ("-10", (None, 10)), ("5-", (5, None)), ("10-5", (10, 5)), ("000005-000010", (5, 10)), ("٥-١٠", (5, 10)),
    ],
)  # fmt: skip
def test_prices_that_are_none_are_left_open(
    said: dict[str, list[str]], written: str, prices: tuple[int | None, int | None]
) -> None:
    said["price"] = [written]
    assert address.prices() == prices


@pytest.mark.parametrize("name", ["course", "cuisine", "diet", "without"])
@pytest.mark.parametrize("wrong", [w for w in WRONG.values() if isinstance(w, str)], ids=ascii)
def test_a_filter_of_nowhere_filters_nothing(
    said: dict[str, list[str]], name: str, wrong: str
) -> None:
    said[name] = [wrong, wrong.upper(), "milk\0", "Vegan", "MAIN"]
    found = address.filters({"thai"})
    assert (found.course, found.cuisine, found.without) == ((), (), ())
    assert not any(getattr(found, diet) for diet in DIETS)


def test_an_allergen_is_left_out_however_much_else_the_address_says(
    said: dict[str, list[str]],
) -> None:
    said["without"] = [*(f"x{n}" for n in range(1_000)), "milk", *ALLERGENS[:3], "'"]
    said["course"] = [*COURSES, "'"]
    assert set(address.filters({"thai"}).without) == {"milk", *ALLERGENS[:3]}
