"""Chroma Cloud: opened by a key that is never shown, asked for no more than it gives."""

from pathlib import Path
from typing import Any

import chromadb
import pytest
from chromadb.errors import ChromaAuthError, InvalidArgumentError
from kit import dish, unit
from pydantic import SecretStr

from recommender.catalog import Revision
from recommender.chroma import CLOUD, Access, Way, conditions, embedded
from recommender.config import read_settings
from recommender.dish import ALLERGENS
from recommender.errors import IndexUnavailable, SettingError
from recommender.filters import Filters, metadata, where
from recommender.index import ChromaIndex, Record
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


@pytest.fixture
def _quotas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Chroma refuse what is above the quotas of Chroma Cloud."""
    within = {
        "get": lambda named: (named["limit"] or 10_000) <= 300,
        "query": lambda named: named["n_results"] <= 300 and conditions(named["where"]) <= 8,
        "upsert": lambda named: len(named["ids"]) <= 300,
        "delete": lambda named: len(named["ids"]) <= 300,
    }
    for verb, allows in within.items():
        monkeypatch.setattr(chromadb.Collection, verb, _bounded(verb, allows))


def _bounded(verb: str, allows: Any) -> Any:
    real = getattr(chromadb.Collection, verb)

    def bounded(self: chromadb.Collection, **named: Any) -> Any:
        if not allows(named):
            raise InvalidArgumentError(f"quota exceeded: {verb}")
        return real(self, **named)

    return bounded


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


@pytest.mark.usefixtures("_quotas")
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


@pytest.mark.usefixtures("_quotas")
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


def test_a_dish_stays_within_what_the_cloud_keeps_of_it() -> None:
    record = metadata(dish("Paella", allergens=ALLERGENS))
    assert len(record) <= 32
    assert max(map(len, record)) <= 36


@pytest.mark.parametrize("address", ["", "http://chroma.example:8000", "api.trychroma.com"])
def test_a_key_is_only_sent_over_an_encrypted_line(address: str) -> None:
    with pytest.raises(SettingError) as raised:
        read_settings(chroma=address, chroma_api_key=KEY)
    assert str(raised.value) == (
        f"The setting RECOMMENDER_CHROMA is {address!r}: an address such as "
        "https://api.trychroma.com is needed. Correct it and start again."
    )
