"""What guests do, walked in a real browser: chips, facets, taste, slider, sorting, paging, Back."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from recommender.config import DEMO_PHOTOS

FIRST_START_MS = 600_000


@pytest.fixture(scope="module", autouse=True)
def _search_is_open(browser: Browser, address: str) -> None:
    """Wait once for the encoder, which gets to know the menu at the very first start."""
    page = browser.new_page(base_url=address, reduced_motion="reduce")
    page.goto("/?q=tiramisu")
    expect(dishes(page).first).to_be_visible(timeout=FIRST_START_MS)
    page.close()


def dishes(page: Page) -> Locator:
    return page.locator("a.dish-link")


def option(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=re.compile(rf"^{name} · \d+$"))


def chip(page: Page, name: str) -> Locator:
    return page.locator(".st-key-chips").get_by_role("button", name=name)


def search_line(page: Page) -> Locator:
    return page.get_by_role("searchbox")


def ask(page: Page, words: str) -> None:
    line = search_line(page)
    line.fill(words)
    line.press("Enter")


def settled(page: Page) -> None:
    """Wait until the page is drawn whole; the address is the first thing that changes."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def test_a_chip_is_removed_and_its_words_return_to_the_search(page: Page) -> None:
    page.goto("/?q=vegan+dessert")
    expect(dishes(page)).to_have_text(["Lemon sorbet"])

    chip(page, "Vegan").click()

    expect(page).to_have_url(re.compile(r"plain=vegan"))
    expect(chip(page, "“vegan” as mere words")).to_be_visible()
    page.go_back()
    expect(chip(page, "Vegan")).to_be_visible()
    expect(dishes(page)).to_have_text(["Lemon sorbet"])


def test_options_count_what_they_would_leave_and_keep_that_promise(page: Page) -> None:
    page.goto("/?diet=vegan")
    drinks = option(page, "Drinks")
    expect(drinks).to_be_visible()
    promised = int(drinks.inner_text().split("·")[1])

    drinks.click()

    expect(dishes(page)).to_have_count(promised)


def test_the_filter_that_helps_most_is_lifted_in_one_click(page: Page) -> None:
    page.goto("/?diet=vegan&cuisine=american")

    page.get_by_role("button", name=re.compile("^Of any cuisine: ")).click()

    expect(page).not_to_have_url(re.compile("cuisine="))
    expect(page).to_have_url(re.compile("diet=vegan"))
    expect(dishes(page).first).to_be_visible()


def test_likes_bring_a_row_of_their_own_and_can_be_undone(page: Page) -> None:
    page.goto("/?course=dessert")
    page.get_by_role("button", name="Like Tiramisu").click()

    expect(page).to_have_url(re.compile("liked=tiramisu"))
    expect(page.get_by_role("heading", name="For your taste")).to_be_visible()
    page.locator(".st-key-opinion-liked").get_by_role("button", name="Tiramisu").click()
    expect(page).not_to_have_url(re.compile("liked="))
    expect(page.get_by_role("heading", name="For your taste")).to_have_count(0)


def test_a_dish_that_is_hidden_stays_hidden_on_the_next_page(page: Page) -> None:
    page.goto("/?q=tiramisu")
    page.get_by_role("button", name="Hide Tiramisu").click()
    menu = page.get_by_role("link", name="Menu", exact=True)
    expect(menu).to_have_attribute("href", "./?disliked=tiramisu")

    menu.click()

    expect(page).to_have_url(re.compile(r"/\?disliked=tiramisu$"))
    expect(dishes(page)).to_have_count(12)
    expect(dishes(page).filter(has_text="Tiramisu")).to_have_count(0)


def test_words_and_photo_are_balanced_by_a_slider_only_when_both_are_there(page: Page) -> None:
    page.goto("/similar")
    page.locator("input[type=file]").set_input_files(DEMO_PHOTOS / "margherita-pizza.webp")
    expect(dishes(page).first).to_have_text("Margherita pizza")
    expect(page.get_by_test_id("stSlider").filter(has_text="What counts")).to_have_count(0)

    words = page.get_by_label("Add words, if you like")
    words.fill("chocolate")
    words.press("Enter")

    slider = page.get_by_test_id("stSlider").filter(has_text="What counts")
    expect(slider).to_be_visible()
    slider.get_by_role("slider").press("ArrowRight")
    expect(page).to_have_url(re.compile("balance=0.5"))


def test_dishes_like_one_obey_the_intent_and_state_the_difference(page: Page) -> None:
    page.goto("/similar?like=butter-chicken")
    expect(dishes(page).first).to_be_visible()

    page.get_by_role("radio", name="Cheaper").click()

    expect(page).to_have_url(re.compile("intent=cheaper"))
    settled(page)
    cards = page.locator(".dish-card")
    expect(cards.first).to_be_visible()
    expect(cards.filter(has_not_text="cheaper")).to_have_count(0)


def test_prices_rise_when_sorted_so(page: Page) -> None:
    page.goto("/?course=drink")
    expect(dishes(page).first).to_be_visible()

    page.get_by_test_id("stSelectbox").get_by_role("combobox").click()
    page.get_by_role("option", name="Lowest price").click()

    expect(page).to_have_url(re.compile("sort=price_up"))
    expect(dishes(page).nth(0)).to_have_text("Espresso")
    expect(dishes(page).nth(1)).to_have_text("Lemongrass tea")
    expect(dishes(page).last).to_have_text("Sangria de la casa")


def test_the_second_page_is_another_and_back_returns_to_the_first(page: Page) -> None:
    page.goto("/")
    expect(dishes(page)).to_have_count(12)
    first = dishes(page).all_inner_texts()

    page.get_by_test_id("stPagination").get_by_role("button", name="2").click()
    expect(page).to_have_url(re.compile("page=2"))
    expect(dishes(page).first).not_to_have_text(first[0])

    page.go_back()
    expect(dishes(page)).to_have_text(first)


def test_a_copied_address_shows_the_same_to_a_stranger(page: Page, browser: Browser) -> None:
    page.goto("/")
    ask(page, "spicy soup without milk")
    expect(chip(page, "Without milk")).to_be_visible()
    option(page, "Gluten-free").click()
    expect(page).to_have_url(re.compile("diet=gluten_free"))
    settled(page)
    found = dishes(page).all_inner_texts()
    assert found

    stranger = browser.new_context(locale="es-ES").new_page()
    stranger.goto(page.url)

    expect(dishes(stranger)).to_have_text(found)
    expect(stranger.locator("h1")).to_have_text("¿Qué le apetece?")


def test_back_returns_to_the_search_before(page: Page) -> None:
    page.goto("/")
    ask(page, "tiramisu")
    expect(dishes(page).first).to_have_text("Tiramisu")
    ask(page, "gazpacho")
    expect(dishes(page).first).to_have_text("Gazpacho andaluz")

    page.go_back()

    expect(search_line(page)).to_have_value("tiramisu")
    expect(dishes(page).first).to_have_text("Tiramisu")


def test_a_dish_opens_without_loading_the_app_anew(page: Page) -> None:
    page.goto("/?q=tiramisu")
    expect(dishes(page).first).to_have_text("Tiramisu")
    page.evaluate("window.sameApp = true")

    dishes(page).first.click()

    expect(page.locator("h1")).to_have_text("Tiramisu")
    assert page.evaluate("window.sameApp")
    page.go_back()
    expect(search_line(page)).to_have_value("tiramisu")


def test_the_other_language_is_kept_on_every_page(page: Page) -> None:
    page.goto("/?q=tiramisu")
    page.get_by_role("link", name="Español").click()

    expect(page.locator("h1")).to_have_text("¿Qué le apetece?")
    dishes(page).first.click()
    expect(
        page.get_by_text("Contiene cereales que contengan gluten, huevos y leche")
    ).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "es"


def test_filters_on_a_phone_unfold_and_fold_up_again(browser: Browser, address: str) -> None:
    phone = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, base_url=address
    ).new_page()
    phone.goto("/")
    expect(dishes(phone).first).to_be_visible()
    expect(option(phone, "Vegan")).not_to_be_visible()

    phone.get_by_role("button", name="Filters").tap()
    option(phone, "Vegan").tap()
    expect(phone).to_have_url(re.compile("diet=vegan"))
    phone.get_by_role("button", name=re.compile(r"^Show \d+ dishes$")).tap()

    expect(phone.get_by_role("button", name="Filters (1)")).to_be_visible()
    expect(option(phone, "Vegan")).not_to_be_visible()
