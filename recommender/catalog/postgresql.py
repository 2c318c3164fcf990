"""The catalog on a PostgreSQL server: one truth for app processes on several machines.

Writers take turns by an advisory lock, which ends with their transaction, also when the process
dies or its machine is cut off. Readers see one state of the database for as long as they read.
Everything that must be one is there: the menu, its history, the house, the vectors, and the
counts of what guests ask, so that staff see those of all processes together. What a machine has
for itself stays in its data folder: the embedded index, imports under way, cached photos.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

import sqlalchemy as sa

from recommender.catalog.database import LOCK_WAIT_S, failing_as_unusable

CONNECT_WAIT_S = 5  # a server that does not answer is said so while the visitor still waits
SILENCE_MS = 10_000  # until a line on which nothing is acknowledged is given up
OURS = 7_265_636  # our advisory locks among those of others in one database
# Connections of one process at most; PostgreSQL gives 100 in all unless it is told otherwise.
CONNECTIONS = 10


class Turn(IntEnum):
    """What only one process at a time may do."""

    WRITE = 1
    COUNT = 2
    INDEX = 3


def postgresql(
    address: str | sa.URL, *, wait_s: float = LOCK_WAIT_S, turn: Turn = Turn.WRITE
) -> sa.Engine:
    """Return the engine of a PostgreSQL database that many threads and processes share.

    Args:
        address: ``postgresql://user:password@host:port/database``; what it leaves out is found as
            every PostgreSQL client finds it, such as a password in ``~/.pgpass``.
        wait_s: how long a writer waits for another one's transaction.
        turn: what writers of this engine wait for.
    """
    settings = [f"lock_timeout={wait_s * 1000:.0f}", "timezone=UTC"]
    if turn is Turn.COUNT:
        settings.append("synchronous_commit=off")  # a power cut may cost a count, not a wait
    engine = sa.create_engine(
        sa.make_url(address).set(drivername="postgresql+psycopg"),
        isolation_level="REPEATABLE READ",
        pool_pre_ping=True,  # a restarted server costs nobody an error
        pool_size=CONNECTIONS // 2,
        max_overflow=CONNECTIONS - CONNECTIONS // 2 if turn is Turn.WRITE else 0,
        hide_parameters=True,  # guests' words are no business of a traceback's
        connect_args={
            "connect_timeout": CONNECT_WAIT_S,
            "tcp_user_timeout": SILENCE_MS,
            "application_name": "recommender",
            "options": " ".join(f"-c {setting}" for setting in settings),
        },
    )

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            # Not of one state: what a writer reads must be as the writer before left it.
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({OURS}, {turn})")

    return engine


@contextmanager
def turn_at_index(engine: sa.Engine) -> Iterator[None]:
    """Hold what only one process of all machines may hold, for as long as it takes.

    It brings the index up to the catalog; whoever waits finds that done.
    """
    with failing_as_unusable(engine), engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({OURS}, {Turn.INDEX})")
        yield
