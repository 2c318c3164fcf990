"""Podman with a store of the tests' own, which never asks a registry for an image."""

import ast
import configparser
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from servers.debian import need, run

from recommender.config import PROJECT

CONTAINERFILE = PROJECT / "recommender" / "deploy" / "Containerfile"
LIMITS = ("--ulimit=nofile=4096:4096", "--ulimit=nproc=4096:4096")  # not all may raise them


class Podman:
    """The program, on a store in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        own = [f"--root={folder}/store", f"--runroot={folder}/run", "--events-backend=file"]
        # One that also runs where both kinds of control groups are mounted.
        runtime = ["--runtime=runc"] if shutil.which("runc") else []
        self._command = ["podman", *own, "--cgroup-manager=cgroupfs", *runtime]

    def __call__(self, *arguments: str, check: bool = True) -> str:
        return run([*self._command, *arguments], check=check).stdout.strip()

    def works(self, *arguments: str) -> bool:
        return run([*self._command, *arguments], check=False).returncode == 0

    def bring_base(self, packed: Path) -> None:
        """Let a packed Debian stand for the image that the Containerfile is built on."""
        (base,) = re.findall(r"(?m)^FROM (\S+)$", CONTAINERFILE.read_text())
        path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        self(
            "import", f"--change=ENV {path} LANG=C.UTF-8", str(packed), f"docker.io/library/{base}"
        )
        self._must_run(base)

    def build(self) -> None:
        """Build the image as the README says; its packages come from where pip has them here."""
        mounts = [f"--volume={place}:{there}:ro" for place, there in self._pip().items()]
        own = ["--pull=never", "--network=host", *mounts]
        image = ["--format=docker", "-t", "recommender", "-f", str(CONTAINERFILE), str(PROJECT)]
        self("build", *own, *image)

    def start(self, name: str, port: int) -> None:
        """Run the image as the README says, on a port of this machine."""
        out = f"--publish=127.0.0.1:{port}:8501"
        kept = ["--volume=recommender:/data", "--env=RECOMMENDER_MODEL=built-in"]
        self("run", "-d", f"--name={name}", "--pull=never", *LIMITS, out, *kept, "recommender")

    def _must_run(self, image: str) -> None:
        """Skip where no container runs at all: the program says why."""
        tried = ["run", "--rm", "--pull=never", *LIMITS, image, "true"]
        ran = run([*self._command, *tried], check=False)
        if ran.returncode != 0:
            pytest.skip(f"podman runs no container here: {ran.stderr[-300:]}")

    def _pip(self) -> dict[str, str]:
        """Return what to mount so that pip finds packages in a build as it does here."""
        listed = run([sys.executable, "-m", "pip", "config", "list"]).stdout.splitlines()
        said = {
            name.rpartition(".")[2]: ast.literal_eval(value)
            for name, _, value in (line.partition("=") for line in listed)
        }
        written = configparser.ConfigParser(interpolation=None)
        written["global"] = {name: value.replace("\n", " ") for name, value in said.items()}
        with (self.folder / "pip.conf").open("w") as file:
            written.write(file)
        values = "\n".join(said.values())
        named = {Path(place) for place in re.findall(r"(?:^|\s)(/\S+)", values)}
        # A folder that is an index names files beside it.
        named |= {Path(place).parent for place in re.findall(r"file://(/\S+)", values)}
        here = {str(place) for place in named if place.exists()}
        return {str(self.folder / "pip.conf"): "/etc/pip.conf"} | {path: path for path in here}


@contextmanager
def podman(packed: Path) -> Iterator[Podman]:
    """Lend a podman with the Containerfile's base, and take everything away again."""
    need("podman")
    with TemporaryDirectory(dir="/var/tmp") as folder:
        lent = Podman(Path(folder))
        try:
            lent.bring_base(packed)
            yield lent
        finally:
            lent("rm", "--all", "--force", check=False)
            subprocess.run(["umount", "-R", f"{folder}/store/overlay"], check=False)
