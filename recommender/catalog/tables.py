"""What the catalog's database is made of, and how one of an older version becomes one of this."""

import sqlalchemy as sa

from recommender.catalog.database import unusable

SCHEMA_VERSION = 3
# What makes a database of the version before into one of this number; new tables come anyway.
UPGRADES = {
    2: (
        "ALTER TABLE revisions ADD COLUMN verb VARCHAR NOT NULL DEFAULT ''",
        "ALTER TABLE revisions ADD COLUMN undoes INTEGER",
        "ALTER TABLE changes ADD COLUMN position INTEGER",
        "CREATE INDEX changes_of_dish ON changes (dish)",
    ),
    3: (),  # the table of houses is new
}

# Compared and ordered by their characters' numbers, as SQLite does, whatever the server's language.
Line = sa.String().with_variant(sa.String(collation="C"), "postgresql")

tables = sa.MetaData()
about = sa.Table(
    "about",
    tables,
    sa.Column("key", Line, primary_key=True),
    sa.Column("value", Line, nullable=False),
)
dishes = sa.Table(
    "dishes",
    tables,
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", Line, nullable=False, unique=True),
    sa.Column("body", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)
revisions = sa.Table(
    "revisions",
    tables,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("token", Line, nullable=False),
    sa.Column("at", Line, nullable=False),
    sa.Column("who", Line, nullable=False),
    sa.Column("what", Line, nullable=False),
    sa.Column("verb", Line, nullable=False, server_default=""),
    sa.Column("undoes", sa.Integer),
    sqlite_autoincrement=True,
)
changes = sa.Table(
    "changes",
    tables,
    sa.Column("revision", sa.ForeignKey("revisions.number"), primary_key=True),
    sa.Column("dish", Line, primary_key=True),
    sa.Column("before", sa.Text),
    sa.Column("after", sa.Text),
    sa.Column("position", sa.Integer),  # of a removed dish, which takes it again if it comes back
    sa.Index("changes_of_dish", "dish"),
)
# What the owner settled: the last row counts, the others are its past.
houses = sa.Table(
    "houses",
    tables,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", Line, nullable=False),
    sa.Column("who", Line, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)
embeddings = sa.Table(
    "embeddings",
    tables,
    sa.Column("encoder", Line, primary_key=True),
    sa.Column("content", Line, primary_key=True),
    sa.Column("vector", sa.LargeBinary, nullable=False),
)
# Which stored photo a file became: a menu imported again is hashed, not decoded.
photo_sources = sa.Table(
    "photo_sources",
    tables,
    sa.Column("source", Line, primary_key=True),
    sa.Column("photo", Line, nullable=False),
)
# What was asked and what was shown, counted by day; no row tells of a guest.
searches = sa.Table(
    "searches",
    tables,
    sa.Column("day", Line, primary_key=True),
    sa.Column("words", Line, primary_key=True),
    sa.Column("asked", sa.Integer, nullable=False),
    sa.Column("unmatched", sa.Integer, nullable=False),
    sa.Column("opened", sa.Integer, nullable=False),
    sa.Column("matches", sa.Integer, nullable=False),  # of the latest search
)
showings = sa.Table(
    "showings",
    tables,
    sa.Column("day", Line, primary_key=True),
    sa.Column("dish", Line, primary_key=True),
    sa.Column("shown", sa.Integer, nullable=False),
    sa.Column("opened", sa.Integer, nullable=False),
)


def prepare(connection: sa.Connection) -> None:
    """Make the tables, or bring those of an older version up to date, all in one transaction.

    Raises:
        FolderUnusable, CatalogUnavailable: a newer version of this program made them.
    """
    if sa.inspect(connection).has_table(about.name):
        _upgrade(connection, int(noted(connection, "schema") or 1))
    tables.create_all(connection)
    note(connection, "schema", str(SCHEMA_VERSION))


def _upgrade(connection: sa.Connection, version: int) -> None:
    if version > SCHEMA_VERSION:
        reason = f"its catalog is of version {version} and needs a newer version of this program"
        raise unusable(connection.engine.url, reason)
    for number in range(version + 1, SCHEMA_VERSION + 1):
        for statement in UPGRADES[number]:
            connection.exec_driver_sql(statement)


def noted(connection: sa.Connection, key: str) -> str | None:
    """Return the fact remembered under ``key``."""
    return connection.execute(sa.select(about.c.value).where(about.c.key == key)).scalar()


def note(connection: sa.Connection, key: str, value: str) -> None:
    """Remember a fact about the installation; nothing is written when it is known."""
    known = noted(connection, key)
    if known is None:
        connection.execute(about.insert().values(key=key, value=value))
    elif known != value:
        connection.execute(about.update().where(about.c.key == key).values(value=value))


def noted_or_new(connection: sa.Connection, key: str, value: str) -> str:
    """Return the fact remembered under ``key``, which is ``value`` from now on if there is none."""
    known = noted(connection, key)
    if known is None:
        note(connection, key, value)
    return known or value
