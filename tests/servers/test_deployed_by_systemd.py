"""The units of recommender/deploy under a real systemd, on a machine that the tests boot."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers.booted import DEPLOY, PYTHON, Machine, machine
from servers.debian import debian, need, until

pytestmark = pytest.mark.long
STATE = "/var/lib/recommender"
BACKUPS = f"{STATE}/backups"
USER = ("setpriv", "--reuid=recommender", "--regid=recommender", "--clear-groups")
STOPPED_S = 30  # systemd would wait for ninety seconds
AGAIN_S = 60
# What the app's user can do on this machine, and cannot in a unit: write to a folder of its own,
# look into homes and into what others keep for a while, become root of its own, see who else runs.
FORBIDDEN = (
    *(
        "touch /opt/mine/menu",
        "ls /home",
        "cat /tmp/theirs",
        "unshare --user true",
        "ls -d /proc/1",
    ),
)


@pytest.fixture(scope="module")
def booted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    need("mmdebstrap", "systemd-nspawn")
    packed = debian(tmp_path_factory.mktemp("debian") / "debian.tar")
    with machine(packed) as made:
        yield made
    packed.unlink()


@pytest.fixture
def serving(booted: Machine) -> Machine:
    """Have the app run by its unit, as an operator leaves it."""
    (booted.tree / "etc" / "recommender.env").write_text("RECOMMENDER_MODEL=built-in\n")
    booted("systemctl", "enable", "--now", "recommender")
    booted.wait_for_guests()
    return booted


def backups(of: Machine) -> list[str]:
    return sorted(Path(line).name for line in of("find", BACKUPS, "-name", "*.zip").splitlines())


def command_line(of: Machine, *arguments: str) -> str:
    """Run a verb beside the app, as the README says."""
    folder = f"RECOMMENDER_DATA={STATE}/data"
    there = ["env", "-C", "/opt/recommender", folder, "RECOMMENDER_MODEL=built-in", PYTHON]
    return of(*USER, *there, "-m", "recommender", *arguments)


def test_guests_are_served_by_a_user_who_owns_the_state_folder_alone(serving: Machine) -> None:
    process = serving.said("recommender", "MainPID")

    assert json.loads(serving.health())["dishes"] == 48
    assert serving("ps", "-o", "user=", "-p", process) == "recommender"
    assert serving("stat", "-c", "%U %a", STATE) == "recommender 700"

    def as_set() -> bool:  # in /etc/recommender.env
        return 'encoder="built-in' in serving.journal()

    until(as_set, within=AGAIN_S, what=serving.journal)


def test_the_app_that_was_killed_is_back_by_itself_with_every_change(serving: Machine) -> None:
    command_line(serving, "add", "name=Proof soup", "price=5")
    process = serving.said("recommender", "MainPID")
    serving("kill", "-KILL", process)

    def back() -> bool:
        return serving.said("recommender", "MainPID") not in ("0", process)

    until(back, within=AGAIN_S, what=serving.journal)
    serving.wait_for_guests()
    assert serving.said("recommender", "NRestarts") == "1"
    assert json.loads(serving.health())["dishes"] == 49
    command_line(serving, "remove", "proof-soup")


def test_the_app_stops_in_time_and_systemd_takes_it_for_well(serving: Machine) -> None:
    begun = time.monotonic()
    serving("systemctl", "stop", "recommender")

    assert time.monotonic() - begun < STOPPED_S
    assert serving.said("recommender", "Result") == "success"


def test_the_app_waits_for_its_port_and_takes_no_other(serving: Machine) -> None:
    serving("systemctl", "stop", "recommender")
    taken = ["python3", "-m", "http.server", "8501", "--bind", "127.0.0.1"]
    serving("systemd-run", "-q", "--unit=other", *taken)
    serving("systemctl", "start", "recommender")

    def refused() -> bool:
        return "Port 8501 is not available" in serving.journal()

    until(refused, within=AGAIN_S, what=serving.journal)
    serving("systemctl", "stop", "other")
    serving.wait_for_guests()


def probe(unit: str) -> str:
    """Return a unit that tries what is forbidden, under all that the given one lays down."""
    own = ("Restart", "Type=", "ExecStartPost=")
    lines = (DEPLOY / unit).read_text().splitlines()
    kept = [line for line in lines if not line.startswith(own)]
    steps = '"touch $STATE_DIRECTORY/mine && echo mine; . /opt/probe.sh"'
    text = re.sub(r"(?m)^ExecStart=.*$", f"ExecStart=/bin/sh -c {steps}", "\n".join(kept))
    return text.replace("[Service]", "[Service]\nType=oneshot")


@pytest.fixture(scope="module")
def tempted(booted: Machine) -> Machine:
    """Lay out what is forbidden, so that only a unit keeps the app's user from it."""
    tried = [f"if {what}; then echo 'done: {what}'; fi" for what in FORBIDDEN]
    (booted.tree / "opt" / "probe.sh").write_text("\n".join([*tried, "echo tried"]))
    booted("install", "-d", "-o", "recommender", "/opt/mine")
    booted("touch", "/tmp/theirs")
    able = booted(*USER, "sh", "/opt/probe.sh").splitlines()
    assert [line for line in able if line.startswith("done: ")] == [
        f"done: {what}" for what in FORBIDDEN
    ]
    return booted


@pytest.mark.parametrize(
    "unit", ["recommender.service", "chroma.service", "recommender-backup.service"]
)
def test_what_runs_in_a_unit_may_write_to_its_state_folder_alone(
    tempted: Machine, unit: str
) -> None:
    tempted.write_unit(f"probe-{unit}", probe(unit))
    tempted("systemctl", "start", f"probe-{unit}")
    said = tempted.journal(f"probe-{unit}")

    found = re.findall(r"sh\[\d+\]: (mine|tried|done: .*)$", said, re.MULTILINE)
    assert found == ["mine", "tried"]


def test_fourteen_nights_are_kept(serving: Machine) -> None:
    serving("systemctl", "start", "recommender-backup")
    (tonight,) = backups(serving)
    nights = [f"backup-{night:02}.zip" for night in range(1, 21)]
    for night, name in enumerate(nights, 1):
        serving("touch", "-d", f"{night} days ago", f"{BACKUPS}/{name}")
    serving("rm", f"{BACKUPS}/{tonight}")
    serving("systemctl", "start", "recommender-backup")

    kept = backups(serving)
    assert kept[:13] == nights[:13]
    assert len(kept) == 14
    serving("find", BACKUPS, "-name", "*.zip", "-delete")


def test_the_timer_makes_a_backup_by_itself_and_the_next_at_five(serving: Machine) -> None:
    soon = "[Timer]\nOnCalendar=\nOnCalendar=*:*:0/3\nAccuracySec=1s\n"
    serving.write_unit("recommender-backup.timer.d/soon.conf", soon)
    serving("systemctl", "start", "recommender-backup.timer")
    until(lambda: backups(serving) != [], within=AGAIN_S, what=lambda: "no backup came")
    serving("systemctl", "stop", "recommender-backup.timer")

    serving.write_unit("recommender-backup.timer.d/soon.conf", "")
    serving("systemctl", "start", "recommender-backup.timer")
    assert " 05:00:00 " in serving.said("recommender-backup.timer", "NextElapseUSecRealtime")


def test_chroma_s_unit_holds_the_index_and_is_back_when_it_was_killed(serving: Machine) -> None:
    serving("systemctl", "start", "chroma")
    settings = "RECOMMENDER_MODEL=built-in\nRECOMMENDER_CHROMA=http://127.0.0.1:8000\n"
    (serving.tree / "etc" / "recommender.env").write_text(settings)
    serving("systemctl", "restart", "recommender")
    serving.wait_for_guests()

    def on_the_server() -> bool:
        return "Chroma server at http://127.0.0.1:8000" in serving.journal()

    until(on_the_server, within=AGAIN_S, what=serving.journal)
    serving("kill", "-KILL", serving.said("chroma", "MainPID"))

    def back() -> bool:
        return serving.said("chroma", "NRestarts") == "1"

    until(back, within=AGAIN_S, what=lambda: serving.journal("chroma"))
    serving("systemctl", "start", "recommender-backup")  # with such settings, too
    assert backups(serving) != []
