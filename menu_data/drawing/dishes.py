"""All dishes of the card, gathered from the families they are drawn in."""

from __future__ import annotations

from drawing import (
    bowls,
    breads,
    cups,
    desserts,
    drinks,
    fried,
    grill,
    noodles,
    pans,
    salads,
    sweets,
)
from drawing.card import DISHES

FAMILIES = (bowls, breads, cups, desserts, drinks, fried, grill, noodles, pans, salads, sweets)

__all__ = ["DISHES", "FAMILIES"]
