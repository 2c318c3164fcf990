"""What a guest's words ask for: "vegan curry under 12 without nuts" as filters and a craving.

Plain rules for English and Spanish. Nothing is guessed about allergens beyond the vocabulary.
"""

from recommender.query.chips import Chip, Understanding
from recommender.query.kinds import listed_as
from recommender.query.names import KnownNames
from recommender.query.understanding import understand

__all__ = ["Chip", "KnownNames", "Understanding", "listed_as", "understand"]
