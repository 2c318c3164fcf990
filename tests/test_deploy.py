"""What an operator copies from recommender/deploy names files, options and limits that exist."""

import json
import re
import shlex
import shutil
import subprocess
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from servers.proxies import SITES, proxy

from recommender.__main__ import _parser
from recommender.config import PROJECT, Settings
from recommender.ui.server import routes

DEPLOY = PROJECT / "recommender" / "deploy"
UNITS = ("recommender.service", "chroma.service")
SETTINGS = {f"RECOMMENDER_{name.upper()}" for name in Settings.model_fields}
WITHOUT_A_SHELL = {"HF_HOME", "HOME", "MALLOC_ARENA_MAX", "PYTHONUNBUFFERED"}
CONFIG = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text())


def values(unit: str, key: str) -> list[str]:
    """Return what a unit says for a key, in order."""
    lines = (DEPLOY / unit).read_text().splitlines()
    return [line.removeprefix(f"{key}=") for line in lines if line.startswith(f"{key}=")]


def instructions(name: str) -> list[str]:
    """Return the arguments of each such instruction of the Containerfile, in order."""
    text = (DEPLOY / "Containerfile").read_text().replace("\\\n", " ")
    lines = [line.split(maxsplit=1) for line in text.splitlines() if line[:1].isupper()]
    return [rest for first, rest in lines if first == name]


def known_commands() -> set[str]:
    return {entry.name for entry in entry_points(group="console_scripts")}


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_starts_a_command_that_the_requirements_bring(unit: str) -> None:
    (command,) = values(unit, "ExecStart")
    program, *arguments = shlex.split(command)

    assert Path(program).name in known_commands()
    scripts = [argument for argument in arguments if argument.endswith(".py")]
    assert all((PROJECT / script).is_file() for script in scripts)


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_takes_a_unit(unit: str, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not on this machine")
    (command,) = values(unit, "ExecStart")
    program = shlex.split(command)[0]
    (tmp_path / unit).write_text((DEPLOY / unit).read_text().replace(program, "/bin/true"))

    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / unit],
        capture_output=True,
        text=True,
        check=False,
    )

    about_this = [line for line in verified.stderr.splitlines() if unit in line]
    assert about_this == []


@pytest.mark.parametrize("unit", ["recommender-backup.service", "recommender-backup.timer"])
def test_systemd_takes_the_nightly_backup(unit: str, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not on this machine")
    for name in ("recommender-backup.service", "recommender-backup.timer"):
        text = (DEPLOY / name).read_text()
        (tmp_path / name).write_text(text.replace("/opt/recommender/.venv/bin/python", "/bin/true"))

    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / unit],
        capture_output=True,
        text=True,
        check=False,
    )

    assert [line for line in verified.stderr.splitlines() if "recommender-backup" in line] == []


def test_the_nightly_backup_is_of_the_app_s_folder_to_where_it_may_write(tmp_path: Path) -> None:
    (command,) = values("recommender-backup.service", "ExecStart")
    _, _, package, *arguments = shlex.split(command)
    chosen = _parser().parse_args(arguments)

    assert package == "recommender"
    (state,) = values("recommender-backup.service", "StateDirectory")
    assert chosen.file == Path("/var/lib") / state
    kept = "RECOMMENDER_DATA=/var/lib/recommender/data"
    assert kept in values("recommender-backup.service", "Environment")
    assert kept in values("recommender.service", "Environment")


def test_a_unit_and_the_container_set_only_what_there_is_to_set() -> None:
    named = {line.partition("=")[0] for line in values("recommender.service", "Environment")}
    named |= {pair.partition("=")[0] for line in instructions("ENV") for pair in line.split()}

    assert named - WITHOUT_A_SHELL <= SETTINGS
    assert "RECOMMENDER_DATA" in named


def test_what_is_kept_is_where_the_unit_may_write() -> None:
    (folder,) = values("recommender.service", "StateDirectory")
    said = [line.partition("=")[2] for line in values("recommender.service", "Environment")]
    paths = [value for value in said if "/" in value]

    assert values("recommender.service", "ProtectSystem") == ["strict"]
    assert len(paths) == 3
    assert all(f"{path}/".startswith(f"/var/lib/{folder}/") for path in paths)


def test_the_app_has_a_home_that_its_unit_does_not_lock() -> None:
    """Streamlit looks for secrets there, and answers every page with an error where it may not."""
    assert values("recommender.service", "ProtectHome") == ["yes"]
    assert "HOME=/var/lib/recommender" in values("recommender.service", "Environment")


def test_the_app_keeps_to_the_port_that_the_proxy_and_the_health_check_know() -> None:
    (command,) = values("recommender.service", "ExecStart")

    assert "--server.port=8501" in shlex.split(command)


def test_the_container_takes_what_the_app_needs_and_no_secret() -> None:
    taken = [part for line in instructions("COPY") for part in line.split()[:-1]]

    assert all((PROJECT / part).exists() for part in taken)
    needed = {"streamlit_app.py", "recommender", "requirements.txt", ".streamlit/config.toml"}
    assert needed <= set(taken)
    assert not {".streamlit", ".streamlit/secrets.toml", "."} & set(taken)


def test_the_container_starts_the_app_for_other_machines_and_not_as_root() -> None:
    (command,), (user,) = instructions("CMD"), instructions("USER")
    program, run, script, *options = json.loads(command)

    assert (program, run, script) == ("streamlit", "run", "streamlit_app.py")
    assert "--server.address=0.0.0.0" in options
    assert user != "root"


def test_the_container_is_healthy_when_guests_can_be_served() -> None:
    (check,) = instructions("HEALTHCHECK")
    (path,) = re.findall(r"http://127\.0\.0\.1:8501(/\S+?)'", check)

    assert path in {route.path for route in routes.ROUTES}


def test_the_container_is_built_in_the_format_that_has_health_checks() -> None:
    text = (DEPLOY / "Containerfile").read_text()

    (build,) = [line for line in text.splitlines() if "podman build" in line]
    assert "--format docker" in build


@pytest.mark.parametrize("site", SITES)
def test_the_proxy_lets_through_what_the_app_takes(site: str) -> None:
    text = (DEPLOY / site).read_text()
    (most,) = re.findall(r"client_max_body_size (\d+)m;", text)

    assert int(most) >= CONFIG["server"]["maxUploadSize"]
    assert "proxy_set_header Upgrade $http_upgrade;" in text
    assert "proxy_set_header Host $http_host;" in text
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text


@pytest.mark.parametrize("site", SITES)
def test_nginx_takes_the_proxy_s_configuration(site: str, tmp_path: Path) -> None:
    tested = subprocess.run(
        proxy(tmp_path, site).command("-t"), capture_output=True, text=True, check=False
    )

    assert tested.returncode == 0, tested.stderr
