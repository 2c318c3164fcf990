"""Signing in with a provider, all the way: the real app, a browser, and a provider of our own."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from playwright.sync_api import Browser, Page, expect
from running_app import App, free_port

# Between the parts of an address stands a sign of no width, so that it is not drawn as a link.
WORKING = re.compile("You work as ana@\u2060?mesa.example")
REFUSED = re.compile("ana@\u2060?mesa.example may not enter these pages")

KEY = RSAKey.generate_key(2048, {"kid": "mesa"})
CLIENT = "mesa-viva"


class Provider(BaseHTTPRequestHandler):
    """The least that OpenID Connect asks of a provider; whoever comes is ``arriving``."""

    arriving = "ana@mesa.example"
    nonces: dict[str, str] = {}

    def do_GET(self) -> None:
        path, asked = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path == "/authorize":
            self.nonces["code"] = asked["nonce"][0]
            back = urlencode({"code": "code", "state": asked["state"][0]})
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri'][0]}?{back}")
            self.end_headers()
        elif path == "/keys":
            self._tell({"keys": [KEY.as_dict(private=False)]})
        else:
            self._tell(self._about())

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        now = int(time.time())
        claims = {"sub": self.arriving, "email": self.arriving, "email_verified": True}
        times = {"iat": now, "exp": now + 600, "nonce": self.nonces["code"]}
        identity = claims | times | {"iss": self._own(), "aud": CLIENT}
        token = jwt.encode({"alg": "RS256", "kid": "mesa"}, identity, KEY)
        self._tell({"access_token": "a", "token_type": "Bearer", "id_token": token})

    def _own(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]

    def _about(self) -> dict[str, Any]:
        return {
            "issuer": self._own(),
            "authorization_endpoint": f"{self._own()}/authorize",
            "token_endpoint": f"{self._own()}/token",
            "jwks_uri": f"{self._own()}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def _tell(self, data: dict[str, Any]) -> None:
        body = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """Run a provider and return its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def written(provider: str, app: str, *owners: str) -> str:
    """Return secrets with a provider and these owners."""
    return f"""
[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "as long as it is random it will do"
client_id = "{CLIENT}"
client_secret = "secret"
server_metadata_url = "{provider}/.well-known/openid-configuration"
[roles]
owner = {json.dumps(owners)}
"""


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("secrets") / "secrets.toml"


@pytest.fixture(scope="module")
def app(
    provider: str, secrets: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Callable[..., None]]]:
    """Run the app with the provider; return its address and what sets its owners."""
    port = free_port()
    found = f"http://127.0.0.1:{port}"

    def owners_are(*owners: str) -> None:
        secrets.write_text(written(provider, found, *owners))

    owners_are("ana@mesa.example")
    with App(tmp_path_factory.mktemp("app"), f"--secrets.files={secrets}", port=port):
        yield found, owners_are


def at_the_door(browser: Browser, address: str) -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(f"{address}/staff")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    return page


def test_an_owner_comes_in_by_the_provider_and_goes_out_again(
    browser: Browser, app: tuple[str, Callable[..., None]], artefact: Path
) -> None:
    page = at_the_door(browser, app[0])
    page.screenshot(path=artefact / "sign-in-provider.png")

    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_text(WORKING)).to_be_visible()
    expect(page.get_by_role("link", name="People")).to_be_visible()
    with page.expect_response(re.compile("/auth/logout")):  # which takes the cookie back
        page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You work as")).to_have_count(0)
    page.goto(f"{app[0]}/staff")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_who_is_taken_out_of_the_secrets_is_out_while_the_app_runs(
    browser: Browser, app: tuple[str, Callable[..., None]]
) -> None:
    address, owners_are = app
    page = at_the_door(browser, address)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text(WORKING)).to_be_visible()

    owners_are("luis@mesa.example")

    refused = page.get_by_text(REFUSED)
    limit = time.monotonic() + 60  # Streamlit looks at the file now and then
    while time.monotonic() < limit and not refused.is_visible():
        page.reload()
        page.get_by_role("button", name="Sign out").wait_for()
    expect(refused).to_be_visible()
