"""Looking at a page as a test does: what would keep a person out of it, or look broken."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import staff_steps as steps
from axe_playwright_python.sync_playwright import Axe
from babel.messages.pofile import read_po
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from recommender.config import PROJECT

SIZES = {"desktop": (1440, 900), "phone": (390, 844), "narrow": (360, 740)}
LOCALES = {"en": "en-GB", "es": "es-ES"}
# Streamlit asks beside a page's own address before it asks the right one
# (https://github.com/streamlit/streamlit/issues/7074); the browser tells its console of each.
STREAMLITS_OWN = re.compile(r"/(dish|similar|help|staff\w*)/_stcore/")
# What Streamlit's own parts do, by axe's rule and a piece of the element: not ours to mend.
STREAMLITS_VIOLATIONS: dict[str, tuple[str, ...]] = {
    # A toast is a dialog with no title (https://github.com/adobe/react-spectrum/issues/7318).
    "aria-dialog-name": ('data-testid="stToast"',),
}
STREAMLITS_WORDS = ("Upload", "Press Enter to apply", "Press Enter to submit form")
WEIGHTY = ("serious", "critical")
START_MS = 240_000  # until a first start on a busy machine knows every photo
MANY_LETTERS = 8  # of a text that cannot be another language's by chance
BROKEN_PICTURES = """[...document.images]
    .filter(one => one.complete && !one.naturalWidth).map(one => one.currentSrc || one.src)"""


def texts(language: str) -> list[re.Pattern[str]]:
    """Return what the interface says only in ``language``, each as the pattern of a whole line."""
    file = PROJECT / "recommender" / "locale" / "es" / "LC_MESSAGES" / "messages.po"
    with file.open("rb") as opened:
        catalog = read_po(opened)
    pairs = [pair for message in catalog if message.id for pair in _forms(message)]
    of_both = {english for english, spanish in pairs} & {spanish for english, spanish in pairs}
    said = {pair[0] if language == "en" else pair[1] for pair in pairs if pair[0] != pair[1]}
    own = (text for text in sorted(said - of_both) if text not in STREAMLITS_WORDS)
    return [pattern for text in own if (pattern := _as_pattern(text))]


def _forms(message: Any) -> Iterator[tuple[str, str]]:
    """Yield each form of a message in English and in Spanish."""
    if isinstance(message.id, str):
        yield message.id, message.string
    else:
        yield from zip(message.id, message.string, strict=True)


def _as_pattern(text: str) -> re.Pattern[str] | None:
    """Return the pattern of a text with anything for its facts; None where it says too little."""
    parts = re.split(r"\{\w*\}", text.replace("**", ""))
    if sum(map(str.isalpha, "".join(parts))) < MANY_LETTERS:
        return None
    return re.compile(".+".join(map(re.escape, parts)))


def drawn(page: Page) -> None:
    """Wait until a page is whole."""
    expect(page.locator("h1, [data-testid=stAlert]").first).to_be_visible()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    expect(page.get_by_test_id("stProgress")).to_have_count(0, timeout=START_MS)
    steps.settled(page)


def violations(page: Page) -> Iterator[str]:
    """Yield axe's weighty findings, without what Streamlit itself causes."""
    for found in Axe().run(page).response["violations"]:
        its_own = STREAMLITS_VIOLATIONS.get(found["id"], ())
        for node in found["nodes"]:
            ours = not any(part in node["html"] for part in its_own)
            if found["impact"] in WEIGHTY and ours:
                yield f"{found['id']}: {node['html'][:200]}"


def problems(page: Page, foreign: Iterable[re.Pattern[str]]) -> Iterator[str]:
    """Yield what is wrong with a page that is drawn whole."""
    width = page.viewport_size["width"]  # type: ignore[index]
    if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
        yield f"it is {found} pixels wide on a screen of {width}"
    yield from (f"missing picture {one}" for one in page.evaluate(BROKEN_PICTURES))
    yield from page.get_by_test_id("stException").all_inner_texts()
    lines = [line.strip() for line in page.locator("body").inner_text().splitlines()]
    yield from (
        f"not translated: {line}"
        for line in dict.fromkeys(lines)
        if any(pattern.fullmatch(line) for pattern in foreign)
    )
    yield from violations(page)


class Walk:
    """A person's walk through the pages, and what was wrong on each."""

    def __init__(self, page: Page, language: str, pictures: str) -> None:
        self.found: dict[str, list[str]] = {}
        self._page, self._pictures = page, pictures
        self._foreign = texts("es" if language == "en" else "en")
        self._told: list[str] = []
        page.on("console", self._console)
        page.on("response", lambda r: self._tell(r.url) if r.status >= 400 else None)
        page.on("pageerror", lambda error: self._told.append(str(error)))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not STREAMLITS_OWN.search(message.location["url"]):
            self._told.append(f"console: {message.text}")

    def _tell(self, url: str) -> None:
        if not STREAMLITS_OWN.search(url):
            self._told.append(f"failed: {url}")

    def look(self, name: str) -> None:
        """Note what is wrong with the page that is open, and keep its picture."""
        drawn(self._page)
        self._page.screenshot(path=f"{self._pictures}-{name}.png", full_page=True)
        if found := [*problems(self._page, self._foreign), *self._told]:
            self.found[name] = found
        self._told.clear()


def visitor(
    browser: Browser, address: str, size: str, scheme: Any = "light", language: str = "en"
) -> BrowserContext:
    """Return the window of a new visitor whose screen, theme and language are these."""
    width, height = SIZES[size]
    return browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        base_url=address,
        reduced_motion="reduce",
        locale=LOCALES[language],
    )
