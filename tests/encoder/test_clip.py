"""CLIP, on a checkpoint of a few kilobytes in the hub's own layouts."""

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from checkpoint import SIZE, current_checkpoint, legacy_checkpoint
from kit import BLUE, RED, encoded, picture, unit
from safetensors.torch import load_file, save_file

from recommender.encoder import load_encoder
from recommender.encoder.clip import ClipEncoder
from recommender.errors import EncoderUnavailable


@pytest.fixture(scope="session", params=["legacy", "current"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    write = {"legacy": legacy_checkpoint, "current": current_checkpoint}[request.param]
    return write(tmp_path_factory.mktemp(request.param) / "clip")


@pytest.fixture(scope="session")
def clip(folder: Path) -> ClipEncoder:
    return ClipEncoder(folder, name="tiny")


def test_words_and_photos_become_unit_float32_rows_of_one_space(clip: ClipEncoder) -> None:
    words = clip.encode_dish_words(["green curry", "lemon tart", "bread"])
    photos = clip.encode_dish_photos([picture(RED), picture(BLUE)])

    assert (words.dtype, words.shape) == (np.float32, (3, SIZE))
    assert (photos.dtype, photos.shape) == (np.float32, (2, SIZE))
    assert np.allclose(np.linalg.norm(words, axis=1), 1, atol=1e-6)
    assert np.allclose(np.linalg.norm(photos, axis=1), 1, atol=1e-6)


def test_every_query_fills_both_halves(clip: ClipEncoder) -> None:
    words, photo = clip.encode_query_words("green curry"), clip.encode_query_photo(picture())

    assert all(half is not None for half in (words.photo, words.words, photo.photo, photo.words))


def test_words_that_are_the_path_of_a_picture_are_read_as_words(
    clip: ClipEncoder, tmp_path: Path
) -> None:
    path = tmp_path / "curry.jpg"
    before = clip.encode_query_words(str(path)).words
    path.write_bytes(encoded(picture()))

    assert np.array_equal(clip.encode_query_words(str(path)).words, before)
    assert np.allclose(clip.encode_dish_words([str(path)])[0], before, atol=1e-5)


def test_words_that_are_an_address_are_never_fetched(
    clip: ClipEncoder, listener: tuple[str, list[str]]
) -> None:
    address, asked = listener

    clip.encode_query_words(address)
    clip.encode_dish_words([address, f"data:image/png;base64,{'A' * 8}"])

    assert asked == []


def test_what_is_longer_than_77_tokens_is_cut_at_the_tail(clip: ClipEncoder) -> None:
    start = "curry " * 40  # the tests' vocabulary has a token for each letter

    first, second = clip.encode_dish_words([start + "with prawns", start + "with tofu"])

    assert np.array_equal(first, second)


def test_a_batch_gives_what_each_gives_alone(clip: ClipEncoder) -> None:
    texts = ["bread", "a long bowl of noodle soup", "tea"]

    alone = np.concatenate([clip.encode_dish_words([text]) for text in texts])

    assert np.allclose(clip.encode_dish_words(texts), alone, atol=1e-5)


def test_no_photos_are_no_rows(clip: ClipEncoder) -> None:
    assert clip.encode_dish_photos([]).shape == (0, SIZE)


def test_other_weights_are_another_identity(tmp_path: Path, folder: Path) -> None:
    other = legacy_checkpoint(tmp_path / "other", seed=1)

    same = ClipEncoder(folder, name="tiny").identity
    assert same == ClipEncoder(folder, name="tiny").identity
    assert same != ClipEncoder(other, name="tiny").identity


def test_a_setting_that_names_a_folder_loads_it(folder: Path) -> None:
    loaded = load_encoder(str(folder))

    assert isinstance(loaded.encoder, ClipEncoder)
    assert loaded.instead_because == ""


def test_a_folder_without_a_model_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match="does not hold a model that can be read"):
        ClipEncoder(tmp_path, name="empty")


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_weights_that_are_no_numbers_are_refused_and_not_searched_with(
    tmp_path: Path, folder: Path, number: float
) -> None:
    damaged = shutil.copytree(folder, tmp_path / "damaged")
    file = next(damaged.rglob("*.safetensors"))
    weights = load_file(file)
    max(weights.values(), key=torch.numel).view(-1)[3] = number
    save_file(weights, file, metadata={"format": "pt"})

    with pytest.raises(EncoderUnavailable, match="damaged is damaged: weights in it are no num"):
        ClipEncoder(damaged, name="tiny")


def test_a_short_request_meets_photos_as_the_middle_of_its_captions(folder: Path) -> None:
    templates = {"en": ("a photo of {}.", "a plate of {}.")}
    clip = ClipEncoder(folder, name="tiny", templates=templates)

    halves = clip.encode_query_words("green curry")

    first, second, plain = clip.encode_dish_words(
        ["a photo of green curry.", "a plate of green curry.", "green curry"]
    )
    assert halves.photo == pytest.approx(unit(first + second), abs=1e-6)
    assert halves.words == pytest.approx(plain, abs=1e-6)


def test_a_long_request_meets_photos_as_it_is(clip: ClipEncoder) -> None:
    halves = clip.encode_query_words("something warm for a rainy evening")

    assert halves.photo == pytest.approx(halves.words, abs=1e-6)
