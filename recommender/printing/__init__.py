"""The menu on paper: a menu card and an allergen sheet as PDF, and a code to the guests' page."""

from recommender.printing.allergen_sheet import allergen_sheet
from recommender.printing.menu_card import menu_card
from recommender.printing.paper import missing_letters
from recommender.printing.qr import qr_png, qr_svg
from recommender.printing.texts import Language

__all__ = ["Language", "allergen_sheet", "menu_card", "missing_letters", "qr_png", "qr_svg"]
