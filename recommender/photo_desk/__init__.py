"""The photo desk: warnings about photos, which never block; staff decide."""

from recommender.photo_desk.desk import Eyes, PhotoDesk
from recommender.photo_desk.quality import look
from recommender.photo_desk.remarks import TEMPLATES, Kind, Remark

__all__ = ["TEMPLATES", "Eyes", "Kind", "PhotoDesk", "Remark", "look"]
