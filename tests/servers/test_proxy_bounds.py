"""A real nginx before a simple server: what one address may ask for, and that others still may."""

import socket
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from servers.proxies import SITES, Proxy, proxy, running, until

PHOTO = f"/photo/{'0' * 64}.jpg"
FIRST_PAGE = 80  # things that a browser asks for when it comes for the first time
OPEN = 300  # connections of an address
FLOOD = 20_000  # requests at most: none is slowed down on a machine that takes so long for them


class Answering(BaseHTTPRequestHandler):
    """Answers everything with a word."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"here")

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 1000
    daemon_threads = True


@pytest.fixture
def answering() -> Iterator[int]:
    """The port of a server that answers."""
    with Server(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of one that takes every connection and never answers, as a websocket stays open."""
    with socket.create_server(("127.0.0.1", 0), backlog=1000) as server:
        yield server.getsockname()[1]


@contextmanager
def visitor(site: Proxy, address: str = "127.0.0.1") -> Iterator[httpx.Client]:
    """Be somebody at an address."""
    way = httpx.HTTPTransport(verify=False, local_address=address)
    with httpx.Client(base_url=site.address, transport=way, timeout=60) as client:
        yield client


def asked(site: Proxy, times: int, path: str = PHOTO) -> Counter[int]:
    """Ask so many times, four at once, and count the answers by their status."""

    def part(count: int) -> Counter[int]:
        with visitor(site) as client:
            return Counter(client.get(path).status_code for _ in range(count))

    with ThreadPoolExecutor(4) as crowd:
        return sum(crowd.map(part, [times // 4] * 4), Counter())


def paces(site: Proxy, address: str = "127.0.0.1") -> set[str]:
    """Return whether an address was answered at once."""
    return {one["pace"] for one in site.served() if one["address"] == address}


@pytest.mark.parametrize("site", SITES)
def test_a_table_of_guests_that_comes_in_at_once_gets_every_photo_without_waiting(
    answering: int, tmp_path: Path, site: str
) -> None:
    with running(proxy(tmp_path, site, [answering, answering])) as made:
        assert asked(made, 6 * FIRST_PAGE) == {200: 6 * FIRST_PAGE}
        assert paces(made) == {"PASSED"}


@pytest.mark.parametrize("site", SITES)
def test_an_address_that_asks_for_ever_is_slowed_down_and_others_are_not(
    answering: int, tmp_path: Path, site: str
) -> None:
    with running(proxy(tmp_path, site, [answering, answering])) as made:
        total = 0
        while "DELAYED" not in paces(made):
            assert total < FLOOD, "nobody was slowed down"
            total += 400
            assert asked(made, 400) == {200: 400}
        with visitor(made, "127.0.0.2") as another:
            assert another.get(PHOTO).text == "here"
        until(lambda: paces(made, "127.0.0.2"))  # the log's line comes after the answer
        assert paces(made, "127.0.0.2") == {"PASSED"}


@pytest.mark.parametrize("site", SITES)
def test_an_address_that_holds_too_many_connections_gets_no_more_and_others_do(
    silent: int, tmp_path: Path, site: str
) -> None:
    with running(proxy(tmp_path, site, [silent, silent])) as made, ExitStack() as held:
        trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        for _ in range(OPEN):
            held.enter_context(hanging(made, trusting))
        with visitor(made) as one_more:
            assert one_more.get("/").status_code == httpx.codes.TOO_MANY_REQUESTS
        with visitor(made, "127.0.0.2") as another, pytest.raises(httpx.ReadTimeout):
            another.get("/", timeout=httpx.Timeout(60, read=0.5))  # it is with the app


def hanging(site: Proxy, trusting: ssl.SSLContext) -> ssl.SSLSocket:
    """Return a connection that asked for something and waits."""
    opened = trusting.wrap_socket(socket.create_connection(("127.0.0.1", site.port)))
    opened.sendall(b"GET / HTTP/1.1\r\nHost: menu.example\r\n\r\n")
    return opened
