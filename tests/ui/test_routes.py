"""What the server sends beside the pages: photos that browsers keep, and nothing else."""

from collections.abc import Callable

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette
from starlette.testclient import TestClient

from recommender.dish import Dish
from recommender.restaurant import Restaurant
from recommender.ui.server import routes


@pytest.fixture
def client(ready: Callable[[], Restaurant]) -> TestClient:
    ready()
    return TestClient(Starlette(routes=list(routes.ROUTES)))


def test_the_photo_of_a_card_is_sent_once_and_kept_for_good(
    client: TestClient, menu: dict[str, Dish]
) -> None:
    answer = client.get(f"/{routes.photo_address(menu['Tiramisu'].photo)}")

    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.content.startswith(b"\xff\xd8")


def test_a_dish_without_a_photo_has_a_drawing(client: TestClient) -> None:
    answer = client.get(f"/{routes.photo_address(None)}")

    assert answer.headers["content-type"].startswith("image/svg+xml")


@pytest.mark.parametrize(
    "address",
    [
        "/photo/" + 64 * "0" + ".jpg",
        "/photo/..%2F..%2Fcatalog.db.jpg",
        "/photo/%2e%2e/%2e%2e/catalog.db",
        "/photo/" + 63 * "a" + "%0a.jpg",
        "/photo/.jpg",
    ],
)
def test_nothing_but_stored_photos_is_found_at_a_photos_address(
    client: TestClient, address: str
) -> None:
    assert client.get(address).status_code == 404


def test_an_open_page_is_told_the_newest_menu(
    client: TestClient, ready: Callable[[], Restaurant], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "FRESH_S", -1.0)
    restaurant = ready()
    before = client.get("/revision")

    restaurant.kitchen.sell_out([next(iter(restaurant.catalog.menu().dishes))])
    after = client.get("/revision")

    assert int(after.text) == int(before.text) + 1 == restaurant.catalog.revision().number
    assert after.headers["cache-control"] == "no-store"


def test_many_open_pages_that_ask_at_once_cost_one_look_at_the_catalog() -> None:
    looks: list[int] = []

    async def ask() -> list[int]:
        newest = routes._Newest(lambda: looks.append(1) or len(looks))
        return [await newest.number() for _ in range(50)]

    with start_blocking_portal() as portal:  # this thread may have Playwright's loop
        assert portal.call(ask) == [1] * 50
