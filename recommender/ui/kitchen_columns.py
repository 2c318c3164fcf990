"""Which column of a menu file means what: proposed, shown with its first cells, correctable."""

from collections.abc import Mapping

import streamlit as st

from recommender.menu_file import COLUMNS, REQUIRED, Preview
from recommender.menu_file.columns import CONTAINS, MARKS, MATRIX
from recommender.ui import names
from recommender.ui.i18n import listed, t
from recommender.ui.words import plain

IN_A_ROW = 240  # pixels that a column's choice needs


Mapped = Mapping[str, str | None]


def columns(preview: Preview, settled: Mapped) -> dict[str, str | None]:
    """Show each header with what it means, and return what is chosen.

    Args:
        preview: the menu file.
        settled: what was chosen before, or is proposed.
    """
    chosen = {}
    open_questions = [header for header, meant in settled.items() if meant is None]
    told = t("{count} columns", count=len(preview.proposals))
    if open_questions:
        told = t("{columns}, not used: {headers}", columns=told, headers=listed(open_questions))
    lacking = set(REQUIRED) - {meant for meant in settled.values() if meant}
    asks = bool(lacking or preview.left_out(settled))
    with (
        st.expander(t("What the columns mean: {told}", told=plain(told)), expanded=asks),
        st.grid(min_column_width=IN_A_ROW),
    ):
        for at, header in enumerate(preview.proposals):
            chosen[header] = _choice(preview, settled, at, header)
    return chosen


def lists_none(preview: Preview, chosen: Mapped) -> bool:
    """Ask about columns that may list allergens and are not used; return whether all is said."""
    doubtful = preview.left_out(chosen)
    if not doubtful:
        return True
    st.warning(
        plain(
            t(
                "{headers} may list allergens, too, and would not be read: guests would be shown "
                "dishes as free of them. Put all allergens of a dish into one column of the file.",
                headers=listed(doubtful),
            )
        ),
        icon=":material/warning:",
    )
    return st.checkbox(t("I have looked: no allergens stand there"), key="import_lists_none")


def _choice(preview: Preview, settled: Mapped, at: int, header: str) -> str | None:
    options = ["", *COLUMNS, MARKS, *MATRIX]
    proposed = settled.get(header) or ""
    example = next((row[at] for row in preview.sample if row[at]), "")
    with st.container():
        picked = st.selectbox(
            plain(header),
            options,
            index=options.index(proposed),
            key=f"import_column_{at}",
            format_func=_called,
        )
        st.caption(plain(t("such as “{cell}”", cell=example[:60])) if example else t("empty"))
    return picked or None


def _called(column: str) -> str:
    if not column:
        return t("Not used")
    if column == MARKS:
        return t("Marks of diets")
    if column.startswith(CONTAINS):
        return t("Contains: {allergen}", allergen=names.allergen(column.removeprefix(CONTAINS)))
    return names.field(column)
