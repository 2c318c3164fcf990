"""Two real app processes behind a real nginx: one restaurant, and each visitor stays at one of them."""

import itertools
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import httpx
import pytest
from kit import chroma_server, dish, free_port
from playwright.sync_api import Browser, BrowserContext, Page, expect
from running_app import PASSWORD, App, people, until
from servers.postgres import Cluster
from servers.proxies import Proxy, proxy, running
from staff_steps import enter, sell_out

from recommender.catalog import Catalog, Change
from recommender.config import BUILT_IN, DEMO_PHOTOS

pytestmark = pytest.mark.browser
MENU = ("Ramen", "Mint tea", "Green curry")
LEFT = {"Green curry", "Mint tea"}
WAIT_MS = 180_000  # two encoders are loaded on a small machine


@pytest.fixture(scope="module")
def processes(
    postgres: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[App, App]]:
    """Two app processes on a database, a Chroma server and a folder of photos that they share."""
    database = postgres.lend()
    catalog = Catalog.on_server(postgres.address(database))
    changes = [Change(plate.id, plate) for plate in map(dish, MENU)]
    catalog.write(changes, who="Ana", what="new menu")
    catalog.close()
    with ExitStack() as stack:
        server = chroma_server(tmp_path_factory.mktemp("chroma"), free_port())
        shared = {
            "catalog": postgres.address(database),
            "chroma": stack.enter_context(server),
            "photos": str(tmp_path_factory.mktemp("photos")),
            "model": BUILT_IN,
            "people": people(),
        }
        apps = [App(tmp_path_factory.mktemp("machine"), **shared) for _ in range(2)]
        for app in apps:
            stack.enter_context(app)
        yield apps[0], apps[1]
    postgres.give_back(database)


@pytest.fixture(scope="module")
def site(processes: tuple[App, App], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    ports = [int(app.address.rpartition(":")[2]) for app in processes]
    with running(proxy(tmp_path_factory.mktemp("nginx"), "nginx-several.conf", ports)) as made:
        yield made


@pytest.fixture(scope="module")
def seats(site: Proxy, processes: tuple[App, App]) -> list[str]:
    """A seat at each of the processes."""
    at: dict[str, str] = {}
    wanted = [app.address.removeprefix("http://") for app in processes]
    with httpx.Client(verify=False) as visitor:
        for number in itertools.count():
            if at.keys() >= set(wanted):
                return [at[process] for process in wanted]
            seat = f"{number:032x}"
            cookies = {"Cookie": f"recommender_seat={seat}"}
            assert visitor.get(f"{site.address}/_stcore/health", headers=cookies).is_success
            until(partial(processes_of, site, seat), 10, "nginx's own log")
            at |= dict.fromkeys(processes_of(site, seat), seat)
    raise AssertionError


def visitor(browser: Browser, site: Proxy, seat: str = "") -> Page:
    """Open a window of somebody new, at a seat if one is given."""
    context: BrowserContext = browser.new_context(
        base_url=site.address, ignore_https_errors=True, reduced_motion="reduce"
    )
    if seat:
        context.add_cookies([{"name": "recommender_seat", "value": seat, "url": site.address}])
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    return page


def seat_of(page: Page) -> str:
    (cookie,) = [c for c in page.context.cookies() if c["name"] == "recommender_seat"]
    assert (cookie["secure"], cookie["httpOnly"]) == (True, True)
    return str(cookie["value"])


def processes_of(site: Proxy, seat: str, path: str = "") -> set[str]:
    """Return which processes answered this visitor, of those requests whose path begins so."""
    mine = [one for one in site.served() if one["seat"] == seat and one["path"].startswith(path)]
    return {one["process"] for one in mine}


def test_a_visitor_without_a_seat_gets_one_and_stays_there_with_page_socket_and_upload(
    browser: Browser, site: Proxy
) -> None:
    page = visitor(browser, site)
    page.goto("/")
    dishes = page.locator("a.dish-link")
    expect(dishes).to_have_count(3, timeout=WAIT_MS)
    seat = seat_of(page)
    page.reload()
    expect(dishes).to_have_count(3, timeout=WAIT_MS)
    assert seat_of(page) == seat
    page.goto("/similar")
    page.locator("input[type=file]").set_input_files(DEMO_PHOTOS / "margherita-pizza.webp")
    expect(page.get_by_role("img", name="Your photo")).to_be_visible(timeout=WAIT_MS)
    page.context.close()
    until(lambda: processes_of(site, seat, "/_stcore/stream"), 30, "the socket's line in the log")
    uploads = processes_of(site, seat, "/_stcore/upload_file")
    sockets = {s["status"] for s in site.served() if s["path"] == "/_stcore/stream"}
    assert (len(processes_of(site, seat)), len(uploads), sockets) == (1, 1, {"101"})


def test_a_dish_sold_out_at_one_process_leaves_the_open_page_of_the_other(
    browser: Browser, site: Proxy, seats: list[str]
) -> None:
    guest, staff = (visitor(browser, site, seat) for seat in seats)
    guest.goto("/")
    dishes = guest.locator("a.dish-link")
    expect(dishes).to_have_count(3, timeout=WAIT_MS)
    enter(staff, "/staff", password=PASSWORD)
    sell_out(staff, "ramen", "Ramen")
    expect(staff.get_by_test_id("stToast").first).to_be_visible()
    another = visitor(browser, site, seats[0])
    another.goto("/")
    for shown in (another.locator("a.dish-link"), dishes):
        expect(shown).to_have_count(len(LEFT), timeout=WAIT_MS)
        assert set(shown.all_inner_texts()) == LEFT  # whose order is that of the hour
    at = [processes_of(site, seat) for seat in seats]
    assert (at[0] & at[1], [len(processes) for processes in at]) == (set(), [1, 1])
    for page in (guest, staff, another):
        page.context.close()


def test_the_site_for_one_process_serves_pages_sockets_and_uploads_too(
    browser: Browser, processes: tuple[App, App], tmp_path: Path
) -> None:
    port = int(processes[0].address.rpartition(":")[2])
    with running(proxy(tmp_path, "nginx.conf", [port])) as made:
        page = visitor(browser, made)
        page.goto("/similar")
        page.locator("input[type=file]").set_input_files(DEMO_PHOTOS / "margherita-pizza.webp")
        expect(page.get_by_role("img", name="Your photo")).to_be_visible(timeout=WAIT_MS)
        page.context.close()
        served = {one["path"].split("/")[2] for one in made.served() if "/_stcore/" in one["path"]}
        assert "upload_file" in served


def test_visitors_of_a_process_that_ends_go_on_with_the_other(
    browser: Browser, site: Proxy, seats: list[str], processes: tuple[App, App]
) -> None:
    page = visitor(browser, site, seats[1])
    page.goto("/?q=curry")
    expect(page.locator("a.dish-link").first).to_have_text("Green curry", timeout=WAIT_MS)
    processes[1].kill()
    page.reload()
    expect(page.locator("a.dish-link").first).to_have_text("Green curry", timeout=WAIT_MS)
    expect(page.get_by_role("searchbox")).to_have_value("curry")
    page.context.close()
