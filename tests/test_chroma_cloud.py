"""Chroma Cloud: opened by a key that is never shown, asked for no more than it gives."""

import threading
from pathlib import Path
from typing import Any

import chromadb
import pytest
from chromadb.errors import ChromaAuthError, InvalidArgumentError
from kit import dish, unit
from pydantic import SecretStr

from recommender.catalog import Revision
from recommender.chroma import CLOUD, Access, Way, conditions, embedded, size
from recommender.config import read_settings
from recommender.dish import ALLERGENS, words
from recommender.errors import IndexUnavailable, SettingError
from recommender.filters import Filters, metadata, where
from recommender.index import ChromaIndex, Record, collection_name
from recommender.restaurant import Restaurant

KEY = "ck-the-chef-s-own"
ADDRESS = "https://europe-west1.gcp.trychroma.com"
FIRST = Revision(1, "first")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[dict[str, Any]]:
    """Let a folder stand for Chroma Cloud; what its clients were asked for is noted."""
    noted: list[dict[str, Any]] = []

    def client(**named: Any) -> Any:
        noted.append(named)
        return embedded(tmp_path / "cloud").client

    monkeypatch.setattr(chromadb, "CloudClient", client)
    return noted


class Cloud:
    """Chroma Cloud at the client's edge: what is above a quota is refused, as is what it lacks."""

    def __init__(self) -> None:
        self.reading = 0
        self.most_reading = 0
        self._counting = threading.Lock()

    def get(self, named: dict[str, Any]) -> bool:
        return (named["limit"] or 10_000) <= 300

    def query(self, named: dict[str, Any]) -> bool:
        return named["n_results"] <= 300 and conditions(named["where"]) <= 8 and self.reading <= 10

    def delete(self, named: dict[str, Any]) -> bool:
        return len(named["ids"]) <= 300

    def modify(self, named: dict[str, Any]) -> bool:
        return all(len(str(value)) <= 256 for value in named["metadata"].values())

    def upsert(self, named: dict[str, Any]) -> bool:
        pairs = [pair for metadata in named["metadatas"] for pair in metadata.items()]
        return (
            len(named["ids"]) <= 300
            and all(len(dish.encode()) <= 128 for dish in named["ids"])
            and all(len(text.encode()) <= 16_384 for text in named["documents"])
            and all(len(metadata) <= 32 for metadata in named["metadatas"])
            and all(len(key.encode()) <= 36 and size(value) <= 4_096 for key, value in pairs)
            and named["embeddings"].shape[1] <= 4_096
        )

    def bounded(self, verb: str) -> Any:
        real, allows = getattr(chromadb.Collection, verb), getattr(self, verb)

        def asked(collection: chromadb.Collection, **named: Any) -> Any:
            with self._counting:
                self.reading += 1
                self.most_reading = max(self.most_reading, self.reading)
            try:
                if not allows(named):
                    raise InvalidArgumentError(f"quota exceeded: {verb}")
                return real(collection, **named)
            finally:
                with self._counting:
                    self.reading -= 1

        return asked


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Cloud:
    """Let Chroma refuse what Chroma Cloud would."""
    quotas = Cloud()
    for verb in ("get", "query", "delete", "modify", "upsert"):
        monkeypatch.setattr(chromadb.Collection, verb, quotas.bounded(verb))
    for verb in ("count", "update", "add"):
        monkeypatch.setattr(chromadb.Collection, verb, _missing)
    return quotas


def _missing(*_: Any, **__: Any) -> None:
    raise NotImplementedError("not used: its quota is not kept here")


def test_the_key_opens_the_database_that_is_named(asked: list[dict[str, Any]]) -> None:
    index = ChromaIndex.on_server(ADDRESS, "menu", Access(KEY, "mesa", "viva"))

    (named,) = asked
    assert index.title == f"Chroma Cloud at {ADDRESS}"
    assert (named["api_key"], named["tenant"], named["database"]) == (KEY, "mesa", "viva")
    host = (named["cloud_host"], named["cloud_port"], named["enable_ssl"])
    assert host == ("europe-west1.gcp.trychroma.com", 443, True)
    index.close()


def test_a_key_that_says_its_database_needs_no_more(asked: list[dict[str, Any]]) -> None:
    ChromaIndex.on_server(ADDRESS, "menu", Access(KEY)).close()
    assert (asked[0]["tenant"], asked[0]["database"]) == (None, None)


@pytest.mark.parametrize("failure", [ChromaAuthError, ValueError])
def test_a_key_that_is_refused_is_not_shown(
    failure: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(**named: Any) -> Any:
        raise failure(f"no entry with {named['api_key']}")

    monkeypatch.setattr(chromadb, "CloudClient", refusing)
    access = Access(KEY)
    with pytest.raises(IndexUnavailable) as raised:
        ChromaIndex.on_server(ADDRESS, "menu", access)

    assert str(raised.value).startswith(f"The index at Chroma Cloud at {ADDRESS} cannot be used: ")
    shown = f"{raised.value} {access} {read_settings(chroma=ADDRESS, chroma_api_key=KEY)}"
    assert KEY not in shown


@pytest.mark.usefixtures("cloud")
def test_a_menu_larger_than_one_answer_of_the_cloud_is_read_whole(tmp_path: Path) -> None:
    index = ChromaIndex(Way(embedded(tmp_path / "cloud").client, "Chroma Cloud", CLOUD), "menu")
    plates = [dish(f"Plate {n}") for n in range(601)]
    index.apply(
        [Record(p.id, unit((1, 0)), p.name, metadata(p)) for p in plates], [], reached=FIRST
    )
    assert index.ids() == {plate.id for plate in plates}
    index.apply([], [plate.id for plate in plates[:600]], reached=FIRST)
    assert index.ids() == {"plate-600"}
    index.close()


@pytest.mark.usefixtures("cloud")
def test_a_guest_who_leaves_every_allergen_out_is_answered_within_the_quotas(
    asked: list[dict[str, Any]], open_restaurant: Any
) -> None:
    restaurant: Restaurant = open_restaurant(chroma=ADDRESS, chroma_api_key=SecretStr(KEY))
    for name, allergens in (("Tofu curry", "none"), ("Beef curry", "milk")):
        restaurant.kitchen.add({"name": name, "price": 9, "allergens": allergens})
    strict = where(Filters(without=ALLERGENS))
    serving, snapshot = restaurant.engine.searchable()
    rows = restaurant.engine.find(serving, snapshot, snapshot.vectors[0], strict, 9)

    assert [snapshot.dishes[row].id for row in rows] == ["tofu-curry"]
    assert restaurant.engine.status.index == f"Chroma Cloud at {ADDRESS}"
    assert restaurant.engine.status.index_notice == ""
    assert len(asked) == 1


def in_cloud(folder: Path) -> ChromaIndex:
    return ChromaIndex(Way(embedded(folder / "cloud").client, "Chroma Cloud", CLOUD), "menu")


@pytest.mark.usefixtures("cloud")
def test_the_longest_dish_there_can_be_is_taken_and_found(tmp_path: Path) -> None:
    feast = dish(
        "𠮷" * 120,
        id="x" * 80,
        description="𩸽" * 2_000,
        cuisine="x" * 40,
        allergens=ALLERGENS,
        ingredients=[f"relish {n:02} " + "x" * 20 for n in range(100)],
    )
    index = in_cloud(tmp_path)
    assert len(words(feast).encode()) > 11_000
    assert size(metadata(feast)["listed"]) > 3_500
    index.apply([Record(feast.id, unit((1, 0)), words(feast), metadata(feast))], [], reached=FIRST)
    assert index.find(unit((1, 0)), None, 1) == [feast.id]
    index.close()


def test_a_dish_that_the_cloud_would_refuse_is_named(tmp_path: Path, cloud: Cloud) -> None:
    index = in_cloud(tmp_path)
    everything = metadata(dish("Hot pot")) | {"listed": [f"term {n:04}" for n in range(600)]}
    with pytest.raises(IndexUnavailable) as raised:
        index.apply([Record("hot-pot", unit((1, 0)), "", everything)], [], reached=FIRST)
    assert str(raised.value).endswith("listed of hot-pot is larger than 4096 bytes.")
    index.close()


def test_many_guests_at_once_stay_within_the_reads_that_the_cloud_allows(
    tmp_path: Path, cloud: Cloud
) -> None:
    index = in_cloud(tmp_path)
    plate = dish("Ramen")
    index.apply([Record("ramen", unit((1, 0)), "ramen", metadata(plate))], [], reached=FIRST)
    found: list[list[str]] = []
    together = threading.Barrier(20)

    def guest() -> None:
        together.wait()
        found.append(index.find(unit((1, 0)), None, 1))

    guests = [threading.Thread(target=guest) for _ in range(20)]
    for each in guests:
        each.start()
    for each in guests:
        each.join()
    assert found == [["ramen"]] * 20
    assert cloud.most_reading <= 4
    index.close()


def test_a_dish_stays_within_what_the_cloud_keeps_of_it() -> None:
    record = metadata(dish("Paella", allergens=ALLERGENS))
    assert len(record) <= 32
    assert max(len(key.encode()) for key in record) <= 36
    assert len(collection_name("c" * 32, "an encoder")) == 30


@pytest.mark.parametrize("address", ["", "http://chroma.example:8000", "api.trychroma.com"])
def test_a_key_is_only_sent_over_an_encrypted_line(address: str) -> None:
    with pytest.raises(SettingError) as raised:
        read_settings(chroma=address, chroma_api_key=KEY)
    assert str(raised.value) == (
        f"The setting RECOMMENDER_CHROMA is {address!r}: an address such as "
        "https://api.trychroma.com is needed. Correct it and start again."
    )
