"""Every page, on both screens, in both themes and languages: nothing keeps anybody out."""

import staff_steps as steps
from playwright.sync_api import Page
from running_app import PASSWORD
from walking import Walk

GUEST_PAGES = {
    "menu": "/?liked=tiramisu&disliked=espresso",
    "search": "/?q=vegan+curry+under+15+without+garlic",
    "nothing": "/?q=car+tyre",
    "too-tight": "/?diet=vegan&cuisine=american",
    "similar": "/similar?like=butter-chicken",
    "photo": "/similar",
    "dish": "/dish?id=chicken-katsu-curry",
    "unknown-dish": "/dish?id=nope",
    "help": "/help",
    "sign-in": "/staff",
}
STAFF_PAGES = (
    *("staff", "staff_menu", "staff_import", "staff_attention", "staff_history", "staff_export"),
    *("staff_people", "staff_settings"),
)
FORM = "/staff_menu?edit=tiramisu"


def test_no_page_keeps_a_guest_out(walk: tuple[Page, Walk]) -> None:
    page, noted = walk
    for name, path in GUEST_PAGES.items():
        page.goto(path)
        noted.look(name)

    assert noted.found == {}


def test_no_page_keeps_staff_or_owner_out(journey: tuple[Page, Walk]) -> None:
    page, noted = journey
    steps.enter(page, "/staff", password=PASSWORD)
    for name in STAFF_PAGES:
        steps.turn_to(page, name)
        noted.look(name)
    steps.enter(page, FORM, password=PASSWORD)
    noted.look("form")

    assert noted.found == {}
