"""Find similar: dishes that look like a photo, or are like a dish."""

import streamlit as st

from recommender.photos import MAX_FILE_BYTES, SUFFIXES, read_photo
from recommender.recommend import Query
from recommender.ui import preparing, resources, results, state
from recommender.ui.dish_card import marks, photo
from recommender.ui.filter_panel import filter_panel
from recommender.ui.words import plain

restaurant = resources.restaurant()
menu = restaurant.catalog.menu().dishes
liked = st.query_params.get("like")
filters = filter_panel(menu.values())

if liked:
    dish = restaurant.recommender.dish(liked)
    st.title(f"Like {plain(dish.name)}")
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width=200):
            photo(dish, thumbnail=True)
        marks(dish)
    query, asked = Query(like=liked, filters=filters), dish.name
else:
    st.title("Find dishes by photo")
    source = st.segmented_control(
        "Photo from", ["Upload", "Camera"], default="Upload", required=True, key="source"
    )
    file = (
        st.camera_input("Take a photo", key="camera")
        if source == "Camera"
        else st.file_uploader(
            "A photo of something you crave",
            type=list(SUFFIXES),
            key="photo",
            max_upload_size=MAX_FILE_BYTES // 1_000_000,
        )
    )
    words = st.text_input(
        "Add words, if you like",
        key="q",
        placeholder="but with noodles",
        bind="query-params",
        on_change=state.to_first_page,
    )
    picture = read_photo(file.getvalue(), name=file.name) if file else None
    if picture:
        st.image(picture, width=240, alt="Your photo")
    query, asked = Query((words or "").strip(), picture, filters=filters), "your photo"

if not query.words and query.photo is None and query.like is None:
    st.caption("Show us a dish from anywhere, and we show you what comes closest here.")
elif preparing.is_ready():
    results.show(restaurant.recommender.search(query), asked=asked)
else:
    preparing.wait_for_search()
