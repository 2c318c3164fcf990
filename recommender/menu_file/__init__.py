"""A menu as a file: CSV, workbook or ZIP with photos, read into dishes and written from them."""

from recommender.menu_file.columns import COLUMNS, DECLARATION, REQUIRED, Proposal, propose_mapping
from recommender.menu_file.delivery import Delivery, open_delivery
from recommender.menu_file.matching import PhotoMatches, match_photos
from recommender.menu_file.reading import MenuFile, Preview, look_into, read_menu_file
from recommender.menu_file.rows import Row
from recommender.menu_file.writing import (
    rejected_csv,
    write_archive,
    write_menu_file,
    write_workbook,
)

__all__ = [
    "COLUMNS",
    "DECLARATION",
    "REQUIRED",
    "Delivery",
    "MenuFile",
    "PhotoMatches",
    "Preview",
    "Proposal",
    "Row",
    "look_into",
    "match_photos",
    "open_delivery",
    "propose_mapping",
    "read_menu_file",
    "rejected_csv",
    "write_archive",
    "write_menu_file",
    "write_workbook",
]
