"""Importing through the page: what would change is seen before it does."""

import io
import threading
import tomllib
import zipfile
from collections.abc import Callable
from typing import Any, cast

import pytest
from kit import BLUE, jpeg
from screen import Opening, said, told
from streamlit.testing.v1 import AppTest

from recommender.catalog import Change, Revision
from recommender.config import PROJECT
from recommender.kitchen import Kitchen, Plan
from recommender.restaurant import Restaurant
from recommender.ui import kitchen_importing, resources
from recommender.ui.kitchen_import import Import
from recommender.ui.kitchen_running import Running

Ready = Callable[[], Restaurant]
MENU = b"nombre;precio;al\xc3\xa9rgenos\nBeef rendang;15,50;none\nLemon tart;6,00;\n"


def handed_in(at_work: Opening, *files: tuple[str, bytes]) -> AppTest:
    app = at_work("staff_import")
    for file in files:
        app.file_uploader(key="import_files").upload(*file).run()
    app.button(key="import_look").click().run()
    return app


def token(app: AppTest) -> str:
    """Return what the address calls the import; AppTest lists what a page did not write."""
    written = app.query_params["import"]
    return written if isinstance(written, str) else written[0]


def under_way(app: AppTest) -> Import:
    mine = resources.imports().get(token(app))
    assert mine is not None
    return mine


def counts(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def carried_out(app: AppTest) -> AppTest:
    """Press Import, wait until it is over, and draw the page again."""
    app.button(key="import_apply").click().run()
    mine = under_way(app)
    assert mine.running is not None
    mine.running.wait(30)
    return app.run()


def zipped(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def test_the_server_takes_a_zip_as_large_as_the_import_promises() -> None:
    settings = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text("utf-8"))

    assert settings["server"]["maxUploadSize"] >= kitchen_importing.MAX_UPLOAD_MB


def test_nothing_is_handed_in_while_the_very_first_start_lays_the_table(
    at_work: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recommender.ui.preparing.is_laying_the_table", lambda: True)

    app = at_work("staff_import")

    assert told(app).endswith("Laying the table for the first time …")
    assert not app.get("file_uploader")


def test_the_plan_is_seen_before_anything_changes(at_work: Opening, ready: Ready) -> None:
    before = ready().catalog.revision()

    app = handed_in(at_work, ("carta.csv", MENU))

    found = counts(app)
    assert (found["New"], found["Changed"], found["Rejected"]) == ("2", "0", "0")
    assert found["Missing from the file"] == str(len(ready().catalog.menu().dishes))
    assert ready().catalog.revision() == before


def test_an_import_is_carried_out_and_undone_in_one_click(at_work: Opening, ready: Ready) -> None:
    app = carried_out(handed_in(at_work, ("carta.csv", MENU)))

    assert said(app.success[0]) == "The import is done: 2 new dishes."
    assert ready().recommender.dish("beef-rendang").price == 15.5
    assert ready().kitchen.history(limit=1)[0].who == "Marta"
    app.button(key="undo").click().run()
    assert "beef-rendang" not in ready().catalog.menu().dishes


def imported_after(
    apply: Callable[..., Revision | None], other: Change
) -> Callable[..., Revision | None]:
    """Return an ``apply`` after which a colleague's import is written at once."""

    def applied(kitchen: Kitchen, plan: Plan, **named: Any) -> Revision | None:
        written = apply(kitchen, plan, **named)
        catalog = resources.restaurant().catalog
        catalog.write([other], who="Luis", what="imported coffee.csv", verb="import")
        return written

    return applied


def test_the_undo_of_an_import_leaves_a_colleagues_import_alone(
    at_work: Opening, ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = handed_in(at_work, ("carta.csv", MENU))
    dear = ready().recommender.dish("espresso").model_copy(update={"price": 9.0})
    after = imported_after(Kitchen.apply, Change("espresso", dear))
    monkeypatch.setattr(Kitchen, "apply", after)

    carried_out(app).button(key="undo").click().run()

    assert "beef-rendang" not in ready().catalog.menu().dishes
    assert ready().recommender.dish("espresso").price == 9.0


def test_an_import_that_found_everything_done_already_says_so_and_offers_no_undo(
    at_work: Opening, ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = handed_in(at_work, ("carta.csv", MENU))
    apply = Kitchen.apply

    def overtaken(kitchen: Kitchen, plan: Plan, **named: Any) -> Revision | None:
        apply(kitchen, plan, **named)
        return apply(kitchen, kitchen.plan(plan.file), **named)

    monkeypatch.setattr(Kitchen, "apply", overtaken)
    carried_out(app)

    assert not app.success
    assert "nothing to do" in said(app.info[0])
    assert "undo" not in [button.key for button in app.button]


class SlowKitchen:
    """Carries a plan out when it is told to, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked, self.go_on = 0, threading.Event()

    def apply(self, *_: object, **__: object) -> None:
        self.asked += 1
        assert self.go_on.wait(30)


def test_an_import_pressed_twice_is_carried_out_once(at_work: Opening) -> None:
    mine = under_way(handed_in(at_work, ("carta.csv", MENU)))
    slow: Any = SlowKitchen()

    mine.start(slow, good_only=False, remove_missing=False, who="Marta")
    first = mine.running
    assert first is not None
    mine.start(slow, good_only=False, remove_missing=True, who="Luis")
    slow.go_on.set()
    first.wait(30)
    mine.start(slow, good_only=False, remove_missing=True, who="Luis")

    assert (slow.asked, mine.removed) == (1, 0)
    assert mine.running is first


def test_other_files_in_a_second_tab_leave_a_running_import_its_files(
    at_work: Opening, ready: Ready
) -> None:
    app = handed_in(at_work, ("carta.csv", MENU))
    second = at_work("staff_import", **{"import": token(app)})
    mine, slow = under_way(app), SlowKitchen()
    mine.start(cast("Kitchen", slow), good_only=False, remove_missing=False, who="Marta")

    second.button(key="import_other").click().run()

    assert second.file_uploader(key="import_files")
    assert mine.delivery.menu.exists()
    assert under_way(app) is mine
    slow.go_on.set()


def test_a_box_ticked_in_the_same_moment_as_the_import_is_pressed_counts(
    at_work: Opening, ready: Ready
) -> None:
    app = handed_in(at_work, ("carta.csv", MENU))
    app.checkbox(key="import_remove").check()  # and not drawn again before the button is pressed

    carried_out(app)

    assert sorted(ready().catalog.menu().dishes) == ["beef-rendang", "lemon-tart"]


def test_a_file_of_bad_rows_alone_is_not_said_to_be_the_menu_already(at_work: Opening) -> None:
    app = handed_in(at_work, ("carta.csv", b"name,price\nBeef rendang,dear\n"))

    assert counts(app)["Rejected"] == "1"
    assert not app.info


def test_undoing_an_import_leaves_what_was_done_after_it(at_work: Opening, ready: Ready) -> None:
    app = carried_out(handed_in(at_work, ("carta.csv", MENU)))
    ready().kitchen.sell_out(["espresso"])

    app.button(key="undo").click().run()

    assert "beef-rendang" not in ready().catalog.menu().dishes
    assert not ready().recommender.dish("espresso").available


def test_the_same_file_again_has_nothing_to_do(at_work: Opening, ready: Ready) -> None:
    carried_out(handed_in(at_work, ("carta.csv", MENU)))

    app = handed_in(at_work, ("carta.csv", MENU))

    assert counts(app)["Unchanged"] == "2"
    assert "nothing to do" in said(app.info[0])


def test_dishes_that_the_file_lacks_stay_unless_somebody_ticks_it(
    at_work: Opening, ready: Ready
) -> None:
    app = handed_in(at_work, ("carta.csv", MENU))
    app.checkbox(key="import_remove").check().run()

    carried_out(app)

    assert set(ready().catalog.menu().dishes) == {"beef-rendang", "lemon-tart"}


def test_a_rejected_row_is_told_and_nothing_is_taken_before_somebody_agrees(
    at_work: Opening,
) -> None:
    app = handed_in(at_work, ("carta.csv", MENU + b"Soup;free of charge;\n"))

    assert counts(app)["Rejected"] == "1"
    table = app.dataframe[0].value
    assert list(table["Column"]) == ["precio"]
    assert app.button(key="import_apply").disabled
    app.checkbox(key="import_good_only").check().run()
    assert not app.button(key="import_apply").disabled


def test_a_zip_brings_its_photos_to_the_dishes_called_like_them(
    at_work: Opening, ready: Ready
) -> None:
    photos = {"Beef_Rendang.jpg": jpeg(BLUE), "Holiday.jpg": jpeg()}
    data = zipped(**{"carta.csv": MENU}, **photos)
    app = handed_in(at_work, ("carta.zip", data))
    assert "1 photo belongs to no dish" in [expander.label for expander in app.expander]

    carried_out(app)

    assert ready().recommender.dish("beef-rendang").photo
    assert not ready().recommender.dish("lemon-tart").photo


def test_photos_beside_a_file_without_a_photo_column_take_no_photo_away(
    at_work: Opening, ready: Ready
) -> None:
    before = ready().recommender.dish("espresso").photo
    menu = b"id,name,price\nespresso,Espresso,2.20\nbeef-rendang,Beef rendang,15.5\n"
    data = zipped(**{"menu.csv": menu, "beef-rendang.jpg": jpeg(BLUE)})

    carried_out(handed_in(at_work, ("menu.zip", data)))

    assert ready().recommender.dish("espresso").photo == before


def test_a_column_that_may_list_allergens_is_not_left_out_unasked(
    at_work: Opening, ready: Ready
) -> None:
    menu = b"name,price,allergens,allergens2\nCake,9,gluten,milk\n"
    app = handed_in(at_work, ("menu.csv", menu))

    assert "allergens2 may list allergens, too" in said(app.warning[0])
    assert "import_apply" not in [button.key for button in app.button]
    app.checkbox(key="import_lists_none").check().run()
    carried_out(app)

    assert ready().recommender.dish("cake").allergens == ("gluten",)


def test_a_column_can_be_corrected(at_work: Opening) -> None:
    app = handed_in(at_work, ("menu.csv", b"name,price,remarks\nBeef rendang,15.5,slow-cooked\n"))

    app.selectbox(key="import_column_2").set_value("description").run()

    plan = under_way(app).plan
    assert plan is not None
    assert plan.new[0].dish.description == "slow-cooked"


def test_what_is_no_menu_is_refused_in_a_sentence(at_work: Opening) -> None:
    app = handed_in(at_work, ("menu.csv", b"%PDF-1.7 nothing"))

    assert said(app.error[0]) == (
        "menu.csv cannot be read as a menu: it is a PDF; save it as CSV or .xlsx."
    )


def test_a_cancelled_import_leaves_the_menu_as_it_was(
    at_work: Opening, ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ready().catalog.revision()
    app = handed_in(at_work, ("carta.csv", MENU))
    monkeypatch.setattr(Running, "stopped", lambda running: True)

    carried_out(app)

    assert ready().catalog.revision() == before
    assert "was stopped" in said(app.error[0])


SPANISH = {"precio": "no es un precio como 12,50", "cocina": "tiene más de 40 caracteres"}


def test_what_is_wrong_with_a_row_is_told_in_the_readers_language(
    visit: Opening, ready: Ready
) -> None:
    app = visit("staff_import", lang="es")
    app.text_input(key="name").set_value("Marta")
    next(button for button in app.button if button.label == "Seguir").click().run()
    rows = b"nombre;precio;cocina\nSopa;gratis;" + b"x" * 41 + b"\n"
    app.file_uploader(key="import_files").upload("carta.csv", rows).run()
    app.button(key="import_look").click().run()

    table = app.dataframe[0].value
    assert dict(zip(table["Columna"], table["Qué está mal"], strict=True)) == SPANISH


def test_a_file_that_is_no_menu_is_refused_in_spanish_too(visit: Opening) -> None:
    app = visit("staff_import", lang="es")
    app.text_input(key="name").set_value("Marta")
    next(button for button in app.button if button.label == "Seguir").click().run()

    app.file_uploader(key="import_files").upload("menu.csv", b"\xd0\xcf\x11\xe0 old").run()
    app.button(key="import_look").click().run()

    assert said(app.error[0]) == (
        "menu.csv no se puede leer como carta: es un libro .xls antiguo o protegido con "
        "contraseña; guárdelo como .xlsx sin contraseña."
    )


def reloaded(at_work: Opening, app: AppTest) -> AppTest:
    """Open the address of a page in a session of its own, as a reload does."""
    return at_work("staff_import", **{"import": token(app)})


def test_a_reload_shows_the_same_plan_with_the_columns_as_they_were_corrected(
    at_work: Opening,
) -> None:
    app = handed_in(at_work, ("menu.csv", b"name,price,remarks\nBeef rendang,15.5,slow-cooked\n"))
    app.selectbox(key="import_column_2").set_value("description").run()

    again = reloaded(at_work, app)

    assert counts(again) == counts(app)
    assert again.selectbox(key="import_column_2").value == "description"
    plan = under_way(again).plan
    assert plan is not None
    assert plan.new[0].dish.description == "slow-cooked"


def test_a_reload_after_an_import_still_offers_its_undo(at_work: Opening, ready: Ready) -> None:
    app = carried_out(handed_in(at_work, ("carta.csv", MENU)))

    again = reloaded(at_work, app)

    assert said(again.success[0]) == "The import is done: 2 new dishes."
    again.button(key="undo").click().run()
    assert "beef-rendang" not in ready().catalog.menu().dishes


def test_an_import_that_is_finished_or_unknown_leaves_the_address(at_work: Opening) -> None:
    app = at_work("staff_import", **{"import": "made-up"})

    assert app.file_uploader(key="import_files")
    assert "import" not in app.query_params


def test_other_files_throw_the_first_ones_away(at_work: Opening, ready: Ready) -> None:
    app = handed_in(at_work, ("carta.csv", MENU))

    app.button(key="import_other").click().run()

    assert "import" not in app.query_params
    assert list((ready().settings.data / "imports").iterdir()) == []
