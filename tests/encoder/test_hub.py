"""Where a model comes from, on a machine whose hub is cached, silent, away, or really there."""

import http.server
import json
import shutil
import socket
import sys
import threading
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from huggingface_hub import constants

sys.path.insert(0, str(Path(__file__).parent))
from checkpoint import legacy_checkpoint

from recommender.encoder import load_encoder
from recommender.encoder.built_in import BuiltInEncoder
from recommender.encoder.clip import ClipEncoder
from recommender.encoder.hub import cached_folder, model_folder
from recommender.errors import EncoderUnavailable
from recommender.progress import silent

MODEL = "kitchen/tiny-clip"
COMMIT = "a" * 40


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the hub."""
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return legacy_checkpoint(tmp_path_factory.mktemp("hub") / "tiny")


def online(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Let the hub be asked, at ``address``."""
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr("recommender.encoder.hub._endpoint", lambda: address)


def test_a_cached_model_is_loaded_without_asking_the_hub(cache: Path, checkpoint: Path) -> None:
    model = cache / "models--kitchen--tiny-clip"
    shutil.copytree(checkpoint, model / "snapshots" / COMMIT)
    (model / "refs").mkdir()
    (model / "refs" / "main").write_text(COMMIT)

    assert cached_folder(MODEL) == model / "snapshots" / COMMIT
    assert isinstance(load_encoder(MODEL).encoder, ClipEncoder)


def test_a_download_that_broke_off_does_not_count_as_cached(cache: Path, checkpoint: Path) -> None:
    model = cache / "models--kitchen--tiny-clip"
    shutil.copytree(checkpoint, model / "snapshots" / COMMIT)
    (model / "refs").mkdir()
    (model / "refs" / "main").write_text(COMMIT)
    (model / "snapshots" / COMMIT / "0_CLIPModel" / "model.safetensors").unlink()

    assert cached_folder(MODEL) is None


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

    class Hub(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self._answer(body=False)

        def do_GET(self) -> None:
            self._answer(body=True)

        def _answer(self, *, body: bool) -> None:
            path = self.path.partition("?")[0]
            if path.startswith("/api/models/"):
                content = self._about(path).encode()
            else:
                content = (checkpoint / path.split("/resolve/")[1].partition("/")[2]).read_bytes()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("ETag", f'"{sha256(content).hexdigest()}"')
            self.send_header("X-Repo-Commit", COMMIT)
            self.end_headers()
            if body:
                self.wfile.write(content)

        def _about(self, path: str) -> str:
            files = [file for file in sorted(checkpoint.rglob("*")) if file.is_file()]
            names = [file.relative_to(checkpoint).as_posix() for file in files]
            if "/tree/" in path:
                listed = zip(names, files, strict=True)
                return json.dumps(
                    [
                        {"type": "file", "path": name, "size": file.stat().st_size, "oid": "0" * 40}
                        for name, file in listed
                    ]
                )
            siblings = [{"rfilename": name} for name in names]
            return json.dumps({"id": MODEL, "sha": COMMIT, "siblings": siblings})

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hub) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


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
