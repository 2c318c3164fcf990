"""The engine: whatever happened to the index, a search is right and nothing is encoded twice."""

import gc
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import chromadb
import pytest
from chromadb.errors import InternalError
from kit import GREEN, RED, Stopwatch, TasteEncoder, chroma_server, dish, free_port, jpeg

from recommender import installing, starting
from recommender.because import Because
from recommender.catalog import Change
from recommender.dish import Dish
from recommender.encoder import Encoder, Vectors
from recommender.errors import EncoderUnavailable, IndexUnavailable, NotReady
from recommender.index import ChromaIndex, collection_name
from recommender.recommend import Query
from recommender.restaurant import Restaurant

Opening = Callable[..., Restaurant]
MENU = ["Tofu curry", "Beef stew", "Lemon tart", "Chocolate cake"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def closed(open_restaurant: Opening, tastes: TasteEncoder) -> None:
    """A restaurant with four dishes, closed for the night; nothing counts as encoded yet."""
    restaurant = open_restaurant()
    for name in MENU:
        restaurant.kitchen.add({"name": name, "price": 10}, photo=jpeg(), photo_name="dish.jpg")
    restaurant.close()
    tastes.encoded.clear()


def found(restaurant: Restaurant, words: str) -> list[str]:
    """Return the ids of the dishes that really match."""
    result = restaurant.recommender.search(Query(words))
    return [match.dish.id for match in result.matches if match.score >= 0.5]


def assert_menu_is_searchable(restaurant: Restaurant) -> None:
    assert found(restaurant, "tofu") == ["tofu-curry"]
    assert found(restaurant, "something with chocolate") == ["chocolate-cake"]
    assert restaurant.engine.disagreements() == []


def behind_the_index(restaurant: Restaurant, *dishes: Dish) -> None:
    """Write to the catalog as if the process had been killed before the index followed."""
    changes = [Change(d.id, d) for d in dishes]
    restaurant.catalog.write(changes, who="Ana", what="killed after this")


def test_a_menu_is_searchable_after_a_night(
    closed: None, open_restaurant: Opening, tastes: TasteEncoder
) -> None:
    restaurant = open_restaurant()
    assert_menu_is_searchable(restaurant)
    assert tastes.encoded == []
    assert restaurant.engine.status.ready


def test_a_lost_index_is_built_again_without_encoding(
    closed: None, open_restaurant: Opening, tastes: TasteEncoder, data: Path
) -> None:
    shutil.rmtree(data / "index")
    assert_menu_is_searchable(open_restaurant())
    assert tastes.encoded == []


def test_a_write_that_was_cut_off_is_made_good_without_encoding(
    closed: None, open_restaurant: Opening, tastes: TasteEncoder, data: Path
) -> None:
    (generation,) = (data / "index").glob("menu-*.000001")
    generation.with_name(f"{generation.name}.busy").touch()
    assert_menu_is_searchable(open_restaurant())
    assert tastes.encoded == []
    assert [p.name for p in (data / "index").glob("menu-*")] == [f"{generation.stem}.000002"]


@pytest.mark.parametrize("damage", ["emptied", "halved", "scribbled over"])
def test_damaged_index_files_are_replaced_without_encoding(
    closed: None, open_restaurant: Opening, tastes: TasteEncoder, data: Path, damage: str
) -> None:
    (generation,) = (data / "index").glob("menu-*.000001")
    for file in [file for file in generation.rglob("*") if file.is_file()]:
        size = file.stat().st_size
        content = {"emptied": b"", "halved": file.read_bytes()[: size // 2]}
        file.write_bytes(content.get(damage, b"soup" * (size // 4)))
    assert_menu_is_searchable(open_restaurant())
    assert tastes.encoded == []


def test_a_kill_between_catalog_and_index_is_made_good_at_the_next_start(
    closed: None, open_restaurant: Opening, tastes: TasteEncoder
) -> None:
    killed = open_restaurant()
    behind_the_index(killed, dish("Prawn soup"))
    killed.catalog.write([Change("lemon-tart", None)], who="Ana", what="gone")
    killed.close()
    restaurant = open_restaurant()
    assert found(restaurant, "prawn") == ["prawn-soup"]
    assert found(restaurant, "lemon") == []
    assert_menu_is_searchable(restaurant)
    assert tastes.encoded == ["Prawn soup"]


def test_a_change_behind_the_engine_s_back_is_found_by_the_next_search(
    closed: None, open_restaurant: Opening
) -> None:
    restaurant = open_restaurant()
    behind_the_index(restaurant, dish("Prawn soup"))
    assert found(restaurant, "prawn") == ["prawn-soup"]


def test_a_restored_backup_is_what_guests_search_again(
    closed: None, open_restaurant: Opening, tastes: TasteEncoder, data: Path, tmp_path: Path
) -> None:
    shutil.copyfile(data / "catalog.db", tmp_path / "backup.db")
    late = open_restaurant()
    late.kitchen.add({"name": "Prawn soup", "price": 9})
    late.close()
    tastes.encoded.clear()
    for leftover in data.glob("catalog.db*"):
        leftover.unlink()
    shutil.copyfile(tmp_path / "backup.db", data / "catalog.db")
    restaurant = open_restaurant()
    assert found(restaurant, "prawn") == []
    assert_menu_is_searchable(restaurant)
    assert tastes.encoded == []


def test_a_restored_backup_that_went_another_way_is_told_apart(
    closed: None, open_restaurant: Opening, data: Path, tmp_path: Path
) -> None:
    shutil.copyfile(data / "catalog.db", tmp_path / "backup.db")
    late = open_restaurant()
    late.kitchen.add({"name": "Prawn soup", "price": 9})
    late.close()
    for leftover in data.glob("catalog.db*"):
        leftover.unlink()
    shutil.copyfile(tmp_path / "backup.db", data / "catalog.db")
    other_way = open_restaurant(start=False)
    behind_the_index(other_way, dish("Tomato soup"))  # the same revision number, another token
    other_way.close()
    restaurant = open_restaurant()
    assert found(restaurant, "prawn") == []
    assert found(restaurant, "tomato") == ["tomato-soup"]
    assert_menu_is_searchable(restaurant)


def test_a_second_process_searches_in_memory_with_the_same_results(
    closed: None, open_restaurant: Opening, tastes: TasteEncoder
) -> None:
    first, second = open_restaurant(), open_restaurant()
    assert_menu_is_searchable(first)
    assert_menu_is_searchable(second)
    assert tastes.encoded == []
    assert first.engine.status.index_notice == ""
    assert second.engine.status.index == "in memory, exact"
    assert second.engine.status.index_notice.endswith(
        " holds the index of this data folder; "
        "this process searches in memory, with the same results."
    )


def test_a_dish_that_one_process_adds_is_found_by_the_other_at_its_next_search(
    closed: None, open_restaurant: Opening, tastes: TasteEncoder
) -> None:
    first, second = open_restaurant(), open_restaurant()
    second.kitchen.add({"name": "Prawn soup", "price": 9})
    assert found(first, "prawn") == ["prawn-soup"]
    first.kitchen.add({"name": "Tomato salad", "price": 9})
    assert found(second, "tomato") == ["tomato-salad"]
    assert tastes.encoded == ["Prawn soup", "Tomato salad"]


def test_the_index_is_free_for_the_next_process_when_the_first_lets_go(
    closed: None, open_restaurant: Opening
) -> None:
    open_restaurant().close()
    assert open_restaurant().engine.status.index.startswith("Chroma, embedded in ")


def test_an_index_that_fails_under_a_search_is_built_again_for_that_very_search(
    closed: None,
    open_restaurant: Opening,
    tastes: TasteEncoder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    restaurant = open_restaurant()
    real, failures = chromadb.Collection.query, [InternalError("the HNSW files are gone")]

    def breaking(self: chromadb.Collection, *args: Any, **named: Any) -> Any:
        if failures:
            raise failures.pop()
        return real(self, *args, **named)

    monkeypatch.setattr(chromadb.Collection, "query", breaking)
    assert_menu_is_searchable(restaurant)
    assert tastes.encoded == []
    assert restaurant.engine.status.index.endswith(".000002")


def test_an_index_that_cannot_be_built_again_is_replaced_by_memory_and_said_so(
    closed: None, open_restaurant: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    restaurant = open_restaurant()

    def full_disk(*_: Any, **__: Any) -> None:
        raise InternalError("disk is full")

    monkeypatch.setattr(chromadb.Collection, "query", full_disk)
    monkeypatch.setattr(chromadb.Collection, "upsert", full_disk)
    assert_menu_is_searchable(restaurant)
    notice = restaurant.engine.status.index_notice
    until = "Searches run in memory until it can be opened again."
    assert notice.endswith(f"cannot be used: disk is full. {until}")


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let every call to Chroma fail that writes or searches, until this is cleared."""
    full = ["disk is full"]

    def failing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            if full:
                raise InternalError(full[0])
            return real(*args, **named)

        return call

    for name in ("query", "upsert", "modify"):
        real = getattr(chromadb.Collection, name)
        monkeypatch.setattr(chromadb.Collection, name, failing(real))
    return full


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Stopwatch:
    """What the engine goes by when it tries again."""
    stopwatch = Stopwatch()
    monkeypatch.setattr(installing, "time", SimpleNamespace(monotonic=stopwatch))
    return stopwatch


def is_in_memory(restaurant: Restaurant) -> bool:
    assert_menu_is_searchable(restaurant)
    return restaurant.engine.status.index == installing.IN_MEMORY


@pytest.fixture
def in_memory(
    closed: None, open_restaurant: Opening, watch: Stopwatch, full_disk: list[str]
) -> Restaurant:
    """A restaurant that a full disk took the index of; just now there is space again."""
    restaurant = open_restaurant()
    assert is_in_memory(restaurant)
    full_disk.clear()
    return restaurant


def test_an_index_that_a_full_disk_took_is_opened_again_by_itself_when_there_is_space(
    in_memory: Restaurant, open_restaurant: Opening, tastes: TasteEncoder, watch: Stopwatch
) -> None:
    watch.now += 59
    assert is_in_memory(in_memory)  # it is not tried all the time: a guest waits for it

    watch.now += 1

    assert not is_in_memory(in_memory)
    assert in_memory.engine.status.index_notice == ""
    assert in_memory.engine.serving.index.ids() == set(in_memory.catalog.menu().dishes)
    assert tastes.encoded == []
    in_memory.close()
    assert not is_in_memory(open_restaurant())


def test_an_index_that_keeps_failing_is_tried_less_and_less_often_and_leaves_nothing_behind(
    closed: None, open_restaurant: Opening, data: Path, full_disk: list[str], watch: Stopwatch
) -> None:
    restaurant = open_restaurant()
    tried = []
    for minute in range(200):
        due = restaurant.engine._installed._retry_at
        assert is_in_memory(restaurant)
        tried += [minute] * (restaurant.engine._installed._retry_at != due)
        assert not minute or list((data / "index").glob("menu-*")) == []
        watch.now += 60
    assert tried == [0, 1, 3, 7, 15, 31, 63, 123, 183]


def test_who_searches_opens_an_index_again_that_the_start_has_opened(
    closed: None, open_restaurant: Opening, watch: Stopwatch, full_disk: list[str]
) -> None:
    full_disk.clear()
    restaurant = open_restaurant()
    restaurant.engine.close()
    start = restaurant.engine.start_in_background(first=lambda: None)
    start.join()  # who took the folder's lock is gone
    full_disk.append("disk is full")
    assert is_in_memory(restaurant)
    full_disk.clear()

    watch.now += 60

    assert not is_in_memory(restaurant)


@pytest.mark.parametrize("free", [1_000_000, OSError(5, "I/O error")])
def test_an_index_takes_the_last_of_a_disk_from_nobody(
    in_memory: Restaurant,
    watch: Stopwatch,
    monkeypatch: pytest.MonkeyPatch,
    free: int | OSError,
) -> None:
    def usage(_: Path) -> SimpleNamespace:
        if isinstance(free, OSError):
            raise free
        return SimpleNamespace(free=free)

    with monkeypatch.context() as patched:
        patched.setattr(installing.shutil, "disk_usage", usage)
        watch.now += 60
        assert is_in_memory(in_memory)
    watch.now += 59
    assert is_in_memory(in_memory)
    watch.now += 1
    assert not is_in_memory(in_memory)


def test_an_index_that_fails_late_does_not_replace_what_a_start_has_just_installed(
    closed: None, open_restaurant: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_restaurant().engine
    before, snapshot = engine.searchable()
    engine.start()
    installed, status = engine.serving, engine.status

    def gone(*_: Any) -> None:
        raise IndexUnavailable(place="Chroma", reason="its files are gone")

    monkeypatch.setattr(before.index, "find", gone)
    rows = engine.find(before, snapshot, snapshot.vectors[0], None, 2)

    assert rows[0] == 0
    assert (engine.serving, engine.status) == (installed, status)


def test_an_index_that_cannot_be_opened_at_the_start_is_replaced_by_memory(
    closed: None, open_restaurant: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: Any, **__: Any) -> None:
        raise InternalError("disk is full")

    monkeypatch.setattr(chromadb, "PersistentClient", full_disk)
    restaurant = open_restaurant()
    assert_menu_is_searchable(restaurant)
    assert "disk is full" in restaurant.engine.status.index_notice


def test_rebuilding_writes_every_dish_again_and_encodes_nothing(
    closed: None, open_restaurant: Opening, tastes: TasteEncoder
) -> None:
    restaurant = open_restaurant()
    serving = restaurant.engine.serving
    serving.index.apply([], ["tofu-curry"], reached=restaurant.catalog.revision())
    assert restaurant.engine.disagreements() == ["The index lacks 1 dishes; run rebuild."]
    assert restaurant.engine.rebuild() == 4
    assert_menu_is_searchable(restaurant)
    assert tastes.encoded == []


def test_a_check_compares_the_menu_with_the_index_that_was_brought_up_to_it(
    closed: None, open_restaurant: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index is lost and replaced in the same moment as somebody looks how it agrees."""
    engine = open_restaurant().engine
    asked, empty = engine.searchable(), SimpleNamespace(index=SimpleNamespace(ids=set))
    monkeypatch.setattr(engine, "searchable", lambda: asked)
    engine._installed.now = empty

    assert engine.disagreements() == []
    assert engine.rebuild() == 4
    engine._installed.now = asked[0]


def test_a_server_gives_the_same_answers(
    closed: None, open_restaurant: Opening, tastes: TasteEncoder, tmp_path: Path
) -> None:
    with chroma_server(tmp_path / "server", free_port()) as address:
        restaurant = open_restaurant(chroma=address)
        assert restaurant.engine.status.index == f"Chroma server at {address}"
        assert restaurant.engine.status.index_notice == ""
        assert_menu_is_searchable(restaurant)
        restaurant.kitchen.add({"name": "Prawn soup", "price": 9})
        assert found(restaurant, "prawn") == ["prawn-soup"]
        restaurant.close()
    assert tastes.encoded == ["Prawn soup"]


def test_searches_go_on_when_the_server_is_gone_and_return_to_it(
    closed: None,
    open_restaurant: Opening,
    tastes: TasteEncoder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port = free_port()
    with chroma_server(tmp_path / "server", port) as address:
        restaurant = open_restaurant(chroma=address)
        assert_menu_is_searchable(restaurant)
    assert_menu_is_searchable(restaurant)
    assert restaurant.engine.status.index == "in memory, exact"
    notice = restaurant.engine.status.index_notice
    assert notice.startswith(f"The index at Chroma server at {address} cannot be used: ")
    assert notice.endswith(" Searches run in memory until it answers again.")
    restaurant.kitchen.add({"name": "Prawn soup", "price": 9})
    assert found(restaurant, "prawn") == ["prawn-soup"]
    with chroma_server(tmp_path / "server", port):
        later = installing.time.monotonic() + installing.SERVER_RETRY_S
        monkeypatch.setattr(installing.time, "monotonic", lambda: later)
        assert found(restaurant, "prawn") == ["prawn-soup"]
        assert restaurant.engine.status.index == f"Chroma server at {address}"
        assert restaurant.engine.status.index_notice == ""
        assert_menu_is_searchable(restaurant)
        restaurant.close()
    assert tastes.encoded == ["Prawn soup"]


def test_a_server_that_refuses_what_is_written_is_asked_again(
    closed: None,
    open_restaurant: Opening,
    tmp_path: Path,
    watch: Stopwatch,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> bool:
        raise IndexUnavailable(place="Chroma server", reason="its disk is full")

    with chroma_server(tmp_path / "server", free_port()) as address:
        with monkeypatch.context() as full:
            full.setattr(ChromaIndex, "apply", refuse)
            restaurant = open_restaurant(chroma=address)
            assert is_in_memory(restaurant)
        watch.now += 60
        assert not is_in_memory(restaurant)
        restaurant.close()


def test_a_server_that_is_away_at_the_start_does_not_keep_guests_from_searching(
    closed: None, open_restaurant: Opening
) -> None:
    restaurant = open_restaurant(chroma=f"http://127.0.0.1:{free_port()}")
    assert_menu_is_searchable(restaurant)
    assert "Searches run in memory until it answers again." in restaurant.engine.status.index_notice


def test_two_processes_on_one_server_find_what_either_adds(
    closed: None, open_restaurant: Opening, tmp_path: Path
) -> None:
    with chroma_server(tmp_path / "server", free_port()) as address:
        first, second = open_restaurant(chroma=address), open_restaurant(chroma=address)
        second.kitchen.add({"name": "Prawn soup", "price": 9})
        assert found(first, "prawn") == ["prawn-soup"]
        assert_menu_is_searchable(second)
        first.close()
        second.close()


class SlowEncoder(TasteEncoder):
    """Encodes dishes only when it is told to go on."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.entered, self.go_on = threading.Event(), threading.Event()

    def encode_dish_words(self, texts: Any) -> Vectors:
        self.entered.set()
        assert self.go_on.wait(30)
        return super().encode_dish_words(texts)


def test_a_menu_is_searched_with_its_old_encoder_until_the_new_one_has_read_it_all(
    closed: None,
    open_restaurant: Opening,
    encoders: dict[str, Encoder],
    tastes: TasteEncoder,
) -> None:
    slow = SlowEncoder("slow")
    encoders["slow"] = slow
    restaurant = open_restaurant(start=False, model="slow")
    starting = restaurant.engine.start_in_background(first=lambda: None)
    assert slow.entered.wait(30)
    assert_menu_is_searchable(restaurant)
    assert (tastes.asked[0], slow.asked) == ("tofu", [])
    restaurant.kitchen.add({"name": "Prawn soup", "price": 9})
    assert found(restaurant, "prawn") == ["prawn-soup"]
    slow.go_on.set()
    starting.join(30)
    tastes.asked.clear()
    assert_menu_is_searchable(restaurant)
    assert found(restaurant, "prawn") == ["prawn-soup"]
    assert (tastes.asked, slow.asked[0]) == ([], "tofu")
    assert sorted(slow.encoded) == sorted(["photo", *MENU, "Prawn soup"])
    assert tastes.encoded == ["Prawn soup"]


def test_going_back_to_the_former_encoder_encodes_nothing(
    closed: None, open_restaurant: Opening, encoders: dict[str, Encoder], tastes: TasteEncoder
) -> None:
    encoders["other"] = TasteEncoder("other")
    open_restaurant(model="other").close()
    assert_menu_is_searchable(open_restaurant(model="tastes"))
    assert tastes.encoded == []


def test_each_encoder_has_its_own_index(open_restaurant: Opening, data: Path) -> None:
    restaurant = open_restaurant()
    name = collection_name(restaurant.catalog.uid, "tastes@1")
    assert [p.name for p in (data / "index").glob("menu-*")] == [f"{name}.000001"]


def test_a_search_before_the_engine_is_ready_says_so(open_restaurant: Opening) -> None:
    restaurant = open_restaurant(start=False)
    with pytest.raises(NotReady) as raised:
        restaurant.recommender.search(Query("curry"))
    assert str(raised.value) == (
        "Search is not ready yet: starting. The menu can be browsed meanwhile."
    )


def test_dishes_can_be_added_before_the_engine_is_ready(open_restaurant: Opening) -> None:
    restaurant = open_restaurant(start=False)
    restaurant.kitchen.add({"name": "Beef curry", "price": 9})
    restaurant.engine.start()
    assert found(restaurant, "beef") == ["beef-curry"]


def test_a_start_that_failed_says_where_to_read_why(
    open_restaurant: Opening, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def out_of_memory(*_: Any, **__: Any) -> None:
        raise MemoryError("no room for the weights")

    monkeypatch.setattr("recommender.starting.load_encoder", out_of_memory)
    restaurant = open_restaurant(start=False)
    restaurant.engine.start_in_background(first=lambda: None).join(10)
    with pytest.raises(NotReady) as raised:
        restaurant.recommender.search(Query("curry"))
    told = r"the start failed \(see (\w{8}) in the log\)\. The menu can be browsed meanwhile\."
    found = re.search(told, str(raised.value))
    assert found
    (record,) = [r for r in caplog.records if r.exc_info]
    assert record.facts["reference"] == found[1]  # type: ignore[attr-defined]
    assert "no room for the weights" in caplog.text


def test_a_start_that_failed_can_be_told_in_another_language(
    open_restaurant: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: Any, **__: Any) -> None:
        raise EncoderUnavailable(model="clip", reason=Because("it is empty"))

    restaurant = open_restaurant(start=False)
    monkeypatch.setattr("recommender.starting.load_encoder", missing)
    restaurant.engine.start_in_background(first=lambda: None).join(10)
    failure = restaurant.engine.status.failure

    assert failure == "the start failed (The model clip cannot be loaded: it is empty.)"
    assert isinstance(failure, Because)
    assert failure.facts["problem"].facts["model"] == "clip"


def test_whoever_waits_for_the_start_is_told_its_stages(
    closed: None,
    open_restaurant: Opening,
    encoders: dict[str, Encoder],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("recommender.embeddings.CORES", 1)  # else a few dishes are two shares
    encoders["other"] = TasteEncoder("other")
    told: list[tuple[str, int, int]] = []
    restaurant = open_restaurant(start=False, model="other")
    restaurant.engine.start(lambda *step: told.append(step))
    assert told == [
        ("Loading the encoder", 0, 0),
        ("Looking at photos", 0, 1),
        ("Looking at photos", 1, 1),
        ("Reading descriptions", 0, 4),
        ("Reading descriptions", 4, 4),
        ("Bringing the index up to date", 0, 0),
    ]
    status = restaurant.engine.status
    assert (status.ready, status.stage, status.total) == (True, "Ready", 0)
    assert status.encoder == "the other encoder"


def test_the_same_words_are_encoded_once_however_often_a_guest_filters(
    closed: None, open_restaurant: Opening, tastes: TasteEncoder
) -> None:
    restaurant = open_restaurant()
    for _ in range(3):
        found(restaurant, "Beef")
    assert tastes.asked == ["beef"]


def test_many_guests_and_a_cook_at_once_get_right_answers(
    closed: None, open_restaurant: Opening
) -> None:
    restaurant = open_restaurant()
    wrong: list[object] = []

    def guest() -> None:
        for _ in range(10):
            if (shown := found(restaurant, "tofu")) != ["tofu-curry"]:
                wrong.append(shown)

    guests = [threading.Thread(target=guest) for _ in range(4)]
    for thread in guests:
        thread.start()
    for n in range(10):
        colour = GREEN if n % 2 else RED
        restaurant.kitchen.add({"name": f"Lemon cake {n}", "price": n}, photo=jpeg(colour))
    for thread in guests:
        thread.join()
    assert wrong == []
    assert restaurant.engine.disagreements() == []
    assert len(found(restaurant, "lemon")) == 11


class SlowSeeingEncoder(TasteEncoder):
    """Looks at dishes' photos only when it is told to go on."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.entered, self.go_on = threading.Event(), threading.Event()

    def encode_dish_photos(self, photos: Any) -> Vectors:
        self.entered.set()
        assert self.go_on.wait(30)
        return super().encode_dish_photos(photos)


@pytest.fixture
def looking(
    open_restaurant: Opening, encoders: dict[str, Encoder]
) -> Iterator[tuple[Restaurant, Callable[[], None]]]:
    """A restaurant whose first start has come to the photos, and what lets it finish."""
    slow = SlowSeeingEncoder("slow")
    encoders["slow"] = slow
    restaurant = open_restaurant(start=False, model="slow")
    for name in MENU:
        restaurant.kitchen.add({"name": name, "price": 10}, photo=jpeg(), photo_name="dish.jpg")
    starting = restaurant.engine.start_in_background(first=lambda: None)
    assert slow.entered.wait(30)

    def finish() -> None:
        slow.go_on.set()
        starting.join(30)

    yield restaurant, finish
    finish()


def test_words_are_answered_while_photos_are_still_looked_at(
    looking: tuple[Restaurant, Callable[[], None]],
) -> None:
    restaurant, finish = looking
    status = restaurant.engine.status
    assert (status.words_ready, status.ready) == (True, False)
    assert found(restaurant, "tofu") == ["tofu-curry"]
    finish()
    assert restaurant.engine.status.ready
    assert restaurant.engine.snapshot().vectors.whole()[:, :3].any(axis=1).all()
    assert_menu_is_searchable(restaurant)


def test_a_dish_that_comes_while_photos_are_looked_at_is_searched_like_all(
    looking: tuple[Restaurant, Callable[[], None]],
) -> None:
    restaurant, finish = looking
    new = dish("Prawn soup")
    behind_the_index(restaurant, new)  # as by another process: nobody encoded it
    finish()
    assert found(restaurant, "prawn") == ["prawn-soup"]
    assert_menu_is_searchable(restaurant)


def test_a_dish_added_between_the_encoder_and_the_menu_is_encoded_all_the_same(
    open_restaurant: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    restaurant = open_restaurant(start=False)
    prepare = restaurant.engine.prepare

    def prepare_too_early(*args: Any) -> int:
        done = prepare(*args)
        restaurant.engine.start()
        return done

    monkeypatch.setattr(restaurant.engine, "prepare", prepare_too_early)
    restaurant.kitchen.add({"name": "Beef curry", "price": 9})
    assert found(restaurant, "beef") == ["beef-curry"]
    assert restaurant.engine.disagreements() == []


def test_a_large_menu_is_not_looked_through_for_garbage_while_guests_search(
    open_restaurant: Callable[..., Restaurant], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recommender.starting.CHROMA_UP_TO", 1)
    monkeypatch.setattr("recommender.engine.CHROMA_UP_TO", 1)
    looked_through = list[int]()

    def load(*args: object, **named: object) -> object:
        looked_through.append(gc.get_freeze_count())
        return load_encoder(*args, **named)

    load_encoder = starting.load_encoder
    monkeypatch.setattr(starting, "load_encoder", load)
    restaurant = open_restaurant(start=False)
    for name in ("Lemon tart", "Lemon sorbet"):
        restaurant.kitchen.add({"name": name, "price": 5})
    gc.unfreeze()
    try:
        restaurant.engine.start()
        assert looked_through[0] > 0  # nor while the encoder is imported
        assert gc.get_freeze_count() > looked_through[0]
    finally:
        gc.unfreeze()
