"""The plan of an import: what would change, part by part, and what cannot be taken."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from recommender.dish import Dish
from recommender.kitchen import Plan, Planned
from recommender.menu_file import PhotoMatches, rejected_csv
from recommender.ui import i18n, kitchen_words, names, words
from recommender.ui.i18n import listed, n, t
from recommender.ui.words import plain

SHOWN = 200  # lines of a part; who reads more reads the file


def summary(plan: Plan) -> None:
    """Show how many dishes each part has."""
    titles = {
        "new": t("New"),
        "changed": t("Changed"),
        "unchanged": t("Unchanged"),
        "missing": t("Missing from the file"),
        "rejected": t("Rejected"),
    }
    counts = plan.summary()
    with st.container(horizontal=True, key="plan_summary"):
        for part, title in titles.items():
            st.metric(title, i18n.number(counts[part]))


def parts(plan: Plan, matches: PhotoMatches) -> None:
    """Show each part that is not empty."""
    if plan.rejected:
        _rejected(plan)
    if plan.changed:
        with st.expander(t("What changes"), expanded=True):
            _changed(plan.changed)
    if plan.new:
        with st.expander(t("New dishes")):
            _new(plan.new)
    if plan.missing:
        with st.expander(t("On the menu, but not in the file")):
            _names(plan.missing)
    _photos(plan, matches)


def _rejected(plan: Plan) -> None:
    with st.expander(t("Rejected rows"), expanded=True):
        titles = (t("Row"), t("Column"), t("Cell"), t("What is wrong"))
        table = [
            (
                row.number,
                plan.file.headers.get(problem.field) or names.field(problem.field),
                problem.value_shown,
                words.because(problem.reason),
            )
            for row in plan.rejected[:SHOWN]
            for problem in row.problems
        ]
        st.dataframe(pd.DataFrame(table, columns=list(titles)), hide_index=True)
        st.download_button(
            t("Download this list"),
            rejected_csv(
                plan.rejected,
                plan.file.headers,
                titles=titles,
                field=names.field,
                reason=words.because,
            ),
            file_name="rejected.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )


def _changed(changed: Sequence[Planned]) -> None:
    table = [
        {
            t("Dish"): planned.dish.name,
            t("Field"): names.field(name),
            t("Old"): kitchen_words.value(name, old),
            t("New"): kitchen_words.value(name, new),
        }
        for planned in changed[:SHOWN]
        for name, (old, new) in planned.changed_fields.items()
    ]
    st.dataframe(pd.DataFrame(table), hide_index=True)


def _new(new: Sequence[Planned]) -> None:
    table = [
        {
            t("Dish"): planned.dish.name,
            t("Price"): words.price(planned.dish),
            t("Photo"): planned.source.name if planned.source else "",
        }
        for planned in new[:SHOWN]
    ]
    st.dataframe(pd.DataFrame(table), hide_index=True)


def _names(dishes: Sequence[Dish]) -> None:
    st.markdown(plain(listed([dish.name for dish in dishes[:SHOWN]])))


def _photos(plan: Plan, matches: PhotoMatches) -> None:
    rows = {row.number: row.values.get("name", str(row.number)) for row in plan.file.rows}
    without = [rows[number] for number in matches.dishes_without if number in rows]
    with_photos = bool(matches.by_row or matches.unmatched_photos)
    if matches.unmatched_photos:
        count = len(matches.unmatched_photos)
        _listing(
            n("{count} photo belongs to no dish", "{count} photos belong to no dish", count),
            matches.unmatched_photos,
        )
    if without and with_photos:
        count = len(without)
        _listing(n("{count} dish has no photo", "{count} dishes have no photo", count), without)
    if matches.ambiguous:
        told = [f"{rows[row]}: {listed(found)}" for row, found in matches.ambiguous.items()]
        _listing(t("Photos that may belong to several dishes"), told)


def _listing(title: str, entries: Sequence[str]) -> None:
    with st.expander(title):
        st.markdown(plain(listed(list(entries[:SHOWN]))))
