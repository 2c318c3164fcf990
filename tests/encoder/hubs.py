"""Hubs for tests: one on this machine that has a model."""

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from huggingface_hub import constants

COMMIT = "a" * 40


def online(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Let the hub be asked, at ``address``."""
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr("recommender.encoder.hub._endpoint", lambda: address)


@contextmanager
def hub_with(checkpoint: Path, model: str) -> Iterator[str]:
    """Run a hub that has ``checkpoint`` under the name ``model``, and yield its address."""

    class Hub(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self._answer(body=False)

        def do_GET(self) -> None:
            self._answer(body=True)

        def _answer(self, *, body: bool) -> None:
            path = self.path.partition("?")[0]
            if path.startswith("/api/models/"):
                content = _about(checkpoint, model, tree="/tree/" in path).encode()
            else:
                content = (checkpoint / path.split("/resolve/")[1].partition("/")[2]).read_bytes()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("ETag", f'"{sha256(content).hexdigest()}"')
            self.send_header("X-Repo-Commit", COMMIT)
            self.end_headers()
            if body:
                self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hub) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _about(checkpoint: Path, model: str, *, tree: bool) -> str:
    """Return what a hub says of a model: its tree of files, or itself."""
    files = [file for file in sorted(checkpoint.rglob("*")) if file.is_file()]
    names = [file.relative_to(checkpoint).as_posix() for file in files]
    if tree:
        listed = zip(names, files, strict=True)
        return json.dumps(
            [
                {"type": "file", "path": name, "size": file.stat().st_size, "oid": "0" * 40}
                for name, file in listed
            ]
        )
    siblings = [{"rfilename": name} for name in names]
    return json.dumps({"id": model, "sha": COMMIT, "siblings": siblings})
