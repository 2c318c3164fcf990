"""A whole menu brought in by staff while guests look around."""

import csv
import io
import random
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from crowd import House
from crowd_guests import photo
from crowd_ledger import Ledger
from crowd_session import Answer, Session
from crowd_staff import PASSWORD, pressed, text
from synthetic_menu import synthetic_dishes

LIMIT_S = 3_600.0


@contextmanager
def importing(house: House, ledger: Ledger, dishes: int) -> Iterator[None]:
    """Import so many new dishes with photos, again and again, for as long as the block lasts."""
    over = threading.Event()
    threads = [threading.Thread(target=_import, args=(house, ledger, dishes, over), daemon=True)]
    threads[0].start()
    try:
        yield
    finally:
        over.set()
        threads[0].join(LIMIT_S)


def _import(house: House, ledger: Ledger, dishes: int, over: threading.Event) -> None:
    try:
        with Session(house.app.address) as session:
            _sign_in(session, house.names[0])
            for seed in range(1_000):
                if over.is_set():
                    return
                began = time.perf_counter()
                _bring_in(session, _zipped(dishes, seed), over)
                if not over.is_set():
                    ledger.took(f"import of {dishes} dishes", time.perf_counter() - began)
    except Exception as error:  # noqa: BLE001  guests go on; it is told in the end
        ledger.fail("import", f"{type(error).__name__}: {error}")


def _sign_in(session: Session, name: str) -> None:
    form = session.ask("staff")
    session.ask(
        "staff",
        "",
        text(form, "name", name),
        text(form, "password", PASSWORD),
        pressed(form, "sign_in_now"),
    )


def _bring_in(session: Session, file: bytes, over: threading.Event) -> None:
    shown = session.ask("staff_import")
    if "import_next" in shown.widgets:  # what became of the last one is still told
        shown = session.press(shown, "import_next")
    name = f"menu-{time.monotonic_ns()}.zip"
    handed = session.hand_in(name, file, shown.widgets["import_files"])
    shown = session.ask("staff_import", "", handed)
    shown = session.ask("staff_import", "", handed, pressed(shown, "import_look"))
    shown = _watched(session, session.press(shown, "import_apply"), over)
    assert over.is_set() or not shown.wrong, shown.wrong


def _watched(session: Session, shown: Answer, over: threading.Event) -> Answer:
    while "undo" not in shown.widgets and not shown.wrong and not over.is_set():
        if (part := session.look(LIMIT_S)) is not None:
            shown = session.draw(part)
    return shown


def _zipped(dishes: int, seed: int) -> bytes:
    """Return a menu of new dishes, each with a photo of its own."""
    file, lines = io.BytesIO(), io.StringIO()
    rows, chance = csv.writer(lines), random.Random(seed)
    rows.writerow(("name", "price", "description", "course", "photo"))
    with zipfile.ZipFile(file, "w") as packed:
        for number, dish in enumerate(synthetic_dishes(dishes, seed=1_000 + seed)):
            name = f"{dish.name} {seed}.{number}"
            rows.writerow((name, dish.price, dish.description, dish.course, f"{number}.jpg"))
            packed.writestr(f"photos/{number}.jpg", photo(chance))
        packed.writestr("menu.csv", lines.getvalue())
    return file.getvalue()
