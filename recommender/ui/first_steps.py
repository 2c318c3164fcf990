"""What those are led through who open a restaurant for the first time."""

import streamlit as st

from recommender.kitchen import Kitchen
from recommender.ui import links
from recommender.ui.i18n import t
from recommender.ui.kitchen_frame import safely


def checklist(kitchen: Kitchen) -> None:
    """Show the first steps until all are done, or somebody no longer wants to see them."""
    found = kitchen.first_steps()
    if not found.wanting:
        return
    with st.container(border=True, key="first_steps"):
        with st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
        ):
            st.header(t("First steps"), width="content")
            st.button(
                t("Do not show these again"),
                type="tertiary",
                on_click=safely,
                args=(_dismiss, kitchen),
                key="dismiss_first_steps",
            )
        links.steps(
            t("First steps"),
            [
                ("staff_settings", t("Name the restaurant, and say when it is open"), found.named),
                (
                    "staff_import",
                    t("Bring your menu, and take the demo dishes off"),
                    found.own_menu,
                ),
                ("staff_attention", t("Look at what the photos need"), found.photos_checked),
                ("staff_export", t("Print the code for the tables"), found.code_printed),
            ],
        )


def _dismiss(kitchen: Kitchen) -> None:
    kitchen.dismiss_first_steps()
