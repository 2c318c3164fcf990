"""Guests who do not write English, on small checkpoints of the hub's layouts."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from checkpoint import as_on_the_hub, legacy_checkpoint, multilingual_checkpoint
from hubs import hub_with, online
from kit import encoded, picture, unit
from sentence_transformers import SentenceTransformer

from recommender.config import MULTILINGUAL, Settings, read_settings
from recommender.encoder import Halves, load_encoder
from recommender.encoder import multilingual as module
from recommender.encoder.clip import ClipEncoder
from recommender.errors import SettingError
from recommender.serving import Serving

LANGUAGES = {"green curry": "en", "curry verde": "es", "grüner Curry": "other"}
HUB_MODEL = "kitchen/tiny-words"


def judged(text: str) -> str:
    return LANGUAGES.get(text, "uncertain")


@pytest.fixture(scope="session")
def clip_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return legacy_checkpoint(tmp_path_factory.mktemp("clip") / "clip")


@pytest.fixture(scope="session")
def clip(clip_folder: Path) -> ClipEncoder:
    """CLIP alone, which reads every language as if it were English."""
    return ClipEncoder(clip_folder, name="tiny")


@pytest.fixture(scope="session", params=["hub", "current"])
def layout(
    request: pytest.FixtureRequest, clip: ClipEncoder, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    made = multilingual_checkpoint(folder, like=clip.encode_dish_words)
    return as_on_the_hub(made) if request.param == "hub" else made


@pytest.fixture(scope="session")
def words_folder(clip: ClipEncoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return multilingual_checkpoint(tmp_path_factory.mktemp("w"), like=clip.encode_dish_words)


def beside(clip_folder: Path, multilingual: Path | str) -> ClipEncoder:
    return ClipEncoder(clip_folder, name="tiny", multilingual=str(multilingual), language_of=judged)


def read_by(model: SentenceTransformer, text: str) -> np.ndarray:
    return model.encode({"text": text}, normalize_embeddings=True)


def same(one: Halves, other: Halves) -> bool:
    return np.array_equal(one.photo, other.photo) and np.array_equal(one.words, other.words)


def loading() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "load-multilingual"]


class Gate:
    """Keeps a model from loading until it is opened."""

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.loads = 0

    def open(self, encoder: ClipEncoder) -> None:
        self.opened.set()
        encoder.settle()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate, real = Gate(), module.load_model

    def gated(*args: Any, **named: Any) -> SentenceTransformer:
        gate.loads += 1
        assert gate.opened.wait(30)
        return real(*args, **named)

    monkeypatch.setattr(module, "load_model", gated)
    yield gate
    gate.opened.set()


def test_a_multilingual_model_of_the_hubs_layout_is_loaded_beside_clip(
    clip_folder: Path, layout: Path
) -> None:
    encoder = load_encoder(str(clip_folder), multilingual=str(layout), language_of=judged).encoder
    encoder.settle()

    assert encoder.notices == ()
    assert encoder.title.endswith(f"; other languages by {layout}")
    reference = SentenceTransformer(str(layout), device="cpu", local_files_only=True)
    halves = encoder.encode_query_words("curry verde")
    assert halves.words == pytest.approx(read_by(reference, "curry verde"), abs=1e-6)
    caption = read_by(reference, "una foto de curry verde, un tipo de comida.")
    assert halves.photo == pytest.approx(caption, abs=1e-6)


def test_english_is_read_by_clip_alone(
    clip_folder: Path, words_folder: Path, clip: ClipEncoder
) -> None:
    encoder = beside(clip_folder, words_folder)
    encoder.settle()

    asked = "green curry"
    assert same(encoder.encode_query_words(asked), clip.encode_query_words(asked))


def test_words_of_uncertain_language_are_the_middle_of_both_readings(
    clip_folder: Path, words_folder: Path, clip: ClipEncoder
) -> None:
    encoder = beside(clip_folder, words_folder)
    encoder.settle()

    halves = encoder.encode_query_words("curry")

    reference = SentenceTransformer(str(words_folder), device="cpu", local_files_only=True)
    alone, caption = clip.encode_query_words("curry"), "a photo of curry, a type of food."
    assert halves.words == pytest.approx(unit(alone.words + read_by(reference, "curry")), abs=1e-6)
    assert halves.photo == pytest.approx(unit(alone.photo + read_by(reference, caption)), abs=1e-6)
    assert np.linalg.norm(halves.words) == pytest.approx(1, abs=1e-6)


def test_no_guest_waits_for_the_model(
    clip_folder: Path, words_folder: Path, clip: ClipEncoder, gate: Gate
) -> None:
    encoder = beside(clip_folder, words_folder)

    asked = "curry verde"
    assert same(encoder.encode_query_words(asked), clip.encode_query_words(asked))
    (notice,) = encoder.notices
    assert notice == (
        f"The model {words_folder} is being loaded. Until it is there, CLIP itself reads requests "
        "in every language, and finds less for those not in English."
    )

    gate.open(encoder)
    assert encoder.notices == ()
    assert not same(encoder.encode_query_words(asked), clip.encode_query_words(asked))


def test_a_guest_who_asks_again_is_read_by_the_model_that_has_come_meanwhile(
    clip_folder: Path, words_folder: Path, gate: Gate
) -> None:
    encoder = beside(clip_folder, words_folder)
    serving = Serving(encoder, embeddings=None, index=None, background=None)
    before = serving.query_words("curry verde")
    assert serving.query_words("curry verde") is before

    gate.open(encoder)

    after = serving.query_words("curry verde")
    assert same(after, encoder.encode_query_words("curry verde"))
    assert not same(after, before)
    assert serving.query_words("curry verde") is after


def test_many_guests_at_once_load_the_model_once(
    clip_folder: Path, words_folder: Path, gate: Gate
) -> None:
    encoder = beside(clip_folder, words_folder)

    with ThreadPoolExecutor(8) as guests:
        list(guests.map(encoder.encode_query_words, ["curry verde"] * 16))
    gate.open(encoder)

    assert gate.loads == 1


def test_a_model_in_the_cache_is_loaded_before_anybody_asks(
    clip_folder: Path, words_folder: Path, put_in_cache: Callable[[str, Path], Path]
) -> None:
    put_in_cache(HUB_MODEL, words_folder)

    encoder = beside(clip_folder, HUB_MODEL)

    for thread in loading():
        thread.join()  # it began before anybody asked
    assert (encoder.notices, encoder.query_version) == ((), 1)


@pytest.mark.parametrize("asked", ["green curry", "curry"])
def test_a_model_that_is_not_here_is_not_fetched_for_english_or_uncertain_words(
    clip_folder: Path, cache: Path, asked: str, gate: Gate
) -> None:
    encoder = beside(clip_folder, HUB_MODEL)

    encoder.encode_query_words(asked)

    assert loading() == []
    (notice,) = encoder.notices
    assert notice == (
        f"The model {HUB_MODEL} is fetched when a guest first writes in another language than "
        "English."
    )


def test_a_model_that_is_not_here_is_fetched_at_the_first_request_that_is_not_english(
    clip_folder: Path, words_folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = beside(clip_folder, HUB_MODEL)
    with hub_with(words_folder, HUB_MODEL) as address:
        online(monkeypatch, address)
        encoder.encode_query_words("curry verde")
        encoder.settle()

    assert (encoder.notices, encoder.query_version) == ((), 1)
    local = beside(clip_folder, words_folder)
    local.settle()
    assert same(encoder.encode_query_words("curry verde"), local.encode_query_words("curry verde"))


def test_offline_without_the_model_clip_goes_on_and_staff_are_told(
    clip_folder: Path, cache: Path, clip: ClipEncoder
) -> None:
    encoder = beside(clip_folder, HUB_MODEL)
    encoder.encode_query_words("curry verde")
    encoder.settle()

    (notice,) = encoder.notices
    assert notice == (
        "The model kitchen/tiny-words cannot be loaded: it is not on this machine, and "
        "HF_HUB_OFFLINE forbids asking the hub. CLIP itself reads requests in every language, and "
        "finds less for those not in English. Connect this machine to huggingface.co once and "
        "start again, or set RECOMMENDER_MULTILINGUAL_MODEL to a folder with the model's files, "
        "or to none."
    )
    assert encoder.query_version == 0
    assert "other languages" not in encoder.title
    for asked in ("curry verde", "curry", "grüner Curry"):
        assert same(encoder.encode_query_words(asked), clip.encode_query_words(asked))


def test_a_failure_that_nobody_foresaw_is_told_too(
    clip_folder: Path, words_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def out_of_memory(*_: Any, **__: Any) -> None:
        raise MemoryError("no room for the weights")

    monkeypatch.setattr(module, "load_model", out_of_memory)
    encoder = beside(clip_folder, words_folder)
    encoder.settle()

    (notice,) = encoder.notices
    assert notice.startswith(
        f"The model {words_folder} cannot be loaded: MemoryError: no room for the weights. CLIP "
    )


TAIL = (
    " CLIP itself reads requests in every language, and finds less for those not in English. Set "
    "RECOMMENDER_MULTILINGUAL_MODEL to one that was made for this CLIP, or to none."
)


def test_a_model_of_another_size_is_refused(clip_folder: Path, tmp_path: Path) -> None:
    folder = multilingual_checkpoint(tmp_path, size=16)
    encoder = beside(clip_folder, folder)
    encoder.settle()

    made = f"The model {folder} was made for another CLIP: its vectors have 16 numbers, not 24."
    assert encoder.notices == (made + TAIL,)


def test_a_model_of_the_same_size_but_another_space_is_refused(
    clip_folder: Path, tmp_path: Path, clip: ClipEncoder
) -> None:
    other = ClipEncoder(legacy_checkpoint(tmp_path / "other", seed=1), name="other")
    folder = multilingual_checkpoint(tmp_path / "words", like=other.encode_dish_words)
    encoder = beside(clip_folder, folder)
    encoder.settle()

    made = (
        f"The model {folder} was made for another CLIP: the two give the same words other vectors."
    )
    assert encoder.notices == (made + TAIL,)
    asked = "curry verde"
    assert same(encoder.encode_query_words(asked), clip.encode_query_words(asked))


def test_the_published_model_is_not_downloaded_for_a_clip_that_it_cannot_fit(
    clip_folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "model_folder", None)  # would fail if it were called
    encoder = beside(clip_folder, MULTILINGUAL)
    for thread in loading():
        thread.join()  # it began before anybody asked

    made = (
        f"The model {MULTILINGUAL} was made for another CLIP: its vectors have 512 numbers, not 24."
    )
    assert encoder.notices == (made + TAIL,)


def test_a_model_without_words_is_refused(clip_folder: Path, tmp_path: Path) -> None:
    encoder = beside(clip_folder, tmp_path)
    encoder.settle()

    (notice,) = encoder.notices
    assert notice.startswith(f"The model {tmp_path} cannot be loaded: {tmp_path} does not hold")


def test_none_switches_other_languages_off(clip: ClipEncoder) -> None:
    clip.encode_query_words("sopa de tomate")
    clip.settle()

    assert (clip.notices, clip.query_version) == ((), 0)


def test_vectors_of_dishes_and_their_identity_are_the_same_with_and_without(
    clip_folder: Path, words_folder: Path, clip: ClipEncoder
) -> None:
    encoder = beside(clip_folder, words_folder)
    encoder.settle()

    texts = ["Curry verde. Curry con leche de coco."]
    assert encoder.identity == clip.identity
    assert np.array_equal(encoder.encode_dish_words(texts), clip.encode_dish_words(texts))


def test_words_that_are_a_path_or_an_address_are_read_as_words(
    clip_folder: Path, words_folder: Path, tmp_path: Path, listener: tuple[str, list[str]]
) -> None:
    address, asked = listener
    path = tmp_path / "curry.jpg"
    encoder = ClipEncoder(
        clip_folder, name="tiny", multilingual=str(words_folder), language_of=lambda _: "es"
    )
    encoder.settle()
    before = encoder.encode_query_words(str(path))
    path.write_bytes(encoded(picture()))

    assert same(encoder.encode_query_words(str(path)), before)
    encoder.encode_query_words(address)
    encoder.encode_query_words(f"data:image/png;base64,{'A' * 8}")
    assert asked == []


def test_long_words_are_cut_at_the_tail(clip_folder: Path, words_folder: Path) -> None:
    encoder = ClipEncoder(
        clip_folder, name="tiny", multilingual=str(words_folder), language_of=lambda _: "es"
    )
    encoder.settle()
    start = "curry " * 100  # the tests' vocabulary has a token for each letter

    first, second = (encoder.encode_query_words(start + end) for end in ("con gambas", "verde"))

    assert same(first, second)


def test_the_published_model_is_the_setting_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().multilingual_model == MULTILINGUAL
    monkeypatch.setenv("RECOMMENDER_MULTILINGUAL_MODEL", "none")
    assert read_settings().multilingual_model == "none"
    monkeypatch.setenv("RECOMMENDER_MULTILINGUAL_MODEL", "")
    with pytest.raises(SettingError, match="RECOMMENDER_MULTILINGUAL_MODEL"):
        read_settings()
