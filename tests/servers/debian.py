"""A small Debian in a folder or a file, to try on it what an operator does on a machine."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

PACKAGES = "python3,python3-pip,python3-venv,ca-certificates,systemd,systemd-sysv,dbus,procps"
# As an image of Python is: its pip installs for everybody, and its name has no number.
AS_AN_IMAGE = (
    'rm -f "$1"/usr/lib/python3*/EXTERNALLY-MANAGED',
    'ln -s /usr/bin/python3 "$1"/usr/local/bin/python',
)


def need(*programs: str) -> None:
    """Skip where this cannot be tried, saying what it takes."""
    if os.geteuid() != 0:
        pytest.skip("only root may boot a system or build for another user")
    if missing := [program for program in programs if shutil.which(program) is None]:
        pytest.skip(f"not on this machine: {', '.join(missing)}")


def release() -> str:
    """Return this machine's release of Debian, whose Python the tests' packages are made for."""
    lines = Path("/etc/os-release").read_text().splitlines()
    said = dict(line.partition("=")[::2] for line in lines)
    if said["ID"] != "debian":
        pytest.skip("this machine is no Debian")
    return said["VERSION_CODENAME"]


def debian(packed: Path) -> Path:
    """Pack a Debian with Python and systemd, from the packages' own mirror."""
    hooks = [f"--customize-hook={hook}" for hook in AS_AN_IMAGE]
    options = ["--variant=minbase", f"--include={PACKAGES}", *hooks]
    made = run(["mmdebstrap", *options, release(), packed], check=False)
    if made.returncode != 0:
        pytest.skip(f"no packages of Debian: {made.stderr[-300:]}")
    return packed


def run(command: Sequence[object], *, check: bool = True) -> "subprocess.CompletedProcess[str]":
    """Run a program to its end; what it said is in the error when it failed."""
    ran = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    assert not check or ran.returncode == 0, f"{command}:\n{ran.stdout}\n{ran.stderr}"
    return ran


def until(holds: Callable[[], bool], *, within: float, what: Callable[[], str]) -> None:
    """Wait until something holds; ``what`` tells why it does not."""
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, what()
        time.sleep(0.5)
