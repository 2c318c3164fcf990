"""A real PostgreSQL of the tests' own: on a free port of this machine, in a folder that goes away."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from kit import free_port

PASSWORD = "saffron/and@smoke"  # with what an address must write in another way
ADDRESS_PASSWORD = "saffron%2Fand%40smoke"
# What is not there after a power cut need not be there after a test.
HASTE = (
    "fsync=off",
    "password_encryption=md5",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
)
START_S = 30


def program(name: str) -> Path | None:
    """Return where a program of PostgreSQL is; Debian keeps the server's out of the PATH."""
    found = shutil.which(name)
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return Path(found) if found else installed[-1] if installed else None


@dataclass
class Cluster:
    """A running server. A database that a test gives back is emptied and lent to the next one."""

    folder: Path
    port: int
    _numbers: Iterator[int] = field(default_factory=count)
    _free: list[str] = field(default_factory=list)

    def address(self, database: str, password: str = ADDRESS_PASSWORD) -> str:
        return f"postgresql://recommender:{password}@127.0.0.1:{self.port}/{database}"

    def lend(self) -> str:
        """Return the name of a database in which no catalog holds anything."""
        return self._free.pop() if self._free else self.database()

    def database(self) -> str:
        """Make a database in which there is nothing, and return its name."""
        name = f"test_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name}")
        return name

    def give_back(self, database: str) -> None:
        """Empty a catalog's tables for the next test: ten times faster than another database."""
        self.run(
            "DO $$ BEGIN EXECUTE (SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ')"
            " || ' RESTART IDENTITY' FROM pg_tables WHERE schemaname = 'public' "
            "AND tablename <> 'about'); DELETE FROM about WHERE key <> 'schema'; END $$",
            database,
        )
        self._free.append(database)

    def run(self, statement: str, database: str = "postgres") -> None:
        with self.connection(database) as connection:
            connection.execute(statement)

    def connection(self, database: str) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user="recommender",
            password=PASSWORD,
            dbname=database,
            autocommit=True,
        )

    def control(self, *arguments: str) -> None:
        """Start or stop it, and wait until that is done."""
        command = [str(program("pg_ctl")), "-D", str(self.folder), "-w", "-t", str(START_S)]
        _as_nobody_special([*command, *arguments])

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= "
        options += " ".join(f"-c {setting}" for setting in HASTE)
        self.control("-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self, how: str = "immediate") -> None:
        self.control("-m", how, "stop")


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Make a server and run it; without PostgreSQL the tests are skipped, but never in CI."""
    if program("initdb") is None:
        assert not os.environ.get("CI"), "PostgreSQL must be there in CI: install it"
        pytest.skip("PostgreSQL is not installed")
    with TemporaryDirectory(prefix="tests-postgresql-") as place:
        running = _made_in(Path(place))
        running.start()
        try:
            yield running
        finally:
            running.stop()


def _made_in(place: Path) -> Cluster:
    folder, secret = place / "cluster", place / "password"
    secret.write_text(PASSWORD)
    folder.mkdir()
    if os.geteuid() == 0:
        for path in (place, folder, secret):
            shutil.chown(path, "postgres", "postgres")
    make = [
        str(program("initdb")),
        "-D",
        str(folder),
        "-U",
        "recommender",
        "-A",
        "md5",
    ]  # scram takes its time
    _as_nobody_special([*make, f"--pwfile={secret}", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"])
    return Cluster(folder, free_port())


def _as_nobody_special(command: list[str]) -> None:
    """Run a command, as another user where this one is root: PostgreSQL refuses to be run by root."""
    if os.geteuid() == 0:
        command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
    log = subprocess.run(
        command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
    )
    assert log.returncode == 0, log.stderr
