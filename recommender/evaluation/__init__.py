"""The bench: how well the search answers judged queries and photos, by one set of figures."""

from recommender.evaluation.asking import answers
from recommender.evaluation.judgements import read_photo_pairs, read_queries
from recommender.evaluation.report import Report, report
from recommender.evaluation.scoring import DEPTH
from recommender.evaluation.tables import in_words

__all__ = ["DEPTH", "Report", "answers", "in_words", "read_photo_pairs", "read_queries", "report"]
