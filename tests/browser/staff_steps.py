"""What staff do in the browser, step by step; widgets are found by key, so in every language."""

import csv
import re
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

PARTS = ("new", "changed", "unchanged", "missing", "rejected")
IMPORT_MS = 600_000  # a whole menu on a busy machine without GPU


def keyed(page: Page, key: str, what: str = "button") -> Locator:
    """Return what is inside the widget with this key."""
    return page.locator(f".st-key-{key} {what}").first


def settled(page: Page) -> None:
    """Wait until the page is drawn whole."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def enter(page: Page, path: str, *, password: str, who: str = "Ana") -> None:
    """Open a staff page in a new visit, and sign in."""
    page.goto(path)
    keyed(page, "name", "input").fill(who)
    keyed(page, "password", "input").fill(password)
    page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
    expect(page.locator("nav.rail")).to_be_visible()
    settled(page)


def turn_to(page: Page, path: str) -> None:
    """Go to another staff page by its link, within the visit."""
    link = page.locator(f'nav.rail a[href^="{path}"]:not([href^="{path}_"])')
    link.click()
    expect(link).to_have_attribute("aria-current", "page")
    settled(page)


def hand_in(page: Page, *files: Path) -> dict[str, int]:
    """Drop files on the import page, look at them, and return how many dishes each part has."""
    if page.locator('nav.rail a[href^="staff_import"][aria-current=page]').count() == 0:
        turn_to(page, "staff_import")  # else it is drawn anew while the next button is pressed
    if (other := keyed(page, "import_next").or_(keyed(page, "import_other"))).is_visible():
        other.click()
        expect(other).to_have_count(0)
        settled(page)
    page.locator(".st-key-import_files input[type=file]").set_input_files(files)
    expect(keyed(page, "import_look")).to_be_enabled(timeout=IMPORT_MS)
    keyed(page, "import_look").click()
    return plan(page)


def plan(page: Page) -> dict[str, int]:
    """Return how many dishes each part of the plan that is shown has."""
    numbers = page.locator(".st-key-plan_summary [data-testid=stMetricValue]")
    expect(numbers).to_have_count(len(PARTS), timeout=IMPORT_MS)
    settled(page)
    counts = (int(re.sub(r"\D", "", text)) for text in numbers.all_inner_texts())
    return dict(zip(PARTS, counts, strict=True))


def remove_missing(page: Page) -> None:
    """Tick that the dishes which the file lacks go."""
    page.locator(".st-key-import_remove label").first.click()
    expect(keyed(page, "import_remove", "input")).to_be_checked()
    settled(page)


def carry_out(page: Page) -> None:
    """Import what the plan says, and wait until it is done."""
    keyed(page, "import_apply").click()
    over = page.locator(".st-key-import_next, .st-key-import_again")
    expect(over).to_be_visible(timeout=IMPORT_MS)
    alert = page.get_by_test_id("stAlert").first.inner_text()
    assert keyed(page, "import_next").is_visible(), alert
    settled(page)


def undo_newest(page: Page) -> None:
    """Take the newest change back, under History."""
    turn_to(page, "staff_history")
    keyed(page, "undo_newest").click()
    expect(page.get_by_test_id("stToast").first).to_be_visible()
    settled(page)


def rejections(page: Page, folder: Path) -> list[dict[str, str]]:
    """Download the list of what the plan rejects, whatever its language, and return it."""
    file = downloaded(page, page.get_by_test_id("stDownloadButton").first, folder)
    with file.open(newline="", encoding="utf-8-sig") as opened:
        _titles, *rows = csv.reader(opened)
    return [dict(zip(("row", "column", "value", "reason"), row, strict=True)) for row in rows]


def exported(page: Page, folder: Path) -> Path:
    """Download the menu as a ZIP."""
    turn_to(page, "staff_export")
    return downloaded(page, page.get_by_test_id("stDownloadButton").first, folder)


def downloaded(page: Page, button: Locator, folder: Path) -> Path:
    """Press a button and return the file that comes."""
    with page.expect_download(timeout=IMPORT_MS) as coming:
        button.get_by_role("button").click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    return file


def type_prices(page: Page, prices: Sequence[tuple[str, str]]) -> None:
    """Write prices into the table by hand, each found by its dish's name, and save them."""
    turn_to(page, "staff_menu")
    for name, price in prices:
        search = keyed(page, "menu_search", "input")
        search.fill(name)
        search.press("Enter")
        table = page.get_by_test_id("stDataFrame")
        expect(table.locator("table[role=grid]")).to_have_attribute("aria-rowcount", "2")
        settled(page)
        _type_price(page, table, price)
        keyed(page, "save").click()
        expect(page.get_by_test_id("stToast").first).to_be_visible()
        settled(page)


def _type_price(page: Page, table: Locator, price: str) -> None:
    """Choose the name in the only row, go one cell to the right, open it, and write."""
    table.locator(".dvn-scroller").click(position={"x": 160, "y": 54})  # it lies over the canvas
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    cell = page.locator("#portal input, #portal textarea").first
    cell.fill(price)
    cell.press("Enter")
    expect(keyed(page, "save")).to_be_enabled()


def sell_out(page: Page, dish: str, name: str) -> None:
    """Find a dish by its name and take it off the menu in one tap."""
    turn_to(page, "staff")
    line = keyed(page, "off_search", "input")
    line.fill(name)
    line.press("Enter")
    keyed(page, f"off_{dish}").click()


def card(page: Page, name: str) -> Locator:
    """Return a dish's card on a guest's page."""
    return page.locator(".dish-card").filter(
        has=page.locator("a.dish-link", has_text=re.compile(f"^{re.escape(name)}$"))
    )


def ask(page: Page, words: str) -> None:
    """Write words into a guest's search line."""
    line = page.get_by_role("searchbox")
    line.fill(words)
    line.press("Enter")
