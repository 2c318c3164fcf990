"""What the program never does, read from its own text; and settings that keep it to itself."""

import ast
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit import config, net_util
from streamlit.web import bootstrap

from recommender import chroma
from recommender.config import PROJECT
from recommender.restaurant import Restaurant

SOURCES = [PROJECT / "streamlit_app.py", *sorted((PROJECT / "recommender").rglob("*.py"))]
# Reading these may run what is in them; the others start programs.
NEVER_IMPORTED = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "subprocess"}
NEVER_IMPORTED |= {"ctypes", "pty", "code", "telnetlib", "ftplib", "smtplib", "xmlrpc"}
NEVER_CALLED = {"eval", "exec", "compile", "__import__", "os.system", "os.popen"}
# Whom the program may talk to: the hub for models, and the Chroma server that a setting names.
NETWORK = {"httpx", "httpx2", "requests", "urllib3", "aiohttp", "socket", "http", "urllib.request"}
TALKS = {"encoder/hub.py", "chroma.py"}


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Yield each call: its module, what is called, the call itself."""
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call):
                yield file.name, ast.unparse(node.func), node


def imported(file: Path) -> set[str]:
    """Return the modules that a module imports, inside functions too."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {str(node.module)} | {f"{node.module}.{name.name}" for name in node.names}
    return found


def named(call: ast.Call, keyword: str) -> str:
    return next((ast.unparse(one.value) for one in call.keywords if one.arg == keyword), "")


def test_nothing_is_read_that_could_run_and_no_program_is_started() -> None:
    for file in SOURCES:
        roots = {name.split(".")[0] for name in imported(file)}
        assert not roots & NEVER_IMPORTED, file
    for module, name, _ in calls():
        assert name not in NEVER_CALLED, module


def test_models_bring_numbers_and_no_code() -> None:
    for module, name, call in calls():
        assert named(call, "trust_remote_code") in {"", "False"}, module
        assert named(call, "allow_pickle") in {"", "False"}, module
        if name.endswith("torch.load"):
            assert named(call, "weights_only") == "True", module
        assert not name.endswith("yaml.load"), module


def test_the_network_is_known_to_few() -> None:
    for file in SOURCES:
        used = {name for name in imported(file) if name in NETWORK or name.split(".")[0] in NETWORK}
        place = file.relative_to(PROJECT / "recommender") if file.parent != PROJECT else file
        assert not used or str(place) in TALKS, f"{file.name} talks by {used}"


@pytest.mark.parametrize("file", ["requirements.txt", "tests/requirements.txt"])
def test_every_version_is_pinned_exactly(file: str) -> None:
    lines = (PROJECT / file).read_text().splitlines()
    needed = [line for line in lines if line and not line.startswith(("#", "-r"))]
    assert needed
    for line in needed:
        assert re.fullmatch(r"[\w.\[\],-]+==[\w.]+", line.split(" #")[0].strip()), line


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], object]]:
    """What Streamlit does by our settings, as it reads them when it is started here."""
    monkeypatch.chdir(PROJECT)
    config.get_config_options(force_reparse=True)
    yield config.get_option
    monkeypatch.undo()
    config.get_config_options(force_reparse=True)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("browser.gatherUsageStats", False),
        ("server.enableXsrfProtection", True),
        ("server.enableCORS", True),
        ("server.address", "127.0.0.1"),
        ("server.enableStaticServing", False),
        ("client.showErrorDetails", "none"),
        ("client.toolbarMode", "minimal"),
        ("global.developmentMode", False),
        ("global.e2eTest", False),
    ],
)
def test_streamlit_keeps_to_itself(
    chosen: Callable[[str], object], option: str, value: object
) -> None:
    assert chosen(option) == value


def test_an_app_open_to_every_address_asks_nobody_which_are_its_own(
    chosen: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(net_util, "get_external_ip", lambda: asked.append("a service"))
    monkeypatch.setattr(net_util, "get_internal_ip", lambda: asked.append("this machine"))
    config.set_option("server.address", "0.0.0.0")
    config.set_option("server.headless", True)

    bootstrap._print_url(is_running_hello=False)

    assert asked == []
    assert chosen("server.address") == "0.0.0.0"


def test_chroma_tells_nobody_that_it_is_used() -> None:
    assert chroma._quiet().anonymized_telemetry is False
    made = [call for _, name, call in calls() if re.fullmatch(r"chromadb\.\w*Client", name)]
    assert made
    assert {named(call, "settings") for call in made} == {"_quiet()"}


def test_nobody_else_on_the_machine_reads_a_new_data_folder(restaurant: Restaurant) -> None:
    assert stat.S_IMODE(restaurant.settings.data.stat().st_mode) == 0o700


def test_what_is_kept_secret_is_not_printed(restaurant: Restaurant) -> None:
    settings = restaurant.settings.model_copy(
        update={"people": type(restaurant.settings.people)("$argon2id$v=19$abc")}
    )
    assert "argon2" not in repr(settings)
    assert "argon2" not in str(settings)


def test_files_that_are_offered_have_names_that_no_text_of_a_menu_can_change() -> None:
    names = [named(call, "file_name") for _, name, call in calls() if "download_button" in name]
    assert names
    assert {*names} <= {"'rejected.csv'", "file"}  # of kitchen_paper: names of its own
    made = [ast.unparse(call.args[1]) for _, name, call in calls() if name == "_download"]
    assert all(one.startswith(("'", "f'{name}-{language}")) for one in made), made
