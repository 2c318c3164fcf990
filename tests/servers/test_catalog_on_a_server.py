"""A catalog on a PostgreSQL server: nobody's password is shown, nobody waits for ever, nothing is half."""

import logging
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from kit import dish, free_port
from servers.postgres import ADDRESS_PASSWORD, PASSWORD, Cluster

from recommender.catalog import Catalog, Change, tables
from recommender.catalog.changes import newest
from recommender.catalog.database import reading, writing
from recommender.catalog.postgresql import postgresql
from recommender.check import look_closely
from recommender.config import PROJECT, read_settings
from recommender.errors import CatalogUnavailable, RecommenderError, SettingError
from recommender.index import collection_name
from recommender.restaurant import Restaurant

RAMEN, TEA = dish("Ramen", price=11), dish("Mint tea", price=2)
SECRETS = (PASSWORD, ADDRESS_PASSWORD, "smoke")


@pytest.fixture
def database_kind() -> str:
    return "PostgreSQL"


@pytest.fixture
def catalog(open_catalog: Callable[..., Catalog]) -> Catalog:
    return open_catalog()


@pytest.fixture
def bare(postgres: Cluster) -> Iterator[str]:
    """A database of which nothing else may be known afterwards."""
    name = postgres.database()
    yield name
    postgres.run(f"DROP DATABASE {name} WITH (FORCE)")


def put(catalog: Catalog, *dishes: Any) -> None:
    catalog.write([Change(d.id, d) for d in dishes], who="Ana", what="new menu")


def refused(address: str) -> str:
    with pytest.raises(RecommenderError) as raised:
        Catalog.on_server(address)
    return str(raised.value)


def test_a_server_that_is_away_is_said_so_with_what_to_do() -> None:
    port = free_port()
    assert refused(f"postgresql://ana@127.0.0.1:{port}/menu") == (
        f"The catalog at postgresql://127.0.0.1:{port}/menu cannot be used: connection failed: "
        f'connection to server at "127.0.0.1", port {port} failed: Connection refused. '
        "See to that database, or name another with RECOMMENDER_CATALOG."
    )


def test_a_database_that_is_not_there_is_said_so(postgres: Cluster) -> None:
    assert 'database "nowhere" does not exist' in refused(postgres.address("nowhere"))


def test_a_user_who_may_not_make_tables_is_told_so(postgres: Cluster, bare: str) -> None:
    postgres.run("DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN PASSWORD 'soup'")
    address = f"postgresql://guest:soup@127.0.0.1:{postgres.port}/{bare}"
    assert "permission denied for schema public" in refused(address)


@pytest.mark.parametrize("password", ["wrong-saffron-smoke", "100%25-smoke", "sm%2Foke"])
def test_a_password_that_is_refused_is_not_shown(postgres: Cluster, password: str) -> None:
    sentence = refused(postgres.address("postgres", password))
    assert "password authentication failed" in sentence
    assert "smoke" not in sentence
    assert password not in sentence


@pytest.mark.parametrize(
    "address",
    [
        f"postgres://ana:{PASSWORD}@db.example/menu",
        f"postgresql://ana:{PASSWORD}@db.example/menu",
        "mysql://ana:saffron-smoke@db.example/menu",
    ],
)
def test_an_address_that_cannot_be_used_is_shown_without_its_password(address: str) -> None:
    with pytest.raises(SettingError) as raised:
        read_settings(catalog=address)
    assert "RECOMMENDER_CATALOG is '" in str(raised.value)
    assert "://ana:(the password)@db.example/menu'" in str(raised.value)
    assert not [secret for secret in SECRETS if secret in f"{raised.value} {raised.value!r}"]


def test_the_password_is_in_no_report_no_log_and_no_failure(
    postgres: Cluster,
    open_restaurant: Callable[..., Restaurant],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    restaurant = open_restaurant()
    told = [repr(restaurant.settings), look_closely(restaurant).model_dump_json()]
    told += [repr(restaurant.catalog._engine), look_closely(restaurant).in_words()]
    postgres.stop()
    try:
        with pytest.raises(CatalogUnavailable) as raised:
            restaurant.catalog.revision()
        restaurant.search_log.log_search("soup", no_match=True, shown=[])
    finally:
        postgres.start()
    told += [str(raised.value), repr(raised.value), caplog.text]
    assert not [secret for secret in SECRETS for text in told if secret in text]
    assert "A search was not counted: The catalog at postgresql://127.0.0.1:" in caplog.text


def test_a_server_that_was_restarted_costs_nobody_an_error(
    postgres: Cluster, catalog: Catalog
) -> None:
    put(catalog, RAMEN)
    postgres.stop("fast")
    postgres.start()
    put(catalog, TEA)
    assert list(catalog.menu().dishes) == ["ramen", "mint-tea"]


def test_who_reads_sees_one_menu_however_long_it_takes(
    catalog: Catalog, open_catalog: Callable[..., Catalog]
) -> None:
    put(catalog, RAMEN)
    with reading(catalog._engine) as connection:
        before = newest(connection)
        put(open_catalog(), TEA)
        assert newest(connection) == before
    assert catalog.revision().number == 2


def test_a_writer_waits_for_the_one_before_but_not_for_ever(
    catalog: Catalog, catalog_of: Callable[[Path], str], tmp_path: Path
) -> None:
    other = Catalog(postgresql(catalog_of(tmp_path / "catalog"), wait_s=0.2))
    with (
        writing(catalog._engine),
        pytest.raises(CatalogUnavailable, match="canceling statement due to lock timeout"),
    ):
        put(other, TEA)
    put(other, RAMEN)
    assert list(catalog.menu().dishes) == ["ramen"]
    other.close()


HALFWAY = """
import sys
from kit import dish
from recommender.catalog import Catalog, Change, change_sets
catalog = Catalog.on_server(sys.argv[1])
real = change_sets.record
def record(*args):
    real(*args)
    print("written, not committed", flush=True)
    sys.stdin.read()
change_sets.record = record
catalog.write([Change("ramen", dish("Ramen"))], who="Ana", what="killed")
"""


def test_a_process_killed_while_it_writes_leaves_nothing_and_its_turn_to_the_next(
    catalog: Catalog, catalog_of: Callable[[Path], str], tmp_path: Path
) -> None:
    command = [sys.executable, "-c", HALFWAY, catalog_of(tmp_path / "catalog")]
    pipe, paths = subprocess.PIPE, {"PYTHONPATH": f"{PROJECT}:{PROJECT / 'tests'}"}
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=paths) as cook:
        assert cook.stdout is not None
        assert cook.stdout.readline() == "written, not committed\n"
        cook.send_signal(signal.SIGKILL)
        cook.wait()
    put(catalog, TEA)
    assert list(catalog.menu().dishes) == ["mint-tea"]


def test_an_upgrade_that_breaks_halfway_leaves_the_catalog_as_it_was(
    postgres: Cluster, bare: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Catalog.on_server(postgres.address(bare)).close()
    monkeypatch.setattr(tables, "SCHEMA_VERSION", 4)
    broken = ("ALTER TABLE dishes ADD COLUMN soup INTEGER", "ALTER TABLE soup ADD COLUMN x INTEGER")
    monkeypatch.setitem(tables.UPGRADES, 4, broken)
    assert 'relation "soup" does not exist' in refused(postgres.address(bare))
    with postgres.connection(bare) as connection:
        (version,) = connection.execute("SELECT value FROM about WHERE key = 'schema'").fetchone()
        columns = connection.execute("SELECT * FROM dishes").description
    assert (version, [column.name for column in columns]) == ("3", ["position", "id", "body"])


def test_a_catalog_of_a_newer_version_is_left_alone(postgres: Cluster, bare: str) -> None:
    Catalog.on_server(postgres.address(bare)).close()
    postgres.run("UPDATE about SET value = '4' WHERE key = 'schema'", bare)
    assert "of version 4 and needs a newer version of this program" in refused(
        postgres.address(bare)
    )


def test_two_catalogs_of_one_server_have_an_index_each(
    open_catalog: Callable[..., Catalog],
) -> None:
    mine, again, theirs = open_catalog(), open_catalog(), open_catalog("theirs")
    names = [collection_name(c.uid, "clip") for c in (mine, again, theirs)]
    assert names[0] == names[1] != names[2]


def test_dishes_are_told_in_the_same_order_whatever_language_the_server_speaks(
    postgres: Cluster, bare: str
) -> None:
    catalog = Catalog.on_server(postgres.address(bare))
    collations = "SELECT DISTINCT collation_name FROM information_schema.columns WHERE "
    with catalog._engine.connect() as connection:
        rule = sa.text(f"{collations} table_schema = 'public' AND data_type LIKE 'character%'")
        assert connection.execute(rule).scalars().all() == ["C"]
    catalog.close()


def test_what_no_database_keeps_of_a_guest_s_words_is_left_out(catalog: Catalog) -> None:
    log = catalog.search_log(on=True)
    log.log_search("ra\0men", no_match=True, shown=[])
    assert [count.words for count in log.unmatched(date.min)] == ["ra men"]
    log.close()


def test_few_connections_are_taken_of_those_that_a_server_has(catalog: Catalog) -> None:
    log = catalog.search_log(on=True)
    pools = [engine.pool for engine in (catalog._engine, log._engine)]
    most = sum(pool.size() + pool._max_overflow for pool in pools)
    assert most <= 15  # of 100, unless a server is told otherwise: six processes
    log.close()
