"""Take the README's pictures anew, from the running app.

    python tests/screenshots.py [--only guest photo kitchen]

The app runs on an empty data folder with the demo menu and the built-in encoder, so the pictures
show what the README's first command shows. Chromium must be installed.
"""

import argparse
import io
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent / "browser"))

import staff_steps as steps
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright
from running_app import CHROMIUM, PASSWORD, App, people

from recommender.config import PROJECT

FOLDER = PROJECT / "menu_data" / "screenshots"
GUESTS_PHOTO = PROJECT / "menu_data" / "query_photos" / "paella-de-marisco.webp"
WIDTH = 1440
MAX_BYTES = 200_000  # the README is read on phones, too
WAIT_MS = 600_000  # the very first start of an encoder on a busy machine


def guest(page: Page) -> None:
    """Show a guest's words, what was understood of them, and the dishes found."""
    page.goto("/?q=something+smoky+without+nuts")
    _dishes_are_there(page)


def photo(page: Page) -> None:
    """Show a guest's photo and what comes closest to it."""
    page.goto("/similar")
    page.locator("input[type=file]").set_input_files(GUESTS_PHOTO)
    _dishes_are_there(page)


def kitchen(page: Page) -> None:
    """Show the desk during service, with two dishes sold out and a third about to be."""
    steps.enter(page, "/staff", password=PASSWORD)
    steps.keyed(page, "dismiss_first_steps").click()
    steps.settled(page)
    for name, dish in (("paella", "paella-de-marisco"), ("ribs", "barbecue-pork-ribs")):
        _look_for(page, name)
        steps.keyed(page, f"off_{dish}").click()
        expect(page.locator(f".st-key-off_{dish}")).to_have_count(0)
    expect(page.get_by_test_id("stToast")).to_have_count(0)
    _look_for(page, "ramen")


# Each with the height that shows its cards whole, and of the kitchen no folder of this machine.
PICTURES: dict[str, tuple[Callable[[Page], None], int]] = {
    "guest": (guest, 980),
    "photo": (photo, 1240),
    "kitchen": (kitchen, 805),
}


def _at_noon() -> None:
    """Let this machine's clock, which the demo house goes by, be one of a place where it is 13 h."""
    ahead = (13 - datetime.now(UTC).hour + 12) % 24 - 12
    os.environ["TZ"] = f"Etc/GMT{-ahead:+d}"  # the sign is how far UTC is ahead


def _window(browser: Browser, app: App, *, height: int) -> Page:
    page = browser.new_page(
        base_url=app.address,
        viewport={"width": WIDTH, "height": height},
        locale="en",
        reduced_motion="reduce",
    )
    page.set_default_timeout(WAIT_MS)
    return page


def _dishes_are_there(page: Page) -> None:
    expect(page.locator("a.dish-link").first).to_be_visible()
    steps.settled(page)


def _look_for(page: Page, name: str) -> None:
    line = steps.keyed(page, "off_search", "input")
    line.fill(name)
    line.press("Enter")
    expect(page.locator("[class*=st-key-off_] button[kind=primary]").first).to_be_visible()
    steps.settled(page)


def _whole(page: Page) -> bytes:
    """Return the window as it is once everything in it is drawn and every photo loaded."""
    page.wait_for_load_state("networkidle")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.wait_for_function("[...document.images].every(image => image.complete)")
    page.mouse.move(0, 0)
    return page.screenshot(animations="disabled")


def _written(name: str, png: bytes) -> Path:
    """Write a picture as WebP and return its file.

    Raises:
        ValueError: it is larger than a README's should be.
    """
    FOLDER.mkdir(exist_ok=True)
    file = FOLDER / f"{name}.webp"
    Image.open(io.BytesIO(png)).save(file, quality=80, method=6)
    if file.stat().st_size > MAX_BYTES:
        raise ValueError(f"{file} has {file.stat().st_size} bytes, more than {MAX_BYTES}")
    return file


def main() -> None:
    """Start the app, take what is asked for and say where it is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=PICTURES, default=list(PICTURES))
    wanted = parser.parse_args().only
    _at_noon()
    expect.set_options(timeout=WAIT_MS)
    with (
        tempfile.TemporaryDirectory() as folder,
        App(Path(folder), people=people(), model="built-in") as app,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        photo(_window(browser, app, height=900))  # until then, photos do not count
        for name in wanted:
            show, height = PICTURES[name]
            page = _window(browser, app, height=height)
            show(page)
            print(_written(name, _whole(page)))


if __name__ == "__main__":
    main()
