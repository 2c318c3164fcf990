"""Time what a guest waits for in a real browser, against what it may take, as a Markdown table.

    python tests/benchmarks/page_times.py DATA [DATA ...] [--times N]

Each DATA is the data folder of an installation that has a menu, such as
``tests/benchmarks/search_speed.py --data`` leaves behind. Each figure is the median of N (20), from
the key or click until the browser has painted what it asked for; in brackets the 95th percentile,
behind it how long of that the page's script ran as the browser saw it, and the kilobytes that the
server sent over the page's websocket meanwhile (medians). Takes a minute a menu.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "browser"))

from kept import Kept
from machine import machine
from playwright.sync_api import Browser, Page, expect, sync_playwright
from running_app import CHROMIUM, App, people
from synthetic_menu import synthetic_requests

START_MS = 600_000
Wait = tuple[float, float | None]  # milliseconds until painted; of the script, where it is known
Waits = list[tuple[Wait, int]]  # with the bytes that came
BUDGETS = {
    "address typed to first dishes": 2_000,
    "filter clicked to new grid": 300,
    "words typed to results": 500,
    "page turned": 300,
    "card opened": 300,
}


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("data", type=Path, nargs="+", metavar="DATA")
    parser.add_argument("--times", type=int, default=20, metavar="N")
    chosen = parser.parse_args()
    lines = [["dishes", *BUDGETS], ["---:"] * (len(BUDGETS) + 1)]
    print(machine(), end="\n\n")
    lines.append(["allowed, ms", *map(str, BUDGETS.values())])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        for data in chosen.data:
            count = f"{len(Kept(data).dishes()):,}"
            lines.append([count, *map(told, measured(browser, data, chosen.times))])
    print("\n".join(f"| {' | '.join(line)} |" for line in lines))


class Sent:
    """The bytes that the server has sent over a page's websockets."""

    def __init__(self, page: Page) -> None:
        self.count = 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, frame: str | bytes) -> None:
        self.count += len(frame)


def measured(browser: Browser, data: Path, times: int) -> Iterator[Waits]:
    """Yield each kind of waiting, in the order of ``BUDGETS``."""
    with App(data, people=people(), model="built-in") as app:
        page = browser.new_context(
            viewport={"width": 1440, "height": 900}, base_url=app.address, reduced_motion="reduce"
        ).new_page()
        sent = Sent(page)
        page.goto("/?q=soup")
        expect(page.locator("a.dish-link").first).to_be_visible(timeout=START_MS)
        yield [_with_bytes(page, sent, _opened) for _ in range(times)]
        for act in (_filtered(), _asked(), _turned(), _card()):
            page.goto("/")
            page.locator("a.dish-link").first.wait_for()
            yield [_with_bytes(page, sent, act) for _ in range(times)]
        page.context.close()


def _opened(page: Page) -> Wait:
    began = time.perf_counter()
    page.goto("/", wait_until="commit")
    page.locator("a.dish-link").first.wait_for()
    return 1_000 * (time.perf_counter() - began), None


def _with_bytes(page: Page, sent: Sent, act: Callable[[Page], Wait]) -> tuple[Wait, int]:
    before = sent.count
    waited = act(page)
    return waited, sent.count - before


def _filtered() -> Callable[[Page], Wait]:
    """Click the course filters one after the other, each time until the count is another."""
    turn = cycle((0, 1))

    def act(page: Page) -> Wait:
        options = page.get_by_test_id("stButtonGroup").first.get_by_role("button")
        return _until_drawn(page, options.nth(next(turn)).click)

    return act


def _asked() -> Callable[[Page], Wait]:
    requests = synthetic_requests()

    def act(page: Page) -> Wait:
        line = page.get_by_role("searchbox")
        line.fill(next(requests))
        return _until_drawn(page, lambda: line.press("Enter"))

    return act


def _turned() -> Callable[[Page], Wait]:
    """Turn to the second page and back."""
    turn = cycle((-1, 0))  # the last button leads on, the first back

    def act(page: Page) -> Wait:
        pages = page.get_by_test_id("stPagination")
        return _until_drawn(page, pages.get_by_role("button").nth(next(turn)).click)

    return act


def _card() -> Callable[[Page], Wait]:
    """Open a card, until the dish's own heading is there; going back is not measured."""

    def act(page: Page) -> Wait:
        _until_still(page)
        link = page.locator("a.dish-link").first
        name = link.inner_text()
        page.evaluate(PRESSED)
        link.click()
        page.locator("h1", has_text=name).wait_for()
        waited = float(page.evaluate("performance.now() - window.pressedAt"))
        page.go_back()
        page.get_by_role("searchbox").wait_for()
        page.locator("a.dish-link").first.wait_for()
        return waited, None

    return act


def _until_drawn(page: Page, do: Callable[[], None]) -> Wait:
    """Do something that runs the page's script, and wait until what it drew is painted."""
    _until_still(page)
    page.evaluate(PRESSED)
    page.evaluate(WATCH)
    do()
    page.wait_for_function("() => window.drawnAt > 0", timeout=START_MS, polling="raf")
    waited, ran = page.evaluate("[drawnAt - pressedAt, stoppedAt - ranAt]")
    return float(waited), float(ran)


def _until_still(page: Page) -> None:
    """Wait until the page's script has ended: a guest presses what has come, not what is coming."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning")


# Notes when a key or button goes down: what the driver does before that, no guest waits for.
PRESSED = """() => {
    window.pressedAt = 0;
    for (const kind of ['pointerdown', 'keydown']) {
        const note = () => { window.pressedAt ||= performance.now(); };
        document.addEventListener(kind, note, {capture: true, once: true});
    }
}"""

# Notes when the script has run after now and two frames have been painted since. A short run is
# over before the browser shows that it runs: then other dishes tell of it.
WATCH = """() => {
    window.drawnAt = window.ranAt = 0;
    const app = document.querySelector('[data-testid=stApp]');
    const dishes = () => [...document.querySelectorAll('a.dish-link')].map(a => a.href).join();
    const before = dishes();
    const look = new MutationObserver(() => {
        if (app.dataset.testScriptState === 'running') {
            window.ranAt ||= performance.now();
        } else if (window.ranAt || dishes() !== before) {
            look.disconnect();
            window.stoppedAt = performance.now();
            window.ranAt ||= window.stoppedAt;
            requestAnimationFrame(() => requestAnimationFrame(() => {
                window.drawnAt = performance.now();
            }));
        }
    });
    look.observe(app, {attributes: true, childList: true, subtree: true});
}"""


def told(waits: Waits) -> str:
    """Return the median, the 95th percentile, the script's part and the kilobytes."""
    waited = [painted for (painted, _), _ in waits]
    scripts = [script for (_, script), _ in waits if script is not None]
    script = f", script {median(scripts):.0f}" if scripts else ""
    sent = median(sent for _, sent in waits) / 1e3
    return f"{median(waited):.0f} ({quantiles(waited, n=20)[-1]:.0f}){script}, {sent:.0f} KB"


if __name__ == "__main__":
    main()
