"""A real nginx on this machine with a site of ours, as an operator's would run it."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from kit import free_port

from recommender.config import PROJECT

DEPLOY = PROJECT / "recommender" / "deploy"
SITES = ("nginx.conf", "nginx-several.conf")
CERTIFICATE = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=menu.example"]
KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
START_S = 30


def program(name: str) -> str:
    """Return where a program is; without it the test is skipped, but never in CI."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        assert not os.environ.get("CI"), f"{name} must be there in CI: install it"
        pytest.skip(f"{name} is not on this machine")
    return found


@dataclass
class Proxy:
    """A site in a folder, at ports that anybody may open."""

    folder: Path
    port: int

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def served(self) -> list[dict[str, str]]:
        """Return what was asked: by whom, of which process, for what, and how it was answered."""
        lines = (self.folder / "access").read_text().splitlines()
        names = ("address", "seat", "process", "status", "pace", "path")
        return [dict(zip(names, line.split(" "), strict=True)) for line in lines]

    def command(self, *arguments: str) -> list[str]:
        own = ["-e", str(self.folder / "log"), "-p", str(self.folder)]
        return [program("nginx"), *own, "-c", str(self.folder / "main.conf"), *arguments]


def proxy(folder: Path, site: str, processes: Sequence[int] = ()) -> Proxy:
    """Write what nginx needs to serve ``site``: a certificate, free ports, folders of its own.

    Args:
        folder: an empty one.
        site: of recommender/deploy.
        processes: the ports at which apps answer, in the order in which the site names them.
    """
    openssl, secure, plain = program("openssl"), free_port(), free_port()
    key, chain = folder / "privkey.pem", folder / "fullchain.pem"
    make = [openssl, "req", *CERTIFICATE, "-keyout", key, "-out", chain]
    subprocess.run(make, check=True, capture_output=True)
    text = (DEPLOY / site).read_text().replace("/etc/ssl/menu.example", str(folder))
    text = text.replace(" 80;", f" {plain};").replace(" 443 ", f" {secure} ")
    text = re.sub(r"(?m)^.*\[::\].*$", "", text)  # machines without IPv6 run these tests too
    for number, port in enumerate(processes):
        text = text.replace(f"127.0.0.1:{8501 + number}", f"127.0.0.1:{port}")
    seat = "$recommender_seat" if "$recommender_seat" in text else "-"
    told = f"$remote_addr {seat} $upstream_addr $status $limit_req_status $uri"
    written = f"log_format served '{told}'; access_log access served;"
    folders = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in KINDS)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "main.conf").write_text(
        f"{user} daemon off; pid {folder}/pid; events {{ worker_connections 1000; }} "
        f"http {{ {written} {folders} {text} }}"
    )
    return Proxy(folder, secure)


@contextmanager
def running(made: Proxy) -> Iterator[Proxy]:
    """Run it until the end of the block."""
    with subprocess.Popen(made.command()) as process:
        try:
            until((made.folder / "pid").exists)
            yield made
        finally:
            process.terminate()


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds, but not for ever."""
    deadline = time.monotonic() + START_S
    while not holds():
        assert time.monotonic() < deadline, "nginx did not do it"
