"""The steps of an import on its page: hand in, look, carry out, see what became of it."""

import streamlit as st

from recommender.kitchen import Kitchen, Plan
from recommender.ui import (
    access,
    address,
    i18n,
    kitchen_plan,
    kitchen_words,
    links,
    resources,
    state,
    words,
)
from recommender.ui.i18n import n, t
from recommender.ui.kitchen_columns import columns, lists_none
from recommender.ui.kitchen_frame import doing, safely, telling
from recommender.ui.kitchen_import import Import
from recommender.ui.kitchen_running import Running
from recommender.ui.words import plain

KEY = "import"  # of the session
PARAMETER = "import"  # of the address
MAX_UPLOAD_MB = 1_000  # a ZIP of some thousand photos as phones take them
WATCH_S = 0.5  # how often a running import is looked at


def current() -> Import | None:
    """Return what is being imported by the address, or else by this session.

    The address outlives a reload; the session outlives a look at other pages.
    """
    asked, kept = address.text(PARAMETER), str(state.kept(KEY) or "")
    token = asked or kept
    mine = resources.imports().get(token) if token else None
    if mine is None:
        _leave()
    elif token != asked:
        address.change(**{PARAMETER: token})
    state.keep(KEY, token if mine else None)
    return mine


def hand_in() -> None:
    """Take a menu file and photos."""
    st.markdown(
        t(
            "Drop your menu as CSV or Excel, its photos too, or all in one ZIP. Nothing changes "
            "before you have seen what would."
        )
    )
    # No list of endings: what cannot be taken is refused with a sentence that says what to do.
    files = st.file_uploader(
        t("Menu and photos"),
        accept_multiple_files=True,
        key="import_files",
        max_upload_size=MAX_UPLOAD_MB,
    )
    if st.button(t("Look at it"), type="primary", disabled=not files, key="import_look"):
        with telling():
            state.clear("import_column_")
            handed = [(file.name, file.getvalue()) for file in files]
            address.change(**{PARAMETER: resources.imports().begin(handed)})
        st.rerun()


def look(kitchen: Kitchen, mine: Import) -> None:
    """Show columns and plan, and offer to carry the plan out."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(plain(mine.name))
        st.button(t("Other files"), on_click=_forget, icon=":material/close:", key="import_other")
    if mine.delivery.ignored:
        ignored = plain(i18n.listed(mine.delivery.ignored))
        st.caption(t("Not used: {files}", files=ignored))
    mapping = columns(mine.preview, mine.mapping)
    with st.spinner(t("Comparing with the menu …")):
        revision = resources.restaurant().catalog.revision()
        plan = mine.planned(kitchen, mapping, revision=revision)
    kitchen_plan.summary(plan)
    if lists_none(mine.preview, mapping):
        _carry_out(kitchen, mine, plan)
    kitchen_plan.parts(plan, mine.matches)


def _carry_out(kitchen: Kitchen, mine: Import, plan: Plan) -> None:
    good_only, remove = False, False
    if plan.rejected:
        good_only = st.checkbox(t("Import the good rows alone"), key="import_good_only")
    elif plan.missing:
        told = n(
            "Also remove the {count} dish that the file lacks",
            "Also remove the {count} dishes that the file lacks",
            len(plan.missing),
        )
        remove = st.checkbox(told, key="import_remove")
    if not (plan.wanted or (remove and plan.missing)):
        if plan.rejected:  # below they are told one by one
            return
        _nothing_to_do()
        return
    st.button(
        t("Import"),
        type="primary",
        icon=":material/check:",
        key="import_apply",
        disabled=bool(plan.rejected) and not good_only,
        on_click=safely,
        args=(_start, kitchen, mine),
    )


def _nothing_to_do() -> None:
    st.info(t("There is nothing to do: the menu is as the file says."), icon=":material/check:")


def _start(kitchen: Kitchen, mine: Import) -> None:
    """Begin with the boxes as they are ticked now; the page may be drawn from before."""
    mine.start(
        kitchen,
        good_only=bool(state.shown("import_good_only")),
        remove_missing=bool(state.shown("import_remove")),
        who=state.who(),
    )


@st.fragment(run_every=WATCH_S)
def watch(running: Running) -> None:
    """Show how far an import is, and draw the page anew when it is over."""
    if running.over:
        st.rerun()
    speed = running.speed
    share = min(1.0, speed.done / speed.total) if speed.total else 0.0
    st.progress(share, plain(_speed_told(running)))
    st.button(
        t("Cancel"),
        on_click=safely,
        args=(_stop, running),
        icon=":material/stop:",
        key="import_cancel",
    )


def _stop(running: Running) -> None:
    access.allowed()
    running.stop()


def _speed_told(running: Running) -> str:
    speed = running.speed
    if not speed.total:
        return t("Importing …")
    facts = {
        "stage": words.stage(speed.stage),
        "done": i18n.number(speed.done),
        "total": i18n.number(speed.total),
    }
    if speed.per_second is None or speed.seconds_left is None:
        return t("{stage}: {done} of {total}", **facts)
    return t(
        "{stage}: {done} of {total}, {speed} a second, {seconds} s left",
        speed=i18n.number(round(speed.per_second, 1)),
        seconds=i18n.number(round(speed.seconds_left)),
        **facts,
    )


def outcome(kitchen: Kitchen, mine: Import, running: Running) -> None:
    """Show what became of an import, with its undo."""
    if running.failed:
        error, reference = running.error, running.reference
        told = plain(kitchen_words.error(error)) if error else words.unforeseen(reference)
        st.error(told, icon=":material/error:")
        st.button(t("Look at it again"), on_click=mine.again, key="import_again")
        return
    assert mine.plan is not None
    if mine.written:
        st.success(_done(mine.plan, mine.removed), icon=":material/check:")
    else:
        _nothing_to_do()
    with st.container(horizontal=True):
        if mine.written:
            _undo_button(kitchen, mine.written.number)
        st.button(t("Import something else"), on_click=_forget, key="import_next")
    links.inside("staff_menu", t("Edit the menu"))


def _undo_button(kitchen: Kitchen, number: int) -> None:
    st.button(
        t("Undo"),
        on_click=_undo,
        args=(kitchen, number),
        icon=":material/undo:",
        key="undo",
    )


def _done(plan: Plan, removed: int) -> str:
    new, changed = len(plan.new), len(plan.changed)
    counts = (
        (new, n("{count} new dish", "{count} new dishes", new)),
        (changed, n("{count} changed dish", "{count} changed dishes", changed)),
        (removed, n("{count} deleted dish", "{count} deleted dishes", removed)),
    )
    told = i18n.listed([said for count, said in counts if count])
    return t("The import is done: {counts}.", counts=told)


def _undo(kitchen: Kitchen, number: int) -> None:
    def work() -> str:
        kitchen.undo(number, who=state.who())
        _forget()
        return t("The import is undone. The menu is as it was.")

    doing(work)


def _forget() -> None:
    resources.imports().forget(address.text(PARAMETER))
    _leave()
    state.clear("import_")


def _leave() -> None:
    """Let neither the address nor the session name an import any more."""
    state.keep(KEY, None)
    if address.text(PARAMETER):
        address.change(**{PARAMETER: None})
