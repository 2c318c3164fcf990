"""The Containerfile, built and run by podman: health, user, what is kept, and how it stops."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from kit import free_port
from servers.containers import Podman, podman
from servers.debian import debian, need, until

pytestmark = pytest.mark.long
HEALTHY_S = 240
PATIENCE_S = 10  # of podman and docker, before they kill


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Podman]:
    need("mmdebstrap", "podman")
    packed: Path = debian(tmp_path_factory.mktemp("debian") / "debian.tar")
    with podman(packed) as lent:
        lent.build()
        yield lent
    packed.unlink()


@pytest.fixture
def port(built: Podman) -> Iterator[int]:
    """Run a container named app, on the volume that all of them share."""
    chosen = free_port()
    built.start("app", chosen)
    wait_until_healthy(built)
    yield chosen
    built("rm", "--force", "app")


def wait_until_healthy(built: Podman) -> None:
    """Wait for the image's own health check."""
    until(
        lambda: built.works("healthcheck", "run", "app"),
        within=HEALTHY_S,
        what=lambda: built("logs", "app"),
    )


def dishes(port: int) -> int:
    return int(httpx.get(f"http://127.0.0.1:{port}/health").json()["dishes"])


def test_the_image_has_its_health_check_and_no_secret(built: Podman) -> None:
    (image,) = json.loads(built("image", "inspect", "recommender"))

    assert image["Healthcheck"]["Test"][:2] == ["CMD", "python"]
    assert image["User"] == "recommender"
    files = built(
        "run",
        "--rm",
        "--pull=never",
        "--ulimit=nofile=4096:4096",
        "--ulimit=nproc=4096:4096",
        "recommender",
        "ls",
        "-A",
        ".streamlit",
    )
    assert files == "config.toml"


def test_guests_are_served_by_a_user_who_may_change_the_volume_alone(
    built: Podman, port: int
) -> None:
    assert httpx.get(f"http://127.0.0.1:{port}/").status_code == 200
    assert built("exec", "app", "id", "-u") == "1000"
    assert built("exec", "app", "stat", "-c", "%u %a", "/data") == "1000 700"
    assert not built.works("exec", "app", "touch", "/app/menu")
    assert "http://localhost:8501" in built("logs", "app")  # and no address asked of anybody


def test_a_change_is_there_in_the_next_container(built: Podman, port: int) -> None:
    before = dishes(port)
    added = ["python", "-m", "recommender", "add", "name=Proof soup", "price=5"]
    built("exec", "app", *added)
    begun = time.monotonic()
    built("stop", "app")

    assert time.monotonic() - begun < PATIENCE_S
    assert built("inspect", "app", "--format={{.State.ExitCode}}") == "0"
    built("rm", "app")
    built.start("app", port)
    wait_until_healthy(built)
    assert dishes(port) == before + 1


def test_a_killed_container_starts_again_with_the_same_menu(built: Podman, port: int) -> None:
    before = dishes(port)
    built("kill", "--signal=KILL", "app")
    built("start", "app")
    wait_until_healthy(built)

    assert dishes(port) == before
