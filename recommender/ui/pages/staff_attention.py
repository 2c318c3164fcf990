"""What needs attention: evidence, each entry leading to where it is put right."""

import streamlit as st

from recommender.ui import (
    address,
    kitchen_attention,
    kitchen_frame,
    kitchen_map,
    kitchen_photos,
    resources,
)
from recommender.ui.i18n import t

kitchen = kitchen_frame.begin(t("What needs attention"), "staff_attention")
kitchen.note_photos_checked()
restaurant = resources.restaurant()
dishes = list(restaurant.catalog.menu().dishes.values())

evidence, pictures = st.columns([3, 2], gap="large")
with evidence:
    first = address.text("show") or "undeclared"
    kitchen_attention.evidence(kitchen, kitchen.attention(), first)
with pictures:
    kitchen_map.likeness(restaurant.engine)
    kitchen_map.prices(dishes)
with evidence:  # last, as the first look at all photos takes a while
    found = kitchen.attention(photo_findings=kitchen_photos.findings(restaurant, dishes))
    kitchen_attention.photo_evidence(found, first)
