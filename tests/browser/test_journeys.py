"""The days of guest, staff and owner, on both screens, in both themes and languages.

Widgets are found by their keys, so that the same steps are walked in every language.
"""

import re
from pathlib import Path

import pytest
import staff_steps as steps
from playwright.sync_api import Browser, Locator, Page, expect
from running_app import PASSWORD
from walking import SIZES, Walk, drawn, problems, texts, visitor

from recommender.config import DEMO_PHOTOS

PHOTO = DEMO_PHOTOS / "margherita-pizza.webp"
CARDS, LINKS = ".dish-card", "a.dish-link"
REQUESTS = {"en": "vegan curry under 15", "es": "curry vegano por menos de 15 euros"}


def on_phone(page: Page) -> bool:
    return page.viewport_size["width"] == SIZES["phone"][0]  # type: ignore[index]


def choose(page: Page, filter_: str, option: int) -> None:
    """Press an option of a filter, unfolding the filters where they are folded."""
    steps.settled(page)  # what is still being drawn may move a button from under a finger
    if folded := on_phone(page):
        steps.keyed(page, "fold_filters").click()
        expect(page.locator(".st-key-filters-open")).to_be_visible()
    page.locator(f".st-key-{filter_} button").nth(option).click()
    expect(page).to_have_url(re.compile(f"{filter_}="))
    if folded:
        steps.keyed(page, "show_dishes").click()
    steps.settled(page)


def open_page(page: Page, path: str) -> None:
    page.locator(f'header a[href^="{path}"]').first.click()
    steps.settled(page)


def say_of_first(page: Page, what: str) -> None:
    """Like the first dish, or hide it, until its card shows it."""
    dish = page.locator(CARDS).first.get_attribute("data-dish")
    card = page.locator(f'{CARDS}[data-dish="{dish}"]')
    card.locator(f"button.{what}").click()
    if what == "like":
        expect(card.locator("button.unlike")).to_be_visible()
    else:
        expect(card).to_have_count(0)
    steps.settled(page)


def look_around(page: Page, noted: Walk) -> None:
    page.goto("/")
    expect(page.locator(CARDS)).to_have_count(12)
    choose(page, "diet", 0)
    noted.look("journey-filtered")
    page.get_by_test_id("stPagination").get_by_role("button").nth(-2).click()
    expect(page).to_have_url(re.compile("page="))
    noted.look("journey-last-page")


def ask_in_words(page: Page, noted: Walk, language: str) -> None:
    open_page(page, "./")
    steps.ask(page, REQUESTS[language])
    expect(page.locator(LINKS).first).to_have_text("Green curry with tofu")
    noted.look("journey-asked")
    # Streamlit draws a button with help twice, for a mouse and for a finger, and hides one.
    page.locator(".st-key-chip-0 button").locator("visible=true").first.click()
    expect(page).to_have_url(re.compile("plain="))
    steps.settled(page)
    say_of_first(page, "like")
    expect(page).to_have_url(re.compile("liked="))
    noted.look("journey-liked")
    say_of_first(page, "hide")
    expect(page).to_have_url(re.compile("disliked="))


def follow_a_dish(page: Page, noted: Walk) -> None:
    name = page.locator(LINKS).first.inner_text()
    page.locator(LINKS).first.click()
    expect(page.locator("h1")).to_have_text(name)
    noted.look("journey-dish")
    page.locator("a.similar-link").first.click()
    expect(page).to_have_url(re.compile("like="))
    page.locator(".st-key-intent button").nth(1).click()
    expect(page).to_have_url(re.compile("intent="))
    noted.look("journey-like-but")


def show_a_photo(page: Page, noted: Walk) -> None:
    open_page(page, "similar")
    page.locator(".st-key-photo input[type=file]").set_input_files(PHOTO)
    expect(page.locator(LINKS).first).to_have_text(re.compile("pizza", re.IGNORECASE))
    steps.keyed(page, "q", "input").fill("pesto")
    steps.keyed(page, "q", "input").press("Enter")
    expect(page.locator(".st-key-balance")).to_be_visible()
    noted.look("journey-photo")


def test_a_guest_gets_along_everywhere(
    journey: tuple[Page, Walk], request: pytest.FixtureRequest
) -> None:
    page, noted = journey
    look_around(page, noted)
    ask_in_words(page, noted, request.node.name[-3:-1])
    follow_a_dish(page, noted)
    show_a_photo(page, noted)

    assert noted.found == {}, noted.found


def sell_out_and_bring_back(page: Page, noted: Walk) -> None:
    steps.sell_out(page, "espresso", "Espresso")
    expect(steps.keyed(page, "back_espresso")).to_be_visible()
    noted.look("journey-sold-out")
    steps.keyed(page, "back_espresso").click()
    expect(steps.keyed(page, "back_espresso")).to_have_count(0)


def import_and_undo(page: Page, noted: Walk, folder: Path) -> None:
    menu = folder / "menu.csv"
    menu.write_text("id,name,price\nespresso,Espresso,9.90\ntapa-nueva,Tapa nueva,a lot\n")
    counts = steps.hand_in(page, menu)
    assert (counts["changed"], counts["rejected"]) == (1, 1)
    noted.look("journey-plan-with-faults")
    menu.write_text("id,name,price\nespresso,Espresso,9.90\ntapa-nueva,Tapa nueva,4.50\n")
    assert steps.hand_in(page, menu)["new"] == 1
    steps.carry_out(page)
    noted.look("journey-imported")
    steps.undo_newest(page)
    noted.look("journey-undone")


def edit_a_dish(page: Page, noted: Walk) -> None:
    steps.turn_to(page, "staff_menu")
    steps.keyed(page, "menu_search", "input").fill("Espresso")
    steps.keyed(page, "menu_search", "input").press("Enter")
    steps.settled(page)
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    noted.look("journey-found-in-table")


def test_staff_get_along_everywhere(journey: tuple[Page, Walk], tmp_path: Path) -> None:
    page, noted = journey
    steps.enter(page, "/staff", password=PASSWORD)
    sell_out_and_bring_back(page, noted)
    import_and_undo(page, noted, tmp_path)
    edit_a_dish(page, noted)

    assert noted.found == {}, noted.found


def welcome(page: Page) -> Locator:
    return steps.keyed(page, "house_welcome_en", "textarea, input")


def test_the_owner_gets_along_everywhere(journey: tuple[Page, Walk]) -> None:
    page, noted = journey
    steps.enter(page, "/staff_settings", password=PASSWORD)
    before = welcome(page).input_value()
    for line in ("Figs are in season", before):
        welcome(page).fill(line)
        welcome(page).press("Tab")
        steps.settled(page)
        noted.look("journey-settings")
        steps.keyed(page, "house_save").click()
        expect(page.get_by_test_id("stToast").first).to_be_visible()
        steps.settled(page)
        expect(page.get_by_test_id("stToast")).to_have_count(0)
    steps.turn_to(page, "staff_people")
    steps.keyed(page, "person_name", "input").fill("Luz")
    steps.keyed(page, "person_password", "input").fill("a long night of soup")
    steps.keyed(page, "person_again", "input").fill("a long night of soup")
    steps.keyed(page, "person_make").click()
    expect(page.get_by_test_id("stCode")).to_contain_text("Luz")
    noted.look("journey-person")

    assert noted.found == {}, noted.found


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_screen_of_360_pixels_or_one_at_twice_its_size_needs_no_sideways_scrolling(
    browser: Browser, address: str, known_by_its_photos: None, language: str
) -> None:
    page = visitor(browser, address, "narrow", language=language).new_page()
    foreign = texts("es" if language == "en" else "en")
    for path in ("/?q=vegan+curry&liked=tiramisu", "/dish?id=tiramisu", "/similar", "/staff"):
        page.goto(path)
        drawn(page)
        assert list(problems(page, foreign)) == []
    page.context.close()


def test_a_guest_needs_no_mouse(page: Page, known_by_its_photos: None) -> None:
    page.goto("/")
    expect(page.locator(CARDS)).to_have_count(12)

    tab_to(page, "input[type=search], [role=searchbox]")
    page.keyboard.type("gazpacho")
    page.keyboard.press("Enter")
    expect(page.locator("a.example")).to_have_count(0)  # gazpacho can be first before, too
    expect(page.locator(LINKS).first).to_have_text("Gazpacho andaluz")
    steps.settled(page)

    tab_to(page, "button.like")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("liked=gazpacho-andaluz"))
    steps.settled(page)
    expect(page.locator("button.unlike").first).to_be_focused()

    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Gazpacho andaluz")

    page.go_back()  # a headless browser has no keys of its own
    expect(page.get_by_role("searchbox")).to_have_value("gazpacho")


# What has the focus can be gone a moment later: it is found and matched in one step.
HAS_FOCUS = """wanted => {
    let one = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    return one.matches(wanted);
}"""


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what is wanted has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(HAS_FOCUS, wanted):
            return
    pytest.fail(f"{wanted} cannot be reached by Tab")
