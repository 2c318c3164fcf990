"""The path that everything else widens, walked in a real browser."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, Route, expect
from running_app import PASSWORD

from recommender.config import DEMO_PHOTOS

SEARCH_LINE = "Something smoky"


def dishes(page: Page) -> Locator:
    return page.locator("a.dish-link")


def option(page: Page, name: str) -> Locator:
    """Return a filter's option; behind its name stands how many dishes it would leave."""
    return page.get_by_role("button", name=re.compile(rf"^{name} · \d+$"))


def ask(page: Page, words: str) -> None:
    line = page.get_by_placeholder(SEARCH_LINE)
    line.fill(words)
    line.press("Enter")


def tap(page: Page, picture: Locator) -> None:
    """Press where ``picture`` is seen, whatever lies over it, as a finger does."""
    expect(picture).to_be_visible()
    box = picture.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_the_first_start_shows_dishes_then_answers_words(page: Page) -> None:
    page.goto("/")
    expect(dishes(page)).to_have_count(12)

    ask(page, "creamy carbonara")

    expect(dishes(page).first).to_have_text("Spaghetti alla carbonara")
    expect(page).to_have_url(re.compile(r"q=creamy"))


def test_filters_narrow_the_search_and_live_in_the_address(page: Page, browser: Browser) -> None:
    page.goto("/?q=curry")
    expect(dishes(page).first).to_be_visible()

    option(page, "Vegan").click()

    expect(dishes(page).first).to_have_text("Green curry with tofu")
    expect(page).to_have_url(re.compile(r"diet=vegan"))
    stranger = browser.new_context().new_page()
    stranger.goto(page.url)
    expect(dishes(stranger).first).to_have_text("Green curry with tofu")


def test_a_tap_on_the_photo_opens_the_dish_and_back_returns_to_the_search(page: Page) -> None:
    page.goto("/?q=tiramisu")
    expect(dishes(page).first).to_have_text("Tiramisu")

    tap(page, page.get_by_role("img", name="Tiramisu: Layers"))
    expect(page.locator("h1")).to_have_text("Tiramisu")
    expect(page.get_by_text("Contains cereals containing gluten, eggs, and milk")).to_be_visible()

    page.go_back()
    expect(page.get_by_placeholder(SEARCH_LINE)).to_have_value("tiramisu")
    expect(dishes(page).first).to_have_text("Tiramisu")


def test_a_change_of_filters_starts_at_the_first_page_again(page: Page) -> None:
    page.goto("/?page=3")
    expect(dishes(page).first).to_be_visible()

    option(page, "Spanish").click()

    expect(page).not_to_have_url(re.compile(r"page="))
    page.get_by_role("button", name="Clear filters").click()
    expect(page).not_to_have_url(re.compile(r"cuisine="))
    expect(dishes(page)).to_have_count(12)


def test_a_photo_finds_the_dish_that_looks_like_it(page: Page) -> None:
    page.goto("/similar")
    page.locator("input[type=file]").set_input_files(DEMO_PHOTOS / "margherita-pizza.webp")

    expect(dishes(page).first).to_have_text("Margherita pizza")


def test_a_file_that_is_no_photo_is_refused_in_one_sentence(page: Page, tmp_path: Path) -> None:
    fake = tmp_path / "lasagne.jpg"
    fake.write_text("not a picture")
    page.goto("/similar")

    page.locator("input[type=file]").set_input_files(fake)

    expect(page.get_by_text("lasagne.jpg cannot be used as a photo")).to_be_visible()


def open_new_dish(staff: Page) -> None:
    """Sign in at the form of a new dish."""
    staff.goto("/staff_menu?edit=new")
    staff.get_by_role("textbox", name="Your name").fill("Ana")
    staff.get_by_label("Password", exact=True).fill(PASSWORD)
    staff.get_by_role("button", name="Sign in").click()
    expect(staff.get_by_label("Name", exact=True)).to_be_visible()


def test_a_dish_cannot_be_saved_while_its_photo_is_on_its_way(page: Page) -> None:
    open_new_dish(page)
    save = page.get_by_role("button", name="Put on the menu")
    meanwhile: list[str] = []

    def let_through(upload: Route) -> None:
        meanwhile.append(save.evaluate("button => getComputedStyle(button).pointerEvents"))
        upload.continue_()

    page.route("**/upload_file/**", let_through)
    with page.expect_response("**/upload_file/**"):
        page.locator("input[type=file]").set_input_files(DEMO_PHOTOS / "crema-catalana.webp")

    assert meanwhile == ["none"]
    expect(save).to_have_css("pointer-events", "auto")


def test_a_dish_that_staff_add_is_found_at_once_in_an_open_browser(
    page: Page, browser: Browser, address: str
) -> None:
    page.goto("/?q=saffron+ice+cream")
    expect(dishes(page).first).to_be_visible()
    staff = browser.new_context(base_url=address).new_page()
    open_new_dish(staff)
    staff.get_by_label("Name", exact=True).fill("Saffron ice cream")
    staff.get_by_label("Price", exact=True).fill("6.50")
    staff.get_by_label("Price", exact=True).press("Tab")
    staff.locator("input[type=file]").set_input_files(DEMO_PHOTOS / "crema-catalana.webp")
    expect(staff.get_by_text("This is how guests will see it")).to_be_visible()

    staff.get_by_role("button", name="Put on the menu").click()

    expect(staff.get_by_text("Saffron ice cream is on the menu.")).to_be_visible()
    ask(page, "ice cream with saffron")
    expect(dishes(page).first).to_have_text("Saffron ice cream")
