"""A catalog that an older version made is brought up to date, whole or not at all."""

import sqlite3
from pathlib import Path

import pytest
from kit import dish, unit

from recommender.catalog import Catalog, Change, tables
from recommender.errors import FolderUnusable

# As version 0.1.0 made it.
VERSION_1 = """
CREATE TABLE about ("key" VARCHAR NOT NULL, value VARCHAR NOT NULL, PRIMARY KEY ("key"));
CREATE TABLE revisions (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, token VARCHAR NOT NULL,
    at VARCHAR NOT NULL, who VARCHAR NOT NULL, what VARCHAR NOT NULL
);
CREATE TABLE changes (
    revision INTEGER NOT NULL, dish VARCHAR NOT NULL, "before" TEXT, "after" TEXT,
    PRIMARY KEY (revision, dish), FOREIGN KEY(revision) REFERENCES revisions (number)
);
CREATE TABLE dishes (
    position INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, id VARCHAR NOT NULL,
    body TEXT NOT NULL, UNIQUE (id)
);
CREATE TABLE embeddings (
    encoder VARCHAR NOT NULL, content VARCHAR NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (encoder, content)
);
CREATE TABLE photo_sources (
    source VARCHAR NOT NULL, photo VARCHAR NOT NULL, PRIMARY KEY (source)
);
INSERT INTO about VALUES ('catalog', 'c0ffee'), ('schema', '1'), ('encoder', 'clip');
INSERT INTO revisions VALUES
    (1, 'token-1', '2026-11-20T10:00:00+00:00', 'Ana', 'imported menu.csv'),
    (2, 'token-2', '2026-11-21T10:00:00+00:00', 'Luis', 'gone');
INSERT INTO embeddings VALUES ('clip', 'words:ramen', X'0000803F00000000');
INSERT INTO photo_sources VALUES ('source', 'photo');
"""


def body(dish_id: str, name: str, price: float) -> str:
    return (
        f'{{"id":"{dish_id}","name":"{name}","description":"","price":{price},"currency":"EUR",'
        '"cuisine":"","course":"","vegetarian":false,"vegan":false,"gluten_free":false,"spice":0,'
        '"allergens":["eggs"],"ingredients":[],"photo":null,"available":true}'
    )


RAMEN, TEA = body("ramen", "Ramen", 11.0), body("mint-tea", "Mint tea", 2.0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A catalog of the first version: ramen, and a tea that was removed."""
    file = tmp_path / "catalog.db"
    connection = sqlite3.connect(file)
    connection.executescript(VERSION_1)
    connection.execute("INSERT INTO dishes VALUES (1, 'ramen', ?)", [RAMEN])
    connection.executemany(
        "INSERT INTO changes VALUES (?, ?, ?, ?)",
        [(1, "ramen", None, RAMEN), (1, "mint-tea", None, TEA), (2, "mint-tea", TEA, None)],
    )
    connection.commit()
    connection.close()
    return file


def as_dumped(file: Path) -> list[str]:
    connection = sqlite3.connect(file)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_a_catalog_of_the_first_version_keeps_all_it_holds(file: Path) -> None:
    catalog = Catalog.open(file)
    ramen = dish("Ramen", price=11, allergens=("eggs",))
    assert catalog.menu().dishes == {"ramen": ramen}
    assert catalog.revision() == (2, "token-2")
    assert catalog.uid == "c0ffee"
    assert (catalog.noted("encoder"), catalog.noted("schema")) == ("clip", "3")
    assert catalog.kept("clip", ["words:ramen"])["words:ramen"].tolist() == unit([1, 0]).tolist()
    assert catalog.photos_of(["source"]) == {"source": "photo"}


def test_the_history_of_the_first_version_can_be_read_and_goes_on(file: Path) -> None:
    catalog = Catalog.open(file)
    tea = dish("Mint tea", price=2, allergens=("eggs",))
    told = [(s.number, s.who, s.what, s.new, s.changed, s.removed) for s in _sets(catalog)]
    assert told == [(2, "Luis", "gone", 0, 0, 1), (1, "Ana", "imported menu.csv", 2, 0, 0)]
    assert [c.before for c in catalog.history.changes(2)] == [tea]
    catalog.write([Change("mint-tea", tea)], who="Ana", what="back", verb="bring back")
    assert list(catalog.menu().dishes) == ["ramen", "mint-tea"]
    assert [s.verb for s in _sets(catalog)] == ["bring back", "", ""]


def test_the_same_dish_in_the_old_and_the_new_way_of_writing_is_no_change(file: Path) -> None:
    catalog = Catalog.open(file)
    same = dish("Ramen", price=11, allergens=("eggs",))
    assert catalog.write([Change("ramen", same)], who="Ana", what="again") is None
    assert catalog.revision().number == 2


def test_a_catalog_is_brought_up_to_date_once(file: Path) -> None:
    Catalog.open(file).close()
    after = as_dumped(file)
    Catalog.open(file).close()
    assert as_dumped(file) == after


def test_a_catalog_brought_up_to_date_is_made_of_the_same_as_a_new_one(
    file: Path, tmp_path: Path
) -> None:
    Catalog.open(file).close()
    Catalog.open(tmp_path / "new.db").close()
    assert _columns(file) == _columns(tmp_path / "new.db")


def test_a_catalog_of_the_second_version_keeps_its_dishes_and_has_no_house_yet(
    file: Path, tmp_path: Path
) -> None:
    Catalog.open(file).close()
    connection = sqlite3.connect(file)  # as version 0.2.0 left it
    connection.executescript(
        "DROP TABLE houses; UPDATE about SET value = '2' WHERE key = 'schema';"
    )
    connection.close()
    catalog = Catalog.open(file)
    assert list(catalog.menu().dishes) == ["ramen"]
    assert catalog.houses.newest() is None
    catalog.close()
    Catalog.open(tmp_path / "new.db").close()
    assert _columns(file) == _columns(tmp_path / "new.db")


def test_an_upgrade_that_breaks_halfway_leaves_the_catalog_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = as_dumped(file)
    with monkeypatch.context() as patched:
        patched.setitem(tables.UPGRADES, 2, (*tables.UPGRADES[2], "ALTER TABLE soup ADD COLUMN x"))
        with pytest.raises(FolderUnusable, match="no such table: soup"):
            Catalog.open(file)
    assert as_dumped(file) == before
    assert list(Catalog.open(file).menu().dishes) == ["ramen"]


def test_a_catalog_of_a_newer_version_is_left_alone(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("UPDATE about SET value = '4' WHERE key = 'schema'")
    connection.commit()
    connection.close()
    before = as_dumped(file)
    with pytest.raises(FolderUnusable, match="of version 4 and needs a newer version"):
        Catalog.open(file)
    assert as_dumped(file) == before


def _sets(catalog: Catalog) -> list[object]:
    return catalog.history.change_sets()


def _columns(file: Path) -> dict[str, list[object]]:
    connection = sqlite3.connect(file)
    try:
        names = connection.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()
        return {
            name: sorted(row[1:3] for row in connection.execute(f"PRAGMA table_info({name})"))
            for (name,) in names
        }
    finally:
        connection.close()
