"""A picture of the menu: dishes that are alike stand together, and what each course costs."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from recommender.dish import Dish
from recommender.encoder import Vectors
from recommender.engine import Engine
from recommender.ui import links, names
from recommender.ui.i18n import t

LEAST = 3  # dishes that make a map
HEIGHT = 380  # pixels
COLOURS = 8  # cuisines that can be told apart; the others share one
PICKED = "picked"


def likeness(engine: Engine) -> None:
    """Show dishes by likeness, coloured by cuisine; a click offers the dish's form."""
    st.header(t("Dishes by likeness"))
    if not engine.status.ready:
        st.caption(t("The map is drawn once the search is ready."))
        return
    snapshot = engine.snapshot()
    if len(snapshot.dishes) < LEAST:
        st.caption(t("A map needs three dishes."))
        return
    st.caption(t("Neighbours taste or look alike. Click a dish to open its form."))
    table = _table(snapshot.dishes, flat(snapshot.vectors.whole()))
    picked = st.vega_lite_chart(
        table,
        _map_spec(),
        key="map",
        on_select="rerun",
        height=HEIGHT,
        alt=t("A map of {count} dishes by likeness", count=len(table)),
    )
    _offer(picked, snapshot.dishes)


def flat(vectors: Vectors) -> Vectors:
    """Return the two directions in which ``vectors`` differ most, shape (n, 2)."""
    centred = vectors - vectors.mean(axis=0)
    left, strength, _ = np.linalg.svd(centred, full_matrices=False)
    plane = left[:, :2] * strength[:2]
    return np.asarray(np.pad(plane, ((0, 0), (0, 2 - plane.shape[1]))), np.float32)


def _table(dishes: Sequence[Dish], places: Vectors) -> pd.DataFrame:
    cuisines = pd.Series([dish.cuisine for dish in dishes])
    common = set(cuisines[cuisines != ""].value_counts().index[:COLOURS])
    other = t("Other")
    return pd.DataFrame(
        {
            "id": [dish.id for dish in dishes],
            "dish": [names.dish(dish) for dish in dishes],
            "x": places[:, 0],
            "y": places[:, 1],
            "cuisine": [names.cuisine(c) if c in common else other for c in cuisines],
        }
    )


def _map_spec() -> dict[str, object]:
    unmarked = {"axis": None, "type": "quantitative"}
    return {
        "mark": {"type": "circle", "size": 110, "opacity": 0.85},
        "params": [{"name": PICKED, "select": {"type": "point", "fields": ["id"]}}],
        "encoding": {
            "x": {"field": "x", **unmarked},
            "y": {"field": "y", **unmarked},
            "color": {
                "field": "cuisine",
                "type": "nominal",
                "title": t("Cuisine"),
                "legend": {"orient": "bottom", "columns": 3},
            },
            "tooltip": [
                {"field": "dish", "title": t("Dish")},
                {"field": "cuisine", "title": t("Cuisine")},
            ],
        },
    }


def _offer(picked: object, dishes: Sequence[Dish]) -> None:
    points = getattr(picked, "selection", {}).get(PICKED, [])
    chosen = {point.get("id") for point in points if isinstance(point, dict)}
    for dish in dishes:
        if dish.id in chosen:
            links.inside("staff_menu", names.dish(dish), ("edit", dish.id))


def prices(dishes: Sequence[Dish]) -> None:
    """Show what the dishes of each course cost."""
    st.header(t("Price by course"))
    courses = [dish for dish in dishes if dish.course]
    if not courses:
        st.caption(t("No dish has a course yet."))
        return
    table = pd.DataFrame(
        {
            "dish": [names.dish(dish) for dish in courses],
            "course": [names.course(dish.course) for dish in courses],
            "price": [dish.price for dish in courses],
        }
    )
    st.vega_lite_chart(
        table, _price_spec(), height=HEIGHT, alt=t("Prices of dishes, course by course")
    )


def _price_spec() -> dict[str, object]:
    return {
        "mark": {"type": "tick", "thickness": 2},
        "encoding": {
            "x": {"field": "price", "type": "quantitative", "title": t("Price")},
            "y": {"field": "course", "type": "nominal", "title": None},
            "tooltip": [
                {"field": "dish", "title": t("Dish")},
                {"field": "price", "title": t("Price")},
            ],
        },
    }
