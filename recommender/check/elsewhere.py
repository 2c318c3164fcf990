"""A look at a catalog on a server, or at photos in another place than the data folder."""

from recommender.check.report import Report
from recommender.config import Settings
from recommender.errors import RecommenderError
from recommender.restaurant import Restaurant


def look_elsewhere(settings: Settings) -> Report:
    """Look at catalog and photos by way of their servers; what cannot be reached is a problem."""
    report = Report(data=str(settings.data), quick=True)
    try:
        restaurant = Restaurant(settings)
    except RecommenderError as error:
        return report.model_copy(update={"problems": [str(error)]})
    try:
        return report.model_copy(update=_found(restaurant))
    except RecommenderError as error:
        return report.model_copy(update={"problems": [str(error)]})
    finally:
        restaurant.close()


def _found(restaurant: Restaurant) -> dict[str, object]:
    menu = restaurant.catalog.menu()
    dishes = list(menu.dishes.values())
    lost = restaurant.photos.lost([dish.photo for dish in dishes if dish.photo])
    return {
        "revision": menu.revision.number,
        "dishes": len(dishes),
        "sold_out": sum(not dish.available for dish in dishes),
        "without_photo": sum(dish.photo is None for dish in dishes),
        "undeclared": sum(not dish.declared for dish in dishes),
        "encoder": restaurant.catalog.noted("encoder") or "",
        "problems": [
            f"The photo of {dish.name} is lost; add it again."
            for dish in dishes
            if dish.photo in lost
        ],
    }
