"""Kitchen: the staff's verbs. The same for pages and command line."""

from recommender.kitchen.adding import Adding
from recommender.kitchen.attention import Attention, OddPrice
from recommender.kitchen.care import Care, Swept
from recommender.kitchen.desk import FIRST_START
from recommender.kitchen.editing import Editing
from recommender.kitchen.exporting import Exporting
from recommender.kitchen.furnishing import UNNAMED, FirstSteps, Furnishing
from recommender.kitchen.importing import Importing
from recommender.kitchen.past import Past
from recommender.kitchen.planning import Plan, Planned
from recommender.kitchen.service import CLOCK, Service, end_of_service

__all__ = [
    "CLOCK",
    "FIRST_START",
    "UNNAMED",
    "Attention",
    "FirstSteps",
    "Kitchen",
    "OddPrice",
    "Plan",
    "Planned",
    "Swept",
    "end_of_service",
]


class Kitchen(Adding, Editing, Service, Importing, Exporting, Past, Care, Furnishing):
    """Keeps the menu true. Every verb is whole or does nothing, and can be undone."""
