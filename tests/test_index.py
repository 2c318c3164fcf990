"""The index: Chroma in a folder, Chroma on a server and exact scores answer alike."""

import gc
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from kit import chroma_server, dish, free_port, unit

from recommender.catalog import Revision
from recommender.chroma import on_server
from recommender.config import PROJECT
from recommender.dish import ALLERGENS, COURSES, Dish
from recommender.dish_rows import DishRows
from recommender.errors import IndexUnavailable
from recommender.facets import MenuTable
from recommender.filters import Filters, metadata, where
from recommender.index import ChromaIndex, Record, collection_name
from recommender.index_folder import OwnedFolder
from recommender.lexicon import Lexicon
from recommender.snapshot import Snapshot

FIRST, SECOND = Revision(1, "first"), Revision(2, "second")
FILES = Path("/proc/self/fd")  # what this process holds open
KINDS = ("embedded", "server")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("server"), free_port()) as address:
        yield address


@pytest.fixture
def owned(tmp_path: Path) -> Iterator[OwnedFolder]:
    owned = OwnedFolder(tmp_path / "index")
    assert owned.own()
    yield owned
    owned.release()


@pytest.fixture
def indexes(owned: OwnedFolder, request: pytest.FixtureRequest) -> Iterator[dict[str, ChromaIndex]]:
    address = request.getfixturevalue("server")
    embedded = ChromaIndex.in_folder(owned, "menu")
    on_server = ChromaIndex.on_server(address, f"menu-{uuid.uuid4().hex}")
    yield {"embedded": embedded, "server": on_server}
    embedded.close()
    on_server.close()


@pytest.fixture(params=KINDS)
def index(request: pytest.FixtureRequest, indexes: dict[str, ChromaIndex]) -> ChromaIndex:
    return indexes[request.param]


def record(plate: Dish, *numbers: float) -> Record:
    return Record(plate.id, unit(numbers), plate.name, metadata(plate))


CURRY = record(dish("Green curry", price=12.0, cuisine="thai"), 1, 0)
SOUP = record(dish("Coconut soup", price=8.0, cuisine="thai"), 1, 1)
TART = record(dish("Lemon tart", price=6.0, course="dessert"), 0, 1)


def found(
    index: ChromaIndex, query: tuple[float, ...], top: int = 9, **filters: object
) -> list[str]:
    clause = where(Filters(**filters))
    return index.find(unit(query), clause, top)


def test_the_likest_dish_comes_first(index: ChromaIndex) -> None:
    index.apply([CURRY, SOUP, TART], [], reached=FIRST)
    assert found(index, (1, 0.2)) == ["green-curry", "coconut-soup", "lemon-tart"]
    assert found(index, (0.2, 1), top=2) == ["lemon-tart", "coconut-soup"]


def test_only_dishes_within_the_filters_are_found(index: ChromaIndex) -> None:
    index.apply([CURRY, SOUP, TART], [], reached=FIRST)
    assert found(index, (1, 0), cuisine=["thai"], max_price=8) == ["coconut-soup"]
    assert found(index, (1, 0), cuisine=["peruvian"]) == []


def test_an_empty_index_finds_nothing(index: ChromaIndex) -> None:
    assert found(index, (1, 0)) == []
    assert index.ids() == set()


def test_an_index_knows_which_revision_it_holds(index: ChromaIndex) -> None:
    assert index.revision() is None
    index.apply([CURRY], [], reached=FIRST)
    assert index.revision() == FIRST
    index.apply([], [], reached=SECOND)
    assert index.revision() == SECOND


def test_a_change_applied_twice_is_applied_once(index: ChromaIndex) -> None:
    index.apply([CURRY, TART], [], reached=FIRST)
    for _ in range(2):
        index.apply([SOUP], ["lemon-tart"], reached=SECOND)
        assert index.ids() == {"green-curry", "coconut-soup"}
        assert index.revision() == SECOND


def test_of_two_processes_that_make_a_collection_at_once_both_have_it(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = on_server(server, None)
    create = way.client.create_collection

    def late(*args: Any, **kwargs: Any) -> Any:
        create(*args, **kwargs)  # by the other one, after this one looked
        return create(*args, **kwargs)

    monkeypatch.setattr(way.client, "create_collection", late)
    index = ChromaIndex(way, f"menu-{uuid.uuid4().hex}")
    index.apply([CURRY], [], reached=FIRST)

    assert index.ids() == {"green-curry"}
    index.close()


def test_removing_a_dish_that_is_not_there_is_no_error(index: ChromaIndex) -> None:
    index.apply([CURRY], ["paella"], reached=FIRST)
    assert index.ids() == {"green-curry"}


def test_a_changed_dish_is_filtered_as_it_is_now(index: ChromaIndex) -> None:
    index.apply([CURRY], [], reached=FIRST)
    cheaper = dish("Green curry", price=5.0, cuisine="thai", allergens=("nuts",))
    index.apply([record(cheaper, 0, 1)], [], reached=SECOND)
    assert found(index, (1, 0), max_price=5) == ["green-curry"]
    assert found(index, (1, 0), without=["nuts"]) == []


def test_a_menu_of_more_than_one_batch_arrives_whole(index: ChromaIndex) -> None:
    plates = [record(dish(f"Plate {n}"), n, 600 - n) for n in range(601)]
    index.apply(plates, [], reached=FIRST)
    assert index.ids() == {f"plate-{n}" for n in range(601)}
    index.apply([], [f"plate-{n}" for n in range(600)], reached=SECOND)
    assert index.ids() == {"plate-600"}


def in_memory(dishes: Sequence[Dish], records: Sequence[Record]) -> Snapshot:
    vectors = np.stack([each.embedding for each in records])
    colours = np.zeros((len(dishes), 11), np.float32)
    return Snapshot(
        FIRST, MenuTable(dishes), Lexicon(dishes), DishRows.of(vectors), DishRows.of(colours)
    )


def test_all_three_ways_of_searching_agree(indexes: dict[str, ChromaIndex]) -> None:
    chance = np.random.default_rng(7)
    plates = []
    for n in range(120):
        allergens = None if n % 4 == 0 else tuple(chance.choice(ALLERGENS, 2).tolist())
        plate = dish(
            f"Plate {n}",
            price=float(n % 30),
            course=COURSES[n % len(COURSES)],
            allergens=allergens,
            available=n % 7 != 0,
        )
        plates.append(plate)
    records = [record(plate, *chance.normal(size=16)) for plate in plates]
    for index in indexes.values():
        index.apply(records, [], reached=FIRST)
    memory = in_memory(plates, records)
    asked = [
        {},
        {"max_price": 12.0},
        {"course": ["main", "dessert"]},
        {"without": ["nuts", "milk"]},
        {"min_price": 5, "available": False, "without": ["eggs"], "course": ["main", "drink"]},
    ]
    for filters in asked:
        for query in chance.normal(size=(8, 16)):
            rows = memory.find(unit(query), where(Filters(**filters)), 10)
            exact = [plates[row].id for row in rows]
            assert len(exact) > 0
            assert [found(indexes[k], query, 10, **filters) for k in KINDS] == [exact, exact]


def test_an_embedded_index_is_still_there_when_it_is_opened_again(owned: OwnedFolder) -> None:
    first = ChromaIndex.in_folder(owned, "menu")
    first.apply([CURRY, SOUP], [], reached=FIRST)
    first.close()
    again = ChromaIndex.in_folder(owned, "menu")
    assert (again.ids(), again.revision()) == ({"green-curry", "coconut-soup"}, FIRST)
    again.close()


def test_a_write_that_was_cut_off_is_thrown_away_with_its_folder(owned: OwnedFolder) -> None:
    first = ChromaIndex.in_folder(owned, "menu")
    first.apply([CURRY], [], reached=FIRST)
    first.abandon()
    again = ChromaIndex.in_folder(owned, "menu")
    assert (again.ids(), again.revision()) == (set(), None)
    again.close()
    entries = {path.name for path in owned.folder.iterdir()}
    assert entries == {"owner.lock", "owner.txt", "menu.000002"}


def test_a_folder_s_index_stays_its_own_beside_a_server_s(owned: OwnedFolder, server: str) -> None:
    on_server = ChromaIndex.on_server(server, "neighbours")
    in_folder = ChromaIndex.in_folder(owned, "neighbours")
    on_server.apply([CURRY], [], reached=FIRST)
    assert (on_server.ids(), in_folder.ids()) == ({"green-curry"}, set())
    in_folder.close()
    on_server.close()


def test_no_marker_is_left_by_a_write_that_ended_well(owned: OwnedFolder) -> None:
    index = ChromaIndex.in_folder(owned, "menu")
    index.apply([CURRY], [], reached=FIRST)
    assert list(owned.folder.glob("*.busy")) == []
    index.close()


OWNER = """
import sys
import uuid
from pathlib import Path
from recommender.index_folder import OwnedFolder
owned = OwnedFolder(Path(sys.argv[1]))
assert owned.own()
print("owned", flush=True)
sys.stdin.read()
"""


def test_a_folder_belongs_to_one_process_until_that_process_dies(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OWNER, str(tmp_path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=PROJECT) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "owned\n"
        mine = OwnedFolder(tmp_path)
        assert mine.own() is False
        assert mine.owner() == f"process {other.pid}"
        other.kill()
        other.wait()
    assert mine.own() is True
    mine.release()


def test_a_closed_index_leaves_no_connection_to_its_server_open(server: str) -> None:
    before = open_sockets()
    index = ChromaIndex.on_server(server, "left")
    index.apply([CURRY], [], reached=FIRST)
    assert open_sockets() > before
    index.close()
    assert open_sockets() == before


def open_sockets() -> int:
    gc.collect()  # what others left to it
    return sum(one.is_symlink() and "socket:" in str(one.readlink()) for one in FILES.iterdir())


def test_a_server_that_is_not_there_is_said_to_be_unavailable() -> None:
    address = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(IndexUnavailable) as raised:
        ChromaIndex.on_server(address, "menu")
    sentence = str(raised.value)
    assert sentence.startswith(f"The index at Chroma server at {address} cannot be used: ")


def test_two_menus_and_two_encoders_on_one_server_have_their_own_collections() -> None:
    names = {collection_name(c, e) for c in ("a" * 32, "b" * 32) for e in ("clip", "built-in")}
    assert len(names) == 4


def test_a_vector_of_another_size_is_refused(indexes: dict[str, ChromaIndex]) -> None:
    for kind in ("embedded", "server"):
        indexes[kind].apply([CURRY], [], reached=FIRST)
        with pytest.raises(IndexUnavailable):
            indexes[kind].find(unit((1, 0, 0)), None, 1)
