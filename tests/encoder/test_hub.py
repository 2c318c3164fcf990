"""Where a model comes from, on a machine whose hub is cached, silent, away, or really there."""

import shutil
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from checkpoint import legacy_checkpoint, multilingual_checkpoint
from hubs import hub_with, online
from huggingface_hub import constants

from recommender.encoder import load_encoder
from recommender.encoder.built_in import BuiltInEncoder
from recommender.encoder.clip import ClipEncoder
from recommender.encoder.hub import cached_folder, model_folder
from recommender.errors import EncoderUnavailable
from recommender.progress import silent

MODEL = "kitchen/tiny-clip"


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return legacy_checkpoint(tmp_path_factory.mktemp("hub") / "tiny")


def test_a_cached_model_is_loaded_without_asking_the_hub(
    put_in_cache: Callable[[str, Path], Path], checkpoint: Path
) -> None:
    folder = put_in_cache(MODEL, checkpoint)

    assert cached_folder(MODEL) == folder
    assert isinstance(load_encoder(MODEL).encoder, ClipEncoder)


def test_a_download_that_broke_off_does_not_count_as_cached(
    put_in_cache: Callable[[str, Path], Path], checkpoint: Path
) -> None:
    folder = put_in_cache(MODEL, checkpoint)
    (folder / "0_CLIPModel" / "model.safetensors").unlink()

    assert cached_folder(MODEL) is None


def test_a_download_that_broke_off_before_its_largest_part_does_not_count_as_cached(
    put_in_cache: Callable[[str, Path], Path], tmp_path: Path
) -> None:
    folder = put_in_cache("kitchen/words", multilingual_checkpoint(tmp_path / "words"))
    assert cached_folder("kitchen/words") == folder
    (folder / "model.safetensors").unlink()

    assert (folder / "2_Dense" / "model.safetensors").exists()
    assert cached_folder("kitchen/words") is None


def pickled(checkpoint: Path, folder: Path) -> Path:
    """Return a copy of ``checkpoint`` with its weights under the name that pickles have."""
    shutil.copytree(checkpoint, folder)
    weights = folder / "0_CLIPModel" / "model.safetensors"
    weights.rename(weights.with_name("pytorch_model.bin"))
    return folder


def test_weights_that_may_run_code_are_not_opened(checkpoint: Path, tmp_path: Path) -> None:
    folder = pickled(checkpoint, tmp_path / "pickled")

    with pytest.raises(EncoderUnavailable, match="only there as a pickle, which may run code"):
        model_folder(str(folder), silent)


def test_weights_that_may_run_code_are_not_downloaded(
    cache: Path, checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hub_with(pickled(checkpoint, tmp_path / "pickled"), MODEL) as address:
        online(monkeypatch, address)

        with pytest.raises(EncoderUnavailable, match="only there as a pickle, which may run code"):
            model_folder(MODEL, silent)

    assert not list(cache.rglob("*.bin"))


@pytest.fixture
def silent_hub() -> Iterator[str]:
    """A hub that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def test_a_hub_that_never_answers_is_given_up_in_time(
    cache: Path, silent_hub: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    online(monkeypatch, silent_hub)

    began = time.monotonic()

    with pytest.raises(EncoderUnavailable, match="the hub could not be asked for it"):
        model_folder(MODEL, silent, wait_s=0.3)

    assert time.monotonic() - began < 5


def test_the_built_in_encoder_takes_over_and_says_why(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = f"http://127.0.0.1:{server.getsockname()[1]}"
    online(monkeypatch, closed)

    loaded = load_encoder(MODEL)

    assert isinstance(loaded.encoder, BuiltInEncoder)
    assert loaded.instead_because.startswith(
        "The model kitchen/tiny-clip cannot be loaded: it is not on this machine, and the hub "
        "could not be asked for it ("
    )


def test_offline_the_hub_is_not_asked(cache: Path) -> None:
    with pytest.raises(EncoderUnavailable, match="HF_HUB_OFFLINE forbids asking the hub"):
        model_folder(MODEL, silent)


@pytest.fixture
def hub(checkpoint: Path) -> Iterator[str]:
    """A hub on this machine that has the model."""
    with hub_with(checkpoint, MODEL) as address:
        yield address


def test_a_model_is_downloaded_once_with_progress_and_then_loads(
    cache: Path, hub: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    online(monkeypatch, hub)
    stages: list[str] = []

    folder = model_folder(MODEL, lambda stage, _done, _total: stages.append(stage))

    assert set(stages) == {"Downloading the model"}
    assert len(stages) > 1
    assert ClipEncoder(folder, name=MODEL).photo_size == 24
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    assert cached_folder(MODEL) == folder
