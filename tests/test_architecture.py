"""How the code is laid out, as rules that fail with their own sentence."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from recommender.config import PROJECT

PACKAGE = PROJECT / "recommender"

# What each subject may import of ours, from the top down.
MAY_IMPORT = {
    "because": set(),
    "errors": set(),
    "config": {"errors"},
    "garbage": set(),
    "lazy": set(),
    "progress": set(),
    "workers": set(),
    "logs": {"progress"},
    "people": {"because", "errors", "logs"},
    "problems": {"because"},
    "dish": {"because", "errors", "problems"},
    "house": {"because", "errors"},
    "glossary": {"dish"},
    "query": {"dish"},
    "filters": {"dish", "glossary"},
    "lagging": {"logs"},
    "carried": {"dish"},
    "dish_rows": {"carried"},
    "inverted": {"carried"},
    "columns": {"carried", "dish", "filters", "garbage", "glossary", "inverted", "lazy"},
    "facets": {"carried", "columns", "dish", "filters"},
    "postings": {"carried", "dish", "garbage", "glossary", "inverted"},
    "lexicon": {"carried", "dish", "glossary", "postings"},
    "reasons": {"dish", "filters"},
    "similar": {"dish", "filters"},
    "locale": {"errors", "photo_desk", "reasons"},
    "photos": {"because", "errors"},
    "menu_file": {"because", "dish", "errors"},
    "encoder": {"because", "config", "dish", "errors", "glossary", "progress", "workers"},
    "ranking": {"dish", "encoder"},
    "suggestions": {"dish", "encoder"},
    "printing": {"dish"},
    "catalog": {"because", "dish", "errors", "garbage", "house"},
    "embeddings": {"catalog", "dish", "encoder", "errors", "photos", "progress", "workers"},
    "pictures": set(),
    "background": {"catalog", "encoder", "pictures"},
    "snapshot": {
        *("carried", "catalog", "dish", "dish_rows", "embeddings", "encoder", "errors", "facets"),
        *("filters", "lexicon", "ranking"),
    },
    "chroma": {"because", "errors"},
    "index_folder": {"because", "errors"},
    "index": {
        *("catalog", "chroma", "encoder", "errors", "filters", "index_folder", "workers"),
    },
    "serving": {
        *("background", "because", "catalog", "dish", "dish_rows", "embeddings", "encoder"),
        *("errors", "facets", "index", "lagging", "lexicon", "snapshot"),
    },
    "installing": {
        *("background", "because", "catalog", "chroma", "config", "embeddings", "encoder"),
        *("errors", "index", "index_folder", "serving"),
    },
    "starting": {
        *("because", "catalog", "config", "dish", "embeddings", "encoder", "errors"),
        *("garbage", "installing", "logs", "photos", "progress", "serving"),
    },
    "engine": {
        *("catalog", "config", "dish", "encoder", "errors", "facets", "filters", "garbage"),
        *(
            "glossary",
            "installing",
            "logs",
            "photos",
            "progress",
            "serving",
            "snapshot",
            "starting",
        ),
    },
    "request": {"dish", "filters", "query", "reasons", "similar"},
    "signals": {"dish", "encoder", "lexicon", "ranking", "reasons", "snapshot"},
    "photo_desk": {
        *("catalog", "dish", "embeddings", "encoder", "errors", "photos", "progress", "ranking"),
    },
    "kitchen": {
        *("because", "catalog", "dish", "engine", "errors", "house", "logs", "menu_file"),
        *("photos", "problems", "progress", "workers"),
    },
    "asked": {
        *("dish", "encoder", "facets", "filters", "query", "reasons", "request", "signals"),
        *("similar", "snapshot"),
    },
    "search": {
        *("asked", "encoder", "engine", "facets", "ranking", "reasons", "request", "serving"),
        *("signals", "snapshot"),
    },
    "recommend": {
        *("asked", "catalog", "dish", "engine", "errors", "facets", "filters", "lazy", "logs"),
        "query",
        *("ranking", "request", "search", "snapshot"),
    },
    "evaluation": {
        *("dish", "errors", "filters", "photos", "progress", "query", "recommend"),
    },
    "restaurant": {
        *("because", "catalog", "catalog_file", "config", "engine", "errors", "house", "kitchen"),
        *("photos", "ranking", "recommend"),
    },
    "catalog_file": {"catalog", "errors"},
    "backup": {"catalog", "catalog_file", "errors", "progress"},
    "health": {"restaurant"},
    "check": {"catalog_file", "config", "errors", "progress", "restaurant"},
    "command": set(),
    "guest_commands": {
        *("command", "dish", "errors", "evaluation", "filters", "photos", "recommend"),
        "restaurant",
    },
    "operator_commands": {
        *("backup", "because", "catalog", "catalog_file", "check", "command", "config", "errors"),
        *("kitchen", "menu_file", "restaurant"),
    },
    "staff_commands": {
        *("because", "catalog", "command", "dish", "errors", "house", "kitchen", "people"),
        "restaurant",
    },
}
TOP = {"__init__", "__main__", "ui"}  # these compose, and may import everything below

# The modules that know a library; everybody else asks them.
KNOWS = {
    "argon2": {"people/passwords.py"},
    "babel": {"ui/i18n.py", "locale/", "printing/", "house/money.py"},
    "chromadb": {"chroma.py", "index.py"},
    "sentence_transformers": {
        *("encoder/built_in.py", "encoder/model.py", "encoder/multilingual.py"),
    },
    "torch": {"encoder/built_in.py", "encoder/model.py", "encoder/threads.py"},
    "huggingface_hub": {"encoder/hub.py"},
    "sqlalchemy": {"catalog/"},
    "rapidfuzz": {"glossary/spelling.py", "lexicon.py", "ranking.py"},
    "ir_measures": {"evaluation/scoring.py"},
    "pandas": {"ui/"},
    "openpyxl": {"menu_file/workbook.py"},
    "slugify": {"dish.py"},
    "psycopg": set(),  # SQLAlchemy's business
    "fsspec": {"photos/bucket.py"},
    "botocore": {"photos/bucket.py"},
    "PIL": {"photos/", "encoder/", "pictures.py"},
    "fpdf": {"printing/"},
    "segno": {"printing/qr.py"},
    "imagehash": {"photo_desk/duplicates.py"},
    "pillow_heif": {"photos/reading.py"},
    "starlette": {"ui/server/"},
    "streamlit": {"ui/"},
}


def modules() -> Iterator[Path]:
    yield from sorted(PACKAGE.rglob("*.py"))


def imports(file: Path) -> Iterator[str]:
    """Yield the full name of everything that a module imports, inside functions too."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name} imports by dots; name the module in full."
            yield from (f"{node.module}.{name.name}" for name in node.names)


def subject(file: Path) -> str:
    return file.relative_to(PACKAGE).with_suffix("").parts[0]


def named(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix()


def ours(file: Path) -> set[str]:
    """Return the subjects of ours that a module imports, other than its own."""
    parts = [name.split(".") for name in imports(file) if name.startswith("recommender.")]
    return {part[1] for part in parts} - {subject(file), "__version__"}


def test_imports_point_downwards() -> None:
    for file in modules():
        if subject(file) in TOP:
            continue
        surplus = ours(file) - MAY_IMPORT[subject(file)]
        assert not surplus, (
            f"Imports point downwards: {named(file)} may not import {', '.join(sorted(surplus))}."
        )


def test_the_pages_are_imported_by_nobody_below_them() -> None:
    for file in modules():
        if subject(file) not in TOP:
            assert "ui" not in ours(file), f"Nothing below ui/ knows it, but {named(file)} does."


def test_pages_reach_the_menu_only_through_kitchen_and_recommender() -> None:
    for file in (PACKAGE / "ui").rglob("*.py"):
        deep = ours(file) & {"index", "embeddings"}
        assert not deep, f"Pages use the guest's and staff's verbs; {named(file)} imports {deep}."


# Where the kitchen is taken from the restaurant: once for people, who are asked for their role at
# each verb, and once for the clock.
TAKES_THE_KITCHEN = {"ui/access.py", "ui/resources.py"}
WRITES = {"write", "add", "sweep"}  # what catalog and photos have for the kitchen alone


def test_pages_work_in_the_kitchen_only_by_the_door_that_asks_for_the_role() -> None:
    for file in (PACKAGE / "ui").rglob("*.py"):
        if named(file) in TAKES_THE_KITCHEN:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Kitchen":
                pytest.fail(f"{named(file)} makes a kitchen of its own.")
            if not isinstance(node, ast.Attribute):
                continue
            owner = ast.unparse(node.value)
            taken = node.attr == "kitchen" and owner != "access"
            assert not taken, f"access.kitchen() asks for the role; {named(file)} goes round it."
            wrote = node.attr in WRITES and owner.endswith((".catalog", ".photos"))
            assert not wrote, f"The kitchen writes; {named(file)} does it itself."


def test_every_page_of_the_staff_asks_who_it_is_before_it_shows_anything() -> None:
    for file in (PACKAGE / "ui" / "pages").glob("staff*.py"):
        calls = [n for n in ast.walk(ast.parse(file.read_text())) if isinstance(n, ast.Call)]
        first = min(calls, key=lambda call: (call.lineno, -call.col_offset))
        begun = [c.lineno for c in calls if ast.unparse(c.func) == "kitchen_frame.begin"]
        assert begun == [first.lineno], f"{named(file)} does something before its door."


@pytest.mark.parametrize("library", KNOWS)
def test_each_library_is_known_to_its_own_module_alone(library: str) -> None:
    for file in modules():
        used = {name for name in imports(file) if name.split(".")[0] == library}
        if library == "PIL":
            used.discard("PIL.Image.Image")  # the type of a photo goes through the program
        allowed = any(named(file).startswith(place) for place in KNOWS[library])
        assert allowed or not used, (
            f"{library} is imported in {', '.join(sorted(KNOWS[library]))} alone, "
            f"but {named(file)} imports {', '.join(sorted(used))}."
        )


@pytest.mark.parametrize(
    "module",
    [
        "recommender.dish",
        "recommender.glossary",
        "recommender.catalog",
        "recommender.restaurant",
    ],
)
def test_browsing_a_menu_does_not_wait_for_torch_or_streamlit(module: str) -> None:
    dear = "{'torch', 'streamlit', 'sentence_transformers', 'transformers'}"
    code = f"import sys, {module}; print(*({dear} & set(sys.modules)))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "", f"{module} loads {loaded.stdout.strip()}; import it later."
