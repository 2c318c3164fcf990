"""How an installation is: what staff, operator and monitoring should know."""

import hashlib
from collections.abc import Iterator

from recommender.check.elsewhere import look_elsewhere
from recommender.check.folder import FREE_BYTES, look_at_folder
from recommender.check.report import Report
from recommender.config import Settings
from recommender.errors import RecommenderError
from recommender.progress import Progress, silent
from recommender.restaurant import Restaurant

__all__ = ["FREE_BYTES", "Report", "check", "look", "look_at_folder", "look_closely"]


def look(settings: Settings) -> Report:
    """Look at catalog, photos and disk alone, wherever the settings keep them."""
    return look_elsewhere(settings) if settings.elsewhere else look_at_folder(settings.data)


def check(settings: Settings, progress: Progress = silent) -> Report:
    """Look at an installation whole: start its encoder, compare catalog, photos and index.

    A folder that cannot be used is reported, not opened: nothing is made there.
    """
    report = look(settings)
    if report.dishes is None:
        return report.model_copy(update={"quick": False})
    try:
        restaurant = Restaurant(settings)
        try:
            restaurant.engine.start(progress)
            return look_closely(restaurant)
        finally:
            restaurant.close()
    except RecommenderError as error:
        return report.model_copy(update={"problems": [*report.problems, str(error)]})


def look_closely(restaurant: Restaurant) -> Report:
    """Look at an installation whose engine has started: compare catalog, photos and index."""
    report, engine = look(restaurant.settings), restaurant.engine
    problems = [*report.problems, *_damaged(restaurant), *engine.disagreements()]
    status = engine.status
    is_fault = "error" in getattr(status.index_notice, "facts", {})
    return report.model_copy(
        update={
            "quick": False,
            "encoder": engine.encoder_title,
            "instead_because": status.instead_because,
            "encoder_notices": list(engine.notices),
            "index": status.index,
            "index_notice": "" if is_fault else status.index_notice,
            "warnings": report.warnings + [status.index_notice] * is_fault,
            "problems": problems,
        }
    )


def _damaged(restaurant: Restaurant) -> Iterator[str]:
    """Yield a sentence for each photo that is not what it was when it was stored."""
    for dish in restaurant.catalog.menu().dishes.values():
        file = restaurant.photos.path(dish.photo) if dish.photo else None
        if file and file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() != dish.photo:
            yield f"The photo of {dish.name} is damaged; add it again."
