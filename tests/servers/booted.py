"""A machine with systemd, the project in /opt/recommender and the units of recommender/deploy."""

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from servers.debian import need, run, until

from recommender.config import PROJECT

DEPLOY = PROJECT / "recommender" / "deploy"
PARTS = ("streamlit_app.py", "recommender", "menu_data", ".streamlit/config.toml")
# By this name, Streamlit knows that it was installed and is not being developed.
PACKAGES = "/opt/packages/site-packages"
PYTHON = "/opt/recommender/.venv/bin/python3"
COMMANDS = {"streamlit": "streamlit.web.cli:main", "chroma": "chromadb.cli.cli:app"}
BOOTED_S, SERVING_S = 60, 240
ASK = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8501/health').read().decode())"


class Machine:
    """A booted one, without a network."""

    def __init__(self, tree: Path, host: "subprocess.Popen[bytes]") -> None:
        self.tree, self._host = tree, host

    def __call__(self, *command: str, check: bool = True) -> str:
        """Run a command on it as root, and return what it printed."""
        own = ["-m", "-u", "-i", "-n", "-p", "-C", "--root", "--wd=/"]
        inside = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", *command]
        return run(["nsenter", "-t", self.leader(), *own, *inside], check=check).stdout.strip()

    def up(self) -> bool:
        states = ("running", "degraded")
        return bool(self.leader()) and self("systemctl", "is-system-running", check=False) in states

    def serves(self) -> bool:
        return self.health() != ""

    def health(self) -> str:
        return self("python3", "-c", ASK, check=False)

    def said(self, unit: str, about: str) -> str:
        """Return what systemd says of a unit."""
        return self("systemctl", "show", unit, "-P", about)

    def journal(self, unit: str = "recommender") -> str:
        return self("journalctl", "-u", unit, "--no-pager", "-n", "40")

    def wait_for_guests(self) -> None:
        until(self.serves, within=SERVING_S, what=self.journal)

    def write_unit(self, name: str, text: str) -> None:
        file = self.tree / "etc" / "systemd" / "system" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
        self("systemctl", "daemon-reload")

    def leader(self) -> str:
        """Return the number of its first process, as this machine counts."""
        host = self._host.pid
        return Path(f"/proc/{host}/task/{host}/children").read_text().strip().partition(" ")[0]


@contextmanager
def machine(packed: Path) -> Iterator[Machine]:
    """Boot a packed Debian on which the README's steps were taken."""
    need("systemd-nspawn", "nsenter")
    with TemporaryDirectory(dir="/var/tmp") as folder:
        tree = Path(folder) / "tree"
        tree.mkdir()
        run(["tar", "-x", "-f", packed, "-C", tree])
        _install(tree)
        packages = sysconfig.get_path("purelib")
        options = ["--register=no", "--keep-unit", "--private-network", "--console=pipe"]
        command = ["systemd-nspawn", "-q", "-b", "-D", tree, f"--bind-ro={packages}:{PACKAGES}"]
        host = subprocess.Popen(
            ["unshare", "-m", "--propagation", "private", *command, *options, "--machine=menu"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        booted = Machine(tree, host)
        try:
            until(booted.up, within=BOOTED_S, what=lambda: "systemd did not come up")
            yield booted
        finally:
            os.kill(int(booted.leader()), signal.SIGKILL)  # and all that it started
            host.wait()


def _install(tree: Path) -> None:
    """Take the steps of the README, but with the packages that the tests run on."""
    project = tree / "opt" / "recommender"
    for part in PARTS:
        source, target = PROJECT / part, project / part
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, target)
    (tree / PACKAGES.lstrip("/")).mkdir(parents=True)
    run(["chroot", tree, "useradd", "--system", "recommender"])
    run(["chroot", tree, "python3", "-m", "venv", "--without-pip", "/opt/recommender/.venv"])
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    own = project / ".venv" / "lib" / version / "site-packages"
    if not own.is_dir():
        pytest.skip("this machine's Debian has another Python than the tests run on")
    (own / "tests.pth").write_text(f"import site; site.addsitedir('{PACKAGES}')\n")
    for name, entry in COMMANDS.items():
        _command(project / ".venv" / "bin" / name, entry)
    for unit in (*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")):
        shutil.copy(unit, tree / "etc" / "systemd" / "system")


def _command(file: Path, entry: str) -> None:
    """Write a command as pip does."""
    module, _, name = entry.partition(":")
    file.write_text(f"#!{PYTHON}\nimport sys\nfrom {module} import {name}\nsys.exit({name}())\n")
    file.chmod(0o755)
