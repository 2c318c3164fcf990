"""Vectors of dishes are made once and kept; a half that a dish lacks is zero."""

import logging
from collections.abc import Callable
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from kit import BLUE, RED, TasteEncoder, dish, jpeg

from recommender.catalog import Catalog
from recommender.catalog.tables import embeddings as kept_vectors
from recommender.dish import Dish
from recommender.embeddings import SHARE, Embeddings
from recommender.photos import PhotoStore
from recommender.progress import silent


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return Catalog.open(tmp_path / "catalog.db")


@pytest.fixture
def photos(tmp_path: Path) -> PhotoStore:
    return PhotoStore(tmp_path / "photos")


@pytest.fixture
def encoder() -> TasteEncoder:
    return TasteEncoder(tastes=("curry", "lemon"))


@pytest.fixture
def embeddings(catalog: Catalog, photos: PhotoStore, encoder: TasteEncoder) -> Embeddings:
    return Embeddings(catalog, photos, encoder)


def rounded(embeddings: Embeddings, *dishes: Dish) -> list[list[float]]:
    return [[round(float(n), 2) for n in row] for row in embeddings.of(dishes)]


def test_a_dish_s_vector_is_its_photo_half_beside_its_words_half(
    embeddings: Embeddings, photos: PhotoStore
) -> None:
    menu = [
        dish("Green curry", photo=photos.add(jpeg(RED), name="curry.jpg")),
        dish("Lemon curry"),
        dish("Bread", photo=photos.add(jpeg(BLUE), name="bread.jpg")),
    ]
    assert embeddings.fill(menu) == 5
    half = 0.71  # 1 / sqrt(2)
    assert rounded(embeddings, *menu) == [
        [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        [0.0, 0.0, 0.0, half, half, 0.0],
        [0.0, 0.0, 1.0, 0.0, 0.0, 1.0],
    ]


def test_what_is_kept_is_never_encoded_again(
    embeddings: Embeddings, photos: PhotoStore, encoder: TasteEncoder
) -> None:
    curry = dish("Green curry", photo=photos.add(jpeg(), name="curry.jpg"))
    assert embeddings.missing([curry]) == 2
    assert embeddings.fill([curry]) == 2
    assert embeddings.missing([curry]) == 0
    assert embeddings.fill([curry, curry.model_copy(update={"price": 99.0})]) == 0
    assert encoder.encoded == ["photo", "Green curry"]


def test_two_dishes_with_one_photo_or_the_same_words_are_encoded_once(
    embeddings: Embeddings, photos: PhotoStore, encoder: TasteEncoder
) -> None:
    photo = photos.add(jpeg(), name="curry.jpg")
    small = dish("Curry", id="curry-small", photo=photo)
    large = dish("Curry", id="curry-large", photo=photo)
    assert embeddings.fill([small, large]) == 2
    assert encoder.encoded == ["photo", "Curry"]
    one, other = rounded(embeddings, small, large)
    assert one == other


def test_vectors_of_another_encoder_are_not_used(
    catalog: Catalog, photos: PhotoStore, embeddings: Embeddings
) -> None:
    embeddings.fill([dish("Lemon tart")])
    other = Embeddings(catalog, photos, TasteEncoder("other", ("lemon",)))
    assert other.missing([dish("Lemon tart")]) == 1


def test_a_lost_photo_leaves_the_dish_to_its_words_and_the_log_says_so(
    embeddings: Embeddings, photos: PhotoStore, caplog: pytest.LogCaptureFixture
) -> None:
    curry = dish("Green curry", photo=photos.add(jpeg(), name="curry.jpg"))
    photos.path(curry.photo or "").unlink()
    with caplog.at_level(logging.ERROR):
        embeddings.fill([curry])
    assert rounded(embeddings, curry) == [[0.0, 0.0, 0.0, 1.0, 0.0, 0.0]]
    assert [r.getMessage() for r in caplog.records] == [
        (
            f"green-curry: {curry.photo}.jpg cannot be used as a photo: No such file or directory; "
            "restore the photos folder or add the photo again."
        )
    ]


@pytest.fixture
def one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few dishes be one share, whatever machine this is."""
    monkeypatch.setattr("recommender.embeddings.CORES", 1)


@pytest.mark.usefixtures("one_core")
def test_whoever_waits_is_told_how_far_encoding_is(embeddings: Embeddings) -> None:
    menu = [dish(f"Curry {n}") for n in range(2 * SHARE + 1)]
    told: list[tuple[str, int, int]] = []
    embeddings.fill(menu, lambda *step: told.append(step))
    stage, all_ = "Reading descriptions", 2 * SHARE + 1
    assert told == [
        (stage, 0, all_),
        (stage, SHARE, all_),
        (stage, 2 * SHARE, all_),
        (stage, all_, all_),
    ]


@pytest.mark.usefixtures("one_core")
def test_a_stopped_import_loses_nothing_that_was_encoded(
    embeddings: Embeddings, encoder: TasteEncoder
) -> None:
    menu = [dish(f"Curry {n}") for n in range(2 * SHARE)]

    def power_cut(stage: str, done: int, total: int) -> None:
        if done == SHARE:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embeddings.fill(menu, power_cut)
    assert embeddings.missing(menu) == 2 * SHARE - len(encoder.encoded) < 2 * SHARE
    embeddings.fill(menu)
    assert len(encoder.encoded) == 2 * SHARE


def test_an_empty_menu_has_no_vectors(embeddings: Embeddings) -> None:
    assert embeddings.fill([]) == 0
    assert embeddings.of([]).shape == (0, 6)


def test_a_query_fills_only_the_halves_it_has(
    embeddings: Embeddings, encoder: TasteEncoder
) -> None:
    words = encoder.encode_query_words("lemon").words
    assert embeddings.query(None, words).tolist() == [0, 0, 0, 0, 1, 0]
    photo, described = embeddings.split(embeddings.query(None, words)[None])
    assert (photo.tolist(), described.tolist()) == ([[0, 0, 0]], [[0, 1, 0]])


def test_each_photo_keeps_its_own_vector_however_many_are_encoded_at_once(
    embeddings: Embeddings, photos: PhotoStore
) -> None:
    colours = [(10 * n, 250 - 10 * n, 40) for n in range(SHARE + 3)]
    menu = [
        dish(f"Curry {n}", photo=photos.add(jpeg(colour), name=f"{n}.jpg"))
        for n, colour in enumerate(colours)
    ]

    embeddings.fill(menu)

    halves, _ = embeddings.split(embeddings.of(menu))
    expected = np.array([colour / np.linalg.norm(colour) for colour in colours])
    assert halves == pytest.approx(expected, abs=0.02)


def test_photos_are_encoded_from_as_few_pixels_as_the_encoder_looks_at(
    embeddings: Embeddings, photos: PhotoStore, encoder: TasteEncoder
) -> None:
    curry = dish("Green curry", photo=photos.add(jpeg(RED, (1600, 1200)), name="curry.jpg"))

    embeddings.fill([curry])

    assert encoder.looked_at == [(200, 150)]  # an eighth; it looks at 48 pixels of the short side


def test_texts_of_one_length_are_encoded_together(
    embeddings: Embeddings, encoder: TasteEncoder
) -> None:
    menu = [dish("Lemon curry with a long name"), dish("Curry"), dish("Lemon curry")]

    embeddings.fill(menu)

    assert encoder.encoded == ["Curry", "Lemon curry", "Lemon curry with a long name"]
    assert rounded(embeddings, menu[1])[0][3:] == [1.0, 0.0, 0.0]


@pytest.fixture
def curry(photos: PhotoStore) -> Dish:
    return dish("Green curry", photo=photos.add(jpeg(RED), name="curry.jpg"))


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda kept: kept[:-3],
    "empty": lambda _: b"",
    "of another size": lambda kept: kept + kept,
    "no number": lambda kept: np.full(len(kept) // 4, np.nan, "<f4").tobytes(),
    "without end": lambda kept: np.float32([np.inf]).tobytes() + kept[4:],
}


def spoil(catalog: Catalog, damage: Callable[[bytes], bytes], like: str) -> None:
    """Write into kept vectors by hand."""
    where = kept_vectors.c.content.like(like)
    with catalog._engine.begin() as connection:
        (row,) = connection.execute(kept_vectors.select().where(where)).all()
        connection.execute(kept_vectors.update().where(where).values(vector=damage(row.vector)))


@pytest.mark.parametrize("damaged", [*product(["words", "photo"], DAMAGES)])
def test_a_kept_vector_that_is_damaged_is_encoded_anew_and_the_log_says_so(
    embeddings: Embeddings,
    encoder: TasteEncoder,
    curry: Dish,
    caplog: pytest.LogCaptureFixture,
    damaged: tuple[str, str],
) -> None:
    kept, damage = damaged
    for half in embeddings._halves:  # not the colours: one vector of a kind
        embeddings._fill_half(half, [curry], silent)
    before = embeddings.of([curry]).tolist()
    spoil(embeddings._catalog, DAMAGES[damage], f"{kept}:%")
    encoder.encoded.clear()

    assert embeddings.of([curry, curry]).tolist() == before * 2

    assert len(encoder.encoded) == 1
    (told,) = caplog.messages
    vectors = "Kept vectors of tastes@1 that are damaged, and are made anew"
    assert told.startswith(f"{vectors}: 1 (first: {kept}:")
    assert embeddings.of([curry]).tolist() == before
    assert len(encoder.encoded) == 1  # it is kept again


def test_damaged_colours_are_looked_at_anew(
    embeddings: Embeddings, catalog: Catalog, curry: Dish
) -> None:
    embeddings._fill_half(embeddings._colours, [curry], silent)
    before = embeddings.colours([curry]).tolist()
    spoil(catalog, DAMAGES["no number"], "photo:%")
    assert embeddings.colours([curry]).tolist() == before
    assert any(before[0])


def test_whoever_does_not_look_at_photos_leaves_a_damaged_one_to_the_app(
    embeddings: Embeddings, photos: PhotoStore, encoder: TasteEncoder, curry: Dish
) -> None:
    embeddings._fill_half(embeddings._halves[0], [curry], silent)
    spoil(embeddings._catalog, DAMAGES["cut off"], "photo:%")
    encoder.encoded.clear()
    quick = Embeddings(embeddings._catalog, photos, encoder, looks=False)

    assert not quick.of([curry])[:, : encoder.photo_size].any()

    assert encoder.encoded == []
    assert embeddings.fill([curry]) == 2  # the words, and the photo anew
