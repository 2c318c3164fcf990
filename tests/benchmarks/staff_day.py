"""Walk a day of the staff in a real browser on a real menu, check each step, print how long it took.

    python tests/benchmarks/staff_day.py MENU_FOLDER [--only PART ...] [--screenshots FOLDER]

The folder holds ``menu.csv`` and ``photos/``. The app runs on empty data folders, with the built-in
encoder. What is kept is read from its database, beside the app. Chromium must be installed.
"""

import argparse
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "browser"))

import staff_steps as steps
from handed_in import Menu
from kept import Kept
from playwright.sync_api import Browser, Page, expect, sync_playwright
from running_app import PASSWORD, App, people, until

WAIT_MS = 600_000  # the first start of an encoder on a busy machine
KILLED_AFTER = 40  # vectors that an import has kept when it is killed
NEWCOMERS_DISHES = 60
NEWCOMER_LIMIT_S = 180
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
Lines = list[tuple[str, str, float | None]]  # a step, what was seen, seconds


class Day:
    """The app, a browser, and what was seen so far."""

    def __init__(
        self,
        menu: Menu,
        browser: Browser,
        folder: Path,
        *,
        language: str = "en",
        screenshots: Path | None = None,
    ) -> None:
        self.menu = menu
        self.folder = folder
        self.lines: Lines = []
        self._browser = browser
        self._language = language
        self._screenshots = screenshots
        self.imported: dict[str, dict[str, Any]] = {}  # the dishes after the first import

    def visitor(self, app: App) -> Page:
        """Return the window of somebody new."""
        context = self._browser.new_context(
            viewport={"width": 1440, "height": 900},
            base_url=app.address,
            reduced_motion="reduce",
            locale=self._language,
        )
        page = context.new_page()
        page.set_default_timeout(WAIT_MS)
        return page

    def staff(self, app: App) -> Page:
        """Return the window of somebody of the staff, once there is a menu and it is searched."""
        page = self.visitor(app)
        page.goto("/?q=soup")
        expect(page.locator("a.dish-link").first).to_be_visible()
        expect(page.get_by_test_id("stProgress")).to_have_count(0)
        steps.enter(page, "/staff", password=PASSWORD)
        return page

    def app(self, name: str) -> App:
        """Return an app on an empty data folder."""
        data = self.folder / name
        shutil.rmtree(data, ignore_errors=True)
        return App(data, people=people(), model="built-in")

    @contextmanager
    def timed(self, step: str) -> Iterator[list[str]]:
        """Time a step; what is put into the list is told beside it."""
        told: list[str] = []
        began = time.monotonic()
        yield told
        self.tell(step, "; ".join(told), time.monotonic() - began)

    def written(self, price: str) -> str:
        """Return a price as the browser's language writes it: a table takes it in no other way."""
        return price.replace(".", ",") if self._language == "es" else price

    def look(self, page: Page, name: str, *, dark: bool = False) -> None:
        """Keep what a page looks like, on a desk and in a hand."""
        if not self._screenshots:
            return
        self._screenshots.mkdir(parents=True, exist_ok=True)
        for scheme in ("light", "dark") if dark else ("light",):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            for size, (width, height) in SIZES.items():
                page.set_viewport_size({"width": width, "height": height})
                expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
                file = f"{name}-{size}-{scheme}-{self._language}.png"
                page.screenshot(path=self._screenshots / file)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1440, "height": 900})

    def tell(self, step: str, seen: str, seconds: float | None = None) -> None:
        """Note what was seen, and show it at once."""
        self.lines.append((step, seen, seconds))
        print(f"{step}: {seen} {'' if seconds is None else f'({seconds:.1f} s)'}", flush=True)


def first_import(day: Day, page: Page, kept: Kept) -> None:
    """Bring the whole menu in, in place of the demo menu."""
    file = day.menu.zipped(day.folder / "menu.zip")
    with day.timed("1. ZIP handed in") as told:
        counts = steps.hand_in(page, file)
        told.append(f"{file.stat().st_size / 1e6:.0f} MB; {counts['new']} new")
    day.look(page, "1-plan", dark=True)
    before = len(kept.encoded())
    steps.remove_missing(page)
    with day.timed("1. imported") as told:
        steps.carry_out(page)
        told.append(f"{len(kept.encoded()) - before} halves encoded")
    day.look(page, "1-outcome")
    day.imported = kept.dishes()
    assert day.imported.keys() == set(day.menu.ids), "other dishes than the file's"


def nothing_to_do(day: Day, page: Page, kept: Kept) -> None:
    """Hand the same in again."""
    before = kept.revision(), kept.encoded()
    with day.timed("2. the same again") as told:
        counts = steps.hand_in(page, day.folder / "menu.zip")
        told.append(f"{counts['unchanged']} unchanged, nothing written, nothing encoded")
    day.look(page, "2-nothing-to-do")
    assert counts == dict.fromkeys(steps.PARTS, 0) | {"unchanged": len(day.menu.ids)}
    expect(steps.keyed(page, "import_apply")).to_have_count(0)
    assert (kept.revision(), kept.encoded()) == before


def new_prices(day: Day, page: Page, kept: Kept) -> None:
    """Change twenty prices, and take that back."""
    before, encoded = kept.dishes(), kept.encoded()
    wanted = day.menu.dearer(20)
    with day.timed("3. 20 prices changed") as told:
        counts = steps.hand_in(page, day.menu.zipped(day.folder / "dearer.zip", prices=wanted))
        assert (counts["new"], counts["changed"], counts["rejected"]) == (0, 20, 0)
        day.look(page, "3-prices")
        steps.carry_out(page)
        told.append("20 changed, nothing encoded")
    now = kept.dishes()
    assert now == {d: {**was, "price": wanted.get(d, was["price"])} for d, was in before.items()}
    assert kept.encoded() == encoded
    with day.timed("5. undone") as told:
        steps.undo_newest(page)
        told.append("every field as before")
    day.look(page, "5-history")
    assert kept.dishes() == before


def damaged(day: Day, page: Page, kept: Kept) -> None:
    """Hand in a file whose middle is broken."""
    before = kept.revision(), kept.encoded(), kept.dishes()
    file, broken = day.menu.damaged(day.folder / "damaged.zip")
    with day.timed("4. damaged middle") as told:
        counts = steps.hand_in(page, file)
        sentences = steps.rejections(page, day.folder)
        told.append(f"{counts['rejected']} rows rejected with {len(sentences)} sentences")
    day.look(page, "4-damaged", dark=True)
    assert {int(row["row"]) for row in sentences} == broken, "other rows than the broken ones"
    assert all(row["reason"] for row in sentences)
    for row in sentences[:4]:
        day.tell(
            "4. such as", f"row {row['row']}, {row['column']} “{row['value']}” {row['reason']}"
        )
    expect(page.locator(".st-key-import_apply button:enabled")).to_have_count(0)
    assert (kept.revision(), kept.encoded(), kept.dishes()) == before


def by_hand(day: Day, app: App, page: Page, kept: Kept) -> None:
    """Write a price into the table and sell the dish out, while a guest looks at it."""
    dish = day.menu.plain_dish()
    guest = day.visitor(app)
    guest.goto(f"/?q={dish.name}")
    card = steps.card(guest, dish.name)
    expect(card).to_be_visible()
    day.look(guest, "9-guest-before")
    with day.timed("9. a price written into the table and saved"):
        steps.type_prices(page, [(dish.name, day.written("43.21"))])
    day.look(page, "9-table", dark=True)
    assert kept.dishes()[dish.id]["price"] == 43.21
    with day.timed("9. until the guest's open page shows it"):
        expect(card).to_contain_text(re.compile(r"43[.,]21"))
    day.look(guest, "9-guest-price")
    steps.sell_out(page, dish.id, dish.name)
    until(lambda: not kept.dishes()[dish.id]["available"], 60, "sold out")
    with day.timed("9. from sold out until it leaves the open page"):
        expect(card).to_have_count(0)
    day.look(guest, "9-guest-sold-out")
    day.look(page, "9-kitchen")
    for _ in range(2):
        steps.undo_newest(page)
    guest.context.close()


def there_and_back(day: Day, page: Page, kept: Kept) -> None:
    """Export everything, and import it where nothing is."""
    whole = kept.dishes()
    with day.timed("6. exported") as told:
        file = steps.exported(page, day.folder)
        told.append(f"{file.stat().st_size / 1e6:.0f} MB")
    day.look(page, "6-export")
    with day.app("wiped") as other:
        staff = day.staff(other)
        with day.timed("6. imported on an empty folder") as told:
            steps.hand_in(staff, file)
            steps.remove_missing(staff)
            steps.carry_out(staff)
            told.append(f"{len(whole)} dishes, {compared(whole, Kept(other.data).dishes())}")
        staff.context.close()


def compared(one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """Return that two menus are equal; raise with the first difference otherwise."""
    assert one.keys() == other.keys(), sorted(one.keys() ^ other.keys())[:5]
    for dish, fields in one.items():
        others = other[dish]
        differing = {
            name: (was, others[name]) for name, was in fields.items() if was != others[name]
        }
        assert not differing, (dish, differing)
    return f"{len(next(iter(one.values())))} fields each, all equal"


def without_moments(dishes: Mapping[str, Any]) -> dict[str, Any]:
    """Return dishes without when their allergens were declared."""
    return {
        dish: {name: value for name, value in fields.items() if name != "declared_at"}
        for dish, fields in dishes.items()
    }


def killed(day: Day) -> None:
    """Kill the app in the middle of an import, start it again, import again."""
    app = day.app("killed")
    kept = Kept(app.data)
    file = day.menu.zipped(day.folder / "menu.zip")
    with app:
        page = day.staff(app)
        demo, at_first = kept.dishes(), len(kept.encoded())
        steps.hand_in(page, file)
        steps.remove_missing(page)
        steps.keyed(page, "import_apply").click()
        until(lambda: len(kept.encoded()) >= at_first + KILLED_AFTER, 600, "some vectors")
        day.look(page, "7-importing")
        app.kill()
        page.context.close()
    survived = kept.encoded()
    assert kept.dishes() == demo, "half an import is on the menu"
    day.tell("7. killed in the middle", f"{len(survived) - at_first} halves kept, menu as before")
    with app:
        page = day.staff(app)
        steps.hand_in(page, file)
        steps.remove_missing(page)
        with day.timed("7. imported after the restart") as told:
            steps.carry_out(page)
            encoded = kept.encoded()
            told.append(f"{len(encoded) - len(survived)} halves encoded")
        page.context.close()
    assert survived.items() <= encoded.items(), "what was encoded was encoded again"
    if day.imported:
        # The moment of the declaration is that of the import.
        whole, resumed = map(without_moments, (day.imported, kept.dishes()))
        day.tell("7. compared with the first import", compared(whole, resumed))


def newcomer(day: Day) -> None:
    """Time what somebody needs from a workbook and a folder of photos to a searchable menu."""
    workbook, photos, wanted = day.menu.small(day.folder / "newcomer", NEWCOMERS_DISHES)
    began = time.monotonic()
    with day.app("newcomers") as app:
        page = day.visitor(app)
        page.goto("/staff")
        expect(steps.keyed(page, "password", "input")).to_be_visible()
        day.look(page, "8-sign-in")
        steps.enter(page, "/staff", password=PASSWORD)
        day.tell("8. newcomer: app started, signed in", "", time.monotonic() - began)
        counts = steps.hand_in(page, workbook, *photos)
        day.look(page, "8-plan")
        seen = f"{counts['new']} new, {counts['changed']} changed, {len(photos)} photos"
        day.tell(
            "8. newcomer: workbook and photos dropped, plan seen", seen, time.monotonic() - began
        )
        steps.remove_missing(page)
        steps.carry_out(page)
        day.tell("8. newcomer: imported", "", time.monotonic() - began)
        page.goto("/")
        steps.ask(page, wanted.words)
        expect(page.locator("a.dish-link").first).to_have_text(wanted.name)
        needed = time.monotonic() - began
        day.tell("8. newcomer: first search right", f"“{wanted.words}” → {wanted.name}", needed)
        day.look(page, "8-found")
        assert needed < NEWCOMER_LIMIT_S
        page.context.close()


def the_menus_day(day: Day) -> None:
    """Do everything that one menu lives through."""
    with day.app("day") as app:
        page, kept = day.staff(app), Kept(app.data)
        first_import(day, page, kept)
        nothing_to_do(day, page, kept)
        new_prices(day, page, kept)
        damaged(day, page, kept)
        by_hand(day, app, page, kept)
        there_and_back(day, page, kept)
        page.context.close()


PARTS: dict[str, Callable[[Day], None]] = {
    "day": the_menus_day,
    "killed": killed,
    "newcomer": newcomer,
}


def main() -> None:
    """Read the command line, walk, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("menu", type=Path, metavar="MENU_FOLDER", help="menu.csv and photos/")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--language", default="en", help="of the browser, en or es")
    parser.add_argument("--screenshots", type=Path, metavar="FOLDER", help="keep each state here")
    chosen = parser.parse_args()
    expect.set_options(timeout=WAIT_MS)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="staff-day-")))
        playwright = stack.enter_context(sync_playwright())
        chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))))
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        day = Day(
            Menu(chosen.menu),
            browser,
            folder,
            language=chosen.language,
            screenshots=chosen.screenshots,
        )
        for name in chosen.only:
            PARTS[name](day)
        browser.close()
    print("\n".join(table(day.lines)))


def table(lines: Lines) -> list[str]:
    """Return what was seen as a Markdown table."""
    rows = [f"| {step} | {seen} | {'' if s is None else f'{s:.1f}'} |" for step, seen, s in lines]
    return ["| step | seen | s |", "|---|---|---|", *rows]


if __name__ == "__main__":
    main()
