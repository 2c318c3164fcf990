"""A day of the staff, walked in a real browser: a menu comes in, changes, and cannot be hurt."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import staff_steps as steps
from kept import Kept
from playwright.sync_api import Browser, Page, expect
from running_app import PASSWORD, App, people

from recommender.config import DEMO_PHOTOS

FIRST_START_MS = 600_000
PHOTOS = ("tiramisu", "espresso", "margherita-pizza")
Rows = Sequence[Mapping[str, Any]]
ROWS: Rows = [
    {
        "id": "la-pizza",
        "name": "Pizza of the house",
        "price": "11.50",
        "photo": "margherita-pizza.webp",
    },
    {
        "id": "el-tiramisu",
        "name": "Tiramisu of the house",
        "price": "6.00",
        "photo": "tiramisu.webp",
    },
    {"id": "el-cafe", "name": "Coffee of the house", "price": "2.20", "photo": "espresso.webp"},
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, address: str) -> Iterator[App]:
    """The app on a data folder of this module's own; ``address`` knows whether there is a browser."""
    data = tmp_path_factory.mktemp("staff-day")
    with App(data, people=people(), model="built-in") as running:
        yield running


@pytest.fixture(scope="module")
def kept(app: App) -> Kept:
    return Kept(app.data)


def visitor(browser: Browser, app: App) -> Page:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, base_url=app.address, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(180_000)
    return page


@pytest.fixture(scope="module")
def guest(browser: Browser, app: App) -> Iterator[Page]:
    """A guest who looks at the search for the house's dishes, once it is open."""
    page = visitor(browser, app)
    page.goto("/?q=of+the+house")
    expect(page.locator("a.dish-link").first).to_be_visible(timeout=FIRST_START_MS)
    expect(page.get_by_test_id("stProgress")).to_have_count(0, timeout=FIRST_START_MS)
    expect(page.get_by_text("do not count in this search yet")).to_have_count(0)
    yield page
    page.context.close()


@pytest.fixture
def staff(browser: Browser, app: App, guest: Page, kept: Kept, tmp_path: Path) -> Iterator[Page]:
    """Somebody of the staff, where the house's three dishes are on the menu as ``ROWS`` says."""
    page = visitor(browser, app)
    steps.enter(page, "/staff", password=PASSWORD)
    counts = steps.hand_in(page, zipped(tmp_path / "first.zip", ROWS))
    if counts["new"] or counts["changed"]:
        steps.carry_out(page)
    yield page
    page.context.close()


def zipped(file: Path, rows: Rows, **broken: bytes) -> Path:
    """Write a menu and its photos as a ZIP; ``broken`` holds photos by name that are none."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return packed(file, text.getvalue(), **broken)


def packed(file: Path, menu: str, **broken: bytes) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("menu.csv", menu)
        for name in PHOTOS:
            photo = broken.get(name) or (DEMO_PHOTOS / f"{name}.webp").read_bytes()
            archive.writestr(f"photos/{name}.webp", photo)
    return file


def prices(kept: Kept) -> dict[str, float]:
    return {row["id"]: kept.dishes()[row["id"]]["price"] for row in ROWS}


def declare(page: Page, dish: str, *allergens: str) -> None:
    """Open the form of a dish, and declare allergens in its dialog."""
    steps.enter(page, f"/staff_menu?edit={dish}", password=PASSWORD)
    steps.keyed(page, f"declare_{dish}").click()
    for allergen in allergens:
        page.locator(f".st-key-declare_tick_{allergen} label").first.click()
        expect(steps.keyed(page, f"declare_tick_{allergen}", "input")).to_be_checked()
    steps.settled(page)


def test_what_was_declared_stays_when_its_form_is_saved_afterwards(staff: Page, kept: Kept) -> None:
    declare(staff, "el-tiramisu", "milk", "eggs")
    steps.keyed(staff, "declare_now").click()
    expect(staff.get_by_test_id("stToast").first).to_be_visible()
    steps.settled(staff)
    spanish = steps.keyed(staff, "dish_name_es", "input")
    spanish.fill("Tiramisú de la casa")
    spanish.press("Tab")
    steps.settled(staff)

    steps.keyed(staff, "save_dish").click()
    expect(staff.get_by_test_id("stDataFrame")).to_be_visible()

    saved = kept.dishes()["el-tiramisu"]
    assert (saved["name_es"], saved["allergens"]) == ("Tiramisú de la casa", ["eggs", "milk"])


def test_ticks_of_a_dialog_that_was_closed_are_not_those_of_the_next_dish(
    staff: Page, kept: Kept
) -> None:
    steps.enter(staff, "/staff_attention", password=PASSWORD)
    for dish, ticked in (("la-pizza", "milk"), ("el-cafe", "nuts")):
        steps.keyed(staff, f"declare_{dish}").click()
        expect(staff.get_by_role("dialog")).to_be_visible()
        boxes = staff.locator("[class*=st-key-declare_tick_] input:checked")
        expect(boxes).to_have_count(0)
        staff.locator(f".st-key-declare_tick_{ticked} label").first.click()
        expect(boxes).to_have_count(1)
        steps.settled(staff)
        staff.keyboard.press("Escape")
        expect(staff.get_by_role("dialog")).to_have_count(0)


def test_a_dish_whose_button_is_pressed_twice_is_on_the_menu_once(staff: Page, kept: Kept) -> None:
    steps.enter(staff, "/staff_menu?edit=new", password=PASSWORD)
    for field, value in (("dish_name", "Quince pie"), ("dish_price", "7")):
        steps.keyed(staff, field, "input").fill(value)
        steps.keyed(staff, field, "input").press("Tab")
        steps.settled(staff)

    steps.keyed(staff, "save_dish").dblclick()
    expect(staff.get_by_test_id("stDataFrame")).to_be_visible()

    assert [dish for dish in kept.dishes() if dish.startswith("quince")] == ["quince-pie"]


def test_the_same_zip_again_changes_nothing(staff: Page, kept: Kept, tmp_path: Path) -> None:
    before, encoded = kept.revision(), kept.encoded()

    counts = steps.hand_in(staff, zipped(tmp_path / "again.zip", ROWS))

    assert (counts["new"], counts["changed"], counts["unchanged"]) == (0, 0, 3)
    expect(staff.get_by_text("There is nothing to do")).to_be_visible()
    expect(steps.keyed(staff, "import_apply")).to_have_count(0)
    assert kept.dishes().keys() > {"la-pizza", "el-tiramisu", "el-cafe"}
    assert all(kept.dishes()[row["id"]]["photo"] for row in ROWS)
    assert (kept.revision(), kept.encoded()) == (before, encoded)


def test_new_prices_encode_nothing_and_an_undo_brings_the_old_ones_back(
    staff: Page, kept: Kept, tmp_path: Path
) -> None:
    encoded = kept.encoded()
    dearer = [{**row, "price": f"{float(row['price']) + 1:.2f}"} for row in ROWS]

    counts = steps.hand_in(staff, zipped(tmp_path / "dearer.zip", dearer))
    assert (counts["new"], counts["changed"]) == (0, 3)
    steps.carry_out(staff)

    assert prices(kept) == {"la-pizza": 12.5, "el-tiramisu": 7.0, "el-cafe": 3.2}
    assert kept.encoded() == encoded
    steps.undo_newest(staff)
    assert prices(kept) == {"la-pizza": 11.5, "el-tiramisu": 6.0, "el-cafe": 2.2}


def test_a_damaged_file_is_refused_cell_by_cell_and_nothing_is_written(
    staff: Page, kept: Kept, tmp_path: Path
) -> None:
    before, encoded = kept.dishes(), kept.encoded()
    menu = (
        "id,name,price,photo\n"
        "la-pizza,Pizza of the house,eleven,margherita-pizza.webp\n"
        "el-tiramisu,Tiramisu of the house,6.00,tiramisu.webp\n"
        "el-cafe,Coffee of the house,2.20,espresso.webp,,one cell too many\n"
        "te,Tea,2.00,\n"
    )

    counts = steps.hand_in(
        staff, packed(tmp_path / "damaged.zip", menu, tiramisu=b"no photo at all")
    )

    assert counts["rejected"] == 3
    told = steps.rejections(staff, tmp_path)
    assert [row["row"] for row in told] == ["2", "3", "4"]
    assert all(row["reason"] for row in told)
    assert counts["new"] == 1
    expect(staff.locator(".st-key-import_apply button:enabled")).to_have_count(0)
    assert (kept.dishes(), kept.encoded()) == (before, encoded)


def test_a_price_written_into_the_table_is_on_the_guests_open_card(
    staff: Page, kept: Kept, guest: Page
) -> None:
    expect(steps.card(guest, "Coffee of the house")).to_contain_text("2.20")

    steps.type_prices(staff, [("Coffee of the house", "2.75")])

    assert kept.dishes()["el-cafe"]["price"] == 2.75
    expect(steps.card(guest, "Coffee of the house")).to_contain_text("2.75")


def test_a_sold_out_dish_leaves_a_browser_that_is_open(staff: Page, guest: Page) -> None:
    expect(steps.card(guest, "Pizza of the house")).to_be_visible()

    steps.sell_out(staff, "la-pizza", "Pizza of the house")

    expect(steps.card(guest, "Pizza of the house")).to_have_count(0)
    steps.undo_newest(staff)
    expect(steps.card(guest, "Pizza of the house")).to_be_visible()
