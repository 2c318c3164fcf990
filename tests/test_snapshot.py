"""The menu in memory is the menu: whatever changed is read, and nothing else."""

from collections.abc import Callable, Sequence
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kit import BLUE, GREEN, RED, TasteEncoder, dish, jpeg, unit

from recommender.catalog import Catalog, Menu, Revision
from recommender.dish import Dish
from recommender.dish_rows import DishRows
from recommender.embeddings import Embeddings
from recommender.errors import UnknownDish
from recommender.facets import MenuTable
from recommender.filters import Filters, where
from recommender.lexicon import Lexicon
from recommender.photos import PhotoStore
from recommender.snapshot import Snapshot

CURRY = dish("Beef curry", price=12, ingredients="beef;onions")
TART = dish("Lemon tart", vegetarian=True, price=6)
CAKE = dish("Chocolate cake", vegetarian=True, price=7)
MENU = (CURRY, TART, CAKE)
Reading = Callable[..., Snapshot]


@pytest.fixture
def encoder() -> TasteEncoder:
    return TasteEncoder()


@pytest.fixture
def photos(tmp_path: Path) -> PhotoStore:
    return PhotoStore(tmp_path / "photos")


@pytest.fixture
def read(tmp_path: Path, photos: PhotoStore, encoder: TasteEncoder) -> Reading:
    """Read dishes as the next revision of the menu."""
    catalog = Catalog.open(tmp_path / "catalog.db")
    embeddings = Embeddings(catalog, photos, encoder)

    def reading(dishes: Sequence[Dish], before: Snapshot | None = None) -> Snapshot:
        number = before.revision.number + 1 if before else 1
        menu = Menu(Revision(number, "token"), MappingProxyType({d.id: d for d in dishes}))
        table = MenuTable(dishes, before.table if before else None)
        return Snapshot.of(menu, table, embeddings, before)

    return reading


def assert_same(one: Snapshot, other: Snapshot) -> None:
    assert one.dishes == other.dishes
    assert one.vectors.whole().tolist() == other.vectors.whole().tolist()
    assert one.colours.whole().tolist() == other.colours.whole().tolist()
    for words in ("beef", "lemon", "onions", "prawns"):
        reading = other.lexicon.read(words)
        assert one.lexicon.read(words) == reading
        assert one.lexicon.coverage(reading).tolist() == other.lexicon.coverage(reading).tolist()


def test_a_first_reading_encodes_every_dish(read: Reading, encoder: TasteEncoder) -> None:
    snapshot = read(MENU)
    assert len(encoder.encoded) == 3
    assert snapshot.vectors.whole().shape == (3, encoder.photo_size + encoder.words_size)
    assert snapshot.revision.number == 1


def test_a_sold_out_dish_costs_no_reading_at_all(read: Reading, encoder: TasteEncoder) -> None:
    before = read(MENU)
    encoder.encoded.clear()
    after = read([CURRY.model_copy(update={"available": False}), TART, CAKE], before)
    assert encoder.encoded == []
    assert after.vectors is before.vectors
    assert after.lexicon is before.lexicon
    assert not after.dishes[0].available
    assert (after.revision.number, after.table.passing(Filters())) == (2, [TART, CAKE])
    assert before.dishes[0].available  # whoever still searches the menu before is not disturbed


@pytest.mark.parametrize(
    "changed",
    [
        [*MENU, dish("Prawn soup", ingredients="prawns")],
        [dish("Prawn soup"), *MENU],
        [TART, CAKE],
        [CAKE, TART, CURRY],
        [CURRY.model_copy(update={"name": "Tofu curry"}), TART, CAKE],
        [CURRY.model_copy(update={"ingredients": ("prawns",)}), TART, CAKE],
        [TART.model_copy(update={"price": 9.0, "description": "With onions."}), CURRY],
        [CURRY.model_copy(update={"cuisine": "thai", "course": "main"}), TART, CAKE],
        [],
    ],
)
def test_a_changed_menu_is_as_if_it_were_read_for_the_first_time(
    read: Reading, changed: list[Dish]
) -> None:
    assert_same(read(changed, read(MENU)), read(changed))


def test_a_new_photo_is_looked_at_and_an_old_one_is_not(
    read: Reading, photos: PhotoStore, encoder: TasteEncoder
) -> None:
    red, blue = (photos.add(jpeg(colour), name="dish.jpg") for colour in (RED, BLUE))
    menu = [CURRY.model_copy(update={"photo": red}), TART]
    before = read(menu)
    encoder.encoded.clear()
    changed = [menu[0], TART.model_copy(update={"photo": blue})]
    after = read(changed, before)
    assert encoder.encoded == ["photo"]
    assert_same(after, read(changed))
    assert after.vectors[1][:3].round(1).tolist() == [0, 0, 1]


def test_a_photo_taken_away_is_forgotten(read: Reading, photos: PhotoStore) -> None:
    green = photos.add(jpeg(GREEN), name="dish.jpg")
    before = read([CURRY.model_copy(update={"photo": green}), TART])
    assert before.colours[0].sum() == pytest.approx(1, abs=1e-5)
    after = read([CURRY, TART], before)
    assert not after.vectors[0][:3].any()
    assert not after.colours[0].any()


def test_many_revisions_leave_what_one_reading_finds(read: Reading) -> None:
    snapshot, menu = read(MENU), list(MENU)
    for number in range(5):
        menu = [*menu[1:], dish(f"Lemon cake {number}"), menu[0]]
        snapshot = read(menu, snapshot)
    assert_same(snapshot, read(menu))
    assert snapshot.revision.number == 6


EDITS = ("price", "words", "remove", "add", "move", "back")


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 99)), max_size=8))
def test_whatever_follows_whatever_a_menu_is_as_if_it_were_read_for_the_first_time(
    read: Reading, edits: list[tuple[str, int]]
) -> None:
    menu, gone = list(MENU), [dish("Prawn soup", ingredients="prawns")]
    snapshot = read(menu)
    for number, (edit, place) in enumerate(edits):
        at = place % max(1, len(menu))
        if edit == "add":
            menu.append(dish(f"Onion pie {number}", ingredients="onions"))
        elif edit == "back" and gone:
            menu.insert(at, gone.pop())
        elif menu and edit == "remove":
            gone.append(menu.pop(at))
        elif menu and edit == "move":
            menu.append(menu.pop(at))
        elif menu:
            new = {"price": 20.0 + number} if edit == "price" else {"name": f"Lemon cup {number}"}
            menu[at] = menu[at].model_copy(update=new)
        snapshot = read(menu, snapshot)
        assert_same(snapshot, read(menu))
        assert snapshot.rows_of([each.id for each in menu]).tolist() == list(range(len(menu)))


def test_a_dish_is_found_by_its_id_or_unknown(read: Reading) -> None:
    snapshot = read(MENU)
    assert snapshot.dish("lemon-tart") is TART
    with pytest.raises(UnknownDish):
        snapshot.dish("paella")
    assert snapshot.rows_of(["chocolate-cake", "paella", "beef-curry"]).tolist() == [2, 0]


def of_numbers(vectors: Sequence[Sequence[float]], prices: Sequence[float]) -> Snapshot:
    dishes = [dish(f"Plate {n}", price=price) for n, price in enumerate(prices)]
    rows = np.array(vectors, np.float32).reshape(len(dishes), -1)
    colours = np.zeros((len(rows), 11), np.float32)
    return Snapshot(
        *(Revision(), MenuTable(dishes), Lexicon(dishes)),
        *(DishRows.of(rows), DishRows.of(colours)),
    )


def test_the_greatest_dot_product_comes_first_and_equal_ones_in_the_menu_s_order() -> None:
    snapshot = of_numbers([[1, 0], [0, 1], [1, 0], [0.6, 0.8]], [1, 2, 3, 4])
    query = unit([1, 0])
    assert snapshot.find(query, None, 4).tolist() == [0, 2, 3, 1]
    assert snapshot.find(query, None, 1).tolist() == [0]
    assert snapshot.find(query, where(Filters(min_price=2)), 2).tolist() == [2, 3]
    assert snapshot.find(query, where(Filters(min_price=9)), 2).tolist() == []


def test_what_is_near_any_of_several_is_found_once() -> None:
    snapshot = of_numbers([[1, 0], [0, 1], [0.6, 0.8]], [1, 2, 3])
    either = snapshot.find_any([unit([1, 0]), unit([0, 1])], None, 2)
    assert either.tolist() == [0, 1, 2]
    assert snapshot.find_any([unit([1, 0])], where(Filters(max_price=2)), 1).tolist() == [0]
    assert snapshot.find_any([], None, 2).tolist() == []


NUMBERS = st.integers(-3, 3)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    rows=st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=30),
    query=st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS),
    share=st.integers(0, 10),
    top=st.integers(1, 40),
)
def test_whatever_is_left_out_of_query_or_menu_the_order_is_that_of_all_dot_products(
    rows: list[tuple[int, ...]], query: tuple[int, ...], share: int, top: int
) -> None:
    # Few or many pass, a half of the query may be empty: each takes another way of reckoning.
    prices = [number % 10 for number in range(len(rows))]
    snapshot = of_numbers(rows, prices)
    products = np.array(rows) @ np.array(query)
    passing = [number for number, price in enumerate(prices) if price < share]
    expected = sorted(passing, key=lambda number: (-products[number], number))[:top]
    clause = where(Filters(max_price=share - 1)) if share else where(Filters(min_price=50))
    assert snapshot.find(np.array(query, np.float32), clause, top).tolist() == expected


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    rows=st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=30),
    queries=st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS), max_size=5),
    share=st.integers(1, 10),
    top=st.integers(1, 40),
)
def test_what_is_near_any_is_what_is_near_each(
    rows: list[tuple[int, ...]], queries: list[tuple[int, ...]], share: int, top: int
) -> None:
    snapshot = of_numbers(rows, [number % 10 for number in range(len(rows))])
    clause = where(Filters(max_price=share - 1))
    asked = [np.array(query, np.float32) for query in queries]
    singly = {row for query in asked for row in snapshot.find(query, clause, top).tolist()}
    assert snapshot.find_any(asked, clause, top).tolist() == sorted(singly)
