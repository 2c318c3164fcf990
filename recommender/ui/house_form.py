"""The owner's settings: a form that keeps what was read, and saves only what was changed."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from recommender.errors import RecommenderError
from recommender.house import (
    DAYS,
    MAX_NAME,
    MAX_WELCOME,
    PALETTES,
    House,
    currencies,
    time_zones,
    written,
)
from recommender.kitchen import FIRST_START, UNNAMED, Kitchen
from recommender.photos import MAX_FILE_BYTES, logo_picture
from recommender.ui import i18n, kitchen_words, resources, state
from recommender.ui.house_preview import Wanted
from recommender.ui.i18n import n, t
from recommender.ui.kitchen_frame import doing
from recommender.ui.words import plain

PREFIX = "house_"  # of the keys of all fields
BASE = "house_base"
SAVING = "house_saving"
OWN = "own"  # a colour that is none of the palettes'
MACHINE = "machine"  # no time zone of the house's own
LOGO_TYPES = ("png", "webp", "jpg", "jpeg")
MAX_HOURS = 80  # characters of a day's
Values = dict[str, Any]


def fields(kitchen: Kitchen) -> Wanted:
    """Show the form and return what the owner wants."""
    base = _base(kitchen)
    values: Values = {"name": _name(base)}
    upload, without = _logo_fields(base)
    values["accent"] = _accent(base)
    values["welcome"] = _welcome(base)
    values["hours"] = _hours(base)
    values |= _locale(base)
    if without:
        values["logo"] = None
    return _wanted(base, values, upload)


def _base(kitchen: Kitchen) -> House:
    """Return the house as it was when the form was opened: what others save meanwhile stays."""
    base = state.kept(BASE)
    if state.shown("house_name") is None or not isinstance(base, House):
        state.clear(PREFIX)  # what fields still show is older than what is read now
        base = kitchen.house()
        state.keep(BASE, base)
    return base


def _begins(key: str, value: object) -> str:
    """Let the field of this key begin with ``value``, and return the key.

    A default that is handed to the field itself would not reach a browser that shows the field
    already: after saving it would go on showing, and send back, what was there before.
    """
    if state.shown(key) is None:
        state.show(key, value)
    return key


def _wanted(base: House, values: Values, upload: tuple[bytes, str] | None) -> Wanted:
    try:
        house = base.with_changes(values)
        picture = logo_picture(upload[0], name=upload[1]) if upload else None
    except RecommenderError as error:
        return Wanted(None, {}, problem=kitchen_words.error(error))
    changes = {name: values[name] for name in values if getattr(house, name) != getattr(base, name)}
    data, name = upload or (None, "")
    return Wanted(house, changes, data, name, picture)


def _name(base: House) -> str:
    first = "" if base.name == UNNAMED else base.name
    written_name = st.text_input(
        t("Name of the restaurant"), key=_begins("house_name", first), max_chars=MAX_NAME
    )
    return written_name.strip() or UNNAMED


def _logo_fields(base: House) -> tuple[tuple[bytes, str] | None, bool]:
    file = st.file_uploader(
        t("Another logo") if base.logo else t("Logo"),
        type=list(LOGO_TYPES),
        key=f"house_logo_{base.logo}",
        max_upload_size=MAX_FILE_BYTES // 1_000_000,
        help=t("A PNG with a clear background looks best. It is kept small, without its notes."),
    )
    without = bool(base.logo) and not file and st.checkbox(t("Without a logo"), key="house_no_logo")
    return ((file.getvalue(), file.name) if file else None), without


def _accent(base: House) -> str:
    by_colour = {colour: name for name, colour in PALETTES.items()}
    choice = st.pills(
        t("Colour"),
        [*PALETTES, OWN],
        required=True,
        key=_begins("house_palette", by_colour.get(base.accent, OWN)),
        format_func=_palette,
    )
    if choice and choice in PALETTES:
        return PALETTES[choice]
    return st.color_picker(t("Your own colour"), key=_begins("house_accent", base.accent))


def _palette(name: str) -> str:
    called = {
        "clay": t("Clay"),
        "saffron": t("Saffron"),
        "olive": t("Olive"),
        "sea": t("Sea"),
        "plum": t("Plum"),
        "ink": t("Ink"),
        OWN: t("Your own"),
    }
    return called[name]


def _welcome(base: House) -> dict[str, str]:
    lines = {
        code: st.text_input(
            t("A line of welcome: {language}", language=i18n.own_name(code)),
            key=_begins(f"house_welcome_{code}", base.welcome.get(code, "")),
            max_chars=MAX_WELCOME,
        )
        for code in i18n.languages()
    }
    others = {code: line for code, line in base.welcome.items() if code not in lines}
    return others | lines


def _hours(base: House) -> dict[str, str]:
    st.header(t("Opening hours"))
    st.caption(
        t(
            "Such as 13:00-16:00, 20:00-01:30; nothing for a day on which you are closed. "
            "Without any hours guests are told nothing."
        )
    )
    week: dict[str, str] = {}
    with st.grid(2, min_column_width=220) as grid:
        for at, day in enumerate(DAYS):
            with grid.cell():
                week[day] = _day(at, day, base)
    st.button(
        t("All days as {day}", day=i18n.weekdays()[0]), on_click=_all_alike, key="house_all_alike"
    )
    return week


def _day(at: int, day: str, base: House) -> str:
    name = i18n.weekdays()[at]
    return st.text_input(
        name[0].upper() + name[1:],
        key=_begins(f"house_hours_{day}", written(base.hours[at])),
        max_chars=MAX_HOURS,
        placeholder=t("Closed"),
    )


def _all_alike() -> None:
    for day in DAYS[1:]:
        state.show(f"house_hours_{day}", state.shown(f"house_hours_{DAYS[0]}"))


def _locale(base: House) -> Values:
    st.header(t("Place and language"))
    currency = st.selectbox(
        t("Currency"),
        currencies(),
        key=_begins("house_currency", base.currency),
        format_func=i18n.currency,
    )
    return {"currency": currency, "time_zone": _time_zone(base), "language": _language(base)}


def _time_zone(base: House) -> str:
    zones = (MACHINE, *time_zones())
    kept = base.time_zone if base.time_zone in zones else MACHINE
    chosen = st.selectbox(
        t("Time zone"), zones, key=_begins("house_time_zone", kept), format_func=_zone
    )
    return "" if chosen == MACHINE else chosen


def _zone(name: str) -> str:
    return t("As this machine's clock") if name == MACHINE else name.replace("_", " ")


def _language(base: House) -> str:
    codes = i18n.languages()
    chosen = st.selectbox(
        t("Language for guests whose browser asks for one that is not here"),
        codes,
        key=_begins("house_language", base.language if base.language in codes else codes[0]),
        format_func=i18n.own_name,
    )
    return "" if chosen == i18n.ENGLISH else chosen


def save_line(kitchen: Kitchen, wanted: Wanted) -> None:
    """Offer to save, and say who saved last."""
    st.button(
        t("Save"),
        type="primary",
        icon=":material/check:",
        key="house_save",
        disabled=wanted.house is None or not wanted.is_new,
        # What is wanted now: when it was drawn, the field that was left last may not have come yet.
        on_click=state.keep,
        args=(SAVING, True),
    )
    if state.taken(SAVING) and wanted.house and wanted.is_new:
        _save(kitchen, wanted)
        st.rerun()
    furnished = kitchen.furnished()
    if furnished and furnished.who != FIRST_START:
        facts = {"who": plain(furnished.who), "when": kitchen_words.moment(furnished.at)}
        st.caption(t("Saved last by {who}, {when}.", **facts))


def _save(kitchen: Kitchen, wanted: Wanted) -> None:
    def work() -> str:
        house = kitchen.furnish(
            wanted.changes, logo=wanted.logo, logo_name=wanted.logo_name, who=state.who()
        )
        state.keep(BASE, None)
        return t("{name} is saved.", name=plain(house.name))

    doing(work)


def other_currency(kitchen: Kitchen) -> None:
    """Offer to price the dishes in the house's currency where they are in another."""
    currency = kitchen.house().currency
    menu = resources.restaurant().catalog.menu().dishes
    others = {d.id: d for d in menu.values() if d.currency != currency}
    if not (others and kitchen.furnished()):
        return
    st.info(
        n(
            "{count} dish is priced in another currency than {currency}.",
            "{count} dishes are priced in another currency than {currency}.",
            len(others),
            currency=i18n.currency(currency),
        )
    )
    st.button(
        t("Price them in {currency}: the figures stay", currency=currency),
        key="house_reprice",
        on_click=_reprice,
        args=(kitchen, others, currency),
    )


def _reprice(kitchen: Kitchen, dishes: Mapping[str, Any], currency: str) -> None:
    def work() -> str:
        edits = {dish: {"currency": currency} for dish in dishes}
        kitchen.edit_many(edits, based_on=dishes, who=state.who())
        return t("The dishes are priced in {currency}. History takes it back.", currency=currency)

    doing(work)
