"""The whole menu as a table in which staff edit in place, and save many edits together."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from recommender.catalog import Menu
from recommender.dish import ALLERGENS, COURSES, DIETS, MAX_LARGE_PRICE, MAX_NAME, MAX_SPICE, Dish
from recommender.kitchen import Kitchen
from recommender.ui import names, state
from recommender.ui.i18n import n, t
from recommender.ui.kitchen_frame import done, telling

SHEET = "menu_sheet"
CELLS = "menu_cells_"
CHOSEN, DIET, NONE = "chosen", "diets", "none"
Edits = dict[str, dict[str, Any]]


class Sheet(NamedTuple):
    """The menu as the editor shows it: it stays as it is while there are unsaved edits."""

    menu: Menu
    number: int
    key: str = ""


def sheet(menu: Menu) -> Sheet:
    """Return what is edited: the menu as it is now, unless somebody is in the midst of editing."""
    held = state.kept(SHEET)
    if isinstance(held, Sheet) and (held.menu.revision == menu.revision or is_edited(held)):
        return held
    fresh = Sheet(menu, held.number + 1 if isinstance(held, Sheet) else 1)
    state.keep(SHEET, fresh)
    return fresh


def is_edited(held: Sheet) -> bool:
    """Return whether cells of the sheet were changed and not saved; ticks choose, and are none."""
    if not held.key:
        return False
    rows: Mapping[int, Mapping[str, Any]] = (state.shown(held.key) or {}).get("edited_rows", {})
    return any(set(cells) - {CHOSEN} for cells in rows.values())


def edit(held: Sheet, dishes: Sequence[Dish]) -> tuple[list[Dish], Edits]:
    """Show ``dishes`` to be edited; return the chosen ones, and what was edited of which."""
    key = f"{CELLS}{held.number}_{hash(tuple(dish.id for dish in dishes))}"
    state.keep(SHEET, held._replace(key=key))
    before = frame(dishes)
    after = _editor(before, key)
    chosen = [dish for dish, tick in zip(dishes, after[CHOSEN], strict=True) if tick]
    return chosen, edits(before, after)


def _editor(table: pd.DataFrame, key: str) -> pd.DataFrame:
    return st.data_editor(
        table,
        key=key,
        hide_index=True,
        column_config=_columns(),
        height=min(640, 80 + 36 * len(table)),
        alt=t("The menu as a table"),
    )


def frame(dishes: Sequence[Dish]) -> pd.DataFrame:
    """Return the dishes as rows, under their ids."""
    rows = [_row(dish) for dish in dishes]
    return pd.DataFrame(rows, index=[dish.id for dish in dishes], columns=list(_columns()))


def _row(dish: Dish) -> dict[str, Any]:
    free = [] if dish.allergens is None else [NONE]
    return {
        CHOSEN: False,
        "name": dish.name,
        "price": dish.price,
        "available": dish.available,
        "course": dish.course or None,
        "cuisine": dish.cuisine,
        DIET: [diet for diet in DIETS if getattr(dish, diet)],
        "spice": dish.spice,
        "allergens": list(dish.allergens or free),
        "name_es": dish.name_es,
    }


def _columns() -> dict[str, Any]:
    called, column = names.field, st.column_config
    return {
        CHOSEN: column.CheckboxColumn(t("Choose"), pinned=True),
        "name": column.TextColumn(called("name"), max_chars=MAX_NAME, pinned=True, width="medium"),
        "price": column.NumberColumn(
            called("price"), min_value=0.0, max_value=MAX_LARGE_PRICE, step=0.01, format="%.2f"
        ),
        "available": column.CheckboxColumn(called("available")),
        "course": column.SelectboxColumn(
            called("course"),
            options=list(COURSES),
            format_func=lambda course: names.course(str(course)),
        ),
        "cuisine": column.TextColumn(called("cuisine"), max_chars=40),
        DIET: column.MultiselectColumn(t("Diets"), options=list(DIETS), format_func=names.diet),
        "spice": column.NumberColumn(called("spice"), min_value=0, max_value=MAX_SPICE, step=1),
        "allergens": column.MultiselectColumn(
            called("allergens"),
            options=[NONE, *ALLERGENS],
            format_func=allergen,
            help=t("Empty: not declared. “None of them”: declared to contain none."),
        ),
        "name_es": column.TextColumn(called("name_es"), max_chars=MAX_NAME, width="medium"),
    }


def allergen(name: str) -> str:
    """Return what a choice of allergens is called."""
    return t("None of them") if name == NONE else names.allergen(name)


def edits(before: pd.DataFrame, after: pd.DataFrame) -> Edits:
    """Return what was edited of which dish, as a person would write it."""
    found: Edits = {}
    for dish, old, new in zip(
        before.index, before.to_dict("records"), after.to_dict("records"), strict=True
    ):
        changes: dict[str, Any] = {}
        for name, value in new.items():
            if name != CHOSEN and _value(value) != _value(old[name]):
                changes |= _change(str(name), _value(old[name]), _value(value))
        if changes:
            found[str(dish)] = changes
    return found


def _change(name: str, old: Any, new: Any) -> dict[str, Any]:
    if name == DIET:
        return {diet: diet in new for diet in DIETS if (diet in new) != (diet in old)}
    return {name: ";".join(new) if name == "allergens" else new}


def _value(cell: Any) -> Any:
    """Return a cell's value; an emptied one is empty text, or no choice at all."""
    if pd.api.types.is_list_like(cell):
        return tuple(cell)
    return "" if pd.isna(cell) else cell


def save_line(kitchen: Kitchen, held: Sheet, edited: Edits) -> None:
    """Offer to save the edits together, or to drop them."""
    with st.container(horizontal=True, vertical_alignment="center", key="save_line"):
        count = len(edited)
        told = n("Save {count} dish", "Save {count} dishes", count) if count else t("Save")
        if st.button(told, type="primary", disabled=not edited, key="save", icon=":material/save:"):
            _save(kitchen, held, edited)
            st.rerun()
        if edited:
            st.button(t("Drop the edits"), on_click=forget, key="drop", icon=":material/undo:")


def _save(kitchen: Kitchen, held: Sheet, edited: Edits) -> None:
    with telling():
        saved = kitchen.edit_many(edited, based_on=held.menu.dishes, who=state.who())
        done(n("{count} dish is saved.", "{count} dishes are saved.", len(saved)))
        forget()


def forget() -> None:
    """Begin anew with the menu as it is, without any edits."""
    held = state.kept(SHEET)
    if isinstance(held, Sheet):
        state.keep(SHEET, Sheet(Menu(), held.number))
